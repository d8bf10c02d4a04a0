"""Joint activity (共驻共建) of a community's working committee and the units that are resident there.

Invariants: only resident units are invited, only invited ones answer, and only who accepted takes part · it was held
with as many units as the policy asks for, on a day that has come · its result is published once, after it was held.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from services.councils.domain.community import COMMUNITY, stands_on
from services.councils.domain.community_refusals import CommunityNotFounded
from services.councils.domain.joint_activity_commands import (
    AnswerInvitation,
    CancelActivity,
    HoldActivity,
    InviteUnits,
    JointActivityCommand,
    PlanActivity,
    PublishResult,
)
from services.councils.domain.joint_activity_refusals import (
    ActivityNotHeld,
    ActivityOver,
    ActivityUnknown,
    HoldingRule,
    HoldingRulesBroken,
    NotInvited,
    ResultPublished,
)
from services.councils.domain.mandate import of_another_community, of_another_unit
from services.councils.domain.party_working_committee_refusals import UnitNotResident
from services.councils.domain.resident_unit import RESIDENT_UNIT, Resident
from services.councils.domain.types import UnitId
from shared.contracts.councils.joint_activity import (
    InvitationAccepted,
    InvitationDeclined,
    JointActivityCancelled,
    JointActivityEvent,
    JointActivityHeld,
    JointActivityPlanned,
    JointActivityResultPublished,
    UnitInvited,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.refusals import CorruptStream, Refusal

MIN_UNITS = "joint.min_units"

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotPlanned:
    """Before anybody has planned it."""


@dataclass(frozen=True, slots=True)
class Planned:
    """To come: whether each unit that was invited takes part, None where it has not answered."""

    plan: JointActivityPlanned
    answers: Mapping[UnitId, bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Held:
    """It took place; its result is to be published, or is."""

    plan: JointActivityPlanned
    held: JointActivityHeld
    result: JointActivityResultPublished | None = None


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Terminal: it will not take place."""

    plan: JointActivityPlanned


JointActivity = NotPlanned | Planned | Held | Cancelled


def evolve(activity: JointActivity, event: JointActivityEvent) -> JointActivity:
    """Apply one recorded fact."""
    match event, activity:
        case JointActivityPlanned(), NotPlanned():
            return Planned(event)
        case UnitInvited(), Planned():
            return _answered(activity, event.unit_id, None)
        case InvitationAccepted(), Planned():
            return _answered(activity, event.unit_id, True)
        case InvitationDeclined(), Planned():
            return _answered(activity, event.unit_id, False)
        case JointActivityHeld(), Planned():
            return Held(activity.plan, event)
        case JointActivityResultPublished(), Held():
            return replace(activity, result=event)
        case JointActivityCancelled(), Planned():
            return Cancelled(activity.plan)
        case _:
            raise CorruptStream("an activity went on that was not at that point")


def _answered(activity: Planned, unit_id: str, answer: bool | None) -> Planned:
    return replace(activity, answers={**activity.answers, UnitId(unit_id): answer})


# --- decisions --------------------------------------------------------------

Facts = list[JointActivityEvent] | Refusal


def decide(command: JointActivityCommand, activity: JointActivity, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, PlanActivity):
        return _plan(command, activity, context)
    if isinstance(activity, NotPlanned):
        return ActivityUnknown()
    if (barred := of_another_community(context.actor, activity.plan.community_id)) is not None:
        return barred
    match command:
        case InviteUnits():
            return _invite(command, activity, context)
        case AnswerInvitation():
            return _answer(command, activity, context)
        case HoldActivity():
            return _hold(command, activity, context)
        case PublishResult():
            return _publish(command, activity, context)
        case CancelActivity():
            return _cancel(activity, context)
        case _:
            assert_never(command)


def _plan(command: PlanActivity, activity: JointActivity, context: Context) -> Facts:
    if not isinstance(activity, NotPlanned):
        return []
    if (barred := of_another_community(context.actor, command.community_id)) is not None:
        return barred
    if not stands_on(context.look(COMMUNITY, command.community_id), command.planned_for_on):
        return CommunityNotFounded()
    return [JointActivityPlanned(**command.model_dump())]


def _invite(command: InviteUnits, activity: Planned | Held | Cancelled, context: Context) -> Facts:
    if not isinstance(activity, Planned):
        return ActivityOver()
    units = [context.look(RESIDENT_UNIT, unit_id) for unit_id in command.unit_ids]
    here = activity.plan.community_id
    if not all(isinstance(unit, Resident) and unit.community_id == here for unit in units):
        return UnitNotResident()
    return [UnitInvited(unit_id=each) for each in dict.fromkeys(command.unit_ids) if each not in activity.answers]


def _answer(command: AnswerInvitation, activity: Planned | Held | Cancelled, context: Context) -> Facts:
    if (barred := of_another_unit(context.actor, command.unit_id)) is not None:
        return barred
    if not isinstance(activity, Planned):
        return ActivityOver()
    if command.unit_id not in activity.answers:
        return NotInvited()
    if activity.answers[command.unit_id] is command.accepts:
        return []
    answered = InvitationAccepted if command.accepts else InvitationDeclined
    return [answered(unit_id=command.unit_id)]


def _publish(command: PublishResult, activity: Planned | Held | Cancelled, context: Context) -> Facts:
    if not isinstance(activity, Held):
        return ActivityNotHeld()
    if (told := activity.result) is not None:
        same = (told.summary, told.beneficiaries) == (command.summary, command.beneficiaries)
        return [] if same else ResultPublished(told.published_on)
    return [JointActivityResultPublished(**command.model_dump(), published_on=context.today)]


def _cancel(activity: Planned | Held | Cancelled, context: Context) -> Facts:
    if isinstance(activity, Cancelled):
        return []
    return ActivityOver() if isinstance(activity, Held) else [JointActivityCancelled(cancelled_on=context.today)]


# --- what holding one takes -------------------------------------------------


def _enough_units(command: HoldActivity, _activity: Planned, context: Context) -> bool:
    return len(command.unit_ids) >= context.policy.whole(MIN_UNITS, context.today)


def _each_accepted(command: HoldActivity, activity: Planned, _context: Context) -> bool:
    return all(activity.answers.get(unit_id) for unit_id in command.unit_ids)


def _each_once(command: HoldActivity, _activity: Planned, _context: Context) -> bool:
    return len(command.unit_ids) == len(command.attendance)


def _has_come(command: HoldActivity, _activity: Planned, context: Context) -> bool:
    return command.held_on <= context.today


HOLDING: Mapping[HoldingRule, Callable[[HoldActivity, Planned, Context], bool]] = {
    HoldingRule.ENOUGH_UNITS: _enough_units,
    HoldingRule.EACH_ACCEPTED: _each_accepted,
    HoldingRule.EACH_ONCE: _each_once,
    HoldingRule.DAY_HAS_COME: _has_come,
}


def _hold(command: HoldActivity, activity: Planned | Held | Cancelled, context: Context) -> Facts:
    held = JointActivityHeld(held_on=command.held_on, attendance=command.attendance)
    if not isinstance(activity, Planned):
        return [] if isinstance(activity, Held) and activity.held == held else ActivityOver()
    broken = tuple(name for name, keeps in HOLDING.items() if not keeps(command, activity, context))
    return HoldingRulesBroken(broken) if broken else [held]


JOINT_ACTIVITY: Decider[JointActivity, JointActivityCommand, JointActivityEvent] = Decider(
    "joint-activity", NotPlanned(), evolve, decide, JointActivityEvent
)
