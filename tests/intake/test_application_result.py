"""Application: what the back office says of its result, one row each; races in both orders are test_reactions.py's."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_commands import AcceptApplication, BackOfficeCommand
from services.intake.domain.application_refusals import (
    ApplicationNotReceived,
    ApplicationUnknown,
    ResultNotHere,
    ResultTakenBack,
)
from services.intake.domain.application_state import Ended, Revoked, Withdrawn
from shared.contracts.casework.case import Outcome
from shared.contracts.casework.case_aftermath import TerminationCauseV2
from shared.contracts.intake.application import ApplicationEvent, EndingCause, ResultDelivered, ResultReceived
from shared.testing.decider import Spec
from tests.intake.samples import (
    RECEIVED,
    RELATED,
    accepted,
    at,
    deliver,
    delivered,
    end,
    ended,
    held,
    held_anew,
    hold,
    hold_again,
    hold_corrected,
    recall,
    recalled,
    revoke,
    revoked,
    withdraw,
    withdrawn,
)

SPEC = Spec(APPLICATION)
FRI = at("2014-09-26T09:30")
GRANT, REFUSE = Outcome.GRANT, Outcome.REFUSE

ACCEPTED: list[ApplicationEvent] = [RECEIVED, accepted(date(2014, 9, 25))]
WITHDRAWN, ENDED = [*ACCEPTED, withdrawn], [*ACCEPTED, ended()]
HELD = [*ACCEPTED, held]
DELIVERED = [*HELD, delivered]
REVOKED = [*HELD, revoked]

ENDS = {
    "an application ends when its applicant has died": (ACCEPTED, end(), [ended()]),
    "and when its purpose is lost": (
        ACCEPTED,
        end(TerminationCauseV2.LOST_PURPOSE),
        [ended(EndingCause.LOST_PURPOSE)],
    ),
    "a withdrawal was told at the counter and ends nothing": (ACCEPTED, end(TerminationCauseV2.WITHDRAWN), []),
    "ending twice records once": (ENDED, end(), []),
    "what was withdrawn meanwhile does not end": (WITHDRAWN, end(), []),
    "what has a result does not end": (HELD, end(), []),
    "nor does what was delivered": (DELIVERED, end(), []),
    "nothing ends that was not received": ([], end(), ApplicationUnknown),
    "what has ended is not withdrawn": (ENDED, withdraw, ApplicationNotReceived),
    "it was accepted all the same": (ENDED, AcceptApplication(), []),
    "nothing is held of it": (ENDED, hold, []),
    "and nothing handed over": (ENDED, deliver, ResultNotHere),
    "nothing is revoked of it": (ENDED, revoke, []),
}
NEW_RESULTS = {
    "a case that was decided again brings a new result": (HELD, hold_again(), [held_anew()]),
    "also where the first was delivered": (DELIVERED, hold_again(), [held_anew()]),
    "also where it says the same": (DELIVERED, hold_again(GRANT), [held_anew(GRANT)]),
    "the closure that was heard already brings none": (DELIVERED, hold, []),
    "one position later is another closure": (HELD, hold_again(position=58), [held_anew(position=58)]),
    "the second closure brings its result once": ([*HELD, held_anew()], hold_again(), []),
    "also when that was delivered": ([*DELIVERED, held_anew(), delivered], hold_again(), []),
    "the first closure does not bring the first result back": ([*HELD, held_anew()], hold, []),
    "nor after the second was delivered": ([*DELIVERED, held_anew(), delivered], hold, []),
    "the new result is handed over again": ([*DELIVERED, held_anew()], deliver, [delivered]),
    "and handed over once": ([*DELIVERED, held_anew(), delivered], deliver, []),
    "a third result takes the place of the second": (
        [*DELIVERED, held_anew()],
        hold_again(GRANT, 120),
        [held_anew(GRANT, 120)],
    ),
}
CORRECTIONS = {
    "a corrected result takes the place of the one held": (HELD, hold_corrected(), [held_anew()]),
    "and of the one delivered": (DELIVERED, hold_corrected(), [held_anew()]),
    "where the amount alone is corrected, the outcome stays": (HELD, hold_corrected(None), [held_anew(GRANT)]),
    "also after the delivery": (DELIVERED, hold_corrected(None), [held_anew(GRANT)]),
    "it is the newest outcome that stays": (
        [*DELIVERED, held_anew(REFUSE)],
        hold_corrected(None, 120),
        [held_anew(REFUSE, 120)],
    ),
    "also when that was delivered too": (
        [*DELIVERED, held_anew(REFUSE), delivered],
        hold_corrected(None, 120),
        [held_anew(REFUSE, 120)],
    ),
    "a correction is heard once": ([*HELD, held_anew()], hold_corrected(), []),
    "an older one is not heard after a newer result": ([*DELIVERED, held_anew()], hold_corrected(position=89), []),
    "what is corrected before the closure waits for it": (ACCEPTED, hold_corrected(), []),
    "nobody waits for it who withdrew": (WITHDRAWN, hold_corrected(), []),
    "the corrected result is handed over": ([*HELD, held_anew()], deliver, [delivered]),
    "what was revoked is not corrected": (REVOKED, hold_corrected(position=120), []),
}
RECALLS = {
    "a result is recalled when its case is examined again": (HELD, recall, [recalled]),
    "also one that was delivered": (DELIVERED, recall, [recalled]),
    "recalling twice records once": ([*HELD, recalled], recall, []),
    "the decision that fell is not handed over any more": ([*HELD, recalled], deliver, ResultNotHere),
    "before the closure there is nothing to recall": (ACCEPTED, recall, []),
    "the new result is held in its place": ([*DELIVERED, recalled], hold_again(), [held_anew()]),
    "and handed over": ([*DELIVERED, recalled, held_anew()], deliver, [delivered]),
    "an older word recalls no newer result": ([*HELD, held_anew()], recall, []),
    "what is corrected before the new closure waits for it": ([*HELD, recalled], hold_corrected(), []),
    "an application may end while its case is examined again": ([*DELIVERED, recalled], end(), [ended()]),
    "what was withdrawn is not recalled": (WITHDRAWN, recall, []),
}
REVOCATIONS = {
    "a result that is held is revoked": (HELD, revoke, [revoked]),
    "one that was delivered is revoked too": (DELIVERED, revoke, [revoked]),
    "so is one that was decided and not closed": (ACCEPTED, revoke, [revoked]),
    "a corrected one is revoked": ([*DELIVERED, held_anew()], revoke, [revoked]),
    "revoking twice records once": (REVOKED, revoke, []),
    "what was withdrawn is not revoked": (WITHDRAWN, revoke, []),
    "nothing is revoked before the acceptance": ([RECEIVED], revoke, []),
    "what is revoked is not handed over": (REVOKED, deliver, ResultTakenBack),
    "nor once more": ([*DELIVERED, revoked], deliver, ResultTakenBack),
    "nor where it never came": ([*ACCEPTED, revoked], deliver, ResultTakenBack),
    "it is not held again": (REVOKED, hold_again(position=120), []),
    "it does not end either": (REVOKED, end(), []),
    "and is not withdrawn": (REVOKED, withdraw, ApplicationNotReceived),
    "it was accepted in its day": (REVOKED, AcceptApplication(), []),
}


@pytest.mark.parametrize(("events", "when", "then"), ENDS.values(), ids=ENDS.keys())
def test_an_application_whose_case_ended(events, when, then):
    SPEC.check(events, when, then, FRI, RELATED)


@pytest.mark.parametrize(("events", "when", "then"), RECALLS.values(), ids=RECALLS.keys())
def test_a_result_whose_decision_fell(events, when, then):
    SPEC.check(events, when, then, FRI, RELATED)


@pytest.mark.parametrize(("events", "when", "then"), NEW_RESULTS.values(), ids=NEW_RESULTS.keys())
def test_a_result_in_the_place_of_another(events, when, then):
    SPEC.check(events, when, then, FRI, RELATED)


@pytest.mark.parametrize(("events", "when", "then"), CORRECTIONS.values(), ids=CORRECTIONS.keys())
def test_a_result_that_was_corrected(events, when, then):
    SPEC.check(events, when, then, FRI, RELATED)


@pytest.mark.parametrize(("events", "when", "then"), REVOCATIONS.values(), ids=REVOCATIONS.keys())
def test_a_result_that_was_revoked(events, when, then):
    SPEC.check(events, when, then, FRI, RELATED)


OVER = (Ended, Revoked, Withdrawn)
TOLD: dict[str, Callable[[int], BackOfficeCommand]] = {
    "closed": lambda position: hold_again(GRANT, position),
    "corrected": lambda position: hold_corrected(None, position),
    "revoked": lambda _position: revoke,
    "ended": lambda _position: end(),
}
TRIES = st.lists(st.sampled_from([*TOLD, "told before", "delivered", "delivered", "withdrawn"]), max_size=20)
COUNTER = replace(FRI, related=RELATED)


@settings(max_examples=300)
@given(tries=TRIES, chance=st.randoms(use_true_random=False))
def test_each_result_is_handed_over_once_and_none_after_the_end(tries, chance):
    told: list[BackOfficeCommand] = [hold]
    state, positions, newest, waits = APPLICATION.fold(ACCEPTED), count(58), 0, False
    for each in tries:
        if each in TOLD:
            told.append(TOLD[each](next(positions)))
        otherwise = {"delivered": deliver, "withdrawn": withdraw, "told before": chance.choice(told)}
        decided = APPLICATION.decide(otherwise.get(each, told[-1]), state, COUNTER)
        events = decided if isinstance(decided, list) else []
        assert not (events and isinstance(state, OVER))
        handed_over = any(isinstance(event, ResultDelivered) for event in events)
        assert handed_over == (each == "delivered" and waits)
        results = [event.source_position for event in events if isinstance(event, ResultReceived)]
        assert all(position > newest for position in results)
        newest = max(newest, *results, 0)
        state = APPLICATION.fold(events, state)
        waits = (waits or results != []) and not handed_over and not isinstance(state, OVER)
