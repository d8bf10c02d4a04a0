"""Why an inquiry is not begun, ended or answered, and why it holds a proposal up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.contracts.casework.case_inquiry import StepKind
from shared.kernel.refusals import Conflict, Forbidden, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class NotExamining(Conflict):
    """The case is not with the examiner now; `phase` says with whom it is instead."""

    slug: ClassVar[str] = "not-examining"
    zh: ClassVar[str] = "办件不在审查阶段"
    en: ClassVar[str] = "The case is not being examined now"
    phase: str


@dataclass(frozen=True, slots=True)
class InquiryOpen(Conflict):
    """Nothing is proposed while a step, a check, a query or a public notice is not over; `open` has their ids."""

    slug: ClassVar[str] = "inquiry-open"
    zh: ClassVar[str] = "尚有未完成的调查核实或公示"
    en: ClassVar[str] = "An inquiry or a public notice is not over"
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepOpen(Conflict):
    """Another step of this kind is not over."""

    slug: ClassVar[str] = "step-open"
    zh: ClassVar[str] = "同类特殊环节尚未结束"
    en: ClassVar[str] = "A step of this kind is not over"
    step_id: str


@dataclass(frozen=True, slots=True)
class StepUnknown(Unknown):
    """No such step was begun."""

    slug: ClassVar[str] = "step-unknown"
    zh: ClassVar[str] = "没有该特殊环节"
    en: ClassVar[str] = "No such step was begun"


@dataclass(frozen=True, slots=True)
class StepNotInGuide(Unacceptable):
    """The item's guide names no such step of this kind; without a name, it has to name one."""

    slug: ClassVar[str] = "step-not-in-guide"
    zh: ClassVar[str] = "办事指南中没有该特殊环节"
    en: ClassVar[str] = "The guide of the item has no such step"
    kind: StepKind


@dataclass(frozen=True, slots=True)
class StepTimeMissing(Unacceptable):
    """A step that stops the clocks, and neither guide nor examiner says how long it takes (行政许可法 §45)."""

    slug: ClassVar[str] = "step-time-missing"
    zh: ClassVar[str] = "不计入办理时限的环节应当书面告知所需时间"
    en: ClassVar[str] = "The applicant is told in writing how long a step takes that does not count"


@dataclass(frozen=True, slots=True)
class DayOutsideStep(Unacceptable):
    """A step cannot have been over before it began, or in days to come."""

    slug: ClassVar[str] = "day-outside-step"
    zh: ClassVar[str] = "结束日期应在环节开始之日至今日之间"
    en: ClassVar[str] = "A step ends between the day on which it began and today"
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class VisitToCome(Unacceptable):
    """A visit is recorded when it is done."""

    slug: ClassVar[str] = "visit-to-come"
    zh: ClassVar[str] = "入户调查完成后方可登记"
    en: ClassVar[str] = "A visit is recorded when it is done"


@dataclass(frozen=True, slots=True)
class FinanceCheckOpen(Conflict):
    """Another check of the household's means is not answered."""

    slug: ClassVar[str] = "finance-check-open"
    zh: ClassVar[str] = "经济状况核对尚未反馈"
    en: ClassVar[str] = "A check of the household's means is not answered"
    request_id: str


@dataclass(frozen=True, slots=True)
class QueryOpen(Conflict):
    """Another query to a department is not answered."""

    slug: ClassVar[str] = "query-open"
    zh: ClassVar[str] = "部门征询尚未答复"
    en: ClassVar[str] = "A query to a department is not answered"
    request_id: str


@dataclass(frozen=True, slots=True)
class AlreadyQueried(Conflict):
    """The department was asked in this case before, and is not asked again."""

    slug: ClassVar[str] = "already-queried"
    zh: ClassVar[str] = "本办件已征询过该部门"
    en: ClassVar[str] = "The department was asked in this case before"
    request_id: str


@dataclass(frozen=True, slots=True)
class RequestUnknown(Unknown):
    """Nothing was asked under this id."""

    slug: ClassVar[str] = "request-unknown"
    zh: ClassVar[str] = "没有该核对或征询请求"
    en: ClassVar[str] = "Nothing was asked under this id"


@dataclass(frozen=True, slots=True)
class NotAsked(Forbidden):
    """Another body was asked."""

    slug: ClassVar[str] = "not-asked"
    zh: ClassVar[str] = "该请求不是向贵单位提出的"
    en: ClassVar[str] = "Another body was asked"


@dataclass(frozen=True, slots=True)
class RequestClosed(Conflict):
    """It was answered before, and otherwise than now."""

    slug: ClassVar[str] = "request-closed"
    zh: ClassVar[str] = "该请求已有反馈"
    en: ClassVar[str] = "The request was answered before"
