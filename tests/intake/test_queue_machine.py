"""The queue under anything that may be asked of it, in any order: no number twice or left out, no window with two, each
number ends in one way and stays there.
"""

from collections import Counter
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from services.intake.domain.queue import QUEUE
from services.intake.domain.queue_commands import (
    EndQueueDay,
    QueueCommand,
    RecallTicket,
    RequeueTicket,
    ServeTicket,
    SkipTicket,
)
from services.intake.domain.queue_state import AtWindow, Lapsed, Served, Skipped, Waiting
from services.intake.domain.types import WindowId
from shared.contracts.intake.queue import (
    QueueDayEnded,
    QueueEvent,
    TicketCalled,
    TicketIssued,
    TicketRequeued,
    TicketServed,
    TicketSkipped,
)
from tests.intake.samples import at
from tests.intake.test_queue import GIVEN, HALL_ID, MONDAY, TEN, call, issue

NUMBERS = st.integers(1, 12)
WINDOWS = st.sampled_from(["W1", "W2", "W3"]).map(WindowId)
MIDNIGHT = replace(at("2015-09-08T00:00"), related=GIVEN)
NOON = replace(TEN, related=GIVEN)


class Hall(RuleBasedStateMachine):
    """Three windows, and people who come, stay away and come back."""

    tickets = Bundle("tickets")

    def __init__(self) -> None:
        super().__init__()
        self.queue, self.log, self.over = QUEUE.initial, list[QueueEvent](), False

    def ask(self, command: QueueCommand) -> None:
        events = QUEUE.decide(command, self.queue, MIDNIGHT if self.over else NOON)
        if isinstance(events, list):
            self.log += events
            self.queue = QUEUE.fold(events, self.queue)
            again = QUEUE.decide(command, self.queue, MIDNIGHT if self.over else NOON)
            assert not isinstance(again, list) or not again, "the same word twice records once"

    @rule(target=tickets, n=st.integers(1, 30), priority=st.booleans())
    def come(self, n: int, priority: bool) -> str:
        self.ask(issue(f"t-{n}", priority=priority))
        return f"t-{n}"

    @rule(ticket=tickets)
    def ask_twice(self, ticket: str) -> None:
        self.ask(issue(ticket))

    @rule(window=WINDOWS)
    def call(self, window: WindowId) -> None:
        waiting = self.queue.waiting
        self.ask(call(window))
        last = self.log[-1] if self.log else None
        if isinstance(last, TicketCalled) and waiting != self.queue.waiting:
            first = any(self.queue.tickets[each] == Waiting(priority=True) for each in waiting[1:])
            called = self.queue.tickets[last.number]
            assert isinstance(called, AtWindow)
            assert called.waited.priority or not first, "nobody ordinary before who has priority"

    @rule(window=WINDOWS, number=NUMBERS, nth=st.integers(2, 4))
    def recall(self, window: WindowId, number: int, nth: int) -> None:
        self.ask(RecallTicket(hall_id=HALL_ID, day=MONDAY, window_id=window, number=number, call=nth))

    @rule(window=WINDOWS)
    def give_up(self, window: WindowId) -> None:
        number = self.queue.at_window(window) or 1
        for nth in (2, 3):
            self.recall(window, number, nth)
        self.ask(SkipTicket(hall_id=HALL_ID, day=MONDAY, window_id=window, number=number))

    @rule(window=WINDOWS, number=NUMBERS)
    def skip(self, window: WindowId, number: int) -> None:
        self.ask(SkipTicket(hall_id=HALL_ID, day=MONDAY, window_id=window, number=number))

    @rule(window=WINDOWS, number=NUMBERS)
    def serve(self, window: WindowId, number: int) -> None:
        self.ask(ServeTicket(hall_id=HALL_ID, day=MONDAY, window_id=window, number=number))

    @rule(number=NUMBERS)
    def come_back(self, number: int) -> None:
        self.ask(RequeueTicket(hall_id=HALL_ID, day=MONDAY, number=number))

    @rule(certainly=st.integers(0, 9))
    def end(self, certainly: int) -> None:
        self.over = self.over or certainly == 7
        self.ask(EndQueueDay())

    @invariant()
    def no_number_is_given_twice_or_left_out(self) -> None:
        numbers = [event.number for event in self.log if isinstance(event, TicketIssued)]
        assert numbers == list(range(1, len(numbers) + 1)) == list(self.queue.tickets)

    @invariant()
    def no_window_has_two(self) -> None:
        at_windows = Counter(each.window_id for each in self.queue.tickets.values() if isinstance(each, AtWindow))
        assert all(count == 1 for count in at_windows.values())

    @invariant()
    def who_waits_is_called_in_an_order_that_holds_each_once(self) -> None:
        waiting = [number for number, each in self.queue.tickets.items() if isinstance(each, Waiting)]
        assert sorted(self.queue.waiting) == waiting

    @invariant()
    def each_number_ends_in_one_way(self) -> None:
        ends = Counter[int]()
        for event in self.log:
            match event:
                case TicketServed() | TicketSkipped():
                    ends[event.number] += 1
                case TicketRequeued():
                    ends[event.number] -= 1
                case QueueDayEnded():
                    ends.update(event.lapsed)
                case _:
                    pass
        for number, ticket in self.queue.tickets.items():
            assert ends[number] == int(isinstance(ticket, Served | Skipped | Lapsed)), (number, ticket)
        if self.queue.ended:
            assert set(ends) == set(self.queue.tickets), "after the day none is open"


Hall.TestCase.settings = settings(max_examples=150, stateful_step_count=60, deadline=None)
TestQueue = Hall.TestCase
