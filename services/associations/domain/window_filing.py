"""Window filing: an application for a filing that intake accepted at a window, and waits for its result.

Invariants: one association of the centre's community takes it up · what is decided on that one is told once · what was
taken back waits no more, until it is accepted anew, for the same association · nothing older is heard after what is
newer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, assert_never

from services.associations.domain.community import COMMUNITY
from services.associations.domain.types import AssociationId
from shared.contracts.associations.association_founding import Name
from shared.contracts.associations.window_filing import (
    FilingAwaited,
    FilingDecided,
    FilingLinked,
    FilingWaitEnded,
    WindowFilingEvent,
)
from shared.contracts.casework.case import Outcome
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, CorruptStream, Refusal, Unknown

FILING_ITEM = "association.filing_item"

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotAwaited:
    """No filing was accepted under this id."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """Accepted by a centre, and not taken up by any association."""

    heard: int
    centre_id: str


@dataclass(frozen=True, slots=True)
class Linked:
    """The association that it is about is known."""

    heard: int
    association_id: str


@dataclass(frozen=True, slots=True)
class Over:
    """Decided on, or not waited for any more; then `association_id` is that which has taken it up, if one had."""

    heard: int
    association_id: str = ""


WindowFiling = NotAwaited | Awaited | Linked | Over


def evolve(filing: WindowFiling, event: WindowFilingEvent) -> WindowFiling:
    """Apply one recorded fact."""
    match event, filing:
        case FilingAwaited(), NotAwaited() | Over(association_id=""):
            return Awaited(event.source_position, event.centre_id)
        case FilingAwaited(), Over(association_id=association_id):
            return Linked(event.source_position, association_id)
        case FilingLinked(), Awaited():
            return Linked(filing.heard, event.association_id)
        case FilingDecided(), Linked():
            return Over(filing.heard)
        case FilingWaitEnded(), Awaited():
            return Over(event.source_position)
        case FilingWaitEnded(), Linked(association_id=association_id):
            return Over(event.source_position, association_id)
        case _:
            raise CorruptStream(f"{type(event).__name__} of a filing that is {type(filing).__name__}")


# --- commands and refusals --------------------------------------------------


class AwaitFiling(Command):
    """Record what intake accepted at `source_position`; what is no filing leaves no trace."""

    item_code: str
    centre_id: str
    source_position: int


class LinkFiling(Command):
    """Let an association of a community, which is given, be what it is about, in the act that drafts it."""

    association_id: AssociationId
    community_id: str


class DecideFiling(Command):
    """Tell what was decided on the association, in the act that decides."""

    application_id: str
    association_id: AssociationId
    outcome: Outcome
    statement: Name | None = None


class EndWait(Command):
    """Record that nobody waits for it any more."""

    source_position: int


WindowFilingCommand = AwaitFiling | LinkFiling | DecideFiling | EndWait


@dataclass(frozen=True, slots=True)
class WindowFilingUnknown(Unknown):
    """No filing was accepted at a window under this id, or it is over."""

    slug: ClassVar[str] = "window-filing-unknown"
    zh: ClassVar[str] = "窗口没有受理该备案申请，或者该申请已经办结、撤回"
    en: ClassVar[str] = "No such filing was accepted at a window, or it is over"


@dataclass(frozen=True, slots=True)
class WindowFilingTaken(Conflict):
    """Another association has taken it up."""

    slug: ClassVar[str] = "window-filing-taken"
    zh: ClassVar[str] = "该窗口申请已对应其他社团"
    en: ClassVar[str] = "Another association has taken up this application"
    association_id: str


@dataclass(frozen=True, slots=True)
class WindowFilingElsewhere(Conflict):
    """It was accepted at a window of `centre_id`, and the association is of another community."""

    slug: ClassVar[str] = "window-filing-elsewhere"
    zh: ClassVar[str] = "该申请由其他社区中心的窗口受理"
    en: ClassVar[str] = "The application was accepted by the centre of another community"
    centre_id: str


@dataclass(frozen=True, slots=True)
class WindowFilingWaits(Conflict):
    """The draft is of `application_id`, whose applicant waits for its result."""

    slug: ClassVar[str] = "window-filing-waits"
    zh: ClassVar[str] = "草稿对应的窗口申请仍在等待结果"
    en: ClassVar[str] = "The draft is of another application, which waits for its result"
    application_id: str


# --- decisions --------------------------------------------------------------


def decide(command: WindowFilingCommand, filing: WindowFiling, context: Context) -> list[WindowFilingEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect, or concerns nobody."""
    match command:
        case AwaitFiling():
            return _await(command, filing, context)
        case LinkFiling():
            return _link(command, filing, context)
        case DecideFiling():
            return _decide(command, filing, context)
        case EndWait():
            waits = isinstance(filing, Awaited | Linked) and filing.heard < command.source_position
            return [FilingWaitEnded(source_position=command.source_position)] if waits else []
        case _:
            assert_never(command)


def _await(command: AwaitFiling, filing: WindowFiling, context: Context) -> list[WindowFilingEvent]:
    if command.item_code != context.policy.text(FILING_ITEM, context.today):
        return []
    anew = isinstance(filing, Over) and filing.heard < command.source_position
    awaited = FilingAwaited(centre_id=command.centre_id, source_position=command.source_position)
    return [awaited] if anew or isinstance(filing, NotAwaited) else []


def _link(command: LinkFiling, filing: WindowFiling, context: Context) -> list[WindowFilingEvent] | Refusal:
    match filing:
        case NotAwaited() | Over():
            return WindowFilingUnknown()
        case Awaited(centre_id=centre_id):
            own = context.look(COMMUNITY, command.community_id).centre_id == centre_id
            return [FilingLinked(association_id=command.association_id)] if own else WindowFilingElsewhere(centre_id)
        case Linked(association_id=association_id):
            return [] if association_id == command.association_id else WindowFilingTaken(association_id)
        case _:
            assert_never(filing)


def _decide(command: DecideFiling, filing: WindowFiling, context: Context) -> list[WindowFilingEvent]:
    if not isinstance(filing, Linked) or filing.association_id != command.association_id:
        return []
    return [FilingDecided(**dict(command), officer=context.actor.id, decided_at=context.now)]


WINDOW_FILING = Decider[WindowFiling, WindowFilingCommand, WindowFilingEvent](
    "window-filing", NotAwaited(), evolve, decide, WindowFilingEvent
)
