"""Granted benefits through HTTP, on a server of its own: paid, corrected, asked back, returned, and not reviewed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from services.casework.app import PARTS
from services.casework.domain import policy
from services.casework.domain.benefit import BENEFIT
from services.casework.domain.benefit_commands import BenefitCommand, ReviewBenefit
from shared.contracts.casework.benefit import Period, ReviewCategory, ReviewResult
from shared.kernel.actors import TIMER, Role
from shared.kernel.decider import Step
from shared.runtime.act import Act, Done
from shared.runtime.patience import NotNow, patiently
from shared.testing import servers
from tests.casework.benefits import PAYER, ask_back, change, correct, give_back, grant, pay, stop
from tests.casework.district import CENTRE, POLICY
from tests.runtime.on_server import OnServer, on_server

pytestmark = pytest.mark.server
PATIENCE_SECONDS = 20


@pytest.fixture(scope="module")
def server() -> Iterator[servers.Server]:
    embedded = servers.embedded()
    yield embedded
    embedded.stop()


class Desk:
    """Somebody at the API of a service that runs in this process, and the acts of others beside it."""

    def __init__(self, here: OnServer) -> None:
        self.service, self.issuer, self.http = here.service, here.issuer, here.http
        self.position = 0
        self.keys = 0

    async def act(self, *steps: Step) -> Done:
        """What the case does in the act that decides, corrects or revokes."""
        done = await self.service.desk.executor.execute(Act(steps, TIMER))
        assert isinstance(done, Done), done
        self.position = max(self.position, done.position)
        return done

    async def benefit(self, id_: str, command: BenefitCommand) -> Done:
        return await self.act(Step(BENEFIT, id_, command))

    async def tell(self, path: str, body: BaseModel, role: Role = Role.DEPARTMENT, org: str = PAYER) -> tuple[int, str]:
        """The status, and the slug where it is refused or else the events."""
        self.keys += 1
        headers = {**self._bearer(role, org), "Idempotency-Key": f"benefit-{self.keys}"}
        sent = body.model_dump(mode="json", exclude_none=True)
        response = await self.http.post(f"/v1/benefits/{path}", json=sent, headers=headers)
        told = response.json()
        if not response.is_success:
            return response.status_code, told["type"].rsplit(":", 1)[-1]
        self.position = max(self.position, int(told["position"].removeprefix("casework:")))
        return response.status_code, " ".join(event["type"].split(".")[2] for event in told["events"])

    async def get(self, path: str, **parameters: str) -> httpx.Response:
        headers = {**self._bearer(Role.AUDITOR, ""), "Read-After": f"casework:{self.position}"}
        return await self.http.get(f"/v1/benefits{path}", params=parameters, headers=headers)

    async def due(self, id_: str, **moment: str) -> int:
        """What is due for a period, as of a day and as known at a moment."""
        return int((await self.get(f"/{id_}/standing", **moment)).json()["due"]["amount"])

    async def money(self, id_: str) -> dict[str, int]:
        told: dict[str, Any] = (await self.get(f"/{id_}")).json()
        return {name: told[name]["amount"] for name in ("paid", "overpaid", "arrears", "asked_back", "recovered")}

    async def happened(self, id_: str) -> list[str]:
        told = (await self.get(f"/{id_}/history")).json()
        return [event["type"].split(".")[2] for event in told["events"]]

    def _bearer(self, role: Role, org: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.issuer.token('s-somebody', [role], org)}"}


@asynccontextmanager
async def desk_on(server: servers.Server, state_dir: Path) -> AsyncIterator[Desk]:
    async with on_server(PARTS, server, state_dir) as here:
        desk = Desk(here)
        for key in ("A", "B", "C"):
            (entry,) = POLICY.entries[f"benefit.review_months.{key}"]
            await desk.act(Step(policy.POLICY, "benefit", policy.AdoptPolicy(entry=entry)))
        await desk.get("")
        yield desk


async def test_a_benefit_lives_on(server, tmp_path):
    async with desk_on(server, tmp_path) as desk:
        await desk.benefit("c-monthly", grant())
        await desk.benefit("c-once", grant(50_000, Period.ONCE, "2015-09-03", cap=100_000))
        await _one_off_help(desk)
        await _paid_and_corrected(desk)
        await _looked_up(desk)


async def _one_off_help(desk: Desk) -> None:
    """S4: paid once by the centre."""
    paid = pay("once", 50_000, "2015-09-03T14:00")
    assert await desk.tell("c-once/payments", paid, Role.CENTRE_DIRECTOR, "elsewhere") == (403, "not-the-payer")
    assert await desk.tell("c-once/payments", paid, Role.EXAMINER, CENTRE) == (403, "role-forbidden")
    assert await desk.tell("c-once/payments", paid, Role.CENTRE_DIRECTOR, CENTRE) == (200, "assistance-paid")
    assert await desk.tell("c-once/payments", paid, Role.CENTRE_DIRECTOR, CENTRE) == (409, "already-paid")
    assert await desk.tell("c-nowhere/payments", paid) == (404, "benefit-unknown")


async def _paid_and_corrected(desk: Desk) -> None:
    """S11 (d): paid for two months; the decision is corrected, and the excess is ordered back and comes in."""
    for month in ("2015-09", "2015-10"):
        assert await desk.tell("c-monthly/payments", pay(month)) == (200, "assistance-paid")
    assert await desk.tell("c-monthly/payments", pay("2015-11", 30_001)) == (422, "above-decision")
    assert await desk.tell("c-monthly/recovery-order", ask_back(1, due_on="2099-01-31")) == (409, "nothing-overpaid")
    before = f"casework:{desk.position}"
    await desk.benefit("c-monthly", correct(20_000, "2015-09-01"))
    assert await desk.due("c-monthly", as_of="2015-09-01") == 20_000, "in law"
    assert await desk.due("c-monthly", as_of="2015-09-01", known_at=before) == 30_000, "as was known"
    assert await desk.tell("c-monthly/recovery-order", ask_back(20_000, due_on="2099-01-31")) == (
        200,
        "recovery-ordered",
    )
    assert await desk.tell("c-monthly/recoveries", give_back(5_000)) == (200, "recovered")
    assert await desk.money("c-monthly") == {
        **{"paid": 60_000, "overpaid": 15_000, "arrears": 0},
        **{"asked_back": 15_000, "recovered": 5_000},
    }
    assert await desk.tell("c-monthly/change", change(25_000, "2015-09-01")) == (
        200,
        "benefit-changed recovery-reduced",
    )
    reviewed = ReviewBenefit(result=ReviewResult.STOP)
    assert await desk.tell("c-monthly/reviews", reviewed, Role.EXAMINER, CENTRE) == (200, "benefit-reviewed")
    assert await desk.tell("c-monthly/stop", stop("2015-11-01")) == (200, "benefit-stopped")
    assert await desk.tell("c-monthly/payments", pay("2015-11", 25_000)) == (409, "benefit-ended")


async def _looked_up(desk: Desk) -> None:
    async def listed(**parameters: str) -> list[str]:
        return [each["id"] for each in (await desk.get("", **parameters)).json()["benefits"]]

    assert await listed() == ["c-monthly", "c-once"]
    assert await listed(state="STOPPED", item_code="CD-MZ-001", centre_id=CENTRE) == ["c-monthly"]
    assert await listed(limit="1", after="0") == ["c-monthly"]
    assert (await desk.get("/c-nowhere")).status_code == 404
    assert await desk.due("c-monthly", as_of="2015-11-01") == 0
    assert (await desk.get("/c-monthly/standing", as_of="2015-08-31")).status_code == 404
    assert (await desk.get("/c-monthly/standing", as_of="yesterday")).status_code == 400
    for wrong in ({"state": "PAID"}, {"review_due_by": "tomorrow"}, {"review_due_by": "0001-01-01"}):
        assert (await desk.get("", **wrong)).status_code == 400
    assert await desk.happened("c-monthly") == [
        *("benefit-granted", "assistance-paid", "assistance-paid", "benefit-changed", "recovery-ordered", "recovered"),
        *("benefit-changed", "recovery-reduced", "benefit-reviewed", "benefit-stopped"),
    ]


async def test_a_review_that_nobody_did_is_told_once_and_the_next_one_waits(server, tmp_path):
    async with desk_on(server, tmp_path) as desk:
        await desk.benefit("c-late", grant(category=ReviewCategory.C))

        async def missed() -> list[str]:
            if len(happened := await desk.happened("c-late")) == 1:
                raise NotNow
            return happened

        async with asyncio.timeout(PATIENCE_SECONDS):
            assert await patiently(missed) == ["benefit-granted", "benefit-review-missed"]
        told = (await desk.get("/c-late")).json()
        assert told["review_missed_on"] == "2015-12-01"
        due = {each["id"] for each in (await desk.get("", review_due_by="2015-12-01")).json()["benefits"]}
        assert "c-late" in due
        reviewed = ReviewBenefit(result=ReviewResult.UNCHANGED)
        assert await desk.tell("c-late/reviews", reviewed) == (200, "benefit-reviewed")
        assert "review_missed_on" not in (await desk.get("/c-late")).json()
