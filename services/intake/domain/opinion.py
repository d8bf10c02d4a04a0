"""Opinion (意见): what a resident raises at a window; the committee that it is raised with answers it in councils.

Invariants: it is taken once, at an open window and on its post · it is raised with a residents' committee · it has the
same id in both services.
"""

from __future__ import annotations

from dataclasses import dataclass

from services.intake.domain.committee import residents_only
from services.intake.domain.hall import HALL, Hall, HallUnknown, WindowNotOpen
from services.intake.domain.types import HallId, WindowId
from services.intake.domain.window_post import NotOnWindowPost, OnPost, at_window
from shared.contracts.intake.opinion import OpinionEvent, OpinionTaken
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.personal import Personal, SubjectRef
from shared.kernel.refusals import Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Before anybody raised it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Councils has it, or will. Terminal."""

    committee_id: str


Opinion = NotTaken | Taken


def evolve(_opinion: Opinion, event: OpinionEvent) -> Opinion:
    """Apply one recorded fact."""
    return Taken(event.committee_id)


# --- command ----------------------------------------------------------------


class TakeOpinion(Command):
    """Take down what somebody raises."""

    hall_id: HallId
    window_id: WindowId
    committee_id: str
    proposer: SubjectRef
    text: Personal[str]
    contact: Personal[str] | None


# --- decisions --------------------------------------------------------------


def decide(command: TakeOpinion, opinion: Opinion, context: Context) -> list[OpinionEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(opinion, Taken):
        return []
    on = _at_which(command, context)
    if isinstance(on, Refusal):
        return on
    refusal = residents_only(command.committee_id, context)
    taken = OpinionTaken(**dict(command), taken_on=context.today, post_id=on.post_id, acted_as=on.acted_as)
    return refusal or [taken]


def _at_which(command: TakeOpinion, context: Context) -> OnPost | Refusal:
    hall = context.look(HALL, command.hall_id)
    if not isinstance(hall, Hall):
        return HallUnknown()
    on = at_window(command.hall_id, command.window_id, context)
    return on if isinstance(on, NotOnWindowPost) or hall.takes(command.window_id) else WindowNotOpen()


OPINION: Decider[Opinion, TakeOpinion, OpinionEvent] = Decider("opinion", NotTaken(), evolve, decide, OpinionEvent)
