"""Filters of the lists of grants: words that must be one of a kind, and years."""

from __future__ import annotations

from enum import StrEnum

from shared.kernel.refusals import Refusal
from shared.runtime.http import Query
from shared.runtime.refusals import InvalidParameter

Filters = dict[str, str]


def filters_of(query: Query, names: tuple[str, ...], **kinds: type[StrEnum]) -> Filters | Refusal:
    """The filters that a query names; each of `kinds` must be a word of it."""
    filters = {name: query.parameters[name] for name in names if name in query.parameters}
    wrong = (name for name, kind in kinds.items() if name in filters and filters[name] not in set(kind))
    name = next(wrong, None)
    return filters if name is None else InvalidParameter(name=name)
