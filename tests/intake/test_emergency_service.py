"""The emergency service over HTTP (S4): help first, papers afterwards, what is missed; the back office is beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from shared.kernel.actors import Role
from tests.intake.both import CENTRE, Both, both_in
from tests.intake.emergencies import HELP, HELP_ITEM
from tests.intake.emergency_calls import NAME, PHONE, TEN, act, call, opened
from tests.intake.service import refused
from tests.journeys.people import citizen_id

DEPARTMENT = "dept-civil-affairs"
LIMITS = ("response", "payment", "papers")
RECORDED = [
    *("application-received", "application-accepted", "voucher-issued"),
    *("emergency-service-opened", "application-claimed"),
]


@pytest.fixture
async def here(tmp_path) -> AsyncIterator[Both]:
    async with both_in(tmp_path, "2015-09-03T10:00") as both:
        await both.offered(HELP, HELP_ITEM)
        await both.handed_down(HELP, DEPARTMENT, cap_amount=fen(100_000))
        yield both


def fen(amount: int) -> dict[str, object]:
    return {"amount": amount, "currency": "CNY"}


async def shown(here: Both, application: str) -> dict[str, Any]:
    return await here.intake.get(f"/emergency-services/{application}", Role.CLERK)


async def granted(here: Both, application: str, amount: int = 50_000) -> tuple[str, httpx.Response]:
    """Examined and decided in the back office, if it may be."""
    examiner, approver = await here.staffed("examiner", HELP), await here.staffed("approver", HELP)
    examination, approval = await here.post("EXAMINATION", examiner), await here.post("APPROVAL", approver)
    case = await here.case_of(application)
    proposal = {"post_id": examination, "outcome": "GRANT"}
    await here.casework.post_as(examiner, f"/cases/{case}/proposal", Role.EXAMINER, **proposal)
    terms = {"standard": "urgent-2015", "period": "ONCE", "from_on": "2015-09-03", "payer": DEPARTMENT}
    told = {"post_id": approval, "outcome": "GRANT", "amount": fen(amount), "grant": terms}
    return case, await here.casework.post_as(approver, f"/cases/{case}/decision", Role.APPROVER, **told)


async def pay(here: Both, case: str, paid_at: str, amount: int = 50_000) -> httpx.Response:
    told = {"instalment": "once", "amount": fen(amount), "method": "CASH", "paid_at": paid_at, "payee_ref": "payee-1"}
    return await here.casework.post_as("s-director", f"/benefits/{case}/payments", Role.CENTRE_DIRECTOR, CENTRE, **told)


async def test_s4_a_family_after_a_fire_is_helped_and_brings_its_papers(here):
    answer = await call(here)
    assert [event["type"].split(".")[2] for event in answer.json()["events"]] == RECORDED
    application = str(answer.json()["id"])
    assert answer.headers["Location"].endswith(f"/emergency-services/{application}")
    told = await shown(here, application)
    assert told["respond_due_at"] == "2015-09-03T10:30:00+08:00"
    assert told["promised_paid_due_at"] == "2015-09-04T10:00:00+08:00"
    assert told["statutory_paid_due_at"] == "2015-09-05T10:00:00+08:00"
    assert (told["papers_due_on"], told["papers_due_at"]) == ("2015-09-10", "2015-09-10T18:00:00+08:00")
    assert told["papers_lacking"] == ["身份证", "火灾证明"]

    assert await here.forth() == ["case-opened"], "the provisional case"
    await here.at("2015-09-03T10:10")
    assert await act(here, application, "response", responded_at="2015-09-03T10:05:00+08:00") == ["emergency-responded"]
    case, decision = await granted(here, application)
    assert decision.status_code == 200, decision.text
    await here.at("2015-09-03T15:00")
    assert (await pay(here, case, "2015-09-03T14:30:00+08:00")).status_code == 200
    assert refused(await pay(here, case, "2015-09-03T14:30:00+08:00")) == (409, "already-paid")
    assert "emergency-payment-known" in await here.back()
    assert (await shown(here, application))["case_id"] == case

    await here.at("2015-09-10T17:59")
    assert await act(here, application, "papers", materials=["身份证"]) == ["emergency-papers-submitted"]
    last = await act(here, application, "papers", materials=["火灾证明"])
    assert last == ["emergency-papers-submitted", "emergency-service-completed"]
    assert await here.intake.at("2015-09-12T09:00") == [], "nothing was missed"
    told = await shown(here, application)
    assert (told["paid_at"], told["completed_on"]) == ("2015-09-03T14:30:00+08:00", "2015-09-10")
    assert [told[f"{limit}_missed"] for limit in LIMITS] == [False, False, False]
    assert told["papers_lacking"] == []


async def test_s4_above_the_cap_it_goes_up_to_the_district(here):
    application = await opened(here)
    await here.forth()
    _, decision = await granted(here, application, amount=100_001)
    assert refused(decision) == (422, "above-cap")
    assert decision.json()["goes_up_to"] == DEPARTMENT


async def test_what_nobody_told_of_is_missed_once_each_when_its_time_is_over(here):
    application = await opened(here)
    assert await here.intake.at("2015-09-03T10:29:59") == []
    assert await here.intake.at("2015-09-03T10:30") == ["emergency-limit-missed"]
    assert await here.intake.at("2015-09-05T09:59:59") == []
    assert await here.intake.at("2015-09-05T10:00") == ["emergency-limit-missed"]
    assert await here.intake.at("2015-09-10T17:59:59") == []
    assert await here.intake.at("2015-09-10T18:00") == ["emergency-limit-missed"]
    assert await here.intake.at("2015-10-08T09:00") == []
    told = await shown(here, application)
    assert [told[f"{limit}_missed"] for limit in LIMITS] == [True, True, True]
    listed = await here.intake.get("/emergency-services", Role.CLERK, hall_id=here.hall)
    assert [each["id"] for each in listed["emergency_services"]] == [application]
    history = await here.intake.get(f"/emergency-services/{application}/history", Role.CLERK)
    fell_due = [event["effective_at"] for event in history["events"] if "missed" in event["type"]]
    assert fell_due == ["2015-09-03T10:30:00+08:00", "2015-09-05T10:00:00+08:00", "2015-09-10T18:00:00+08:00"]


async def test_timers_that_were_asleep_tell_all_that_was_missed_in_its_order(here):
    await opened(here)
    assert await here.intake.at("2015-09-20T09:00") == ["emergency-limit-missed"] * 3


async def test_a_payment_that_is_heard_of_after_the_hours_says_that_it_was_in_them(here):
    application = await opened(here)
    await here.forth()
    case, _ = await granted(here, application)
    await act(here, application, "response", responded_at=TEN)
    assert await here.intake.at("2015-09-05T10:00") == ["emergency-limit-missed"]
    await here.casework.at("2015-09-05T10:30")
    assert (await pay(here, case, "2015-09-05T09:30:00+08:00")).status_code == 200
    await here.back()
    told = await shown(here, application)
    assert (told["paid_at"], told["payment_missed"]) == ("2015-09-05T09:30:00+08:00", True)


async def test_of_what_was_refused_no_payment_is_missed(here):
    application = await opened(here)
    await here.forth()
    await act(here, application, "response", responded_at=TEN)
    examiner, approver = await here.staffed("examiner", HELP), await here.staffed("approver", HELP)
    examination, approval = await here.post("EXAMINATION", examiner), await here.post("APPROVAL", approver)
    case, why = await here.case_of(application), {"outcome": "REFUSE", "reasons": ["另有保险赔付"]}
    acts = (
        (examiner, Role.EXAMINER, "proposal", {"post_id": examination, **why}),
        (approver, Role.APPROVER, "decision", {"post_id": approval, "remedies": ["60日内可申请行政复议"], **why}),
        (examiner, Role.EXAMINER, "closure", {"post_id": examination}),
    )
    for who, role, what, body in acts:
        answer = await here.casework.post_as(who, f"/cases/{case}/{what}", role, **body)
        assert answer.status_code == 200, answer.text
    await here.back()
    assert await here.intake.at("2015-09-20T09:00") == []


async def test_what_can_wait_is_received_at_a_window_in_office_hours(here):
    ordinary = HELP_ITEM.model_copy(update={"statutory": days(15), "promised": days(10)})
    await here.offered("CD-MZ-003", ordinary)
    await opened(here, item_code="CD-MZ-003")
    await here.at("2015-09-06T15:00")
    open_hours = {"item_code": "CD-MZ-003", "called_at": "2015-09-06T14:45:00+08:00"}
    assert refused(await call(here, **open_hours)) == (409, "within-office-hours")
    assert (await call(here, called_at="2015-09-06T14:45:00+08:00")).status_code == 201


def days(n: int):
    stage = HELP_ITEM.statutory.stages[1].model_copy(update={"n": n})
    return HELP_ITEM.statutory.model_copy(update={"stages": (stage,)})


async def test_at_no_window_who_works_for_the_centre_takes_it_in(here):
    assert refused(await call(here, by="s-other", of="centre-dg", window_id=None)) == (403, "not-on-window-post")
    assert refused(await call(here, by="s-other", of=CENTRE)) == (403, "not-on-window-post")
    answer = await call(here, by="s-other", of=CENTRE, window_id=None)
    assert answer.status_code == 201
    told = await here.intake.get(f"/applications/{answer.json()['id']}", Role.CLERK)
    assert told["window_id"] == ""


async def test_somebody_without_papers_is_a_person_of_their_own_each_time(here):
    applications = [await opened(here, applicant={"name": NAME, "phone": PHONE}), await opened(here)]
    known = [await opened(here, applicant={"name": NAME, "id_number": citizen_id(7)}) for _ in range(2)]
    subjects = {}
    for entry in await here.intake.log.read(0, 1000):
        if entry.type.endswith("application-received.v1"):
            decoded = here.intake.service.desk.executor.aggregates.codec.decode(entry.type, entry.document)
            subjects[entry.aggregate.id] = decoded.data.applicant.subject
    assert len({subjects[each] for each in applications}) == 2
    assert len({subjects[each] for each in known}) == 1


@pytest.mark.parametrize(
    ("wrong", "answer"),
    [
        ({"applicant": {"id_number": "630102194503120018"}}, (422, "id-number-invalid")),
        ({"applicant": {"phone": "12"}}, (422, "phone-invalid")),
        ({"called_at": "2015-09-03T10:00:01+08:00"}, (422, "instant-impossible")),
        ({"reason": "HURRY"}, (422, "invalid-value")),
        ({"item_code": "CD-MZ-999"}, (422, "item-not-offered")),
        ({"hall_id": "nowhere"}, (404, "hall-unknown")),
    ],
)
async def test_what_cannot_be_is_refused_and_nothing_is_written(here, wrong, answer):
    before = await here.intake.log.head()
    assert refused(await call(here, **wrong)) == answer
    assert await here.intake.log.head() == before


async def test_no_word_about_the_person_stands_in_a_log_or_an_answer(here):
    application = await opened(here, applicant={"name": NAME, "phone": PHONE, "id_number": citizen_id(9)})
    await here.forth()
    for log in (here.intake.log, here.casework.log):
        for entry in await log.read(0, 1000):
            assert not any(word.encode() in entry.document for word in (NAME, PHONE, citizen_id(9)))
    assert NAME not in str(await shown(here, application))


async def test_what_is_no_emergency_is_not_found(here):
    assert refused(
        await here.intake.post_as("s-clerk", "/emergency-services/a-1/papers", Role.CLERK, materials=["身份证"])
    ) == (404, "emergency-unknown")
