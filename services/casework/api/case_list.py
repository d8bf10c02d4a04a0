"""Lists of cases over HTTP: one request, an act of its own on each case, with its own events or its own refusal.

Sent again under its key, a list acts on no case twice; a process that died midway goes on where it ended.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from services.casework.api.case_assignment import ASSIGNERS, AssignmentIn, assign
from services.casework.api.case_decision import DecisionIn, decide_case
from services.casework.api.case_notice import NoticeIn
from services.casework.api.case_work import work
from services.casework.domain.case_commands import CloseCase
from services.casework.domain.case_list import EndNoticeOnPost
from services.casework.domain.case_notice_acts import PostNotice
from shared.kernel.actors import Role
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Routes
from shared.runtime.receipts import Receipts, Several

CaseRef = Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,80}$")]
Cases = Annotated[tuple[CaseRef, ...], Field(min_length=1, max_length=200)]


class AssignmentsIn(AssignmentIn):
    """Which cases become the work of a post."""

    cases: Cases


class NoticesIn(NoticeIn):
    """Which cases are posted in the community, each as its item's guide says."""

    cases: Cases


class NoticeEndsIn(EndNoticeOnPost):
    """Which cases' notices are ended."""

    cases: Cases


class DecisionsIn(DecisionIn):
    """Which cases are decided in the same words."""

    cases: Cases


class ClosuresIn(CloseCase):
    """Which cases are closed."""

    cases: Cases


def routes(desk: Desk) -> APIRouter:
    """Register the routes of lists."""
    to = Routes(desk, "case lists")

    @to.command("/v1/case-lists/assignments", *ASSIGNERS, body=AssignmentsIn, answer=Receipts)
    async def assign_list(call: Call[AssignmentsIn]) -> Several | Refusal:
        """Make each of the cases the work of one post (批量分办)."""
        return await call.each(call.body.cases, assign)

    @to.command("/v1/case-lists/notices", Role.EXAMINER, body=NoticesIn, answer=Receipts)
    async def post_list(call: Call[NoticesIn]) -> Several | Refusal:
        """Post each of the cases in the community (批量公示)."""
        post_id = call.body.post_id
        return await call.each(
            call.body.cases,
            lambda each: work(each, lambda _subject: PostNotice(post_id=post_id, notice_id=each.new_id("notice"))),
        )

    @to.command("/v1/case-lists/notice-ends", Role.EXAMINER, body=NoticeEndsIn, answer=Receipts)
    async def end_list(call: Call[NoticeEndsIn]) -> Several | Refusal:
        """End the public notice of each of the cases whose days are over (批量结束公示)."""
        command = EndNoticeOnPost(post_id=call.body.post_id)
        return await call.each(call.body.cases, lambda each: work(each, lambda _subject: command))

    @to.command("/v1/case-lists/decisions", Role.APPROVER, body=DecisionsIn, answer=Receipts)
    async def decide_list(call: Call[DecisionsIn]) -> Several | Refusal:
        """Decide each of the cases as proposed, with the same words (批量决定)."""
        return await call.each(call.body.cases, decide_case)

    @to.command("/v1/case-lists/closures", Role.EXAMINER, body=ClosuresIn, answer=Receipts)
    async def close_list(call: Call[ClosuresIn]) -> Several | Refusal:
        """Close each of the decided cases (批量办结)."""
        command = CloseCase(post_id=call.body.post_id)
        return await call.each(call.body.cases, lambda each: work(each, lambda _subject: command))

    return to.router
