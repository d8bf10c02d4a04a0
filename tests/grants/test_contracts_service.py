"""Purchase contracts through HTTP, on a server of their own: S8."""

from __future__ import annotations

import pytest

from services.grants.domain.committee import COMMITTEES, DISTRICT, RecordCommittee
from shared.contracts.councils.committee import CommitteeKind
from shared.contracts.grants.contract import PaymentTerms
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from tests.grants.desk import Desk, becomes, desk_on, fen
from tests.grants.purchases import ASSOCIATION, COMMITTEE, DEPARTMENT, OF_ASSOCIATION, apply_for, line, sign
from tests.grants.standings import filing, registration

pytestmark = pytest.mark.server
LEADING = (Role.APPROVER, "leading-body")
BUYER, WORKER, OFFICER = (Role.DEPARTMENT, DEPARTMENT), (Role.COMMITTEE, COMMITTEE), (Role.FUND_OFFICER, "")


async def test_money_follows_the_task(server, tmp_path):
    async with desk_on(server, tmp_path, "2015-01-05T09:00") as desk:
        await a_task_is_admitted(desk)
        contract = await a_contract_is_signed(desk)
        await work_is_done_and_paid(desk, contract)
        await money_counts_from_its_day_once_it_is_known(desk, contract)
        await a_payment_comes_back(desk, contract)
        await a_low_score_ends_a_contract(desk)
        await contracts_are_looked_up(desk, contract)
        await contracts_come_to_their_end(desk, contract)


async def a_task_is_admitted(desk: Desk) -> None:
    request = apply_for(budget=1_000_000).model_dump(mode="json")
    assert await desk.tell(Role.DEPARTMENT, "other", "tasks", **request) == (403, "not-the-department")
    assert await desk.tell(*WORKER, "tasks", **request) == (403, "role-forbidden")
    assert await desk.tell(*BUYER, "tasks", **request) == (201, "task-admission-requested")
    signed = sign().model_dump(mode="json")
    assert await desk.tell(*BUYER, "contracts", **signed) == (422, "task-not-admitted")
    founded = RecordCommittee(committee_id=COMMITTEE, kind=CommitteeKind.RESIDENTS, source_position=1)
    await desk.act(Step(COMMITTEES, DISTRICT, founded))
    assert (await desk.public("tasks"))["tasks"] == []
    assert await desk.tell(*LEADING, "tasks/home-visit/admission", document="d-1") == (200, "task-admission-approved")
    other = apply_for("survey").model_dump(mode="json")
    assert await desk.tell(*BUYER, "tasks", **other) == (201, "task-admission-requested")
    assert await desk.tell(*LEADING, "tasks/survey/refusal", reason="部门自身职责") == (200, "task-admission-refused")
    assert await desk.tell(*LEADING, "tasks/nothing/refusal", reason="无") == (404, "task-unknown")
    assert [task["code"] for task in (await desk.public("tasks"))["tasks"]] == ["home-visit"]
    assert [task["code"] for task in (await desk.read("tasks", state="REFUSED"))["tasks"]] == ["survey"]
    assert (await desk.read("tasks/survey"))["refused_because"] == "部门自身职责"
    assert await desk.happened("tasks/home-visit") == ["task-admission-requested", "task-admission-approved"]
    assert (await desk.ask(*BUYER, "tasks", state="OPEN")).status_code == 400


async def a_contract_is_signed(desk: Desk) -> str:
    wages = sign(line(), line("salary")).model_dump(mode="json")
    assert await desk.tell(*BUYER, "contracts", **wages) == (422, "wage-line")
    signed = sign(terms=PaymentTerms.QUARTERLY).model_dump(mode="json")
    assert await desk.tell(*WORKER, "contracts", **signed) == (403, "role-forbidden")
    assert await desk.tell(*BUYER, "contracts", **signed) == (201, "contract-signed")
    return desk.id


async def work_is_done_and_paid(desk: Desk, contract: str) -> None:
    at = f"contracts/{contract}"
    work = {"report_id": "r1", "code": "home-visit", "quantity": 120, "done_on": "2015-03-20"}
    await desk.at("2015-03-25T09:00")
    assert await desk.tell(*WORKER, f"{at}/work-reports", **work) == (409, "funds-not-transferred")
    money = {"document": "v-1", "amount": fen(800_000), "transferred_on": "2015-01-05"}
    assert await desk.tell(*OFFICER, f"{at}/transfers", **money) == (200, "task-funds-transferred")
    assert await desk.tell(Role.COMMITTEE, "other", f"{at}/work-reports", **work) == (403, "not-the-provider")
    assert await desk.tell(*WORKER, f"{at}/work-reports", **work) == (200, "work-reported")
    seen = {"report_id": "r1", "accepted": 110, "reason": "10次无记录"}
    assert await desk.tell(*BUYER, f"{at}/verifications", **seen) == (200, "work-verified")
    again = {**work, "report_id": "r2", "quantity": 1}
    assert await desk.tell(Role.CLERK, "", f"{at}/work-reports", **again) == (200, "work-reported")
    once_more = {"report_id": "r2", "accepted": 0, "reason": "重复申报"}
    assert await desk.tell(Role.CLERK, "", f"{at}/verifications", **once_more) == (422, "same-person")
    assert await desk.tell(*BUYER, f"{at}/verifications", **once_more) == (200, "work-verified")
    assert await desk.tell(*BUYER, f"{at}/scores", settlement=1, score=84) == (409, "settlement-too-early")
    await desk.at("2015-04-01T09:00")
    assert await desk.tell(*BUYER, f"{at}/scores", settlement=1, score=84) == (
        200,
        "contract-scored contract-payment-due",
    )
    told = await desk.read(at)
    assert (told["due"], told["scores"][0]["pay_percent"]) == (fen(418_000), 95)
    paid = {"receipt_ref": "b-1", "amount": fen(418_001), "paid_on": "2015-04-01"}
    assert await desk.tell(*OFFICER, f"{at}/payments", **paid) == (422, "above-due")
    await desk.at("2015-04-03T09:00")
    assert await desk.tell(*OFFICER, f"{at}/payments", **{**paid, "amount": fen(418_000)}) == (200, "contract-paid")
    assert await desk.tell(*BUYER, f"{at}/completion") == (409, "contract-still-open")


async def money_counts_from_its_day_once_it_is_known(desk: Desk, contract: str) -> None:
    """What came in on 01-05 was entered on 03-25; what went out on 04-01, on 04-03."""
    at, before = f"contracts/{contract}", str(desk.position - 1)
    for what, day, then, amount in (
        ("transferred", "2015-01-05", "2015-03-24T18:00+08:00", 800_000),
        ("paid", "2015-04-01", "2015-04-01T18:00+08:00", 418_000),
        ("paid", "2015-04-01", before, 418_000),
    ):
        assert (await desk.read(at, as_of=day))[what] == fen(amount), "in law"
        assert (await desk.read(at, as_of=day, known_at=then))[what] == fen(0), "as then known"


async def a_payment_comes_back(desk: Desk, contract: str) -> None:
    at, back = f"contracts/{contract}", {"receipt_ref": "b-1", "returned_on": "2015-04-02"}
    assert await desk.tell(*BUYER, f"{at}/returned-payments", **back) == (403, "role-forbidden")
    early = {**back, "returned_on": "2015-03-31"}
    assert await desk.tell(*OFFICER, f"{at}/returned-payments", **early) == (422, "returned-before-paid")
    nothing = {**back, "receipt_ref": "b-0"}
    assert await desk.tell(*OFFICER, f"{at}/returned-payments", **nothing) == (409, "payment-not-made")
    assert await desk.tell(*OFFICER, f"{at}/returned-payments", **back) == (200, "contract-payment-returned")
    assert await desk.tell(*OFFICER, f"{at}/returned-payments", **back) == (200, "")
    assert (await desk.public("contracts"))["contracts"][0]["paid"] == fen(0)
    told = await desk.read(at)
    assert (told["due"], told["paid"]) == (fen(418_000), fen(0))
    assert [(each["receipt_ref"], each["returned_on"]) for each in told["payments"]] == [("b-1", "2015-04-02")]
    assert (await desk.read(at, as_of="2015-04-01"))["paid"] == fen(418_000), "in law it came back a day later"
    again = {"receipt_ref": "b-2", "amount": fen(418_000), "paid_on": "2015-04-03"}
    assert await desk.tell(*OFFICER, f"{at}/payments", **again) == (200, "contract-paid")


async def a_low_score_ends_a_contract(desk: Desk) -> None:
    signed = sign(terms=PaymentTerms.QUARTERLY).model_copy(update={"document": "contract-2"}).model_dump(mode="json")
    assert await desk.tell(*BUYER, "contracts", **signed) == (201, "contract-signed")
    at = f"contracts/{desk.id}"
    assert await desk.tell(*BUYER, f"{at}/scores", settlement=1, score=59) == (
        200,
        "contract-scored contract-terminated",
    )
    assert (await desk.read(at))["terminated_because"] == "SCORE_BELOW_MINIMUM"
    assert await desk.tell(*BUYER, f"{at}/termination", reason="AGREED") == (409, "contract-ended")


async def contracts_are_looked_up(desk: Desk, contract: str) -> None:
    first, second = (await desk.public("contracts"))["contracts"]
    assert (first["id"], first["provider"]["id"], first["paid"]) == (contract, COMMITTEE, fen(418_000))
    assert first["tasks"][0]["qty_cap"] == 200
    assert second["state"] == "TERMINATED"
    running = (await desk.read("contracts", state="RUNNING", buyer=DEPARTMENT, limit="1"))["contracts"]
    assert [(each["id"], each["transferred"]) for each in running] == [(contract, fen(800_000))]
    then = await desk.read(f"contracts/{contract}", known_at="2015-03-25T09:00+08:00")
    assert (then["paid"], then["work"][0]["accepted"]) == (fen(0), 110)
    assert (await desk.ask(*BUYER, "contracts/nothing")).status_code == 404
    await desk.at("2016-01-01T00:00")
    await becomes(desk, f"contracts/{contract}", "contract-period-ended")


async def contracts_come_to_their_end(desk: Desk, contract: str) -> None:
    for quarter in (2, 3, 4):
        scored = {"settlement": quarter, "score": 90}
        assert await desk.tell(*BUYER, f"contracts/{contract}/scores", **scored) == (200, "contract-scored")
    assert await desk.tell(*BUYER, f"contracts/{contract}/completion") == (200, "contract-completed")
    await a_completed_contract_waits_for_a_payment_that_came_back(desk, f"contracts/{contract}")
    signed = sign().model_copy(update={"document": "contract-3"}).model_dump(mode="json")
    assert await desk.tell(*BUYER, "contracts", **signed) == (201, "contract-signed")
    at = f"contracts/{desk.id}"
    assert await desk.tell(Role.DEPARTMENT, "other", f"{at}/termination", reason="AGREED") == (
        403,
        "not-the-department",
    )
    assert await desk.tell(*BUYER, f"{at}/termination", reason="AGREED") == (200, "contract-terminated")
    by_association = sign(provider=OF_ASSOCIATION).model_dump(mode="json")
    assert await desk.tell(*BUYER, "contracts", **by_association) == (409, "association-not-in-standing")
    await desk.hear(filing(), ASSOCIATION)
    assert await desk.tell(*BUYER, "contracts", **by_association) == (201, "contract-signed engagement-noted")
    engaged = (await desk.read(f"associations/{ASSOCIATION}"))["engagements"]
    assert engaged == [{"kind": "CONTRACT", "id": desk.id}]
    await desk.hear(registration(filed_id=ASSOCIATION), "registered")
    assert (await desk.read(f"contracts/{desk.id}"))["provider"]["id"] == "registered"
    assert (await desk.read(f"associations/{ASSOCIATION}"))["standing"] == "ENDED"


async def a_completed_contract_waits_for_a_payment_that_came_back(desk: Desk, at: str) -> None:
    assert (await desk.public("contracts"))["contracts"][0]["state"] == "COMPLETED"
    back = {"receipt_ref": "b-2", "returned_on": "2016-01-01"}
    assert await desk.tell(*OFFICER, f"{at}/returned-payments", **back) == (200, "contract-payment-returned")
    first = (await desk.public("contracts"))["contracts"][0]
    assert (first["state"], first["paid"], (await desk.read(at))["state"]) == ("PERIOD_OVER", fen(0), "PERIOD_OVER")
    assert await desk.tell(*BUYER, f"{at}/completion") == (409, "contract-still-open")
    again = {"receipt_ref": "b-3", "amount": fen(418_000), "paid_on": "2016-01-01"}
    assert await desk.tell(*OFFICER, f"{at}/payments", **again) == (200, "contract-paid")
    assert await desk.tell(*BUYER, f"{at}/completion") == (200, "contract-completed")
