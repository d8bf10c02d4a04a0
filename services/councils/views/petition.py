"""Petitions: how many have signed of how many, and whether the assembly was called in time; nobody's mark."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from sqlalchemy import Boolean, Column, Date, Index, Integer, MetaData, String, Table, bindparam, or_, select

from shared.contracts.councils.petition import (
    PetitionAnswered,
    PetitionSigned,
    PetitionStarted,
    PetitionThresholdReached,
    PetitionUnanswered,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View


class PetitionState(StrEnum):
    """Where a petition stands."""

    OPEN = "OPEN"
    READY = "READY"
    """Enough have signed, and the assembly is to be called."""

    ANSWERED = "ANSWERED"


TABLES = MetaData()
PETITION = Table(
    "petition",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("state", String, nullable=False),
    Column("committee_id", String, nullable=False),
    Column("signers", String, nullable=False),
    Column("entitled", Integer, nullable=False),
    Column("needed", Integer, nullable=False),
    Column("matter", String, nullable=False),
    Column("signatures", Integer, nullable=False),
    Column("call_by_on", Date),
    Column("missed", Boolean, nullable=False),
    Column("assembly_id", String),
)
Index("petition_of_committee", PETITION.c.committee_id, PETITION.c.position)

_STARTED_WITH = ("id", "position", "committee_id", "signers", "entitled", "needed", "matter")
_OF = PETITION.update().where(PETITION.c.id == bindparam("of"))
_START = PETITION.insert().values(
    **{name: bindparam(name) for name in _STARTED_WITH}, state=PetitionState.OPEN.value, signatures=0, missed=False
)
_SIGN = _OF.values(signatures=PETITION.c.signatures + 1)
_REACH = _OF.values(state=PetitionState.READY.value, call_by_on=bindparam("day"))
_ANSWER = _OF.values(state=PetitionState.ANSWERED.value, assembly_id=bindparam("assembly"))
_MISS = _OF.values(missed=True)
_COMMITTEE = bindparam("committee_id", type_=String)

ONE = select(PETITION).where(PETITION.c.id == bindparam("of"))
PAGE = (
    select(PETITION)
    .where(PETITION.c.position > bindparam("after"), or_(_COMMITTEE == "", PETITION.c.committee_id == _COMMITTEE))
    .order_by(PETITION.c.position)
    .limit(bindparam("limit"))
)
"""An empty `committee_id` asks for all."""


def _started(recorded: Recorded[PetitionStarted]) -> Iterator[Change]:
    started = recorded.event.model_dump(mode="json")
    yield _START, {**started, "id": recorded.aggregate.id, "position": recorded.position}


def _signed(recorded: Recorded[PetitionSigned]) -> Iterator[Change]:
    yield _SIGN, {"of": recorded.aggregate.id}


def _reached(recorded: Recorded[PetitionThresholdReached]) -> Iterator[Change]:
    yield _REACH, {"of": recorded.aggregate.id, "day": recorded.event.call_by_on}


def _answered(recorded: Recorded[PetitionAnswered]) -> Iterator[Change]:
    yield _ANSWER, {"of": recorded.aggregate.id, "assembly": recorded.event.assembly_id}


def _missed(recorded: Recorded[PetitionUnanswered]) -> Iterator[Change]:
    yield _MISS, {"of": recorded.aggregate.id}


VIEW = View(
    name="petition",
    tables=TABLES,
    on={
        PetitionStarted: _started,
        PetitionSigned: _signed,
        PetitionThresholdReached: _reached,
        PetitionAnswered: _answered,
        PetitionUnanswered: _missed,
    },
)
