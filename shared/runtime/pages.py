"""Pages: lists go on from a cursor; nothing counts how long they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from shared.kernel.refusals import Refusal
from shared.runtime.http import Query
from shared.runtime.refusals import InvalidParameter

MAX_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Cursor:
    """At most `limit` rows that come after the position `after`."""

    after: int
    limit: int


def cursor_of(query: Query) -> Cursor | Refusal:
    """The cursor of a query's `after` and `limit`."""
    after, limit = query.parameters.get("after", "0"), limit_of(query.parameters)
    if not _whole(after, 15):
        return InvalidParameter(name="after")
    return limit if isinstance(limit, Refusal) else Cursor(int(after), limit)


def limit_of(parameters: Mapping[str, str]) -> int | Refusal:
    """How many rows a page has at most."""
    limit = parameters.get("limit", str(MAX_LIMIT))
    if not _whole(limit, 3) or not 1 <= int(limit) <= MAX_LIMIT:
        return InvalidParameter(name="limit")
    return int(limit)


def next_after(rows: Sequence[Row[Any]], cursor: Cursor) -> str | None:
    """The `after` of the page that follows `rows`, which have a `position`; None where the list has ended."""
    return str(rows[-1].position) if len(rows) == cursor.limit else None


def _whole(text: str, digits: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= digits
