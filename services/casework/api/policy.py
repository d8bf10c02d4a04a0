"""The district's policy over HTTP: adopting a value, and what was adopted when and on what basis."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.casework.domain.policy import POLICY, AdoptPolicy, PolicyPrefixDiffers, prefix_of
from services.casework.views import policy as view
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.policy import PolicyValue
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import cursor_of, next_after


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

    @to.query("/v1/policies", *Role, answer=PolicyPage, parameters=("key", "after", "limit"))
    async def policies(query: Query) -> PolicyPage | Refusal:
        """List what was adopted, all or of one key."""
        cursor, key = cursor_of(query), query.parameters.get("key")
        if isinstance(cursor, Refusal):
            return cursor
        statement, where = (view.PAGE, {}) if key is None else (view.PAGE_OF_KEY, {"key": key})
        rows = desk.views.rows(statement, after=cursor.after, limit=cursor.limit, **where)
        return PolicyPage(
            policies=tuple(PolicyOut.model_validate(row) for row in rows),
            next=next_after(rows, cursor),
        )

    return to.router
