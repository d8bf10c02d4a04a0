"""What is done in an election over HTTP, from its call until it is filed."""

from __future__ import annotations

from typing import Annotated, TypeVar

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.councils.domain.committee import COMMITTEE
from services.councils.domain.committee_members import COMMITTEE_MEMBERS, SeatElected
from services.councils.domain.committee_report import COMMITTEE_REPORT, ExpectReports
from services.councils.domain.election import ELECTION
from services.councils.domain.election_commands import (
    CallElection,
    CallRound,
    CompleteHandover,
    CountVotes,
    DeclareElection,
    ElectionCommand,
    FileElection,
    FormElectionCommittee,
    OpenBallotBox,
    OpenVoterRegistration,
    PostElectionResult,
    PostponeElection,
    PostVoterList,
    PublishCandidateCriteria,
    ReplaceElectionCommitteeMember,
)
from services.councils.domain.election_refusals import ElectionUnknown
from services.councils.domain.election_state import Called
from services.councils.domain.exclusions import Exclusion
from services.councils.domain.person import PERSON
from services.councils.domain.supervision_committee import no_supervisor_is
from services.councils.domain.types import CommitteeId, ElectionId, PersonId, election_id
from services.councils.domain.voter_roll import VOTER_ROLL
from shared.contracts.councils.committee_members import Heads
from shared.contracts.councils.election import ElectionKind
from shared.contracts.councils.election_vote import Tally
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Empty, Routes

B = TypeVar("B", bound=BaseModel)

CALLERS = (Role.WORKING_COMMITTEE, Role.COMMITTEE, Role.ADMIN)
OF_COMMITTEE = (Role.ELECTION_COMMITTEE, Role.ADMIN)


class CountIn(BaseModel):
    """The count of the round as totals: what was in the boxes, what of it is void, the votes for each candidate."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    ballots: Heads
    spoilt: Heads = 0
    tallies: Annotated[tuple[Tally, ...], Field(max_length=100)]


def routes(desk: Desk) -> APIRouter:
    """Register what is done in elections, but for what is asked by or of a candidate."""
    to = Routes(desk, "elections")

    @to.command("/v1/elections", *CALLERS, body=CallElection, creates=True)
    async def call_election(call: Call[CallElection]) -> Done | Refusal:
        """Call an election (启动换届选举、补选): one for each committee and term, and one for vacant seats."""
        said = call.body
        general = said.kind is ElectionKind.GENERAL
        id_ = election_id(said.committee_id, said.term) if general else call.new_id("by-election")
        related = (COMMITTEE.ref(said.committee_id), COMMITTEE_MEMBERS.ref(said.committee_id))
        return await call.execute(Step(ELECTION, id_, said, related=related))

    @to.command("/v1/elections/{id}/election-committee", *CALLERS, body=FormElectionCommittee)
    async def form(call: Call[FormElectionCommittee]) -> Done | Refusal:
        """Enter the election committee that was chosen (推选选举委员会)."""
        committee_id = await its_committee(call)
        if isinstance(committee_id, Refusal):
            return committee_id
        people = (PERSON.ref(each) for each in call.body.members)
        return await tell(call, call.body, COMMITTEE.ref(committee_id), *people)

    @to.command("/v1/elections/{id}/replacements", *OF_COMMITTEE, body=ReplaceElectionCommitteeMember)
    async def replace(call: Call[ReplaceElectionCommitteeMember]) -> Done | Refusal:
        """Enter who takes the place of a member who became a candidate (递补)."""
        return await tell(call, call.body, PERSON.ref(call.body.person_id))

    @to.command("/v1/elections/{id}/criteria", *OF_COMMITTEE, body=PublishCandidateCriteria)
    async def publish(call: Call[PublishCandidateCriteria]) -> Done | Refusal:
        """Publish by what candidates will be reviewed (资格条件)."""
        return await tell(call, call.body)

    @to.command("/v1/elections/{id}/registration", *OF_COMMITTEE)
    async def open_registration(call: Call[Empty]) -> Done | Refusal:
        """Open the registration of voters (选民登记)."""
        return await tell(call, OpenVoterRegistration())

    @to.command("/v1/elections/{id}/voter-list", *OF_COMMITTEE)
    async def post_list(call: Call[Empty]) -> Done | Refusal:
        """Post the list of voters as the roll has it (公布选民名单)."""
        return await tell(call, PostVoterList(election_id=ElectionId(call.id)), VOTER_ROLL.ref(call.id))

    @to.command("/v1/elections/{id}/postponement", *OF_COMMITTEE, body=PostponeElection)
    async def postpone(call: Call[PostponeElection]) -> Done | Refusal:
        """Put the day of the vote off (推迟)."""
        return await tell(call, call.body)

    @to.command("/v1/elections/{id}/ballot-box", *OF_COMMITTEE)
    async def open_box(call: Call[Empty]) -> Done | Refusal:
        """Let voting begin (开箱投票)."""
        return await tell(call, OpenBallotBox(election_id=ElectionId(call.id)), VOTER_ROLL.ref(call.id))

    @to.command("/v1/elections/{id}/count", *OF_COMMITTEE, body=CountIn)
    async def count(call: Call[CountIn]) -> Done | Refusal:
        """Enter the count of the round, as totals (公开计票)."""
        said = call.body
        counted = CountVotes(
            election_id=ElectionId(call.id), ballots=said.ballots, spoilt=said.spoilt, tallies=said.tallies
        )
        return await tell(call, counted, VOTER_ROLL.ref(call.id))

    @to.command("/v1/elections/{id}/declaration", *OF_COMMITTEE)
    async def declare(call: Call[Empty]) -> Done | Refusal:
        """Declare what follows from the count (宣布选举结果)."""
        return await tell(call, DeclareElection())

    @to.command("/v1/elections/{id}/rounds", *OF_COMMITTEE, body=CallRound)
    async def call_round(call: Call[CallRound]) -> Done | Refusal:
        """Call voters once more (重新选举、另行选举)."""
        return await tell(call, call.body)

    @to.command("/v1/elections/{id}/result", *OF_COMMITTEE)
    async def post_result(call: Call[Empty]) -> Done | Refusal:
        """Post the result; those elected are in office with it (公布当选名单)."""
        election = await desk.state(ELECTION, call.id)
        if not isinstance(election, Called):
            return ElectionUnknown()
        committee_id = CommitteeId(election.papers.called.committee_id)
        seat = SeatElected(election_id=ElectionId(call.id))
        elected = (PersonId(each.person_id) for each in election.papers.elected)
        return await call.execute(
            Step(ELECTION, call.id, PostElectionResult()),
            Step(COMMITTEE_MEMBERS, committee_id, seat, related=(ELECTION.ref(call.id), COMMITTEE.ref(committee_id))),
            no_supervisor_is(Exclusion.COMMITTEE_MEMBER, committee_id=committee_id, people=elected),
            Step(COMMITTEE_REPORT, committee_id, ExpectReports()),
        )

    @to.command("/v1/elections/{id}/handover", *OF_COMMITTEE, body=CompleteHandover)
    async def hand_over(call: Call[CompleteHandover]) -> Done | Refusal:
        """Enter that the old committee has handed over (工作移交)."""
        return await tell(call, call.body)

    @to.command("/v1/elections/{id}/filing", *OF_COMMITTEE, body=FileElection)
    async def file(call: Call[FileElection]) -> Done | Refusal:
        """File the election with the district, with the composition as totals (备案)."""
        committee_id = await its_committee(call)
        if isinstance(committee_id, Refusal):
            return committee_id
        return await tell(call, call.body, COMMITTEE_MEMBERS.ref(committee_id))

    return to.router


async def its_committee(call: Call[B]) -> CommitteeId | Refusal:
    """The committee whose election the address names."""
    election = await call.desk.state(ELECTION, call.id)
    return CommitteeId(election.papers.called.committee_id) if isinstance(election, Called) else ElectionUnknown()


async def tell(call: Call[B], command: ElectionCommand, *related: AggregateRef) -> Done | Refusal:
    """Say something to the election that the address names."""
    return await call.execute(Step(ELECTION, call.id, command, related=related))
