"""A committee is abolished before its allocation, and another after it, through HTTP and Redis."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from services.grants.domain.committee import COMMITTEES, DISTRICT, RecordAbolition
from shared.kernel.decider import Step
from shared.testing import servers
from tests.grants.service import Desk, desk_on
from tests.grants.special_fund import EMPTY, LATE, OFFICER, SHULINXIANG, councils_say

pytestmark = pytest.mark.server


@pytest.fixture
def server() -> Iterator[servers.Server]:
    embedded = servers.embedded()
    yield embedded
    embedded.stop()


async def abolished(desk: Desk, committee_id: str, on: date) -> None:
    """What councils say of it."""
    gone = RecordAbolition(committee_id=committee_id, abolished_on=on, source_position=50)
    await desk.hears(Step(COMMITTEES, DISTRICT, gone))


async def test_an_abolished_committee_counts_until_its_last_day(server, tmp_path):
    async with desk_on(server, tmp_path, "2015-01-05T09:00") as desk:
        await councils_say(desk)
        year = "/allocation-rounds/2015"
        await desk.tell("/allocation-rounds", *OFFICER, period=2015)
        await desk.tell(f"{year}/allocations", *OFFICER, committee_id=SHULINXIANG)
        await abolished(desk, SHULINXIANG, date(2015, 7, 1))
        await abolished(desk, EMPTY, date(2015, 3, 1))
        assert (await desk.post(f"{year}/closure", *OFFICER)).json()["missing"] == [EMPTY], "it was there for a while"
        assert await desk.tell(f"{year}/allocations", *OFFICER, committee_id=EMPTY) == "special-fund-allocated"
        assert await desk.tell(f"{year}/closure", *OFFICER) == "allocation-round-closed"
        assert (await desk.get(year))["allocated"] == [SHULINXIANG, EMPTY]

        await desk.at("2016-01-05T09:00")
        year = "/allocation-rounds/2016"
        await desk.tell("/allocation-rounds", *OFFICER, period=2016)
        for gone in (SHULINXIANG, EMPTY):
            assert await desk.tell(f"{year}/allocations", *OFFICER, committee_id=gone) == "409 committee-gone"
        assert (await desk.post(f"{year}/closure", *OFFICER)).json()["missing"] == [LATE]
        await desk.tell(f"{year}/allocations", *OFFICER, committee_id=LATE)
        assert await desk.tell(f"{year}/closure", *OFFICER) == "allocation-round-closed"
        assert (await desk.get(year))["allocated"] == [LATE]
