"""What intake does about casework: the counter holds the result of a closed case."""

from __future__ import annotations

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_commands import HoldResult
from shared.contracts import casework
from shared.contracts.casework.case import CaseClosed
from shared.kernel.decider import Step
from shared.kernel.envelope import Recorded
from shared.kernel.reaction import Reaction


def case_closed(recorded: Recorded[CaseClosed]) -> Step:
    """The back office has closed the case of an application."""
    command = HoldResult(
        case_id=recorded.aggregate.id,
        outcome=recorded.event.outcome,
        source_position=recorded.position,
    )
    return Step(APPLICATION, recorded.event.application_id, command)


REACTION = Reaction("casework", casework.EVENTS, {CaseClosed: case_closed})
