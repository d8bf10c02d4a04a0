"""Beside S7: an invoice is used once, a supplier never comes, a resolution opens a project, nobody starts."""

from __future__ import annotations

from services.grants.domain.fund_project import FUND_PROJECT
from services.grants.domain.fund_project_commands import OpenProject
from services.grants.domain.resolution import RESOLUTION, RecordInForce, RecordResolution
from services.grants.domain.types import opened_by
from shared.contracts.grants.fund import FundAmount
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from tests.grants.service import Desk
from tests.grants.special_fund import (
    CENTRE,
    EMPTY,
    LOOKED_AT,
    OFFICER,
    OWN,
    SHULINXIANG,
    SIGNED,
    SUPPLIER,
    WATCHING,
    WORKING,
    money,
    proposal,
    submitted,
)


async def an_invoice_is_used_once(desk: Desk) -> None:
    bench = await submitted(desk, "a bench", 100_000, "2016-05-30T09:00")
    await desk.tell(f"{bench}/approval", *WORKING, amount=money(100_000))
    chosen = {"supplier": SUPPLIER, "price": money(100_000)}
    await desk.tell(f"{bench}/contract", *OWN, **chosen, quotes=[chosen])
    await desk.tell(f"{bench}/acceptance", *OWN, amount=money(100_000), acceptors=LOOKED_AT)
    used = {"number": "00012345", "amount": money(100_000)}
    part = {"amount": money(40_000), "invoices": [used], "paid_on": "2016-05-30", "signatures": SIGNED}
    assert await desk.tell(f"{bench}/payments", *CENTRE, **part) == "final-paid payment-made invoice-used"
    rest = {**part, "amount": money(60_000)}
    assert await desk.tell(f"{bench}/payments", *CENTRE, **rest) == "409 duplicate-invoice"
    rest["invoices"] = [{**used, "number": "00012346"}]
    assert await desk.tell(f"{bench}/payments", *CENTRE, **rest) == "final-paid payment-made invoice-used"


async def a_supplier_never_comes(desk: Desk, fund: str) -> None:
    before = (await desk.get(fund))["sums"]
    tent = await submitted(desk, "a tent", 100_000, "2016-06-13T09:00")
    await desk.tell(f"{tent}/approval", *WORKING, amount=money(100_000))
    chosen = {"supplier": SUPPLIER, "price": money(90_000)}
    await desk.tell(f"{tent}/contract", *OWN, **chosen, quotes=[chosen])
    elsewhere = (Role.COMMITTEE, EMPTY)
    assert await desk.tell(f"{tent}/withdrawal", *elsewhere) == "403 not-the-committee"
    given_up = "project-withdrawn funds-released resolution-freed"
    assert await desk.tell(f"{tent}/withdrawal", *OWN) == given_up
    assert (await desk.get(fund))["sums"] == before


async def a_resolution_opens_a_project(desk: Desk) -> None:
    opened = opened_by("r-fence")
    path = f"/fund-projects/{opened}"
    known = RecordResolution(committee_id=SHULINXIANG, amount=FundAmount(amount=80_000), source_position=20)
    await desk.hears(Step(RESOLUTION, "r-fence", known))
    await desk.act(
        Step(RESOLUTION, "r-fence", RecordInForce(opens=opened, source_position=21)),
        Step(
            FUND_PROJECT,
            opened,
            OpenProject(committee_id=SHULINXIANG, resolution_id="r-fence", amount=FundAmount(amount=80_000)),
        ),
    )
    assert (await desk.get(path))["stage"] == "OPENED"
    taken = proposal("a fence", 80_000, resolution_id="r-fence")
    assert await desk.tell("/fund-projects", *OWN, **taken) == "409 resolution-taken"
    dear = proposal("a fence", 80_001)
    assert await desk.tell(f"{path}/proposal", *OWN, **dear) == "project-proposed"
    await desk.tell(f"{path}/survey", *OWN, asked=10, in_favour=6)
    assert await desk.tell(f"{path}/supervision-opinion", *WATCHING, opinion="VETOED") == "422 above-resolution"
    given_up = await desk.tell(f"{path}/withdrawal", *OWN)
    assert given_up == "project-withdrawn resolution-freed"
    assert await desk.tell("/fund-projects", *OWN, **taken) == "project-proposed resolution-taken"


async def nobody_starts(desk: Desk, ramp: str, fund: str, before: dict[str, int]) -> None:
    order = {"amount": money(90_000), "basis": "NOT_STARTED"}
    await desk.at("2016-11-16T09:00")
    assert await desk.tell(f"{ramp}/clawback", *OFFICER, **order) == "422 clawback-not-grounded"
    assert not (await desk.get(ramp))["start_missed"]
    await desk.at("2016-11-17T09:00")
    assert (await desk.get(ramp))["start_missed"]
    assert await desk.tell(f"{ramp}/clawback", *OFFICER, **order) == "clawback-ordered funds-released"
    assert await desk.tell(f"{ramp}/progress", *OWN, percent=1) == "409 step-out-of-turn"
    receipt = {"receipt": "R-1", "amount": money(50_000)}
    assert await desk.tell(f"{ramp}/recoveries", *CENTRE, **receipt) == "clawback-recovered funds-recovered"
    assert await desk.tell(f"{ramp}/referral", *OFFICER, to="AUDIT") == "409 clawback-not-due"
    assert not (await desk.get(ramp))["clawback_missed"]
    await desk.at("2016-12-22T09:00")
    assert (await desk.get(ramp))["clawback_missed"]
    assert await desk.tell(f"{ramp}/referral", *OFFICER, to="AUDIT") == "clawback-referred"
    sums = (await desk.get(fund))["sums"]
    assert sums["available"] == before["available"] - 140_000
    told = await desk.get(ramp)
    assert (told["stage"], told["clawback_due_on"], told["recovered"]) == ("CLAWED_BACK", "2016-12-19", 50_000)
    listed = await desk.get("/fund-projects", committee_id=SHULINXIANG, stage="CLAWED_BACK", period="2016")
    assert [each["title"] for each in listed["projects"]] == ["a ramp"]
    await what_passed_is_told_of_its_day(desk, ramp)


async def what_passed_is_told_of_its_day(desk: Desk, ramp: str) -> None:
    """Once each, and from the end of the last day however late it was heard."""
    told = (await desk.get(f"{ramp}/history"))["events"]
    by_timer = [each for each in told if each["actor_role"] == "machine"]
    passed = [(each["type"].split(".")[2], each["effective_at"][:10]) for each in by_timer]
    assert passed == [("fund-project-not-started", "2016-11-17"), ("clawback-missed", "2016-12-20")]
