"""The decision (决定书) as the counter hands it over: what was decided by whom and why, and what can be done now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from services.intake.api.document_about import About, Told
from services.intake.api.document_outcome import OUTCOMES, held_result, reasons_said, reasons_table, remedies
from shared.contracts.casework.case import DecisionMade, Outcome
from shared.contracts.casework.case_aftermath import DecisionCorrected
from shared.contracts.intake.application_instant import DecidedAtWindow
from shared.documents.document import Document, Line
from shared.runtime.opening import Opened


def decision(about: About, told: Told) -> Document | None:
    """The decision of which the counter holds the result; none while it holds none."""
    found, say, speech = held_result(told), about.speech.say, about.speech
    if found is None:
        return None
    result = found.recorded.event
    deciding = _deciding(told, result.source_position)
    if deciding is None:
        return None
    event, on = deciding.recorded.event, _decided_on(deciding)
    lines = [
        Line(say("决定机关", "Decided by"), event.by_body or about.place.centre),
        Line(say("决定", "Decision"), say(*OUTCOMES[result.outcome])),
        Line(say("决定日期", "Decided on"), speech.day(on)),
    ]
    if result.outcome is Outcome.GRANT and event.amount is not None:
        lines.append(Line(say("金额", "Amount"), speech.money(event.amount)))
    reasons = _reasons(told, deciding)
    against = (*event.remedies, remedies(about, told.policy, on)) if result.outcome is Outcome.REFUSE else ()
    return replace(
        about.document("JD", say("决定书", "Decision"), on, lines=lines, signatures=(say("（印章）", "(seal)"),)),
        before=(say("对您的申请，经审查决定如下：", "On your application it was decided:"),),
        table=reasons_table(about, reasons) if reasons else None,
        after=against,
    )


def _deciding(told: Told, position: int) -> Opened | None:
    """The decision of a result: the newest one of the case when the result went to the counter."""
    made = (each for each in reversed(told.case) if isinstance(each.recorded.event, DecisionMade | DecisionCorrected))
    return next((each for each in made if each.recorded.position <= position), None)


def _decided_on(deciding: Opened) -> date:
    event: DecisionMade | DecisionCorrected = deciding.recorded.event
    return event.decided_on if isinstance(event, DecisionMade) else event.effective_on


def _reasons(told: Told, deciding: Opened) -> Sequence[str]:
    # What was decided at a window stands with its reasons in the log of the counter.
    if isinstance(deciding.recorded.event, DecisionMade) and deciding.recorded.event.window_position is not None:
        at_window = told.last(DecidedAtWindow)
        if at_window is None:
            return ()
        deciding = at_window
    sealed = deciding.recorded.event.reasons
    return () if sealed is None else reasons_said(deciding, sealed)
