"""Endings at the window: who is not accepted is told why and what can be done; another body's matter is handed on."""

from datetime import date

import pytest

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_check import TakenAsAccepted
from services.intake.domain.application_commands import AcceptApplication, DeemAccepted
from services.intake.domain.application_endings import RemediesNotTold
from services.intake.domain.application_mending import AnnulmentNotConfirmed
from services.intake.domain.application_refusals import (
    ApplicationNotReceived,
    ApplicationUnknown,
    NothingToCorrect,
    ResultNotHere,
)
from services.intake.domain.window_post import DISTRICT, WINDOW_POSTS, NotOnWindowPost
from shared.contracts.casework.post import ActedAs
from shared.contracts.intake.application_endings import NotAcceptedCause
from shared.kernel.personal import seal
from shared.testing.decider import Spec, known
from tests.intake.course import confirmed, decline, declined, taken_back, transfer, transferred
from tests.intake.samples import (
    RECEIVED,
    RELATED,
    accepted,
    all_in,
    ask_both,
    asked_both,
    at,
    deliver,
    hand_in,
    held,
    hold,
    window_post,
    withdraw,
    withdrawn,
)

SPEC = Spec(APPLICATION)
THU, FRI = at("2014-09-25T10:00"), at("2014-09-26T09:30")
INCOMPLETE = NotAcceptedCause.CORRECTION_INCOMPLETE
ACCEPTED = [RECEIVED, accepted(THU.today)]
NOT_ACCEPTED, TRANSFERRED = [RECEIVED, declined()], [RECEIVED, transferred()]
TAKEN_BACK = [*ACCEPTED, taken_back()]

ROWS = {
    "who is not accepted is told until when to challenge it": ([RECEIVED], decline(), THU, [declined()]),
    "not to accept twice records once": (NOT_ACCEPTED, decline(), THU, []),
    "without remedies nobody is turned away": ([RECEIVED], decline(remedies=()), THU, RemediesNotTold),
    "a correction that does not put it right is a cause": (
        [RECEIVED, asked_both, all_in],
        decline(INCOMPLETE),
        FRI,
        [declined(FRI.today, date(2014, 11, 25), date(2015, 3, 26), INCOMPLETE)],
    ),
    "it is none where no correction was asked for": ([RECEIVED], decline(INCOMPLETE), THU, NothingToCorrect),
    "days of rest after the last one are the applicant's": (
        [RECEIVED],
        decline(),
        at("2014-09-30T10:00"),
        [declined(date(2014, 9, 30), date(2014, 12, 1), date(2015, 3, 30))],
    ),
    "nobody is turned away while papers are awaited": ([RECEIVED, asked_both], decline(), THU, ApplicationNotReceived),
    "what was accepted is not turned away": (ACCEPTED, decline(), FRI, ApplicationNotReceived),
    "what was withdrawn neither": ([RECEIVED, withdrawn], decline(), FRI, ApplicationNotReceived),
    "what was never received neither": ([], decline(), THU, ApplicationUnknown),
    "in the last minute of the check somebody may be turned away": (
        [RECEIVED],
        decline(),
        at("2014-09-30T23:59"),
        [declined(date(2014, 9, 30), date(2014, 12, 1), date(2015, 3, 30))],
    ),
    "when it is over nobody may": ([RECEIVED], decline(), at("2014-10-01T00:00"), TakenAsAccepted),
    "another body's matter is handed on, and it is said to which": ([RECEIVED], transfer, THU, [transferred()]),
    "handing on twice records once": (TRANSFERRED, transfer, THU, []),
    "what is accepted is not handed on from the window": (ACCEPTED, transfer, FRI, ApplicationNotReceived),
    "when the check is over nothing is handed on": ([RECEIVED], transfer, at("2014-10-01T00:00"), TakenAsAccepted),
    "who was turned away is not accepted": (NOT_ACCEPTED, AcceptApplication(), FRI, ApplicationNotReceived),
    "nor asked for papers": (NOT_ACCEPTED, ask_both, FRI, ApplicationNotReceived),
    "nor does silence accept them": (NOT_ACCEPTED, DeemAccepted(), at("2014-10-08T00:00"), []),
    "nor do they withdraw": (NOT_ACCEPTED, withdraw, FRI, ApplicationNotReceived),
    "nor is their application handed on": (NOT_ACCEPTED, transfer, FRI, ApplicationNotReceived),
    "what was handed on is not turned away": (TRANSFERRED, decline(), FRI, ApplicationNotReceived),
    "for who was turned away there is no result": (NOT_ACCEPTED, hold, FRI, []),
    "nor anything to hand over": (NOT_ACCEPTED, deliver, FRI, ResultNotHere),
    "an acceptance taken back ends nothing before its case is annulled": (
        TAKEN_BACK,
        decline(),
        FRI,
        AnnulmentNotConfirmed,
    ),
    "nor is it handed on before": (TAKEN_BACK, transfer, FRI, AnnulmentNotConfirmed),
    "nor are papers asked for before": (TAKEN_BACK, ask_both, FRI, AnnulmentNotConfirmed),
    "it is turned away when the case is annulled": (
        [*TAKEN_BACK, confirmed()],
        decline(),
        FRI,
        [declined(FRI.today, date(2014, 11, 25), date(2015, 3, 26))],
    ),
    "or handed on": ([*TAKEN_BACK, confirmed()], transfer, FRI, [transferred(FRI.today)]),
    "of what is at the counter nothing is turned away": ([*ACCEPTED, held], decline(), FRI, ApplicationNotReceived),
    "once all papers are in, it may be handed on": (
        [RECEIVED, asked_both, all_in],
        transfer,
        FRI,
        [transferred(FRI.today)],
    ),
    "a correction is not for who was turned away": (NOT_ACCEPTED, hand_in, FRI, NothingToCorrect),
}


@pytest.mark.parametrize(("given", "when", "now", "then"), ROWS.values(), ids=ROWS.keys())
def test_an_application_ends_at_the_window(given, when, now, then):
    SPEC.check(given, when, then, now, RELATED)


POSTED = RELATED | known(WINDOW_POSTS, DISTRICT, window_post("clerk-2", ActedAs.B, window_id="W2"))


@pytest.mark.parametrize("command", [decline(), transfer])
def test_only_who_is_on_a_post_of_the_hall_ends_it(command):
    SPEC.check([RECEIVED], command, NotOnWindowPost, at("2014-09-25T10:00", "clerk-1"), POSTED)


@pytest.mark.parametrize(("command", "event"), [(decline(), declined()), (transfer, transferred())])
def test_the_act_says_on_which_post_and_as_what(command, event):
    as_b = event.model_copy(update={"post_id": "post-W2", "acted_as": ActedAs.B})
    SPEC.check([RECEIVED], command, [as_b], at("2014-09-25T10:00", "clerk-2"), POSTED)


@pytest.mark.parametrize(("event", "command"), [(declined(), decline()), (transferred(), transfer)])
def test_what_is_sealed_by_now_and_sent_again_records_nothing(event, command):
    recorded = seal(event, lambda _subject, path, _plain: f"sealed {path}")
    SPEC.check([RECEIVED, recorded], command, [], THU, RELATED)
