"""The state of an appraisal: what was reported, scored and marked, what was made public, what counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never, cast

from services.councils.domain.appraisal_period import appraisal_id
from shared.contracts.councils.appraisal import (
    AppraisalConcluded,
    AppraisalEvent,
    AppraisalObjected,
    AppraisalObjectionAnswered,
    AppraisalOpened,
    AppraisalPublished,
    AppraisalResultSent,
    Marks,
    MarksGiven,
    RemovalProposed,
    ReportPresented,
    ScoresCast,
)
from shared.kernel.decider import Context
from shared.kernel.ids import AggregateRef
from shared.kernel.refusals import CorruptStream

KIND = "appraisal"


@dataclass(frozen=True, slots=True)
class NotOpened:
    """The subject is not appraised for the period."""


@dataclass(frozen=True, slots=True)
class File:
    """What the result is made of; `casts` are by committee, `objections` have their answer or None."""

    opened: AppraisalOpened
    reported: ReportPresented | None = None
    casts: Mapping[str, ScoresCast] = field(default_factory=dict)
    marks: Marks | None = None
    objections: Mapping[str, AppraisalObjectionAnswered | None] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The id of the appraisal."""
        opened = self.opened
        return appraisal_id(opened.subject_kind, opened.subject_id, opened.committee_id, opened.period)

    @property
    def others(self) -> tuple[str, ...]:
        """The appraisals of those who are graded together with the subject."""
        return tuple(id_ for id_ in self.opened.roll if id_ != self.id)

    @property
    def complete(self) -> bool:
        """Whether nothing is missing of what a score is made of."""
        return self.reported is not None and bool(self.casts) and self.marks is not None


@dataclass(frozen=True, slots=True)
class Running:
    """There is no result yet, or none any more."""

    file: File


@dataclass(frozen=True, slots=True)
class Published:
    """The result is public and may be objected to."""

    file: File
    result: AppraisalPublished


@dataclass(frozen=True, slots=True)
class Concluded:
    """Terminal: the result counts."""

    file: File
    result: AppraisalPublished
    concluded: AppraisalConcluded


Opened = Running | Published | Concluded
Appraisal = NotOpened | Opened


def ref(id_: str) -> AggregateRef:
    """The reference of an appraisal."""
    return AggregateRef(KIND, id_)


def appraisal_of(context: Context, id_: str) -> Appraisal:
    """Another appraisal that a decision was given."""
    return cast("Appraisal", context.related[ref(id_)])


def evolve(appraisal: Appraisal, event: AppraisalEvent) -> Appraisal:
    """Apply one recorded fact."""
    if isinstance(event, AppraisalOpened):
        return Running(File(event))
    if isinstance(appraisal, NotOpened):
        raise CorruptStream("an appraisal went on that was not opened")
    match event:
        case ReportPresented() | ScoresCast() | MarksGiven():
            return replace(appraisal, file=_filed(appraisal.file, event))
        case AppraisalPublished():
            return Published(appraisal.file, event)
        case AppraisalObjected():
            return replace(appraisal, file=_objected(appraisal.file, event.objection_id, None))
        case AppraisalObjectionAnswered():
            return _answered(appraisal, event)
        case AppraisalConcluded():
            if not isinstance(appraisal, Published):
                raise CorruptStream("an appraisal was concluded without a result")
            return Concluded(appraisal.file, appraisal.result, event)
        case AppraisalResultSent() | RemovalProposed():
            return appraisal
        case _:
            assert_never(event)


def _filed(file: File, event: ReportPresented | ScoresCast | MarksGiven) -> File:
    match event:
        case ReportPresented():
            return replace(file, reported=event)
        case ScoresCast():
            return replace(file, casts={**file.casts, event.committee_id: event})
        case MarksGiven():
            return replace(file, marks=event.marks)
        case _:
            assert_never(event)


def _objected(file: File, objection_id: str, answer: AppraisalObjectionAnswered | None) -> File:
    return replace(file, objections={**file.objections, objection_id: answer})


def _answered(appraisal: Opened, event: AppraisalObjectionAnswered) -> Opened:
    """An objection that was right takes the result back: the marks are others, or the scores are cast again."""
    file = _objected(appraisal.file, event.objection_id, event)
    if not event.upheld:
        return replace(appraisal, file=file)
    return Running(replace(file, casts={}) if event.marks is None else replace(file, marks=event.marks))
