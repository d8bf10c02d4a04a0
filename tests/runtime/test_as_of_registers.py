"""As of a day, as known at a moment, of what services have: any facts, each recorded before its day, on it or late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.associations.domain.association import ASSOCIATION
from services.casework.domain.benefit import BENEFIT
from services.councils.domain.appraisal import APPRAISAL
from services.councils.domain.committee import COMMITTEE
from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.resolution import RESOLUTION
from services.grants.domain.association_standing import ASSOCIATION_STANDING
from services.grants.domain.contract import CONTRACT
from shared.contracts.associations.association_ending import AssociationEndingEvent
from shared.contracts.associations.association_filing import (
    FilingCancelled,
    FilingChanged,
    FilingExpired,
    FilingRenewed,
)
from shared.contracts.casework.benefit import BenefitChanged, BenefitReviewed, BenefitStopped
from shared.contracts.councils.appraisal import AppraisalEvent, AppraisalOpened
from shared.contracts.councils.committee import CommitteeAssigned, HouseholdsCounted
from shared.contracts.councils.committee_members import CommitteeMembersEvent
from shared.contracts.councils.resolution import ResolutionEvent
from shared.contracts.grants.association_standing import AssociationStandingEvent
from shared.contracts.grants.contract import (
    ContractMoved,
    ContractPaid,
    ContractPeriodEnded,
    ContractTerminated,
    TaskFundsTransferred,
)
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Decider
from shared.kernel.envelope import LogName, Stamp, encode, type_of
from shared.kernel.instants import day_of, start_of
from shared.kernel.messages import Event
from shared.kernel.refusals import CorruptStream
from shared.runtime.as_of import Moment, state_at
from shared.store.port import Append, NewEvent, Write
from tests.associations.samples import drafted, filed
from tests.casework.benefits import granted
from tests.contracts.shapes import Shape, fields_of
from tests.contracts.strategies import any_of
from tests.councils import beside_committee
from tests.councils.appraisals import opened as appraised
from tests.councils.resolutions import adopted
from tests.grants import standings
from tests.grants.purchases import signed
from tests.runtime.house import born, executor

NAME = LogName("630102", "till")
STAMPED = Actor(ActorId("x"), Role.CLERK)
FIRST = date(2016, 3, 1)
DAYS = st.integers(0, 9).map(lambda n: FIRST + timedelta(days=n))


@dataclass(frozen=True)
class Fact:
    """An event, when it was recorded and as the how-manieth of its log."""

    position: int
    at: datetime
    event: Event

    @property
    def counts_on(self) -> date:
        """The day from which it counts in law."""
        return day_of(self.event.effective_at() or self.at)


REGISTERS: dict[str, tuple[Decider[Any, Any, Any], Sequence[Event], Sequence[type[Event]]]] = {
    "associations": (
        ASSOCIATION,
        (drafted(), filed),
        (*get_args(AssociationEndingEvent), FilingChanged, FilingRenewed, FilingCancelled, FilingExpired),
    ),
    "benefits": (BENEFIT, (granted(from_on="2015-01-01"),), (BenefitChanged, BenefitStopped, BenefitReviewed)),
    "councils": (COMMITTEE_MEMBERS, (), get_args(CommitteeMembersEvent)),
    "committees": (COMMITTEE, (beside_committee.founded,), (CommitteeAssigned, HouseholdsCounted)),
    "appraisals": (
        APPRAISAL,
        (appraised(),),
        tuple(each for each in get_args(AppraisalEvent) if each is not AppraisalOpened),
    ),
    "resolutions": (RESOLUTION, (adopted(),), get_args(ResolutionEvent)),
    "grants of an association": (
        ASSOCIATION_STANDING,
        (standings.filed("2016-03-02"),),
        get_args(AssociationStandingEvent),
    ),
    "grants of a contract": (
        CONTRACT,
        (signed(),),
        (TaskFundsTransferred, ContractPaid, ContractMoved, ContractPeriodEnded, ContractTerminated),
    ),
}
"""What is asked about, what it begins with, and what may come to be known of it."""


def near(event: type[Event]) -> st.SearchStrategy[Event]:
    """Any event of a class, on a few days and about few people, so that one bears upon another."""
    told: dict[str, st.SearchStrategy[object]] = {}
    for name, shape, _ in fields_of(event):
        if _holds(shape, datetime):
            told[name] = DAYS.map(start_of)
        elif _holds(shape, date):
            told[name] = DAYS
        elif name == "person_id":
            told[name] = st.sampled_from("ab")
    return st.builds(lambda one, days: one.model_copy(update=days), any_of(event), st.fixed_dictionaries(told))


def _holds(shape: Shape, kind: type[object]) -> bool:
    return shape.kind is kind or any(_holds(each, kind) for each in shape.alternatives)


@st.composite
def histories(draw: st.DrawFn, register: str) -> list[Fact]:
    """What came to be recorded, one after the other; no log contradicts itself."""
    kind, first, later = REGISTERS[register]
    events = [*first, *draw(st.lists(st.one_of([near(each) for each in later]), max_size=9))]
    hours = draw(st.lists(st.integers(0, 40), min_size=len(events), max_size=len(events)))
    at, state, history = start_of(FIRST), kind.initial, list[Fact]()
    for event, later_by in zip(events, hours, strict=True):
        with suppress(CorruptStream):
            state, at = kind.evolve(state, event), at + timedelta(hours=later_by)
            history.append(Fact(len(history) + 1, at, event))
    return history


def folded(kind: Decider[Any, Any, Any], facts: Iterator[Fact]) -> object:
    """What facts make, one after the other; what builds on one that is not among them hangs in the air."""
    state = kind.initial
    for fact in facts:
        with suppress(CorruptStream):
            state = kind.evolve(state, fact.event)
    return state


async def answered(vault: Any, kind: Decider[Any, Any, Any], history: Sequence[Fact], *moments: Moment) -> list[object]:
    """What a log with these facts says of an aggregate at each moment."""
    log = born()
    for fact in history:
        document = encode(fact.event, f"0198-{fact.position}", kind.ref("r"), Stamp(NAME, fact.at, STAMPED, 0))
        new = NewEvent(type_of(NAME.service, type(fact.event)), document)
        await log.append(Append((Write(kind.ref("r"), fact.position - 1, (new,)),)))
    found = [await state_at(executor(log, vault), kind, "r", moment) for moment in moments]
    return [kind.initial if each is None else each.state for each in found]


@pytest.mark.parametrize("register", REGISTERS)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn=st.data())
async def test_exactly_what_was_recorded_by_then_and_counts_by_that_day_is_folded(vault, register, drawn):
    kind, history = REGISTERS[register][0], drawn.draw(histories(register))
    day, position = drawn.draw(DAYS), drawn.draw(st.integers(0, len(history)))
    instant = start_of(drawn.draw(DAYS))
    by_position, by_instant, late = await answered(
        vault, kind, history, Moment(day, position), Moment(day, instant), Moment(day)
    )
    counted = [each for each in history if each.counts_on <= day]
    assert by_position == folded(kind, (each for each in counted if each.position <= position))
    assert by_instant == folded(kind, (each for each in counted if each.at <= instant))
    assert late == folded(kind, iter(counted)), "what is known by now"


@pytest.mark.parametrize("register", REGISTERS)
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn=st.data())
async def test_once_all_facts_count_and_are_known_the_answer_is_the_present_state(vault, register, drawn):
    kind, history = REGISTERS[register][0], drawn.draw(histories(register))
    present = kind.fold(each.event for each in history)
    moments = (Moment(), Moment(date(2999, 12, 31)), Moment(date(2999, 12, 31), len(history)))
    assert await answered(vault, kind, history, *moments) == [present] * 3
