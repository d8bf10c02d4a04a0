"""The files behind attachments: sealed on the way in, opened and checked on the way out.

A file lies on disk, durable, before its event is recorded. Whoever is killed in between leaves a file without an event,
which harms nobody and which `huimin attachments verify` finds; nobody leaves an event without its file.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter

from services.intake.api.counter import ON_POSTS
from services.intake.domain.application import APPLICATION
from services.intake.domain.attachment import (
    ATTACHMENTS,
    MAX_BYTES,
    AddAttachment,
    AttachmentLost,
    AttachmentTakenOff,
    AttachmentUnknown,
    Kept,
    Removed,
)
from services.intake.domain.types import ApplicationId
from shared.contracts.intake.attachment import AttachmentAdded, AttachmentKind
from shared.kernel.decider import Step
from shared.kernel.instants import day_of
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.files import Arrived, Upload
from shared.runtime.http import Call
from shared.runtime.opening import Opened, opened
from shared.runtime.refusals import PersonErased
from shared.vault.errors import KeyDestroyed, SealBroken
from shared.vault.sealing import Erased, Keys
from shared.vault.shelf import Draft, Shelf

_TEXT = TypeAdapter(str)


class AttachmentFiles:
    """The files of all applications."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._shelf = Shelf(desk.settings.attachments_dir)
        self._log = desk.executor.log_name.source

    async def attach(self, upload: Upload[Any], kind: AttachmentKind, material: str, subject: str) -> Done | Refusal:
        """Take a file in and attach it; the same file, told again of the same paper, is left as it is."""
        draft = await asyncio.to_thread(self._shelf.draft)
        try:
            attachment_id = upload.call.new_id("attachment")
            arrived = await self._sealed_into(draft, upload, attachment_id, subject)
            if isinstance(arrived, Refusal):
                return arrived
            command = AddAttachment(
                application_id=ApplicationId(upload.call.id),
                attachment_id=attachment_id,
                kind=kind,
                material=material,
                media_type=upload.media_type,
                size_bytes=arrived.size_bytes,
                sha256=draft.name,
                content=Personal[str].of(subject, arrived.sha256),
            )
            return await self._attached(draft, upload.of(arrived), command, arrived)
        finally:
            await asyncio.to_thread(draft.drop)

    async def delete(self, application_id: str, attachment_id: str) -> None:
        """Take the file of a removed attachment from the disk, again if somebody was killed before."""
        attachments = await self._desk.state(ATTACHMENTS, application_id)
        known = attachments.by_id.get(attachment_id)
        if isinstance(known, Removed):
            await asyncio.to_thread(self._shelf.remove, known.sha256)

    async def opened(self, application_id: str, attachment_id: str) -> tuple[str, bytes] | Refusal:
        """Media type and bytes of a file, whole and as they were attached."""
        attachments = await self._desk.state(ATTACHMENTS, application_id)
        match attachments.by_id.get(attachment_id):
            case None:
                return AttachmentUnknown()
            case Removed():
                return AttachmentTakenOff()
            case Kept(subject=subject):
                events = await self._events(application_id)
                added = next(each for each in events if each.recorded.event.attachment_id == attachment_id)
                keys = await self._desk.vault.keys({subject})
                return await asyncio.to_thread(self._checked, added, keys)

    async def _sealed_into(
        self, draft: Draft, upload: Upload[Any], attachment_id: str, subject: str
    ) -> Arrived | Refusal:
        keys = await self._desk.vault.keys({subject})
        try:
            sealer = keys.file_sealer(self._log, attachment_id, subject)
        except KeyDestroyed:
            return PersonErased()
        executor = self._desk.executor
        limit_bytes = executor.reference.policy.whole(MAX_BYTES, day_of(await executor.clock.now()))
        draft.write(sealer.head)
        arrived = await upload.into(lambda piece: draft.write(sealer.piece(piece)), limit_bytes)
        draft.write(sealer.end())
        return arrived

    async def _attached(
        self, draft: Draft, call: Call[Any], command: AddAttachment, arrived: Arrived
    ) -> Done | Refusal:
        if (there := await self._same(command, arrived.sha256)) is not None:
            # Nothing is written: the command cannot record anything, for the id is known already.
            command = command.model_copy(update={"attachment_id": there})
        elif refusal := await self._foreseen(call, command):
            return refusal
        else:
            await asyncio.to_thread(draft.keep)
        looked_at = (APPLICATION.ref(call.id), *ON_POSTS)
        result = await call.execute(Step(ATTACHMENTS, call.id, command, related=looked_at))
        return replace(result, id=command.attachment_id) if isinstance(result, Done) else result

    async def _foreseen(self, call: Call[Any], command: AddAttachment) -> Refusal | None:
        """Why it would be refused as things stand, so that no file is put on the shelf for nothing."""
        context = await self._desk.context(call.actor, APPLICATION.ref(call.id), *ON_POSTS)
        decided = ATTACHMENTS.decide(command, await self._desk.state(ATTACHMENTS, call.id), context)
        return decided if isinstance(decided, Refusal) else None

    async def _same(self, command: AddAttachment, content: str) -> str | None:
        """The attachment that this command has made already, or that holds the same content of the same paper."""
        attachments = await self._desk.state(ATTACHMENTS, command.application_id)
        if command.attachment_id in attachments.by_id:
            return command.attachment_id
        alike = {
            id_
            for id_, each in attachments.by_id.items()
            if isinstance(each, Kept) and (each.kind, each.material) == (command.kind, command.material)
        }
        for each in await self._events(command.application_id) if alike else ():
            event = each.recorded.event
            if event.attachment_id in alike and each.value(event.content, _TEXT) == content:
                return str(event.attachment_id)
        return None

    async def _events(self, application_id: str) -> Sequence[Opened]:
        events = await opened(self._desk.executor, ATTACHMENTS.ref(application_id))
        return [each for each in events if isinstance(each.recorded.event, AttachmentAdded)]

    def _checked(self, added: Opened, keys: Keys) -> tuple[str, bytes] | Refusal:
        event: AttachmentAdded = added.recorded.event
        sealed = self._shelf.read(event.sha256)
        content = added.value(event.content, _TEXT)
        if content is None:
            return PersonErased()
        if sealed is None or sha256(sealed).hexdigest() != event.sha256:
            return AttachmentLost()
        try:
            plain = keys.open_file(self._log, event.attachment_id, event.content.subject, sealed)
        except SealBroken:
            return AttachmentLost()
        if isinstance(plain, Erased):
            return PersonErased()
        return (event.media_type, plain) if sha256(plain).hexdigest() == content else AttachmentLost()
