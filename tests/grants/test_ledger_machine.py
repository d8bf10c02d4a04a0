"""The money of a fund under anything that projects, banks and the year may do to it, in any order.

Nothing is made or lost and nothing is ever below nothing, after each single entry; read again from the start, the
ledger is the same. The bookkeeper beside it shares no code with the ledger: it goes through all entries anew.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from services.grants.domain.fund import FUND
from services.grants.domain.fund_commands import EndYear, FundCommand
from services.grants.domain.fund_state import Ended, NotOpened
from services.grants.domain.ledger import Ledger
from shared.contracts.grants.fund import (
    EntryReversed,
    FundEvent,
    FundsCarriedIn,
    FundsCarriedOver,
    FundsCommitted,
    FundsRecovered,
    FundsReleased,
    FundsReserved,
    FundsReturned,
    Held,
    PaymentMade,
    PaymentReturned,
    ReleaseCause,
    SpecialFundAllocated,
)
from shared.kernel.refusals import Refusal
from tests.grants.funds import (
    COUNCILS,
    YEAR,
    allocate,
    allocated,
    asks,
    carried_in,
    commit,
    give_back,
    pay,
    recover,
    release,
    reserve,
    reverse,
)

AMOUNTS = st.integers(1, YEAR + 1) | st.sampled_from([1, YEAR // 2, YEAR])
PARTS = st.integers(1, YEAR // 8) | st.integers(1, YEAR // 8) | AMOUNTS
"""Mostly so little that several fit in."""
IDS = ("p-1", "p-2", "p-3")
PROJECTS = st.sampled_from(IDS)
PAPERS = st.sampled_from(["a", "b", "c", "d", "e"])
CAUSES = st.sampled_from(ReleaseCause)
YEAR_LASTS = 6
"""So many entries at least."""


class Bookkeeper:
    """Where each fen is: available, or reserved, committed, paid for somebody, or gone."""

    def __init__(self, events: list[FundEvent]) -> None:
        self.places: Counter[str] = Counter()
        self.came_in = self.came_back = 0
        self.entries: list[tuple[str, str, int]] = []
        for event in events:
            self.enter(event)

    def enter(self, event: FundEvent) -> None:
        match event:
            case SpecialFundAllocated(amount=amount) | FundsCarriedIn(amount=amount):
                self.move("outside", "available", amount.amount)
            case FundsRecovered(amount=amount):
                self.move("outside", "available", amount.amount)
                self.came_back += amount.amount
            case FundsReserved(amount=amount):
                self.move("available", "reserved", amount.amount)
            case FundsCommitted(amount=amount):
                self.move("reserved", "committed", amount.amount)
            case FundsReleased(amount=amount, held=held):
                self.move("reserved" if held is Held.RESERVED else "committed", "available", amount.amount)
            case PaymentMade(amount=amount):
                self.move("committed", "paid", amount.amount)
            case PaymentReturned(amount=amount):
                self.move("paid", "committed", amount.amount)
            case FundsCarriedOver(amount=amount) | FundsReturned(amount=amount):
                self.move("available", "gone", amount.amount)
            case EntryReversed(reverses=number):
                origin, to, fen = self.entries[number - 1]
                self.move(to, origin, fen)
            case _:
                pass

    def move(self, origin: str, to: str, fen: int) -> None:
        self.entries.append((origin, to, fen))
        self.places[origin] -= fen
        self.places[to] += fen
        inside = {place: left for place, left in self.places.items() if place != "outside"}
        assert min(inside.values()) >= 0, "nothing is below nothing, in any prefix"
        assert sum(self.places.values()) == 0, "what is somewhere came from somewhere"


class Fund(RuleBasedStateMachine):
    """Three projects, five papers that any of them may name, and a year that ends when it ends."""

    def __init__(self) -> None:
        super().__init__()
        self.fund, self.log = FUND.initial, list[FundEvent]()
        self.accepted: Counter[str] = Counter()

    def ask(self, command: FundCommand) -> bool:
        at = asks("2016-01-01T00:00") if isinstance(command, EndYear) else asks()
        context = replace(at, related=COUNCILS)
        decided = FUND.decide(command, self.fund, context)
        if isinstance(decided, Refusal):
            return False
        self.of_one_project(command)
        for event in decided:
            self.fund = FUND.evolve(self.fund, event)
        self.log += decided
        again = FUND.decide(command, self.fund, context)
        assert isinstance(again, Refusal) or not again, "the same act twice records once"
        self.accepted[type(command).__name__] += bool(decided)
        return bool(decided)

    def of_one_project(self, command: FundCommand) -> None:
        """Who is not refused has the paper for themselves: nobody's act is silent on another's entry."""
        paper = getattr(command, "payment_id", getattr(command, "receipt", None))
        if paper is not None and not isinstance(self.fund, NotOpened):
            stand = {each.project_id for each in self.ledger().entries if each.paper == paper}
            assert stand <= {getattr(command, "project_id", None)}

    def ledger(self) -> Ledger:
        assert not isinstance(self.fund, NotOpened)
        return self.fund.book.ledger

    def with_some(self, place: str, project: str) -> tuple[str, int]:
        """The project, or another that has something in a place, and how much; so that much comes about."""
        having = [each for each in (project, *IDS) if getattr(self.ledger().of(each), place) > 0]
        chosen = having[0] if having else project
        return chosen, getattr(self.ledger().of(chosen), place)

    @initialize(carried=st.booleans(), fen=AMOUNTS)
    def open(self, carried: bool, fen: int) -> None:
        first = carried_in(min(fen, YEAR)) if carried else allocated()
        self.log.append(first)
        self.fund = FUND.evolve(self.fund, first)

    @rule()
    def allocate(self) -> None:
        """Anew, where it was reversed."""
        self.ask(allocate())

    @rule(project=PROJECTS, fen=PARTS)
    def reserve(self, project: str, fen: int) -> None:
        left = self.ledger().sums.available
        accepted = self.ask(reserve(fen, project))
        assert not (accepted and fen > left), "no overdraft"

    @rule(project=PROJECTS, fen=AMOUNTS)
    def commit(self, project: str, fen: int) -> None:
        project, held = self.with_some("reserved", project)
        self.ask(commit(min(fen, held) or fen, project))

    @rule(project=PROJECTS, worth=st.just(0) | PARTS, cause=CAUSES)
    def release(self, project: str, worth: int, cause: ReleaseCause) -> None:
        project, _ = self.with_some("committed", project)
        self.ask(release(worth, cause, project))

    @rule(project=PROJECTS, fen=AMOUNTS, paper=PAPERS)
    def pay(self, project: str, fen: int, paper: str) -> None:
        project, held = self.with_some("committed", project)
        self.ask(pay(min(fen, held) or fen, paper, project))

    @rule(project=PROJECTS, paper=PAPERS, fen=AMOUNTS)
    def give_back(self, project: str, paper: str, fen: int) -> None:
        project, _ = self.with_some("paid", project)
        papers = [each.paper for each in self.ledger().entries if each.project_id == project and each.moves.paid > 0]
        paper = papers[-1] or paper if papers else paper
        made = self.ledger().of_paper(paper)
        self.ask(give_back((made.paid if made else 0) or fen, paper, project))

    @rule(project=PROJECTS, paper=PAPERS, fen=AMOUNTS)
    def recover(self, project: str, paper: str, fen: int) -> None:
        project, held = self.with_some("paid", project)
        self.ask(recover(min(fen, held) or fen, paper, project))

    @rule(entry=st.integers(1, 20))
    def reverse(self, entry: int) -> None:
        self.ask(reverse(entry))

    @precondition(lambda self: len(self.log) >= YEAR_LASTS)
    @rule()
    def end(self) -> None:
        if self.ask(EndYear()):
            assert isinstance(self.fund, Ended)

    @invariant()
    def nothing_is_made_or_lost(self) -> None:
        book = Bookkeeper(self.log)
        if isinstance(self.fund, NotOpened):
            return
        sums = self.ledger().sums
        told = (sums.available, sums.reserved, sums.committed, sums.paid, sums.returned + sums.carried_out)
        assert told == tuple(book.places[each] for each in ("available", "reserved", "committed", "paid", "gone"))
        assert sums.clawed_back == book.came_back <= sums.paid
        assert not isinstance(self.fund, Ended) or sums.available == 0, "nothing is left in a year that is over"

    @invariant()
    def read_again_it_is_the_same(self) -> None:
        assert FUND.fold(self.log) == self.fund


TestFund = Fund.TestCase
TestFund.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
