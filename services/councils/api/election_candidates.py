"""Candidates over HTTP: nominated, reviewed, heard, withdrawn, and posted by the names of their documents."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.councils.api.election_acts import OF_COMMITTEE, its_committee, tell
from services.councils.api.person import name_of
from services.councils.domain.committee import COMMITTEE
from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.election import ELECTION
from services.councils.domain.election_commands import (
    AppealQualification,
    CandidateName,
    DecideQualificationAppeal,
    GivenPerson,
    NominateCandidate,
    People,
    PostCandidates,
    ReviewCandidates,
    ReviewFinding,
    WithdrawCandidacy,
)
from services.councils.domain.election_papers import Qualified
from services.councils.domain.election_state import Called
from services.councils.domain.person import PERSON
from shared.contracts.councils.election import Code
from shared.contracts.councils.election_candidates import ReviewReasons, Said
from shared.kernel.actors import Role
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Routes

NOMINATORS = (Role.CLERK, Role.REPRESENTATIVE, Role.RESIDENT, *OF_COMMITTEE)
CANDIDATES = (Role.RESIDENT, Role.CLERK, Role.ADMIN)
ANSWERERS = (Role.ELECTION_COMMITTEE, Role.WORKING_COMMITTEE)


class FindingIn(BaseModel):
    """What the review of one candidate found: nothing unmet where they are qualified."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: GivenPerson
    unmet: Annotated[tuple[Code, ...], Field(max_length=30)] = ()
    reasons: Said | None = None

    def sealed(self) -> ReviewFinding:
        """The same with its reasons under the candidate's key."""
        if self.reasons is None:
            return ReviewFinding(person_id=self.person_id, unmet=self.unmet)
        reasons = ReviewReasons(unmet=self.unmet, words=self.reasons)
        words = Personal[ReviewReasons].of(self.person_id, reasons)
        return ReviewFinding(person_id=self.person_id, unmet=self.unmet, reasons=words)


class ReviewIn(BaseModel):
    """Who reviewed, and what they found of each candidate not reviewed before."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    reviewers: People
    findings: Annotated[tuple[FindingIn, ...], Field(min_length=1, max_length=100)]


class AppealIn(BaseModel):
    """Who appeals against their review, and why."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: GivenPerson
    grounds: Said


class AppealAnswerIn(BaseModel):
    """What becomes of an appeal, and why."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person_id: GivenPerson
    upheld: bool
    reasons: Said


class CandidateListIn(BaseModel):
    """Whether the voters agreed to as many candidates as seats."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    equal_number_agreed: bool = False


def routes(desk: Desk) -> APIRouter:
    """Register what is asked by or of candidates."""
    to = Routes(desk, "elections")

    @to.command("/v1/elections/{id}/nominations", *NOMINATORS, body=NominateCandidate)
    async def nominate(call: Call[NominateCandidate]) -> Done | Refusal:
        """Nominate somebody for an office (提名); a member of the election committee leaves it with that."""
        return await tell(call, call.body, PERSON.ref(call.body.person_id))

    @to.command("/v1/elections/{id}/reviews", *OF_COMMITTEE, body=ReviewIn)
    async def review(call: Call[ReviewIn]) -> Done | Refusal:
        """Enter the review of all candidates not reviewed before (资格审查)."""
        findings = tuple(each.sealed() for each in call.body.findings)
        return await tell(call, ReviewCandidates(reviewers=call.body.reviewers, findings=findings))

    @to.command("/v1/elections/{id}/appeals", *CANDIDATES, body=AppealIn)
    async def appeal(call: Call[AppealIn]) -> Done | Refusal:
        """Appeal against one's review (申诉)."""
        said = call.body
        grounds = Personal[str].of(said.person_id, said.grounds)
        return await tell(call, AppealQualification(person_id=said.person_id, grounds=grounds))

    @to.command("/v1/elections/{id}/appeal-answers", *ANSWERERS, body=AppealAnswerIn)
    async def answer(call: Call[AppealAnswerIn]) -> Done | Refusal:
        """Answer an appeal, as somebody who did not review (申诉答复)."""
        said, committee_id = call.body, await its_committee(call)
        if isinstance(committee_id, Refusal):
            return committee_id
        reasons = Personal[str].of(said.person_id, said.reasons)
        decided = DecideQualificationAppeal(person_id=said.person_id, upheld=said.upheld, reasons=reasons)
        return await tell(call, decided, COMMITTEE.ref(committee_id))

    @to.command("/v1/elections/{id}/withdrawals", *CANDIDATES, body=WithdrawCandidacy)
    async def withdraw(call: Call[WithdrawCandidacy]) -> Done | Refusal:
        """Stand no longer (退出)."""
        return await tell(call, call.body)

    @to.command("/v1/elections/{id}/candidate-list", *OF_COMMITTEE, body=CandidateListIn)
    async def post_candidates(call: Call[CandidateListIn]) -> Done | Refusal:
        """Post the list of the qualified, each by the name of their document (公布候选人名单)."""
        names, committee_id = await _names(desk, call.id), await its_committee(call)
        if isinstance(committee_id, Refusal):
            return committee_id
        said = PostCandidates(names=names, equal_number_agreed=call.body.equal_number_agreed)
        return await tell(call, said, COMMITTEE_MEMBERS.ref(committee_id))

    return to.router


async def _names(desk: Desk, election_id: str) -> tuple[CandidateName, ...]:
    """What the qualified are called; who was erased is missing, and the list is refused for it."""
    election = await desk.state(ELECTION, election_id)
    qualified = election.papers.standing(Qualified) if isinstance(election, Called) else {}
    named = [(person_id, await name_of(desk, person_id)) for person_id in qualified]
    return tuple(CandidateName(person_id=person_id, name=name) for person_id, name in named if name)
