"""Self-governance activity (自治活动) of a committee: planned, announced to its residents, held, reported to them.

Invariants: what was not announced was not held as one · what was spent says whose money it was · one that was held is
reported once, and cancelled no more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from services.councils.domain.committee import COMMITTEE, not_standing
from services.councils.domain.offices import of_committee
from services.councils.domain.types import CommitteeId
from shared.contracts.councils.community import Name
from shared.contracts.councils.resolution import Budget
from shared.contracts.councils.self_governance_activity import (
    SelfGovernanceActivityAnnounced,
    SelfGovernanceActivityCancelled,
    SelfGovernanceActivityEvent,
    SelfGovernanceActivityHeld,
    SelfGovernanceActivityPlanned,
    SelfGovernanceActivityReported,
    SelfGovernanceClass,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, CorruptStream, Refusal, Unacceptable, Unknown

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotPlanned:
    """Nobody has planned it."""


@dataclass(frozen=True, slots=True)
class Planned:
    """It is ahead; residents know of it once it is announced."""

    plan: SelfGovernanceActivityPlanned
    announced: SelfGovernanceActivityAnnounced | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """It took place; its report is owed, or there."""

    plan: SelfGovernanceActivityPlanned
    held: SelfGovernanceActivityHeld
    reported: SelfGovernanceActivityReported | None = None


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Terminal: it will not take place."""

    plan: SelfGovernanceActivityPlanned


Activity = NotPlanned | Planned | Held | Cancelled


def evolve(activity: Activity, event: SelfGovernanceActivityEvent) -> Activity:
    """Apply one recorded fact."""
    match event, activity:
        case SelfGovernanceActivityPlanned(), NotPlanned():
            return Planned(event)
        case SelfGovernanceActivityAnnounced(), Planned():
            return replace(activity, announced=event)
        case SelfGovernanceActivityHeld(), Planned():
            return Held(activity.plan, event)
        case SelfGovernanceActivityReported(), Held():
            return replace(activity, reported=event)
        case SelfGovernanceActivityCancelled(), Planned():
            return Cancelled(activity.plan)
        case _:
            raise CorruptStream("an activity went on that was not at that point")


# --- commands and refusals --------------------------------------------------


class PlanSelfGovernance(Command):
    """Plan an activity; the decision is given the committee."""

    committee_id: Annotated[CommitteeId, Field(min_length=1, max_length=80)]
    activity_class: SelfGovernanceClass
    title: Name
    planned_for_on: Day


class AnnounceSelfGovernance(Command):
    """Tell the residents of it."""


class HoldSelfGovernance(Command):
    """Enter that it took place, who came and what it cost."""

    held_on: Day
    attendance: Annotated[int, Field(ge=1, le=100_000)]
    spent: Budget | None = None


class ReportSelfGovernance(Command):
    """Tell the residents what came of it."""

    report: Annotated[str, Field(min_length=1, max_length=1000)]


class CancelSelfGovernance(Command):
    """Let it not take place."""


ActivityCommand = (
    PlanSelfGovernance | AnnounceSelfGovernance | HoldSelfGovernance | ReportSelfGovernance | CancelSelfGovernance
)


@dataclass(frozen=True, slots=True)
class SelfGovernanceUnknown(Unknown):
    """There is no such activity."""

    slug: ClassVar[str] = "self-governance-activity-unknown"
    zh: ClassVar[str] = "自治活动不存在"
    en: ClassVar[str] = "There is no such activity"


@dataclass(frozen=True, slots=True)
class SelfGovernanceOver(Conflict):
    """It was held, or cancelled."""

    slug: ClassVar[str] = "self-governance-activity-over"
    zh: ClassVar[str] = "自治活动已举办或已取消"
    en: ClassVar[str] = "The activity was held or cancelled"


@dataclass(frozen=True, slots=True)
class SelfGovernanceNotAnnounced(Conflict):
    """The residents were not told of it."""

    slug: ClassVar[str] = "self-governance-activity-not-announced"
    zh: ClassVar[str] = "自治活动尚未公告"
    en: ClassVar[str] = "The residents were not told of the activity"


@dataclass(frozen=True, slots=True)
class SelfGovernanceNotHeld(Conflict):
    """What was not held has no report."""

    slug: ClassVar[str] = "self-governance-activity-not-held"
    zh: ClassVar[str] = "自治活动尚未举办"
    en: ClassVar[str] = "The activity was not held"


@dataclass(frozen=True, slots=True)
class SelfGovernanceDayWrong(Conflict):
    """The day is ahead, or before the announcement."""

    slug: ClassVar[str] = "self-governance-activity-day-wrong"
    zh: ClassVar[str] = "举办日期不得早于公告日期，也不得晚于今日"
    en: ClassVar[str] = "It is held after its announcement, and entered after it was held"
    announced_on: date


@dataclass(frozen=True, slots=True)
class NothingSpent(Unacceptable):
    """What cost nothing was nobody's money."""

    slug: ClassVar[str] = "nothing-spent"
    zh: ClassVar[str] = "支出金额应当大于零"
    en: ClassVar[str] = "What was spent is more than nothing"


# --- decisions --------------------------------------------------------------

Facts = list[SelfGovernanceActivityEvent] | Refusal


def decide(command: ActivityCommand, activity: Activity, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, PlanSelfGovernance):
        return _plan(command, activity, context)
    if isinstance(activity, NotPlanned):
        return SelfGovernanceUnknown()
    if (barred := of_committee(activity.plan.committee_id, context)) is not None:
        return barred
    match command:
        case AnnounceSelfGovernance():
            return _announce(activity, context)
        case HoldSelfGovernance():
            return _hold(command, activity, context)
        case ReportSelfGovernance():
            return _report(command, activity, context)
        case CancelSelfGovernance():
            return _cancel(activity, context)
        case _:
            assert_never(command)


def _plan(command: PlanSelfGovernance, activity: Activity, context: Context) -> Facts:
    if not isinstance(activity, NotPlanned):
        return []
    if (refused := not_standing(context.look(COMMITTEE, command.committee_id))) is not None:
        return refused
    barred = of_committee(command.committee_id, context)
    return barred or [SelfGovernanceActivityPlanned(**command.model_dump())]


def _announce(activity: Planned | Held | Cancelled, context: Context) -> Facts:
    if not isinstance(activity, Planned):
        return SelfGovernanceOver()
    return [] if activity.announced else [SelfGovernanceActivityAnnounced(announced_on=context.today)]


def _hold(command: HoldSelfGovernance, activity: Planned | Held | Cancelled, context: Context) -> Facts:
    held = SelfGovernanceActivityHeld(held_on=command.held_on, attendance=command.attendance, spent=command.spent)
    if not isinstance(activity, Planned):
        return [] if isinstance(activity, Held) and activity.held == held else SelfGovernanceOver()
    if activity.announced is None:
        return SelfGovernanceNotAnnounced()
    if not activity.announced.announced_on <= command.held_on <= context.today:
        return SelfGovernanceDayWrong(activity.announced.announced_on)
    return NothingSpent() if command.spent and command.spent.amount.amount <= 0 else [held]


def _report(command: ReportSelfGovernance, activity: Planned | Held | Cancelled, context: Context) -> Facts:
    if not isinstance(activity, Held):
        return SelfGovernanceNotHeld()
    if activity.reported is not None:
        return [] if activity.reported.report == command.report else SelfGovernanceOver()
    return [SelfGovernanceActivityReported(report=command.report, reported_on=context.today)]


def _cancel(activity: Planned | Held | Cancelled, context: Context) -> Facts:
    if isinstance(activity, Cancelled):
        return []
    return (
        SelfGovernanceOver()
        if isinstance(activity, Held)
        else [SelfGovernanceActivityCancelled(cancelled_on=context.today)]
    )


SELF_GOVERNANCE_ACTIVITY: Decider[Activity, ActivityCommand, SelfGovernanceActivityEvent] = Decider(
    "self-governance-activity", NotPlanned(), evolve, decide, SelfGovernanceActivityEvent
)
