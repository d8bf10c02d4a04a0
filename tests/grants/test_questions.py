"""Questions of the special fund that cannot be read are refused, and the parameter is named."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from services.grants.app import PARTS
from shared.kernel.actors import Role
from tests.casework.district import CALENDAR, POLICY
from tests.runtime.served import Served, refused, served


@pytest.fixture
async def grants(tmp_path) -> AsyncIterator[Served]:
    async with served(PARTS, tmp_path, POLICY, CALENDAR) as service:
        yield service


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/v1/funds?period=year", "period"),
        ("/v1/fund-projects?stage=LOST", "stage"),
        ("/v1/fund-projects?period=-1", "period"),
        ("/v1/public/fund-statement?committee_id=x", "period"),
        (f"/v1/public/fund-statement?committee_id=x&period={'9' * 5_000}", "period"),
        ("/v1/public/fund-projects?after=x", "after"),
        ("/v1/public/allocation-rounds?limit=0", "limit"),
    ],
)
async def test_a_question_that_cannot_be_read_is_refused(grants, path, parameter):
    headers = {"Authorization": f"Bearer {grants.issuer.token('somebody', (Role.AUDITOR,))}"}
    answer = await grants.http.get(f"/grants{path}", headers=headers)
    assert refused(answer) == (400, "invalid-parameter")
    assert answer.json()["name"] == parameter
