"""What supervision committees do, over HTTP: propose, countersign, report; and what is due to them for it."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Row

from services.councils.api.supervision_committee import ABOVE, READERS, enter, tell
from services.councils.domain.supervision_committee_commands import (
    Countersign,
    ProposeMeeting,
    RefuseCountersignature,
    Report,
    ReviewEntitlements,
    Year,
)
from services.councils.views import supervision_committee as view
from shared.contracts.councils.supervision_committee import Office, Reference, Words
from shared.contracts.councils.supervision_committee_acts import Size, SubjectKind
from shared.kernel.actors import Role
from shared.kernel.money import Money
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import cursor_of, next_after

MEMBERS = (Role.SUPERVISION_COMMITTEE,)
"""Whether who has such a token sits on the committee now, the log says."""

_FEN = ("amount", "basic", "performance")


class MeetingProposalIn(BaseModel):
    """On what a meeting is proposed; `proposal_id` is the caller's own."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    proposal_id: Reference
    matter: Words


class CountersignatureIn(BaseModel):
    """What is countersigned."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    subject_kind: SubjectKind
    subject_id: Reference


class CountersignatureRefusalIn(CountersignatureIn):
    """What is not countersigned, and why."""

    reason: Words


class SupervisionReportIn(BaseModel):
    """What is reported of a year."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    year: Year
    report: Words


class EntitlementReviewIn(BaseModel):
    """Of which year, and how large the committee is."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    year: Year
    size: Size


class SupervisionAct(BaseModel):
    """What the committee did; `act` is the event's word. A missed report is nobody's."""

    model_config = ConfigDict(from_attributes=True)

    act: str
    done_on: date
    done_by: str | None = None
    subject_kind: SubjectKind | None = None
    subject_id: str | None = None
    year: int | None = None
    words: str | None = None


class SupervisionActPage(BaseModel):
    """Some acts in their order; `next` continues after them."""

    acts: tuple[SupervisionAct, ...]
    next: str | None = None


class EntitlementOut(BaseModel):
    """What is due for a year: working funds by `size`, or somebody's stipend in two parts."""

    year: int
    size: Size | None = None
    amount: Money | None = None
    person_id: str | None = None
    office: Office | None = None
    basic: Money | None = None
    performance: Money | None = None


class EntitlementPage(BaseModel):
    """Some entitlements in the order in which they were stated; `next` continues after them."""

    entitlements: tuple[EntitlementOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register what supervision committees do."""
    to = Routes(desk, "supervision committees")

    @to.command("/v1/supervision-committees/{id}/meeting-proposals", *MEMBERS, body=MeetingProposalIn)
    async def propose_meeting(call: Call[MeetingProposalIn]) -> Done | Refusal:
        """Propose that the residents' committee or the representatives meet (提议召开会议)."""
        return await tell(call, ProposeMeeting)

    @to.command("/v1/supervision-committees/{id}/countersignatures", *MEMBERS, body=CountersignatureIn)
    async def countersign(call: Call[CountersignatureIn]) -> Done | Refusal:
        """Countersign what the committee was asked to (联签)."""
        return await tell(call, Countersign)

    @to.command("/v1/supervision-committees/{id}/countersignature-refusals", *MEMBERS, body=CountersignatureRefusalIn)
    async def refuse_countersignature(call: Call[CountersignatureRefusalIn]) -> Done | Refusal:
        """Say why the committee does not countersign (拒绝联签)."""
        return await tell(call, RefuseCountersignature)

    @to.command("/v1/supervision-committees/{id}/reports", *MEMBERS, body=SupervisionReportIn)
    async def report(call: Call[SupervisionReportIn]) -> Done | Refusal:
        """Report on a year to the representatives (年度监督报告)."""
        return await tell(call, Report)

    @to.command("/v1/supervision-committees/{id}/entitlements", *ABOVE, body=EntitlementReviewIn)
    async def review_entitlements(call: Call[EntitlementReviewIn]) -> Done | Refusal:
        """State working funds and stipends of a year (工作经费和工作补助核定)."""
        return await enter(call, ReviewEntitlements)

    @to.query(
        "/v1/supervision-committees/{id}/acts", *READERS, answer=SupervisionActPage, parameters=("after", "limit")
    )
    async def acts(query: Query) -> SupervisionActPage | Refusal:
        """List what the committee did, and reports that it did not give."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        rows = desk.views.rows(view.ACTS, of=query.id, after=cursor.after, limit=cursor.limit)
        listed = tuple(SupervisionAct.model_validate(row) for row in rows)
        return SupervisionActPage(acts=listed, next=next_after(rows, cursor))

    @to.query(
        "/v1/supervision-committees/{id}/entitlements",
        *READERS,
        answer=EntitlementPage,
        parameters=("after", "limit"),
    )
    async def entitlements(query: Query) -> EntitlementPage | Refusal:
        """List what was stated to be due."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        rows = desk.views.rows(view.ENTITLEMENTS, of=query.id, after=cursor.after, limit=cursor.limit)
        return EntitlementPage(entitlements=tuple(_entitlement(row) for row in rows), next=next_after(rows, cursor))

    return to.router


def _entitlement(row: Row[tuple[object, ...]]) -> EntitlementOut:
    told = {name: getattr(row, name) for name in EntitlementOut.model_fields.keys() - set(_FEN)}
    money = {name: Money(amount=fen) for name in _FEN if (fen := getattr(row, name)) is not None}
    return EntitlementOut.model_validate({**told, **money})
