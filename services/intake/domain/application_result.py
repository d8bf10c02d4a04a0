"""What is heard of the back office about an application: its result, a new one in its place, or none any more.

Nothing is refused: what the back office did was done. A withdrawal that was recorded before stands; there is nobody to
hold a result for. An acceptance that was taken back after its case was decided changes nothing: the result is held.
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
from services.intake.domain.application_state import (
    Accepted,
    Application,
    Delivered,
    Events,
    ResultHeld,
    in_the_back_office,
)
from shared.contracts.casework.case import Outcome
from shared.contracts.casework.case_aftermath import TerminationCauseV2
from shared.contracts.intake.application import (
    ApplicationEnded,
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


def after_the_case(command: BackOfficeCommand, application: Application) -> Events:
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


def _hold(command: HoldResult, application: Application) -> Events:
    if isinstance(application, ResultHeld | Delivered):
        return _in_place_of(application.result, command, command.outcome)
    if not in_the_back_office(application):
        return []
    given = handed_over(application) if isinstance(application, Accepted) else []
    return [_received(command, command.outcome), *given]


def _hold_corrected(command: HoldCorrectedResult, application: Application) -> Events:
    # What is corrected before the closure comes with the closure.
    if not isinstance(application, ResultHeld | Delivered):
        return []
    return _in_place_of(application.result, command, command.outcome or application.result.outcome)


def _in_place_of(given: ResultReceived, command: HoldResult | HoldCorrectedResult, outcome: Outcome) -> Events:
    return [_received(command, outcome)] if command.source_position > given.source_position else []


def _received(command: HoldResult | HoldCorrectedResult, outcome: Outcome) -> ResultReceived:
    return ResultReceived(case_id=command.case_id, outcome=outcome, source_position=command.source_position)


def _recall(command: RecallResult, application: Application) -> Events:
    # Reopened before its closure, a case has brought no result yet.
    if not isinstance(application, ResultHeld | Delivered):
        return []
    if command.source_position <= application.result.source_position:
        return []
    return [ResultRecalled(case_id=command.case_id, source_position=command.source_position)]


def _revoke(command: RevokeResult, application: Application) -> Events:
    if not (in_the_back_office(application) or isinstance(application, ResultHeld | Delivered)):
        return []
    return [ResultRevoked(case_id=command.case_id, source_position=command.source_position)]


def _declined(command: HearDecline, application: Application) -> Events:
    if not isinstance(application, Accepted) or application.at_window is None:
        return []
    return [WindowDecisionDeclined(case_id=command.case_id, slug=command.slug, source_position=command.source_position)]


def _end(command: EndApplication, application: Application) -> Events:
    cause = _CAUSES.get(command.cause)
    if cause is None or not in_the_back_office(application):
        return []
    return [ApplicationEnded(case_id=command.case_id, cause=cause, source_position=command.source_position)]
