"""A case that is inquired into, told day by day: its item's guide, what people, bodies and time do, what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from services.casework.domain.case import CASE, CaseCommand
from services.casework.domain.case_commands import OpenCase
from services.casework.domain.case_inquiry_acts import CompleteStep, QueryDepartment, RequestFinanceCheck, StartStep
from services.casework.domain.case_inquiry_answers import ReplyToQuery, ReturnFinanceCheck
from services.casework.domain.case_notice_acts import PostNotice
from services.casework.domain.item import ITEM
from services.casework.domain.post import POST
from services.casework.domain.staff import STAFF
from services.casework.domain.types import CentreId, ItemCode, PostId
from shared.contracts.casework.case_inquiry import FinanceResult, Finding, StepKind
from shared.contracts.casework.item import ItemKnown
from shared.contracts.casework.post import PostAssigned, PostKind
from shared.contracts.intake.item import SpecialStep
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Context
from shared.kernel.limits import LimitUnit
from shared.kernel.policy import Policy
from shared.kernel.refusals import Refusal
from shared.kernel.suspensions import SuspensionReason
from shared.kernel.working_days import Calendar
from shared.testing.decider import known
from tests.casework.district import (
    CALENDAR,
    CENTRE,
    DISTRICT,
    ITEM_CODE,
    POLICY,
    asked,
    engaged,
    established,
    item_version,
    limit,
)
from tests.casework.stories import SUBJECT

EXAMINATION = PostId("examination")
FOUND = Finding.of(SUBJECT, ("与申请一致",))
WORDS = Finding.of(SUBJECT, ("是否登记车辆",))
FINANCE, TRAFFIC, HOUSING = "dept-finance-check", "dept-traffic", "dept-housing"
CD, WD = LimitUnit.CALENDAR_DAY, LimitUnit.WORKING_DAY
COUNTER = known(STAFF, "s-clerk", engaged("某庚")) | known(
    POST, "counter", established(PostKind.WINDOW), PostAssigned(holder="s-clerk")
)


def step_of(
    reason: SuspensionReason, name: str, n: int | None = 7, unit: LimitUnit | None = CD, counted: bool = False
) -> SpecialStep:
    return SpecialStep(name=name, reason=reason, n=n, unit=unit, counted=counted)


def notice_of(n: int | None = 7, unit: LimitUnit | None = CD, counted: bool = False) -> SpecialStep:
    return step_of(SuspensionReason.PUBLIC_NOTICE, "公示", n, unit, counted)


class Inquired:
    """A case and its item's guide. Each act that is accepted is said twice, and the second time nothing comes of it."""

    def __init__(
        self,
        *guide: SpecialStep,
        accepted: str = "2015-03-16",
        statutory: int = 30,
        promised: int = 20,
        policy: Policy = POLICY,
        calendar: Calendar = CALENDAR,
    ) -> None:
        item = item_version(limit(statutory), limit(promised)).model_copy(update={"special_steps": guide})
        self.items = known(ITEM, ITEM_CODE, ItemKnown(code=ITEM_CODE, item=item, source_position=3))
        self.policy, self.calendar = policy, calendar
        self.state: Any = CASE.initial
        self.last: Any = []
        opening = OpenCase(
            application_id="application-1",
            subject=SUBJECT,
            centre_id=CentreId(CENTRE),
            item_code=ItemCode(ITEM_CODE),
            item_version=1,
            accepted_on=date.fromisoformat(accepted),
            recorded_at=datetime.fromisoformat(f"{accepted}T10:00+08:00"),
            deemed=False,
        )
        self.on(accepted, "reaction:intake", opening)

    def context(self, day: str, by: str) -> Context:
        """Somebody of the centre asks, or a body by its id, or time does."""
        told = asked(by, day if "T" in day else f"{day}T09:00+08:00")
        related = self.items if by == "timer" or by.startswith("dept-") else DISTRICT | COUNTER | self.items
        actor = Actor(ActorId(f"m-{by}"), Role.MACHINE, by) if by.startswith("dept-") else told.actor
        return replace(told, actor=actor, related=related, policy=self.policy, calendar=self.calendar)

    def on(self, day: str, by: str, command: CaseCommand) -> Inquired:
        """Somebody does something on a day at nine, or at an instant."""
        context = self.context(day, by)
        self.last = CASE.decide(command, self.state, context)
        if not isinstance(self.last, Refusal):
            self.state = CASE.fold(self.last, self.state)
            again = CASE.decide(command, self.state, context)
            assert isinstance(again, Refusal) or not again, f"repeated, it recorded {again}"
        return self

    def does(self, day: str, command: CaseCommand) -> Inquired:
        """The examiner does something."""
        return self.on(day, "s-examiner", command)

    def by_time(self, day: str, command: CaseCommand) -> Inquired:
        """Time does something."""
        return self.on(day, "timer", command)

    @property
    def due(self) -> Any:
        """The last days of promise and statute as they are told now."""
        due = self.state.file.clocks.due
        return tuple(None if each is None else each.on.isoformat() for each in (due.promised, due.statutory))

    @property
    def facts(self) -> Any:
        """The kinds of facts that came of the last act, or its refusal."""
        return self.last if isinstance(self.last, Refusal) else [type(fact) for fact in self.last]


def start(kind: StepKind, step_id: str, step: str | None = None, **more) -> StartStep:
    return StartStep(post_id=EXAMINATION, step_id=step_id, kind=kind, step=step, **more)


def complete(step_id: str, ended_on: str) -> CompleteStep:
    return CompleteStep(post_id=EXAMINATION, step_id=step_id, ended_on=date.fromisoformat(ended_on), finding=FOUND)


def post_notice(notice_id: str = "notice-1") -> PostNotice:
    return PostNotice(post_id=EXAMINATION, notice_id=notice_id)


def query(request_id: str = "query-1", department: str = TRAFFIC) -> QueryDepartment:
    return QueryDepartment(post_id=EXAMINATION, request_id=request_id, department=department, question=WORDS)


def reply(request_id: str = "query-1") -> ReplyToQuery:
    return ReplyToQuery(request_id=request_id, answer=FOUND)


def check_means(request_id: str = "check-1", of: str = FINANCE) -> RequestFinanceCheck:
    return RequestFinanceCheck(post_id=EXAMINATION, request_id=request_id, of=of)


def result(
    request_id: str = "check-1", gave: FinanceResult = FinanceResult.CLEAR, finding: Finding | None = None
) -> ReturnFinanceCheck:
    return ReturnFinanceCheck(request_id=request_id, result=gave, finding=finding)
