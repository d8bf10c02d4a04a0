"""Residents' groups (居民小组) of one committee, each with its leader; the aggregate's id is the committee's.

Invariants: a group is of a committee that was founded · it has one leader at a time · what was dissolved has none and
does not come back.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from services.councils.domain.committee import COMMITTEE, not_standing, of_elsewhere
from services.councils.domain.party_working_committee_commands import GivenPersonId
from services.councils.domain.person import PERSON, NotEntered, PersonUnknown
from services.councils.domain.types import CommitteeId, PersonId
from shared.contracts.councils.community import Name
from shared.contracts.councils.resident_group import (
    GroupLeaderElected,
    GroupLeaderLeft,
    ResidentGroupDissolved,
    ResidentGroupEvent,
    ResidentGroupFormed,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, CorruptStream, Refusal, Unknown

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Group:
    """A group, its leader and the day of the last thing that happened to it."""

    formed: ResidentGroupFormed
    since: date
    leader_id: PersonId | None = None
    dissolved_on: date | None = None

    def stands_on(self, day: date) -> bool:
        """Whether it was formed by a day, and not dissolved."""
        return self.formed.formed_on <= day and (self.dissolved_on is None or day < self.dissolved_on)


@dataclass(frozen=True, slots=True)
class ResidentGroups:
    """The groups of a committee by their ids."""

    groups: Mapping[str, Group] = field(default_factory=dict)

    @property
    def leaders(self) -> frozenset[PersonId]:
        """Who leads a group now."""
        return frozenset(each.leader_id for each in self.groups.values() if each.leader_id is not None)

    def on(self, day: date) -> Set[str]:
        """The groups that there are on a day."""
        return {id_ for id_, each in self.groups.items() if each.stands_on(day)}


def evolve(groups: ResidentGroups, event: ResidentGroupEvent) -> ResidentGroups:
    """Apply one recorded fact."""
    if isinstance(event, ResidentGroupFormed):
        return _with(groups, event.group_id, Group(event, event.formed_on))
    if (group := groups.groups.get(event.group_id)) is None:
        raise CorruptStream("a leader of no group")
    match event:
        case GroupLeaderElected():
            led = replace(group, leader_id=PersonId(event.person_id), since=event.from_on)
            return _with(groups, event.group_id, led)
        case GroupLeaderLeft():
            return _with(groups, event.group_id, replace(group, leader_id=None, since=event.left_on))
        case ResidentGroupDissolved():
            ended = replace(group, leader_id=None, dissolved_on=event.dissolved_on)
            return _with(groups, event.group_id, ended)
        case _:
            assert_never(event)


def _with(groups: ResidentGroups, group_id: str, group: Group) -> ResidentGroups:
    return replace(groups, groups={**groups.groups, group_id: group})


# --- commands and refusals --------------------------------------------------

GroupId = Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,20}$")]


class OfGroup(Command):
    """What is asked of a group of a committee."""

    committee_id: CommitteeId
    group_id: str


class FormGroup(OfGroup):
    """Form a group of the committee's residents."""

    group_id: GroupId
    name_zh: Name
    formed_on: Day


class ElectLeader(OfGroup):
    """Enter whom a group elected to lead it."""

    person_id: GivenPersonId
    from_on: Day


class LeaveLeader(OfGroup):
    """Its leader leads it no more."""

    left_on: Day


class DissolveGroup(OfGroup):
    """End a group."""

    dissolved_on: Day


ResidentGroupCommand = FormGroup | ElectLeader | LeaveLeader | DissolveGroup


@dataclass(frozen=True, slots=True)
class GroupUnknown(Unknown):
    """The committee has no such group."""

    slug: ClassVar[str] = "group-unknown"
    zh: ClassVar[str] = "居民小组不存在"
    en: ClassVar[str] = "The committee has no such group"


@dataclass(frozen=True, slots=True)
class GroupDissolved(Conflict):
    """The group was dissolved."""

    slug: ClassVar[str] = "group-dissolved"
    zh: ClassVar[str] = "居民小组已撤销"
    en: ClassVar[str] = "The group was dissolved"
    dissolved_on: date


@dataclass(frozen=True, slots=True)
class GroupDayOutOfOrder(Conflict):
    """Something of a later day happened to the group."""

    slug: ClassVar[str] = "group-day-out-of-order"
    zh: ClassVar[str] = "日期早于居民小组已登记的情况"
    en: ClassVar[str] = "The day is before what is recorded of the group"
    since: date


# --- decisions --------------------------------------------------------------

Facts = list[ResidentGroupEvent] | Refusal


def decide(command: ResidentGroupCommand, groups: ResidentGroups, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if (foreign := of_elsewhere(command.committee_id, context)) is not None:
        return foreign
    group = groups.groups.get(command.group_id)
    if isinstance(command, FormGroup):
        return _form(command, group, context)
    if group is None:
        return GroupUnknown()
    if group.dissolved_on is not None:
        repeated = isinstance(command, DissolveGroup) and command.dissolved_on == group.dissolved_on
        return [] if repeated else GroupDissolved(group.dissolved_on)
    match command:
        case ElectLeader():
            return _elect(command, group, context)
        case LeaveLeader():
            return _leave(command, group)
        case DissolveGroup():
            return _dissolve(command, group)
        case _:
            assert_never(command)


def _form(command: FormGroup, group: Group | None, context: Context) -> Facts:
    if (refused := not_standing(context.look(COMMITTEE, command.committee_id))) is not None:
        return refused
    return [] if group else [ResidentGroupFormed(**command.model_dump(exclude={"committee_id"}))]


def _elect(command: ElectLeader, group: Group, context: Context) -> Facts:
    if command.person_id == group.leader_id:
        return []
    if isinstance(context.look(PERSON, command.person_id), NotEntered):
        return PersonUnknown()
    if command.from_on < group.since:
        return GroupDayOutOfOrder(group.since)
    return [GroupLeaderElected(**command.model_dump(exclude={"committee_id"}))]


def _leave(command: LeaveLeader, group: Group) -> Facts:
    if group.leader_id is None:
        return []
    if command.left_on < group.since:
        return GroupDayOutOfOrder(group.since)
    return [GroupLeaderLeft(group_id=command.group_id, person_id=group.leader_id, left_on=command.left_on)]


def _dissolve(command: DissolveGroup, group: Group) -> Facts:
    if command.dissolved_on < group.since:
        return GroupDayOutOfOrder(group.since)
    return [ResidentGroupDissolved(group_id=command.group_id, dissolved_on=command.dissolved_on)]


RESIDENT_GROUPS: Decider[ResidentGroups, ResidentGroupCommand, ResidentGroupEvent] = Decider(
    "resident-groups", ResidentGroups(), evolve, decide, ResidentGroupEvent
)
