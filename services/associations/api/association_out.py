"""An association as it is shown: from its state to the offices, from the view in lists, without closed values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Row, Select

from services.associations.domain.association_file import File, Limits
from services.associations.domain.association_founding import missing_papers
from services.associations.domain.association_name import normalised
from services.associations.domain.association_state import (
    STAGES,
    Association,
    BeforeRegistry,
    InPreparation,
    NotDrafted,
    OnFile,
    OnNotice,
    Over,
    Stage,
    UnderCorrection,
    UnderExamination,
    WindingUp,
)
from services.associations.views import association_register as register
from shared.contracts.associations.association import NameWarning, Paper
from shared.contracts.associations.association_care import Outcome
from shared.contracts.associations.association_ending import LiquidationFinished
from shared.contracts.associations.association_filing import Filed
from shared.contracts.associations.association_founding import Form, Place, Track
from shared.contracts.associations.association_registration import ConsentedAct, Registered
from shared.kernel.provenance import Provenance
from shared.runtime.as_of import Moment
from shared.runtime.http import Query
from shared.runtime.pages import Cursor, next_after


class AssociationEntry(BaseModel):
    """An association in a list; `in_charge` is the name that is public. `missed` says that a limit passed.

    `objections_open` counts those to the notice that nobody has answered.
    """

    model_config = ConfigDict(from_attributes=True)

    id: str
    stage: Stage
    track: Track
    form: Form | None = None
    community_id: str
    lineage_id: str
    filed_id: str | None = None
    name_zh: str
    category: str
    in_charge: str | None = None
    number: str | None = None
    uscc: str | None = None
    legacy_reg_no: str | None = None
    applied_on: date | None = None
    decision_due_on: date | None = None
    promised_due_on: date | None = None
    missed: bool = False
    deregistration_due_on: date | None = None
    notice_until_on: date | None = None
    objections_open: int = 0
    from_on: date | None = None
    valid_until_on: date | None = None
    suspended_until_on: date | None = None
    change_requested_on: date | None = None
    ended_by: str | None = None
    provenance: Provenance | None = None
    source: str | None = None


class ChangeRequest(BaseModel):
    """What waits to be entered in the register."""

    model_config = ConfigDict(from_attributes=True)

    consented_on: date
    late: bool
    name_zh: str | None = None
    place: Place | None = None
    new_representative: bool


class AssociationOut(AssociationEntry):
    """An association with what is still to be done for it; what is missing is told while it can still come in.

    `active_on` is the last day of an activity; `idle_since` says that it has been silent for too long;
    `liquidated_on` is when its liquidation ended, until it is deregistered. `consents` say since when the supervisor
    consents to what it did not do yet.
    """

    place: Place | None = None
    papers_missing: tuple[Paper, ...] = ()
    warnings_open: tuple[NameWarning, ...] = ()
    supervisor_consented: bool
    founding_by_on: date | None = None
    charter_approved_on: date | None = None
    warned: bool
    active_on: date | None = None
    idle_since: date | None = None
    liquidated_on: date | None = None
    inspections: dict[int, Outcome] = {}
    change_requested: ChangeRequest | None = None
    consents: dict[ConsentedAct, date] = {}


class AssociationPage(BaseModel):
    """Some associations in the order in which they were drafted; `next` continues after them."""

    associations: tuple[AssociationEntry, ...]
    next: str | None = None


class StandingAssociation(BaseModel):
    """An association that stood on the day that is asked for, as it is called and led now."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    track: Track
    form: Form | None = None
    community_id: str
    lineage_id: str
    filed_id: str | None = None
    name_zh: str
    category: str
    in_charge: str | None = None
    number: str | None = None
    uscc: str | None = None
    legacy_reg_no: str | None = None
    from_on: date
    provenance: Provenance | None = None
    source: str | None = None


class StandingPage(BaseModel):
    """Some associations that stood, in the order in which they were drafted; `next` continues after them."""

    associations: tuple[StandingAssociation, ...]
    next: str | None = None


def page_of(query: Query, cursor: Cursor) -> AssociationPage:
    """The page of associations that a query's filters ask for."""
    rows = _rows(query, cursor, register.page)
    shown = tuple(AssociationEntry.model_validate(row) for row in rows)
    return AssociationPage(associations=shown, next=next_after(rows, cursor))


def standing_of(query: Query, cursor: Cursor, day: date, moment: Moment) -> StandingPage:
    """The same of those that stood on a day, as far as was known at a moment."""
    rows = _rows(query, cursor, register.standing, as_of=day, **register.known_by(moment))
    shown = tuple(StandingAssociation.model_validate(row) for row in rows)
    return StandingPage(associations=shown, next=next_after(rows, cursor))


def _rows(
    query: Query, cursor: Cursor, statement: Callable[..., Select[tuple[object, ...]]], **more: object
) -> Sequence[Row[Any]]:
    filters = {name: query.parameters[name] for name in register.FILTERS if name in query.parameters}
    if "name" in filters:
        filters["name"] = normalised(filters["name"])
    return query.desk.views.rows(statement(*filters), after=cursor.after, limit=cursor.limit, **filters, **more)


def association_at(id_: str, association: Association) -> AssociationOut | None:
    """An association as a state of it has it."""
    if isinstance(association, NotDrafted):
        return None
    file = association.file
    drafted = file.drafted
    told = AssociationOut(
        id=id_,
        stage=STAGES[type(association)],
        form=drafted.form,
        community_id=drafted.community_id,
        lineage_id=drafted.lineage_id,
        filed_id=drafted.filed_id,
        category=drafted.founding.category,
        provenance=drafted.provenance,
        source=drafted.source,
        track=file.track,
        name_zh=file.name_zh,
        in_charge=file.person.name if file.person else None,
        applied_on=file.applied_on,
        suspended_until_on=file.suspended_until_on,
        place=file.place,
        supervisor_consented=file.consented,
        charter_approved_on=file.charter_approved_on,
        warned=file.warned,
        active_on=file.care.active_on,
        idle_since=file.care.idle_since,
        inspections=dict(file.care.inspections),
        change_requested=ChangeRequest.model_validate(file.change_requested) if file.change_requested else None,
        consents=dict(file.consents),
    )
    return _numbered(_in_phase(told, association), file)


def _in_phase(told: AssociationOut, association: Association) -> AssociationOut:
    """With what only one phase has."""
    match association:
        case UnderExamination():
            return _due(_open(told, association.file), association.limits)
        case UnderCorrection():
            return _open(told, association.file)
        case BeforeRegistry():
            return _due(told, association.limits)
        case OnNotice():
            waiting = {"objections_open": len(association.file.objections.open)}
            notice = {"notice_until_on": association.until_on, **waiting}
            return _due(told, association.limits).model_copy(update=notice)
        case InPreparation():
            return told.model_copy(update={"founding_by_on": association.founding_by_on})
        case OnFile():
            return told.model_copy(update={"valid_until_on": association.valid_until_on})
        case WindingUp(finished=LiquidationFinished() as finished, missed=missed):
            days = {"liquidated_on": finished.liquidated_on, "deregistration_due_on": finished.due_on}
            return told.model_copy(update={**days, "missed": missed})
        case Over():
            return told.model_copy(update={"ended_by": association.by.word()})
        case _:
            return told


def _open(told: AssociationOut, file: File) -> AssociationOut:
    return told.model_copy(update={"papers_missing": missing_papers(file), "warnings_open": file.open_warnings})


def _due(told: AssociationOut, limits: Limits | None) -> AssociationOut:
    if limits is None:
        return told
    due = {"decision_due_on": limits.decision_due_on, "promised_due_on": limits.promised_due_on}
    return told.model_copy(update={**due, "missed": bool(limits.missed)})


def _numbered(told: AssociationOut, file: File) -> AssociationOut:
    """With the number under which it stands or stood, and since when."""
    match file.entry:
        case Filed() as filed:
            return told.model_copy(update={"number": filed.number, "from_on": filed.filed_on})
        case Registered() as registered:
            numbers = {"uscc": registered.uscc, "legacy_reg_no": registered.legacy_reg_no}
            return told.model_copy(update={**numbers, "from_on": registered.registered_on})
        case None:
            return told
