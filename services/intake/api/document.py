"""Documents over HTTP: what is handed over at the counter, to be printed there.

The personal values on them are opened for one answer, for somebody who may act at the counter now; nothing is kept.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from fastapi import APIRouter
from pydantic import TypeAdapter

from services.intake.api.counter import barred_from
from services.intake.api.document_about import About, Place, Speech, Told
from services.intake.api.document_counter import correction_notice, receipt
from services.intake.api.document_outcome import acceptance_notice, delivery_receipt
from services.intake.domain.application import APPLICATION
from services.intake.domain.application_refusals import ApplicationUnknown
from services.intake.domain.application_state import Facts, NotReceived
from services.intake.domain.item import ITEM
from services.intake.views import hall as hall_view
from shared.contracts.intake.application import Applicant, ApplicationReceived
from shared.documents.document import Document, Language
from shared.documents.html import CONTENT_SECURITY_POLICY, html
from shared.documents.pdf import pdf
from shared.kernel.actors import Role
from shared.kernel.refusals import Refusal, Unknown
from shared.runtime.desk import Desk
from shared.runtime.files import File, Files
from shared.runtime.http import Query
from shared.runtime.opening import opened
from shared.runtime.refusals import InvalidParameter, PersonErased, ViewLate

PROGRESS = "/intake/v1/public/progress"
HTML, PDF = "text/html", "application/pdf"
FORMATS = {"html": HTML, "pdf": PDF}
RECEIPT = "receipt"
DOCUMENTS: Mapping[str, Callable[[About, Told], Document | None]] = {
    RECEIPT: receipt,
    "correction": correction_notice,
    "acceptance": acceptance_notice,
    "delivery": delivery_receipt,
}
"""The documents of an application by the word that their addresses end in."""
_APPLICANT = TypeAdapter(Applicant)


@dataclass(frozen=True, slots=True)
class DocumentNotThere(Unknown):
    """Nothing has happened yet that this document would tell, or it does not hold any more."""

    slug: ClassVar[str] = "document-not-there"
    zh: ClassVar[str] = "该文书尚未形成或者已不适用"
    en: ClassVar[str] = "There is no such document yet, or no more"


def routes(desk: Desk) -> APIRouter:
    """Register the routes of documents."""
    to = Files(desk, "documents")

    @to.file(
        "/v1/applications/{id}/documents/{kind}",
        Role.CLERK,
        gives=tuple(FORMATS.values()),
        parameters=("format", "language"),
    )
    async def document(query: Query) -> File | Refusal | None:
        """Print a document of an application: receipt, correction, acceptance, delivery."""
        application = await desk.state(APPLICATION, query.id)
        if isinstance(application, NotReceived):
            return ApplicationUnknown()
        if barred := await barred_from(desk, query.actor, application.facts.hall_id):
            return barred
        if query.path["kind"] not in DOCUMENTS:
            return None
        asked = _asked(query)
        return asked if isinstance(asked, Refusal) else await _printed(desk, query, application.facts, asked)

    return to.router


@dataclass(frozen=True, slots=True)
class _Asked:
    """In which form and language."""

    media_type: str
    language: Language


def _asked(query: Query) -> _Asked | InvalidParameter:
    form, language = query.parameters.get("format", "html"), query.parameters.get("language", Language.ZH.value)
    if form not in FORMATS:
        return InvalidParameter(name="format")
    if language not in {each.value for each in Language}:
        return InvalidParameter(name="language")
    return _Asked(FORMATS[form], Language(language))


async def _printed(desk: Desk, query: Query, facts: Facts, asked: _Asked) -> File | Refusal:
    kind, reference = query.path["kind"], desk.executor.reference
    told = Told(await opened(desk.executor, APPLICATION.ref(query.id)), reference.policy, reference.calendar)
    about = await _about(desk, query, facts, told, Speech(asked.language))
    if isinstance(about, Refusal):
        return about
    document = DOCUMENTS[kind](about, told)
    return DocumentNotThere() if document is None else await printed(document, asked.media_type)


async def printed(document: Document, media_type: str) -> File:
    """A document in the form that was asked for, named after its number."""
    if media_type == PDF:
        content = await asyncio.to_thread(pdf, document)
        return File(content, PDF, f"{document.number.value}.pdf", shown=True, may="frame-ancestors 'none'")
    page = html(document).encode()
    return File(page, HTML, f"{document.number.value}.html", shown=True, may=CONTENT_SECURITY_POLICY)


async def _about(desk: Desk, query: Query, facts: Facts, told: Told, speech: Speech) -> About | Refusal:
    first = told.events[0]
    received: ApplicationReceived = first.recorded.event
    applicant = first.value(received.applicant, _APPLICANT)
    if applicant is None:
        return PersonErased()
    place = _place(desk, facts, speech)
    if place is None:
        return ViewLate()
    # The voucher says what was asked for under the guide of that day, the rest under that of the acceptance.
    version = received.item_version if query.path["kind"] == RECEIPT else facts.item_version
    item = await desk.state(ITEM, facts.item_code)
    return About(
        speech=speech,
        place=place,
        item_code=facts.item_code,
        item=next(each for each in item.versions if each.version == version),
        voucher_number=received.voucher_number,
        applicant=applicant,
        received_at=first.recorded.document.time,
        window_id=received.window_id,
        address=progress_address(desk, received.voucher_number),
        code=desk.vault.code("voucher", query.id),
    )


def progress_address(desk: Desk, voucher_number: str) -> str:
    """Where anybody who has the code may look up the progress of a voucher."""
    return f"{desk.settings.public_url.rstrip('/')}{PROGRESS}?{urlencode({'number': voucher_number})}"


def _place(desk: Desk, facts: Facts, speech: Speech) -> Place | None:
    hall = desk.views.row(hall_view.ONE_HALL, of=facts.hall_id)
    centre = next((row for row in desk.views.rows(hall_view.CENTRES) if row.id == facts.centre_id), None)
    if hall is None or centre is None:
        return None
    return Place(speech.say(centre.name_zh, centre.name_en), speech.say(hall.name_zh, hall.name_en))
