"""Working funds and stipends through HTTP, on a server of their own: the numbers of S10(b)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shared.contracts import councils
from shared.contracts.councils.appraisal import AppraisalConcluded, Grade, SubjectKind
from shared.contracts.councils.supervision_committee import Office
from shared.contracts.councils.supervision_committee_acts import Size, StipendEntitled, WorkingFundsEntitled
from shared.kernel.actors import Role
from shared.kernel.money import Money
from tests.grants.desk import Desk, desk_on, fen
from tests.grants.stipends import CHAIR, MEMBER, PARTS, TUANJIE

pytestmark = pytest.mark.server
OFFICER, AUDITOR = (Role.FUND_OFFICER, ""), (Role.AUDITOR, "")


async def test_stipends_of_a_supervision_committee(server, tmp_path):
    async with desk_on(server, tmp_path, "2015-02-02T09:00") as desk:
        await what_is_due_is_heard_of(desk)
        at = f"stipends/{TUANJIE}-2014"
        paid = {"paid_on": "2015-02-02"}
        chair = {**paid, "part": "PERFORMANCE", "person_id": CHAIR, "amount": fen(100_000), "receipt_ref": "b-1"}
        member = {**chair, "person_id": MEMBER, "amount": fen(60_000), "receipt_ref": "b-2"}
        assert await desk.tell(*OFFICER, f"{at}/payments", **chair) == (200, "stipend-paid")
        assert await desk.tell(*OFFICER, f"{at}/payments", **member) == (409, "performance-not-released")
        await desk.hear(appraised(MEMBER, satisfactory=False), "a-member", "appraisal", councils.SERVICE)
        assert await desk.tell(*OFFICER, f"{at}/payments", **member) == (409, "performance-not-released")
        assert await desk.tell(Role.COMMITTEE, TUANJIE, f"{at}/payments", **chair) == (403, "role-forbidden")
        await the_basic_parts_and_the_funds_are_paid(desk, at)
        await payments_come_back_and_are_undone(desk, at)
        await the_year_is_looked_up(desk, at)


def appraised(person: str, satisfactory: bool = True) -> AppraisalConcluded:
    return AppraisalConcluded(
        subject_kind=SubjectKind.SUPERVISION_MEMBER,
        subject_id=person,
        committee_id=TUANJIE,
        community_id="community-qingzhenxiang",
        period="2014",
        score=80 if satisfactory else 55,
        grade=Grade.COMPETENT if satisfactory else Grade.NOT_COMPETENT,
        satisfactory=satisfactory,
        concluded_on=date(2015, 1, 20),
    )


async def what_is_due_is_heard_of(desk: Desk) -> None:
    """The chair's appraisal comes before what is due, the member's after it."""
    await desk.hear(appraised(CHAIR), "a-chair", "appraisal", councils.SERVICE)
    funds = WorkingFundsEntitled(committee_id=TUANJIE, year=2014, size=Size.LARGE, amount=Money(amount=300_000))
    await desk.hear(funds, TUANJIE, "supervision-committee", councils.SERVICE)
    for person, office in ((CHAIR, Office.CHAIR), (MEMBER, Office.MEMBER)):
        basic, performance = (Money(amount=part) for part in PARTS[office])
        entitled = StipendEntitled(
            committee_id=TUANJIE, person_id=person, office=office, year=2014, basic=basic, performance=performance
        )
        await desk.hear(entitled, TUANJIE, "supervision-committee", councils.SERVICE)


async def the_basic_parts_and_the_funds_are_paid(desk: Desk, at: str) -> None:
    payments: list[dict[str, Any]] = [
        {"part": "BASIC", "person_id": CHAIR, "amount": fen(200_000), "receipt_ref": "b-3"},
        {"part": "BASIC", "person_id": MEMBER, "amount": fen(140_000), "receipt_ref": "b-4"},
        {"part": "WORKING_FUNDS", "amount": fen(300_000), "receipt_ref": "b-5"},
    ]
    for payment in payments:
        assert await desk.tell(*OFFICER, f"{at}/payments", **payment, paid_on="2015-02-02") == (200, "stipend-paid")
    again = {**payments[0], "receipt_ref": "b-6", "paid_on": "2015-02-02"}
    assert await desk.tell(*OFFICER, f"{at}/payments", **again) == (409, "stipend-already-paid")


async def payments_come_back_and_are_undone(desk: Desk, at: str) -> None:
    back = {"receipt_ref": "b-4", "returned_on": "2015-02-02"}
    assert await desk.tell(*OFFICER, f"{at}/returned-payments", **back) == (200, "stipend-payment-returned")
    wrong = {"receipt_ref": "b-3", "reason": "NOT_PAID"}
    assert await desk.tell(*OFFICER, f"{at}/reversals", **wrong) == (200, "stipend-payment-reversed")
    assert await desk.tell(*OFFICER, f"{at}/reversals", **{**wrong, "receipt_ref": "none"}) == (
        404,
        "stipend-payment-unknown",
    )
    (sums,) = (await desk.public("stipends"))["stipends"]
    assert sums["paid"] == fen(400_000)
    chair = {"part": "BASIC", "person_id": CHAIR, "amount": fen(200_000), "receipt_ref": "b-7"}
    member = {"part": "BASIC", "person_id": MEMBER, "amount": fen(140_000), "receipt_ref": "b-8"}
    for payment in (chair, member):
        assert await desk.tell(*OFFICER, f"{at}/payments", **payment, paid_on="2015-02-02") == (200, "stipend-paid")


async def the_year_is_looked_up(desk: Desk, at: str) -> None:
    (sums,) = (await desk.public(f"stipends?committee_id={TUANJIE}&year=2014"))["stipends"]
    assert sums == {
        "committee_id": TUANJIE,
        "year": 2014,
        "stated": fen(800_000),
        "withheld": fen(60_000),
        "waiting": fen(0),
        "paid": fen(300_000 + 300_000 + 140_000),
    }
    assert (await desk.public("stipends?year=2015"))["stipends"] == []
    assert (await desk.ask(*OFFICER, "stipends", year="x")).status_code == 400
    assert (await desk.read("stipends", year="2014"))["stipends"] == [sums]
    told = await desk.read(at)
    assert [(each["person_id"], each["performance_paid"], each["withheld"]) for each in told["people"]] == [
        (CHAIR, True, False),
        (MEMBER, False, True),
    ]
    assert sum(payment["undone"] for payment in told["payments"]) == 2
    assert (await desk.ask(Role.RESIDENT, "", at)).status_code == 403
    assert (await desk.ask(*AUDITOR, at, as_of="2015-02-01")).status_code == 404
    assert "performance-released" in await desk.happened(at)
