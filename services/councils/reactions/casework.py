"""What councils do about casework: cases closed and limits missed go into the record of the centre that had them."""

from __future__ import annotations

from services.councils.domain.centre_record import (
    CENTRE_MATTER,
    CENTRE_RECORD,
    Matter,
    OverlookMatter,
    RecordClosure,
    RecordCommand,
    RecordMatter,
    RecordMissedLimit,
)
from services.councils.domain.types import CentreId
from shared.contracts import casework
from shared.contracts.casework.case import CaseClosed, CaseOpened
from shared.contracts.casework.case_clocks import Clock, PromisedLimitBreached, StatutoryLimitBreached
from shared.kernel.decider import Context, Step
from shared.kernel.envelope import Recorded
from shared.kernel.reaction import Draft, Reaction


def case_opened(recorded: Recorded[CaseOpened]) -> Step:
    """A case was opened at a centre."""
    opened = recorded.event
    command = RecordMatter(
        centre_id=CentreId(opened.centre_id), since_on=opened.accepted_on, source_position=recorded.position
    )
    return Step(CENTRE_MATTER, recorded.aggregate.id, command)


def case_closed(recorded: Recorded[CaseClosed]) -> Draft:
    """A case is done; where a limit is none, it was kept."""
    closed = recorded.event
    command = RecordClosure(
        case_id=recorded.aggregate.id,
        closed_on=closed.closed_on,
        on_time=False not in {closed.within_promise, closed.within_statute},
        source_position=recorded.position,
    )
    return _of_centre(recorded.aggregate.id, command)


def limit_missed(recorded: Recorded[PromisedLimitBreached] | Recorded[StatutoryLimitBreached]) -> Draft:
    """A limit passed before the case was done."""
    event = recorded.event
    command = RecordMissedLimit(
        case_id=recorded.aggregate.id,
        clock=Clock.PROMISED if isinstance(event, PromisedLimitBreached) else Clock.STATUTORY,
        due_on=event.due_on,
        source_position=recorded.position,
    )
    return _of_centre(recorded.aggregate.id, command)


def _of_centre(case_id: str, command: RecordCommand) -> Draft:
    def steps(context: Context) -> tuple[Step, ...]:
        matter = context.look(CENTRE_MATTER, case_id)
        if not isinstance(matter, Matter):
            return (Step(CENTRE_MATTER, case_id, OverlookMatter()),)
        return (Step(CENTRE_RECORD, matter.centre_id, command),)

    return Draft((CENTRE_MATTER.ref(case_id),), steps)


REACTION = Reaction(
    "casework",
    casework.EVENTS,
    {
        CaseOpened: case_opened,
        CaseClosed: case_closed,
        PromisedLimitBreached: limit_missed,
        StatutoryLimitBreached: limit_missed,
    },
)
