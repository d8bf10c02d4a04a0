"""What associations does about intake: a filing that was accepted at a window waits for its result until taken back."""

from __future__ import annotations

from services.associations.domain.window_filing import WINDOW_FILING, AwaitFiling, EndWait
from shared.contracts import intake
from shared.contracts.intake.application import ApplicationAccepted, ApplicationDeemedAccepted, ApplicationWithdrawn
from shared.contracts.intake.application_duplicates import ApplicationMerged
from shared.contracts.intake.application_mending import AcceptanceWithdrawn
from shared.kernel.decider import Step
from shared.kernel.envelope import Recorded
from shared.kernel.reaction import Reaction


def accepted(recorded: Recorded[ApplicationAccepted] | Recorded[ApplicationDeemedAccepted]) -> Step:
    """An application was accepted, or is taken as accepted; only one for a filing waits here."""
    event = recorded.event
    command = AwaitFiling(item_code=event.item_code, centre_id=event.centre_id, source_position=recorded.position)
    return Step(WINDOW_FILING, recorded.aggregate.id, command)


def taken_back(
    recorded: Recorded[ApplicationWithdrawn] | Recorded[ApplicationMerged] | Recorded[AcceptanceWithdrawn],
) -> Step:
    """The applicant, or the hall, took it back."""
    return Step(WINDOW_FILING, recorded.aggregate.id, EndWait(source_position=recorded.position))


REACTION = Reaction(
    intake.SERVICE,
    intake.EVENTS,
    {
        ApplicationAccepted: accepted,
        ApplicationDeemedAccepted: accepted,
        ApplicationWithdrawn: taken_back,
        ApplicationMerged: taken_back,
        AcceptanceWithdrawn: taken_back,
    },
)
