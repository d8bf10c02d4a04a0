"""Decisions through the back office's own routes: what begins with them, where they are made, and all in one act."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from services.casework.domain.benefit import BENEFIT
from services.casework.domain.case import CASE
from services.casework.domain.delegation import DELEGATION
from services.casework.domain.post import POST
from services.casework.domain.staff import STAFF
from shared.contracts.casework.post import PostAssigned, PostKind
from shared.contracts.intake.item import DecisionMode, Handling, WhoseDecision
from shared.kernel.actors import Role
from shared.testing.memory_log import MemoryLog
from tests.casework.district import CENTRE, ITEM_CODE, ITEM_VERSION, engaged, established
from tests.casework.office import IDENTITY, Office, memory, office
from tests.casework.stories import proposed
from tests.casework.travels import DEPARTMENT, handed_down

OF_THE_DEPARTMENT = ITEM_VERSION.model_copy(
    update={"authority": WhoseDecision.DISTRICT_DEPARTMENT, "department": DEPARTMENT}
)
INSTANT = ITEM_VERSION.model_copy(
    update={
        "authority": WhoseDecision.CENTRE,
        "handling": Handling.INSTANT,
        "decision_mode": DecisionMode.SINGLE,
    }
)
GRANT = {
    "post_id": "approval",
    "outcome": "GRANT",
    "amount": {"amount": 40_000, "currency": "CNY"},
    "grant": {"standard": "cd-2014", "period": "MONTH", "from_on": "2014-11-01", "payer": DEPARTMENT},
}


@pytest.fixture
async def here(tmp_path) -> AsyncIterator[Office]:
    async with office(tmp_path, MemoryLog(IDENTITY, memory())) as opened:
        await opened.staffed(OF_THE_DEPARTMENT)
        yield opened


def words(answer) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [event["type"].split(".")[2] for event in answer.json()["events"]]


def slug(answer) -> str:
    return str(answer.json()["type"]).rsplit(":", 1)[1]


async def benefit(here: Office, case_id: str):
    return await here.desk.state(BENEFIT, case_id)


async def test_a_benefit_begins_in_the_act_that_grants_it_under_the_cap_of_the_delegation(here):
    await here.record(DELEGATION.ref(ITEM_CODE), handed_down(cap=300_000))
    case = await here.opened("case-1", proposed())
    decided = await here.post(f"/v1/cases/{case}/decision", GRANT, "decide-01", "s-approver", Role.APPROVER)
    assert words(decided) == ["decision-made", "benefit-granted"]
    granted = (await benefit(here, case)).book.granted
    assert (granted.amount.amount, granted.cap_amount.amount, granted.subject) == (40_000, 300_000, here.subject)
    again = await here.post(f"/v1/cases/{case}/decision", GRANT, "decide-02", "s-approver", Role.APPROVER)
    assert words(again) == []


async def test_where_the_decision_is_refused_nothing_begins(here):
    await here.record(DELEGATION.ref(ITEM_CODE), handed_down(cap=39_999))
    case = await here.opened("case-1", proposed())
    decided = await here.post(f"/v1/cases/{case}/decision", GRANT, "decide-01", "s-approver", Role.APPROVER)
    assert (decided.status_code, slug(decided)) == (422, "above-cap")
    assert await benefit(here, case) == BENEFIT.initial
    without = {name: value for name, value in GRANT.items() if name != "amount"}
    decided = await here.post(f"/v1/cases/{case}/decision", without, "decide-02", "s-approver", Role.APPROVER)
    assert (decided.status_code, slug(decided)) == (422, "amount-missing")


async def test_a_list_that_grants_lets_each_benefit_begin(here):
    await here.record(DELEGATION.ref(ITEM_CODE), handed_down())
    cases = [await here.opened(f"case-{n}", proposed()) for n in (1, 2)]
    answer = await here.post(
        "/v1/case-lists/decisions", GRANT | {"cases": cases}, "decide-01", "s-approver", Role.APPROVER
    )
    assert answer.status_code == 200, answer.text
    begun = [(await benefit(here, case)).book.granted.case_id for case in cases]
    assert begun == cases


async def test_a_case_travels_to_the_department_and_comes_back_in_its_name(here):
    case = await here.opened("case-1")
    sent = await here.post(
        f"/v1/cases/{case}/sending", {"post_id": "examination"}, "send-0001", "s-examiner", Role.EXAMINER
    )
    assert words(sent) == ["case-sent-to-body"]
    path, body = f"/v1/cases/{case}/body-answer", {"finding": ["与申请一致"]}
    stranger = await here.post(path, body, "answer-01", "m-1", Role.MACHINE, org="dept-traffic")
    assert (stranger.status_code, slug(stranger)) == (403, "case-not-with-you")
    for key, then in (("answer-02", ["body-answered"]), ("answer-03", [])):
        assert words(await here.post(path, body, key, "m-1", Role.MACHINE, org=DEPARTMENT)) == then
    assert (await here.desk.state(CASE, case)).file.body == CENTRE


async def test_the_department_decides_on_its_own_post(here):
    await here.record(STAFF.ref("s-dept"), engaged("某癸", DEPARTMENT))
    post = (established(PostKind.APPROVAL, DEPARTMENT), PostAssigned(holder="s-dept"))
    await here.record(POST.ref("dept-approval"), *post)
    case = await here.opened("case-1", proposed())
    path, body = f"/v1/cases/{case}", {"post_id": "dept-approval", "outcome": "GRANT"}
    at_the_centre = body | {"post_id": "approval"}
    refused = await here.post(f"{path}/decision", at_the_centre, "decide-01", "s-approver", Role.APPROVER)
    assert (refused.status_code, slug(refused)) == (403, "no-delegation")
    await here.post(f"{path}/sending", {"post_id": "examination"}, "send-0001", "s-examiner", Role.EXAMINER)
    decided = await here.post(f"{path}/decision", body, "decide-02", "s-dept", Role.APPROVER, org=DEPARTMENT)
    assert words(decided) == ["decision-made", "body-answered"]
    closed = await here.post(f"{path}/closure", {"post_id": "examination"}, "close-001", "s-examiner", Role.EXAMINER)
    assert words(closed) == ["case-closed"]
    board = {"post_id": "examination", "place": "COMMUNITY_BOARD"}
    told = await here.post(f"{path}/decision-publication", board, "publish-1", "s-examiner", Role.EXAMINER)
    assert words(told) == ["decision-published"]


async def test_s11a_one_act_at_the_window_is_refused_without_a_delegation_and_done_with_one(tmp_path):
    async with office(tmp_path, MemoryLog(IDENTITY, memory())) as here:
        await here.staffed(INSTANT)
        await here.record(POST.ref("approval-too"), established(PostKind.APPROVAL), PostAssigned(holder="s-examiner"))
        path = f"/v1/cases/{await here.opened('case-1')}/instant-decision"
        body = {"post_id": "examination", "approval_post_id": "approval-too", "outcome": "GRANT"}
        refused = await here.post(path, body, "instant-1", "s-examiner", Role.CLERK)
        assert (refused.status_code, slug(refused)) == (422, "same-person")
        alone = handed_down(from_body="dept-employment", single_person=True)
        await here.record(DELEGATION.ref(ITEM_CODE), alone)
        done = words(await here.post(path, body, "instant-2", "s-examiner", Role.CLERK))
        assert done == ["decision-proposed", "decision-made", "case-closed"]
        assert words(await here.post(path, body, "instant-3", "s-examiner", Role.CLERK)) == []
