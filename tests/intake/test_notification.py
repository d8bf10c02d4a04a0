"""People are told of what happens at the counter, each of them once for ever, and never at night."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from deploy.seeding import load
from services.intake.api import notification
from services.intake.api.notification import DUTY, KINDS
from services.intake.app import PARTS
from shared.contracts.intake.progress import DueDatesKnown, ProgressCause
from shared.kernel.actors import Role
from shared.kernel.instants import SHANGHAI
from shared.kernel.policy import Policy, PolicyEntry
from shared.kernel.provenance import Provenance
from shared.notices.file_carrier import FileCarrier
from shared.runtime import notifying
from shared.runtime.notifying import quiet
from shared.runtime.settings import Deployment
from tests.intake.samples import CALENDAR, POLICY
from tests.intake.service import Intake, enter_items, opened_hall
from tests.journeys.people import resident
from tests.runtime.served import served

DEMONSTRATION = Deployment.DEMONSTRATION
PHONE = "13997000731"
MORNING = datetime(2014, 9, 24, 9, tzinfo=SHANGHAI)
MINUTES_10 = timedelta(minutes=10)


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    return tmp_path / "notices.jsonl"


@pytest.fixture
async def intake(tmp_path: Path, outbox: Path) -> AsyncIterator[Intake]:
    async with served(PARTS, tmp_path, POLICY, CALENDAR, deployment=DEMONSTRATION, notify_file=outbox) as here:
        here.clock.at = MORNING
        await enter_items(here, "CD-MZ-005")
        yield here


async def receive(intake: Intake, phone: str | None = PHONE) -> str:
    applicant = {**resident("示例·通知人"), **({"phone": phone} if phone else {})}
    body = {"hall_id": await opened_hall(intake), "window_id": "W2", "item_code": "CD-MZ-005", "applicant": applicant}
    answer = await intake.post("/applications", Role.CLERK, **body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def turns(intake: Intake, at: datetime | None = None) -> list[str]:
    """Do what is to be done, at some time; the words of the notification events so far."""
    intake.clock.at = at or intake.clock.at
    desk = intake.service.desk
    await intake.follow()
    while await DUTY.turn(desk):
        await intake.follow()
    await intake.follow()
    assert not DUTY.waits(desk, intake.clock.at)
    entries = await intake.log.read(0, 1000)
    return [word for entry in entries if (word := entry.type.split(".")[2]).startswith("notification")]


def told(outbox: Path) -> list[tuple[str, str]]:
    lines = outbox.read_text("utf-8").splitlines() if outbox.exists() else []
    return [(each["to"], each["title"]) for each in map(json.loads, lines)]


SENT = ["notification-undertaken", "notification-sent"]
GIVEN_UP = ["notification-undertaken", "notification-failed"]


async def test_an_applicant_is_told_of_the_receipt_by_the_number_they_gave(intake, outbox):
    await receive(intake)
    assert await turns(intake) == SENT
    assert told(outbox) == [(f"+86{PHONE}", "收件回执")]
    assert "示例·通知人" not in outbox.read_text("utf-8")


async def test_told_once_is_told_for_ever(intake, outbox):
    await receive(intake)
    await turns(intake)
    desk = intake.service.desk
    desk.views.reset()
    assert await turns(intake) == SENT, "with the view built anew"
    assert len(told(outbox)) == 1


async def test_whoever_dies_while_telling_has_told_it_or_not_and_it_is_not_told_again(intake, outbox, monkeypatch):
    await receive(intake)
    await intake.follow()

    async def dies(_self: FileCarrier, _notice: object) -> bool:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(FileCarrier, "carry", dies)
        with pytest.raises(SystemExit):
            await DUTY.turn(intake.service.desk)
    assert await turns(intake) == ["notification-undertaken"], "another replica may be telling it now"
    assert await turns(intake, MORNING + MINUTES_10) == GIVEN_UP
    assert told(outbox) == []
    await intake.follow()
    failures = (await intake.get("/notification-failures"))["failures"]
    assert [(each["kind"], each["cause"]) for each in failures] == [("received", "UNCONFIRMED")]


async def test_nobody_is_woken(intake, outbox):
    intake.clock.at = MORNING.replace(hour=20, minute=59)
    await receive(intake)
    night = MORNING.replace(hour=21)
    assert await turns(intake, night) == []
    assert await turns(intake, night + timedelta(hours=10, minutes=59)) == []
    assert await turns(intake, night + timedelta(hours=11)) == SENT


async def test_what_is_three_days_old_is_not_told_any_more(intake):
    await receive(intake)
    assert await turns(intake, MORNING + timedelta(hours=72, seconds=1)) == []


async def test_what_is_not_quite_three_days_old_is_told(intake):
    await receive(intake)
    assert await turns(intake, MORNING + timedelta(hours=72)) == SENT


@pytest.mark.parametrize("why", ["no number was given", "the person was erased"])
async def test_who_has_no_number_is_on_the_list_of_those_to_be_called(intake, outbox, why):
    await receive(intake, None if why.startswith("no") else PHONE)
    if why.startswith("the"):
        for entry in await intake.log.read(0, 1000):
            data = json.loads(entry.document)["data"]
            if "applicant" in data:
                await intake.service.desk.vault.destroy(data["applicant"]["subject"], MORNING)
    assert await turns(intake) == GIVEN_UP
    assert [each["cause"] for each in (await intake.get("/notification-failures"))["failures"]] == ["NO_ADDRESS"]
    assert told(outbox) == []


async def test_a_gateway_that_refuses_is_asked_three_times(intake, monkeypatch):
    asked = []

    async def refuses(_self: FileCarrier, notice: object) -> bool:
        asked.append(notice)
        return False

    monkeypatch.setattr(FileCarrier, "carry", refuses)
    await receive(intake)
    assert await turns(intake) == GIVEN_UP
    assert len(asked) == notifying.TRIES


async def test_a_deployment_without_channels_tells_nobody_and_records_nothing(tmp_path):
    async with served(PARTS, tmp_path, POLICY, CALENDAR, deployment=DEMONSTRATION) as intake:
        intake.clock.at = MORNING
        await enter_items(intake, "CD-MZ-005")
        await receive(intake)
        assert await turns(intake) == []


async def test_a_correction_names_what_is_missing_and_not_why(intake, outbox):
    application = await receive(intake)
    defects = [{"material": "户口簿", "reason": "只有本人知道的原因"}]
    await intake.do(f"/applications/{application}/correction-notice", Role.CLERK, defects=defects)
    await turns(intake)
    said = outbox.read_text("utf-8")
    assert "户口簿" in said
    assert "只有本人知道的原因" not in said


def test_dates_are_told_when_they_move_and_not_when_they_begin_or_stop():
    def known(cause: ProgressCause, due_on: date | None) -> DueDatesKnown:
        return DueDatesKnown(application_id="a-1", cause=cause, statutory_due_on=due_on, source_position=9)

    (kind,) = [each for each in KINDS if each.of is DueDatesKnown]
    day = date(2014, 11, 19)
    worth = {cause for cause in ProgressCause if kind.worth_telling(known(cause, day))}
    assert worth == {
        ProgressCause.RESUMED, ProgressCause.EXTENDED, ProgressCause.RECOMPUTED, ProgressCause.REOPENED,
    }  # fmt: skip
    assert not kind.worth_telling(known(ProgressCause.RESUMED, None)), "another suspension is still open"


@pytest.mark.parametrize("missing", [notifying.QUIET, notifying.MAX_AGE_HOURS, notifying.LANGUAGES])
async def test_nobody_is_told_before_all_of_the_policy_about_telling_is_there(intake, outbox, missing):
    reference = intake.service.desk.executor.reference
    await receive(intake)
    entries = (PolicyEntry.model_validate_json(json.dumps(entry)) for entry in load("policy.yaml"))
    reference.policy = Policy.of(entry for entry in entries if entry.key != missing)
    assert await turns(intake) == []
    reference.policy = POLICY
    assert await turns(intake) == SENT
    assert len(told(outbox)) == 1


NIGHTS = {
    ("21:00-08:00", "20:59"): False,
    ("21:00-08:00", "21:00"): True,
    ("21:00-08:00", "00:00"): True,
    ("21:00-08:00", "07:59"): True,
    ("21:00-08:00", "08:00"): False,
    ("12:00-14:30", "11:59"): False,
    ("12:00-14:30", "14:29"): True,
    ("12:00-14:30", "14:30"): False,
}


@pytest.mark.parametrize(("span", "at", "asleep"), [(*key, asleep) for key, asleep in NIGHTS.items()])
def test_quiet_hours_reach_over_midnight(span, at, asleep):
    entry = PolicyEntry(
        key=notifying.QUIET,
        value=(span,),
        effective_on=date(2013, 1, 1),
        basis="test",
        provenance=Provenance.DEFAULT,
    )
    now = datetime.fromisoformat(f"2014-09-24T{at}").replace(tzinfo=SHANGHAI)
    assert quiet(Policy.of([entry]), now) is asleep


def test_each_kind_has_its_own_name_and_the_view_changes_with_them():
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert notification.VIEW.revision != notifying.view_of(KINDS[1:]).revision
