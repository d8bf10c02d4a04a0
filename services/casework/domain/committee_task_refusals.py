"""Why a committee is not asked for help, does not refuse, or does not report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from services.casework.domain.contract import Lack
from shared.kernel.refusals import Conflict, Forbidden, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class NoContract(Forbidden):
    """A committee takes on the authority's work only under a purchase contract that covers it (费随事转)."""

    slug: ClassVar[str] = "no-contract"
    zh: ClassVar[str] = "没有覆盖该任务的购买服务合同，不得要求居委会协助"
    en: ClassVar[str] = "No contract covers this task: the committee is not asked for it"
    task: str
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class CommitteeTaskUnknown(Unknown):
    """No committee was asked for such a task."""

    slug: ClassVar[str] = "committee-task-unknown"
    zh: ClassVar[str] = "没有该协助事项"
    en: ClassVar[str] = "No committee was asked for such a task"


@dataclass(frozen=True, slots=True)
class TaskUnderContract(Conflict):
    """A contract covers the task: it was admitted, and the committee agreed to it when it signed."""

    slug: ClassVar[str] = "task-under-contract"
    zh: ClassVar[str] = "该事项已经准入并签订合同，不得拒绝"
    en: ClassVar[str] = "The task was admitted and is under contract"
    contract_id: str


@dataclass(frozen=True, slots=True)
class TaskOver(Conflict):
    """The committee refused the task or did it."""

    slug: ClassVar[str] = "task-over"
    zh: ClassVar[str] = "该协助事项已拒绝或已完成"
    en: ClassVar[str] = "The task was refused or done"


@dataclass(frozen=True, slots=True)
class RefusalNotOpen(Forbidden):
    """The rules of the district do not let a committee refuse."""

    slug: ClassVar[str] = "refusal-not-open"
    zh: ClassVar[str] = "现行规定未允许居委会拒绝该事项"
    en: ClassVar[str] = "The rules in force do not let a committee refuse"


@dataclass(frozen=True, slots=True)
class DoneOutsideTask(Unacceptable):
    """A task is done on a day from its request to today."""

    slug: ClassVar[str] = "done-outside-task"
    zh: ClassVar[str] = "完成日期应在提出协助之日至今日之间"
    en: ClassVar[str] = "A task is done between the day of its request and today"
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class MoreThanAsked(Unacceptable):
    """The committee was asked for less."""

    slug: ClassVar[str] = "more-than-asked"
    zh: ClassVar[str] = "完成数量超出请求协助的数量"
    en: ClassVar[str] = "The committee was asked for less"
    asked: int
