"""Delegations over HTTP: granting, completing and taking back, and who held what on which day."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, TypeAdapter

from services.casework.domain.delegation import (
    DELEGATION,
    ConfirmCondition,
    Delegation,
    Delegations,
    DelegationTerms,
    GrantDelegation,
    RevokeDelegation,
)
from services.casework.domain.item import ITEM
from services.casework.domain.types import ItemCode
from services.casework.views import delegation as view
from shared.contracts.casework.delegation import DelegationMode
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import Day
from shared.kernel.money import Money
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.act import Done
from shared.runtime.as_of import Held
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.refusals import InvalidParameter

_DAY: TypeAdapter[date] = TypeAdapter(Day)
GRANTORS = (Role.DEPARTMENT, Role.ADMIN)
READERS = (
    *(Role.EXAMINER, Role.APPROVER, Role.CLERK, Role.CENTRE_DIRECTOR),
    *(Role.SUPERVISOR, Role.DEPARTMENT, Role.AUDITOR, Role.ADMIN),
)


class DelegationOut(BaseModel):
    """A delegation; it is in force within its time, from the day on which its last condition was met."""

    item_code: str
    number: int
    from_body: str
    to_body: str
    mode: DelegationMode
    single_person: bool
    may_redelegate: bool
    valid_from: date
    valid_to: date | None = None
    cap_amount: Money | None = None
    conditions_open: int
    revoked_on: date | None = None
    basis: str
    provenance: Provenance


class ConditionOut(BaseModel):
    """A condition, and since when and by what evidence it is met."""

    name: str
    met_on: date | None = None
    evidence: str | None = None


class DelegationWithConditions(DelegationOut):
    """A delegation with each of its conditions."""

    conditions: tuple[ConditionOut, ...]


class DelegationsOfItem(BaseModel):
    """All delegations of an item, at the moment that was asked for; `version` is that of the last fact."""

    item_code: str
    version: int
    delegations: tuple[DelegationWithConditions, ...]


class DelegationPage(BaseModel):
    """Some delegations in the order of their granting; `next` continues after them."""

    delegations: tuple[DelegationOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of delegations."""
    to = Routes(desk, "delegations")

    @to.command("/v1/delegations/{id}/grants", *GRANTORS, body=DelegationTerms)
    async def grant(call: Call[DelegationTerms]) -> Done | Refusal:
        """Hand an item down (下放); `id` is the item's code."""
        terms = {name: getattr(call.body, name) for name in DelegationTerms.model_fields}
        command = GrantDelegation(item_code=ItemCode(call.id), **terms)
        return await call.execute(Step(DELEGATION, call.id, command, related=(ITEM.ref(call.id),)))

    @to.command("/v1/delegations/{id}/conditions", *GRANTORS, body=ConfirmCondition)
    async def confirm(call: Call[ConfirmCondition]) -> Done | Refusal:
        """State that a condition of a delegation is met, by what evidence."""
        return await call.execute(Step(DELEGATION, call.id, call.body))

    @to.command("/v1/delegations/{id}/revocation", *GRANTORS, body=RevokeDelegation)
    async def revoke(call: Call[RevokeDelegation]) -> Done | Refusal:
        """Take a delegation back (收回); cases accepted before finish under it."""
        return await call.execute(Step(DELEGATION, call.id, call.body))

    @to.query("/v1/delegations/{id}", *READERS, answer=DelegationsOfItem, parameters=as_of.PARAMETERS)
    async def delegations_of_item(query: Query) -> DelegationsOfItem | Refusal | None:
        """Show an item's delegations: as they are, as they held in law on a day, as they were known at a moment."""
        found = await as_of.held(query, DELEGATION)
        return _of_item(query.id, found) if isinstance(found, Held) else found

    @to.query("/v1/delegations/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to an item's delegations, from the log."""
        return await history_of(desk.executor, DELEGATION.ref(query.id))

    @to.query("/v1/delegations", *READERS, answer=DelegationPage, parameters=(*view.FILTERS, "after", "limit"))
    async def delegations(query: Query) -> DelegationPage | Refusal:
        """List delegations by item or body, or those that are in force on a day."""
        cursor, filters = cursor_of(query), _filters(query)
        if isinstance(cursor, Refusal):
            return cursor
        if isinstance(filters, Refusal):
            return filters
        rows = desk.views.rows(view.page(*filters), after=cursor.after, limit=cursor.limit, **filters)
        return DelegationPage(delegations=tuple(_listed(row) for row in rows), next=next_after(rows, cursor))

    return to.router


def _filters(query: Query) -> dict[str, str | date] | Refusal:
    filters: dict[str, str | date] = {name: query.parameters[name] for name in view.FILTERS if name in query.parameters}
    if "in_force_on" in filters:
        try:
            filters["in_force_on"] = _DAY.validate_python(date.fromisoformat(query.parameters["in_force_on"]))
        except ValueError:
            return InvalidParameter(name="in_force_on")
    return filters


def _listed(row: Any) -> DelegationOut:  # noqa: ANN401 - a row of the view, whose columns SQLAlchemy does not type
    columns = {name: getattr(row, name) for name in DelegationOut.model_fields if name != "cap_amount"}
    return DelegationOut(cap_amount=None if row.cap_fen is None else Money(amount=row.cap_fen), **columns)


def _of_item(item_code: str, found: Held[Delegations]) -> DelegationsOfItem:
    shown = (_shown(one) for _, one in sorted(found.state.by_number.items()))
    return DelegationsOfItem(item_code=item_code, version=found.version, delegations=tuple(shown))


def _shown(one: Delegation) -> DelegationWithConditions:
    granted = one.granted
    conditions = []
    for name in one.names:
        met = one.met.get(name)
        conditions.append(
            ConditionOut(name=name)
            if met is None
            else ConditionOut(name=name, met_on=met.met_on, evidence=met.evidence)
        )
    terms = {name: getattr(granted, name) for name in type(granted).model_fields if name != "conditions"}
    return DelegationWithConditions(
        conditions=tuple(conditions),
        conditions_open=len(one.open_on(date.max)),
        revoked_on=None if one.revoked is None else one.revoked.revoked_on,
        **terms,
    )
