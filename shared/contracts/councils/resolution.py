"""Events of the resolution (决议): what a decision meeting adopted, how it was posted, carried out and verified."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event, Value
from shared.kernel.money import Money
from shared.kernel.personal import Personal, SubjectRef

Words = Annotated[str, Field(min_length=1, max_length=1000)]
"""About a matter, never about a person."""


class FundSource(StrEnum):
    """Who pays for what is resolved."""

    SPECIAL_FUND = "SPECIAL_FUND"
    """服务群众专项资金, 100,000 yuan to every residents' committee."""

    COMMITTEE = "COMMITTEE"
    GOVERNMENT = "GOVERNMENT"
    RESIDENTS = "RESIDENTS"
    """What residents raise of their free will (城市居民委员会组织法 §16)."""

    RESIDENT_UNIT = "RESIDENT_UNIT"
    ASSOCIATION = "ASSOCIATION"
    OTHER = "OTHER"


class Budget(Value):
    """What the carrying out may cost, and who pays."""

    amount: Money
    source: FundSource


class Verifier(StrEnum):
    """Whose word it takes that a resolution was carried out."""

    PROPOSER = "PROPOSER"
    SUPERVISION_COMMITTEE = "SUPERVISION_COMMITTEE"


class LapseCause(StrEnum):
    """Why a resolution of an emergency lapsed."""

    NOT_RATIFIED = "NOT_RATIFIED"
    """The days for it were over."""

    RATIFICATION_REFUSED = "RATIFICATION_REFUSED"


class ResolutionAdopted(Event):
    """A decision meeting adopted a resolution; recorded with its vote.

    `owner` names the body or person that carries `task` out until the end of `due_on`. What an `emergency` brought to
    the vote before its stages is in force at once and is ratified by the end of `ratify_by_on`, or lapses.
    """

    committee_id: str
    topic_id: str
    meeting_id: str
    task: Words
    owner: Annotated[str, Field(min_length=1, max_length=80)]
    due_on: Day
    budget: Budget | None = None
    adopted_on: date
    emergency: bool = False
    ratify_by_on: date | None = None


class ResolutionRejected(Event):
    """A decision meeting voted on what was to be resolved and did not adopt it; recorded with its vote."""

    committee_id: str
    topic_id: str
    meeting_id: str


class ResolutionPosted(Event):
    """The committee put the resolution up for all to see, until the end of `until_on`; recorded on the first day."""

    until_on: date


class HouseholdObjected(Event):
    """A household objected to a posted resolution, once; why is sealed under its own key.

    `resident` is who objected for it by a token of their own; the counter and others take it down of anybody.
    """

    household: SubjectRef
    resident: SubjectRef | None = None
    reason: Personal[str] | None = None


class ResolutionObjected(Event):
    """So many households objected that the resolution goes back to be discussed; recorded with the last of them."""

    households: int


class ResolutionRediscussed(Event):
    """A topic meeting discussed the matter again after the objections; what comes of it is another resolution."""

    meeting_id: str


class ResolutionInForce(Event):
    """The notice was over without too many objections, or an emergency does not wait for it: it is to be carried out.

    Recorded when the notice ends; in law from the beginning of `from_on`. The first word on how far it is is due by the
    end of `next_due_on`; what came into force before months were counted has none.
    """

    from_on: date
    next_due_on: date | None = None

    def effective_at(self) -> datetime:
        """The beginning of the first day in force."""
        return start_of(self.from_on)


class ReVoteDemanded(Event):
    """A member of the supervision committee holds the resolution to be against the rules: execution waits."""

    member: SubjectRef
    reason: Words


class ReVoteHeld(Event):
    """A decision meeting voted again; where it did not uphold the resolution, that is its end.

    Where it is in force and was upheld, the next word on how far it is is due by the end of `next_due_on`.
    """

    meeting_id: str
    upheld: bool
    next_due_on: date | None = None


class ResolutionRatified(Event):
    """A decision meeting that was called with due notice ratified a resolution of an emergency."""

    meeting_id: str


class ResolutionLapsed(Event):
    """A resolution of an emergency was not ratified; recorded by the vote, or when the days for it were over."""

    cause: LapseCause
    fell_due_at: datetime | None = None

    def effective_at(self) -> datetime | None:
        """When the days were over, where that is the cause."""
        return self.fell_due_at


class ProgressPosted(Event):
    """Whoever carries it out told for all to read how far it is; the next word is due by the end of `next_due_on`."""

    report: Words
    next_due_on: date


class ProgressMissed(Event):
    """The last day of a month passed and nobody told how far it is; recorded once for each, with the next last day."""

    due_on: date
    next_due_on: date

    def effective_at(self) -> datetime:
        """The end of the last day."""
        return start_of(self.due_on + timedelta(days=1))


class ExecutionDelayed(Event):
    """The last day passed and it was not carried out; recorded once, it may still be carried out."""

    due_on: date

    def effective_at(self) -> datetime:
        """The end of the last day."""
        return start_of(self.due_on + timedelta(days=1))


class ResolutionExecuted(Event):
    """Whoever carries it out says that it is done; recorded with that word, before anybody has verified it."""

    result: Words


class ExecutionAccepted(Event):
    """One of the two verifiers found it carried out."""

    by: Verifier
    verifier: SubjectRef


class ExecutionNotAccepted(Event):
    """One of the two verifiers found it not carried out: execution goes on, and both look at it anew.

    The next word on how far it is is due by the end of `next_due_on`.
    """

    by: Verifier
    verifier: SubjectRef
    reason: Words
    next_due_on: date | None = None


class ResolutionVerified(Event):
    """Proposer and supervision committee both found it carried out; recorded with the word of the second."""

    verified_on: date


class ResolutionArchived(Event):
    """The papers of a verified resolution went to the archive (永久)."""

    archived_on: date


ResolutionEvent = (
    ResolutionAdopted
    | ResolutionRejected
    | ResolutionPosted
    | HouseholdObjected
    | ResolutionObjected
    | ResolutionRediscussed
    | ResolutionInForce
    | ReVoteDemanded
    | ReVoteHeld
    | ResolutionRatified
    | ResolutionLapsed
    | ProgressPosted
    | ProgressMissed
    | ExecutionDelayed
    | ResolutionExecuted
    | ExecutionAccepted
    | ExecutionNotAccepted
    | ResolutionVerified
    | ResolutionArchived
)
