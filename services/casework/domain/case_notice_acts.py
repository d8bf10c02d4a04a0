"""What people and the passing of time do with the public notice of a case: post, object, resolve, end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from services.casework.domain.case_clocks import item_of, resumed, suspended
from services.casework.domain.case_commands import Work
from services.casework.domain.case_inquiry_acts import not_examining
from services.casework.domain.case_notice import Notice, evolve, nth_day_after
from services.casework.domain.case_state import File, OnPostAct, Open, Turn
from services.casework.domain.types import OnPost
from shared.contracts.casework.case_clocks import CaseClockEvent
from shared.contracts.casework.case_notice import (
    CaseNoticeEvent,
    NoticeEnded,
    ObjectionFiled,
    ObjectionResolved,
    PublicNoticePosted,
)
from shared.contracts.casework.post import PostKind
from shared.contracts.casework.reasons import Reasons
from shared.contracts.intake.item import SpecialStep
from shared.contracts.refusals import SamePerson
from shared.kernel.decider import Context
from shared.kernel.limits import END_OF_DAY, LimitUnit
from shared.kernel.messages import Command
from shared.kernel.personal import Personal
from shared.kernel.refusals import Conflict, Refusal, Unacceptable, Unknown
from shared.kernel.suspensions import SuspensionReason

OBJECTION_ANSWER_WD = "case.objection_answer_wd"
LENGTHS = (LimitUnit.CALENDAR_DAY, LimitUnit.WORKING_DAY)
Told = list[CaseNoticeEvent | CaseClockEvent]

# --- commands ---------------------------------------------------------------


class PostNotice(Work):
    """Post the public notice today, for as long as the item's guide says, on an examination post."""

    notice_id: str


class FileObjection(Work):
    """Take down what somebody objects to, on any post of the body; who they are they may keep to themselves."""

    notice_id: str
    objection_id: str
    objector: Personal[str] | None = None
    text: Reasons


class ResolveObjection(Work):
    """Find an objection right or wrong, on an approval post, saying why."""

    objection_id: str
    upheld: bool
    reasons: Reasons


class EndNotice(Command):
    """End the notice whose last day is over, if no objection waits."""


# --- refusals ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NoPublicNotice(Unacceptable):
    """The item's guide has no public notice, or does not say in days how long: nobody is named in public then."""

    slug: ClassVar[str] = "no-public-notice"
    zh: ClassVar[str] = "办事指南未规定该事项的公示及其天数，不得公示"
    en: ClassVar[str] = "The guide of the item has no public notice of so many days"


@dataclass(frozen=True, slots=True)
class NoticeOpen(Conflict):
    """Another notice of the case is not over."""

    slug: ClassVar[str] = "notice-open"
    zh: ClassVar[str] = "公示尚未结束"
    en: ClassVar[str] = "A public notice of the case is not over"
    notice_id: str


@dataclass(frozen=True, slots=True)
class NoticeHeld(Conflict):
    """The case was posted before and no objection was upheld: posting it again would only gain time."""

    slug: ClassVar[str] = "notice-held"
    zh: ClassVar[str] = "已公示且无异议成立，不再公示"
    en: ClassVar[str] = "The case was posted before and no objection was upheld"
    notice_id: str


@dataclass(frozen=True, slots=True)
class NoticeUnknown(Unknown):
    """The case has no such notice."""

    slug: ClassVar[str] = "notice-unknown"
    zh: ClassVar[str] = "没有该公示"
    en: ClassVar[str] = "The case has no such public notice"


@dataclass(frozen=True, slots=True)
class NoticeOver(Conflict):
    """The last day for objections is over."""

    slug: ClassVar[str] = "notice-over"
    zh: ClassVar[str] = "公示期已满"
    en: ClassVar[str] = "The last day for objections is over"
    last_day: date


@dataclass(frozen=True, slots=True)
class ObjectionUnknown(Unknown):
    """Nobody objected under this id."""

    slug: ClassVar[str] = "objection-unknown"
    zh: ClassVar[str] = "没有该异议"
    en: ClassVar[str] = "There is no such objection"


@dataclass(frozen=True, slots=True)
class ObjectionAlreadyResolved(Conflict):
    """The objection is resolved, and otherwise than is said now."""

    slug: ClassVar[str] = "objection-already-resolved"
    zh: ClassVar[str] = "该异议已有处理结果"
    en: ClassVar[str] = "The objection is resolved already"


# --- decisions: people ------------------------------------------------------


def _post(command: PostNotice, case: Open, on: OnPost, context: Context) -> Told | Refusal:
    file = case.file
    if command.notice_id in file.notices.all:
        return []
    if refused := not_examining(case) or _posted_before(file):
        return refused
    item = item_of(file.opened, context)
    posted = _posted(command, item.special_step(SuspensionReason.PUBLIC_NOTICE), on, context)
    if isinstance(posted, Refusal):
        return posted
    return [posted, *suspended(command.notice_id, SuspensionReason.PUBLIC_NOTICE, file.clocks, item, context)]


def _posted_before(file: File) -> Refusal | None:
    last = file.notices.last
    if last is None:
        return None
    if last.ended is None:
        return NoticeOpen(notice_id=last.posted.notice_id)
    return None if last.upheld else NoticeHeld(notice_id=last.posted.notice_id)


def _posted(
    command: PostNotice, step: SpecialStep | None, on: OnPost, context: Context
) -> PublicNoticePosted | Refusal:
    if step is None or step.n is None or step.unit not in LENGTHS:
        return NoPublicNotice()
    return PublicNoticePosted(
        notice_id=command.notice_id,
        n=step.n,
        unit=step.unit,
        posted_on=context.today,
        ends_on=nth_day_after(context.today, step.n, step.unit, context.calendar),
        counted=step.counted,
        post_id=on.post_id,
        acted_as=on.acted_as,
        officer=on.officer,
    )


def _object(command: FileObjection, case: Open, on: OnPost, context: Context) -> Told | Refusal:
    notice = case.file.notices.all.get(command.notice_id)
    if notice is None:
        return NoticeUnknown()
    if command.objection_id in notice.objections:
        return []
    last_day = notice.last_day(context.calendar)
    if notice.ended is not None or context.today > last_day:
        return NoticeOver(last_day=last_day)
    answer_wd = context.policy.whole(OBJECTION_ANSWER_WD, context.today)
    return [
        ObjectionFiled(
            notice_id=command.notice_id,
            objection_id=command.objection_id,
            objector=command.objector,
            text=command.text,
            filed_on=context.today,
            answer_due_on=context.calendar.nth_working_day_after(context.today, answer_wd),
            post_id=on.post_id,
            acted_as=on.acted_as,
            officer=on.officer,
        )
    ]


def _resolve(command: ResolveObjection, case: Open, on: OnPost, context: Context) -> Told | Refusal:
    file = case.file
    notice = file.notices.of_objection(command.objection_id)
    if notice is None:
        return ObjectionUnknown()
    before = notice.objections[command.objection_id].resolved
    if before is not None:
        same = (before.officer, before.upheld) == (on.officer, command.upheld)
        return [] if same else ObjectionAlreadyResolved()
    if on.officer == notice.posted.officer or on.officer in file.examiners:
        return SamePerson()
    resolved = ObjectionResolved(
        notice_id=notice.posted.notice_id,
        objection_id=command.objection_id,
        upheld=command.upheld,
        reasons=command.reasons,
        resolved_on=context.today,
        post_id=on.post_id,
        acted_as=on.acted_as,
        officer=on.officer,
    )
    after = evolve(file.notices, resolved).all[notice.posted.notice_id]
    return [resolved, *_end(after, file, context)]


# --- decisions: the passing of time -----------------------------------------


def notice_over_at(file: File, context: Context) -> datetime | None:
    """When the notice ends if nobody objects; None without one and while an objection waits."""
    notice = file.notices.current
    if notice is None or notice.waits:
        return None
    return END_OF_DAY.of(notice.last_day(context.calendar))


def _end(notice: Notice, file: File, context: Context) -> Told:
    """The end of a notice whose last day is over and whose objections are resolved, with the clocks that run on."""
    last_day = notice.last_day(context.calendar)
    if notice.waits or context.now < END_OF_DAY.of(last_day):
        return []
    resolved_on = (each.resolved.resolved_on for each in notice.objections.values() if each.resolved)
    ended = NoticeEnded(
        notice_id=notice.posted.notice_id,
        ended_on=max((last_day, *resolved_on)),
        objections=len(notice.objections),
        upheld=notice.upheld,
    )
    item = item_of(file.opened, context)
    return [ended, *resumed(ended.notice_id, ended.ended_on, file.clocks, item, context)]


def _over(_command: EndNotice, case: Open, context: Context) -> Told:
    notice = case.file.notices.current
    return [] if notice is None else _end(notice, case.file, context)


ACTS: Mapping[type[Work], OnPostAct] = {
    PostNotice: OnPostAct(PostKind.EXAMINATION, _post),
    FileObjection: OnPostAct(None, _object),
    ResolveObjection: OnPostAct(PostKind.APPROVAL, _resolve),
}
TURNS: Mapping[type[Command], Turn] = {EndNotice: _over}
