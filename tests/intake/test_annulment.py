"""An acceptance that was a mistake, or a wrong person, between the hall and the back office: in either order of arrival
the two come to say the same.
"""

from datetime import timedelta

import pytest

from services.casework.domain import case_state as case
from services.intake.domain import application_state as application
from services.intake.domain.application_commands import AcceptApplication
from services.intake.domain.application_mending import AnnulmentNotConfirmed, ResultHere
from shared.contracts.casework.case import CaseOpened
from shared.contracts.casework.case_mending import CaseAnnulled, CaseSubjectCorrected
from shared.contracts.intake.application import ApplicationEnded, ResultReceived, ResultRevoked
from shared.contracts.intake.application_mending import AnnulmentConfirmed
from shared.kernel.refusals import Refusal
from tests.casework.aftermath import ended, reopened, revoked
from tests.casework.stories import closed, decided, given_back, proposed
from tests.intake.course import OTHER, decline, replace_person, take_back
from tests.intake.samples import SUBJECT, deliver, withdraw
from tests.intake.two_logs import TwoLogs

accept = AcceptApplication()
OFFICE, COUNTER = "the office hears", "the counter hears"
DECIDED = (proposed(), decided())
IN_THE_OFFICE = (accept, OFFICE)


def told(*story) -> TwoLogs:
    """Tell a story: commands at the counter, acts of the back office, and when which of them hears the other."""
    two = TwoLogs()
    two.receive()
    for each in story:
        two.now += timedelta(minutes=1)
        if each == OFFICE:
            two.office_hears()
        elif each == COUNTER:
            two.counter_hears()
        elif type(each).__module__.startswith("shared.contracts.casework"):
            two.work(each)
        else:
            answer = two.ask(each)
            assert not isinstance(answer, Refusal), answer
    return two


STORIES = {
    "heard while it is examined, the case is annulled": (
        (*IN_THE_OFFICE, take_back),
        application.Received,
        case.Annulled,
    ),
    "heard while a proposal waits, too": (
        (*IN_THE_OFFICE, proposed(), take_back),
        application.Received,
        case.Annulled,
    ),
    "given back by the approver, too": (
        (*IN_THE_OFFICE, proposed(), given_back(), take_back),
        application.Received,
        case.Annulled,
    ),
    "heard in one breath with the acceptance, too": ((accept, take_back), application.Received, case.Annulled),
    "accepted again, the same case is open again": (
        (*IN_THE_OFFICE, take_back, accept),
        application.Accepted,
        case.Examining,
    ),
    "taken back and accepted twice, it is open": (
        (accept, take_back, accept, take_back, accept),
        application.Accepted,
        case.Examining,
    ),
    "taken back twice, it is annulled": (
        (accept, take_back, accept, take_back),
        application.Received,
        case.Annulled,
    ),
    "accepted again and decided, its result comes": (
        (*IN_THE_OFFICE, take_back, accept, OFFICE, OFFICE, *DECIDED, closed()),
        application.ResultHeld,
        case.Closed,
    ),
    "decided before it was heard, the result comes as usual": (
        (*IN_THE_OFFICE, *DECIDED, take_back, OFFICE, closed()),
        application.ResultHeld,
        case.Closed,
    ),
    "closed before it was heard, too": (
        (*IN_THE_OFFICE, *DECIDED, closed(), take_back),
        application.ResultHeld,
        case.Closed,
    ),
    "decided, and accepted again: the first case brings its result": (
        (*IN_THE_OFFICE, *DECIDED, take_back, accept, OFFICE, OFFICE, closed()),
        application.ResultHeld,
        case.Closed,
    ),
    "decided and to be done again, the case goes on": (
        (*IN_THE_OFFICE, *DECIDED, reopened(), take_back),
        application.Received,
        case.Examining,
    ),
    "and brings its result": (
        (*IN_THE_OFFICE, *DECIDED, reopened(), take_back, OFFICE, *DECIDED, closed()),
        application.ResultHeld,
        case.Closed,
    ),
    "revoked before it was heard, nothing is handed over": (
        (*IN_THE_OFFICE, *DECIDED, revoked(), take_back),
        application.Revoked,
        case.Revoked,
    ),
    "ended by an officer before it was heard, the application has ended": (
        (*IN_THE_OFFICE, ended(), take_back),
        application.Ended,
        case.Terminated,
    ),
    "ended by an officer, and accepted again before that was heard": (
        (*IN_THE_OFFICE, ended(), take_back, accept),
        application.Ended,
        case.Terminated,
    ),
    "the applicant withdraws before the annulment is heard": (
        (*IN_THE_OFFICE, take_back, withdraw),
        application.Withdrawn,
        case.Annulled,
    ),
    "the applicant withdraws what was decided before": (
        (*IN_THE_OFFICE, *DECIDED, take_back, withdraw),
        application.Withdrawn,
        case.Terminated,
    ),
    "turned away after the annulment, it is over on both sides": (
        (*IN_THE_OFFICE, take_back, OFFICE, COUNTER, decline()),
        application.NotAccepted,
        case.Annulled,
    ),
}


@pytest.mark.parametrize(("story", "counter", "office"), STORIES.values(), ids=STORIES.keys())
def test_both_come_to_say_the_same(story, counter, office):
    two = told(*story)
    two.rest()
    assert (type(two.application), type(two.case)) == (counter, office)


def kinds(events) -> list[type]:
    return [type(event) for event in events]


def test_the_office_hears_first():
    two = told(*IN_THE_OFFICE, take_back)
    assert two.ask(decline()) == AnnulmentNotConfirmed()
    assert kinds(two.office_hears()) == [CaseAnnulled]
    assert two.ask(decline()) == AnnulmentNotConfirmed()
    assert kinds(two.counter_hears()) == [AnnulmentConfirmed]
    assert not isinstance(two.ask(decline()), Refusal)


def test_the_counter_hears_first():
    two = told(*IN_THE_OFFICE, *DECIDED, closed(), COUNTER)
    assert isinstance(two.application, application.ResultHeld)
    assert two.ask(take_back) == ResultHere()
    assert two.office_hears() == []


def test_what_the_office_decided_before_it_heard_comes_after_the_counter_took_the_acceptance_back():
    two = told(*IN_THE_OFFICE, *DECIDED, take_back)
    assert two.office_hears() == [], "what was decided is not annulled"
    two.work(closed())
    assert kinds(two.counter_hears()) == [ResultReceived]
    assert not isinstance(two.ask(deliver), Refusal)


ENDINGS = {
    "a revocation": (revoked(), DECIDED, ResultRevoked),
    "an end by an officer": (ended(), (), ApplicationEnded),
}


@pytest.mark.parametrize(("word", "before", "recorded"), ENDINGS.values(), ids=ENDINGS.keys())
def test_what_the_office_says_meanwhile_still_counts(word, before, recorded):
    two = told(*IN_THE_OFFICE, *before, word, take_back, OFFICE)
    two.rest()
    assert recorded in kinds(each.event for each in two.counter.log)


def test_a_case_that_is_opened_anew_has_nothing_of_what_was_on_file():
    two = told(*IN_THE_OFFICE, proposed(), given_back(), take_back, OFFICE, accept)
    assert two.case.file.examiners
    (opened,) = two.office_hears()
    assert isinstance(opened, CaseOpened)
    assert opened.anew
    assert two.case == case.Examining(case.File(opened, two.case.file.clocks))
    assert two.case.file.clocks.started_at == two.now


def test_a_case_is_opened_for_the_first_time_as_ever():
    two = told(accept)
    (opened,) = two.office_hears()
    assert isinstance(opened, CaseOpened)
    assert opened.anew is None


REPLACED = {
    "before the acceptance": ((replace_person(), accept), []),
    "while the case is examined": ((*IN_THE_OFFICE, replace_person()), [CaseSubjectCorrected]),
    "in one breath with the acceptance": ((accept, replace_person()), [CaseSubjectCorrected]),
    "after the decision": ((*IN_THE_OFFICE, *DECIDED, replace_person()), [CaseSubjectCorrected]),
    "after the closure": ((*IN_THE_OFFICE, *DECIDED, closed(), replace_person()), [CaseSubjectCorrected]),
    "before the acceptance is taken back and given again": (
        (*IN_THE_OFFICE, replace_person(), take_back, accept),
        [CaseSubjectCorrected],
    ),
    "between the two": ((*IN_THE_OFFICE, take_back, replace_person(), accept), [CaseSubjectCorrected]),
}


@pytest.mark.parametrize(("story", "said"), REPLACED.values(), ids=REPLACED.keys())
def test_the_case_goes_on_as_that_of_the_right_person(story, said):
    two = told(*story)
    two.rest()
    assert two.case.file.opened.subject == two.application.facts.subject == OTHER
    corrected = [each.event for each in two.office.log if isinstance(each.event, CaseSubjectCorrected)]
    assert kinds(corrected) == said
    assert all((each.former_subject, each.subject) == (SUBJECT, OTHER) for each in corrected)
    opened = next(each.event for each in two.office.log if isinstance(each.event, CaseOpened))
    assert opened.subject == (SUBJECT if said else OTHER), "what was recorded stays"
