"""A case after a mistake of the hall: annulled while nothing was decided, opened anew, gone on with as another's."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from services.casework.api.case import CaseThen
from services.casework.domain.case import CASE
from services.casework.domain.case_assignment_acts import AddNote
from services.casework.domain.case_commands import OpenCase
from services.casework.domain.case_mending import AnnulCase, CorrectSubject
from services.casework.domain.case_refusals import CaseNotOpen
from services.casework.domain.case_state import Annulled, Examining, File, Opened
from services.casework.domain.types import CentreId, ItemCode, PostId
from services.casework.timers import TIMERS
from services.casework.views.case_inbox import OTHERWISE, Order, page
from shared.contracts.casework.case import CaseOpened
from shared.contracts.casework.case_assignment import NoteAdded
from shared.contracts.casework.case_mending import CaseAnnulled, CaseSubjectCorrected
from shared.kernel.actors import Role
from shared.kernel.personal import Personal
from shared.testing.decider import Spec
from tests.casework import case_view as told
from tests.casework.aftermath import AGAIN, PROPOSED_AGAIN, ended, revoke, revoked
from tests.casework.district import CENTRE, DISTRICT, ITEM_CODE, asked
from tests.casework.stories import (
    CLOSED,
    DECIDED,
    EXAMINING,
    PROPOSED,
    RETURNED,
    SUBJECT,
    TERMINATED,
    A,
    opened,
    propose,
    terminate,
)
from tests.casework.test_views import Shown
from tests.casework.travels import DEPARTMENT

SPEC = Spec(CASE)
INTAKE = asked("reaction:intake")
OTHER = "subject-han"
annul = AnnulCase(withdrawal=1)
annulled = CaseAnnulled(application_id="application-1", withdrawal=1)
ANNULLED = [*EXAMINING, annulled]
to_other = CorrectSubject(subject=OTHER)
of_other = CaseSubjectCorrected(former_subject=SUBJECT, subject=OTHER)
BACK = CaseSubjectCorrected(former_subject=OTHER, subject=SUBJECT)
again = OpenCase(
    application_id="application-1",
    subject=SUBJECT,
    centre_id=CentreId(CENTRE),
    item_code=ItemCode(ITEM_CODE),
    item_version=1,
    accepted_on=date(2014, 9, 26),
    recorded_at=datetime.fromisoformat("2014-10-08T09:00+08:00"),
    deemed=False,
)
anew = opened.model_copy(update={"anew": True})

ROWS = {
    "what is examined is annulled": (EXAMINING, annul, [annulled]),
    "what waits for the approver too": (PROPOSED, annul, [annulled]),
    "what was returned too": (RETURNED, annul, [annulled]),
    "annulling twice records once": (ANNULLED, annul, []),
    "what was decided is not annulled": (DECIDED, annul, []),
    "nor what was closed": (CLOSED, annul, []),
    "nor what was decided and is examined again": (AGAIN, annul, []),
    "nor what is proposed again": (PROPOSED_AGAIN, annul, []),
    "nor what ended": (TERMINATED, annul, []),
    "nor what an officer ended": ([*EXAMINING, ended()], annul, []),
    "nor what was revoked": ([*CLOSED, revoked()], annul, []),
    "nor what was never opened": ([], annul, []),
    "what was opened anew is open": ([*ANNULLED, anew], again, []),
    "what is open is not opened anew": (EXAMINING, again, []),
    "what was annulled is not withdrawn as well": (ANNULLED, terminate, []),
    "it goes on as that of the right person": (EXAMINING, to_other, [of_other]),
    "hearing it twice records once": ([*EXAMINING, of_other], to_other, []),
    "the right one may come back": ([*EXAMINING, of_other], CorrectSubject(subject=SUBJECT), [BACK]),
    "whoever it is, it is the same person": (EXAMINING, CorrectSubject(subject=SUBJECT), []),
    "also when it was decided": (DECIDED, to_other, [of_other]),
    "also when it was closed": (CLOSED, to_other, [of_other]),
    "also when it ended": (TERMINATED, to_other, [of_other]),
    "also when it was annulled": (ANNULLED, to_other, [of_other]),
    "where there is no case nobody is replaced": ([], to_other, []),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_a_case_after_a_mistake_of_the_hall(given, when, then):
    SPEC.check(given, when, then, INTAKE, DISTRICT)


def test_what_was_annulled_is_opened_anew_and_says_so():
    decided = CASE.decide(again, CASE.fold(ANNULLED), replace(INTAKE, related=DISTRICT))
    assert isinstance(decided, list)
    (event,) = decided
    assert isinstance(event, CaseOpened)
    assert event.anew


def test_nobody_works_on_an_annulled_case():
    SPEC.check(ANNULLED, propose(), CaseNotOpen, asked("s-examiner"), DISTRICT)
    SPEC.check(ANNULLED, revoke(), CaseNotOpen, asked("s-above", role=Role.DEPARTMENT, org=DEPARTMENT), DISTRICT)


def test_a_note_may_be_added_to_it():
    note = Personal[str].of(SUBJECT, "销案原因另存")
    command = AddNote(post_id=PostId("examination"), note_id="note-1", note=note)
    added = NoteAdded(note_id="note-1", note=note, author="s-examiner", post_id="examination", acted_as=A)
    SPEC.check(ANNULLED, command, [added], asked("s-examiner"), DISTRICT)


def test_nothing_becomes_due_of_it():
    state = CASE.fold(ANNULLED)
    of_cases = [timer for timer in TIMERS if timer.decider is CASE]
    late = replace(asked("timer", "2016-01-04T00:00+08:00"), related=DISTRICT)
    assert [timer.name for timer in of_cases if timer.due(state, late) is not None] == []


def test_opened_anew_it_has_a_file_of_its_own():
    before = [*RETURNED, told.assigned("p-1"), annulled]
    state = CASE.fold([*before, anew])
    assert isinstance(CASE.fold(before), Annulled)
    assert isinstance(state, Examining)
    assert state.file == File(anew, state.file.clocks)


# --- the views ----------------------------------------------------------------


@pytest.fixture
def shown(tmp_path):
    shown = Shown(tmp_path)
    yield shown
    shown.views.close()


STORIES = {
    "annulled": (ANNULLED, {"state": "ANNULLED", "waiting_for": (), "proposed_outcome": None}),
    "annulled while much was under way": (
        [*EXAMINING, told.assigned("p-1"), told.stopped("a"), told.hearing, told.query, annulled],
        {"state": "ANNULLED", "waiting_for": (), "suspended_why": ("HEARING",)},
    ),
    "opened anew": (
        [*PROPOSED, annulled, anew],
        {"state": "EXAMINING", "proposed_outcome": None, "examiner_post_id": None},
    ),
    "opened anew after much was under way": (
        [*EXAMINING, told.assigned("p-1"), told.stopped("a"), told.hearing, told.query, annulled, anew],
        {"state": "EXAMINING", "waiting_for": (), "suspended_why": (), "post_id": None},
    ),
    "opened anew after it was late": (
        [*EXAMINING, told.missed_promise(), annulled, anew],
        {"promise_missed": False, "promised_due_on": date(2014, 11, 5)},
    ),
}


@pytest.mark.parametrize(("events", "expected"), STORIES.values(), ids=STORIES.keys())
def test_a_case_stands_where_its_story_left_it(shown, events, expected):
    shown.record("case/c-1", *events)
    case = shown.case().model_dump()
    assert {name: case[name] for name in expected} == expected
    state = CASE.fold(events)
    assert isinstance(state, Opened)
    then = CaseThen.of("c-1", state, len(events)).model_dump(exclude={"version", "proposed_outcome"})
    assert shown.case().model_dump(include=then.keys()) == then


def listed(shown: Shown, *filters: str, **parameters: object) -> list[str]:
    rows = shown.views.rows(page(Order.OPENED, *filters), limit=9, after_position=0, **parameters)
    return [row.id for row in rows]


def test_cases_are_found_as_those_of_the_right_person(shown):
    shown.record("case/c-1", *EXAMINING, of_other)
    assert listed(shown, "subject", subject=OTHER) == ["c-1"]
    assert listed(shown, "subject", subject=SUBJECT) == []


def test_annulled_cases_are_listed_as_such_until_they_are_opened_anew(shown):
    shown.record("case/c-1", *ANNULLED)
    assert listed(shown, OTHERWISE, state="ANNULLED") == ["c-1"]
    shown.record("case/c-2", opened.model_copy(update={"application_id": "application-2"}))
    shown.record("case/c-1", anew)
    assert listed(shown, OTHERWISE, state="ANNULLED") == []
    assert listed(shown, "centre_id", centre_id=CENTRE) == ["c-2", "c-1"], "in the order in which they were opened"
