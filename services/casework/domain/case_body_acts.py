"""What the centre, other bodies and the passing of time do to a case that travels between bodies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import Field

from services.casework.domain.case_body import Bodies, kept, stage_breach, stage_due
from services.casework.domain.case_body import evolve as after
from services.casework.domain.case_clocks import item_of
from services.casework.domain.case_commands import BodyAct, Work
from services.casework.domain.case_inquiry_acts import open_inquiries
from services.casework.domain.case_inquiry_refusals import InquiryOpen
from services.casework.domain.case_refusals import AlreadyDecided, CaseNotOpen
from services.casework.domain.case_state import (
    Decided,
    Examining,
    File,
    OfBody,
    OnPostAct,
    Open,
    Opened,
    Proposed,
    Turn,
)
from services.casework.domain.types import GivenOrg, OnPost
from shared.contracts.casework.case_body import BodyAnswered, CaseBodyEvent, CaseSentToBody
from shared.contracts.casework.post import PostKind
from shared.contracts.casework.reasons import Reasons
from shared.contracts.intake.item import ItemVersion
from shared.kernel.actors import Role
from shared.kernel.decider import Context
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Forbidden, Refusal, Unacceptable

# --- commands ---------------------------------------------------------------


class SendToBody(Work):
    """Send the case to another body, on an examination post of the centre.

    `body` is named where the item names none; `stage` where it is not the next one.
    """

    body: GivenOrg | None = None
    stage: Annotated[int, Field(ge=0, le=19)] | None = None


class AnswerOnPost(Work):
    """Give the case back, on an approval post of the body that has it, with what it found or without words."""

    finding: Reasons | None = None


class AnswerInItsName(BodyAct):
    """Give the case back in the name of the body that has it, where it has no posts here."""

    finding: Reasons | None = None


class RecordStageBreach(Command):
    """Record that a body did not do its stage in time."""


# --- refusals ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BodyMissing(Unacceptable):
    """The item names no body, and the command does not either."""

    slug: ClassVar[str] = "body-missing"
    zh: ClassVar[str] = "该事项未规定转送机关，请指明"
    en: ClassVar[str] = "The item names no body: say to which the case goes"


@dataclass(frozen=True, slots=True)
class BodyNotOfItem(Unacceptable):
    """The case would go to another body than the item's."""

    slug: ClassVar[str] = "body-not-of-item"
    zh: ClassVar[str] = "该事项应转送 {department}"
    en: ClassVar[str] = "Cases of this item go to {department}"
    department: str


@dataclass(frozen=True, slots=True)
class CaseWithBody(Conflict):
    """Another body has the case; it comes back before it goes on."""

    slug: ClassVar[str] = "case-with-body"
    zh: ClassVar[str] = "办件已在 {body} 办理"
    en: ClassVar[str] = "The case is with {body}"
    body: str


@dataclass(frozen=True, slots=True)
class CaseAtTheCentre(Conflict):
    """No other body has the case: there is nothing to answer."""

    slug: ClassVar[str] = "case-at-the-centre"
    zh: ClassVar[str] = "办件在中心办理，无须回复"
    en: ClassVar[str] = "The case is with the centre: there is nothing to answer"


@dataclass(frozen=True, slots=True)
class CaseNotWithYou(Forbidden):
    """Only the body that has the case answers."""

    slug: ClassVar[str] = "case-not-with-you"
    zh: ClassVar[str] = "办件不在贵机关"
    en: ClassVar[str] = "The case is not with your body"


@dataclass(frozen=True, slots=True)
class StageUnknown(Unacceptable):
    """The item's limit has no stage at this place."""

    slug: ClassVar[str] = "stage-unknown"
    zh: ClassVar[str] = "该事项没有此办理阶段"
    en: ClassVar[str] = "The item has no such stage"
    stages: int


@dataclass(frozen=True, slots=True)
class StageBehind(Conflict):
    """The case has reached a later stage: it does not go back to an earlier one."""

    slug: ClassVar[str] = "stage-behind"
    zh: ClassVar[str] = "办件已进入后一阶段，不得退回前一阶段计时"
    en: ClassVar[str] = "The case has reached a later stage"
    reached: int


# --- decisions: people ------------------------------------------------------


def _send(command: SendToBody, case: Open, on: OnPost, context: Context) -> list[CaseBodyEvent] | Refusal:
    file = case.file
    item = item_of(file.opened, context)
    if isinstance(case, Decided):
        return AlreadyDecided()
    body = _destination(command.body, item)
    if isinstance(body, Refusal):
        return body
    if file.bodies.sent is not None and file.bodies.holder is not None:
        return [] if _repeats(command, body, file.bodies.sent, on) else CaseWithBody(body=file.bodies.holder)
    stage = _stage(command.stage, file.bodies, item)
    if isinstance(stage, Refusal):
        return stage
    if pending := open_inquiries(file):
        return InquiryOpen(open=pending)
    sent = CaseSentToBody(
        body=body,
        stage=stage,
        stage_name=item.statutory.counted_stages[stage].name if stage is not None else None,
        sent_on=context.today,
        started_at=context.now,
        post_id=on.post_id,
        acted_as=on.acted_as,
        officer=on.officer,
    )
    due = stage_due(after(file.bodies, sent), file.clocks, item, context)
    return [sent.model_copy(update={"due_on": due.on, "due_at": due.at}) if due else sent]


def _destination(named: str | None, item: ItemVersion) -> str | Refusal:
    if item.department is None:
        return named or BodyMissing()
    return item.department if named in (None, item.department) else BodyNotOfItem(department=item.department)


def _repeats(command: SendToBody, body: str, sent: CaseSentToBody, on: OnPost) -> bool:
    told = (body, on.post_id, on.officer, sent.stage if command.stage is None else command.stage)
    return told == (sent.body, sent.post_id, sent.officer, sent.stage)


def _stage(named: int | None, bodies: Bodies, item: ItemVersion) -> int | Refusal | None:
    """The stage for which the case goes: the one that is named, else the next, else the last again."""
    stages = len(item.statutory.counted_stages)
    if named is None:
        return min(bodies.reached + 1, stages - 1) if stages else None
    if named >= stages:
        return StageUnknown(stages=stages)
    return StageBehind(reached=bodies.reached) if named < bodies.reached else named


def given_back(file: File, context: Context, on: OnPost | None = None, finding: Reasons | None = None) -> BodyAnswered:
    """The body that has the case gives it back to the centre now, on a post or, where it has none here, in its name."""
    return BodyAnswered(
        body=file.body,
        answered_on=context.today,
        within=kept(file.bodies, file.clocks, item_of(file.opened, context), context),
        finding=finding,
        answered_by=context.actor.id,
        post_id=on.post_id if on else None,
        acted_as=on.acted_as if on else None,
    )


def _answer(command: AnswerOnPost, case: Open, on: OnPost, context: Context) -> list[CaseBodyEvent] | Refusal:
    answered = case.file.bodies.answered
    if case.file.bodies.holder is None:
        repeated = answered is not None and (answered.post_id, answered.answered_by) == (on.post_id, on.officer)
        return [] if repeated else CaseAtTheCentre()
    if pending := open_inquiries(case.file):
        return InquiryOpen(open=pending)
    return [given_back(case.file, context, on, command.finding)]


def _answer_in_its_name(command: AnswerInItsName, case: Opened, context: Context) -> list[CaseBodyEvent] | Refusal:
    actor, bodies = context.actor, case.file.bodies
    if bodies.sent is None:
        return CaseAtTheCentre()
    if actor.role not in (Role.DEPARTMENT, Role.MACHINE) or actor.org != bodies.sent.body:
        return CaseNotWithYou()
    if bodies.answered is not None:
        return [] if bodies.answered.answered_by == actor.id else CaseAtTheCentre()
    open_to_it = isinstance(case, (Examining, Proposed))
    return [given_back(case.file, context, finding=command.finding)] if open_to_it else CaseNotOpen()


# --- decisions: the passing of time -----------------------------------------


def stage_over_at(case: Opened, context: Context) -> datetime | None:
    """When the stage that runs is over; None where none runs, it stands still, or that it was missed is recorded."""
    if not isinstance(case, (Examining, Proposed)) or case.file.bodies.missed:
        return None
    due = stage_due(case.file.bodies, case.file.clocks, item_of(case.file.opened, context), context)
    return due.at if due else None


def missed_stage(case: Opened, context: Context) -> list[CaseBodyEvent]:
    """The stage that is over and was not recorded as missed; the decision ends all stages."""
    if not isinstance(case, (Examining, Proposed)):
        return []
    file = case.file
    breach = stage_breach(file.body, file.bodies, file.clocks, item_of(file.opened, context), context)
    return [breach] if breach else []


def _last_sent_to(case: Opened) -> str:
    sent = case.file.bodies.sent
    return sent.body if sent is not None else case.file.body


ACTS: Mapping[type[Work], OnPostAct] = {
    SendToBody: OnPostAct(PostKind.EXAMINATION, _send, whose=lambda case: case.file.opened.centre_id),
    AnswerOnPost: OnPostAct(PostKind.APPROVAL, _answer, whose=_last_sent_to),
}
BY_BODIES: Mapping[type[BodyAct], OfBody] = {AnswerInItsName: _answer_in_its_name}
TURNS: Mapping[type[Command], Turn] = {
    RecordStageBreach: lambda _command, case, context: missed_stage(case, context),
}
