"""What applicants are told of a result: to fetch it unless they have it, or that one does not hold or will not come."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import date, datetime
from pathlib import Path

import pytest

from services.intake.api.notification import DUTY
from services.intake.app import PARTS
from shared.contracts.casework.case import CaseClosed, Outcome
from shared.contracts.casework.case_aftermath import CaseReopened, CaseTerminatedV2, TerminationCauseV2
from shared.contracts.casework.case_clocks import DueDates
from shared.contracts.casework.case_window import InstantDecisionDeclined
from shared.contracts.casework.post import ActedAs, PostAssigned, PostEstablished, PostKind
from shared.kernel.actors import Role
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import SHANGHAI
from shared.runtime.settings import Deployment
from tests.intake.instants import DELEGATION, JOBLESS, granted
from tests.intake.samples import CALENDAR, POLICY
from tests.intake.service import Intake, enter_items, heard, opened_hall
from tests.journeys.people import resident
from tests.runtime.served import served

PHONE, CASE = "13997000731", AggregateRef("case", "case-1")
RECEIVED, ACCEPTED, TO_FETCH, DOES_NOT_HOLD = "收件回执", "受理通知", "办结通知", "窗口办理未生效"
ANEW, ENDED, MERGED = "重新办理", "办理终止", "申请合并"


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    return tmp_path / "notices.jsonl"


@pytest.fixture
async def intake(tmp_path: Path, outbox: Path) -> AsyncIterator[Intake]:
    """A clerk is on the post of W2, and may decide alone."""
    settled = {"deployment": Deployment.DEMONSTRATION, "notify_file": outbox}
    async with served(PARTS, tmp_path, POLICY, CALENDAR, **settled) as here:
        here.clock.at = datetime(2015, 12, 7, 9, tzinfo=SHANGHAI)
        await enter_items(here, JOBLESS)
        post, hall = AggregateRef("post", "post-W2"), await opened_hall(here)
        titles = {"title_zh": "窗口", "title_en": "Window"}
        window = PostEstablished(org="centre-qzx", kind=PostKind.WINDOW, hall_id=hall, window_id="W2", **titles)
        await heard(here, "casework", post, window, 40)
        await heard(here, "casework", post, PostAssigned(holder="s-clerk", assigned_at=here.clock.at), 41)
        await heard(here, "casework", DELEGATION, granted(), 60)
        yield here


async def act(intake: Intake, path: str, **body: object) -> str:
    answer = await intake.post_as("s-clerk", path, Role.CLERK, **body)
    assert answer.is_success, answer.text
    return str(answer.json()["id"])


async def applied(intake: Intake, path: str, **more: object) -> str:
    hall = (await intake.get("/halls"))["halls"][0]["id"]
    body = {"hall_id": hall, "window_id": "W2", "item_code": JOBLESS, "applicant": {**resident(), "phone": PHONE}}
    return await act(intake, path, **body, **more)


async def closed(intake: Intake, application: str) -> None:
    event = CaseClosed(
        application_id=application,
        post_id="post-1",
        acted_as=ActedAs.A,
        outcome=Outcome.GRANT,
        closed_on=date(2015, 12, 7),
    )
    await heard(intake, "casework", CASE, event, 90)


async def titles(intake: Intake, outbox: Path) -> list[str]:
    await intake.follow()
    while await DUTY.turn(intake.service.desk):
        await intake.follow()
    return told(outbox)


def told(outbox: Path) -> list[str]:
    return [json.loads(line)["title"] for line in outbox.read_text("utf-8").splitlines()]


async def accepted(intake: Intake, **more: object) -> str:
    application = await applied(intake, "/applications", **more)
    await act(intake, f"/applications/{application}/acceptance")
    return application


async def test_whose_result_waits_at_the_counter_is_told_to_fetch_it(intake, outbox):
    await closed(intake, await accepted(intake))
    assert await titles(intake, outbox) == [RECEIVED, ACCEPTED, TO_FETCH]


async def test_who_has_it_by_then_is_not(intake, outbox):
    application = await accepted(intake)
    await closed(intake, application)
    await act(intake, f"/applications/{application}/delivery", mode="WINDOW")
    assert await titles(intake, outbox) == [RECEIVED, ACCEPTED]


async def test_who_got_it_at_the_window_at_once_is_not(intake, outbox):
    await closed(intake, await applied(intake, "/instant-services", outcome="GRANT"))
    assert await titles(intake, outbox) == [RECEIVED, ACCEPTED]


async def test_who_was_given_what_does_not_hold_is_told(intake, outbox):
    application = await applied(intake, "/instant-services", outcome="GRANT")
    no = InstantDecisionDeclined(application_id=application, slug="same-person", window_position=3)
    await heard(intake, "casework", CASE, no, 90)
    assert await titles(intake, outbox) == [RECEIVED, ACCEPTED, DOES_NOT_HOLD]


async def test_whose_decision_fell_is_told_that_its_result_does_not_hold(intake, outbox):
    application = await accepted(intake)
    await closed(intake, application)
    again = CaseReopened(application_id=application, started_at=intake.clock.at, due=DueDates())
    await heard(intake, "casework", CASE, again, 91)
    assert await titles(intake, outbox) == [RECEIVED, ACCEPTED, TO_FETCH, ANEW]


@pytest.mark.parametrize(
    ("cause", "told_of_it"),
    [(TerminationCauseV2.LOST_PURPOSE, [ENDED]), (TerminationCauseV2.DIED, [])],
    ids=["who applied for what cannot be had is told", "nobody writes to the dead"],
)
async def test_the_end_of_a_case_is_told(intake, outbox, cause, told_of_it):
    application = await accepted(intake)
    end = CaseTerminatedV2(
        application_id=application, cause=cause, post_id="post-1", acted_as=ActedAs.A, officer="s-examiner"
    )
    await heard(intake, "casework", CASE, end, 90)
    assert await titles(intake, outbox) == [RECEIVED, ACCEPTED, *told_of_it]


async def test_whose_application_goes_on_in_another_is_told(intake, outbox):
    household = {"register_number": "630102-0001", "authorises": True}
    one = await accepted(intake, household=household)
    await intake.follow()
    two = await applied(intake, "/applications", household=household)
    await act(intake, f"/applications/{two}/duplicate-answer", answer="MERGE", into=one, reason="重复")
    assert await titles(intake, outbox) == [RECEIVED, ACCEPTED, RECEIVED, MERGED]
