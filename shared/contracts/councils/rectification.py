"""Events of the rectification (整改) that an appraisal asks for; the aggregate's id is the appraisal's."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.councils.appraisal import BodyId, SubjectKind
from shared.kernel.messages import Event
from shared.kernel.personal import Personal


class RectificationStep(StrEnum):
    """What is late."""

    ANSWER = "ANSWER"
    """The list of rectifications, which the subject owes."""

    RECHECK = "RECHECK"
    """The check whether they were made, which the working committee owes."""


class RectificationOrdered(Event):
    """The subject is to answer with what it will put right, by the end of `answer_due_on`.

    Recorded with the conclusion where the subject is a service centre, otherwise when the working committee asks.
    """

    subject_kind: SubjectKind
    subject_id: BodyId
    committee_id: BodyId | None = None
    community_id: BodyId
    ordered_on: date
    answer_due_on: date


class RectificationSubmitted(Event):
    """The subject said what it will put right; a member's words are sealed, those of a centre or unit are published.

    They stay public until the end of `public_until_on`, and are checked by the end of `recheck_due_on`.
    """

    sealed_plan: Personal[str] | None = None
    plan: Annotated[str, Field(min_length=1, max_length=2000)] | None = None
    submitted_on: date
    public_until_on: date
    recheck_due_on: date


class RectificationNotAccepted(Event):
    """The re-check found it not put right; the subject answers again by the end of `answer_due_on`."""

    checked_on: date
    answer_due_on: date


class RectificationAccepted(Event):
    """The re-check found it put right."""

    checked_on: date


class RectificationStepMissed(Event):
    """The last day for a step was over and it was not taken; it may still be."""

    step: RectificationStep
    due_on: date
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """The instant at which the last day was over."""
        return self.fell_due_at


RectificationEvent = (
    RectificationOrdered
    | RectificationSubmitted
    | RectificationNotAccepted
    | RectificationAccepted
    | RectificationStepMissed
)
