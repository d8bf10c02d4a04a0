"""What can be asked of a queue, and why it may be declined."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from services.intake.domain.types import HallId, TicketId, WindowId
from shared.contracts.intake.queue import ItemCode
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Unknown

Number = Annotated[int, Field(ge=1, le=9999)]


class _OfHall(Command):
    """Each act is on the queue of a hall and a day, which is today."""

    hall_id: HallId
    day: date


class IssueTicket(_OfHall):
    """Give the next number; the decision is given the hall, its roster and, where one is named, the item."""

    ticket_id: TicketId
    item_code: ItemCode | None = None
    priority: bool = False


class CallTicket(_OfHall):
    """Call whoever is next to a window that is free."""

    window_id: WindowId


class RecallTicket(_OfHall):
    """Call a number again; `call` says for the how-manieth time, so that the same word twice is one call."""

    window_id: WindowId
    number: Number
    call: Annotated[int, Field(ge=2, le=100)]


class SkipTicket(_OfHall):
    """Go on without whoever has the number: nobody came."""

    window_id: WindowId
    number: Number


class ServeTicket(_OfHall):
    """Whoever had the number has been served."""

    window_id: WindowId
    number: Number


class RequeueTicket(_OfHall):
    """Put a number back that was skipped."""

    number: Number


class EndQueueDay(Command):
    """The day is over."""


OfNumberCommand = RecallTicket | SkipTicket | ServeTicket
AtWindowCommand = CallTicket | OfNumberCommand
QueueCommand = IssueTicket | AtWindowCommand | RequeueTicket | EndQueueDay


@dataclass(frozen=True, slots=True)
class HallClosed(Conflict):
    """The hall does not receive now: no number is given, and yesterday's are called no more."""

    slug: ClassVar[str] = "hall-closed"
    zh: ClassVar[str] = "大厅现不在开放时间"
    en: ClassVar[str] = "The hall is closed now"


@dataclass(frozen=True, slots=True)
class QueueFull(Conflict):
    """As many wait as the policy lets wait."""

    slug: ClassVar[str] = "queue-full"
    zh: ClassVar[str] = "排队人数已达上限，请稍后再取号"
    en: ClassVar[str] = "As many are waiting as can: take a number later"
    limit: int


@dataclass(frozen=True, slots=True)
class NobodyWaiting(Conflict):
    """There is no number to call."""

    slug: ClassVar[str] = "nobody-waiting"
    zh: ClassVar[str] = "当前无人排队"
    en: ClassVar[str] = "Nobody is waiting"


@dataclass(frozen=True, slots=True)
class WindowOccupied(Conflict):
    """The window has a number, which is served or skipped first."""

    slug: ClassVar[str] = "window-occupied"
    zh: ClassVar[str] = "该窗口正在办理其他号码"
    en: ClassVar[str] = "The window has a number already"
    number: int


@dataclass(frozen=True, slots=True)
class TicketUnknown(Unknown):
    """The number was not given today."""

    slug: ClassVar[str] = "ticket-unknown"
    zh: ClassVar[str] = "今日没有此号"
    en: ClassVar[str] = "There is no such number today"


@dataclass(frozen=True, slots=True)
class TicketNotAtWindow(Conflict):
    """The window has another number, or none."""

    slug: ClassVar[str] = "ticket-not-at-window"
    zh: ClassVar[str] = "该号不在此窗口"
    en: ClassVar[str] = "The number is not at this window"


@dataclass(frozen=True, slots=True)
class CallNotNext(Conflict):
    """The number was called so many times, and not as often as is said."""

    slug: ClassVar[str] = "call-not-next"
    zh: ClassVar[str] = "叫号次数与记录不符"
    en: ClassVar[str] = "The number has not been called as often as that"
    calls: int


@dataclass(frozen=True, slots=True)
class CalledTooSeldom(Conflict):
    """Nobody is skipped who was not called as often as the policy asks for."""

    slug: ClassVar[str] = "called-too-seldom"
    zh: ClassVar[str] = "叫号次数不足，不能过号"
    en: ClassVar[str] = "The number has not been called often enough to be skipped"
    calls: int
    needed: int


@dataclass(frozen=True, slots=True)
class TicketNotSkipped(Conflict):
    """Only a number that was skipped is put back."""

    slug: ClassVar[str] = "ticket-not-skipped"
    zh: ClassVar[str] = "该号未过号"
    en: ClassVar[str] = "The number was not skipped"


@dataclass(frozen=True, slots=True)
class RequeuedOnce(Conflict):
    """The number was put back once today: take a new one."""

    slug: ClassVar[str] = "requeued-once"
    zh: ClassVar[str] = "过号当日只能重排一次，请重新取号"
    en: ClassVar[str] = "A skipped number is put back once a day: take a new one"


@dataclass(frozen=True, slots=True)
class QueueDayNotOver(Conflict):
    """The day is not over."""

    slug: ClassVar[str] = "queue-day-not-over"
    zh: ClassVar[str] = "当日排队尚未结束"
    en: ClassVar[str] = "The queue's day is not over"
