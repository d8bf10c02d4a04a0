"""Attachments (附件): the files of one application, its materials and its result.

Invariants: a file is attached once · an application has not more files at a time than the policy allows · what the
applicant hands in is attached at the counter, and while somebody may still look at it · a mistake is put right by
taking the file off, at any time, and what was recorded of it stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_refusals import ApplicationUnknown
from services.intake.domain.application_state import (
    Accepted,
    Application,
    AwaitingCorrection,
    Delivered,
    NotReceived,
    Received,
    ResultHeld,
)
from services.intake.domain.types import ApplicationId
from services.intake.domain.window_post import NotOnWindowPost, OnPost, at_counter
from shared.contracts.intake.application import Name
from shared.contracts.intake.attachment import (
    AttachmentAdded,
    AttachmentEvent,
    AttachmentKind,
    AttachmentRemoved,
    RemovalCause,
)
from shared.kernel.actors import Role
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.personal import Personal
from shared.kernel.refusals import Conflict, CorruptStream, Forbidden, Refusal, Unknown

MAX_FILES = "attachment.max_files"
MAX_BYTES = "attachment.max_bytes"
"""Looked at while a file comes in: no more is taken."""

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kept:
    """On disk under the name `sha256`, about `subject`."""

    kind: AttachmentKind
    material: str
    sha256: str
    subject: str


@dataclass(frozen=True, slots=True)
class Removed:
    """Terminal: taken off. The name is kept, so that the file can be deleted again after a crash."""

    kind: AttachmentKind
    sha256: str


Attachment = Kept | Removed


@dataclass(frozen=True, slots=True)
class Attachments:
    """The files of an application by id, in the order in which they came."""

    by_id: Mapping[str, Attachment] = field(default_factory=dict)

    @property
    def kept(self) -> int:
        """How many there are now."""
        return sum(isinstance(each, Kept) for each in self.by_id.values())


def evolve(attachments: Attachments, event: AttachmentEvent) -> Attachments:
    """Apply one recorded fact."""
    match event:
        case AttachmentAdded():
            attachment: Attachment = Kept(event.kind, event.material, event.sha256, event.content.subject)
        case AttachmentRemoved():
            known = attachments.by_id.get(event.attachment_id)
            if known is None:
                raise CorruptStream("a file was taken off that was never attached")
            attachment = Removed(known.kind, known.sha256)
        case _:
            assert_never(event)
    return Attachments({**attachments.by_id, event.attachment_id: attachment})


# --- commands and refusals --------------------------------------------------


class AddAttachment(Command):
    """Attach a file that lies sealed on disk already."""

    application_id: ApplicationId
    attachment_id: str
    kind: AttachmentKind
    material: Name
    media_type: str
    size_bytes: int
    sha256: str
    content: Personal[str]


class RemoveAttachment(Command):
    """Take a file off that was attached by mistake."""

    application_id: ApplicationId
    attachment_id: Annotated[str, Field(min_length=1, max_length=80)]
    cause: RemovalCause


AttachmentCommand = AddAttachment | RemoveAttachment


@dataclass(frozen=True, slots=True)
class AttachmentUnknown(Unknown):
    """The application has no such file."""

    slug: ClassVar[str] = "attachment-unknown"
    zh: ClassVar[str] = "附件不存在"
    en: ClassVar[str] = "There is no such attachment"


@dataclass(frozen=True, slots=True)
class AttachmentTakenOff(Unknown):
    """The file was attached by mistake, and has been deleted."""

    slug: ClassVar[str] = "attachment-removed"
    zh: ClassVar[str] = "附件因误传已被移除"
    en: ClassVar[str] = "The attachment was a mistake and has been removed"


@dataclass(frozen=True, slots=True)
class AttachmentLost(Conflict):
    """The file on disk is missing, or is not what was attached: `huimin attachments verify` says which are."""

    slug: ClassVar[str] = "attachment-lost"
    zh: ClassVar[str] = "附件文件缺失或已损坏，请联系管理员从备份恢复"
    en: ClassVar[str] = "The attachment's file is missing or damaged; ask the operator to restore it"


@dataclass(frozen=True, slots=True)
class AttachmentLimit(Conflict):
    """The application has as many files as it may; one has to be taken off first."""

    slug: ClassVar[str] = "attachment-limit"
    zh: ClassVar[str] = "附件数量已达上限"
    en: ClassVar[str] = "The application has as many attachments as it may"
    limit: int


@dataclass(frozen=True, slots=True)
class AttachmentsClosed(Conflict):
    """As the application stands, files of this kind are not attached to it: too early, or too late."""

    slug: ClassVar[str] = "attachments-closed"
    zh: ClassVar[str] = "申请当前环节不接收该类附件"
    en: ClassVar[str] = "The application does not take such attachments as it stands"
    kind: AttachmentKind


@dataclass(frozen=True, slots=True)
class CounterOnly(Forbidden):
    """What the applicant handed in is the counter's to attach and to take off."""

    slug: ClassVar[str] = "counter-only"
    zh: ClassVar[str] = "申请材料由窗口人员上传和移除"
    en: ClassVar[str] = "Materials are attached and taken off at the counter"


# --- decisions --------------------------------------------------------------


def decide(command: AttachmentCommand, attachments: Attachments, context: Context) -> list[AttachmentEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    application = context.look(APPLICATION, command.application_id)
    if isinstance(application, NotReceived):
        return ApplicationUnknown()
    match command:
        case AddAttachment():
            return _add(command, attachments, application, application.facts.hall_id, context)
        case RemoveAttachment():
            return _remove(command, attachments, application.facts.hall_id, context)
        case _:
            assert_never(command)


def _add(
    command: AddAttachment, attachments: Attachments, application: Application, hall_id: str, context: Context
) -> list[AttachmentEvent] | Refusal:
    on = may_handle(command.kind, hall_id, context)
    if isinstance(on, Refusal):
        return on
    if command.attachment_id in attachments.by_id:
        return []
    if not _takes(application, command.kind):
        return AttachmentsClosed(kind=command.kind)
    limit = context.policy.whole(MAX_FILES, context.today)
    return AttachmentLimit(limit=limit) if attachments.kept >= limit else [_added(command, on)]


def _added(command: AddAttachment, on: OnPost) -> AttachmentAdded:
    return AttachmentAdded(
        attachment_id=command.attachment_id,
        material=command.material,
        kind=command.kind,
        media_type=command.media_type,
        size_bytes=command.size_bytes,
        sha256=command.sha256,
        content=command.content,
        post_id=on.post_id,
        acted_as=on.acted_as,
    )


def _takes(application: Application, kind: AttachmentKind) -> bool:
    if kind is AttachmentKind.MATERIAL:
        return isinstance(application, Received | AwaitingCorrection | Accepted)
    return isinstance(application, Accepted | ResultHeld | Delivered)


def _remove(
    command: RemoveAttachment, attachments: Attachments, hall_id: str, context: Context
) -> list[AttachmentEvent] | Refusal:
    attachment = attachments.by_id.get(command.attachment_id)
    if attachment is None:
        return AttachmentUnknown()
    on = may_handle(attachment.kind, hall_id, context)
    if isinstance(on, Refusal):
        return on
    if isinstance(attachment, Removed):
        return []
    return [
        AttachmentRemoved(
            attachment_id=command.attachment_id, cause=command.cause, post_id=on.post_id, acted_as=on.acted_as
        )
    ]


def may_handle(kind: AttachmentKind, hall_id: str, context: Context) -> OnPost | NotOnWindowPost | CounterOnly:
    """As what the actor attaches or takes off: somebody of the counter, for a result also an examiner.

    Whose examiner that is, intake does not know: the posts of the back office are casework's.
    """
    if context.actor.role is not Role.EXAMINER:
        return at_counter(hall_id, context)
    return OnPost() if kind is AttachmentKind.RESULT else CounterOnly()


ATTACHMENTS: Decider[Attachments, AttachmentCommand, AttachmentEvent] = Decider(
    "attachments", Attachments(), evolve, decide, AttachmentEvent
)
