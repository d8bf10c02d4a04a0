"""The public notices of cases over HTTP: posting, objecting, resolving objections, looking them up."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.casework.api.case_work import READERS, ReasonsIn, work
from services.casework.domain.case import CASE
from services.casework.domain.case_notice import Notice
from services.casework.domain.case_notice_acts import FileObjection, PostNotice, ResolveObjection
from services.casework.domain.case_refusals import CaseUnknown
from services.casework.domain.case_state import NotOpened
from services.casework.domain.types import GivenPostId
from shared.contracts.casework.reasons import Reasons, Texts
from shared.kernel.actors import Role
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.kernel.working_days import Calendar
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query, Routes

GivenRef = Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,80}$")]
OBJECTOR = "objector"


class NoticeIn(BaseModel):
    """On which post the notice is posted."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    post_id: GivenPostId


class ObjectionIn(BaseModel):
    """What somebody objects to; the name of who does is sealed under a key of its own, and may be absent."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    post_id: GivenPostId
    notice_id: GivenRef
    objector: Annotated[str, Field(min_length=1, max_length=50)] | None = None
    text: Annotated[Texts, Field(min_length=1)]

    def about(self, subject: str, objection_id: str, who: Personal[str] | None) -> FileObjection:
        """The command, with what is said under the applicant's key."""
        return FileObjection(
            post_id=self.post_id,
            notice_id=self.notice_id,
            objection_id=objection_id,
            objector=who,
            text=Reasons.of(subject, self.text),
        )


class ResolutionIn(ReasonsIn):
    """Whether an objection is right, and why."""

    objection_id: GivenRef
    upheld: bool

    def about(self, subject: str) -> ResolveObjection:
        """The command, with its reasons under the applicant's key."""
        return ResolveObjection(
            post_id=self.post_id,
            objection_id=self.objection_id,
            upheld=self.upheld,
            reasons=self.sealed(subject),
        )


class ObjectionOut(BaseModel):
    """One objection; without `resolved_on` it is to be answered by `answer_due_on`."""

    objection_id: str
    filed_on: date
    answer_due_on: date
    resolved_on: date | None = None
    upheld: bool | None = None


class NoticeOut(BaseModel):
    """One public notice; until it has ended, `ends_on` is its last day as the calendar says now."""

    notice_id: str
    posted_on: date
    ends_on: date
    counted: bool
    ended_on: date | None = None
    objections: tuple[ObjectionOut, ...]


class NoticesOut(BaseModel):
    """The public notices of a case in the order in which they were posted."""

    case_id: str
    notices: tuple[NoticeOut, ...]


def routes(desk: Desk) -> APIRouter:
    """Register the routes of public notices."""
    to = Routes(desk, "public notices")

    @to.command("/v1/cases/{id}/public-notices", Role.EXAMINER, body=NoticeIn)
    async def post_notice(call: Call[NoticeIn]) -> Done | Refusal:
        """Post what is to be decided in the community (公示), for as long as the item's guide says."""
        command = PostNotice(post_id=call.body.post_id, notice_id=call.new_id("notice"))
        return await work(call, lambda _subject: command)

    @to.command("/v1/cases/{id}/objections", Role.CLERK, Role.EXAMINER, body=ObjectionIn)
    async def file_objection(call: Call[ObjectionIn]) -> Done | Refusal:
        """Take down an objection at the counter (异议)."""
        case = await desk.state(CASE, call.id)
        if isinstance(case, NotOpened):
            return CaseUnknown()
        objection_id, name = call.new_id("objection"), call.body.objector
        who = Personal[str].of(await desk.vault.enrol(OBJECTOR, objection_id), name) if name else None
        return await work(call, lambda subject: call.body.about(subject, objection_id, who))

    @to.command("/v1/cases/{id}/objection-resolutions", Role.APPROVER, body=ResolutionIn)
    async def resolve_objection(call: Call[ResolutionIn]) -> Done | Refusal:
        """Find an objection right or wrong, with reasons; the last one ends a notice whose days are over."""
        return await work(call, call.body.about)

    @to.query("/v1/cases/{id}/public-notices", *READERS, answer=NoticesOut)
    async def public_notices(query: Query) -> NoticesOut | None:
        """Show the notices of a case, until when they hang, and what came of objections. Words are in the log."""
        case = await desk.state(CASE, query.id)
        if isinstance(case, NotOpened):
            return None
        calendar = desk.executor.reference.calendar
        notices = tuple(_out(each, calendar) for each in case.file.notices.all.values())
        return NoticesOut(case_id=query.id, notices=notices)

    return to.router


def _out(notice: Notice, calendar: Calendar) -> NoticeOut:
    return NoticeOut(
        notice_id=notice.posted.notice_id,
        posted_on=notice.posted.posted_on,
        ends_on=notice.posted.ends_on if notice.ended else notice.last_day(calendar),
        counted=notice.posted.counted,
        ended_on=notice.ended.ended_on if notice.ended else None,
        objections=tuple(
            ObjectionOut(
                objection_id=id_,
                filed_on=each.filed.filed_on,
                answer_due_on=each.filed.answer_due_on,
                resolved_on=each.resolved.resolved_on if each.resolved else None,
                upheld=each.resolved.upheld if each.resolved else None,
            )
            for id_, each in notice.objections.items()
        ),
    )
