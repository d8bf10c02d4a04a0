"""Committees over HTTP: the register of both kinds, and which community each belongs to."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.councils.api.days import as_of_in
from services.councils.domain.committee import (
    COMMITTEE,
    AbolishCommittee,
    AssignCommittee,
    CountHouseholds,
    FoundCommittee,
    area_size,
)
from services.councils.domain.committee_members import COMMITTEE_MEMBERS, EndTerm
from services.councils.domain.committee_report import COMMITTEE_REPORT, EndReports
from services.councils.domain.community import COMMUNITY, Size
from services.councils.domain.disclosure import DISCLOSURES, EndDisclosures, ExpectDisclosures
from services.councils.domain.election import ELECTION
from services.councils.domain.party_branch_committee import PARTY_BRANCH_COMMITTEE
from services.councils.domain.party_branch_committee_commands import EndBranch
from services.councils.domain.representatives import REPRESENTATIVES
from services.councils.domain.representatives_commands import CloseRegister
from services.councils.domain.statistical_code import STATISTICAL_CODE, TakeStatisticalCode
from services.councils.domain.street import STREET
from services.councils.domain.supervision_committee import SUPERVISION_COMMITTEE
from services.councils.domain.supervision_committee_commands import Dissolve
from services.councils.domain.types import CommitteeId
from services.councils.views import committee as view
from services.councils.views import election as election_view
from shared.contracts.councils.committee import CommitteeKind, Households, Rulings
from shared.contracts.councils.community import Source
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import Day
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import Cursor, cursor_of, next_after
from shared.runtime.refusals import InvalidParameter

WRITERS = (Role.WORKING_COMMITTEE, Role.ADMIN)
READERS = tuple(Role)


class HouseholdsIn(BaseModel):
    """How many households were counted on a day, and by whom."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    households: Households
    counted_on: Day
    source: Source


class AbolitionIn(BaseModel):
    """From which day on there is no such committee, by whose documents, and which one goes on in its area."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    effective_on: Day
    rulings: Rulings
    successor_id: Annotated[CommitteeId, Field(min_length=1, max_length=80)] | None = None


class AssignmentOut(BaseModel):
    """The community that a committee belongs to from a day on, and how we know."""

    model_config = ConfigDict(from_attributes=True)

    community_id: str
    effective_on: date
    provenance: Provenance
    source: str


class CommitteeOut(BaseModel):
    """A committee; `assignment` and the count are those of the day asked for, today if none was named.

    `size` is how the households stand to the law of that day; of a village nothing is said. `abolished_on` is the first
    day without it, once that has come.
    """

    id: str
    kind: CommitteeKind
    name_zh: str
    aliases: tuple[str, ...]
    stat_code_12: str
    street_code: str
    provenance: Provenance | None = None
    source: str | None = None
    assignment: AssignmentOut | None = None
    households: int | None = None
    counted_on: date | None = None
    size: Size | None = None
    abolished_on: date | None = None
    successor_id: str | None = None


class CommitteeWithPast(CommitteeOut):
    """A committee with all assignments ever recorded, in their order."""

    assignments: tuple[AssignmentOut, ...]


class CommitteePage(BaseModel):
    """Some committees in the order of their foundation here; `next` continues after them."""

    committees: tuple[CommitteeOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of committees."""
    to = Routes(desk, "committees")

    @to.command("/v1/committees", *WRITERS, body=FoundCommittee, creates=True)
    async def found(call: Call[FoundCommittee]) -> Done | Refusal:
        """Enter a residents' or villagers' committee; residents are told of its affairs each quarter from then on."""
        id_, of_residents = CommitteeId(call.new_id("committee")), call.body.kind is CommitteeKind.RESIDENTS
        return await call.execute(
            Step(COMMITTEE, id_, call.body, related=(STREET.ref(call.body.street_code),)),
            Step(STATISTICAL_CODE, call.body.stat_code_12, TakeStatisticalCode(committee_id=id_)),
            *((Step(DISCLOSURES, id_, ExpectDisclosures()),) if of_residents else ()),
        )

    @to.command("/v1/committees/{id}/assignment", *WRITERS, body=AssignCommittee)
    async def assign(call: Call[AssignCommittee]) -> Done | Refusal:
        """Let a committee belong to a community from a day on."""
        community = COMMUNITY.ref(call.body.community_id)
        return await call.execute(Step(COMMITTEE, call.id, call.body, related=(community,)))

    @to.command("/v1/committees/{id}/households", *WRITERS, body=HouseholdsIn)
    async def count(call: Call[HouseholdsIn]) -> Done | Refusal:
        """Enter how many households live in a committee's area (居民户数)."""
        command = CountHouseholds(committee_id=CommitteeId(call.id), **call.body.model_dump())
        return await call.execute(Step(COMMITTEE, call.id, command))

    @to.command("/v1/committees/{id}/abolition", *WRITERS, body=AbolitionIn)
    async def abolish(call: Call[AbolitionIn]) -> Done | Refusal:
        """Enter that a committee was abolished (撤销); whoever sits for it does so no longer."""
        return await call.execute(*_abolition(call))

    @to.query(
        "/v1/committees",
        *READERS,
        answer=CommitteePage,
        parameters=("kind", "community_id", "as_of", "after", "limit"),
    )
    async def committees(query: Query) -> CommitteePage | Refusal:
        """List committees, those of a kind or of a community if one is named."""
        cursor, kind, as_of = cursor_of(query), _kind(query), await as_of_in(query)
        if isinstance(cursor, Refusal):
            return cursor
        if isinstance(kind, Refusal):
            return kind
        return as_of if isinstance(as_of, Refusal) else _page(query, cursor, kind, as_of)

    @to.query("/v1/committees/{id}", *READERS, answer=CommitteeWithPast, parameters=("as_of",))
    async def committee(query: Query) -> CommitteeWithPast | Refusal | None:
        """Show a committee with its assignments."""
        as_of = await as_of_in(query)
        if isinstance(as_of, Refusal):
            return as_of
        row = desk.views.row(view.ONE, of=query.id, as_of=as_of)
        past = [AssignmentOut.model_validate(each) for each in desk.views.rows(view.ASSIGNMENTS_OF, of=query.id)]
        return CommitteeWithPast(**_shown(query, row, as_of).model_dump(), assignments=tuple(past)) if row else None

    @to.query("/v1/committees/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a committee, from the log."""
        return await history_of(desk.executor, COMMITTEE.ref(query.id))

    return to.router


def _abolition(call: Call[AbolitionIn]) -> tuple[Step, ...]:
    """It, and in the same act all that ends with it."""
    of, said = CommitteeId(call.id), call.body
    elections = tuple(row.id for row in call.desk.views.rows(election_view.RUNNING, committee_id=of))
    command = AbolishCommittee(committee_id=of, elections=elections, **dict(said))
    successor = () if said.successor_id is None else (COMMITTEE.ref(said.successor_id),)
    looked_at = (*successor, *(ELECTION.ref(each) for each in elections))
    day, own = said.effective_on, (COMMITTEE.ref(of),)
    return (
        Step(COMMITTEE, of, command, related=looked_at),
        Step(COMMITTEE_MEMBERS, of, EndTerm(committee_id=of, ended_on=day)),
        Step(COMMITTEE_REPORT, of, EndReports(ended_on=day)),
        Step(REPRESENTATIVES, of, CloseRegister(closed_on=day)),
        Step(SUPERVISION_COMMITTEE, of, Dissolve(committee_id=of, dissolved_on=day)),
        Step(PARTY_BRANCH_COMMITTEE, of, EndBranch(committee_id=of, ended_on=day), related=own),
        Step(DISCLOSURES, of, EndDisclosures(ended_on=day)),
    )


def _kind(query: Query) -> str | Refusal:
    """The kind asked for, empty where all are."""
    said = query.parameters.get("kind", "")
    return said if said in {"", *CommitteeKind} else InvalidParameter(name="kind")


def _page(query: Query, cursor: Cursor, kind: str, as_of: date) -> CommitteePage:
    community_id = query.parameters.get("community_id", "")
    where = {"after": cursor.after, "limit": cursor.limit, "kind": kind}
    rows = query.desk.views.rows(view.PAGE, community_id=community_id, as_of=as_of, **where)
    return CommitteePage(
        committees=tuple(_shown(query, row, as_of) for row in rows),
        next=next_after(rows, cursor),
    )


def _shown(query: Query, row: view.CommitteeRow, as_of: date) -> CommitteeOut:
    policy, kind = query.desk.executor.reference.policy, CommitteeKind(row.kind)
    size = None if row.households is None else area_size(kind, row.households, policy, as_of)
    told = {**row._mapping, **({} if _gone(row, as_of) else _STANDS)}
    return CommitteeOut(**told, assignment=_assignment(row), size=size)


_STANDS = {"abolished_on": None, "successor_id": None}


def _gone(row: view.CommitteeRow, as_of: date) -> bool:
    return row.abolished_on is not None and row.abolished_on <= as_of


def _assignment(row: view.CommitteeRow) -> AssignmentOut | None:
    if row.community_id is None:
        return None
    return AssignmentOut(
        community_id=row.community_id,
        effective_on=row.effective_on,
        provenance=row.assigned_provenance,
        source=row.assigned_source,
    )
