"""Mistakes of the hall: an acceptance is taken back before anything was decided, a slip mended, a person replaced."""

from datetime import date, datetime

import pytest

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_check import acceptance_due
from services.intake.domain.application_commands import AcceptApplication, DeemAccepted
from services.intake.domain.application_mending import (
    ApplicantUnchanged,
    NothingAccepted,
    OfAnotherPerson,
    ResultDeliveredAlready,
    ResultHere,
)
from services.intake.domain.application_refusals import ApplicationNotReceived, ApplicationUnknown
from services.intake.domain.application_state import AnyApplicationEvent
from services.intake.domain.window_post import DISTRICT, WINDOW_POSTS, NotOnWindowPost
from shared.contracts.casework.post import ActedAs
from shared.contracts.intake.application import ApplicationDeemedAccepted
from shared.kernel.instants import SHANGHAI
from shared.kernel.personal import personal_values, seal
from shared.testing.decider import Spec, known
from tests.intake.course import (
    OTHER,
    confirm,
    confirmed,
    declined,
    lapsed,
    mend,
    mended,
    replace_person,
    replaced,
    take_back,
    taken_back,
    transferred,
)
from tests.intake.samples import (
    RECEIVED,
    RELATED,
    SUBJECT,
    accepted,
    all_in,
    asked_both,
    at,
    delivered,
    end,
    ended,
    held,
    held_anew,
    hold,
    hold_corrected,
    recall,
    recalled,
    revoke,
    revoked,
    window_post,
    withdraw,
    withdrawn,
)

SPEC = Spec(APPLICATION)
THU, FRI, MON = at("2014-09-25T10:00"), at("2014-09-26T09:30"), at("2014-09-29T09:00")
ACCEPTED: list[AnyApplicationEvent] = [RECEIVED, accepted(THU.today)]
HELD, DELIVERED = [*ACCEPTED, held], [*ACCEPTED, held, delivered]
TAKEN_BACK: list[AnyApplicationEvent] = [*ACCEPTED, taken_back()]
CONFIRMED: list[AnyApplicationEvent] = [*TAKEN_BACK, confirmed()]
LAPSED = [RECEIVED, asked_both, lapsed("户口簿", "银行卡")]
AGAIN = [*CONFIRMED, accepted(MON.today)]

BACK = {
    "an acceptance that was a mistake is taken back": (ACCEPTED, take_back, FRI, [taken_back()]),
    "taking it back twice records once": (TAKEN_BACK, take_back, FRI, []),
    "also when the case is annulled": (CONFIRMED, take_back, FRI, []),
    "what was never accepted is not taken back": ([RECEIVED], take_back, FRI, NothingAccepted),
    "nor what waits for papers": ([RECEIVED, asked_both], take_back, FRI, NothingAccepted),
    "nor what was never received": ([], take_back, FRI, ApplicationUnknown),
    "nor when its result is at the counter": (HELD, take_back, FRI, ResultHere),
    "nor when it was delivered": (DELIVERED, take_back, FRI, ResultHere),
    "nor when it was decided and is examined again": ([*HELD, recalled], take_back, FRI, ResultHere),
    "nor when the decision was revoked": ([*HELD, revoked], take_back, FRI, ResultHere),
    "nor when the application has ended": ([*ACCEPTED, ended()], take_back, FRI, ApplicationNotReceived),
    "nor when it was withdrawn": ([*ACCEPTED, withdrawn], take_back, FRI, ApplicationNotReceived),
    "then it may be accepted again, as of that day": (CONFIRMED, AcceptApplication(), MON, [accepted(MON.today)]),
    "also before the case is annulled": (TAKEN_BACK, AcceptApplication(), MON, [accepted(MON.today)]),
    "after a correction as of the day when all was in": (
        [RECEIVED, asked_both, all_in, accepted(date(2014, 9, 26)), taken_back(), confirmed()],
        AcceptApplication(),
        MON,
        [accepted(date(2014, 9, 26))],
    ),
    "or withdrawn": (TAKEN_BACK, withdraw, MON, [withdrawn]),
    "a second acceptance is taken back as the second": (AGAIN, take_back, MON, [taken_back(MON.today, withdrawal=2)]),
}

HEARD = {
    "that the case is annulled is recorded": (TAKEN_BACK, confirm(), [confirmed()]),
    "hearing it twice records once": (CONFIRMED, confirm(), []),
    "it says nothing of an acceptance that stands": (ACCEPTED, confirm(), []),
    "nor of the next acceptance": ([*TAKEN_BACK, accepted(MON.today)], confirm(), []),
    "that the first was annulled says nothing of the second": (
        [*TAKEN_BACK, accepted(MON.today), taken_back(MON.today, withdrawal=2)],
        confirm(1),
        [],
    ),
    "that the second was does": (
        [*TAKEN_BACK, accepted(MON.today), taken_back(MON.today, withdrawal=2)],
        confirm(2),
        [confirmed(2)],
    ),
    "nor of a withdrawal": ([*TAKEN_BACK, withdrawn], confirm(), []),
    "a result that was decided before comes to the counter": (TAKEN_BACK, hold, [held]),
    "and none after the annulment": (CONFIRMED, hold, []),
    "what is corrected before the closure comes with it": (TAKEN_BACK, hold_corrected(), []),
    "what is examined again has brought nothing yet": (TAKEN_BACK, recall, []),
    "a decision that was revoked leaves nothing": (TAKEN_BACK, revoke, [revoked]),
    "a case that an officer ended before ends the application": (TAKEN_BACK, end(), [ended()]),
    "and none that was annulled": (CONFIRMED, end(), []),
    "the result of the second acceptance is held": (AGAIN, hold, [held]),
}

ENTRIES = {
    "a slip is mended": ([RECEIVED], mend(), THU, [mended()]),
    "the same correction twice is one": ([RECEIVED, mended()], mend(), THU, []),
    "another slip is mended as well": ([RECEIVED, mended()], mend("entry-9"), THU, [mended("entry-9")]),
    "also in the back office": (ACCEPTED, mend(), FRI, [mended()]),
    "also when the result was delivered": (DELIVERED, mend(), FRI, [mended()]),
    "also when the application has ended": ([RECEIVED, declined()], mend(), FRI, [mended()]),
    "another person is no slip": ([RECEIVED], mend(subject=OTHER), THU, OfAnotherPerson),
    "who was replaced is another person": ([RECEIVED, replaced()], mend(), THU, OfAnotherPerson),
    "a wrong person is replaced": ([RECEIVED], replace_person(), THU, [replaced()]),
    "the same replacement twice is one": ([RECEIVED, replaced()], replace_person(), THU, []),
    "nobody is replaced by themselves": (
        [RECEIVED],
        replace_person(subject=SUBJECT),
        THU,
        ApplicantUnchanged,
    ),
    "the right one may come back": (
        [RECEIVED, replaced()],
        replace_person("entry-3", SUBJECT),
        THU,
        [replaced("entry-3", OTHER, SUBJECT)],
    ),
    "while papers are awaited": ([RECEIVED, asked_both], replace_person(), THU, [replaced()]),
    "in the back office": (ACCEPTED, replace_person(), FRI, [replaced()]),
    "while the result is at the counter": (HELD, replace_person(), FRI, [replaced()]),
    "when a result was delivered nobody is": (DELIVERED, replace_person(), FRI, ResultDeliveredAlready),
    "nor when another takes its place": ([*DELIVERED, held_anew()], replace_person(), FRI, ResultDeliveredAlready),
    "nor when it was recalled": ([*DELIVERED, recalled], replace_person(), FRI, ResultDeliveredAlready),
    "nor when a new one came after the recall": (
        [*DELIVERED, recalled, held_anew()],
        replace_person(),
        FRI,
        ResultDeliveredAlready,
    ),
    "recalled before it was delivered, somebody is": ([*HELD, recalled], replace_person(), FRI, [replaced()]),
    "in what was withdrawn nobody is": ([RECEIVED, withdrawn], replace_person(), FRI, ApplicationNotReceived),
    "nor in what was turned away": ([RECEIVED, declined()], replace_person(), FRI, ApplicationNotReceived),
    "nor in what was handed on": ([RECEIVED, transferred()], replace_person(), FRI, ApplicationNotReceived),
    "nor in what lapsed": (
        [RECEIVED, asked_both, lapsed("户口簿", "银行卡")],
        replace_person(),
        FRI,
        ApplicationNotReceived,
    ),
    "nor where the decision was revoked": ([*HELD, revoked], replace_person(), FRI, ApplicationNotReceived),
}


@pytest.mark.parametrize(("given", "when", "now", "then"), BACK.values(), ids=BACK.keys())
def test_an_acceptance_is_taken_back(given, when, now, then):
    SPEC.check(given, when, then, now, RELATED)


@pytest.mark.parametrize(("given", "when", "then"), HEARD.values(), ids=HEARD.keys())
def test_what_is_heard_of_the_back_office_after_that(given, when, then):
    SPEC.check(given, when, then, MON, RELATED)


@pytest.mark.parametrize(("given", "when", "now", "then"), ENTRIES.values(), ids=ENTRIES.keys())
def test_what_was_entered_is_mended(given, when, now, then):
    SPEC.check(given, when, then, now, RELATED)


def test_the_check_runs_anew_from_the_day_on_which_the_acceptance_was_taken_back():
    due = acceptance_due(APPLICATION.fold(TAKEN_BACK), FRI)
    assert due == datetime(2014, 10, 10, tzinfo=SHANGHAI)
    assert acceptance_due(APPLICATION.fold(CONFIRMED), MON) == due


def test_silence_after_that_is_acceptance_as_of_the_day_of_receipt():
    deemed = ApplicationDeemedAccepted(
        subject=SUBJECT,
        centre_id="centre-qzx",
        item_code="CD-MZ-005",
        item_version=1,
        accepted_on=date(2014, 9, 24),
        fell_due_at=datetime(2014, 10, 10, tzinfo=SHANGHAI),
    )
    SPEC.check(TAKEN_BACK, DeemAccepted(), [deemed], at("2014-10-10T00:00"), RELATED)


def test_the_case_is_that_of_the_person_who_was_put_in_place():
    of_other = accepted(THU.today).model_copy(update={"subject": OTHER})
    SPEC.check([RECEIVED, replaced()], AcceptApplication(), [of_other], THU, RELATED)


def test_an_acceptance_that_is_taken_back_forgets_no_replacement():
    of_other = accepted(MON.today).model_copy(update={"subject": OTHER})
    SPEC.check([*ACCEPTED, replaced(), taken_back()], AcceptApplication(), [of_other], MON, RELATED)


@pytest.mark.parametrize("event", [taken_back(), mended(), replaced()])
def test_no_state_holds_what_was_written_of_the_applicant(event):
    state = APPLICATION.fold([*ACCEPTED, event])
    assert list(personal_values(tuple(getattr(state, name) for name in state.__slots__))) == []


POSTED = RELATED | known(WINDOW_POSTS, DISTRICT, window_post("clerk-2", ActedAs.B, window_id="W2"))
ACTS = {
    "an acceptance is taken back": (take_back, taken_back(THU.today)),
    "a slip is mended": (mend(), mended()),
    "a person is replaced": (replace_person(), replaced()),
}


@pytest.mark.parametrize(("command", "event"), ACTS.values(), ids=ACTS.keys())
def test_only_by_who_is_on_a_post_of_the_hall(command, event):
    SPEC.check(ACCEPTED, command, NotOnWindowPost, at("2014-09-25T10:00", "clerk-1"), POSTED)
    as_b = event.model_copy(update={"post_id": "post-W2", "acted_as": ActedAs.B})
    SPEC.check(ACCEPTED, command, [as_b], at("2014-09-25T10:00", "clerk-2"), POSTED)
    recorded = seal(as_b, lambda _subject, path, _plain: f"sealed {path}")
    SPEC.check([*ACCEPTED, recorded], command, [], at("2014-09-25T10:00", "clerk-2"), POSTED)
