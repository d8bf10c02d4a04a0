"""How every service but casework comes to know the policy and the calendar: it records what casework announced."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from shared.contracts import casework
from shared.contracts.casework.calendar import CalendarYearPublished
from shared.contracts.casework.policy import PolicyAdopted
from shared.contracts.known import CalendarKnownEvent, CalendarYearKnown, PolicyKnown, PolicyKnownEvent
from shared.kernel.decider import Context, Decider, Step
from shared.kernel.envelope import Recorded
from shared.kernel.messages import Command, Event
from shared.kernel.policy import PolicyEntry
from shared.kernel.reaction import Answer, Reaction
from shared.kernel.refusals import Refusal
from shared.kernel.working_days import CalendarYear


@dataclass(frozen=True, slots=True)
class Heard:
    """Up to which position of casework's log announcements of this prefix or year are recorded."""

    position: int = 0


class RecordPolicy(Command):
    """Record an adoption that casework announced at `source_position`."""

    entry: PolicyEntry
    source_position: int


class RecordCalendarYear(Command):
    """Record an edition of a year that casework announced at `source_position`."""

    edition: CalendarYear
    source_position: int


def _policy_heard(_heard: Heard, event: PolicyKnownEvent) -> Heard:
    return Heard(event.source_position)


def _record_policy(command: RecordPolicy, heard: Heard, _context: Context) -> list[PolicyKnownEvent] | Refusal:
    if command.source_position <= heard.position:
        return []
    return [PolicyKnown(entry=command.entry, source_position=command.source_position)]


def _year_heard(_heard: Heard, event: CalendarKnownEvent) -> Heard:
    return Heard(event.source_position)


def _record_year(command: RecordCalendarYear, heard: Heard, _context: Context) -> list[CalendarKnownEvent] | Refusal:
    if command.source_position <= heard.position:
        return []
    return [CalendarYearKnown(edition=command.edition, source_position=command.source_position)]


KNOWN_POLICY = Decider("policy", Heard(), _policy_heard, _record_policy, PolicyKnownEvent)
KNOWN_CALENDAR = Decider("calendar", Heard(), _year_heard, _record_year, CalendarKnownEvent)
DECIDERS = (KNOWN_POLICY, KNOWN_CALENDAR)


def policy_adopted(recorded: Recorded[PolicyAdopted]) -> Step:
    """Casework adopted a policy."""
    command = RecordPolicy(entry=recorded.event.entry, source_position=recorded.position)
    return Step(KNOWN_POLICY, recorded.aggregate.id, command)


def calendar_year_published(recorded: Recorded[CalendarYearPublished]) -> Step:
    """Casework published a calendar year."""
    command = RecordCalendarYear(edition=recorded.event.edition, source_position=recorded.position)
    return Step(KNOWN_CALENDAR, recorded.aggregate.id, command)


_ON: Mapping[type[Event], Callable[[Recorded[Any]], Answer]] = {
    PolicyAdopted: policy_adopted,
    CalendarYearPublished: calendar_year_published,
}


def with_known(reaction: Reaction | None = None) -> Reaction:
    """The reaction of a service to casework, which also comes to know the policy and the calendar."""
    return Reaction(casework.SERVICE, casework.EVENTS, {**_ON, **(reaction.on if reaction else {})})
