"""How an association that stands lives: its reports, its silence, its inspections, one row each."""

from __future__ import annotations

from datetime import date

import pytest

from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_care_commands import (
    ConcludeInspection,
    FindInactive,
    MissReports,
    NoteActivity,
)
from services.associations.domain.association_care_refusals import (
    InspectedBefore,
    NothingMissed,
    ReportedBefore,
    ReportNotIn,
    ReportOfAnotherTrack,
    SupervisorHasNoReport,
    YearNotOver,
    YearNotOwed,
)
from services.associations.domain.association_refusals import AtAnotherStage, NotDoneYet, NotTheAuthority
from shared.contracts.associations.association_care import (
    CareStarted,
    InactivityFound,
    InspectionConcluded,
    MissingReportsFound,
    Outcome,
)
from shared.contracts.associations.association_ending import LiquidationStarted
from shared.testing.decider import Spec
from tests.associations.living import CENTRE, REGISTRY, SUPERVISOR, active, idle, missing, overdue, report, reported
from tests.associations.samples import (
    EXAMINED,
    ON_FILE,
    ON_REGISTER,
    RELATED,
    REPORT,
    at,
    by_itself,
    examiner,
    registrar,
)

SPEC = Spec(ASSOCIATION)
REPORTS = {
    "a filed one reports its year by the end of March": (
        ON_FILE,
        report(2015),
        at("2016-03-31T23:59"),
        [reported(2015)],
    ),
    "a day later it is overdue, and the report is late": (
        ON_FILE,
        report(2015),
        at("2016-04-01T00:00"),
        [overdue(2015), reported(2015, late=True)],
    ),
    "that it is overdue is said once": (
        [*ON_FILE, overdue(2015)],
        report(2015),
        at("2016-05-03T10:00"),
        [reported(2015, late=True)],
    ),
    "reporting twice records once": ([*ON_FILE, reported(2015)], report(2015), at("2016-03-01T10:00"), []),
    "another report of the year is none": (
        [*ON_FILE, reported(2015)],
        report(2015).model_copy(update={"report": REPORT.model_copy(update={"members": 3})}),
        at("2016-03-01T10:00"),
        ReportedBefore,
    ),
    "not before the year is over": (ON_FILE, report(2015), at("2015-12-31T10:00"), YearNotOver),
    "nor of a year in which it did not stand": (
        ON_FILE,
        report(2014),
        at("2016-03-01T10:00"),
        YearNotOwed(date(2015, 10, 20)),
    ),
    "what was entered from paper reports from that year on": (
        [*ON_FILE, CareStarted(from_on=date(2017, 2, 1))],
        report(2016),
        at("2017-03-01T10:00"),
        YearNotOwed(date(2017, 2, 1)),
    ),
    "nobody reports who only applies": (EXAMINED, report(2015), at("2016-03-01T10:00"), AtAnotherStage),
    "a filed one does not report to the registry": (
        ON_FILE,
        report(2015, REGISTRY),
        at("2016-03-01T10:00"),
        ReportOfAnotherTrack((CENTRE,)),
    ),
    "a registered one reports to its supervisor": (
        ON_REGISTER,
        report(2016, SUPERVISOR),
        at("2017-03-31T10:00"),
        [reported(2016, SUPERVISOR)],
    ),
    "then to the registry, by the end of May": (
        [*ON_REGISTER, reported(2016, SUPERVISOR)],
        report(2016, REGISTRY),
        at("2017-05-31T10:00"),
        [reported(2016, REGISTRY)],
    ),
    "not to the registry first": (
        ON_REGISTER,
        report(2016, REGISTRY),
        at("2017-03-01T10:00"),
        SupervisorHasNoReport,
    ),
    "nor to the centre": (
        ON_REGISTER,
        report(2016),
        at("2017-03-01T10:00"),
        ReportOfAnotherTrack((SUPERVISOR, REGISTRY)),
    ),
    "the last day passes by itself": (ON_FILE, MissReports(), by_itself("2016-04-01T00:00"), [overdue(2015)]),
    "not a minute before": (ON_FILE, MissReports(), by_itself("2016-03-31T23:59"), NothingMissed),
    "with the second year in a row the reports are missing": (
        [*ON_FILE, overdue(2015)],
        MissReports(),
        by_itself("2017-04-01T00:00"),
        [overdue(2016), missing],
    ),
    "with one of three in, the other two are missing as before": (
        [*ON_FILE, overdue(2015), overdue(2016), missing, overdue(2017)],
        report(2015),
        at("2018-05-03T10:00"),
        [reported(2015, late=True), MissingReportsFound(years=(2016, 2017))],
    ),
    "with the middle one in, none are": (
        [*ON_FILE, overdue(2015), overdue(2016), missing, overdue(2017)],
        report(2016),
        at("2018-05-03T10:00"),
        [reported(2016, late=True)],
    ),
    "one that came late is not missing": (
        [*ON_FILE, overdue(2015), reported(2015, late=True)],
        MissReports(),
        by_itself("2017-04-01T00:00"),
        [overdue(2016)],
    ),
    "a registered one owes two": (
        [*ON_REGISTER, overdue(2016, SUPERVISOR)],
        MissReports(),
        by_itself("2017-06-01T00:00"),
        [overdue(2016, REGISTRY)],
    ),
    "who winds up owes none": (
        [*ON_REGISTER, LiquidationStarted(consented_on=date(2016, 5, 2))],
        MissReports(),
        by_itself("2017-06-01T00:00"),
        NothingMissed,
    ),
}
SILENCE = {
    "silent for twelve months after its filing": (ON_FILE, FindInactive(), by_itself("2016-10-21T00:00"), [idle]),
    "not a minute before": (ON_FILE, FindInactive(), by_itself("2016-10-20T23:59"), NothingMissed),
    "it is said once": ([*ON_FILE, idle], FindInactive(), by_itself("2017-10-21T00:00"), []),
    "an activity begins the months anew": (
        [*ON_FILE, active],
        FindInactive(),
        by_itself("2017-05-01T23:59"),
        NothingMissed,
    ),
    "and they pass again": (
        [*ON_FILE, idle, active],
        FindInactive(),
        by_itself("2017-05-02T00:00"),
        [InactivityFound(since_on=date(2016, 5, 1), fell_due_at=by_itself("2017-05-02T00:00").now)],
    ),
    "what was entered from paper is silent from that day on": (
        [*ON_FILE, CareStarted(from_on=date(2017, 2, 1))],
        FindInactive(),
        by_itself("2018-02-01T23:59"),
        NothingMissed,
    ),
    "a registered one that never began": (
        ON_REGISTER,
        FindInactive(),
        by_itself("2017-01-05T00:00"),
        [InactivityFound(since_on=date(2016, 1, 4), fell_due_at=by_itself("2017-01-05T00:00").now)],
    ),
    "once it has begun it may be silent": ([*ON_REGISTER, active], FindInactive(), by_itself("2019-01-05T00:00"), []),
    "the last activity is noted": (ON_FILE, NoteActivity(held_on=active.held_on), at("2016-05-03T10:00"), [active]),
    "an earlier one is not": ([*ON_FILE, active], NoteActivity(held_on=date(2016, 4, 30)), at("2016-05-03T10:00"), []),
    "nor one of tomorrow": (ON_FILE, NoteActivity(held_on=date(2016, 5, 4)), at("2016-05-03T10:00"), NotDoneYet),
}


def inspect(outcome: Outcome = Outcome.PASS) -> ConcludeInspection:
    return ConcludeInspection(year=2016, outcome=outcome, statement="年检")


def inspected(outcome: Outcome = Outcome.PASS) -> InspectionConcluded:
    return InspectionConcluded(year=2016, outcome=outcome, statement="年检", community_id="gjc", lineage_id="a-1")


REPORTED = (*ON_REGISTER, reported(2016, SUPERVISOR), reported(2016, REGISTRY))
JUNE = registrar("2017-06-20T10:00")
INSPECTIONS = {
    "the registry passes who reported": (REPORTED, inspect(), JUNE, [inspected()]),
    "or finds it barely so": (REPORTED, inspect(Outcome.BASIC), JUNE, [inspected(Outcome.BASIC)]),
    "nobody passes who did not report": (ON_REGISTER, inspect(), registrar("2017-03-20T10:00"), ReportNotIn),
    "who did not fails": (
        ON_REGISTER,
        inspect(Outcome.FAIL),
        JUNE,
        [overdue(2016, SUPERVISOR), overdue(2016, REGISTRY), inspected(Outcome.FAIL)],
    ),
    "inspecting twice records once": ([*REPORTED, inspected()], inspect(), JUNE, []),
    "a year has one outcome": (
        [*REPORTED, inspected()],
        inspect(Outcome.FAIL),
        JUNE,
        InspectedBefore(Outcome.PASS),
    ),
    "not before the year is over": (REPORTED, inspect(), registrar("2016-12-31T10:00"), YearNotOver),
    "the centre inspects nobody": (REPORTED, inspect(), examiner("2017-06-20T10:00"), NotTheAuthority),
    "a filed one is not inspected": (ON_FILE, inspect(), JUNE, AtAnotherStage),
}


@pytest.mark.parametrize(("given", "when", "context", "then"), REPORTS.values(), ids=REPORTS.keys())
def test_reports(given, when, context, then):
    SPEC.check(given, when, then, context, RELATED)


@pytest.mark.parametrize(("given", "when", "context", "then"), SILENCE.values(), ids=SILENCE.keys())
def test_silence(given, when, context, then):
    SPEC.check(given, when, then, context, RELATED)


@pytest.mark.parametrize(("given", "when", "context", "then"), INSPECTIONS.values(), ids=INSPECTIONS.keys())
def test_inspections(given, when, context, then):
    SPEC.check(given, when, then, context, RELATED)
