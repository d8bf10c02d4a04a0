"""The files of applications: what each is said to be, and nothing of what is in it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Index, Integer, MetaData, String, Table, bindparam, select

from shared.contracts.intake.attachment import AttachmentAdded, AttachmentRemoved
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
ATTACHMENT = Table(
    "attachment",
    TABLES,
    Column("application_id", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("material", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("sha256", String, nullable=False),
    Column("added_at", String, nullable=False),
    Column("position", Integer, nullable=False),
)
Index("attachment_by_application", ATTACHMENT.c.application_id, ATTACHMENT.c.position)

_ADD = ATTACHMENT.insert().values({column.name: bindparam(column.name) for column in ATTACHMENT.columns})
_REMOVE = ATTACHMENT.delete().where(ATTACHMENT.c.application_id == bindparam("of"), ATTACHMENT.c.id == bindparam("one"))
# Not paged: the policy limits how many files an application has at a time.
OF_APPLICATION = (
    select(ATTACHMENT).where(ATTACHMENT.c.application_id == bindparam("of")).order_by(ATTACHMENT.c.position)
)


def _added(recorded: Recorded[AttachmentAdded]) -> Iterator[Change]:
    event = recorded.event
    yield (
        _ADD,
        {
            "application_id": recorded.aggregate.id,
            "id": event.attachment_id,
            "material": event.material,
            "kind": event.kind.value,
            "media_type": event.media_type,
            "size_bytes": event.size_bytes,
            "sha256": event.sha256,
            "added_at": recorded.document.time.isoformat(),
            "position": recorded.position,
        },
    )


def _removed(recorded: Recorded[AttachmentRemoved]) -> Iterator[Change]:
    yield _REMOVE, {"of": recorded.aggregate.id, "one": recorded.event.attachment_id}


VIEW = View(name="attachment", tables=TABLES, on={AttachmentAdded: _added, AttachmentRemoved: _removed})
