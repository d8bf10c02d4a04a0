"""Events of an election that speak of its candidates: by reference, and by name only once their list is posted."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from shared.contracts.councils.committee_members import Office
from shared.kernel.instants import Day
from shared.kernel.messages import Event, Value
from shared.kernel.personal import Personal, Published, SubjectRef

Reviewers = tuple[SubjectRef, ...]
Said = Annotated[str, Field(min_length=1, max_length=1000)]


class ReviewReasons(Value):
    """Why a candidate was not found qualified: the codes of the criteria that are not met, and the reasons in words."""

    unmet: tuple[str, ...]
    words: Said


class CandidateNominated(Event):
    """Somebody was nominated for one office; `lives_here` says whether they live in the committee's area."""

    person_id: SubjectRef
    office: Office
    lives_here: bool


class CandidateQualified(Event):
    """The election committee reviewed a candidate and found them qualified."""

    person_id: SubjectRef
    reviewers: Reviewers


class CandidateNotQualified(Event):
    """The election committee reviewed a candidate and found them not qualified, with reasons in writing.

    `entered_by` is whoever recorded the review, be they among the reviewers or not; in older records nobody said.
    """

    person_id: SubjectRef
    reviewers: Reviewers
    reasons: Personal[ReviewReasons]
    appeal_until_on: Day
    entered_by: SubjectRef | None = None


class QualificationAppealed(Event):
    """A candidate appealed against the review; others than reviewed or entered it answer by `answer_due_on`."""

    person_id: SubjectRef
    grounds: Personal[str]
    answer_due_on: Day


class QualificationAppealDecided(Event):
    """An appeal was answered; where it is upheld, the candidate is qualified."""

    person_id: SubjectRef
    upheld: bool
    decided_by: SubjectRef
    reasons: Personal[str]


class CandidateWithdrawn(Event):
    """A candidate withdrew before the list of candidates was posted."""

    person_id: SubjectRef


class PostedCandidate(Value):
    """A candidate as the posted list has them."""

    person_id: SubjectRef
    office: Office
    name: Published[str]


class CandidatesPosted(Event):
    """The list of candidates was posted; `equal_number_agreed` where the voters agreed to as many as seats."""

    candidates: tuple[PostedCandidate, ...]
    equal_number_agreed: bool
    posted_on: Day


CandidatesEvent = (
    CandidateNominated
    | CandidateQualified
    | CandidateNotQualified
    | QualificationAppealed
    | QualificationAppealDecided
    | CandidateWithdrawn
    | CandidatesPosted
)
