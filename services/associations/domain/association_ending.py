"""Sanctions on both tracks, and how a registered association ends: by its own wish after winding up, or revoked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from services.associations.domain.association_acting import (
    Act,
    Events,
    not_by_authority,
    not_done_yet,
    not_while_standing,
)
from services.associations.domain.association_care import idle_through
from services.associations.domain.association_care_refusals import BeganActivities, NothingMissed
from services.associations.domain.association_commands import (
    Deregister,
    EndSuspension,
    FinishLiquidation,
    MissDeregistration,
    RevokeRegistration,
    Sanction,
    StartLiquidation,
)
from services.associations.domain.association_consent import not_consented
from services.associations.domain.association_limits import last_calendar_day
from services.associations.domain.association_refusals import AssetsGoNowhere, at_another_stage
from services.associations.domain.association_state import (
    Association,
    Known,
    OnFile,
    OnRegister,
    Over,
    WindingUp,
)
from shared.contracts.associations.association_ending import (
    Deregistered,
    DeregistrationMissed,
    LiquidationFinished,
    LiquidationStarted,
    RevocationCause,
    Revoked,
    Sanctioned,
    SanctionKind,
    SuspensionEnded,
)
from shared.contracts.associations.association_registration import ConsentedAct
from shared.kernel.decider import Context
from shared.kernel.limits import END_OF_DAY
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Refusal, Unacceptable

DEREGISTER_CD = "registration.deregister_cd"

# --- refusals ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SuspensionWithoutEnd(Unacceptable):
    """A suspension has a last day, that on which it was imposed or later; a warning has none."""

    slug: ClassVar[str] = "suspension-without-end"
    zh: ClassVar[str] = "限期停止活动须注明截止日期，警告则无"
    en: ClassVar[str] = "A suspension has a last day that is not before its first, a warning has none"


@dataclass(frozen=True, slots=True)
class SuspensionRunning(Conflict):
    """The suspension lasts through `until_on`."""

    slug: ClassVar[str] = "suspension-running"
    zh: ClassVar[str] = "停止活动期限未满"
    en: ClassVar[str] = "The suspension is not over"
    until_on: date


@dataclass(frozen=True, slots=True)
class RevokedTooEarly(Conflict):
    """Inactive is who did nothing through `inactive_on`, so many years after the certificate."""

    slug: ClassVar[str] = "revoked-too-early"
    zh: ClassVar[str] = "自领取登记证书之日起未满规定年限"
    en: ClassVar[str] = "The years after the certificate are not over"
    inactive_on: date


@dataclass(frozen=True, slots=True)
class LiquidatedBeforeConsent(Unacceptable):
    """A liquidation does not end before the supervisor consented to it, on `consented_on`."""

    slug: ClassVar[str] = "liquidated-before-consent"
    zh: ClassVar[str] = "清算结束日期不得早于业务主管单位同意之日"
    en: ClassVar[str] = "The liquidation did not end before the supervisor consented to it"
    consented_on: date


@dataclass(frozen=True, slots=True)
class LiquidationFinishedBefore(Conflict):
    """It was told otherwise: that the liquidation ended on `liquidated_on`, and where the assets went."""

    slug: ClassVar[str] = "liquidation-finished-before"
    zh: ClassVar[str] = "清算结束情况已报告，与此不符"
    en: ClassVar[str] = "The end of the liquidation was told before, and otherwise"
    liquidated_on: date


# --- sanctions --------------------------------------------------------------


def _sanction(command: Sanction, association: Known, context: Context) -> Events | Refusal:
    file = association.file
    if not isinstance(association, OnFile | OnRegister | WindingUp):
        return at_another_stage(association)
    if command.sanction_id in file.sanction_ids:
        return []
    barred = not_by_authority(file, context) or not_done_yet(command.imposed_on, context)
    if refusal := barred or _endless(command):
        return refusal
    return [
        Sanctioned(
            **command.model_dump(),
            track=file.track,
            community_id=file.drafted.community_id,
            lineage_id=file.drafted.lineage_id,
        )
    ]


def _endless(command: Sanction) -> SuspensionWithoutEnd | None:
    """One that is told when it is over is over at once, and was in force all the same."""
    suspends = command.kind is SanctionKind.SUSPENSION
    ends = command.until_on is not None and command.until_on >= command.imposed_on
    return None if suspends is ends and (suspends or command.until_on is None) else SuspensionWithoutEnd()


def suspension_over_at(association: Association) -> datetime | None:
    """The first instant after the last day of a suspension; None where there is none."""
    if not isinstance(association, OnFile | OnRegister | WindingUp) or association.file.suspended_until_on is None:
        return None
    return END_OF_DAY.of(association.file.suspended_until_on)


def _end_suspension(command: EndSuspension, association: Known, context: Context) -> Events | Refusal:
    until_on, at = association.file.suspended_until_on, suspension_over_at(association)
    if until_on is None or at is None:
        return []
    if at <= context.now:
        return [SuspensionEnded(lifted=False, ended_on=until_on + timedelta(days=1))]
    if not command.lifted:
        return SuspensionRunning(until_on)
    return not_by_authority(association.file, context) or [SuspensionEnded(lifted=True, ended_on=context.today)]


# --- liquidation ------------------------------------------------------------


def _liquidate(command: StartLiquidation, association: Known, context: Context) -> Events | Refusal:
    if isinstance(association, WindingUp):
        return []
    if not isinstance(association, OnRegister):
        return at_another_stage(association)
    day = command.consented_on
    unheard = not_consented(ConsentedAct.LIQUIDATION, day, association.file, context)
    return not_done_yet(day, context) or unheard or [LiquidationStarted(consented_on=day)]


def _finish(command: FinishLiquidation, association: Known, context: Context) -> Events | Refusal:
    if not isinstance(association, WindingUp):
        return at_another_stage(association)
    liquidated_on, told = command.liquidated_on, association.finished
    if told is not None:
        same = (told.liquidated_on, told.assets_to) == (liquidated_on, command.assets_to)
        return [] if same else LiquidationFinishedBefore(told.liquidated_on)
    if not command.assets_to:
        return AssetsGoNowhere()
    if refusal := _not_liquidated(liquidated_on, association, context):
        return refusal
    due_on = last_calendar_day(liquidated_on, DEREGISTER_CD, context)
    return [LiquidationFinished(liquidated_on=liquidated_on, assets_to=command.assets_to, due_on=due_on)]


def _not_liquidated(day: date, association: WindingUp, context: Context) -> Refusal | None:
    consented_on = association.started.consented_on
    untimely = not_while_standing(day, association.file, context)
    return untimely or (LiquidatedBeforeConsent(consented_on) if day < consented_on else None)


def _awaited(association: Association) -> LiquidationFinished | None:
    """The end of a liquidation, until it is told that the last day to deregister after it has passed."""
    return association.finished if isinstance(association, WindingUp) and not association.missed else None


def deregistration_due(association: Association) -> datetime | None:
    """The first instant at which one that is liquidated was not deregistered in time; None where that is told."""
    finished = _awaited(association)
    return None if finished is None else END_OF_DAY.of(finished.due_on)


def _overdue(association: Association, context: Context) -> Events:
    """That the last day to deregister has passed, also where somebody acts before the timer has looked."""
    finished = _awaited(association)
    if finished is None or END_OF_DAY.of(finished.due_on) > context.now:
        return []
    return [DeregistrationMissed(due_on=finished.due_on, fell_due_at=END_OF_DAY.of(finished.due_on))]


def _miss_deregistration(_command: MissDeregistration, association: Known, context: Context) -> Events | Refusal:
    if deregistration_due(association) is None:
        return []
    return _overdue(association, context) or NothingMissed()


# --- endings ----------------------------------------------------------------


def _deregister(command: Deregister, association: Known, context: Context) -> Events | Refusal:
    if isinstance(association, Over) and isinstance(association.by, Deregistered):
        return []
    if not isinstance(association, WindingUp):
        return at_another_stage(association)
    liquidated_on, told = command.liquidated_on, association.finished
    if told is not None and told.liquidated_on != liquidated_on:
        return LiquidationFinishedBefore(told.liquidated_on)
    if refusal := not_done_yet(liquidated_on, context):
        return refusal
    file, due_on = association.file, told.due_on if told else last_calendar_day(liquidated_on, DEREGISTER_CD, context)
    return [
        *_overdue(association, context),
        Deregistered(
            liquidated_on=liquidated_on,
            ended_on=context.today,
            late=context.today > due_on,
            track=file.track,
            community_id=file.drafted.community_id,
            lineage_id=file.drafted.lineage_id,
        ),
    ]


def _revoke(command: RevokeRegistration, association: Known, context: Context) -> Events | Refusal:
    if isinstance(association, Over) and isinstance(association.by, Revoked):
        return []
    if not isinstance(association, OnRegister | WindingUp):
        return at_another_stage(association)
    if refusal := _not_inactive(command, association, context):
        return refusal
    return [
        *_overdue(association, context),
        Revoked(
            cause=command.cause,
            offence=command.offence,
            ended_on=context.today,
            track=association.file.track,
            community_id=association.file.drafted.community_id,
            lineage_id=association.file.drafted.lineage_id,
        ),
    ]


def _not_inactive(command: RevokeRegistration, association: OnRegister | WindingUp, context: Context) -> Refusal | None:
    if command.cause is not RevocationCause.INACTIVE:
        return None
    active_on, through_on = association.file.care.active_on, idle_through(association, context)
    if active_on is not None:
        return BeganActivities(active_on)
    return RevokedTooEarly(through_on) if through_on is not None and context.today <= through_on else None


ACTS: Mapping[type[Command], Act] = {
    Sanction: _sanction,
    EndSuspension: _end_suspension,
    StartLiquidation: _liquidate,
    FinishLiquidation: _finish,
    MissDeregistration: _miss_deregistration,
    Deregister: _deregister,
    RevokeRegistration: _revoke,
}
