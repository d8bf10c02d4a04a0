"""Associations: where each stands, until when what is due, and from when until when it stood, also as known before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, get_args

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Update,
    bindparam,
    func,
)

from services.associations.domain.association_name import normalised
from services.associations.domain.association_state import Ending, Stage
from shared.contracts.associations.association import (
    AssociationDrafted,
    CorrectionAsked,
    CorrectionSubmitted,
    DecisionLimitMissed,
    Submission,
    Submitted,
    SubmittedV2,
)
from shared.contracts.associations.association_ending import (
    DeregistrationMissed,
    LiquidationFinished,
    LiquidationStarted,
    Sanctioned,
    SuspensionEnded,
)
from shared.contracts.associations.association_filing import (
    Filed,
    FilingChanged,
    FilingRenewed,
    NoticePosted,
)
from shared.contracts.associations.association_founding import Name
from shared.contracts.associations.association_objection import FilingObjected, FilingObjectionAnswered
from shared.contracts.associations.association_registration import (
    PreparationApproved,
    Registered,
    RegistrationAccepted,
    RegistrationChanged,
    RegistrationChangeRefused,
    RegistrationChangeRequested,
)
from shared.kernel.envelope import Recorded
from shared.kernel.instants import day_of
from shared.kernel.personal import Published
from shared.runtime.views import Change, View

Value = str | int | float | bool | date | None
"""What a column holds."""

TABLES = MetaData()
ASSOCIATION = Table(
    "association",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("stage", String, nullable=False),
    Column("track", String, nullable=False),
    Column("form", String),
    Column("community_id", String, nullable=False),
    Column("lineage_id", String, nullable=False),
    Column("filed_id", String),
    Column("name_zh", String, nullable=False),
    Column("sought", String, nullable=False),
    Column("category", String, nullable=False),
    Column("in_charge", String),
    Column("number", String),
    Column("uscc", String),
    Column("legacy_reg_no", String),
    Column("applied_on", Date),
    Column("decision_due_on", Date),
    Column("promised_due_on", Date),
    Column("missed", Boolean, nullable=False),
    Column("deregistration_due_on", Date),
    Column("notice_from_on", Date),
    Column("notice_until_on", Date),
    Column("objections_open", Integer, nullable=False),
    Column("valid_until_on", Date),
    Column("suspended_until_on", Date),
    Column("change_requested_on", Date),
    Column("provenance", String),
    Column("source", String),
    Column("from_on", Date),
    Column("from_at", Float),
    Column("from_position", Integer),
    Column("until_on", Date),
    Column("until_at", Float),
    Column("until_position", Integer),
    Column("ended_by", String),
)
Index("association_by_community", ASSOCIATION.c.community_id, ASSOCIATION.c.position)
Index("association_by_due", ASSOCIATION.c.decision_due_on)
Index("association_by_notice", ASSOCIATION.c.notice_until_on)

_DRAFTED = (
    *("id", "position", "stage", "track", "form", "community_id", "lineage_id", "filed_id"),
    *("name_zh", "sought", "category", "missed", "provenance", "source", "objections_open"),
)
_DRAFT = ASSOCIATION.insert().prefix_with("OR REPLACE").values({name: bindparam(name) for name in _DRAFTED})
_WAITING = (
    *("decision_due_on", "promised_due_on", "notice_until_on", "change_requested_on"),
    "deregistration_due_on",
)
_NOTHING_WAITS: Mapping[str, Value] = {**dict.fromkeys(_WAITING), "objections_open": 0}
_BY_ID = ASSOCIATION.c.id == bindparam("of")
_UNTIL = bindparam("until", type_=Date)
_LONGER = func.max(func.coalesce(ASSOCIATION.c.suspended_until_on, _UNTIL), _UNTIL)
_SUSPEND = ASSOCIATION.update().where(_BY_ID).values(suspended_until_on=_LONGER)
"""A suspension that ends before another one takes nothing from it."""

_OBJECTIONS = ASSOCIATION.c.objections_open + bindparam("more")
_OBJECT = ASSOCIATION.update().where(_BY_ID).values(objections_open=_OBJECTIONS)


@cache
def _set(*names: str) -> Update:
    """The statement that gives these columns of one association other values."""
    return ASSOCIATION.update().where(_BY_ID).values({name: bindparam(f"new_{name}") for name in names})


def _changed(recorded: Recorded[Any], values: Mapping[str, Value]) -> Iterator[Change]:
    if values:
        parameters = {f"new_{name}": value for name, value in values.items()}
        yield _set(*values), {"of": recorded.aggregate.id, **parameters}


# --- how each event changes it ----------------------------------------------


def _drafted(recorded: Recorded[AssociationDrafted]) -> Iterator[Change]:
    event = recorded.event
    told = event.model_dump(mode="python", include=set(_DRAFTED))
    name = {"name_zh": event.founding.name_zh, "sought": normalised(event.founding.name_zh)}
    where = {"id": recorded.aggregate.id, "position": recorded.position, "stage": Stage.IN_DRAFT.value}
    yield _DRAFT, {**told, **where, **name, "category": event.founding.category, "missed": False, "objections_open": 0}


def _waiting(recorded: Recorded[Submission | CorrectionSubmitted]) -> Iterator[Change]:
    event = recorded.event
    due = {"decision_due_on": event.decision_due_on, "promised_due_on": event.promised_due_on}
    first = {} if isinstance(event, CorrectionSubmitted) else {"applied_on": event.applied_on}
    named = _named(event.person.name) if isinstance(event, Submitted) else {}
    yield from _changed(recorded, {"stage": Stage.UNDER_EXAMINATION.value, **due, **first, **named})


def _asked(recorded: Recorded[CorrectionAsked]) -> Iterator[Change]:
    yield from _changed(recorded, {"stage": Stage.UNDER_CORRECTION.value, **_NOTHING_WAITS})


def _missed(recorded: Recorded[DecisionLimitMissed | DeregistrationMissed]) -> Iterator[Change]:
    yield from _changed(recorded, {"missed": True})


def _posted(recorded: Recorded[NoticePosted]) -> Iterator[Change]:
    event = recorded.event
    due = {"decision_due_on": event.decision_due_on, "promised_due_on": event.promised_due_on}
    notice = {"notice_from_on": day_of(recorded.document.time), "notice_until_on": event.until_on}
    yield from _changed(recorded, {"stage": Stage.ON_NOTICE.value, **due, **notice})


def _objected(recorded: Recorded[FilingObjected]) -> Iterator[Change]:
    yield _OBJECT, {"of": recorded.aggregate.id, "more": 1}


def _answered(recorded: Recorded[FilingObjectionAnswered]) -> Iterator[Change]:
    yield _OBJECT, {"of": recorded.aggregate.id, "more": -1}


def _prepared(recorded: Recorded[PreparationApproved]) -> Iterator[Change]:
    yield from _changed(recorded, {"stage": Stage.IN_PREPARATION.value, **_NOTHING_WAITS})


def _accepted(recorded: Recorded[RegistrationAccepted]) -> Iterator[Change]:
    event = recorded.event
    due = {"decision_due_on": event.decision_due_on, "promised_due_on": event.promised_due_on}
    yield from _changed(recorded, {"stage": Stage.BEFORE_REGISTRY.value, **due})


def _stands(recorded: Recorded[Any], stage: Stage, on: date) -> Mapping[str, Value]:
    at, position = recorded.document.time.timestamp(), recorded.position
    return {"stage": stage.value, "from_on": on, "from_at": at, "from_position": position, **_NOTHING_WAITS}


def _filed(recorded: Recorded[Filed]) -> Iterator[Change]:
    event = recorded.event
    told = {"number": event.number, "valid_until_on": event.valid_until_on, **_named(event.in_charge)}
    yield from _changed(recorded, {**_stands(recorded, Stage.FILED, event.filed_on), **told})


def _registered(recorded: Recorded[Registered]) -> Iterator[Change]:
    event = recorded.event
    told = {"uscc": event.uscc, "legacy_reg_no": event.legacy_reg_no, **_named(event.in_charge)}
    yield from _changed(recorded, {**_stands(recorded, Stage.REGISTERED, event.registered_on), **told})


def _other(recorded: Recorded[FilingChanged | RegistrationChanged]) -> Iterator[Change]:
    event = recorded.event
    name = {"name_zh": event.name_zh, "sought": normalised(event.name_zh)} if event.name_zh else {}
    named = {**name, **_named(event.person.name if event.person else None)}
    yield from _changed(recorded, {**named, "change_requested_on": None})


def _requested(recorded: Recorded[RegistrationChangeRequested]) -> Iterator[Change]:
    yield from _changed(recorded, {"change_requested_on": day_of(recorded.document.time)})


def _not_entered(recorded: Recorded[RegistrationChangeRefused]) -> Iterator[Change]:
    yield from _changed(recorded, {"change_requested_on": None})


def _named(in_charge: Published[Name] | None) -> Mapping[str, Value]:
    return {"in_charge": in_charge.value} if in_charge else {}


def _renewed(recorded: Recorded[FilingRenewed]) -> Iterator[Change]:
    yield from _changed(recorded, {"valid_until_on": recorded.event.valid_until_on})


def _sanctioned(recorded: Recorded[Sanctioned]) -> Iterator[Change]:
    if (until_on := recorded.event.until_on) is not None:
        yield _SUSPEND, {"of": recorded.aggregate.id, "until": until_on}


def _resumed(recorded: Recorded[SuspensionEnded]) -> Iterator[Change]:
    yield from _changed(recorded, {"suspended_until_on": None})


def _winding_up(recorded: Recorded[LiquidationStarted]) -> Iterator[Change]:
    yield from _changed(recorded, {"stage": Stage.WINDING_UP.value})


def _liquidated(recorded: Recorded[LiquidationFinished]) -> Iterator[Change]:
    yield from _changed(recorded, {"deregistration_due_on": recorded.event.due_on, "missed": False})


def _ended(recorded: Recorded[Ending]) -> Iterator[Change]:
    document, event = recorded.document, recorded.event
    on = day_of(document.effectiveat or document.time)
    known = {"until_at": document.time.timestamp(), "until_position": recorded.position}
    told = {"stage": Stage.ENDED.value, "ended_by": event.word()}
    yield from _changed(recorded, {**told, "until_on": on, **known, **_NOTHING_WAITS})


VIEW = View(
    name="association",
    tables=TABLES,
    on={
        AssociationDrafted: _drafted,
        Submitted: _waiting,
        SubmittedV2: _waiting,
        CorrectionAsked: _asked,
        CorrectionSubmitted: _waiting,
        DecisionLimitMissed: _missed,
        NoticePosted: _posted,
        FilingObjected: _objected,
        FilingObjectionAnswered: _answered,
        PreparationApproved: _prepared,
        RegistrationAccepted: _accepted,
        Filed: _filed,
        Registered: _registered,
        FilingChanged: _other,
        RegistrationChanged: _other,
        RegistrationChangeRequested: _requested,
        RegistrationChangeRefused: _not_entered,
        FilingRenewed: _renewed,
        Sanctioned: _sanctioned,
        SuspensionEnded: _resumed,
        LiquidationStarted: _winding_up,
        LiquidationFinished: _liquidated,
        DeregistrationMissed: _missed,
        **dict.fromkeys(get_args(Ending), _ended),
    },
)
