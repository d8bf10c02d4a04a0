"""Days that a question names in its address."""

from __future__ import annotations

from datetime import date

from pydantic import TypeAdapter

from shared.kernel.instants import Day
from shared.kernel.refusals import Refusal
from shared.runtime.http import Query
from shared.runtime.refusals import InvalidParameter

_DAY: TypeAdapter[date] = TypeAdapter(Day)


def day_asked(query: Query, name: str, unsaid: date | None = None) -> date | Refusal:
    """The day of a parameter (`2014-09-24`); `unsaid` where it is left out, which may not be where there is none."""
    said = query.parameters.get(name)
    if said is None and unsaid is not None:
        return unsaid
    try:
        return _DAY.validate_python(date.fromisoformat(said or ""))
    except ValueError:
        return InvalidParameter(name=name)
