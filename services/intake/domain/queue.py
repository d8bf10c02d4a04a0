"""Queue (排队叫号) of a hall on one day: whoever comes takes a number and is called to a free window.

Invariants: numbers run from 1, none is given twice or left out, and only while the hall is open · a window has one
number at a time, and calls whoever is next: the elderly and the disabled before others · each number ends in one way:
served, skipped or lapsed with the day · nobody is skipped before being called as often as the policy asks for, and who
was skipped is put back once · where a window has a post, only who is on it calls.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import assert_never

from services.intake.domain.application_refusals import ItemNotOffered
from services.intake.domain.hall import HALL, Hall, HallUnknown, WindowNotOpen
from services.intake.domain.item import ITEM
from services.intake.domain.queue_commands import (
    AtWindowCommand,
    CalledTooSeldom,
    CallNotNext,
    CallTicket,
    EndQueueDay,
    HallClosed,
    IssueTicket,
    NobodyWaiting,
    OfNumberCommand,
    QueueCommand,
    QueueDayNotOver,
    QueueFull,
    RecallTicket,
    RequeuedOnce,
    RequeueTicket,
    ServeTicket,
    SkipTicket,
    TicketNotAtWindow,
    TicketNotSkipped,
    TicketUnknown,
    WindowOccupied,
)
from services.intake.domain.queue_state import AtWindow, Queue, Served, Skipped, Ticket, Waiting, evolve
from services.intake.domain.roster import is_open_at
from services.intake.domain.window_post import NotOnWindowPost, OnPost, at_counter, at_window
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
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import start_of
from shared.kernel.refusals import Refusal

CALLS_BEFORE_SKIP = "queue.calls_before_skip"
MAX_WAITING = "queue.max_waiting"

# --- decisions --------------------------------------------------------------


def decide(command: QueueCommand, queue: Queue, context: Context) -> list[QueueEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, EndQueueDay):
        return _end_day(queue, context)
    if command.day != context.today or queue.ended:
        # Midnight came between the request and the decision.
        return HallClosed()
    match command:
        case IssueTicket():
            return _issue(command, queue, context)
        case RequeueTicket():
            return _requeue(command, queue, context)
        case CallTicket() | RecallTicket() | SkipTicket() | ServeTicket():
            on = at_window(command.hall_id, command.window_id, context)
            return on if isinstance(on, NotOnWindowPost) else _at_window(command, queue, on, context)
        case _:
            assert_never(command)


def _at_window(command: AtWindowCommand, queue: Queue, on: OnPost, context: Context) -> list[QueueEvent] | Refusal:
    if isinstance(command, CallTicket):
        return _call(command, queue, on, context)
    ticket = queue.tickets.get(command.number)
    if ticket is None:
        return TicketUnknown()
    if _took_effect(command, ticket):
        return []
    if not isinstance(ticket, AtWindow) or ticket.window_id != command.window_id:
        return TicketNotAtWindow()
    match command:
        case RecallTicket():
            return _recall(command, ticket, on)
        case SkipTicket():
            return _skip(command, ticket, on, context)
        case ServeTicket():
            served = TicketServed(
                number=command.number, window_id=command.window_id, post_id=on.post_id, acted_as=on.acted_as
            )
            return [served]
        case _:
            assert_never(command)


def _took_effect(command: OfNumberCommand, ticket: Ticket) -> bool:
    match command, ticket:
        case (ServeTicket(), Served(window_id=window_id)) | (SkipTicket(), Skipped(window_id=window_id)):
            return window_id == command.window_id
        case _:
            return False


def _issue(command: IssueTicket, queue: Queue, context: Context) -> list[QueueEvent] | Refusal:
    if command.ticket_id in queue.numbers:
        return []
    if not isinstance(context.look(HALL, command.hall_id), Hall):
        return HallUnknown()
    if not is_open_at(command.hall_id, context.now, context):
        return HallClosed()
    code = command.item_code
    if code is not None and context.look(ITEM, code).on(context.today) is None:
        return ItemNotOffered()
    limit = context.policy.whole(MAX_WAITING, context.today)
    if len(queue.waiting) >= limit:
        return QueueFull(limit=limit)
    return [TicketIssued(number=len(queue.tickets) + 1, **command.model_dump())]


def _call(command: CallTicket, queue: Queue, on: OnPost, context: Context) -> list[QueueEvent] | Refusal:
    hall = context.look(HALL, command.hall_id)
    if not isinstance(hall, Hall):
        return HallUnknown()
    if not hall.takes(command.window_id):
        return WindowNotOpen()
    if (number := queue.at_window(command.window_id)) is not None:
        return WindowOccupied(number=number)
    if not queue.waiting:
        return NobodyWaiting()
    called = TicketCalled(
        number=queue.waiting[0], window_id=command.window_id, post_id=on.post_id, acted_as=on.acted_as
    )
    return [called]


def _recall(command: RecallTicket, ticket: AtWindow, on: OnPost) -> list[QueueEvent] | Refusal:
    if command.call == ticket.calls:
        return []
    if command.call != ticket.calls + 1:
        return CallNotNext(calls=ticket.calls)
    return [
        TicketRecalled(
            number=command.number,
            window_id=command.window_id,
            call=command.call,
            post_id=on.post_id,
            acted_as=on.acted_as,
        )
    ]


def _skip(command: SkipTicket, ticket: AtWindow, on: OnPost, context: Context) -> list[QueueEvent] | Refusal:
    needed = context.policy.whole(CALLS_BEFORE_SKIP, context.today)
    if ticket.calls < needed:
        return CalledTooSeldom(calls=ticket.calls, needed=needed)
    return [TicketSkipped(number=command.number, window_id=command.window_id, post_id=on.post_id, acted_as=on.acted_as)]


def _requeue(command: RequeueTicket, queue: Queue, context: Context) -> list[QueueEvent] | Refusal:
    on = at_counter(command.hall_id, context)
    if isinstance(on, NotOnWindowPost):
        return on
    match queue.tickets.get(command.number):
        case None:
            return TicketUnknown()
        case Waiting(requeued=True):
            return []
        case Skipped(waited=waited):
            requeued = TicketRequeued(number=command.number, post_id=on.post_id, acted_as=on.acted_as)
            return RequeuedOnce() if waited.requeued else [requeued]
        case _:
            return TicketNotSkipped()


def day_over(queue: Queue, _context: Context) -> datetime | None:
    """The midnight that ends the day; None where no number was given, or it was recorded."""
    return None if queue.day is None or queue.ended else start_of(queue.day + timedelta(days=1))


def _end_day(queue: Queue, context: Context) -> list[QueueEvent] | Refusal:
    over_at = day_over(queue, context)
    if queue.ended:
        return []
    if over_at is None or over_at > context.now:
        return QueueDayNotOver()
    return [QueueDayEnded(lapsed=queue.unserved, over_at=over_at)]


QUEUE = Decider[Queue, QueueCommand, QueueEvent]("queue", Queue(), evolve, decide, QueueEvent)


def queue_id(hall_id: str, day: date) -> str:
    """The queue of a hall and day."""
    return f"{hall_id}-{day.isoformat()}"
