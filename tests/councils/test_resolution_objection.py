"""Who objects to a posted resolution for a household: the counter, who lives there, or itself by its code."""

from __future__ import annotations

import pytest

from services.councils.domain.mandate import OfAnotherCommittee
from services.councils.domain.resolution import RESOLUTION
from services.councils.domain.resolution_commands import ObjectToResolution
from services.councils.domain.resolution_refusals import ResolutionNotPosted
from shared.contracts.councils.resolution import HouseholdObjected, ResolutionEvent, ResolutionObjected
from shared.contracts.refusals import ObjectedForAnother
from shared.kernel.actors import Role
from shared.kernel.personal import Personal
from shared.testing.decider import Spec
from tests.councils.deliberation import on
from tests.councils.resolutions import IN_FORCE, POSTED, adopted, objections

SPEC = Spec(RESOLUTION)
DAY = "2015-05-20"
CLERK, WANG, CHAIR = on(DAY, "clerk", Role.CLERK, "hall"), on(DAY, "wang", Role.RESIDENT, ""), on(DAY)
ELSEWHERE = on(DAY, "chair", Role.COMMITTEE, "elsewhere")
BY_CODE, AFTER_THE_NOTICE = on(DAY, "h1", Role.RESIDENT, ""), on("2015-05-26", "h1", Role.RESIDENT, "")
OPEN: list[ResolutionEvent] = [adopted(), POSTED]
OF_HOUSEHOLD, OWN = HouseholdObjected(household="h1"), HouseholdObjected(household="h1", resident="wang")
BRIGHT = Personal[str].of("h1", "太亮")
NINE_OTHERS = [HouseholdObjected(household=f"o{number}") for number in range(9)]
ROWS = {
    "the counter takes it down of a household": (OPEN, "h1", [OF_HOUSEHOLD], CLERK),
    "and once": ([*OPEN, OF_HOUSEHOLD], "h1", [], CLERK),
    "for as many as come": ([*OPEN, OF_HOUSEHOLD], "h2", [HouseholdObjected(household="h2")], CLERK),
    "the committee takes it, too": (OPEN, "h1", [OF_HOUSEHOLD], CHAIR),
    "another committee does not": (OPEN, "h1", OfAnotherCommittee, ELSEWHERE),
    "a resident objects for their household": (OPEN, "h1", [OWN], WANG),
    "they do it once": ([*OPEN, OWN], "h1", [], WANG),
    "not for another's": ([*OPEN, OWN], "h2", ObjectedForAnother, WANG),
    "of one that has objected they say nothing": ([*OPEN, OWN, *objections(2)[1:]], "h2", [], WANG),
    "by its code a household objects itself": (OPEN, "h1", [OF_HOUSEHOLD], BY_CODE),
    "by its code it does so once": ([*OPEN, OF_HOUSEHOLD], "h1", [], BY_CODE),
    "after who lives there its code says nothing": ([*OPEN, OWN], "h1", [], BY_CODE),
    "after its code who lives there says nothing": ([*OPEN, OF_HOUSEHOLD], "h1", [], WANG),
    "by its code it may be the tenth": (
        [*OPEN, *NINE_OTHERS],
        "h1",
        [OF_HOUSEHOLD, ResolutionObjected(households=10)],
        BY_CODE,
    ),
    "after the notice no code helps": (OPEN, "h1", ResolutionNotPosted, AFTER_THE_NOTICE),
    "nor once it is in force": ([*OPEN, IN_FORCE], "h1", ResolutionNotPosted, AFTER_THE_NOTICE),
    "nor before it is posted": ([adopted()], "h1", ResolutionNotPosted, BY_CODE),
}


@pytest.mark.parametrize(("given", "household", "then", "who"), ROWS.values(), ids=ROWS.keys())
def test_who_objects(given, household, then, who):
    SPEC.check(given, ObjectToResolution(household=household), then, who)


def test_what_it_says_is_its_own():
    objected = HouseholdObjected(household="h1", reason=BRIGHT)
    SPEC.check(OPEN, ObjectToResolution(household="h1", reason=BRIGHT), [objected], BY_CODE)
