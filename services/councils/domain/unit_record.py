"""Unit's record (驻区单位实绩): the joint activities that a resident unit had accepted, and whether it took part.

Invariant: an activity counts once, when it is held; what did not take place counts for nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from services.councils.domain.appraisal_period import Span
from services.councils.domain.joint_activity import JOINT_ACTIVITY, JointActivity, Planned
from services.councils.domain.types import UnitId
from shared.contracts.councils.unit_record import JointActivityKept, JointActivityNotKept, UnitRecordEvent
from shared.kernel.decider import Context, Decider, Step
from shared.kernel.messages import Command
from shared.kernel.refusals import Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """The activities by id: when each was held."""

    kept: Mapping[str, date] = field(default_factory=dict)
    not_kept: Mapping[str, date] = field(default_factory=dict)

    def within(self, span: Span) -> tuple[int, int]:
        """How many that were held within some days it had accepted, and in how many of them it took part."""
        kept, missed = (
            sum(span.from_on <= day <= span.until_on for day in days.values()) for days in (self.kept, self.not_kept)
        )
        return kept + missed, kept


def evolve(record: UnitRecord, event: UnitRecordEvent) -> UnitRecord:
    """Apply one recorded fact."""
    match event:
        case JointActivityKept():
            return replace(record, kept={**record.kept, event.activity_id: event.held_on})
        case JointActivityNotKept():
            return replace(record, not_kept={**record.not_kept, event.activity_id: event.held_on})
        case _:
            assert_never(event)


# --- command ----------------------------------------------------------------


class RecordHolding(Command):
    """Record, in the act that enters the holding, whether the unit took part; the decision is given the activity."""

    unit_id: UnitId
    activity_id: str
    held_on: date
    took_part: bool


# --- decision ---------------------------------------------------------------


def decide(command: RecordHolding, record: UnitRecord, context: Context) -> list[UnitRecordEvent] | Refusal:
    """Answer with a fact about a unit that had accepted; there is nothing to refuse."""
    activity = context.look(JOINT_ACTIVITY, command.activity_id)
    if not isinstance(activity, Planned) or not activity.answers.get(command.unit_id):
        return []
    if command.activity_id in {*record.kept, *record.not_kept}:
        return []
    fact = JointActivityKept if command.took_part else JointActivityNotKept
    return [fact(activity_id=command.activity_id, held_on=command.held_on)]


UNIT_RECORD: Decider[UnitRecord, RecordHolding, UnitRecordEvent] = Decider(
    "unit-record", UnitRecord(), evolve, decide, UnitRecordEvent
)


def told_to_units(
    activity_id: str, activity: JointActivity, held_on: date, present: frozenset[UnitId]
) -> tuple[Step, ...]:
    """What a holding means for the record of each unit that had accepted."""
    if not isinstance(activity, Planned):
        return ()
    accepted = (unit_id for unit_id, accepts in activity.answers.items() if accepts)
    return tuple(
        Step(
            UNIT_RECORD,
            unit_id,
            RecordHolding(unit_id=unit_id, activity_id=activity_id, held_on=held_on, took_part=unit_id in present),
            related=(JOINT_ACTIVITY.ref(activity_id),),
        )
        for unit_id in accepted
    )
