"""What can be entered of a branch committee: the platform fills no post, it records."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.councils.domain.party_working_committee_commands import GivenPersonId
from services.councils.domain.types import CommitteeId
from shared.contracts.councils.party_branch_committee import BranchTitle
from shared.kernel.instants import Day
from shared.kernel.messages import Command


class OfBranch(Command):
    """What is entered of the branch committee beside one committee; the decision is given that committee."""

    committee_id: CommitteeId


class BeginBranchTerm(OfBranch):
    """A new term begins; the posts of the one before end."""

    number: Annotated[int, Field(ge=1, le=99)]
    from_on: Day
    until_on: Day


class FillBranchPost(OfBranch):
    """Somebody came to hold a post."""

    title: BranchTitle
    person_id: GivenPersonId
    from_on: Day


class VacateBranchPost(OfBranch):
    """Somebody holds their post no more."""

    person_id: GivenPersonId
    vacated_on: Day


class EndBranch(OfBranch):
    """In the act that abolishes the committee: `ended_on` is the first day without it."""

    ended_on: Day


PartyBranchCommitteeCommand = BeginBranchTerm | FillBranchPost | VacateBranchPost | EndBranch
