"""Tables and statements of the vault."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    bindparam,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert

METADATA = MetaData()

VAULT = Table(
    "vault",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("wrapping_key", LargeBinary, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("scrub_due", Boolean, nullable=False),
)
"""One row. `generation` counts erasures, so that caches in other processes notice; `scrub_due` outlives a crash."""

SUBJECT = Table(
    "subject",
    METADATA,
    Column("ref", String, primary_key=True),
    Column("number_hash", LargeBinary, unique=True),
    Column("wrapped_key", LargeBinary),
    Column("destroyed_at", String),
)
"""One row a person, for ever; erasure leaves the reference and the instant."""

FOUND = insert(VAULT).values(id=1, wrapping_key=bindparam("wrapping_key"), generation=0, scrub_due=False)
FOUND = FOUND.on_conflict_do_nothing()
WRAPPING_KEY = select(VAULT.c.wrapping_key)
GENERATION = select(VAULT.c.generation)
SCRUB_DUE = select(VAULT.c.scrub_due)
SCRUBBED = update(VAULT).values(scrub_due=False)
ERASED = update(VAULT).values(generation=VAULT.c.generation + 1, scrub_due=True)

ENROL = insert(SUBJECT).values(
    ref=bindparam("ref"), number_hash=bindparam("number_hash"), wrapped_key=bindparam("wrapped_key")
)
ENROL = ENROL.on_conflict_do_nothing(index_elements=[SUBJECT.c.number_hash])
FIND = select(SUBJECT.c.ref).where(SUBJECT.c.number_hash == bindparam("number_hash"))
KEYS = select(SUBJECT.c.ref, SUBJECT.c.wrapped_key, SUBJECT.c.destroyed_at).where(
    SUBJECT.c.ref.in_(bindparam("refs", expanding=True))
)
IS_SUBJECT = select(SUBJECT.c.ref).where(SUBJECT.c.ref == bindparam("subject"))
DESTROY = (
    update(SUBJECT)
    .where(SUBJECT.c.ref == bindparam("subject"), SUBJECT.c.destroyed_at.is_(None))
    .values(wrapped_key=None, number_hash=None, destroyed_at=bindparam("at"))
)
