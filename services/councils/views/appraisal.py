"""Appraisals: whose, for which period, how far each is, and what it came to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    and_,
    bindparam,
    literal,
    null,
    or_,
    select,
    union,
)

from services.councils.views.committee import OF_COMMUNITY
from services.councils.views.community import CENTRE, COMMUNITY
from services.councils.views.offices import HELD_ON, OFFICE
from services.councils.views.resident_unit import UNIT
from shared.contracts.councils.appraisal import (
    AppraisalConcluded,
    AppraisalObjected,
    AppraisalObjectionAnswered,
    AppraisalOpened,
    AppraisalPublished,
    AppraisalResultSent,
    RemovalProposed,
    SubjectKind,
)
from shared.contracts.councils.community import CentreKind
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
APPRAISAL = Table(
    "appraisal",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("subject_kind", String, nullable=False),
    Column("subject_id", String, nullable=False),
    Column("committee_id", String),
    Column("community_id", String, nullable=False),
    Column("period", String, nullable=False),
    Column("name", String),
    Column("state", String, nullable=False),
    Column("open_objections", Integer, nullable=False),
    Column("score", Integer),
    Column("grade", String),
    Column("capped", Boolean),
    Column("published_on", Date),
    Column("until_on", Date),
    Column("concluded_on", Date),
    Column("sent_to", String),
    Column("removal_proposed", Boolean, nullable=False),
)
OBJECTION = Table(
    "appraisal_objection",
    TABLES,
    Column("id", String, primary_key=True),
    Column("appraisal_id", String, nullable=False),
    Column("position", Integer, nullable=False, unique=True),
    Column("ground", String, nullable=False),
    Column("objected_on", Date, nullable=False),
    Column("upheld", Boolean),
    Column("answered_on", Date),
)
RUNNING, PUBLISHED, CONCLUDED = "RUNNING", "PUBLISHED", "CONCLUDED"

_FACTS = ("subject_kind", "subject_id", "committee_id", "community_id", "period")
_AT_FIRST = ("id", "position", *_FACTS, "name")
_OPEN = APPRAISAL.insert().values(
    {name: bindparam(name) for name in _AT_FIRST} | {"state": RUNNING, "open_objections": 0, "removal_proposed": False}
)
_BY_ID = APPRAISAL.c.id == bindparam("of")
_RESULT = ("score", "grade", "capped", "published_on", "until_on")
_PUBLISH = (
    APPRAISAL.update().where(_BY_ID).values(state=PUBLISHED, **{name: bindparam(f"new_{name}") for name in _RESULT})
)
_TAKE_BACK = APPRAISAL.update().where(_BY_ID).values(state=RUNNING, **dict.fromkeys(_RESULT))
_OBJECT = APPRAISAL.update().where(_BY_ID).values(open_objections=APPRAISAL.c.open_objections + 1)
_ANSWER = APPRAISAL.update().where(_BY_ID).values(open_objections=APPRAISAL.c.open_objections - 1)
_RAISED_WITH = ("id", "appraisal_id", "position", "ground", "objected_on")
_RAISE = OBJECTION.insert().values({name: bindparam(name) for name in _RAISED_WITH})
_SETTLE = (
    OBJECTION.update()
    .where(OBJECTION.c.id == bindparam("objection"))
    .values(upheld=bindparam("right"), answered_on=bindparam("day"))
)
_CONCLUDE = APPRAISAL.update().where(_BY_ID).values(state=CONCLUDED, concluded_on=bindparam("day"))
_SEND = APPRAISAL.update().where(_BY_ID).values(sent_to=bindparam("to"))
_PROPOSE = APPRAISAL.update().where(_BY_ID).values(removal_proposed=True)

AppraisalRow = Row[Any]

FILTERS = ("community_id", "committee_id", "subject_kind", "period", "state")
PAGE = (
    select(APPRAISAL)
    .where(
        APPRAISAL.c.position > bindparam("after"),
        *(
            or_(bindparam(name, type_=String) == "", APPRAISAL.c[name] == bindparam(name, type_=String))
            for name in FILTERS
        ),
    )
    .order_by(APPRAISAL.c.position)
    .limit(bindparam("limit"))
)
"""An empty value asks for all."""

_COMMUNITY = bindparam("community_id", type_=String)
PUBLIC = (
    select(APPRAISAL)
    .where(
        APPRAISAL.c.position > bindparam("after"),
        or_(_COMMUNITY == "", APPRAISAL.c.community_id == _COMMUNITY),
        APPRAISAL.c.state == PUBLISHED,
        APPRAISAL.c.until_on >= bindparam("today"),
    )
    .order_by(APPRAISAL.c.position)
    .limit(bindparam("limit"))
)
"""Those whose notice runs."""

_DAY = bindparam("day", type_=Date)
_OWED = union(
    select(OFFICE.c.kind.label("subject_kind"), OFFICE.c.person_id.label("subject_id"), OFFICE.c.committee_id).where(
        *HELD_ON, OFFICE.c.committee_id.in_(OF_COMMUNITY)
    ),
    select(literal(SubjectKind.SERVICE_CENTRE.value), CENTRE.c.id, null())
    .join(COMMUNITY, COMMUNITY.c.id == CENTRE.c.community_id)
    .where(
        *(CENTRE.c.community_id == _COMMUNITY, CENTRE.c.kind == CentreKind.PUBLIC_SERVICE.value),
        *(CENTRE.c.opened_on <= _DAY, or_(COMMUNITY.c.ended_on.is_(None), COMMUNITY.c.ended_on > _DAY)),
    ),
    select(literal(SubjectKind.RESIDENT_UNIT.value), UNIT.c.id, null()).where(
        *(UNIT.c.community_id == _COMMUNITY, UNIT.c.entered_from_on <= _DAY),
        or_(UNIT.c.left_on.is_(None), UNIT.c.left_on > _DAY),
    ),
).subquery("owed")
OUTSTANDING = (
    select(_OWED, APPRAISAL.c.id.label("appraisal_id"), APPRAISAL.c.state)
    .outerjoin(
        APPRAISAL,
        and_(
            *(APPRAISAL.c[name] == _OWED.c[name] for name in ("subject_kind", "subject_id")),
            APPRAISAL.c.committee_id.is_not_distinct_from(_OWED.c.committee_id),
            APPRAISAL.c.period == bindparam("period"),
        ),
    )
    .where(
        _OWED.c.subject_kind.in_(bindparam("kinds", expanding=True)),
        or_(APPRAISAL.c.state.is_(None), APPRAISAL.c.state != CONCLUDED),
    )
    .order_by(_OWED.c.subject_kind, _OWED.c.committee_id, _OWED.c.subject_id)
)
"""Who of a community had to be appraised on the last day of a period, and has no result that counts for it."""

ONE = select(APPRAISAL).where(_BY_ID)
OBJECTIONS_OF = select(OBJECTION).where(OBJECTION.c.appraisal_id == bindparam("of")).order_by(OBJECTION.c.position)


def _opened(recorded: Recorded[AppraisalOpened]) -> Iterator[Change]:
    event = recorded.event
    named = {"name": event.name.value if event.name else None}
    place = {"id": recorded.aggregate.id, "position": recorded.position}
    yield _OPEN, {**place, **named, **{name: getattr(event, name) for name in _FACTS}}


def _published(recorded: Recorded[AppraisalPublished]) -> Iterator[Change]:
    yield _PUBLISH, {"of": recorded.aggregate.id, **{f"new_{name}": getattr(recorded.event, name) for name in _RESULT}}


def _objected(recorded: Recorded[AppraisalObjected]) -> Iterator[Change]:
    event, of = recorded.event, recorded.aggregate.id
    said = {"ground": event.ground.value, "objected_on": event.objected_on}
    yield _RAISE, {"id": event.objection_id, "appraisal_id": of, "position": recorded.position, **said}
    yield _OBJECT, {"of": of}


def _answered(recorded: Recorded[AppraisalObjectionAnswered]) -> Iterator[Change]:
    """One that was right takes the result back; what is published anew follows in the same act."""
    event = recorded.event
    yield _SETTLE, {"objection": event.objection_id, "right": event.upheld, "day": event.answered_on}
    yield _ANSWER, {"of": recorded.aggregate.id}
    if event.upheld:
        yield _TAKE_BACK, {"of": recorded.aggregate.id}


def _concluded(recorded: Recorded[AppraisalConcluded]) -> Iterator[Change]:
    yield _CONCLUDE, {"of": recorded.aggregate.id, "day": recorded.event.concluded_on}


def _sent(recorded: Recorded[AppraisalResultSent]) -> Iterator[Change]:
    yield _SEND, {"of": recorded.aggregate.id, "to": recorded.event.recipient.value}


def _proposed(recorded: Recorded[RemovalProposed]) -> Iterator[Change]:
    yield _PROPOSE, {"of": recorded.aggregate.id}


VIEW = View(
    name="appraisal",
    tables=TABLES,
    on={
        AppraisalOpened: _opened,
        AppraisalPublished: _published,
        AppraisalObjected: _objected,
        AppraisalObjectionAnswered: _answered,
        AppraisalConcluded: _concluded,
        AppraisalResultSent: _sent,
        RemovalProposed: _proposed,
    },
)
