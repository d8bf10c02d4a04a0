"""Pacts: the editions of each committee, and which of them is in force."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from sqlalchemy import Column, Date, Integer, MetaData, String, Table, bindparam, select

from shared.contracts.councils.pact import PactAdopted, PactDrafted, PactFiled, PactPosted, PactReturned
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View


class EditionState(StrEnum):
    """Where an edition stands."""

    DRAFTED = "DRAFTED"
    POSTED = "POSTED"
    IN_FORCE = "IN_FORCE"
    GIVEN_UP = "GIVEN_UP"
    """A newer draft took its place before it was adopted."""

    REPLACED = "REPLACED"
    """A newer edition was adopted."""

    RETURNED = "RETURNED"


TABLES = MetaData()
EDITION = Table(
    "pact_edition",
    TABLES,
    Column("committee_id", String, primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("state", String, nullable=False),
    Column("text", String, nullable=False),
    Column("posted_until_on", Date),
    Column("assembly_id", String),
    Column("adopted_on", Date),
    Column("filed_on", Date),
    Column("returned_because", String),
)
_OF = EDITION.update().where(EDITION.c.committee_id == bindparam("of"), EDITION.c.edition == bindparam("number"))
_OTHERS = EDITION.update().where(EDITION.c.committee_id == bindparam("of"), EDITION.c.edition < bindparam("number"))
_GIVE_UP = _OTHERS.where(EDITION.c.state.in_([EditionState.DRAFTED.value, EditionState.POSTED.value])).values(
    state=EditionState.GIVEN_UP.value
)
_DRAFT = EDITION.insert().values(
    committee_id=bindparam("of"),
    edition=bindparam("number"),
    state=EditionState.DRAFTED.value,
    text=bindparam("words"),
)
_POST = _OF.values(state=EditionState.POSTED.value, posted_until_on=bindparam("day"))
_REPLACE = _OTHERS.where(EDITION.c.state == EditionState.IN_FORCE.value).values(state=EditionState.REPLACED.value)
_ADOPT = _OF.values(state=EditionState.IN_FORCE.value, assembly_id=bindparam("assembly"), adopted_on=bindparam("day"))
_FILE = _OF.values(filed_on=bindparam("day"))
_RETURN = _OF.values(state=EditionState.RETURNED.value, returned_because=bindparam("why"))

ALL = select(EDITION).where(EDITION.c.committee_id == bindparam("of")).order_by(EDITION.c.edition)
IN_FORCE = select(EDITION).where(
    EDITION.c.committee_id == bindparam("of"), EDITION.c.state == EditionState.IN_FORCE.value
)

POSTED = select(EDITION).where(
    EDITION.c.committee_id == bindparam("committee_id"),
    EDITION.c.state == EditionState.POSTED.value,
    EDITION.c.posted_until_on >= bindparam("day"),
)
"""The draft whose posting runs on a day."""


def _drafted(recorded: Recorded[PactDrafted]) -> Iterator[Change]:
    which = {"of": recorded.aggregate.id, "number": recorded.event.edition}
    yield _GIVE_UP, which
    yield _DRAFT, {**which, "words": recorded.event.text}


def _posted(recorded: Recorded[PactPosted]) -> Iterator[Change]:
    yield _POST, {"of": recorded.aggregate.id, "number": recorded.event.edition, "day": recorded.event.until_on}


def _adopted(recorded: Recorded[PactAdopted]) -> Iterator[Change]:
    event = recorded.event
    which = {"of": recorded.aggregate.id, "number": event.edition}
    yield _REPLACE, which
    yield _ADOPT, {**which, "assembly": event.assembly_id, "day": event.adopted_on}


def _filed(recorded: Recorded[PactFiled]) -> Iterator[Change]:
    yield _FILE, {"of": recorded.aggregate.id, "number": recorded.event.edition, "day": recorded.event.filed_on}


def _returned(recorded: Recorded[PactReturned]) -> Iterator[Change]:
    yield _RETURN, {"of": recorded.aggregate.id, "number": recorded.event.edition, "why": recorded.event.reason}


VIEW = View(
    name="pact",
    tables=TABLES,
    on={
        PactDrafted: _drafted,
        PactPosted: _posted,
        PactAdopted: _adopted,
        PactFiled: _filed,
        PactReturned: _returned,
    },
)
