"""Draft (草稿): an application that somebody has begun, at a window or without a token, and nobody has received yet.

Invariants: whoever has its code, and nobody else, writes it anew or gives it up · it is handed in once, with the
receipt of the same person's application for the same item, or never · it is kept as long as it said when it was last
written, and not a minute longer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from services.intake.domain.application_refusals import ItemNotOffered
from services.intake.domain.hall import HALL, Hall, HallUnknown
from services.intake.domain.item import ITEM
from services.intake.domain.types import ApplicationId, HallId, ItemCode
from services.intake.domain.window_post import NotOnWindowPost, OnPost, at_counter
from shared.contracts.intake.application import Applicant, Name
from shared.contracts.intake.draft import (
    ApplicationDrafted,
    DraftDiscarded,
    DraftEvent,
    DraftHandedIn,
    DraftLapsed,
    DraftRevised,
)
from shared.kernel.actors import Role
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import start_of
from shared.kernel.messages import Command, Value
from shared.kernel.personal import Personal
from shared.kernel.refusals import Conflict, CorruptStream, Refusal, Unacceptable, Unknown

KEEP_DAYS = "draft.keep_days"

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotDrafted:
    """Before anything was written."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What it says now, but for the person; `subject` refers to them. `revisions` are the ids of what was written."""

    item_code: str
    subject: str
    kept_until_on: date
    revisions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Terminal: an application was received of it."""

    application_id: str


@dataclass(frozen=True, slots=True)
class Discarded:
    """Terminal: given up."""


@dataclass(frozen=True, slots=True)
class Lapsed:
    """Terminal: nobody handed it in."""


DraftState = NotDrafted | Draft | HandedIn | Discarded | Lapsed


def evolve(draft: DraftState, event: DraftEvent) -> DraftState:
    """Apply one recorded fact. Total: facts are not refused."""
    match event, draft:
        case ApplicationDrafted(), NotDrafted():
            return Draft(event.item_code, event.applicant.subject, event.kept_until_on)
        case DraftRevised(), Draft():
            revisions = draft.revisions | {event.revision_id}
            return Draft(event.item_code, event.applicant.subject, event.kept_until_on, revisions)
        case DraftHandedIn(), Draft():
            return HandedIn(event.application_id)
        case DraftDiscarded(), Draft():
            return Discarded()
        case DraftLapsed(), Draft():
            return Lapsed()
        case _:
            raise CorruptStream(f"{type(event).__name__} of a draft that is {type(draft).__name__}")


# --- commands and refusals --------------------------------------------------


class Writing(Value):
    """What a draft says: where it shall be handed in, if that is known, for what, by whom and with which papers."""

    item_code: ItemCode
    hall_id: HallId | None
    applicant: Personal[Applicant]
    materials: Annotated[tuple[Name, ...], Field(max_length=50)]


class DraftApplication(Command):
    """Begin an application."""

    writing: Writing


class ReviseDraft(Command):
    """Write a draft anew."""

    revision_id: str
    writing: Writing


class HandInDraft(Command):
    """Hand a draft in with the receipt of `application_id`, which `subject` applies for."""

    application_id: ApplicationId
    item_code: ItemCode
    subject: str


class DiscardDraft(Command):
    """Give a draft up."""


class LapseDraft(Command):
    """The last day on which it is kept is over."""


DraftCommand = DraftApplication | ReviseDraft | HandInDraft | DiscardDraft | LapseDraft


@dataclass(frozen=True, slots=True)
class DraftUnknown(Unknown):
    """There is no such draft."""

    slug: ClassVar[str] = "draft-unknown"
    zh: ClassVar[str] = "草稿不存在"
    en: ClassVar[str] = "There is no such draft"


@dataclass(frozen=True, slots=True)
class DraftOver(Conflict):
    """The draft was handed in or given up, or it was not kept so long."""

    slug: ClassVar[str] = "draft-over"
    zh: ClassVar[str] = "草稿已提交、已作废或已过保存期"
    en: ClassVar[str] = "The draft was handed in or given up, or it was not kept so long"


@dataclass(frozen=True, slots=True)
class DraftOfAnother(Unacceptable):
    """What is received is not what was drafted: another person applies, or for another item."""

    slug: ClassVar[str] = "draft-of-another"
    zh: ClassVar[str] = "草稿的申请人或事项与本次收件不符"
    en: ClassVar[str] = "The draft is of another person or for another item"


@dataclass(frozen=True, slots=True)
class DraftStillKept(Conflict):
    """The draft is kept still."""

    slug: ClassVar[str] = "draft-still-kept"
    zh: ClassVar[str] = "草稿尚在保存期内"
    en: ClassVar[str] = "The draft is kept still"


# --- decisions --------------------------------------------------------------


def decide(command: DraftCommand, draft: DraftState, context: Context) -> list[DraftEvent] | Refusal:
    """Answer a command with facts or a refusal; what is written is given its item and, where it names one, its hall."""
    if isinstance(command, DraftApplication):
        return _draft(command, draft, context)
    if isinstance(draft, NotDrafted):
        return DraftUnknown()
    match command:
        case ReviseDraft():
            return _revise(command, draft, context)
        case HandInDraft():
            return _hand_in(command, draft, context)
        case DiscardDraft():
            return _discard(draft, context)
        case LapseDraft():
            return _lapse(draft, context)
        case _:
            assert_never(command)


def draft_due(draft: DraftState, _context: Context) -> datetime | None:
    """When a draft is kept no longer; None where there is nothing to keep."""
    return start_of(draft.kept_until_on + timedelta(days=1)) if isinstance(draft, Draft) else None


def _kept(draft: DraftState, context: Context) -> bool:
    return isinstance(draft, Draft) and context.today <= draft.kept_until_on


def _draft(command: DraftApplication, draft: DraftState, context: Context) -> list[DraftEvent] | Refusal:
    if not isinstance(draft, NotDrafted):
        return []
    writing = command.writing
    if (wrong := _cannot_be_written(writing, context)) is not None:
        return wrong
    on = _on_post(writing.hall_id, context)
    if isinstance(on, NotOnWindowPost):
        return on
    return [
        ApplicationDrafted(
            item_code=writing.item_code,
            hall_id=writing.hall_id,
            applicant=writing.applicant,
            materials=writing.materials,
            kept_until_on=_kept_until(context),
            post_id=on.post_id,
            acted_as=on.acted_as,
        )
    ]


def _on_post(hall_id: str | None, context: Context) -> OnPost | NotOnWindowPost:
    """Whoever writes for somebody else does so at the hall's counter; nobody else is on a post there."""
    if hall_id is None or context.actor.role is not Role.CLERK:
        return OnPost()
    return at_counter(hall_id, context)


def _cannot_be_written(writing: Writing, context: Context) -> Refusal | None:
    if writing.hall_id is not None and not isinstance(context.look(HALL, writing.hall_id), Hall):
        return HallUnknown()
    return None if context.look(ITEM, writing.item_code).on(context.today) else ItemNotOffered()


def _kept_until(context: Context) -> date:
    return context.today + timedelta(days=context.policy.whole(KEEP_DAYS, context.today))


def _revise(command: ReviseDraft, draft: DraftState, context: Context) -> list[DraftEvent] | Refusal:
    if isinstance(draft, Draft) and command.revision_id in draft.revisions:
        return []
    if not _kept(draft, context):
        return DraftOver()
    writing = command.writing
    if (wrong := _cannot_be_written(writing, context)) is not None:
        return wrong
    return [
        DraftRevised(
            revision_id=command.revision_id,
            item_code=writing.item_code,
            hall_id=writing.hall_id,
            applicant=writing.applicant,
            materials=writing.materials,
            kept_until_on=_kept_until(context),
        )
    ]


def _hand_in(command: HandInDraft, draft: DraftState, context: Context) -> list[DraftEvent] | Refusal:
    if draft == HandedIn(command.application_id):
        return []
    if not isinstance(draft, Draft) or not _kept(draft, context):
        return DraftOver()
    if (draft.subject, draft.item_code) != (command.subject, command.item_code):
        return DraftOfAnother()
    return [DraftHandedIn(application_id=command.application_id)]


def _discard(draft: DraftState, context: Context) -> list[DraftEvent] | Refusal:
    if isinstance(draft, Discarded):
        return []
    return [DraftDiscarded()] if _kept(draft, context) else DraftOver()


def _lapse(draft: DraftState, context: Context) -> list[DraftEvent] | Refusal:
    if not isinstance(draft, Draft):
        return []
    return DraftStillKept() if _kept(draft, context) else [DraftLapsed(kept_until_on=draft.kept_until_on)]


DRAFT: Decider[DraftState, DraftCommand, DraftEvent] = Decider("draft", NotDrafted(), evolve, decide, DraftEvent)
