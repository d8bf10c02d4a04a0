"""The money of a fund under anything that projects, banks and the year may do to it, in any order.

Nothing is made or lost and nothing is ever below nothing, after each single entry; read again from the start, the
ledger is the same. The bookkeeper beside it shares no code with the ledger: it goes through all entries anew.
"""

from __future__ import annotations

from collections import Counter

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from services.grants.domain.fund import FUND
from services.grants.domain.fund_commands import EndYear, FundCommand
from services.grants.domain.fund_state import Ended, NotOpened
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
    YEAR,
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
PROJECTS = st.sampled_from(["p-1", "p-2", "p-3"])
PAPERS = st.sampled_from(["a", "b", "c", "d", "e"])
CAUSES = st.sampled_from(ReleaseCause)


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
        context = asks("2016-01-01T00:00") if isinstance(command, EndYear) else asks()
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
            stand = {each.project_id for each in self.fund.book.ledger.entries if each.paper == paper}
            assert stand <= {getattr(command, "project_id", None)}

    @precondition(lambda self: isinstance(self.fund, NotOpened))
    @rule(carried=st.booleans(), fen=AMOUNTS)
    def open(self, carried: bool, fen: int) -> None:
        first = carried_in(min(fen, YEAR)) if carried else allocated()
        self.log.append(first)
        self.fund = FUND.evolve(self.fund, first)

    @rule(project=PROJECTS, fen=AMOUNTS)
    def reserve(self, project: str, fen: int) -> None:
        left = 0 if isinstance(self.fund, NotOpened) else self.fund.book.ledger.sums.available
        accepted = self.ask(reserve(fen, project))
        assert not (accepted and fen > left), "no overdraft"

    @rule(project=PROJECTS, fen=AMOUNTS)
    def commit(self, project: str, fen: int) -> None:
        held = 0 if isinstance(self.fund, NotOpened) else self.fund.book.ledger.of(project).reserved
        self.ask(commit(min(fen, held) or fen, project))

    @rule(project=PROJECTS, worth=st.just(0) | AMOUNTS, cause=CAUSES)
    def release(self, project: str, worth: int, cause: ReleaseCause) -> None:
        self.ask(release(worth, cause, project))

    @rule(project=PROJECTS, fen=AMOUNTS, paper=PAPERS)
    def pay(self, project: str, fen: int, paper: str) -> None:
        held = 0 if isinstance(self.fund, NotOpened) else self.fund.book.ledger.of(project).committed
        self.ask(pay(min(fen, held) or fen, paper, project))

    @rule(project=PROJECTS, paper=PAPERS, fen=AMOUNTS)
    def give_back(self, project: str, paper: str, fen: int) -> None:
        made = None if isinstance(self.fund, NotOpened) else self.fund.book.ledger.of_paper(paper)
        self.ask(give_back((made.paid if made else 0) or fen, paper, project))

    @rule(project=PROJECTS, paper=PAPERS, fen=AMOUNTS)
    def recover(self, project: str, paper: str, fen: int) -> None:
        self.ask(recover(fen, paper, project))

    @rule(entry=st.integers(1, 20))
    def reverse(self, entry: int) -> None:
        self.ask(reverse(entry))

    @rule(really=st.sampled_from([False, False, False, True]))
    def end(self, really: bool) -> None:
        if really and self.ask(EndYear()):
            assert isinstance(self.fund, Ended)

    @invariant()
    def nothing_is_made_or_lost(self) -> None:
        book = Bookkeeper(self.log)
        if isinstance(self.fund, NotOpened):
            return
        sums = self.fund.book.ledger.sums
        told = (sums.available, sums.reserved, sums.committed, sums.paid, sums.returned + sums.carried_out)
        assert told == tuple(book.places[each] for each in ("available", "reserved", "committed", "paid", "gone"))
        assert sums.clawed_back == book.came_back <= sums.paid
        assert not isinstance(self.fund, Ended) or sums.available == 0, "nothing is left in a year that is over"

    @invariant()
    def read_again_it_is_the_same(self) -> None:
        assert FUND.fold(self.log) == self.fund


TestFund = Fund.TestCase
TestFund.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
