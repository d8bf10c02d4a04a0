"""What a resident does with the number and the code of a voucher and no account, over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import Any

import pytest

from shared.contracts.casework.case import CaseOpened
from shared.contracts.casework.case_clocks import ClockSuspended, DueDates
from shared.contracts.casework.post import PostAssigned, PostEstablished, PostKind
from shared.kernel.actors import Role
from shared.kernel.ids import AggregateRef, by_trigger
from shared.kernel.instants import SHANGHAI
from shared.kernel.suspensions import SuspensionReason
from tests.intake.service import Intake, enter_items, heard, intake_in, opened_hall, received, refused
from tests.journeys.people import resident

CLERK = Role.CLERK
SAID = "我的理由是我自己的"


@pytest.fixture
async def intake(tmp_path) -> AsyncIterator[Intake]:
    async with intake_in(tmp_path) as here:
        here.clock.at = datetime(2014, 9, 24, 9, tzinfo=SHANGHAI)
        yield here


@pytest.fixture
async def application(intake: Intake) -> str:
    await enter_items(intake, "CD-MZ-005")
    return await received(intake, await opened_hall(intake))


@pytest.fixture
async def voucher(intake: Intake, application: str) -> dict[str, str]:
    told = await intake.get(f"/applications/{application}/voucher", CLERK)
    return {"voucher_number": told["voucher_number"], "code": told["code"]}


async def progress(intake: Intake, voucher: dict[str, str]) -> dict[str, Any]:
    await intake.follow()
    answer = await intake.post_open("/public/progress", **voucher)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def opened_case(application: str) -> tuple[AggregateRef, CaseOpened]:
    case = CaseOpened(
        subject="subject-1",
        application_id=application,
        centre_id="centre-qzx",
        item_code="CD-MZ-005",
        item_version=1,
        accepted_on=date(2014, 9, 24),
        deemed=False,
        promised_due_on=date(2014, 10, 13),
        statutory_due_on=date(2014, 11, 10),
        provisional=False,
        calendar_version=1,
    )
    return AggregateRef("case", by_trigger("case", application)), case


def recorded(answer: Any) -> list[str]:
    """The words of the events that an answer tells."""
    return [event["type"].split(".")[2] for event in answer.json()["events"]]


async def test_the_receipt_tells_the_code_that_stands_on_the_voucher(intake, application, voucher):
    hall = await _hall(intake)
    body = {"hall_id": hall, "window_id": "W1", "item_code": "CD-MZ-005", "applicant": resident()}
    answer = await intake.post("/applications", CLERK, **body)
    told = await intake.get(f"/applications/{answer.json()['id']}/voucher", CLERK)
    assert answer.json()["code"] == told["code"] != voucher["code"]


async def test_the_voucher_opens_what_was_received(intake, application, voucher):
    told = await progress(intake, voucher)
    assert (told["state"], told["received_on"], told["item_name_en"]) == ("RECEIVED", "2014-09-24", "Old-age allowance")
    assert "promised_due_on" not in told


async def test_a_code_in_small_letters_is_the_same_code(intake, voucher):
    assert (await progress(intake, {**voucher, "code": voucher["code"].lower()}))["state"] == "RECEIVED"


@pytest.mark.parametrize(
    "wrong", [{"code": "00000000"}, {"voucher_number": "QZX-2014-000002"}], ids=["a wrong code", "another number"]
)
async def test_what_does_not_belong_together_opens_nothing_and_does_not_say_what_is_wrong(intake, voucher, wrong):
    await intake.follow()
    assert refused(await intake.post_open("/public/progress", **{**voucher, **wrong})) == (404, "code-wrong")


async def test_what_is_missing_is_told_with_its_last_day_and_not_why(intake, application, voucher):
    defects = [{"material": "户口簿", "reason": SAID}]
    await intake.do(f"/applications/{application}/correction-notice", CLERK, defects=defects)
    told = await progress(intake, voucher)
    assert (told["missing"], told["correction_due_on"]) == (["户口簿"], "2014-10-13")


async def test_what_was_handed_in_since_is_not_told_as_missing(intake, application, voucher):
    defects = [{"material": "户口簿", "reason": SAID}, {"material": "照片", "reason": SAID}]
    await intake.do(f"/applications/{application}/correction-notice", CLERK, defects=defects)
    answer = await intake.post_open("/public/hand-ins", **voucher, material="户口簿")
    assert answer.status_code == 200, answer.text
    assert (await progress(intake, voucher))["missing"] == ["照片"]


async def test_the_last_paper_from_home_answers_the_notice(intake, application, voucher):
    defects = [{"material": "户口簿", "reason": SAID}, {"material": "照片", "reason": SAID}]
    await intake.do(f"/applications/{application}/correction-notice", CLERK, defects=defects)
    assert refused(await intake.post_open("/public/hand-ins", **voucher, material="诗")) == (422, "material-not-listed")
    first, last = [await intake.post_open("/public/hand-ins", **voucher, material=each) for each in ("户口簿", "照片")]
    assert recorded(first) == ["material-handed-in"]
    assert recorded(last) == ["material-handed-in", "correction-submitted"]
    assert (await progress(intake, voucher))["state"] == "RECEIVED"
    again = await intake.post_open("/public/hand-ins", **voucher, material="照片")
    assert (again.status_code, recorded(again)) == (200, [])


async def test_nobody_hands_in_without_the_code_or_after_the_last_day(intake, application, voucher):
    defects = [{"material": "户口簿", "reason": SAID}]
    await intake.do(f"/applications/{application}/correction-notice", CLERK, defects=defects)
    wrong = await intake.post_open("/public/hand-ins", **{**voucher, "code": "00000000"}, material="户口簿")
    assert refused(wrong) == (404, "code-wrong")
    intake.clock.at = datetime(2014, 10, 13, 18, tzinfo=SHANGHAI)
    late = await intake.post_open("/public/hand-ins", **voucher, material="户口簿")
    assert refused(late) == (409, "correction-too-late")


async def test_both_due_dates_are_told_with_their_reason_and_none_while_a_notice_stops_them(
    intake, application, voucher
):
    await intake.do(f"/applications/{application}/acceptance", CLERK)
    case, opened = opened_case(application)
    await heard(intake, "casework", case, opened, 30)
    told = await progress(intake, voucher)
    assert (told["promised_due_on"], told["statutory_due_on"]) == ("2014-10-13", "2014-11-10")
    assert told["why"]["code"] == "OPENED"
    stop = ClockSuspended(
        suspension_id="s-1", reason=SuspensionReason.PUBLIC_NOTICE, stopped_on=date(2014, 9, 29), due=DueDates()
    )
    await heard(intake, "casework", case, stop, 31)
    told = await progress(intake, voucher)
    assert "promised_due_on" not in told
    assert [each["zh"] for each in told["stopped_for"]] == ["公示"]


async def test_the_applicant_takes_the_application_back_without_a_clerk(intake, application, voucher):
    post = PostEstablished(
        org="centre-qzx", kind=PostKind.WINDOW, title_zh="窗", title_en="W", hall_id=await _hall(intake), window_id="W1"
    )
    await heard(intake, "casework", AggregateRef("post", "post-1"), post, 40)
    answer = await intake.post(f"/applications/{application}/withdrawal", CLERK, reason=SAID)
    assert refused(answer) == (403, "not-on-window-post"), "a clerk needs the post"
    answer = await intake.post_open("/public/withdrawals", **voucher, reason=SAID)
    assert answer.status_code == 200, answer.text
    assert (await progress(intake, voucher))["state"] == "WITHDRAWN"
    assert SAID not in str([entry.document for entry in await intake.log.read(0, 1000)])


async def _hall(intake: Intake) -> str:
    (hall,) = (await intake.get("/halls"))["halls"]
    return str(hall["id"])


async def test_a_voucher_is_shown_to_who_is_on_a_post_of_its_hall_only(intake, application):
    hall = await _hall(intake)
    post = PostEstablished(
        org="centre-qzx", kind=PostKind.WINDOW, title_zh="窗", title_en="W", hall_id=hall, window_id="W1"
    )
    await heard(intake, "casework", AggregateRef("post", "post-1"), post, 40)
    assigned = PostAssigned(holder="s-clerk", substitute=None, assigned_at=intake.clock.at)
    await heard(intake, "casework", AggregateRef("post", "post-1"), assigned, 41)
    await intake.follow()
    path = f"{intake.root}/applications/{application}/voucher"
    for sub, status in (("s-clerk", 200), ("s-stranger", 403)):
        token = intake.issuer.token(sub, (CLERK,))
        answer = await intake.http.get(path, headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == status, answer.text


async def test_a_complaint_is_filed_read_answered_and_read_again(intake, application, voucher):
    filed = await intake.post_open("/public/complaints", **voucher, text=SAID)
    assert filed.status_code == 201, filed.text
    complaint = filed.json()["id"]
    await intake.follow()
    stranger = await intake.post(
        f"/complaints/{complaint}/answer", Role.CENTRE_DIRECTOR, "centre-dg", answer="x", upheld=True
    )
    assert refused(stranger) == (403, "complaint-of-other-centre")
    director = intake.issuer.token("director", (Role.CENTRE_DIRECTOR,), "centre-qzx")
    words = await intake.http.get(
        f"{intake.root}/complaints/{complaint}/words", headers={"Authorization": f"Bearer {director}"}
    )
    assert words.json() == {"text": SAID}
    await intake.do(f"/complaints/{complaint}/answer", Role.CENTRE_DIRECTOR, "centre-qzx", answer="已整改", upheld=True)
    await intake.follow()
    own = (await intake.post_open("/public/complaint-searches", **voucher)).json()["complaints"]
    assert [(each["text"], each["answer"], each["upheld"]) for each in own] == [(SAID, "已整改", True)]
    assert not [entry for entry in await intake.log.read(0, 1000) if SAID.encode() in entry.document]


async def test_a_complaint_that_nobody_answers_is_missed_once(intake, application, voucher):
    await intake.post_open("/public/complaints", **voucher, text=SAID)
    assert await intake.at("2014-10-13T23:59") == ["application-deemed-accepted"]
    assert await intake.at("2014-10-14T00:00") == ["complaint-answer-missed"]
    assert await intake.at("2014-12-01T00:00") == []
