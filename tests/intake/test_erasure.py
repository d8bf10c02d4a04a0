"""Erasure of a person, as intake conducts it: decisions, one row each, and any order of what it hears."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.erasure import (
    ERASURE,
    ConfirmDestruction,
    Destroyed,
    GrantErasure,
    HearClearance,
    HearRetention,
    MissErasureAnswer,
    RequestErasure,
)
from services.intake.domain.erasure_refusals import ErasureAnswerNotDue, ErasureNotAgreed, retained
from shared.contracts.erasure import (
    HOLDERS,
    IN_USE,
    ClearanceKnown,
    ErasureAnswerMissed,
    ErasureBasis,
    ErasureGranted,
    ErasureRequested,
    ProcessingRestricted,
    Retention,
    RetentionKnown,
    SubjectKeyDestroyed,
)
from shared.kernel.instants import SHANGHAI
from shared.kernel.refusals import Refusal
from shared.testing.decider import Spec
from tests.intake.samples import at

NOW = at("2024-01-08T10:00")
BASIS = ErasureBasis.PURPOSE_MET
BENEFIT = Retention(
    archive_class="benefit_decisions",
    concerning="case/c-1",
    basis="archives.keep.benefit_decisions",
    period="P30Y",
    until_on=date(2045, 9, 9),
)
APPOINTMENT = Retention(
    archive_class="appointments",
    concerning="appointments/h-2015-09-10",
    basis="archives.keep.appointments",
    period="P10Y",
    until_on=date(2025, 9, 10),
)
OPEN = Retention(archive_class=IN_USE, concerning="application/a-1")
REQUESTED = ErasureRequested(round=1, basis=BASIS, requested_on=date(2024, 1, 8), answer_due_on=date(2024, 1, 29))
RESTRICTED = ProcessingRestricted(round=1, basis=BASIS, held=(BENEFIT,), restricted_on=date(2024, 1, 8))
GRANTED = ErasureGranted(round=1)
DESTROYED = SubjectKeyDestroyed(round=1, destroyed_at=NOW.now)
MISSED = ErasureAnswerMissed(due_on=date(2024, 1, 29), fell_due_at=datetime(2024, 1, 30, tzinfo=SHANGHAI))
ask, ask_held = RequestErasure(basis=BASIS, held=()), RequestErasure(basis=BASIS, held=(BENEFIT,))


def cleared(service: str, round_: int = 1) -> ClearanceKnown:
    return ClearanceKnown(service=service, round=round_, source_position=7)


def hears(service: str, round_: int = 1) -> HearClearance:
    return HearClearance(service=service, round=round_, source_position=7)


def keeps(service: str, round_: int = 1) -> HearRetention:
    return HearRetention(service=service, round=round_, held=(BENEFIT,), source_position=8)


ALL = [cleared(service) for service in HOLDERS]
AGREED = [REQUESTED, *ALL]
ROWS = {
    "what nobody keeps here is asked of the others, to be answered in 15 working days": ([], ask, [REQUESTED], NOW),
    "asking twice asks once": ([REQUESTED], ask, [], NOW),
    "what the archive keeps is only stored from now on": ([], ask_held, [RESTRICTED], NOW),
    "and again it is, without a further word": ([RESTRICTED], ask_held, [], NOW),
    "another thing kept is a further word": (
        [RESTRICTED],
        RequestErasure(basis=BASIS, held=(APPOINTMENT,)),
        [RESTRICTED.model_copy(update={"round": 2, "held": (APPOINTMENT,)})],
        NOW,
    ),
    "when the archive has let go it may be asked for again": (
        [RESTRICTED],
        ask,
        [REQUESTED.model_copy(update={"round": 2})],
        NOW,
    ),
    "a service keeps nothing": ([REQUESTED], hears("casework"), [cleared("casework")], NOW),
    "and says it once": ([REQUESTED, cleared("casework")], hears("casework"), [], NOW),
    "an answer to an earlier asking is none": ([REQUESTED], hears("casework", 2), [], NOW),
    "one that keeps something ends it": (
        [REQUESTED, cleared("councils")],
        keeps("casework"),
        [RetentionKnown(service="casework", round=1, source_position=8), RESTRICTED],
        NOW,
    ),
    "after that the others are not minded": (
        [REQUESTED, RetentionKnown(service="casework", round=1, source_position=8), RESTRICTED],
        hears("grants"),
        [],
        NOW,
    ),
    "with one missing nothing is granted": ([REQUESTED, *ALL[:-1]], GrantErasure(held=()), ErasureNotAgreed, NOW),
    "with all of them it is": (AGREED, GrantErasure(held=()), [GRANTED], NOW),
    "unless something came in here meanwhile": (
        AGREED,
        GrantErasure(held=(OPEN,)),
        [RESTRICTED.model_copy(update={"held": (OPEN,)})],
        NOW,
    ),
    "what is granted is granted once": ([*AGREED, GRANTED], GrantErasure(held=(OPEN,)), [], NOW),
    "nobody grants what nobody asked for": ([], GrantErasure(held=()), ErasureNotAgreed, NOW),
    "the key is destroyed": ([*AGREED, GRANTED], ConfirmDestruction(), [DESTROYED], NOW),
    "once": ([*AGREED, GRANTED, DESTROYED], ConfirmDestruction(), [], NOW),
    "not before it is granted": (AGREED, ConfirmDestruction(), ErasureNotAgreed, NOW),
    "who was erased is not asked for again": ([*AGREED, GRANTED, DESTROYED], ask_held, [], NOW),
    "in the last minute of the last day it is not late": (
        [REQUESTED],
        MissErasureAnswer(),
        ErasureAnswerNotDue,
        at("2024-01-29T23:59"),
    ),
    "at midnight it is": ([REQUESTED], MissErasureAnswer(), [MISSED], at("2024-01-30T00:00")),
    "also where it was granted and not done": (
        [*AGREED, GRANTED],
        MissErasureAnswer(),
        [MISSED],
        at("2024-01-30T00:00"),
    ),
    "what was answered is not missed": ([RESTRICTED], MissErasureAnswer(), [], at("2024-01-30T00:00")),
    "it may be done late": ([*AGREED, MISSED, GRANTED], ConfirmDestruction(), [DESTROYED], NOW),
}


@pytest.mark.parametrize(("given_", "when", "then", "context"), ROWS.values(), ids=ROWS.keys())
def test_erasure(given_, when, then, context):
    Spec(ERASURE).check(given_, when, then, context)


def test_what_binds_longest_is_named_first_and_what_is_in_use_before_all():
    both = retained((APPOINTMENT, BENEFIT))
    assert (both.archive_class, both.period, both.until_on) == ("benefit_decisions", "P30Y", date(2045, 9, 9))
    assert retained((BENEFIT, OPEN)).archive_class == IN_USE
    assert both.held == (BENEFIT, APPOINTMENT)


COMMANDS = st.sampled_from(
    [
        *(ask, ask_held, GrantErasure(held=()), GrantErasure(held=(OPEN,)), ConfirmDestruction(), MissErasureAnswer()),
        *(hears(service, round_) for service in HOLDERS for round_ in (1, 2)),
        *(keeps(service, round_) for service in HOLDERS[:2] for round_ in (1, 2)),
    ]
)


@given(st.lists(COMMANDS, max_size=40))
def test_in_whatever_order_it_hears_no_key_is_destroyed_that_somebody_keeps(commands):
    state, events = ERASURE.initial, []
    for command in commands:
        decided = ERASURE.decide(command, state, replace(NOW, now=NOW.now))
        if not isinstance(decided, Refusal):
            state = ERASURE.fold(decided, state)
            events += decided
    if isinstance(state, Destroyed):
        since = max(place for place, event in enumerate(events) if isinstance(event, ErasureRequested))
        agreed = {event.service for event in events[since:] if isinstance(event, ClearanceKnown)}
        assert agreed == set(HOLDERS)
        assert not [event for event in events[since:] if isinstance(event, ProcessingRestricted | RetentionKnown)]
        assert [type(event) for event in events[-2:]] == [ErasureGranted, SubjectKeyDestroyed]
