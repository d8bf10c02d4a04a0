"""What applicants do and look up without an account, by the number and the code of their voucher."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, TypeVar

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy import Row

from services.intake.api.voucher import VoucherIn, proven, voucher_code
from services.intake.domain.application import APPLICATION
from services.intake.domain.application_commands import WithdrawApplication
from services.intake.domain.application_corrections import HandInMaterial
from services.intake.domain.application_state import AwaitingCorrection, Kept, NotReceived, applicant_of
from services.intake.domain.window_post import DISTRICT, WINDOW_POSTS, NotOnWindowPost, at_counter
from services.intake.views import application as view
from services.intake.views import item as item_view
from services.intake.views import progress as progress_view
from shared.contracts.intake.application import Name
from shared.contracts.intake.item import ItemVersion
from shared.contracts.intake.progress import ProgressCause
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.kernel.suspensions import SuspensionReason
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Query
from shared.runtime.public import PublicRoutes

Text = Annotated[str, Field(min_length=1, max_length=500)]
Titles = tuple[str, str]
V = TypeVar("V", bound=VoucherIn)

WHY: Mapping[ProgressCause, Titles] = {
    ProgressCause.OPENED: ("自受理之日起计算", "Counted from the day of acceptance"),
    ProgressCause.SUSPENDED: ("办理中止，时限暂停计算", "The clocks stand still"),
    ProgressCause.RESUMED: ("特殊环节结束，时限恢复计算", "The clocks run on after they stood still"),
    ProgressCause.EXTENDED: ("经批准延期", "More time was granted"),
    ProgressCause.RECOMPUTED: ("工作日历或规则调整后重新计算", "Counted anew after the calendar or a rule changed"),
    ProgressCause.REOPENED: ("经行政复议重新办理", "Examined again after a reconsideration"),
}
STOPPED: Mapping[SuspensionReason, Titles] = {
    SuspensionReason.HEARING: ("听证", "Hearing"),
    SuspensionReason.EXPERT_REVIEW: ("专家评审", "Expert review"),
    SuspensionReason.INSPECTION: ("检验、检测、评估", "Inspection or assessment"),
    SuspensionReason.PUBLIC_NOTICE: ("公示", "Public notice"),
    SuspensionReason.CROSS_DEPARTMENT_QUERY: ("征询其他部门", "Query to another department"),
    SuspensionReason.FORCE_MAJEURE: ("不可抗力", "Force majeure"),
    SuspensionReason.SPECIAL_STEP: ("特殊环节", "Special step"),
}


class Why(BaseModel):
    """A reason, in both languages."""

    code: str
    zh: str
    en: str


class ProgressOut(BaseModel):
    """Where an application stands, as its applicant may know.

    A due date is absent before the acceptance, where the item sets no such limit, and while its clock stands still for
    what is in `stopped_for`; `why` says why the dates are what they are. `missing` is to be handed in by
    `correction_due_on`.
    """

    voucher_number: str
    state: str
    item_code: str
    item_name_zh: str
    item_name_en: str
    received_on: date
    accepted_on: date | None = None
    promised_due_on: date | None = None
    statutory_due_on: date | None = None
    why: Why | None = None
    stopped_for: tuple[Why, ...] = ()
    missing: tuple[str, ...] = ()
    correction_due_on: date | None = None
    outcome: str | None = None
    delivered_on: date | None = None


class HandingInIn(VoucherIn):
    """One of the papers that the correction notice listed, by its name there."""

    material: Name


class VoucherOut(BaseModel):
    """What is printed on the voucher, for who hands it over."""

    voucher_number: str
    code: str


class TakingBackIn(VoucherIn):
    """Why the applicant takes the application back."""

    reason: Text


def routes(desk: Desk) -> APIRouter:
    """Register the routes of who has a voucher, and of who gives one."""
    to = PublicRoutes(desk, "vouchers")

    @to.search("/v1/public/progress", body=VoucherIn, answer=ProgressOut)
    async def progress(_query: Query, voucher: VoucherIn) -> ProgressOut | Refusal | None:
        """Show how far an application is, with both due dates and why, and what is missing (办理进度)."""
        found = await proven(desk, voucher)
        return found if isinstance(found, Refusal) else _progress(desk, *found)

    @to.act("/v1/public/withdrawals", body=TakingBackIn)
    async def withdraw(call: Call[TakingBackIn]) -> Done | Refusal:
        """Take one's own application back."""

        def taking_back(application: Kept) -> WithdrawApplication:
            return WithdrawApplication(reason=Personal[str].of(application.facts.subject, call.body.reason))

        return await _by_applicant(call, taking_back)

    @to.act("/v1/public/hand-ins", body=HandingInIn)
    async def hand_in(call: Call[HandingInIn]) -> Done | Refusal:
        """Hand in one of the papers that are missing, from home; with the last of them the correction is in (补正)."""
        return await _by_applicant(call, lambda _application: HandInMaterial(material=call.body.material))

    @to.query("/v1/applications/{id}/voucher", Role.CLERK, answer=VoucherOut)
    async def voucher(query: Query) -> VoucherOut | Refusal | None:
        """Show a voucher's number and code, to who is on a post of the hall."""
        return await _voucher(desk, query)

    return to.router


async def _by_applicant(
    call: Call[V], command_for: Callable[[Kept], WithdrawApplication | HandInMaterial]
) -> Done | Refusal:
    found = await proven(call.desk, call.body)
    if isinstance(found, Refusal):
        return found
    id_, application = found
    step = Step(APPLICATION, id_, command_for(application))
    return await call.acting(applicant_of(application)).execute(step)


async def _voucher(desk: Desk, query: Query) -> VoucherOut | Refusal | None:
    application = await desk.state(APPLICATION, query.id)
    if isinstance(application, NotReceived):
        return None
    on = at_counter(application.facts.hall_id, await desk.context(query.actor, WINDOW_POSTS.ref(DISTRICT)))
    if isinstance(on, NotOnWindowPost):
        return on
    row = desk.views.row(view.ONE, of=query.id)
    return VoucherOut(voucher_number=row.voucher_number, code=voucher_code(desk, query.id)) if row else None


def _progress(desk: Desk, application_id: str, application: Kept) -> ProgressOut | None:
    row = desk.views.row(view.ONE, of=application_id)
    if row is None:
        return None
    told = desk.views.row(progress_view.ONE, of=application_id)
    item = _item(desk, row)
    awaiting = isinstance(application, AwaitingCorrection)
    return ProgressOut(
        **{name: getattr(row, name) for name in ("voucher_number", "state", "item_code", "received_on", "accepted_on")},
        item_name_zh=item.name_zh,
        item_name_en=item.name_en,
        promised_due_on=told.promised_due_on if told else None,
        statutory_due_on=told.statutory_due_on if told else None,
        why=_why(told.cause, WHY[ProgressCause(told.cause)]) if told else None,
        stopped_for=tuple(_why(each, STOPPED[SuspensionReason(each)]) for each in told.stopped.split()) if told else (),
        missing=application.missing if isinstance(application, AwaitingCorrection) else (),
        correction_due_on=row.correction_due_on if awaiting else None,
        outcome=row.outcome,
        delivered_on=row.delivered_on,
    )


def _item(desk: Desk, application: Row[tuple[object, ...]]) -> ItemVersion:
    guides = desk.views.rows(item_view.ONE, of=application.item_code)
    return next(ItemVersion.model_validate_json(row.item) for row in guides if row.version == application.item_version)


def _why(code: str, titles: Titles) -> Why:
    return Why(code=code, zh=titles[0], en=titles[1])
