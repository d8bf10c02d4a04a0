"""What a service holds of a person: every sealed value in its log, to give them a copy (查阅、复制).

What is done in secret is left out: whoever opens a ballot by way of its key would know who cast it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, cast

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter
from sqlalchemy import Column, Integer, MetaData, String, Table, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from shared.contracts.access import Purpose
from shared.kernel.actors import WITHHELD, Role
from shared.kernel.codes import CodeFault, phone_number
from shared.kernel.envelope import Recorded
from shared.kernel.instants import day_of
from shared.kernel.messages import Event
from shared.kernel.personal import Personal, may_hold_personal, personal_values
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk
from shared.runtime.http import Query
from shared.runtime.opening import Opened, opened_at
from shared.runtime.questions import Questions
from shared.runtime.refusals import InvalidValue
from shared.runtime.views import Change, View

PHONE = "phone"
"""By what somebody is known who gave no document."""
READERS = (Role.ADMIN, Role.AUDITOR)
_ANY: TypeAdapter[JsonValue] = TypeAdapter(JsonValue)

# --- the view ---------------------------------------------------------------

_TABLES = MetaData()
_SUBJECT = Table(
    "subject",
    _TABLES,
    Column("subject", String, primary_key=True),
    Column("position", Integer, primary_key=True),
)
_HOLD = (
    insert(_SUBJECT)
    .values(subject=bindparam("subject"), position=bindparam("position"))
    .on_conflict_do_nothing(index_elements=["subject", "position"])
)
POSITIONS = select(_SUBJECT.c.position).where(_SUBJECT.c.subject == bindparam("subject")).order_by(_SUBJECT.c.position)


def _held(recorded: Recorded[Event]) -> Iterator[Change]:
    if recorded.document.actor == WITHHELD.id:
        return
    for subject in {value.subject for _, value in personal_values(recorded.event)}:
        yield _HOLD, {"subject": subject, "position": recorded.position}


def view_of(events: Sequence[type[Event]]) -> View:
    """Where in the log values of a person stand."""
    holding = [event for event in events if may_hold_personal(event)]
    names = ",".join(sorted(event.__name__ for event in holding))
    return View("subject", _TABLES, dict.fromkeys(holding, _held), names)


# --- the routes -------------------------------------------------------------


class SubjectSearchIn(BaseModel):
    """Who is looked for: by the number of a document, or by a telephone number (`phone`)."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    id_kind: Annotated[str, Field(pattern=r"^[a-z-]{2,30}$")]
    id_number: Annotated[str, Field(pattern=r"^[+0-9A-Za-z()-]{4,30}$", repr=False)]


class SubjectOut(BaseModel):
    """The reference of a person."""

    subject: str


class HeldValue(BaseModel):
    """One value: in which event of which aggregate it stands, at which path, since when, and what it says."""

    position: int
    event: str
    aggregate: str
    path: str
    recorded_on: date
    value: JsonValue


class ExportOut(BaseModel):
    """Everything personal that this service's log holds of a person; nothing of who was erased."""

    subject: str
    values: tuple[HeldValue, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes about what is held of a person."""
    to = Questions(desk, "privacy")

    @to.search("/v1/subject-searches", *READERS, body=SubjectSearchIn, answer=SubjectOut)
    async def find(_query: Query, said: SubjectSearchIn) -> SubjectOut | Refusal | None:
        """Find the reference of a person; the number stands in no address and in no log."""
        number = phone_number(said.id_number) if said.id_kind == PHONE else said.id_number
        if isinstance(number, CodeFault):
            return InvalidValue(fields=("id_number",))
        subject = await desk.vault.find(said.id_kind, number)
        return None if subject is None else SubjectOut(subject=subject)

    @to.query("/v1/subjects/{id}/export", *READERS, answer=ExportOut, purpose=Purpose.COPY)
    async def export(query: Query) -> ExportOut:
        """Open everything personal that this service holds of a person, to give them a copy."""
        positions = [row.position for row in desk.views.rows(POSITIONS, subject=query.id)]
        events = await opened_at(desk.executor, positions)
        return ExportOut(subject=query.id, values=tuple(value for each in events for value in _values(each, query.id)))

    return to.router


def _values(each: Opened, subject: str) -> Iterator[HeldValue]:
    document = each.recorded.document
    for path, value in personal_values(document.data, ""):
        if value.subject == subject and (said := each.value(cast("Personal[JsonValue]", value), _ANY)) is not None:
            yield HeldValue(
                position=each.recorded.position,
                event=document.data.word(),
                aggregate=str(each.recorded.aggregate),
                path=path.removeprefix("."),
                recorded_on=day_of(document.time),
                value=said,
            )
