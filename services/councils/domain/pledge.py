"""Pledges (三张清单) of one resident unit, year by year; the aggregate's id is the unit's.

Invariants: a year's pledge is made once, in that year, with an entry on each list that the policy names · a year
without a pledge by its last day is missed once, and stays so · what was fulfilled are entries of the pledge, and the
working committee checks them once, in the quarter for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import assert_never

from services.councils.domain.mandate import of_another_community, of_another_unit
from services.councils.domain.pledge_commands import (
    CheckPledge,
    ConfirmPledge,
    EndPledges,
    ExpectPledges,
    MakePledge,
    MissPledge,
    PledgeCommand,
)
from services.councils.domain.pledge_refusals import (
    NotCheckQuarter,
    PledgeCheckedAlready,
    PledgeEntryUnknown,
    PledgeListsMissing,
    PledgeMadeOtherwise,
    PledgeNotDue,
    PledgeNotMade,
    PledgeOfOtherYear,
)
from services.councils.domain.resident_unit import RESIDENT_UNIT, Resident
from services.councils.domain.resident_unit_refusals import UnitUnknown
from shared.contracts.councils.pledge import (
    PledgeChecked,
    PledgeConfirmed,
    PledgeEvent,
    PledgeMade,
    PledgeMissed,
    PledgesEnded,
    PledgesExpected,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import start_of
from shared.kernel.refusals import CorruptStream, Refusal

LISTS = "joint.pledge_lists"
DUE = "joint.pledge_due_month_day"
CHECK_QUARTER = "joint.pledge_check_quarter"
_MONTHS = 3

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotExpected:
    """The unit was not registered."""


@dataclass(frozen=True, slots=True)
class Promise:
    """The pledge of one year, what its unit says of it and what was found."""

    made: PledgeMade
    confirmed: PledgeConfirmed | None = None
    checked: PledgeChecked | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """Pledges by year, the years that were missed, and the next of which nothing is known."""

    next_year: int
    promises: Mapping[int, Promise] = field(default_factory=dict)
    missed: Mapping[int, PledgeMissed] = field(default_factory=dict)
    ended: bool = False


Pledges = NotExpected | Expected


def evolve(pledges: Pledges, event: PledgeEvent) -> Pledges:
    """Apply one recorded fact."""
    if isinstance(event, PledgesExpected):
        return Expected(event.first_year)
    if isinstance(pledges, NotExpected):
        raise CorruptStream("a pledge of no unit")
    match event:
        case PledgeMade():
            return _with(pledges, event.year, Promise(event))
        case PledgeMissed():
            missed = {**pledges.missed, event.year: event}
            return replace(pledges, missed=missed, next_year=max(pledges.next_year, event.year + 1))
        case PledgeConfirmed():
            return _with(pledges, event.year, replace(pledges.promises[event.year], confirmed=event))
        case PledgeChecked():
            return _with(pledges, event.year, replace(pledges.promises[event.year], checked=event))
        case PledgesEnded():
            return replace(pledges, ended=True)
        case _:
            assert_never(event)


def _with(pledges: Expected, year: int, promise: Promise) -> Expected:
    promises = {**pledges.promises, year: promise}
    return replace(pledges, promises=promises, next_year=max(pledges.next_year, year + 1))


# --- decisions --------------------------------------------------------------

Facts = list[PledgeEvent] | Refusal


def decide(command: PledgeCommand, pledges: Pledges, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, ExpectPledges):
        return [] if isinstance(pledges, Expected) else [PledgesExpected(first_year=_first_year(context))]
    if isinstance(pledges, NotExpected) or pledges.ended:
        return [] if isinstance(command, EndPledges | MissPledge) else UnitUnknown()
    match command:
        case EndPledges():
            return [PledgesEnded(ended_on=command.ended_on)]
        case MissPledge():
            return _miss(pledges, context)
        case MakePledge() | ConfirmPledge() | CheckPledge():
            return _barred(command, context) or _of_unit(command, pledges, context)
        case _:
            assert_never(command)


def _barred(command: MakePledge | ConfirmPledge | CheckPledge, context: Context) -> Refusal | None:
    unit = context.look(RESIDENT_UNIT, command.unit_id)
    if not isinstance(unit, Resident):
        return UnitUnknown()
    return of_another_unit(context.actor, command.unit_id) or of_another_community(context.actor, unit.community_id)


def _of_unit(command: MakePledge | ConfirmPledge | CheckPledge, pledges: Expected, context: Context) -> Facts:
    if isinstance(command, MakePledge):
        return _make(command, pledges, context)
    promise = pledges.promises.get(command.year)
    if promise is None:
        return PledgeNotMade(command.year)
    if unknown := tuple(each for each in command.fulfilled if each > len(promise.made.entries)):
        return PledgeEntryUnknown(unknown)
    if isinstance(command, ConfirmPledge):
        return _confirm(command, promise, context)
    return _check(command, promise, context)


def _make(command: MakePledge, pledges: Expected, context: Context) -> Facts:
    if (promise := pledges.promises.get(command.year)) is not None:
        return [] if promise.made.entries == command.entries else PledgeMadeOtherwise(promise.made.made_on)
    if command.year != context.today.year:
        return PledgeOfOtherYear(context.today.year)
    filled = {each.list_of.value for each in command.entries}
    if missing := tuple(each for each in context.policy.texts(LISTS, context.today) if each not in filled):
        return PledgeListsMissing(missing)
    due_on = due_day(command.year, context)
    return [PledgeMade(year=command.year, entries=command.entries, made_on=context.today, due_on=due_on)]


def _confirm(command: ConfirmPledge, promise: Promise, context: Context) -> Facts:
    if promise.confirmed is not None and promise.confirmed.fulfilled == command.fulfilled:
        return []
    if promise.checked is not None:
        return PledgeCheckedAlready(promise.checked.checked_on)
    return [PledgeConfirmed(year=command.year, fulfilled=command.fulfilled, confirmed_on=context.today)]


def _check(command: CheckPledge, promise: Promise, context: Context) -> Facts:
    if (checked := promise.checked) is not None:
        return [] if checked.fulfilled == command.fulfilled else PledgeCheckedAlready(checked.checked_on)
    quarter, today = context.policy.whole(CHECK_QUARTER, context.today), context.today
    if (today.year, (today.month - 1) // _MONTHS + 1) != (command.year, quarter):
        return NotCheckQuarter(quarter)
    return [PledgeChecked(year=command.year, fulfilled=command.fulfilled, checked_on=today)]


# --- what becomes due -------------------------------------------------------


def due_day(year: int, context: Context) -> date:
    """The last day for the pledge of a year."""
    return date.fromisoformat(f"{year}-{context.policy.text(DUE, date(year, 1, 1))}")


def _first_year(context: Context) -> int:
    """This year, unless its last day for a pledge is over."""
    year = context.today.year
    return year if context.today <= due_day(year, context) else year + 1


def pledge_due(pledges: Pledges, context: Context) -> datetime | None:
    """The first instant after the last day for the next pledge."""
    if isinstance(pledges, NotExpected) or pledges.ended:
        return None
    return start_of(due_day(pledges.next_year, context) + timedelta(days=1))


def _miss(pledges: Expected, context: Context) -> Facts:
    due_at, year = pledge_due(pledges, context), pledges.next_year
    if due_at is None or due_at > context.now:
        return PledgeNotDue()
    return [PledgeMissed(year=year, due_on=due_day(year, context), fell_due_at=due_at)]


PLEDGES: Decider[Pledges, PledgeCommand, PledgeEvent] = Decider("pledges", NotExpected(), evolve, decide, PledgeEvent)
