"""What can be asked of an appraisal."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from shared.contracts.councils.appraisal import (
    AppraisalIndicator,
    BodyId,
    Heads,
    Mark,
    ObjectionGround,
    Period,
    Scores,
    SubjectKind,
)
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.personal import Personal, Published


class OpenAppraisal(Command):
    """Open the appraisal of a subject, in one act with the others of its roll."""

    subject_kind: SubjectKind
    subject_id: BodyId
    committee_id: BodyId | None = None
    community_id: BodyId
    period: Period
    indicators: Annotated[tuple[AppraisalIndicator, ...], Field(min_length=1, max_length=50)]
    roll: Annotated[tuple[BodyId, ...], Field(min_length=1, max_length=30)]
    previous_id: BodyId
    name: Published[str] | None = None


class PresentReport(Command):
    """Report on one's work: a member in sealed words, a centre or a unit in an account of its work."""

    report: Personal[str] | None = None
    account: Annotated[str, Field(min_length=1, max_length=2000)] | None = None


class CastScores(Command):
    """Enter what a committee's residents scored in secret at their report meeting, as totals.

    How many are on the register the log knows; of a village, which has no such meeting, it is said.
    """

    committee_id: BodyId
    held_on: Day
    on_register: Heads | None = None
    present: Heads
    others: Heads = 0
    scores: Scores
    meeting_id: BodyId | None = None


class GiveMarks(Command):
    """Give the working committee's marks; an outsider's daily work is marked by the record of it alone."""

    daily_work: Mark | None = None
    working_committee: Mark
    discipline: Mark


class PublishAppraisal(Command):
    """Make the result public; the decision is given the others who are graded together."""


class ObjectToAppraisal(Command):
    """Object to a public result."""

    objection_id: BodyId
    ground: ObjectionGround


class AnswerObjection(Command):
    """Answer an objection; where it is right, with corrected marks or so that the scores are cast again."""

    objection_id: BodyId
    upheld: bool
    marks: GiveMarks | None = None


class ConcludeAppraisal(Command):
    """The notice is over and each objection answered; the decision is given the appraisal of the period before."""


AppraisalCommand = (
    OpenAppraisal
    | PresentReport
    | CastScores
    | GiveMarks
    | PublishAppraisal
    | ObjectToAppraisal
    | AnswerObjection
    | ConcludeAppraisal
)
