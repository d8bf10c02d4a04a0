"""Residents' groups (居民小组) of a committee over HTTP."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.councils.domain.committee import COMMITTEE
from services.councils.domain.exclusions import Exclusion
from services.councils.domain.party_working_committee_commands import GivenPersonId
from services.councils.domain.person import PERSON
from services.councils.domain.resident_group import (
    RESIDENT_GROUPS,
    DissolveGroup,
    ElectLeader,
    FormGroup,
    Group,
    GroupId,
    LeaveLeader,
    OfGroup,
)
from services.councils.domain.supervision_committee import no_supervisor_is
from services.councils.domain.types import CommitteeId
from shared.contracts.councils.community import Name
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import Day
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.act import Done
from shared.runtime.as_of import Held
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import B, Call, Query, Routes

WRITERS = (Role.COMMITTEE, Role.CLERK, Role.WORKING_COMMITTEE, Role.ADMIN)
READERS = (
    *(*WRITERS, Role.ELECTION_COMMITTEE, Role.SUPERVISION_COMMITTEE, Role.REPRESENTATIVE),
    *(Role.SUPERVISOR, Role.AUDITOR),
)
C = TypeVar("C", bound=OfGroup)
PATH = "/v1/committees/{id}/groups"


class GroupIn(BaseModel):
    """A group that a committee forms; its id is the committee's own word for it."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    group_id: GroupId
    name_zh: Name
    formed_on: Day


class LeaderIn(BaseModel):
    """Who leads a group from a day on."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: GivenPersonId
    from_on: Day


class LeaderLeavingIn(BaseModel):
    """The first day without a leader."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    left_on: Day


class GroupDissolutionIn(BaseModel):
    """The first day without the group."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    dissolved_on: Day


class GroupOut(BaseModel):
    """A group and who leads it, as a reference."""

    id: str
    name_zh: str
    formed_on: date
    leader_id: str | None = None
    dissolved_on: date | None = None


class GroupsOut(BaseModel):
    """The groups of a committee in the order of their entry."""

    committee_id: str
    groups: tuple[GroupOut, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of residents' groups."""
    to = Routes(desk, "residents' groups")

    @to.command(PATH, *WRITERS, body=GroupIn)
    async def form(call: Call[GroupIn]) -> Done | Refusal:
        """Form a group of a committee's residents."""
        command = FormGroup(committee_id=CommitteeId(call.id), **call.body.model_dump())
        return await call.execute(_step(call.id, command))

    @to.command(f"{PATH}/{{group}}/leader", *WRITERS, body=LeaderIn)
    async def elect(call: Call[LeaderIn]) -> Done | Refusal:
        """Enter whom a group elected to lead it."""
        command = _asked(ElectLeader, call)
        people, from_on = (command.person_id,), command.from_on
        return await call.execute(
            _step(call.id, command, PERSON.ref(command.person_id)),
            no_supervisor_is(Exclusion.GROUP_LEADER, committee_id=call.id, people=people, from_on=from_on),
        )

    @to.command(f"{PATH}/{{group}}/leader-leaving", *WRITERS, body=LeaderLeavingIn)
    async def leave(call: Call[LeaderLeavingIn]) -> Done | Refusal:
        """A group's leader leads it no more."""
        return await call.execute(_step(call.id, _asked(LeaveLeader, call)))

    @to.command(f"{PATH}/{{group}}/dissolution", *WRITERS, body=GroupDissolutionIn)
    async def dissolve(call: Call[GroupDissolutionIn]) -> Done | Refusal:
        """End a group."""
        return await call.execute(_step(call.id, _asked(DissolveGroup, call)))

    @to.query(PATH, *READERS, answer=GroupsOut, parameters=as_of.PARAMETERS)
    async def groups(query: Query) -> GroupsOut | Refusal | None:
        """Show a committee's groups: as they are, as they were in law on a day, as they were known at a moment."""
        found = await as_of.held(query, RESIDENT_GROUPS)
        if not isinstance(found, Held):
            return found
        shown = tuple(_shown(group_id, group) for group_id, group in found.state.groups.items())
        return GroupsOut(committee_id=query.id, groups=shown)

    @to.query(f"{PATH}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a committee's groups, from the log."""
        return await history_of(desk.executor, RESIDENT_GROUPS.ref(query.id))

    return to.router


def _asked(kind: type[C], call: Call[B]) -> C:
    return kind(committee_id=CommitteeId(call.id), group_id=call.path["group"], **call.body.model_dump())


def _step(committee_id: str, command: OfGroup, *beside: AggregateRef) -> Step:
    return Step(RESIDENT_GROUPS, committee_id, command, related=(COMMITTEE.ref(committee_id), *beside))


def _shown(group_id: str, group: Group) -> GroupOut:
    return GroupOut(
        id=group_id,
        name_zh=group.formed.name_zh,
        formed_on=group.formed.formed_on,
        leader_id=group.leader_id,
        dissolved_on=group.dissolved_on,
    )
