"""The appointment slip (预约单): when somebody is expected at a hall, with which code, and what they should bring."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from fastapi import APIRouter

from services.intake.api.appointment import CODE, to_reach
from services.intake.api.document import FORMATS, asked_form, place_of, printed, public_address
from services.intake.api.document_about import Place, Speech, numbered
from services.intake.domain.item import ITEM
from shared.contracts.access import Purpose
from shared.contracts.intake.item import ItemVersion
from shared.documents.document import Document, Line, Mark, Table
from shared.kernel.actors import Role
from shared.kernel.instants import SHANGHAI, day_of
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk
from shared.runtime.files import File, Files
from shared.runtime.http import Query
from shared.runtime.unavailable import ViewLate

LOOKUP = "/intake/v1/public/appointments/lookup"


@dataclass(frozen=True, slots=True)
class Slip:
    """An appointment as its slip tells it. `code` is for whoever booked it: it opens the appointment to them."""

    place: Place
    number: str
    code: str = field(repr=False)
    name: str | None = field(repr=False)
    item: ItemVersion | None
    from_at: datetime
    until_at: datetime
    booked_on: date
    address: str


def routes(desk: Desk) -> APIRouter:
    """Register the route of the slip."""
    to = Files(desk, "documents")

    @to.file(
        "/v1/appointments/{id}/slip",
        Role.CLERK,
        gives=tuple(FORMATS.values()),
        parameters=("format", "language"),
        purpose=Purpose.PRINTING,
    )
    async def slip(query: Query) -> File | Refusal:
        """Print the slip of an appointment, for a clerk on a window's post of its hall."""
        asked = asked_form(query)
        if isinstance(asked, Refusal):
            return asked
        speech = Speech(asked.language)
        told = await _told(desk, query, speech)
        return told if isinstance(told, Refusal) else await printed(appointment_slip(speech, told), asked.media_type)

    return to.router


async def _told(desk: Desk, query: Query, speech: Speech) -> Slip | Refusal:
    found = await to_reach(query)
    if isinstance(found, Refusal):
        return found
    booked, contact = found
    event = booked.event
    place = place_of(desk, event.hall_id, speech)
    if place is None:
        return ViewLate()
    return Slip(
        place=place,
        number=query.id,
        code=desk.vault.code(CODE, query.id),
        name=contact.name,
        item=(await desk.state(ITEM, event.item_code)).on(day_of(event.from_at)) if event.item_code else None,
        from_at=event.from_at,
        until_at=event.until_at,
        booked_on=day_of(booked.at),
        address=public_address(desk, LOOKUP, id=query.id),
    )


def appointment_slip(speech: Speech, slip: Slip) -> Document:
    """The slip of one appointment."""
    say, item = speech.say, slip.item
    lines = [Line(say("预约时间", "Time"), f"{speech.day(day_of(slip.from_at))} {_opening(slip)}")]
    if slip.name is not None:
        lines.insert(0, Line(say("预约人", "Name"), slip.name))
    if item is not None:
        lines.append(Line(say("事项", "Service item"), say(item.name_zh, item.name_en)))
    return Document(
        language=speech.language,
        issuer=f"{slip.place.centre} · {slip.place.hall}",
        title=say("预约单", "Appointment slip"),
        number=Line(say("编号：", "No."), f"{slip.number}-YY"),
        lines=tuple(lines),
        table=_papers(speech, item) if item is not None and item.materials else None,
        after=(
            say("请按时到场；不能到场的，请提前取消。", "Please be there in time, or cancel beforehand if you cannot."),
        ),
        stressed=Line(say("预约码", "Code"), slip.code),
        mark=Mark(slip.address, say("扫码查询预约", "Scan to look up the appointment")),
        dated=speech.day(slip.booked_on),
    )


def _opening(slip: Slip) -> str:
    return "-".join(f"{at.astimezone(SHANGHAI):%H:%M}" for at in (slip.from_at, slip.until_at))


def _papers(speech: Speech, item: ItemVersion) -> Table:
    say = speech.say
    columns = (say("序号", "No."), say("材料", "Paper"))
    return Table(say("请携带的材料", "Please bring"), columns, (1, 12), numbered((each,) for each in item.materials))
