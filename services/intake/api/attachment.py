"""Attachments over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.intake.api.attachment_files import AttachmentFiles
from services.intake.api.counter import ON_POSTS, barred_from
from services.intake.domain.application import APPLICATION
from services.intake.domain.application_refusals import ApplicationUnknown
from services.intake.domain.application_state import NotReceived
from services.intake.domain.attachment import ATTACHMENTS, RemoveAttachment
from services.intake.domain.types import ApplicationId
from services.intake.views import attachment as view
from shared.contracts.access import Purpose
from shared.contracts.intake.application import Name
from shared.contracts.intake.attachment import AttachmentKind, RemovalCause
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.files import File, Files, Upload
from shared.runtime.http import Call, Query

ENDINGS: Mapping[str, str] = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}
"""The types that are taken, and how the name of such a file ends."""
HANDLERS = (Role.CLERK, Role.EXAMINER)
READERS = (Role.CLERK, Role.EXAMINER, Role.APPROVER, Role.CENTRE_DIRECTOR, Role.SUPERVISOR, Role.AUDITOR, Role.ADMIN)


class AttachmentIn(BaseModel):
    """What is said about a file: which paper it is of, and whether that is a material or the result."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    material: Name
    kind: AttachmentKind


class RemovalIn(BaseModel):
    """What the mistake was."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    cause: RemovalCause


class AttachmentOut(BaseModel):
    """What is known of a file without opening it; `sha256` is of the sealed file on disk."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    material: str
    kind: str
    media_type: str
    size_bytes: int
    sha256: str
    added_at: datetime


class AttachmentsOut(BaseModel):
    """The files of an application, oldest first."""

    attachments: tuple[AttachmentOut, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of attachments."""
    to, files = Files(desk, "attachments"), AttachmentFiles(desk)

    @to.upload("/v1/applications/{id}/attachments", *HANDLERS, about=AttachmentIn, takes=tuple(ENDINGS))
    async def attach(upload: Upload[AttachmentIn]) -> Done | Refusal:
        """Attach a file to an application: a paper that was handed in, or the result."""
        application = await desk.state(APPLICATION, upload.call.id)
        if isinstance(application, NotReceived):
            return ApplicationUnknown()
        about = upload.call.body
        return await files.attach(upload, about.kind, about.material, application.facts.subject)

    @to.command("/v1/applications/{id}/attachments/{attachment}/removal", *HANDLERS, body=RemovalIn)
    async def take_off(call: Call[RemovalIn]) -> Done | Refusal:
        """Take a file off that was attached by mistake; it is deleted."""
        attachment_id = call.path["attachment"]
        command = RemoveAttachment(
            application_id=ApplicationId(call.id), attachment_id=attachment_id, cause=call.body.cause
        )
        looked_at = (APPLICATION.ref(call.id), *ON_POSTS)
        result = await call.execute(Step(ATTACHMENTS, call.id, command, related=looked_at))
        if isinstance(result, Done):
            await files.delete(call.id, attachment_id)
        return result

    @to.query("/v1/applications/{id}/attachments", *READERS, answer=AttachmentsOut)
    async def attachments(query: Query) -> AttachmentsOut:
        """List the files of an application."""
        rows = desk.views.rows(view.OF_APPLICATION, of=query.id)
        return AttachmentsOut(attachments=tuple(AttachmentOut.model_validate(row) for row in rows))

    @to.file(
        "/v1/applications/{id}/attachments/{attachment}/content",
        *HANDLERS,
        gives=tuple(ENDINGS),
        purpose=Purpose.EXAMINING,
    )
    async def content(query: Query) -> File | Refusal:
        """Open a file, for somebody of the hall's counter or an examiner."""
        application = await desk.state(APPLICATION, query.id)
        if isinstance(application, NotReceived):
            return ApplicationUnknown()
        hall_id = application.facts.hall_id
        if query.actor.role is Role.CLERK and (barred := await barred_from(desk, query.actor, hall_id)):
            return barred
        found = await files.opened(query.id, attachment_id := query.path["attachment"])
        if isinstance(found, Refusal):
            return found
        media_type, plain = found
        return File(plain, media_type, f"{attachment_id}{ENDINGS.get(media_type, '')}")

    return to.router
