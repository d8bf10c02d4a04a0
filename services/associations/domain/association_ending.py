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
)
from services.associations.domain.association_care import idle_through
from services.associations.domain.association_care_refusals import BeganActivities
from services.associations.domain.association_commands import (
    Deregister,
    EndSuspension,
    RevokeRegistration,
    Sanction,
    StartLiquidation,
)
from services.associations.domain.association_limits import late_by_calendar_days
from services.associations.domain.association_refusals import at_another_stage
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
    LiquidationStarted,
    RevocationCause,
    Revoked,
    Sanctioned,
    SanctionKind,
    SuspensionEnded,
)
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


# --- endings ----------------------------------------------------------------


def _liquidate(command: StartLiquidation, association: Known, context: Context) -> Events | Refusal:
    if isinstance(association, WindingUp):
        return []
    if not isinstance(association, OnRegister):
        return at_another_stage(association)
    started = LiquidationStarted(consented_on=command.consented_on)
    return not_done_yet(command.consented_on, context) or [started]


def _deregister(command: Deregister, association: Known, context: Context) -> Events | Refusal:
    if isinstance(association, Over) and isinstance(association.by, Deregistered):
        return []
    if not isinstance(association, WindingUp):
        return at_another_stage(association)
    if refusal := not_done_yet(command.liquidated_on, context):
        return refusal
    file = association.file
    return [
        Deregistered(
            liquidated_on=command.liquidated_on,
            ended_on=context.today,
            late=late_by_calendar_days(command.liquidated_on, DEREGISTER_CD, context),
            track=file.track,
            community_id=file.drafted.community_id,
            lineage_id=file.drafted.lineage_id,
        )
    ]


def _revoke(command: RevokeRegistration, association: Known, context: Context) -> Events | Refusal:
    if isinstance(association, Over) and isinstance(association.by, Revoked):
        return []
    if not isinstance(association, OnRegister | WindingUp):
        return at_another_stage(association)
    if refusal := _not_inactive(command, association, context):
        return refusal
    return [
        Revoked(
            cause=command.cause,
            offence=command.offence,
            ended_on=context.today,
            track=association.file.track,
            community_id=association.file.drafted.community_id,
            lineage_id=association.file.drafted.lineage_id,
        )
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
    Deregister: _deregister,
    RevokeRegistration: _revoke,
}
