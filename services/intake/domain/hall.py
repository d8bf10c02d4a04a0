"""Service hall (服务大厅): where residents are received, with its windows.

Invariants: a hall belongs to a known centre · it never has more windows than the policy allows, and once it has enough
of them never fewer; kinds that the policy names are not counted · a closed window stays closed, and a window keeps its
kind · only a comprehensive window that is open receives, whatever the item.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from services.intake.domain.centre import CENTRE, CentreUnknown
from services.intake.domain.types import CentreId, WindowId
from shared.contracts.intake.hall import (
    HallEvent,
    HallOpened,
    Name,
    WindowClosed,
    WindowKind,
    WindowOpened,
    WindowPaused,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, CorruptStream, Refusal, Unacceptable, Unknown

MIN_WINDOWS = "intake.windows.min"
MAX_WINDOWS = "intake.windows.max"
NOT_COUNTED = "intake.windows.not_counted"

# --- state ------------------------------------------------------------------


class WindowState(StrEnum):
    """Only an open window takes anything."""

    OPEN = "OPEN"
    PAUSED = "PAUSED"
    CLOSED = "CLOSED"


@dataclass(frozen=True, slots=True)
class NotOpened:
    """Before the hall exists."""


@dataclass(frozen=True, slots=True)
class Hall:
    """An open hall, the states of its windows by id, and their kinds where they are not comprehensive."""

    centre_id: str
    code: str
    windows: Mapping[str, WindowState]
    kinds: Mapping[str, WindowKind] = field(default_factory=dict)

    def kind_of(self, window_id: str) -> WindowKind:
        """What a window is for."""
        return self.kinds.get(window_id, WindowKind.COMPREHENSIVE)

    def stands(self, window_id: str) -> bool:
        """Whether a window is there, open or paused."""
        return self.windows.get(window_id, WindowState.CLOSED) is not WindowState.CLOSED

    def serves(self, window_id: str) -> bool:
        """Whether a window is there that takes any item, open or paused."""
        return self.stands(window_id) and self.kind_of(window_id) is WindowKind.COMPREHENSIVE

    def takes(self, window_id: str) -> bool:
        """Whether a window receives residents now."""
        return self.serves(window_id) and self.windows[window_id] is WindowState.OPEN


HallState = NotOpened | Hall


def evolve(hall: HallState, event: HallEvent) -> HallState:
    """Apply one recorded fact."""
    match event, hall:
        case HallOpened(), _:
            return Hall(event.centre_id, event.code, {})
        case WindowOpened(), Hall():
            kinds = hall.kinds
            if event.kind is not WindowKind.COMPREHENSIVE:
                kinds = {**kinds, event.window_id: event.kind}
            return replace(_with(hall, event.window_id, WindowState.OPEN), kinds=kinds)
        case WindowPaused(), Hall():
            return _with(hall, event.window_id, WindowState.PAUSED)
        case WindowClosed(), Hall():
            return _with(hall, event.window_id, WindowState.CLOSED)
        case _:
            raise CorruptStream("a window without its hall")


def _with(hall: Hall, window_id: str, state: WindowState) -> Hall:
    return replace(hall, windows={**hall.windows, window_id: state})


# --- commands and refusals --------------------------------------------------


class OpenHall(Command):
    """Open a centre's hall; `code` begins its voucher numbers and is unique by being derived from the seed."""

    centre_id: CentreId
    code: Annotated[str, Field(pattern=r"^[A-Z]{2,6}$")]
    name_zh: Name
    name_en: Name


class OpenWindow(Command):
    """Open a window, for the first time or after a pause; it is comprehensive unless said, and stays of its kind."""

    window_id: WindowId
    kind: WindowKind | None = None


class PauseWindow(Command):
    """Pause a window."""

    window_id: WindowId
    reason: Name


class CloseWindow(Command):
    """Close a window for good."""

    window_id: WindowId


HallCommand = OpenHall | OpenWindow | PauseWindow | CloseWindow


@dataclass(frozen=True, slots=True)
class HallUnknown(Unknown):
    """There is no such hall."""

    slug: ClassVar[str] = "hall-unknown"
    zh: ClassVar[str] = "服务大厅不存在"
    en: ClassVar[str] = "There is no such hall"


@dataclass(frozen=True, slots=True)
class WindowLimit(Unacceptable):
    """The policy allows no further window."""

    slug: ClassVar[str] = "window-limit"
    zh: ClassVar[str] = "窗口数量已达上限"
    en: ClassVar[str] = "The hall has as many windows as it may"
    limit: int


@dataclass(frozen=True, slots=True)
class WindowMinimum(Conflict):
    """The hall would have fewer windows than the policy asks for."""

    slug: ClassVar[str] = "window-minimum"
    zh: ClassVar[str] = "窗口数量不得低于下限"
    en: ClassVar[str] = "The hall would have too few windows"
    minimum: int


@dataclass(frozen=True, slots=True)
class WindowOfOtherKind(Conflict):
    """The window is there, and for something else."""

    slug: ClassVar[str] = "window-of-other-kind"
    zh: ClassVar[str] = "该窗口属于其他类型"
    en: ClassVar[str] = "The window is of another kind"
    kind: WindowKind


@dataclass(frozen=True, slots=True)
class WindowNotOpen(Conflict):
    """The window does not take anything now."""

    slug: ClassVar[str] = "window-not-open"
    zh: ClassVar[str] = "该窗口未开放"
    en: ClassVar[str] = "The window is not open"


# --- decisions --------------------------------------------------------------


def decide(command: HallCommand, hall: HallState, context: Context) -> list[HallEvent] | Refusal:
    """Answer a command with facts or a refusal."""
    if isinstance(command, OpenHall):
        return _open_hall(command, hall, context)
    if isinstance(hall, NotOpened):
        return HallUnknown()
    match command:
        case OpenWindow():
            return _open_window(command, hall, context)
        case PauseWindow():
            return _pause_window(command, hall)
        case CloseWindow():
            return _close_window(command, hall, context)
        case _:
            assert_never(command)


def _open_hall(command: OpenHall, hall: HallState, context: Context) -> list[HallEvent] | Refusal:
    if isinstance(hall, Hall):
        return []
    if not context.look(CENTRE, command.centre_id).serves_the_public:
        return CentreUnknown()
    return [
        HallOpened(centre_id=command.centre_id, code=command.code, name_zh=command.name_zh, name_en=command.name_en)
    ]


def _open_window(command: OpenWindow, hall: Hall, context: Context) -> list[HallEvent] | Refusal:
    state, kind = hall.windows.get(command.window_id), command.kind or hall.kind_of(command.window_id)
    if state is WindowState.CLOSED:
        return WindowNotOpen()
    if state is not None and kind is not hall.kind_of(command.window_id):
        return WindowOfOtherKind(kind=hall.kind_of(command.window_id))
    if state is WindowState.OPEN:
        return []
    limit = context.policy.whole(MAX_WINDOWS, context.today)
    if state is None and _counts(kind, context) and _counted(hall, context) >= limit:
        return WindowLimit(limit=limit)
    number = list(hall.windows).index(command.window_id) + 1 if state else len(hall.windows) + 1
    return [WindowOpened(window_id=command.window_id, number=number, kind=kind)]


def _counted(hall: Hall, context: Context) -> int:
    """Windows that count against the limits: open or paused."""
    return sum(hall.stands(window_id) and _counts(hall.kind_of(window_id), context) for window_id in hall.windows)


def _counts(kind: WindowKind, context: Context) -> bool:
    return kind.value not in context.policy.texts(NOT_COUNTED, context.today)


def _pause_window(command: PauseWindow, hall: Hall) -> list[HallEvent] | Refusal:
    match hall.windows.get(command.window_id):
        case WindowState.OPEN:
            return [WindowPaused(window_id=command.window_id, reason=command.reason)]
        case WindowState.PAUSED:
            return []
        case _:
            return WindowNotOpen()


def _close_window(command: CloseWindow, hall: Hall, context: Context) -> list[HallEvent] | Refusal:
    match hall.windows.get(command.window_id):
        case None:
            return WindowNotOpen()
        case WindowState.CLOSED:
            return []
        case _:
            minimum = context.policy.whole(MIN_WINDOWS, context.today)
            if _counts(hall.kind_of(command.window_id), context) and _counted(hall, context) <= minimum:
                return WindowMinimum(minimum=minimum)
            return [WindowClosed(window_id=command.window_id)]


HALL: Decider[HallState, HallCommand, HallEvent] = Decider("hall", NotOpened(), evolve, decide, HallEvent)
