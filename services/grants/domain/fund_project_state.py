"""Where a special-fund project stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from shared.contracts.grants.fund_project import (
    DemandSurveyed,
    ProjectApproved,
    ProjectObjectionSettled,
    ProjectOpened,
    ProjectProposed,
    ReviewLevel,
)
from shared.contracts.grants.fund_project_work import (
    AdvancePaid,
    ClawbackOrdered,
    FinalPaid,
    ProjectContracted,
)


class Stage(StrEnum):
    """Which of the ten steps comes next, or how it ended."""

    OPENED = "OPENED"
    PROPOSED = "PROPOSED"
    SUPPORTED = "SUPPORTED"
    POSTED = "POSTED"
    SUBMITTED = "SUBMITTED"
    RETURNED = "RETURNED"
    APPROVED = "APPROVED"
    CONTRACTED = "CONTRACTED"
    ACCEPTED = "ACCEPTED"
    RESULT_POSTED = "RESULT_POSTED"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"
    CLAWED_BACK = "CLAWED_BACK"


@dataclass(frozen=True, slots=True)
class File:
    """What is asked for, and the resolution that carries it."""

    proposal: ProjectProposed
    resolution_id: str | None

    @property
    def committee_id(self) -> str:
        """Whose project it is."""
        return self.proposal.committee_id

    @property
    def total(self) -> int:
        """What all lines cost, in fen."""
        return sum(line.amount.amount for line in self.proposal.lines)


@dataclass(frozen=True, slots=True)
class Work:
    """An approved project under contract; payments that came back are not among `payments`.

    `start_missed` where it was told that it had not begun in time.
    """

    file: File
    approved: ProjectApproved
    contract: ProjectContracted
    percent: int = 0
    failed: frozenset[str] = frozenset()
    payments: Mapping[str, AdvancePaid | FinalPaid] = field(default_factory=dict)
    start_missed: bool = False

    @property
    def paid(self) -> int:
        """What the supplier has, in fen."""
        return sum(each.amount.amount for each in self.payments.values())


@dataclass(frozen=True, slots=True)
class NotProposed:
    """There is no such project."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A resolution asks for it, and nobody has said yet what it is to cost."""

    opened: ProjectOpened


@dataclass(frozen=True, slots=True)
class Proposed:
    """Residents are asked, and the decision meeting is."""

    file: File
    survey: DemandSurveyed | None = None


@dataclass(frozen=True, slots=True)
class Supported:
    """The supervision committee has nothing against it."""

    file: File


@dataclass(frozen=True, slots=True)
class Posted:
    """It is up for all to see until the end of a day; an objection without a word on it is open.

    `households` are those that are known to have objected; `residents` did so for theirs.
    """

    file: File
    until_on: date
    objections: Mapping[str, ProjectObjectionSettled | None] = field(default_factory=dict)
    households: frozenset[str] = frozenset()
    residents: frozenset[str] = frozenset()

    @property
    def open_objections(self) -> tuple[str, ...]:
        """Those that nobody has answered."""
        return tuple(id_ for id_, settled in self.objections.items() if settled is None)


@dataclass(frozen=True, slots=True)
class Submitted:
    """It is reviewed."""

    file: File
    due_on: date
    missed: bool = False
    reviews: frozenset[ReviewLevel] = frozenset()


@dataclass(frozen=True, slots=True)
class Returned:
    """A review sent it back; it may be proposed anew."""

    file: File


@dataclass(frozen=True, slots=True)
class Approved:
    """Money of a period is reserved for it."""

    file: File
    approved: ProjectApproved


@dataclass(frozen=True, slots=True)
class Contracted:
    """A supplier is at work."""

    work: Work


@dataclass(frozen=True, slots=True)
class Accepted:
    """The work is worth `amount` fen, of which the supplier is paid what is left."""

    work: Work
    amount: int


@dataclass(frozen=True, slots=True)
class Result:
    """All is paid, and everybody may read what came of it."""

    work: Work
    amount: int
    until_on: date


@dataclass(frozen=True, slots=True)
class Ended:
    """It was rejected or given up."""

    file: File
    stage: Stage


@dataclass(frozen=True, slots=True)
class ClawedBack:
    """Money is asked back; so much came in, by these receipts."""

    work: Work
    order: ClawbackOrdered
    receipts: Mapping[str, int] = field(default_factory=dict)
    missed: bool = False
    referred: bool = False

    @property
    def left(self) -> int:
        """What has not come in, in fen."""
        return self.order.amount.amount - sum(self.receipts.values())


Before = Proposed | Supported | Posted | Submitted | Returned | Approved
AtWork = Contracted | Accepted | Result
FundProject = NotProposed | Opened | Before | AtWork | Ended | ClawedBack

_STAGES: Mapping[type[FundProject], Stage] = {
    Opened: Stage.OPENED,
    Proposed: Stage.PROPOSED,
    Supported: Stage.SUPPORTED,
    Posted: Stage.POSTED,
    Submitted: Stage.SUBMITTED,
    Returned: Stage.RETURNED,
    Approved: Stage.APPROVED,
    Contracted: Stage.CONTRACTED,
    Accepted: Stage.ACCEPTED,
    Result: Stage.RESULT_POSTED,
    ClawedBack: Stage.CLAWED_BACK,
}


def stage_of(project: FundProject) -> Stage | None:
    """Where a project stands; None where there is none."""
    return project.stage if isinstance(project, Ended) else _STAGES.get(type(project))


def resolution_of(project: FundProject) -> str | None:
    """The resolution that a project names, or that opened it."""
    if isinstance(project, Opened):
        return project.opened.resolution_id
    file = file_of(project)
    return None if file is None else file.resolution_id


def period_of(project: FundProject) -> int | None:
    """Out of which year's money a project was approved; None before that, and once it is given up."""
    match project:
        case Approved(approved=approved):
            return approved.period
        case Contracted(work) | Accepted(work) | Result(work) | ClawedBack(work):
            return work.approved.period
        case _:
            return None


def file_of(project: FundProject) -> File | None:
    """What is asked for, once somebody has proposed it."""
    match project:
        case NotProposed() | Opened():
            return None
        case Contracted(work) | Accepted(work) | Result(work) | ClawedBack(work):
            return work.file
        case _:
            return project.file
