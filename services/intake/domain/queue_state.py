"""State of a hall's queue of one day: where each number stands, and who waits in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from shared.contracts.intake.queue import (
    QueueDayEnded,
    QueueEvent,
    TicketCalled,
    TicketIssued,
    TicketRecalled,
    TicketRequeued,
    TicketServed,
    TicketSkipped,
)
from shared.kernel.refusals import CorruptStream


@dataclass(frozen=True, slots=True)
class Waiting:
    """To be called; `requeued` once it was skipped and put back."""

    priority: bool
    requeued: bool = False


@dataclass(frozen=True, slots=True)
class AtWindow:
    """Called to a window, so many times."""

    window_id: str
    calls: int
    waited: Waiting


@dataclass(frozen=True, slots=True)
class Skipped:
    """Nobody came to the window; it ends like that unless it is put back."""

    window_id: str
    waited: Waiting


@dataclass(frozen=True, slots=True)
class Served:
    """Terminal: served at a window."""

    window_id: str


@dataclass(frozen=True, slots=True)
class Lapsed:
    """Terminal: the day was over before."""


TicketEvent = TicketCalled | TicketRecalled | TicketSkipped | TicketRequeued | TicketServed
Ticket = Waiting | AtWindow | Skipped | Served | Lapsed


@dataclass(frozen=True, slots=True)
class Queue:
    """The numbers of one day; `priority` and `ordinary` are those that wait, in the order in which they are called.

    `day` is known from the first number on. `ended` once the day was over.
    """

    day: date | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)
    tickets: Mapping[int, Ticket] = field(default_factory=dict)
    priority: tuple[int, ...] = ()
    ordinary: tuple[int, ...] = ()
    ended: bool = False

    @property
    def waiting(self) -> tuple[int, ...]:
        """Who waits, in the order in which they are called."""
        return self.priority + self.ordinary

    @property
    def unserved(self) -> tuple[int, ...]:
        """The numbers that have not ended, in their order: waiting, or called and not served."""
        return tuple(number for number, each in sorted(self.tickets.items()) if isinstance(each, Waiting | AtWindow))

    def at_window(self, window_id: str) -> int | None:
        """The number that a window has."""
        at = (number for number, each in self.tickets.items() if _is_at(each, window_id))
        return next(at, None)

    def ahead_of(self, number: int) -> int | None:
        """How many are called before a number; None of one that does not wait."""
        return self.waiting.index(number) if number in self.waiting else None


def _is_at(ticket: Ticket, window_id: str) -> bool:
    return isinstance(ticket, AtWindow) and ticket.window_id == window_id


def evolve(queue: Queue, event: QueueEvent) -> Queue:
    """Apply one recorded fact."""
    match event:
        case TicketIssued():
            return _issued(queue, event)
        case QueueDayEnded():
            lapsed = {number: Lapsed() for number in event.lapsed}
            return replace(queue, tickets={**queue.tickets, **lapsed}, priority=(), ordinary=(), ended=True)
        case _:
            return _gone_on(queue, event, queue.tickets.get(event.number))


def _gone_on(queue: Queue, event: TicketEvent, ticket: Ticket | None) -> Queue:
    match event, ticket:
        case TicketCalled(), Waiting():
            return _moved(_left(queue, event.number), event.number, AtWindow(event.window_id, 1, ticket))
        case TicketRecalled(), AtWindow():
            return _moved(queue, event.number, replace(ticket, calls=event.call))
        case TicketServed(), AtWindow():
            return _moved(queue, event.number, Served(event.window_id))
        case TicketSkipped(), AtWindow():
            return _moved(queue, event.number, Skipped(event.window_id, ticket.waited))
        case TicketRequeued(), Skipped():
            back = _moved(queue, event.number, replace(ticket.waited, requeued=True))
            return _joined(back, event.number, ticket.waited.priority, behind=1)
        case _:
            raise CorruptStream(f"{type(event).__name__} of a number that is {type(ticket).__name__}")


def _issued(queue: Queue, event: TicketIssued) -> Queue:
    if event.number != len(queue.tickets) + 1:
        raise CorruptStream("a number of the queue was left out or given twice")
    with_number = replace(queue, day=event.day, numbers={**queue.numbers, event.ticket_id: event.number})
    with_ticket = _moved(with_number, event.number, Waiting(event.priority))
    return _joined(with_ticket, event.number, event.priority, behind=event.number)


def _moved(queue: Queue, number: int, ticket: Ticket) -> Queue:
    return replace(queue, tickets={**queue.tickets, number: ticket})


def _joined(queue: Queue, number: int, priority: bool, behind: int) -> Queue:
    """With a number in its lane, behind at most so many that wait there."""
    lane = queue.priority if priority else queue.ordinary
    joined = (*lane[:behind], number, *lane[behind:])
    return replace(queue, priority=joined) if priority else replace(queue, ordinary=joined)


def _left(queue: Queue, number: int) -> Queue:
    return replace(
        queue,
        priority=tuple(each for each in queue.priority if each != number),
        ordinary=tuple(each for each in queue.ordinary if each != number),
    )
