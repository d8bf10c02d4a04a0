"""What people and the passing of time do to the clocks of a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, ClassVar

from pydantic import Field

from services.casework.domain.case_clocks import (
    QUERY_MAX_WD,
    Clocks,
    due_dates,
    evolve,
    item_of,
    longer,
    resumed,
    suspended,
)
from services.casework.domain.case_commands import Work
from services.casework.domain.case_state import File, OnPostAct, Open, Turn
from services.casework.domain.types import OnPost
from shared.contracts.casework.case_clocks import (
    CaseClockEvent,
    Clock,
    DueDateRecomputed,
    DueDates,
    ExtensionApproved,
    ExtensionDenied,
    ExtensionRequested,
    PromisedLimitBreached,
    StatutoryLimitBreached,
)
from shared.contracts.casework.post import PostKind
from shared.contracts.casework.reasons import Reasons
from shared.contracts.refusals import SamePerson
from shared.kernel.decider import Context
from shared.kernel.instants import day_of
from shared.kernel.limits import END_OF_DAY
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Refusal, Unacceptable
from shared.kernel.suspensions import SuspensionReason

EXTENSION_MAX_WD = "extension.max_wd"
EXTENSION_TIMES = "extension.times"
FORCE_MAJEURE = "force-majeure"

# --- commands ---------------------------------------------------------------


class SuspendClock(Work):
    """Stop the clocks for force majeure (不可抗力), on an examination post; other suspensions come with their acts."""


class ResumeClock(Work):
    """Force majeure is over."""


class RequestExtension(Work):
    """Ask for `n` more working days on an examination post, saying why."""

    n: Annotated[int, Field(ge=1, le=365)]
    reasons: Reasons


class ApproveExtension(Work):
    """Grant what was asked, on an approval post; the applicant is told the reasons."""

    reasons: Reasons


class DenyExtension(Work):
    """Grant no more time, on an approval post."""

    reasons: Reasons


class RecountClocks(Command):
    """Tell the due dates anew where calendar or rules have moved them."""


class EndQuery(Command):
    """Let the clocks run on by themselves: a query has taken its longest time."""


class RecordBreach(Command):
    """Record what was not done in time."""


ClockTurn = RecountClocks | EndQuery | RecordBreach
"""What the passing of time does."""

# --- refusals ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ExtensionTooLong(Unacceptable):
    """More working days are asked for than may be granted at once."""

    slug: ClassVar[str] = "extension-too-long"
    zh: ClassVar[str] = "申请延长的期限超过上限"
    en: ClassVar[str] = "More time is asked for than may be granted"
    limit: int


@dataclass(frozen=True, slots=True)
class ExtensionUsed(Conflict):
    """Time was granted as often as it may be."""

    slug: ClassVar[str] = "extension-used"
    zh: ClassVar[str] = "延期次数已用完"
    en: ClassVar[str] = "Time was granted as often as it may be"
    times: int


@dataclass(frozen=True, slots=True)
class DeadlinePassed(Conflict):
    """Nothing is left to lengthen: the limits are over, or are not counted in working days."""

    slug: ClassVar[str] = "deadline-passed"
    zh: ClassVar[str] = "时限已届满或不可延长"
    en: ClassVar[str] = "No limit is left that could be lengthened"


@dataclass(frozen=True, slots=True)
class ExtensionAlreadyAsked(Conflict):
    """Another extension waits for the approver."""

    slug: ClassVar[str] = "extension-already-asked"
    zh: ClassVar[str] = "已有延期申请待审批"
    en: ClassVar[str] = "An extension is asked for already and waits for the approver"


@dataclass(frozen=True, slots=True)
class NoExtensionAsked(Conflict):
    """Nobody has asked for more time."""

    slug: ClassVar[str] = "no-extension-asked"
    zh: ClassVar[str] = "没有待审批的延期申请"
    en: ClassVar[str] = "Nobody has asked for more time"


@dataclass(frozen=True, slots=True)
class StepCounts(Conflict):
    """The item's guide or the policy counts such a step: it stops nothing."""

    slug: ClassVar[str] = "step-counts"
    zh: ClassVar[str] = "该环节计入办理时限，不中止"
    en: ClassVar[str] = "A step of this kind counts and stops no clock"
    step: SuspensionReason


# --- decisions: people ------------------------------------------------------


def _suspend(_command: SuspendClock, case: Open, on: OnPost, context: Context) -> list[CaseClockEvent] | Refusal:
    file = case.file
    if _forced(file.clocks):
        return []
    id_ = f"{FORCE_MAJEURE}-{len(file.clocks.suspensions) + 1}"
    item = item_of(file.opened, context)
    stopped = suspended(id_, SuspensionReason.FORCE_MAJEURE, file.clocks, item, context)
    if not stopped:
        return StepCounts(step=SuspensionReason.FORCE_MAJEURE)
    return [each.model_copy(update={"post_id": on.post_id, "acted_as": on.acted_as}) for each in stopped]


def _resume(_command: ResumeClock, case: Open, on: OnPost, context: Context) -> list[CaseClockEvent] | Refusal:
    clocks, item = case.file.clocks, item_of(case.file.opened, context)
    ended = [each for id_ in _forced(clocks) for each in resumed(id_, context.today, clocks, item, context)]
    return [each.model_copy(update={"post_id": on.post_id, "acted_as": on.acted_as}) for each in ended]


def _forced(clocks: Clocks) -> list[str]:
    return [id_ for id_, each in clocks.open.items() if each.reason is SuspensionReason.FORCE_MAJEURE]


def _ask(command: RequestExtension, case: Open, on: OnPost, context: Context) -> list[CaseClockEvent] | Refusal:
    clocks = case.file.clocks
    asked = ExtensionRequested(
        post_id=on.post_id, acted_as=on.acted_as, officer=on.officer, n=command.n, reasons=command.reasons
    )
    if clocks.asked is not None:
        same = asked.model_copy(update={"reasons": clocks.asked.reasons}) == clocks.asked
        return [] if same else ExtensionAlreadyAsked()
    if refused := _cannot_be_longer(command.n, case.file, context):
        return refused
    return [asked]


def _approve(command: ApproveExtension, case: Open, on: OnPost, context: Context) -> list[CaseClockEvent] | Refusal:
    clocks, item = case.file.clocks, item_of(case.file.opened, context)
    if clocks.asked is None:
        last = clocks.granted[-1] if clocks.granted else None
        repeated = last is not None and (last.post_id, last.officer) == (on.post_id, on.officer)
        return [] if repeated else NoExtensionAsked()
    if clocks.asked.officer == on.officer:
        return SamePerson()
    if refused := _cannot_be_longer(clocks.asked.n, case.file, context):
        return refused
    granted = ExtensionApproved(
        post_id=on.post_id,
        acted_as=on.acted_as,
        officer=on.officer,
        n=clocks.asked.n,
        clocks=longer(clocks, item, context),
        reasons=command.reasons,
        granted_on=context.today,
        due=clocks.due,
    )
    return [granted.model_copy(update={"due": due_dates(evolve(clocks, granted), item, context)})]


def _cannot_be_longer(n: int, file: File, context: Context) -> Refusal | None:
    limit, times = (context.policy.whole(key, context.today) for key in (EXTENSION_MAX_WD, EXTENSION_TIMES))
    if n > limit:
        return ExtensionTooLong(limit=limit)
    if len(file.clocks.granted) >= times:
        return ExtensionUsed(times=times)
    return None if longer(file.clocks, item_of(file.opened, context), context) else DeadlinePassed()


def _deny(command: DenyExtension, case: Open, on: OnPost, _context: Context) -> list[CaseClockEvent] | Refusal:
    asked = case.file.clocks.asked
    if asked is None:
        return NoExtensionAsked()
    denied = ExtensionDenied(post_id=on.post_id, acted_as=on.acted_as, officer=on.officer, reasons=command.reasons)
    return SamePerson() if asked.officer == on.officer else [denied]


# --- decisions: the passing of time -----------------------------------------


def recounted(file: File, context: Context) -> list[CaseClockEvent]:
    """The due dates told anew, if they have moved or are provisional no more."""
    old = file.clocks.due
    new = due_dates(file.clocks, item_of(file.opened, context), context)
    if _as_told(old) == _as_told(new):
        return []
    return [DueDateRecomputed(old=old, new=new, calendar_version=context.calendar.version)]


def _as_told(due: DueDates) -> list[tuple[datetime, bool] | None]:
    return [(each.at, each.provisional) if each else None for each in (due.promised, due.statutory)]


def query_ends_on(clocks: Clocks, context: Context) -> tuple[str, date] | None:
    """The open query, if any, with the last working day on which it stops the clocks."""
    for id_, each in clocks.open.items():
        if each.reason is SuspensionReason.CROSS_DEPARTMENT_QUERY:
            most = context.policy.whole(QUERY_MAX_WD, day_of(clocks.started_at))
            return id_, context.calendar.nth_working_day_after(each.stopped_on, most)
    return None


def _query_over(file: File, context: Context) -> list[CaseClockEvent]:
    ends = query_ends_on(file.clocks, context)
    if ends is None or context.now < END_OF_DAY.of(ends[1]):
        return []
    return [*resumed(*ends, file.clocks, item_of(file.opened, context), context, by_itself=True)]


def next_breach(clocks: Clocks) -> datetime | None:
    """When the next limit is missed if nothing happens; None while the clocks stand still and once all are missed."""
    ends = {Clock.PROMISED: clocks.due.promised, Clock.STATUTORY: clocks.due.statutory}
    return min((due.at for clock, due in ends.items() if due and clock not in clocks.breached), default=None)


def breaches(file: File, now: datetime) -> list[CaseClockEvent]:
    """The limits that are over at `now` and were not recorded as missed."""
    due, missed = file.clocks.due, file.clocks.breached
    found: list[CaseClockEvent] = []
    if due.promised and due.promised.at <= now and Clock.PROMISED not in missed:
        found.append(PromisedLimitBreached(due_on=due.promised.on, due_at=due.promised.at, body=file.body))
    if due.statutory and due.statutory.at <= now and Clock.STATUTORY not in missed:
        found.append(StatutoryLimitBreached(due_on=due.statutory.on, due_at=due.statutory.at, body=file.body))
    return found


ACTS: Mapping[type[Work], OnPostAct] = {
    SuspendClock: OnPostAct(PostKind.EXAMINATION, _suspend),
    ResumeClock: OnPostAct(PostKind.EXAMINATION, _resume),
    RequestExtension: OnPostAct(PostKind.EXAMINATION, _ask),
    ApproveExtension: OnPostAct(PostKind.APPROVAL, _approve),
    DenyExtension: OnPostAct(PostKind.APPROVAL, _deny),
}
TURNS: Mapping[type[Command], Turn] = {
    RecountClocks: lambda _command, case, context: recounted(case.file, context),
    EndQuery: lambda _command, case, context: _query_over(case.file, context),
    RecordBreach: lambda _command, case, context: breaches(case.file, context.now),
}
