"""What-if: how long it takes to see a year of 1,434 cases under another rule, from its documents to the report."""

from __future__ import annotations

from time import perf_counter

from services.casework.domain.whatif import Change, OtherLimits, whatif
from services.casework.domain.whatif_roster import OtherRoster
from shared.kernel.limits import Limit, LimitStage, LimitUnit
from tests.bench.table import Row, at_most
from tests.year.play import of_the_year

SECONDS = 60.0
LIMIT = Limit(stages=(LimitStage(name="stage 1", body="CENTRE", n=20, unit=LimitUnit.WORKING_DAY),))
CHANGE = Change(limits={"CD-MZ-001": OtherLimits(promised=LIMIT)}, roster=OtherRoster())


def row() -> Row:
    """The year under another limit, posts and all; reading the documents belongs to it, playing the year does not."""
    log = of_the_year()
    begun = perf_counter()
    report = whatif((entry.recorded() for entry in log), CHANGE)
    seconds = perf_counter() - begun
    met, missed_by = at_most(seconds, SECONDS)
    return Row(
        "what-if replay of a year",
        f"{seconds:.1f} s; {report.moved.count:,} due dates move",
        f"≤ {SECONDS:.0f} s",
        f"{report.cases:,} cases, {len(log):,} events",
        met,
        missed_by,
        "each open case is reckoned anew at each event and each edition of the calendar",
    )
