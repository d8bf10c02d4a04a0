"""What is told of infrastructure projects: stages with their days, and money by its sources. Amounts are in fen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel
from sqlalchemy import Row

from services.grants.domain import infra_course
from services.grants.domain.infra_course import InfraStatus
from services.grants.domain.infra_project_state import (
    STAGE_OF,
    Book,
    Cancelled,
    InfraProject,
    NotPlanned,
    Planned,
    Source,
    Suspended,
    day_of_stage,
)
from shared.contracts.grants.infra_project import (
    InfraKind,
    InfraMode,
    ProjectAccepted,
    SourceLevel,
    StageDay,
)
from shared.contracts.grants.premises import Holder, HolderKind
from shared.kernel.money import Money
from shared.kernel.provenance import Provenance

_WORDS = ("title", "kind", "mode", "area_m2", "department", "document", "provenance", "basis")


class InfraStepOut(BaseModel):
    """A status, the first day of it, and where that is from."""

    status: InfraStatus
    from_on: date
    provenance: Provenance | None = None


class InfraSourceOut(BaseModel):
    """Money of a level of government: applied for, and what was granted by which document."""

    source_id: str
    level: SourceLevel
    applied: Money
    granted: Money | None = None
    granted_on: date | None = None
    document: str | None = None
    provenance: Provenance | None = None


class _InfraProject(BaseModel):
    """What is told of a project in a list and alone."""

    id: str
    title: str
    holder: Holder
    kind: InfraKind
    mode: InfraMode
    area_m2: int
    department: str
    document: str
    status: InfraStatus
    schedule: tuple[StageDay, ...]
    stages: tuple[InfraStepOut, ...]
    sources: tuple[InfraSourceOut, ...]
    granted: Money
    price: Money | None = None


class InfraProjectBrief(_InfraProject):
    """A project on a day; `on_course` where days were planned, `continued` where it was open when that year began.

    `basis` says what a seeded project is known from; each number has its provenance beside it.
    """

    on_course: bool | None = None
    continued: bool
    provenance: Provenance | None = None
    basis: str | None = None

    @classmethod
    def of(cls, row: Row[Any], steps: Sequence[Row[Any]], sources: Iterable[Row[Any]], on: date) -> InfraProjectBrief:
        """What the view's rows say on a day."""
        course = tuple(infra_course.Step(InfraStatus(each.status), each.from_on) for each in steps)
        schedule = tuple(StageDay.model_validate(each, strict=False) for each in row.schedule)
        told, prices = tuple(_source_of(each, on) for each in sources), [each.price for each in steps if each.price]
        return cls.model_validate(
            {
                **{name: getattr(row, name) for name in ("id", "status", *_WORDS)},
                "holder": Holder(kind=HolderKind(row.holder_kind), id=row.holder_id),
                "on_course": infra_course.on_course(schedule, course, on),
                "continued": infra_course.continued(course, on.year),
                "schedule": schedule,
                "stages": tuple(InfraStepOut.model_validate(dict(each._mapping)) for each in steps),
                "sources": told,
                "granted": Money(amount=sum(each.granted.amount for each in told if each.granted)),
                "price": Money(amount=prices[0]) if prices else None,
            }
        )


class InfraProjectPage(BaseModel):
    """Some projects in the order of their entry; `next` continues after them."""

    infra_projects: tuple[InfraProjectBrief, ...]
    next: str | None = None


class InfraProjectOut(_InfraProject):
    """A project as its log says it stood; `design_m2` and `accepted_m2` are the areas that were approved."""

    design_m2: int | None = None
    accepted_m2: int | None = None
    provenance: Provenance | None = None
    basis: str | None = None


def shown(id_: str, project: InfraProject) -> InfraProjectOut | None:
    """A project in a state, with all that its book says."""
    if isinstance(project, NotPlanned):
        return None
    book = project.book
    accepted = next((each for each in book.reached.values() if isinstance(each, ProjectAccepted)), None)
    return InfraProjectOut(
        id=id_,
        status=_status(project),
        **{name: getattr(book.planned, name) for name in ("holder", "schedule", *_WORDS)},
        stages=_stages(book),
        sources=tuple(_source(id_, each) for id_, each in sorted(book.sources.items())),
        granted=Money(amount=book.granted_by(date.max)),
        price=None if book.price is None else Money(amount=book.price),
        design_m2=book.design.area_m2 if book.design else None,
        accepted_m2=accepted.area_m2 if accepted else None,
    )


def _status(project: Planned) -> InfraStatus:
    if isinstance(project, Suspended):
        return InfraStatus.SUSPENDED
    return InfraStatus.CANCELLED if isinstance(project, Cancelled) else InfraStatus(project.book.stage.value)


def _stages(book: Book) -> tuple[InfraStepOut, ...]:
    first = InfraStepOut(
        status=InfraStatus.PLANNED, from_on=book.planned.decided_on, provenance=book.planned.provenance
    )
    later = (
        InfraStepOut(
            status=InfraStatus(STAGE_OF[type(event)].value), from_on=day_of_stage(event), provenance=event.provenance
        )
        for event in book.reached.values()
    )
    return (first, *later)


def _source(source_id: str, source: Source) -> InfraSourceOut:
    applied, granted = source.applied, source.granted
    return InfraSourceOut(
        source_id=source_id,
        level=applied.level,
        applied=Money(amount=applied.amount.amount),
        granted=Money(amount=granted.amount.amount) if granted else None,
        granted_on=granted.granted_on if granted else None,
        document=granted.document if granted else None,
        provenance=applied.provenance,
    )


def _source_of(row: Row[Any], on: date) -> InfraSourceOut:
    """A source on a day: what was granted later does not count yet."""
    granted = row.granted is not None and row.granted_on <= on
    told = {name: getattr(row, name) for name in ("granted_on", "document")} if granted else {}
    money = {"granted": Money(amount=row.granted)} if granted else {}
    words = {name: getattr(row, name) for name in ("source_id", "level", "provenance")}
    return InfraSourceOut.model_validate({**words, **told, **money, "applied": Money(amount=row.applied)})
