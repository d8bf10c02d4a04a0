"""Appraisals over HTTP: opened together, reported on, scored in totals, marked, published, objected to.

A result counts by the passing of its notice alone.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from services.councils.domain.appraisal import APPRAISAL
from services.councils.domain.appraisal_commands import (
    CastScores,
    GiveMarks,
    OpenAppraisal,
    PresentReport,
    PublishAppraisal,
)
from services.councils.domain.appraisal_period import appraisal_id, previous
from services.councils.domain.appraisal_refusals import AppraisalUnknown
from services.councils.domain.appraisal_rules import MEMBERS
from services.councils.domain.appraisal_state import NotOpened, Opened, ref
from services.councils.domain.centre_record import CENTRE_RECORD
from services.councils.domain.committee import COMMITTEE
from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.community import COMMUNITY
from services.councils.domain.meeting import MEETING
from services.councils.domain.party_branch_committee import PARTY_BRANCH_COMMITTEE
from services.councils.domain.person import PERSON
from services.councils.domain.pledge import PLEDGES
from services.councils.domain.representatives import REPRESENTATIVES
from services.councils.domain.resident_unit import RESIDENT_UNIT
from services.councils.domain.supervision_committee import SUPERVISION_COMMITTEE
from services.councils.domain.unit_record import UNIT_RECORD
from services.councils.views import appraisal as view
from shared.contracts.access import Purpose
from shared.contracts.councils.appraisal import (
    AppraisalIndicator,
    BodyId,
    Grade,
    Period,
    Recipient,
    ReportPresented,
    SubjectKind,
)
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.kernel.personal import Personal, Published
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Empty, Query, Routes
from shared.runtime.opening import opened
from shared.runtime.pages import cursor_of, next_after
from shared.runtime.refusals import InvalidParameter

OPENERS = (Role.WORKING_COMMITTEE, Role.ADMIN)
CASTERS = (*OPENERS, Role.COMMITTEE, Role.CLERK)
SUBJECTS = (*CASTERS, Role.SUPERVISION_COMMITTEE, Role.CENTRE_DIRECTOR, Role.UNIT_DELEGATE)
OBJECTORS = (*SUBJECTS, Role.REPRESENTATIVE, Role.RESIDENT)
READERS = (*SUBJECTS, Role.REPRESENTATIVE, Role.SUPERVISOR, Role.DEPARTMENT, Role.AUDITOR)
NAMED_BY_LAW = "城东区村(居)“两委”成员绩效考评办法: 考评结果公示"
WORDS: TypeAdapter[str] = TypeAdapter(str)
Words = Annotated[str, Field(min_length=1, max_length=2000)]


class AppraisalState(StrEnum):
    """How far an appraisal is."""

    RUNNING = view.RUNNING
    PUBLISHED = view.PUBLISHED
    CONCLUDED = view.CONCLUDED


class SubjectIn(BaseModel):
    """Who is appraised: a person, a centre or a unit; who was elected is named."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    id: BodyId
    name: Annotated[str, Field(min_length=1, max_length=50)] | None = None


class AppraisalsIn(BaseModel):
    """Those who are graded together for a period, as the members of one committee are."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    subject_kind: SubjectKind
    committee_id: BodyId | None = None
    community_id: BodyId
    period: Period
    indicators: Annotated[tuple[AppraisalIndicator, ...], Field(min_length=1, max_length=50)]
    subjects: Annotated[tuple[SubjectIn, ...], Field(min_length=1, max_length=30)]


class ReportIn(BaseModel):
    """What the subject says of its work."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    words: Words


class AppraisalOut(BaseModel):
    """An appraisal, with its result once it is public."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    subject_kind: SubjectKind
    subject_id: str
    committee_id: str | None = None
    community_id: str
    period: str
    name: str | None = None
    state: AppraisalState
    open_objections: int
    score: int | None = None
    grade: Grade | None = None
    capped: bool | None = None
    until_on: date | None = None
    concluded_on: date | None = None
    sent_to: Recipient | None = None
    removal_proposed: bool


class AppraisalPage(BaseModel):
    """Some appraisals in the order of their opening; `next` continues after them."""

    appraisals: tuple[AppraisalOut, ...]
    next: str | None = None


class ReportOut(BaseModel):
    """What the subject said; absent before it did, and of a member who was erased."""

    words: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of appraisals."""
    to = Routes(desk, "appraisals")

    @to.command("/v1/appraisals", *OPENERS, body=AppraisalsIn, creates=True)
    async def open_appraisals(call: Call[AppraisalsIn]) -> Done | Refusal:
        """Open the appraisals of those who are graded together; the answer names the first."""
        return await call.execute(*_openings(call.body))

    @to.command("/v1/appraisals/{id}/report", *SUBJECTS, body=ReportIn)
    async def report(call: Call[ReportIn]) -> Done | Refusal:
        """Report on one's work (述职)."""
        appraisal = await desk.state(APPRAISAL, call.id)
        return (
            await call.execute(_report(call, appraisal)) if not isinstance(appraisal, NotOpened) else AppraisalUnknown()
        )

    @to.command("/v1/appraisals/{id}/scores", *CASTERS, body=CastScores)
    async def cast(call: Call[CastScores]) -> Done | Refusal:
        """Enter what the residents scored in secret, as totals (评议)."""
        committee_id = call.body.committee_id
        related = tuple(kind.ref(committee_id) for kind in (COMMITTEE, COMMITTEE_MEMBERS, REPRESENTATIVES))
        meeting = () if call.body.meeting_id is None else (MEETING.ref(call.body.meeting_id),)
        return await call.execute(Step(APPRAISAL, call.id, call.body, related=(*related, *meeting)))

    @to.command("/v1/appraisals/{id}/marks", *OPENERS, body=GiveMarks)
    async def mark(call: Call[GiveMarks]) -> Done | Refusal:
        """Give the working committee's marks."""
        return await call.execute(Step(APPRAISAL, call.id, call.body))

    @to.command("/v1/appraisals/{id}/publication", *OPENERS)
    async def publish(call: Call[Empty]) -> Done | Refusal:
        """Make the result public (公示)."""
        return await call.execute(Step(APPRAISAL, call.id, PublishAppraisal(), related=await others(desk, call.id)))

    @to.query("/v1/appraisals", *READERS, answer=AppraisalPage, parameters=(*view.FILTERS, "after", "limit"))
    async def appraisals(query: Query) -> AppraisalPage | Refusal:
        """List appraisals, of a community, a committee, a kind, a period, or as far as is said."""
        cursor, where = cursor_of(query), {name: query.parameters.get(name, "") for name in view.FILTERS}
        if isinstance(cursor, Refusal):
            return cursor
        for name, known in (("state", AppraisalState), ("subject_kind", SubjectKind)):
            if where[name] not in {"", *known}:
                return InvalidParameter(name=name)
        rows = desk.views.rows(view.PAGE, **where, after=cursor.after, limit=cursor.limit)
        shown = tuple(AppraisalOut.model_validate(row) for row in rows)
        return AppraisalPage(appraisals=shown, next=next_after(rows, cursor))

    @to.query("/v1/appraisals/{id}", *READERS, answer=AppraisalOut)
    async def appraisal(query: Query) -> AppraisalOut | None:
        """Show an appraisal."""
        row = desk.views.row(view.ONE, of=query.id)
        return AppraisalOut.model_validate(row) if row else None

    @to.query("/v1/appraisals/{id}/report", *READERS, answer=ReportOut, purpose=Purpose.APPRAISING)
    async def words(query: Query) -> ReportOut | None:
        """Read what the subject said of its work."""
        found = None
        for each in await opened(desk.executor, ref(query.id)):
            found = found or ReportOut()
            if isinstance(told := each.recorded.event, ReportPresented):
                found = ReportOut(words=each.value(told.report, WORDS) if told.report else told.account)
        return found

    @to.query("/v1/appraisals/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to an appraisal, from the log."""
        return await history_of(desk.executor, ref(query.id))

    return to.router


def _openings(said: AppraisalsIn) -> tuple[Step, ...]:
    """One step for each subject; all of them know the whole roll."""
    committee_id = said.committee_id

    def id_of(subject: SubjectIn, period: str) -> str:
        return appraisal_id(said.subject_kind, subject.id, committee_id, period)

    roll = tuple(dict.fromkeys(id_of(each, said.period) for each in said.subjects))
    together = said.model_dump(exclude={"subjects", "indicators"})
    return tuple(
        Step(
            APPRAISAL,
            id_of(each, said.period),
            OpenAppraisal(
                **together,
                subject_id=each.id,
                indicators=said.indicators,
                roll=roll,
                previous_id=id_of(each, previous(said.period)),
                name=Published(value=each.name, reason=NAMED_BY_LAW) if each.name else None,
            ),
            related=_looked_at(said, each.id),
        )
        for each in {each.id: each for each in said.subjects}.values()
    )


_OF_COMMITTEE = (COMMITTEE, COMMITTEE_MEMBERS, SUPERVISION_COMMITTEE, PARTY_BRANCH_COMMITTEE)


def _looked_at(said: AppraisalsIn, subject_id: str) -> tuple[AggregateRef, ...]:
    committees = () if said.committee_id is None else (said.committee_id,)
    of_committee = tuple(kind.ref(each) for each in committees for kind in _OF_COMMITTEE)
    if said.subject_kind in MEMBERS:
        return (*of_committee, PERSON.ref(subject_id))
    if said.subject_kind is SubjectKind.RESIDENT_UNIT:
        return (*of_committee, RESIDENT_UNIT.ref(subject_id))
    return (*of_committee, COMMUNITY.ref(said.community_id))


def _report(call: Call[ReportIn], appraisal: Opened) -> Step:
    """A member's words are sealed under their own key; with those of a centre or a unit goes what the log says."""
    of, words = appraisal.file.opened, call.body.words
    if of.subject_kind in MEMBERS:
        return Step(APPRAISAL, call.id, PresentReport(report=Personal[str].of(of.subject_id, words)))
    id_ = of.subject_id
    units = (PLEDGES.ref(id_), UNIT_RECORD.ref(id_))
    looked_at = (CENTRE_RECORD.ref(id_),) if of.subject_kind is SubjectKind.SERVICE_CENTRE else units
    return Step(APPRAISAL, call.id, PresentReport(account=words), related=looked_at)


async def others(desk: Desk, id_: str) -> tuple[AggregateRef, ...]:
    """Those who are graded together with an appraisal."""
    appraisal = await desk.state(APPRAISAL, id_)
    return () if isinstance(appraisal, NotOpened) else tuple(ref(each) for each in appraisal.file.others)
