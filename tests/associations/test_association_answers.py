"""What an authority answers to silence, and applications that come to nothing, one row each."""

from __future__ import annotations

from datetime import date

import pytest

from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_care_refusals import (
    BeganActivities,
    FilingNotInactive,
    ReportsNotMissing,
)
from services.associations.domain.association_commands import (
    CancelFiling,
    LapsePreparation,
    RevokeRegistration,
    TakeApplicationBack,
)
from services.associations.domain.association_refusals import AtAnotherStage
from services.associations.domain.association_registration import PreparationRunning
from shared.contracts.associations.association import ApplicationTakenBack, DecisionLimitMissed, LimitKind
from shared.contracts.associations.association_ending import RevocationCause, Revoked
from shared.contracts.associations.association_filing import FilingCancelCause, FilingCancelled
from shared.contracts.associations.association_founding import Track
from shared.contracts.associations.association_registration import PreparationLapsed
from shared.testing.decider import Spec
from tests.associations.living import active, idle, missing, overdue, reported
from tests.associations.samples import (
    BEFORE_REGISTRY,
    CLUB,
    EXAMINED,
    GROUP,
    ON_FILE,
    ON_REGISTER,
    RELATED,
    applied,
    at,
    by_itself,
    consented,
    drafted,
    examiner,
    founded,
    prepared,
    registering,
    registrar,
)

SPEC = Spec(ASSOCIATION)
BOTH_OVERDUE = (*ON_FILE, overdue(2015), overdue(2016), missing)


def cancel(cause: FilingCancelCause, ended_on: date) -> CancelFiling:
    return CancelFiling(cause=cause, ended_on=ended_on)


def cancelled(cause: FilingCancelCause, ended_on: date) -> FilingCancelled:
    whose = {"community_id": "gjc", "lineage_id": "a-1"}
    return FilingCancelled.model_validate({"cause": cause, "ended_on": ended_on, "late": False, **whose})


revoke = RevokeRegistration(cause=RevocationCause.INACTIVE, offence="一年未开展活动")
INACTIVE, NO_REPORTS = FilingCancelCause.INACTIVE, FilingCancelCause.NO_REPORTS
ANSWERS = {
    "the centre cancels who was silent": (
        [*ON_FILE, idle],
        cancel(INACTIVE, date(2016, 10, 21)),
        examiner("2016-10-21T10:00"),
        [cancelled(INACTIVE, date(2016, 10, 21))],
    ),
    "not on the last day of the months": (
        ON_FILE,
        cancel(INACTIVE, date(2016, 10, 20)),
        examiner("2016-10-20T10:00"),
        FilingNotInactive(date(2016, 10, 20)),
    ),
    "nor who was active meanwhile": (
        [*ON_FILE, idle, active],
        cancel(INACTIVE, date(2016, 10, 21)),
        examiner("2016-10-21T10:00"),
        FilingNotInactive(date(2017, 5, 1)),
    ),
    "whose reports are missing": (
        BOTH_OVERDUE,
        cancel(NO_REPORTS, date(2017, 4, 5)),
        examiner("2017-04-05T10:00"),
        [cancelled(NO_REPORTS, date(2017, 4, 5))],
    ),
    "not whose report of one year is": (
        [*ON_FILE, overdue(2015)],
        cancel(NO_REPORTS, date(2016, 4, 5)),
        examiner("2016-04-05T10:00"),
        ReportsNotMissing,
    ),
    "nor whose came late": (
        [*BOTH_OVERDUE, reported(2016, late=True)],
        cancel(NO_REPORTS, date(2017, 4, 5)),
        examiner("2017-04-05T10:00"),
        ReportsNotMissing,
    ),
    "the registry revokes who never began": (
        ON_REGISTER,
        revoke,
        registrar("2017-01-05T10:00"),
        [
            Revoked(
                cause=revoke.cause,
                offence=revoke.offence,
                ended_on=date(2017, 1, 5),
                track=Track.REGISTERED,
                community_id="gjc",
                lineage_id="a-1",
            )
        ],
    ),
    "not who began": (
        [*ON_REGISTER, active],
        revoke,
        registrar("2017-01-05T10:00"),
        BeganActivities(date(2016, 5, 1)),
    ),
}
taken_back = ApplicationTakenBack()
PREPARING = (registering(CLUB, GROUP), consented, applied(date(2015, 11, 2)), prepared)
lapsed = PreparationLapsed(fell_due_at=by_itself("2016-05-17T00:00").now)
FOUNDERS = {
    "founders take their application back": (EXAMINED, TakeApplicationBack(), at("2015-10-09T10:00"), [taken_back]),
    "twice is once": ([*EXAMINED, taken_back], TakeApplicationBack(), at("2015-10-09T10:00"), []),
    "what passed before is said": (
        EXAMINED,
        TakeApplicationBack(),
        at("2015-10-15T10:00"),
        [
            DecisionLimitMissed(
                limit=LimitKind.PROMISED,
                due_on=date(2015, 10, 14),
                fell_due_at=by_itself("2015-10-15T00:00").now,
            ),
            taken_back,
        ],
    ),
    "also before the registry": (BEFORE_REGISTRY, TakeApplicationBack(), at("2015-11-09T10:00"), [taken_back]),
    "a draft is no application": ([drafted()], TakeApplicationBack(), at("2015-10-09T10:00"), AtAnotherStage),
    "what stands is none any more": (ON_FILE, TakeApplicationBack(), at("2015-11-09T10:00"), AtAnotherStage),
    "a preparation is over after its six months": (
        PREPARING,
        LapsePreparation(),
        by_itself("2016-05-17T00:00"),
        [lapsed],
    ),
    "not a minute before": (
        PREPARING,
        LapsePreparation(),
        by_itself("2016-05-16T23:59"),
        PreparationRunning(date(2016, 5, 16)),
    ),
    "who held the meeting goes on": ([*PREPARING, founded], LapsePreparation(), by_itself("2016-05-17T00:00"), []),
    "what lapsed has lapsed": ([*PREPARING, lapsed], LapsePreparation(), by_itself("2016-05-18T00:00"), []),
}


@pytest.mark.parametrize(("given", "when", "context", "then"), ANSWERS.values(), ids=ANSWERS.keys())
def test_what_an_authority_answers(given, when, context, then):
    SPEC.check(given, when, then, context, RELATED)


@pytest.mark.parametrize(("given", "when", "context", "then"), FOUNDERS.values(), ids=FOUNDERS.keys())
def test_applications_that_come_to_nothing(given, when, context, then):
    SPEC.check(given, when, then, context, RELATED)
