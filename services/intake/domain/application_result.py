"""What is heard of the back office about an application: its result, a new one in its place, or none any more.

Nothing is refused: what the back office did was done. A withdrawal that was recorded before stands; there is nobody to
hold a result for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from services.intake.domain.application_commands import (
    BackOfficeCommand,
    EndApplication,
    HearDecline,
    HoldCorrectedResult,
    HoldResult,
    RecallResult,
    RevokeResult,
)
from services.intake.domain.application_instant import handed_over
from services.intake.domain.application_state import Accepted, Application, Delivered, ResultHeld
from shared.contracts.casework.case import Outcome
from shared.contracts.casework.case_aftermath import TerminationCauseV2
from shared.contracts.intake.application import (
    ApplicationEnded,
    ApplicationEvent,
    EndingCause,
    ResultRecalled,
    ResultReceived,
    ResultRevoked,
)
from shared.contracts.intake.application_instant import WindowDecisionDeclined

_CAUSES: Mapping[TerminationCauseV2, EndingCause] = {
    TerminationCauseV2.DIED: EndingCause.DIED,
    TerminationCauseV2.LOST_PURPOSE: EndingCause.LOST_PURPOSE,
}
"""A withdrawal was told here."""


def after_the_case(command: BackOfficeCommand, application: Application) -> list[ApplicationEvent]:
    """What the counter records of it."""
    match command:
        case HoldResult():
            return _hold(command, application)
        case HoldCorrectedResult():
            return _hold_corrected(command, application)
        case RecallResult():
            return _recall(command, application)
        case RevokeResult():
            return _revoke(command, application)
        case EndApplication():
            return _end(command, application)
        case HearDecline():
            return _declined(command, application)
        case _:
            assert_never(command)


def _hold(command: HoldResult, application: Application) -> list[ApplicationEvent]:
    match application:
        case Accepted():
            return [_received(command, command.outcome), *handed_over(application)]
        case ResultHeld() | Delivered():
            return _in_place_of(application.result, command, command.outcome)
        case _:
            return []


def _hold_corrected(command: HoldCorrectedResult, application: Application) -> list[ApplicationEvent]:
    # What is corrected before the closure comes with the closure.
    if not isinstance(application, ResultHeld | Delivered):
        return []
    return _in_place_of(application.result, command, command.outcome or application.result.outcome)


def _in_place_of(
    given: ResultReceived, command: HoldResult | HoldCorrectedResult, outcome: Outcome
) -> list[ApplicationEvent]:
    return [_received(command, outcome)] if command.source_position > given.source_position else []


def _received(command: HoldResult | HoldCorrectedResult, outcome: Outcome) -> ResultReceived:
    return ResultReceived(case_id=command.case_id, outcome=outcome, source_position=command.source_position)


def _recall(command: RecallResult, application: Application) -> list[ApplicationEvent]:
    # Reopened before its closure, a case has brought no result yet.
    if not isinstance(application, ResultHeld | Delivered):
        return []
    if command.source_position <= application.result.source_position:
        return []
    return [ResultRecalled(case_id=command.case_id, source_position=command.source_position)]


def _revoke(command: RevokeResult, application: Application) -> list[ApplicationEvent]:
    if not isinstance(application, Accepted | ResultHeld | Delivered):
        return []
    return [ResultRevoked(case_id=command.case_id, source_position=command.source_position)]


def _declined(command: HearDecline, application: Application) -> list[ApplicationEvent]:
    if not isinstance(application, Accepted) or application.at_window is None:
        return []
    return [WindowDecisionDeclined(case_id=command.case_id, slug=command.slug, source_position=command.source_position)]


def _end(command: EndApplication, application: Application) -> list[ApplicationEvent]:
    cause = _CAUSES.get(command.cause)
    if cause is None or not isinstance(application, Accepted):
        return []
    return [ApplicationEnded(case_id=command.case_id, cause=cause, source_position=command.source_position)]
