"""Sanctions and endings, one row each."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_commands import (
    Deregister,
    EndSuspension,
    RevokeRegistration,
    Sanction,
    StartLiquidation,
)
from services.associations.domain.association_ending import (
    RevokedTooEarly,
    SuspensionRunning,
    SuspensionWithoutEnd,
)
from services.associations.domain.association_refusals import (
    AtAnotherStage,
    NotDoneYet,
    NotTheAuthority,
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
from shared.contracts.associations.association_founding import Track
from shared.kernel.instants import SHANGHAI
from shared.testing.decider import Spec
from tests.associations.samples import (
    ON_FILE,
    ON_REGISTER,
    RELATED,
    at,
    by_itself,
    drafted,
    examiner,
    registrar,
    warning,
)

SPEC = Spec(ASSOCIATION)
warn = Sanction(sanction_id="s-1", kind=SanctionKind.WARNING, imposed_on=date(2016, 5, 31), offence="未按章程活动")
suspend = Sanction(
    sanction_id="s-2",
    kind=SanctionKind.SUSPENSION,
    imposed_on=date(2016, 6, 1),
    until_on=date(2016, 6, 30),
    offence="拒不接受检查",
)
JUNE, BY_REGISTRY = examiner("2016-06-01T10:00"), registrar("2016-06-01T10:00")


def sanctioned(of: Sanction, track: Track) -> Sanctioned:
    return Sanctioned(**of.model_dump(), track=track, community_id="gjc", lineage_id="a-1")


suspended = sanctioned(suspend, Track.FILED)
shorter = suspended.model_copy(update={"sanction_id": "s-3", "until_on": date(2016, 6, 10)})
over = SuspensionEnded(lifted=False, ended_on=date(2016, 7, 1))
SANCTIONS = {
    "the centre warns a filed association": (ON_FILE, warn, JUNE, [warning]),
    "warning twice records once": ([*ON_FILE, warning], warn, JUNE, []),
    "the registry a registered one": (ON_REGISTER, warn, BY_REGISTRY, [sanctioned(warn, Track.REGISTERED)]),
    "not the registry a filed one": (ON_FILE, warn, BY_REGISTRY, NotTheAuthority),
    "nor the centre a registered one": (ON_REGISTER, warn, JUNE, NotTheAuthority),
    "nobody what is only a draft": ([drafted()], warn, JUNE, AtAnotherStage),
    "nor from tomorrow on": (ON_FILE, warn.model_copy(update={"imposed_on": date(2016, 6, 2)}), JUNE, NotDoneYet),
    "activities are suspended through a day": (ON_FILE, suspend, JUNE, [suspended]),
    "not without a last day": (ON_FILE, suspend.model_copy(update={"until_on": None}), JUNE, SuspensionWithoutEnd),
    "nor through yesterday": (
        ON_FILE,
        suspend.model_copy(update={"until_on": date(2016, 5, 31)}),
        JUNE,
        SuspensionWithoutEnd,
    ),
    "one that is told when it is over was in force": (ON_FILE, suspend, examiner("2016-07-05T10:00"), [suspended]),
    "a warning has no last day": (
        ON_FILE,
        warn.model_copy(update={"until_on": date(2016, 6, 30)}),
        JUNE,
        SuspensionWithoutEnd,
    ),
    "it is over when its last day is": (
        [*ON_FILE, suspended],
        EndSuspension(lifted=False),
        by_itself("2016-07-01T00:00"),
        [over],
    ),
    "not a minute before": (
        [*ON_FILE, suspended],
        EndSuspension(lifted=False),
        by_itself("2016-06-30T23:59"),
        SuspensionRunning(date(2016, 6, 30)),
    ),
    "a second one that ends before takes nothing from it": (
        [*ON_FILE, suspended, shorter],
        EndSuspension(lifted=False),
        by_itself("2016-06-11T00:00"),
        SuspensionRunning(date(2016, 6, 30)),
    ),
    "the centre lifts it": (
        [*ON_FILE, suspended],
        EndSuspension(lifted=True),
        examiner("2016-06-10T10:00"),
        [SuspensionEnded(lifted=True, ended_on=date(2016, 6, 10))],
    ),
    "nobody else does": ([*ON_FILE, suspended], EndSuspension(lifted=True), BY_REGISTRY, NotTheAuthority),
    "what is over is over": ([*ON_FILE, suspended, over], EndSuspension(lifted=True), JUNE, []),
}
started = LiquidationStarted(consented_on=date(2016, 5, 2))
WINDING_UP = (*ON_REGISTER, started)
ended = Deregistered(
    liquidated_on=date(2016, 5, 17),
    ended_on=date(2016, 6, 1),
    late=False,
    track=Track.REGISTERED,
    community_id="gjc",
    lineage_id="a-1",
)
deregister = Deregister(liquidated_on=date(2016, 5, 17))


def revoke(cause: RevocationCause = RevocationCause.FRAUD) -> RevokeRegistration:
    return RevokeRegistration(cause=cause, offence="提交虚假材料")


def revoked(on: date, cause: RevocationCause = RevocationCause.FRAUD) -> Revoked:
    where = {"track": Track.REGISTERED, "community_id": "gjc", "lineage_id": "a-1"}
    return Revoked(cause=cause, offence="提交虚假材料", ended_on=on, **where)  # type: ignore[arg-type]


ENDINGS = {
    "it begins to wind up with its supervisor's consent": (
        ON_REGISTER,
        StartLiquidation(consented_on=date(2016, 5, 2)),
        at("2016-05-03T10:00"),
        [started],
    ),
    "winding up twice records once": (
        WINDING_UP,
        StartLiquidation(consented_on=date(2016, 5, 2)),
        at("2016-05-03T10:00"),
        [],
    ),
    "not with a consent of tomorrow": (
        ON_REGISTER,
        StartLiquidation(consented_on=date(2016, 5, 4)),
        at("2016-05-03T10:00"),
        NotDoneYet,
    ),
    "a filed one does not wind up": (
        ON_FILE,
        StartLiquidation(consented_on=date(2016, 5, 2)),
        at("2016-05-03T10:00"),
        AtAnotherStage,
    ),
    "deregistered on the fifteenth day": (WINDING_UP, deregister, BY_REGISTRY, [ended]),
    "a day later it is entered as late": (
        WINDING_UP,
        deregister,
        registrar("2016-06-02T10:00"),
        [ended.model_copy(update={"late": True, "ended_on": date(2016, 6, 2)})],
    ),
    "deregistering twice records once": ([*WINDING_UP, ended], deregister, BY_REGISTRY, []),
    "not before it wound up": (ON_REGISTER, deregister, BY_REGISTRY, AtAnotherStage),
    "revoked for fraud": (ON_REGISTER, revoke(), BY_REGISTRY, [revoked(date(2016, 6, 1))]),
    "also while it winds up": (WINDING_UP, revoke(), BY_REGISTRY, [revoked(date(2016, 6, 1))]),
    "revoking twice records once": ([*ON_REGISTER, revoked(date(2016, 6, 1))], revoke(), BY_REGISTRY, []),
    "inactive for a year after the certificate": (
        ON_REGISTER,
        revoke(RevocationCause.INACTIVE),
        registrar("2017-01-05T10:00"),
        [revoked(date(2017, 1, 5), RevocationCause.INACTIVE)],
    ),
    "not on the last day of it": (
        ON_REGISTER,
        revoke(RevocationCause.INACTIVE),
        registrar("2017-01-04T10:00"),
        RevokedTooEarly(date(2017, 1, 4)),
    ),
    "a filing is not revoked": (ON_FILE, revoke(), BY_REGISTRY, AtAnotherStage),
}


@pytest.mark.parametrize(("given", "when", "context", "then"), SANCTIONS.values(), ids=SANCTIONS.keys())
def test_sanctions(given, when, context, then):
    SPEC.check(given, when, then, context, RELATED)


@pytest.mark.parametrize(("given", "when", "context", "then"), ENDINGS.values(), ids=ENDINGS.keys())
def test_endings(given, when, context, then):
    SPEC.check(given, when, then, context, RELATED)


def test_a_sanction_that_was_entered_late_counts_from_its_day_on():
    assert suspended.effective_at() == datetime(2016, 6, 1, tzinfo=SHANGHAI)


@pytest.mark.parametrize("event", [ended, revoked(date(2016, 6, 1)), over], ids=lambda event: event.word())
def test_an_end_counts_from_its_day_on(event):
    day = event.ended_on
    assert event.effective_at() == datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)
