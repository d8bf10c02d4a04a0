"""Documents over HTTP: what is handed over at the counter, to be printed there.

The personal values on them are opened for one answer, for somebody who may act at the counter now; nothing is kept.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from urllib.parse import urlencode

from fastapi import APIRouter
from pydantic import TypeAdapter

from services.intake.api.application_mending import ENTERED
from services.intake.api.counter import barred_from
from services.intake.api.document_about import About, Place, Speech, Told
from services.intake.api.document_counter import correction_notice, receipt
from services.intake.api.document_decision import decision
from services.intake.api.document_outcome import (
    acceptance_notice,
    delivery_receipt,
    non_acceptance_notice,
    transfer_note,
    withdrawal_notice,
)
from services.intake.api.voucher import voucher_code
from services.intake.domain.application import APPLICATION
from services.intake.domain.application_refusals import ApplicationUnknown
from services.intake.domain.application_state import Facts, NotReceived
from services.intake.domain.item import ITEM
from services.intake.views import hall as hall_view
from shared.contracts import casework
from shared.contracts.access import Purpose
from shared.contracts.intake.application import Applicant, ApplicationReceived, ResultReceived
from shared.contracts.intake.application_people import Agent, AgentAuthorised
from shared.documents.document import Document, Language
from shared.documents.html import CONTENT_SECURITY_POLICY, html
from shared.documents.pdf import pdf
from shared.kernel.actors import Role
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import day_of
from shared.kernel.refusals import Refusal, Unknown
from shared.runtime.desk import Desk
from shared.runtime.files import File, Files
from shared.runtime.http import Query
from shared.runtime.opening import Opened, opened, opened_elsewhere
from shared.runtime.refusals import InvalidParameter, PersonErased
from shared.runtime.unavailable import ViewLate

PROGRESS = "/intake/v1/public/progress"
HTML, PDF = "text/html", "application/pdf"
FORMATS = {"html": HTML, "pdf": PDF}
RECEIPT, DECISION = "receipt", "decision"
DOCUMENTS: Mapping[str, Callable[[About, Told], Document | None]] = {
    RECEIPT: receipt,
    "correction": correction_notice,
    "acceptance": acceptance_notice,
    "acceptance-withdrawal": withdrawal_notice,
    "non-acceptance": non_acceptance_notice,
    "transfer": transfer_note,
    DECISION: decision,
    "delivery": delivery_receipt,
}
"""The documents of an application by the word that their addresses end in."""
_APPLICANT, _AGENT = TypeAdapter(Applicant), TypeAdapter(Agent)


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
        purpose=Purpose.PRINTING,
    )
    async def document(query: Query) -> File | Refusal | None:
        """Print a document of an application: receipt, correction, acceptance, acceptance-withdrawal, non-acceptance,
        transfer, decision, delivery.
        """
        application = await desk.state(APPLICATION, query.id)
        if isinstance(application, NotReceived):
            return ApplicationUnknown()
        if barred := await barred_from(desk, query.actor, application.facts.hall_id):
            return barred
        if query.path["kind"] not in DOCUMENTS:
            return None
        asked = asked_form(query)
        return asked if isinstance(asked, Refusal) else await _printed(desk, query, application.facts, asked)

    return to.router


@dataclass(frozen=True, slots=True)
class Form:
    """In which form and language a document is printed."""

    media_type: str
    language: Language


def asked_form(query: Query) -> Form | InvalidParameter:
    """The form that is asked for: an HTML page in Chinese unless it says otherwise."""
    form, language = query.parameters.get("format", "html"), query.parameters.get("language", Language.ZH.value)
    if form not in FORMATS:
        return InvalidParameter(name="format")
    if language not in {each.value for each in Language}:
        return InvalidParameter(name="language")
    return Form(FORMATS[form], Language(language))


async def _printed(desk: Desk, query: Query, facts: Facts, asked: Form) -> File | Refusal:
    kind, reference = query.path["kind"], desk.executor.reference
    events = await opened(desk.executor, APPLICATION.ref(query.id))
    case = await _case_told(desk, events) if kind == DECISION else ()
    told = Told(events, case, reference.policy, reference.calendar)
    about = await _about(desk, query, facts, told, Speech(asked.language))
    if isinstance(about, Refusal):
        return about
    document = DOCUMENTS[kind](about, told)
    return DocumentNotThere() if document is None else await printed(document, asked.media_type)


async def _case_told(desk: Desk, events: Sequence[Opened]) -> Sequence[Opened]:
    """What casework's log tells of the case whose result came to the counter."""
    results = (each.recorded.event for each in reversed(events) if isinstance(each.recorded.event, ResultReceived))
    case_id = next((result.case_id for result in results), None)
    return () if case_id is None else await opened_elsewhere(desk, casework.SERVICE, AggregateRef("case", case_id))


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
    newest = told.last(*ENTERED) or first
    applicant = newest.value(newest.recorded.event.applicant, _APPLICANT)
    if applicant is None:
        return PersonErased()
    place = place_of(desk, facts.hall_id, speech)
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
        code=voucher_code(desk, query.id),
        acting=_acting(facts, told, day_of(await desk.executor.clock.now())),
    )


def _acting(facts: Facts, told: Told, today: date) -> str | None:
    """The name of who may act for the applicant today, the newest of several."""
    agents = {
        authority.agent
        for authority in facts.people.authorities.values()
        if authority.until_on is None or today <= authority.until_on
    }
    for each in reversed(told.events):
        event = each.recorded.event
        if isinstance(event, AgentAuthorised) and event.agent.subject in agents:
            agent = each.value(event.agent, _AGENT)
            return agent.name if agent else None
    return None


def public_address(desk: Desk, path: str, **parameters: str) -> str:
    """Where anybody reaches a path of intake."""
    return f"{desk.settings.public_url.rstrip('/')}{path}?{urlencode(parameters)}"


def progress_address(desk: Desk, voucher_number: str) -> str:
    """Where anybody who has the code may look up the progress of a voucher."""
    return public_address(desk, PROGRESS, number=voucher_number)


def place_of(desk: Desk, hall_id: str, speech: Speech) -> Place | None:
    """A hall and its centre by their names; none while the view has not read of them."""
    hall = desk.views.row(hall_view.ONE_HALL, of=hall_id)
    centre = next((row for row in desk.views.rows(hall_view.CENTRES) if hall and row.id == hall.centre_id), None)
    if hall is None or centre is None:
        return None
    return Place(speech.say(centre.name_zh, centre.name_en), speech.say(hall.name_zh, hall.name_en))
