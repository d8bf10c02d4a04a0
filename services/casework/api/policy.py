"""The district's policy over HTTP: adopting a value, what was adopted on what basis, and what is in force on a day."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, TypeAdapter

from services.casework.domain.policy import POLICY, AdoptPolicy, PolicyPrefixDiffers, prefix_of
from services.casework.views import policy as view
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import Day
from shared.kernel.policy import PolicyValue
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.refusals import InvalidParameter

_DAY: TypeAdapter[date] = TypeAdapter(Day)


class PolicyOut(BaseModel):
    """One adoption; of a key and date the highest `version` holds. Events name the version they were decided on."""

    model_config = ConfigDict(from_attributes=True)

    key: str
    value: PolicyValue
    effective_on: date
    basis: str
    provenance: Provenance
    version: int


class PolicyPage(BaseModel):
    """Some adoptions in the order in which they were made; `next` continues after them."""

    policies: tuple[PolicyOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of the policy."""
    to = Routes(desk, "policies")

    @to.command("/v1/policies/{id}/adoptions", Role.ADMIN, body=AdoptPolicy)
    async def adopt(call: Call[AdoptPolicy]) -> Done | Refusal:
        """Adopt a value; `id` is the key's part before the first dot."""
        prefix = prefix_of(call.body.entry)
        if call.id != prefix:
            return PolicyPrefixDiffers(prefix=prefix)
        return await call.execute(Step(POLICY, prefix, call.body))

    @to.query("/v1/policies", *Role, answer=PolicyPage, parameters=("key", "on", "after", "limit"))
    async def policies(query: Query) -> PolicyPage | Refusal:
        """List what was adopted, all or of one key; with `on` only what is in force on that day, one row a key."""
        cursor, filters = cursor_of(query), _filters(query)
        if isinstance(cursor, Refusal):
            return cursor
        if isinstance(filters, Refusal):
            return filters
        rows = desk.views.rows(view.PAGES[frozenset(filters)], after=cursor.after, limit=cursor.limit, **filters)
        return PolicyPage(
            policies=tuple(PolicyOut.model_validate(row) for row in rows),
            next=next_after(rows, cursor),
        )

    return to.router


def _filters(query: Query) -> dict[str, str | date] | Refusal:
    filters: dict[str, str | date] = {
        name: query.parameters[name] for name in ("key", "on") if name in query.parameters
    }
    if "on" in filters:
        try:
            filters["on"] = _DAY.validate_python(date.fromisoformat(query.parameters["on"]))
        except ValueError:
            return InvalidParameter(name="on")
    return filters
