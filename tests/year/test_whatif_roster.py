"""What if: a handful of hand-made cases, each row under another roster or ceiling."""

from datetime import date
from functools import cache

import pytest

from services.casework.domain.post import POST
from services.casework.domain.post_commands import AssignPost, CoverPost
from services.casework.domain.staff import STAFF
from services.casework.domain.substitutes import DISTRICT, SUBSTITUTES, NameCover, NameSubstitute, Team
from services.casework.domain.types import PostId, StaffId
from services.casework.domain.whatif import Change, Scope, whatif
from services.casework.domain.whatif_report import Hindrance
from services.casework.domain.whatif_roster import Away, OtherRoster
from shared.contracts.casework.post import PostLeftUncovered
from shared.kernel.decider import Step
from shared.kernel.money import Money
from tests.year.script import Absence
from tests.year.small import (
    APPROVAL,
    EXAMINATION,
    FOUR,
    ONE,
    THREE,
    TWO,
    UNTRAINED,
    instant,
    log,
    log_of,
)

# --- rosters --------------------------------------------------------------------


def away(person: str, first: str, last: str) -> Away:
    return Away(person, date.fromisoformat(first), date.fromisoformat(last))


BOTH_AWAY = OtherRoster(absent=(away(ONE, "2014-10-08", "2014-10-08"), away(TWO, "2014-10-08", "2014-10-08")))
ROSTERS = {
    "while A is away B does it": (OtherRoster(absent=(away(ONE, "2014-10-08", "2014-10-09"),)), {}, {}),
    "while both are away nobody does": (
        BOTH_AWAY,
        {"decision-proposed": Hindrance.UNCOVERED},
        {EXAMINATION: (0, 1), "centre-01-examination-2": (0, 1)},
    ),
    "A is away too while B is ill": (
        OtherRoster(absent=(away(ONE, "2014-11-20", "2014-11-20"),)),
        {"decision-proposed": Hindrance.UNCOVERED},
        {EXAMINATION: (0, 1), "centre-01-examination-2": (0, 1)},
    ),
    "had B not been ill, B would have done it": (
        OtherRoster(absent=(away(ONE, "2014-11-20", "2014-11-20"),), present=(away(TWO, "2014-11-20", "2014-11-20"),)),
        {},
        {},
    ),
    "without B nobody stands in": (
        OtherRoster(teams={EXAMINATION: Team(ONE, None)}, absent=(away(ONE, "2014-10-08", "2014-10-08"),)),
        {"decision-proposed": Hindrance.UNCOVERED},
        {EXAMINATION: (0, 1)},
    ),
    "a B who is not trained does not stand in": (
        OtherRoster(teams={EXAMINATION: Team(ONE, UNTRAINED)}, absent=(away(ONE, "2014-10-08", "2014-10-08"),)),
        {"decision-proposed": Hindrance.NOT_TRAINED},
        {},
    ),
    "who examined does not approve": (
        OtherRoster(teams={APPROVAL: Team(ONE, FOUR)}),
        {"decision-made": Hindrance.SAME_PERSON},
        {},
    ),
    "another examiner and approver do as well": (
        OtherRoster(teams={EXAMINATION: Team(TWO, ONE), APPROVAL: Team(FOUR, THREE)}),
        {},
        {},
    ),
}


@pytest.mark.parametrize(("roster", "hindered", "uncovered"), ROSTERS.values(), ids=ROSTERS.keys())
def test_under_another_roster(roster, hindered, uncovered):
    report = whatif(log(), Change(roster=roster))
    assert {each.act: each.why for each in report.not_done.first} == hindered
    assert {each.post_id: (each.was.working_days, each.would.working_days) for each in report.uncovered} == uncovered
    assert report.moved.count == 0


def test_time_at_risk_ends_with_the_period():
    report = whatif(log(), Change(roster=BOTH_AWAY), Scope(first=date(2014, 10, 9), last=date(2014, 12, 31)))
    assert report.uncovered == ()


COMING_AND_GOING = (
    Absence(ONE, date(2014, 11, 17), date(2014, 11, 28), instant("2014-11-14T17:00")),
    Absence(TWO, date(2014, 11, 17), date(2014, 11, 28), instant("2014-11-14T17:01"), back=date(2014, 11, 20)),
    Absence(THREE, date(2014, 11, 24), date(2014, 11, 25), instant("2014-11-10T17:00")),
)
ORDERED = ("2014-11-18T09:00", (
    Step(POST, EXAMINATION, CoverPost(staff_id=StaffId(FOUR)), (STAFF.ref(FOUR),)),
    Step(SUBSTITUTES, DISTRICT, NameCover(post_id=PostId(EXAMINATION), cover=StaffId(FOUR))),
))  # fmt: skip
PUT_ON = ("2014-11-21T09:00", (
    Step(POST, EXAMINATION, AssignPost(holder=StaffId(ONE), substitute=StaffId(THREE)),
         (STAFF.ref(ONE), STAFF.ref(THREE))),
    Step(SUBSTITUTES, DISTRICT,
         NameSubstitute(post_id=PostId(EXAMINATION), holder=StaffId(ONE), substitute=StaffId(THREE))),
))  # fmt: skip


@cache
def came_and_went():
    """Both are away, one is ordered to stand in, B comes back early, another becomes B and is soon away."""
    return log_of((), absences=COMING_AND_GOING, later=(ORDERED, PUT_ON))


def test_however_people_come_and_go_the_same_roster_changes_nothing():
    gaps = [each.aggregate.id for each in came_and_went() if isinstance(each.event, PostLeftUncovered)]
    assert sorted(gaps) == [EXAMINATION, EXAMINATION, "centre-01-examination-2"]
    assert not whatif(came_and_went(), Change(roster=OtherRoster())).changes


GONE = {
    "had nobody been away": (
        OtherRoster(present=tuple(away(who, "2014-11-17", "2014-11-24") for who in (ONE, TWO, THREE))),
        {EXAMINATION: ((3, 9), (0, 0)), "centre-01-examination-2": ((3, 0), (0, 0))},
    ),
    "had who was ordered been away too": (
        OtherRoster(absent=(away(FOUR, "2014-11-18", "2014-11-18"),)),
        {EXAMINATION: ((3, 9), (5, 0))},
    ),
    "had the new B not been away": (
        OtherRoster(present=(away(THREE, "2014-11-24", "2014-11-24"),)),
        {EXAMINATION: ((3, 9), (1, 9))},
    ),
}


@pytest.mark.parametrize(("roster", "uncovered"), GONE.values(), ids=GONE.keys())
def test_time_at_risk(roster, uncovered):
    report = whatif(came_and_went(), Change(roster=roster))
    assert {
        each.post_id: ((each.was.working_days, each.was.hours), (each.would.working_days, each.would.hours))
        for each in report.uncovered
    } == uncovered


# --- caps -----------------------------------------------------------------------

CAPS = {
    "what is above the cap goes up": (50_000, {"late", "asked"}),
    "the cap itself may be granted": (50_001, {"asked"}),
    "below a high cap nothing goes up": (80_000, set()),
}


@pytest.mark.parametrize(("fen", "up"), CAPS.values(), ids=CAPS.keys())
def test_under_another_cap(fen, up):
    report = whatif(log(), Change(caps={"CD-MZ-003": Money(amount=fen)}))
    assert {each.case_id for each in report.gone_up.first} == up
    assert report.changes is bool(up)


def test_a_cap_of_another_item_sends_nothing_up():
    assert whatif(log(), Change(caps={"CD-SB-001": Money(amount=1)})).gone_up.count == 0
