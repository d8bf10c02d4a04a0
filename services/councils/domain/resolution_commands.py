"""What is said to a resolution."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.councils.domain.topic_commands import Voted
from services.councils.domain.types import MeetingId
from shared.contracts.councils.resolution import Budget, Verifier, Words
from shared.kernel.instants import Day
from shared.kernel.messages import Command, Value
from shared.kernel.personal import Personal, SubjectRef


class Terms(Value):
    """What shall be done, by whom until when, and what it may cost."""

    task: Words
    owner: Annotated[str, Field(min_length=1, max_length=80)]
    due_on: Day
    budget: Budget | None = None


class VoteOnResolution(Voted):
    """Record what a decision meeting voted: on `terms`, or a second time on what was adopted."""

    terms: Terms | None = None


class RediscussResolution(Command):
    """See that nothing of it stands, or lay it down after the objections: its matter is discussed again."""

    meeting_id: MeetingId


class PostResolution(Command):
    """Put it up for all to see."""


class ObjectToResolution(Command):
    """Let a household object."""

    household: SubjectRef
    reason: Personal[str] | None = None


class BringIntoForce(Command):
    """The notice is over."""


class DemandReVote(Command):
    """Demand, as a member of the supervision committee, that it be voted on again."""

    member: SubjectRef
    reason: Words


class LapseResolution(Command):
    """The days to ratify it are over."""


class PostProgress(Command):
    """Tell for all to read how far it is."""

    report: Words


class MissProgress(Command):
    """The last day for a word on how far it is has passed."""


class MissExecution(Command):
    """The last day has passed."""


class ExecuteResolution(Command):
    """Say that it is carried out."""

    result: Words


class AcceptExecution(Command):
    """Find it carried out."""

    by: Verifier
    verifier: SubjectRef


class RejectExecution(Command):
    """Find it not carried out."""

    by: Verifier
    verifier: SubjectRef
    reason: Words


class ArchiveResolution(Command):
    """Give its papers to the archive."""


Acceptance = AcceptExecution | RejectExecution
ResolutionCommand = (
    VoteOnResolution
    | RediscussResolution
    | PostResolution
    | ObjectToResolution
    | BringIntoForce
    | DemandReVote
    | LapseResolution
    | PostProgress
    | MissProgress
    | MissExecution
    | ExecuteResolution
    | Acceptance
    | ArchiveResolution
)
