"""The money of a benefit, whatever happens to it in whatever order: nothing is paid, asked back or returned in excess.

The bookkeeper beside it shares no code with the ledger: it goes through all events anew for each question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from services.casework.domain.benefit import BENEFIT
from services.casework.domain.benefit_commands import BenefitCommand, OrderRecovery, PayInstalment, RecordRecovered
from services.casework.domain.benefit_ledger import Ledger
from services.casework.domain.benefit_state import NotGranted
from shared.contracts.casework.benefit import (
    Amount,
    AssistancePaid,
    BenefitChanged,
    BenefitEvent,
    BenefitGranted,
    BenefitStopped,
    Recovered,
    RecoveryOrdered,
    RecoveryReduced,
)
from shared.kernel.refusals import Refusal
from tests.casework.benefits import TODAY, ask_back, change, correct, give_back, granted, paid, pay, stop

MONTHS = [f"2015-{month:02}" for month in range(8, 13)]
DAYS = [f"{month}-{day}" for month in MONTHS for day in ("01", "16")]
AMOUNTS = st.integers(1, 12)
BEGUN: list[BenefitEvent] = [granted(amount=6), paid("2015-09", 6), paid("2015-10", 6), paid("2015-11", 6)]


def _itself(kind: st.SearchStrategy[BenefitCommand]) -> st.SearchStrategy[BenefitCommand]:
    return kind


PAY = st.builds(pay, st.sampled_from(MONTHS), AMOUNTS, further=st.booleans())
CHANGE = st.builds(change, AMOUNTS, st.sampled_from(DAYS))
STOP = st.builds(stop, st.sampled_from(DAYS))
CORRECT = st.builds(correct, st.none() | AMOUNTS, st.sampled_from(DAYS))
RAISE = st.builds(change, st.just(12), st.sampled_from(DAYS))
ASK_BACK = st.builds(ask_back, st.integers(1, 30), st.sampled_from([f"order-{n}" for n in range(9)]))
GIVE_BACK = st.builds(give_back, st.integers(1, 30), st.sampled_from([f"receipt-{n}" for n in range(9)]))
KINDS: list[st.SearchStrategy[BenefitCommand]] = [
    *(PAY, PAY, PAY, CHANGE, CHANGE, CHANGE, CHANGE, RAISE, STOP, CORRECT),
    *(ASK_BACK, ASK_BACK, ASK_BACK, ASK_BACK, GIVE_BACK, GIVE_BACK, GIVE_BACK, GIVE_BACK),
]
COMMANDS = st.sampled_from(KINDS).flatmap(_itself)


def fitted(command: BenefitCommand, ledger: Ledger) -> BenefitCommand:
    """As much as is due, overpaid or owed, if that is anything: random amounts seldom get through."""
    fen = 0
    match command:
        case PayInstalment(instalment=month):
            before = ledger.paid.get(month)
            due = ledger.due_on(first_of(month))
            fen = due - before.kept if before else due
            command = command.model_copy(update={"further": before is not None})
        case OrderRecovery(amount=amount):
            fen = min(amount.amount, ledger.overpaid - ledger.owed)
        case RecordRecovered(amount=amount):
            fen = min(amount.amount, ledger.owed)
        case _:
            pass
    return command.model_copy(update={"amount": Amount(amount=fen)}) if fen > 0 else command


def first_of(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def ledger_of(events: Sequence[BenefitEvent]) -> Ledger:
    benefit = BENEFIT.fold(events)
    assert not isinstance(benefit, NotGranted)
    return benefit.book.ledger


@dataclass(frozen=True)
class Bookkeeper:
    """What the events say, read anew from the first for each question."""

    events: Sequence[BenefitEvent]

    def due(self, month: str) -> int:
        first = first_of(month)
        if any(isinstance(event, BenefitStopped) and event.from_on <= first for event in self.events):
            return 0
        said = [
            event.amount.amount
            for event in self.events
            if isinstance(event, BenefitGranted | BenefitChanged) and event.from_on <= first
        ]
        return said[-1] if said else 0

    def total(self, kind: type[AssistancePaid | RecoveryOrdered | RecoveryReduced | Recovered]) -> int:
        return sum(event.amount.amount for event in self.events if isinstance(event, kind))

    def months(self) -> set[str]:
        return {event.instalment for event in self.events if isinstance(event, AssistancePaid)}

    def paid(self, month: str) -> int:
        payments = [event for event in self.events if isinstance(event, AssistancePaid)]
        return sum(event.amount.amount for event in payments if event.instalment == month)

    @property
    def asked_back(self) -> int:
        return self.total(RecoveryOrdered) - self.total(RecoveryReduced)


def story(wishes: Sequence[tuple[BenefitCommand, bool]]) -> list[list[BenefitEvent]]:
    """The events of a benefit after each act that was not refused; most commands are fitted first."""
    chapters: list[list[BenefitEvent]] = [BEGUN]
    for command, fit in wishes:
        events = chapters[-1]
        asked_for = fitted(command, ledger_of(events)) if fit else command
        decided = BENEFIT.decide(asked_for, BENEFIT.fold(events), TODAY)
        if not isinstance(decided, Refusal) and decided:
            chapters.append([*events, *decided])
    return chapters


WISHES = st.tuples(COMMANDS, st.sampled_from([True, True, True, False]))
STORIES = st.lists(WISHES, min_size=10, max_size=40).map(story)


@settings(max_examples=100, deadline=None)
@given(STORIES)
def test_the_ledger_and_the_bookkeeper_agree(chapters):
    for events in chapters:
        ledger, books = ledger_of(events), Bookkeeper(events)
        due = sum(map(books.due, books.months()))
        kept = books.total(AssistancePaid) - books.total(Recovered)
        assert kept == due + ledger.overpaid - ledger.arrears
        assert ledger.owed == books.asked_back - books.total(Recovered)
        assert {month: ledger.due_on(first_of(month)) for month in MONTHS} == {
            month: books.due(month) for month in MONTHS
        }


@settings(max_examples=100, deadline=None)
@given(STORIES)
def test_no_more_is_asked_back_than_was_overpaid_and_no_more_comes_in_than_was_asked_back(chapters):
    for events in chapters:
        ledger, books = ledger_of(events), Bookkeeper(events)
        assert 0 <= ledger.owed <= ledger.overpaid
        assert ledger.arrears >= 0
        assert 0 <= books.total(Recovered) <= books.asked_back
        assert all(0 <= one.returned <= one.fen for one in ledger.paid.values())


@settings(max_examples=100, deadline=None)
@given(STORIES)
def test_when_it_is_paid_nobody_has_more_of_an_instalment_than_is_due_for_it(chapters):
    for before, after in pairwise(chapters):
        for event in after[len(before) :]:
            if isinstance(event, AssistancePaid):
                instalment = ledger_of(after).paid[event.instalment]
                assert instalment.kept == Bookkeeper(after).due(event.instalment)


@settings(max_examples=100, deadline=None)
@given(STORIES)
def test_changes_and_stops_say_what_is_overpaid_and_short_after_them(chapters):
    events = chapters[-1]
    for number, event in enumerate(events, 1):
        if isinstance(event, BenefitChanged | BenefitStopped):
            follows = next(iter(events[number:]), None)
            ledger = ledger_of(events[:number])
            assert (event.overpaid.amount, event.arrears.amount) == (ledger.overpaid, ledger.arrears)
            assert (ledger.owed > ledger.overpaid) is isinstance(follows, RecoveryReduced)


def test_each_kind_of_event_comes_up_in_the_stories():
    seen: Counter[str] = Counter()

    @settings(max_examples=300, deadline=None, database=None, derandomize=True)
    @given(STORIES)
    def count(chapters):
        seen.update(type(event).__name__ for event in chapters[-1])

    count()
    expected = (AssistancePaid, BenefitChanged, BenefitStopped, RecoveryOrdered, RecoveryReduced, Recovered)
    assert [kind.__name__ for kind in expected if seen[kind.__name__] < 20] == [], seen
