"""Lists of cases over HTTP: the inbox of an officer, the red ones of a district, what a person has applied for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from services.casework.api.case import CaseOut, Lights
from services.casework.api.case_work import READERS
from services.casework.domain.case_supervision import Colour
from services.casework.views import case_inbox as view
from services.casework.views.case_file import NEVER, OPEN_STATES, OTHER_ENDS, CaseState, micros
from services.casework.views.case_inbox import (
    APPROVER,
    GREEN,
    INBOX,
    LAST_POSITION,
    NOBODY,
    OTHERWISE,
    YELLOW,
    Order,
)
from shared.kernel.actors import Role
from shared.kernel.codes import CitizenId, citizen_id
from shared.kernel.instants import Day, day_of, start_of
from shared.kernel.refusals import Refusal
from shared.kernel.suspensions import SuspensionReason
from shared.runtime.desk import Desk
from shared.runtime.erasing import is_restricted
from shared.runtime.http import Query
from shared.runtime.pages import MAX_LIMIT, limit_of
from shared.runtime.questions import Questions
from shared.runtime.refusals import InvalidParameter, InvalidValue

CITIZEN_ID = "citizen-id"
SEARCHERS = (Role.EXAMINER, Role.APPROVER, Role.CLERK, Role.CENTRE_DIRECTOR)
"""Who may look a person up by an identity number."""

_DAY: TypeAdapter[date] = TypeAdapter(Day)
_ONE_DAY = timedelta(days=1)
_DAYS = ("due_by", "due_from", "closed_by", "closed_from")
_WORDS: Mapping[str, type[StrEnum]] = {
    "state": CaseState,
    "suspended_why": SuspensionReason,
    "colour": Colour,
    "order": Order,
}
_WAITING_FOR = re.compile(
    r"NOBODY|APPROVER|PUBLIC|OBJECTION|MORE_TIME|(STEP|CHECK|DEPARTMENT|BODY):[A-Za-z0-9._:-]{1,64}"
)
_WITHOUT_A_MATTER = {"NOBODY": NOBODY, "APPROVER": APPROVER}
_COLOURS: Mapping[str, str] = {Colour.YELLOW: YELLOW, Colour.GREEN: GREEN}
_ASKED: Mapping[Order, tuple[str, ...]] = {
    Order.OPENED: ("application_id", "subject", "centre_id", "item_code", "state"),
    Order.DUE: ("centre_id", "item_code", "state", *INBOX, "due_by", "due_from", "colour"),
    Order.CLOSED: ("item_code", "centre_id", "state", "closed_by", "closed_from"),
}
PARAMETERS = tuple(dict.fromkeys((*(name for names in _ASKED.values() for name in names), "order", "after", "limit")))
_CURSORS = {
    Order.OPENED: re.compile(r"()(\d{1,15})"),
    Order.DUE: re.compile(r"(-?\d{1,19})\.(\d{1,15})"),
    Order.CLOSED: re.compile(r"(\d{4}-\d\d-\d\d)\.(\d{1,15})"),
}


class CasePage(BaseModel):
    """Some cases; `next` continues after them, in the same order and with the same filters."""

    cases: tuple[CaseOut, ...]
    next: str | None = None


class CaseSearch(BaseModel):
    """Whose cases are looked for: the number of their citizen ID or of another document."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    id_kind: Annotated[str, Field(pattern=r"^[a-z-]{2,30}$")] = CITIZEN_ID
    id_number: Annotated[str, Field(pattern=r"^[0-9A-Za-z()-]{4,30}$", repr=False)]
    after: Annotated[str, Field(pattern=r"^\d{1,15}$")] = "0"


Key = int | date
Span = tuple[tuple[Key, int], Key]
"""After which key and position, and through which key."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A list that was asked for: what parameters its statement has, by which order and filters it is made."""

    order: Order
    filters: tuple[str, ...]
    parameters: Mapping[str, object]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of lists of cases."""
    to = Questions(desk, "cases")

    @to.query("/v1/cases", *READERS, answer=CasePage, parameters=PARAMETERS)
    async def cases(query: Query) -> CasePage | Refusal:
        """List cases as they were opened, or `order=due` the open ones, or `order=closed` those of an item.

        A centre is that of one community. `body`, `post_id`, `suspended_why`, `waiting_for`, `colour`, `due_from` and
        `due_by` ask for open cases; the days named belong to the span.
        """
        lights = await Lights.at(desk)
        wanted = asked(query.parameters, lights)
        return wanted if isinstance(wanted, Refusal) else _page(desk, lights, wanted)

    @to.search("/v1/case-searches", *SEARCHERS, body=CaseSearch, answer=CasePage)
    async def search(query: Query, body: CaseSearch) -> CasePage | Refusal:
        """List the cases of the person with an identity number; empty where nobody with it may be found."""
        number = body.id_number.upper()
        if body.id_kind == CITIZEN_ID:
            today = day_of(await desk.executor.clock.now())
            if not isinstance(citizen_id(number, today), CitizenId):
                return InvalidValue(fields=("id_number",))
        subject = await desk.vault.find(body.id_kind, number)
        if subject is None or is_restricted(desk, subject):
            return CasePage(cases=())
        named = {"subject": subject, "after_position": int(body.after), "limit": MAX_LIMIT}
        return _page(desk, await Lights.at(desk), Asked(Order.OPENED, ("subject",), named))

    return to.router


def _page(desk: Desk, lights: Lights, wanted: Asked) -> CasePage:
    rows = desk.views.rows(view.page(wanted.order, *wanted.filters), **wanted.parameters)
    last = rows[-1] if len(rows) == wanted.parameters["limit"] else None
    key = {Order.OPENED: "", Order.DUE: "{0.urgent_at}.", Order.CLOSED: "{0.closed_on}."}[wanted.order]
    following = None if last is None else f"{key.format(last)}{last.position}"
    return CasePage(cases=tuple(lights.show(row) for row in rows), next=following)


def asked(parameters: Mapping[str, str], lights: Lights) -> Asked | Refusal:
    """The list that the parameters of a query ask for."""
    said = _said(parameters)
    if isinstance(said, Refusal):
        return said
    order = _order(said)
    if isinstance(order, Refusal):
        return order
    after, limit = _after(parameters.get("after"), order), limit_of(parameters)
    if isinstance(after, Refusal):
        return after
    if isinstance(limit, Refusal):
        return limit
    named: dict[str, object] = {name: said[name] for name in said if name in view.NAMED} | {"limit": limit}
    filters = _filters(order, said)
    if order is Order.OPENED:
        return Asked(order, filters, {**named, "after_position": after[1]})
    (key, position), until = _due_span(said, after, lights) if order is Order.DUE else _closed_span(said, after)
    if {YELLOW, GREEN} & set(filters):
        named["yellow_through"] = lights.yellow_through
    return Asked(order, filters, {**named, "after_key": key, "after_position": position, "until": until})


def _said(parameters: Mapping[str, str]) -> dict[str, str | date] | Refusal:
    """The parameters, days as days; the first that cannot be is refused."""
    said: dict[str, str | date] = {}
    for name, value in parameters.items():
        if name in _WORDS and value not in set(_WORDS[name]):
            return InvalidParameter(name=name)
        if name == "waiting_for" and not _WAITING_FOR.fullmatch(value):
            return InvalidParameter(name=name)
        try:
            said[name] = _DAY.validate_python(date.fromisoformat(value)) if name in _DAYS else value
        except ValueError:
            return InvalidParameter(name=name)
    return {name: value for name, value in said.items() if name not in ("after", "limit")}


def _order(said: Mapping[str, str | date]) -> Order | Refusal:
    """The order that is asked for or that the filters need; a filter that it does not have is refused."""
    asked = said.keys() - {"order"}
    needed = (order for order in Order if asked <= set(_ASKED[order]) and _fits(order, said))
    order = Order(str(said["order"])) if "order" in said else next(needed, Order.DUE)
    foreign = next((name for name in said if name in asked and name not in _ASKED[order]), None)
    if foreign is None and order is Order.CLOSED and "item_code" not in asked:
        foreign = "item_code"
    if foreign is None and not _fits(order, said):
        foreign = "order"
    return order if foreign is None else InvalidParameter(name=foreign)


def _fits(order: Order, said: Mapping[str, str | date]) -> bool:
    """Open states are states of open cases, except where a person's few cases are looked through."""
    few = said.keys() & {"application_id", "subject"}
    return order is Order.DUE or few != set() or said.get("state") not in OPEN_STATES


def _filters(order: Order, said: Mapping[str, str | date]) -> tuple[str, ...]:
    filters = {name: name for name in _ASKED[order] if name in said and name in view.NAMED}
    if order is Order.OPENED and said.get("state") in OTHER_ENDS:
        filters["state"] = OTHERWISE
    if (whom := str(said.get("waiting_for"))) in _WITHOUT_A_MATTER:
        filters["waiting_for"] = _WITHOUT_A_MATTER[whom]
    if (colour := str(said.get("colour"))) in _COLOURS:
        filters["colour"] = _COLOURS[colour]
    return tuple(filters.values())


def _after(said: str | None, order: Order) -> tuple[Key, int] | Refusal:
    first: Key = date.min if order is Order.CLOSED else -NEVER
    if said is None:
        return first, 0
    read = _CURSORS[order].fullmatch(said)
    try:
        if read is None or not said.isascii():
            return InvalidParameter(name="after")
        key: Key = date.fromisoformat(read[1]) if order is Order.CLOSED else int(read[1]) if read[1] else -NEVER
    except ValueError:
        return InvalidParameter(name="after")
    return InvalidParameter(name="after") if isinstance(key, int) and abs(key) > NEVER else (key, int(read[2]))


def _due_span(said: Mapping[str, str | date], after: tuple[Key, int], lights: Lights) -> Span:
    """Where the list begins and ends by the due date; of several bounds the narrowest."""
    floors, ceilings = [after], [NEVER]
    if isinstance(first := said.get("due_from"), date):
        floors.append((micros(start_of(first)), LAST_POSITION))
    if isinstance(last := said.get("due_by"), date):
        ceilings.append(micros(start_of(last + _ONE_DAY)))
    match said.get("colour"):
        case Colour.RED:
            ceilings.append(lights.now)
        case Colour.YELLOW:
            ceilings.append(micros(start_of(lights.yellow_through + _ONE_DAY)))
            floors.append((lights.now, LAST_POSITION))
        case Colour.GREEN:
            floors.append((lights.now, LAST_POSITION))
        case _:
            pass
    return max(floors), min(ceilings)


def _closed_span(said: Mapping[str, str | date], after: tuple[Key, int]) -> Span:
    floors = [after]
    if isinstance(first := said.get("closed_from"), date):
        floors.append((first - _ONE_DAY, LAST_POSITION))
    last = said.get("closed_by")
    return max(floors), last if isinstance(last, date) else date.max
