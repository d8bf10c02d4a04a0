"""Appraisals as they are opened and reported on: decisions, one row each."""

from __future__ import annotations

import pytest

from services.councils.domain.appraisal import APPRAISAL
from services.councils.domain.appraisal_commands import (
    PresentReport,
)
from services.councils.domain.appraisal_refusals import (
    AppraisalUnknown,
    NotTheSubject,
    OpenedOtherwise,
    OpeningRule,
    ReportPresentedAlready,
)
from services.councils.domain.mandate import OfAnotherCommunity
from shared.kernel.personal import Published
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import CLERK
from tests.councils.appraisal_rows import (
    FIVE,
    GIVEN,
    HALF,
    OF_CENTRE,
    OF_UNIT,
    POST,
    SPEC,
    SUPERVISOR,
    Row,
    alone,
    begin,
    broken,
    centre_reported,
    concluded,
    new_year,
    of_centre,
    of_unit,
    reported,
    running,
    unit_reported,
    words,
)
from tests.councils.appraisals import (
    CENTRE,
    DIRECTOR,
    ELSEWHERE,
    M1,
    M2,
    NOW,
    OTHER_DIRECTOR,
    STRANGER,
    TAINING,
    THEIRS,
    UNIT,
    VILLAGE,
    WORKING_COMMITTEE,
    here,
    opened,
)

W = WORKING_COMMITTEE
OPENING: dict[str, Row] = {
    "a member of the committee is appraised for a year": ([], begin(), W, NOW, [alone]),
    "and for that year once": ([alone], begin(), W, NOW, []),
    "not with others the second time": ([alone], begin(roll=FIVE), W, NOW, OpenedOtherwise),
    "a member is not appraised for half a year": ([], begin(period=HALF), W, NOW, broken(OpeningRule.RIGHT_PERIOD)),
    "nor a centre for a year": ([], begin(CENTRE, OF_CENTRE), W, NOW, broken(OpeningRule.RIGHT_PERIOD)),
    "a centre is for half a year": ([], begin(CENTRE, OF_CENTRE, HALF), W, NOW, [of_centre]),
    "a unit is for a year": ([], begin(UNIT, OF_UNIT), W, NOW, [of_unit]),
    "nobody is for the year to come": ([], begin(period="2015"), W, NOW, broken(OpeningRule.PERIOD_BEGUN)),
    "from its first day on one may be": (
        [],
        begin("m3", POST, "2015", roll=("m3",)),
        W,
        "2015-01-01T00:00+08:00",
        [new_year],
    ),
    "all that is broken is told": (
        [],
        begin("nobody", period="2015-H1", committee_id=ELSEWHERE),
        W,
        NOW,
        broken(
            OpeningRule.RIGHT_PERIOD,
            OpeningRule.PERIOD_BEGUN,
            OpeningRule.COMMITTEE_OF_COMMUNITY,
            OpeningRule.SUBJECT_KNOWN,
        ),
    ),
    "a member has a committee": ([], begin(committee_id=None), W, NOW, broken(OpeningRule.COMMITTEE_OF_COMMUNITY)),
    "who was in no office is not appraised as a member": ([], begin(STRANGER), W, NOW, broken(OpeningRule.HELD_OFFICE)),
    "a year before the first term that is known is not asked": (
        [],
        begin(STRANGER, period="2013", roll=(STRANGER,)),
        W,
        NOW,
        [opened(STRANGER, period="2013", roll=(STRANGER,))],
    ),
    "nor is it asked in a village, whose elections are not entered": (
        [],
        begin(STRANGER, committee_id=VILLAGE, roll=(STRANGER,)),
        W,
        NOW,
        [opened(STRANGER, roll=(STRANGER,)).model_copy(update={"committee_id": VILLAGE})],
    ),
    "who holds a post of the Party branch is appraised": (
        [],
        begin("m3", POST, roll=("m3",)),
        W,
        NOW,
        [opened("m3", POST, roll=("m3",))],
    ),
    "who holds none is not": ([], begin("m2", POST), W, NOW, broken(OpeningRule.HELD_OFFICE)),
    "who sits on the supervision committee is": (
        [],
        begin("m2", SUPERVISOR, roll=("m2",)),
        W,
        NOW,
        [opened("m2", SUPERVISOR, roll=("m2",))],
    ),
    "who does not is not": ([], begin("m3", SUPERVISOR), W, NOW, broken(OpeningRule.HELD_OFFICE)),
    "the holder of a post is not named": (
        [],
        begin("m3", POST, roll=("m3",), name=Published(value="x", reason="x")),
        W,
        NOW,
        broken(OpeningRule.NAMED_BY_LAW),
    ),
    "a centre is its own community's": (
        [],
        begin(CENTRE, OF_CENTRE, HALF, community_id=TAINING),
        CLERK,
        NOW,
        broken(OpeningRule.SUBJECT_KNOWN),
    ),
    "and a unit is": ([], begin(UNIT, OF_UNIT, community_id=TAINING), CLERK, NOW, broken(OpeningRule.SUBJECT_KNOWN)),
    "another community's working committee opens nothing here": (
        [],
        begin(),
        THEIRS,
        NOW,
        OfAnotherCommunity,
    ),
}

report_of_m1 = PresentReport(report=words)
account = PresentReport(account="全年办结三件")
REPORTING: dict[str, Row] = {
    "a member reports": ([alone], report_of_m1, M1, NOW, [reported]),
    "and does so once": ([alone, reported], report_of_m1, M1, NOW, []),
    "nobody reports for a colleague": ([alone], report_of_m1, M2, NOW, NotTheSubject),
    "the counter enters what was handed in on paper": ([alone], report_of_m1, CLERK, NOW, [reported]),
    "the centre reports, and the log with it": ([of_centre], account, DIRECTOR, NOW, [centre_reported]),
    "another centre's director does not": ([of_centre], account, OTHER_DIRECTOR, NOW, NotTheSubject),
    "a report is not taken back": (
        [of_centre, centre_reported],
        PresentReport(account="无一超时"),
        DIRECTOR,
        NOW,
        ReportPresentedAlready,
    ),
    "a unit reports, and with it what it pledged and accepted": (
        [of_unit],
        PresentReport(account="x"),
        CLERK,
        NOW,
        [unit_reported],
    ),
    "also where half a year is its period": (
        [opened(UNIT, OF_UNIT, period="2014-H2")],
        PresentReport(account="x"),
        CLERK,
        NOW,
        [unit_reported],
    ),
    "nobody reports where nothing was opened": ([], report_of_m1, M1, NOW, AppraisalUnknown),
}

ROWS = {**OPENING, **REPORTING}


@pytest.mark.parametrize(("given_", "when", "actor", "at", "then"), ROWS.values(), ids=ROWS.keys())
def test_appraisal(given_, when, actor, at, then):
    SPEC.check(given_, when, then, here(at, actor), GIVEN)


def test_what_was_not_opened_has_no_report():
    with pytest.raises(CorruptStream):
        APPRAISAL.fold([reported])


def test_what_was_not_published_is_not_concluded():
    with pytest.raises(CorruptStream):
        APPRAISAL.fold([*running, concluded()])
