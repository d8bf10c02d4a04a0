"""Activities, their codes and their boxes, one row each."""

from __future__ import annotations

from datetime import date

import pytest

from services.associations.domain.activity import (
    ACTIVITY,
    CallOffActivity,
    IssueRatingCodes,
    PlanActivity,
    ReportActivity,
)
from services.associations.domain.activity_box import (
    ACTIVITY_BOX,
    CastActivityRating,
    OpenActivityBox,
    totals,
)
from services.associations.domain.activity_refusals import (
    ActivityBeforeEntry,
    ActivityIsOver,
    ActivityKindUnknown,
    ActivityNotHeld,
    ActivityRatedBefore,
    ActivityUnknown,
    AssociationNotStanding,
    AssociationSuspended,
    BoxNotDue,
    MoreResidentsThanPeople,
    PlannedInPast,
    RatingsOver,
    TooManyCodes,
)
from services.associations.domain.activity_token import ACTIVITY_TOKEN, SpendActivityToken
from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_refusals import NotDoneYet, NotTheCentre, NotThisAssociation
from services.associations.domain.types import AssociationId
from shared.contracts.associations.activity import (
    ActivityCalledOff,
    ActivityPlanned,
    ActivityRated,
    ActivityRatingCast,
    ActivityReported,
    ActivityTokenSpent,
    ActivityTotals,
    Programme,
    RatingCodesIssued,
)
from shared.contracts.associations.association_ending import SanctionKind, SuspensionEnded
from shared.contracts.intake.rating import Level
from shared.kernel.actors import Role
from shared.kernel.money import yuan
from shared.kernel.personal import Personal
from shared.testing.decider import Spec, known
from tests.associations.samples import ON_FILE, POLICY, RELATED, at, by_itself, drafted, warning

SPEC = Spec(ACTIVITY)
suspended = warning.model_copy(update={"kind": SanctionKind.SUSPENSION, "until_on": date(2016, 6, 30)})
THEIRS = (
    RELATED
    | known(ASSOCIATION, "a-1", *ON_FILE)
    | known(ASSOCIATION, "a-2", drafted())
    | known(ASSOCIATION, "a-3", *ON_FILE, suspended)
    | known(ASSOCIATION, "a-4", *ON_FILE, suspended, SuspensionEnded(lifted=True, ended_on=date(2016, 6, 10)))
)
SHOW = Programme(kind="PERFORMANCE", title="国际村群众文化汇演", place="社区广场")
A1 = AssociationId("a-1")


def plan(planned_on: date = date(2016, 5, 1), **more: object) -> PlanActivity:
    told = {"association_id": A1, "programme": SHOW, "planned_on": planned_on}
    return PlanActivity.model_validate({**told, **more})


def tell(held_on: date = date(2016, 5, 1), **more: object) -> ReportActivity:
    told = {"association_id": A1, "held_on": held_on, "attended": 40, "residents": 30, "cost": yuan(200)}
    return ReportActivity.model_validate({**told, **more})


WHOSE = {"association_id": "a-1", "community_id": "gjc", "lineage_id": "a-1"}
planned = ActivityPlanned.model_validate({**WHOSE, "programme": SHOW, "planned_on": date(2016, 5, 1)})
called_off = ActivityCalledOff(reason="下雨")
held = ActivityReported.model_validate({**WHOSE, **dict(tell()), "programme": SHOW})
NOW, MAY = at("2016-04-20T10:00"), at("2016-05-03T10:00")
OFFICER = at("2016-04-20T10:00", Role.ASSOCIATION_OFFICER)
ANOTHER, ELSEWHERE = (
    at("2016-04-20T10:00", Role.ASSOCIATION_OFFICER, "a-9"),
    at("2016-04-20T10:00", Role.CLERK, "centre-dg"),
)
off = CallOffActivity(reason="下雨")
ACTIVITIES = {
    "an association announces an activity by its officer": ([], plan(), OFFICER, [planned]),
    "or at the counter": ([], plan(), NOW, [planned]),
    "for today": ([], plan(date(2016, 4, 20)), NOW, [planned.model_copy(update={"planned_on": date(2016, 4, 20)})]),
    "not for yesterday": ([], plan(date(2016, 4, 19)), NOW, PlannedInPast),
    "not for another association": ([], plan(), ANOTHER, NotThisAssociation),
    "nor at the counter of another community": ([], plan(), ELSEWHERE, NotTheCentre("centre-gjc")),
    "not before it stands": ([], plan(association_id="a-2"), NOW, AssociationNotStanding),
    "not while it is suspended": ([], plan(association_id="a-3"), NOW, AssociationSuspended(date(2016, 6, 30))),
    "nothing that the policy does not know": (
        [],
        plan(programme=SHOW.model_copy(update={"kind": "GAMBLING"})),
        NOW,
        ActivityKindUnknown(POLICY.texts("association.activity_kinds", date(2016, 5, 1))),
    ),
    "it is called off": ([planned], off, NOW, [called_off]),
    "calling off twice records once": ([planned, called_off], off, NOW, []),
    "not by another association": ([planned], off, ANOTHER, NotThisAssociation),
    "what nobody announced is not called off": ([], off, NOW, ActivityUnknown),
    "nor what was held": ([planned, held], off, MAY, ActivityIsOver),
    "it is told when it was held": ([planned], tell(), MAY, [held]),
    "telling twice records once": ([planned, held], tell(), MAY, []),
    "it is told once": ([planned, held], tell(attended=50), MAY, ActivityIsOver),
    "not before its day": ([planned], tell(), NOW, NotDoneYet),
    "not of what was called off": ([planned, called_off], tell(), MAY, ActivityIsOver),
    "not as another's": ([planned], tell(association_id="a-3"), MAY, ActivityUnknown),
    "what nobody announced is told with what it was": ([], tell(programme=SHOW), MAY, [held]),
    "and not without": ([], tell(), MAY, ActivityUnknown),
    "on the day of the filing": (
        [],
        tell(date(2015, 10, 20), programme=SHOW),
        MAY,
        [held.model_copy(update={"held_on": date(2015, 10, 20)})],
    ),
    "there was nothing before it": (
        [],
        tell(date(2015, 10, 19), programme=SHOW),
        MAY,
        ActivityBeforeEntry(date(2015, 10, 20)),
    ),
    "nothing is told by who is suspended": (
        [],
        tell(programme=SHOW, association_id="a-3"),
        MAY,
        AssociationSuspended(date(2016, 6, 30)),
    ),
    "nor of a day in a suspension that is over": (
        [],
        tell(date(2016, 6, 9), programme=SHOW, association_id="a-4"),
        at("2016-08-01T10:00"),
        AssociationSuspended(date(2016, 6, 9)),
    ),
    "but of the day on which it was lifted": (
        [],
        tell(date(2016, 6, 10), programme=SHOW, association_id="a-4"),
        at("2016-08-01T10:00"),
        [held.model_copy(update={"held_on": date(2016, 6, 10), "association_id": "a-4"})],
    ),
    "residents are among those who came": ([planned], tell(residents=41), MAY, MoreResidentsThanPeople),
}
codes = RatingCodesIssued(issued=20, rate_by_on=date(2016, 6, 2))
RATEABLE = (planned, held, codes)
CODES = {
    "codes are there for residents who attended": ([planned, held], IssueRatingCodes(issued=20), MAY, [codes]),
    "as many as there were": (
        RATEABLE,
        IssueRatingCodes(issued=30),
        at("2016-05-10T10:00"),
        [codes.model_copy(update={"issued": 30})],
    ),
    "and not one more": (RATEABLE, IssueRatingCodes(issued=31), MAY, TooManyCodes(30)),
    "asking twice records once": (RATEABLE, IssueRatingCodes(issued=20), MAY, []),
    "none are taken back": (RATEABLE, IssueRatingCodes(issued=5), MAY, []),
    "none once the time to rate is over": (
        RATEABLE,
        IssueRatingCodes(issued=30),
        at("2016-06-03T10:00"),
        RatingsOver(date(2016, 6, 2)),
    ),
    "none for another association": ([planned, held], IssueRatingCodes(issued=20), ANOTHER, NotThisAssociation),
    "none for what is to come": ([planned], IssueRatingCodes(issued=20), NOW, ActivityNotHeld),
    "nor for what is not": ([], IssueRatingCodes(issued=20), NOW, ActivityUnknown),
}
OF_IT = known(ACTIVITY, "x-1", *RATEABLE) | known(ACTIVITY, "x-2", planned, held)
spend, spent = SpendActivityToken(activity_id="x-1"), ActivityTokenSpent()
TOKENS = {
    "a code is used": ([], spend, MAY, [spent]),
    "once": ([spent], spend, MAY, ActivityRatedBefore),
    "on the last day": ([], spend, at("2016-06-02T23:59"), [spent]),
    "not after it": ([], spend, at("2016-06-03T00:00"), RatingsOver(date(2016, 6, 2))),
    "not where nobody asked for codes": ([], SpendActivityToken(activity_id="x-2"), MAY, ActivityNotHeld),
}
TOKEN, OPENS = "a" * 64, by_itself("2016-06-03T00:00").now
sealed = Personal[Level].of("s" * 26, Level.SATISFIED)
cast = ActivityRatingCast(token_id=TOKEN, ballot=sealed, opens_at=OPENS)
GOOD = ActivityTotals(very_satisfied=0, satisfied=1, basically=0, dissatisfied=0, very_dissatisfied=0)
put = CastActivityRating(activity_id="x-1", token_id=TOKEN, ballot=sealed)
take = OpenActivityBox(activity_id="x-1", ballots=1, totals=GOOD)
rated = ActivityRated.model_validate({**WHOSE, "held_on": date(2016, 5, 1), "cast": 1, "totals": GOOD})
BOXES = {
    "a ballot lies in the box": ([], put, MAY, [cast]),
    "once": ([cast], put, MAY, []),
    "none after the last day": ([], put, at("2016-06-03T00:00"), RatingsOver(date(2016, 6, 2))),
    "it is opened when the last day is over": ([cast], take, by_itself("2016-06-03T00:00"), [rated]),
    "not a minute before": ([cast], take, by_itself("2016-06-02T23:59"), BoxNotDue),
    "not as it was before the last ballot": ([cast], take.model_copy(update={"ballots": 0}), MAY, []),
    "an empty one is not opened": ([], take, by_itself("2016-06-03T00:00"), []),
    "opening twice tells once": ([cast, rated], take, by_itself("2016-06-04T00:00"), []),
    "there is none of what is not rated": (
        [],
        put.model_copy(update={"activity_id": "x-2"}),
        MAY,
        ActivityNotHeld,
    ),
}


@pytest.mark.parametrize(("given", "when", "context", "then"), ACTIVITIES.values(), ids=ACTIVITIES.keys())
def test_activities(given, when, context, then):
    SPEC.check(given, when, then, context, THEIRS)


@pytest.mark.parametrize(("given", "when", "context", "then"), CODES.values(), ids=CODES.keys())
def test_codes(given, when, context, then):
    SPEC.check(given, when, then, context, THEIRS)


@pytest.mark.parametrize(("given", "when", "context", "then"), TOKENS.values(), ids=TOKENS.keys())
def test_tokens(given, when, context, then):
    Spec(ACTIVITY_TOKEN).check(given, when, then, context, OF_IT)


@pytest.mark.parametrize(("given", "when", "context", "then"), BOXES.values(), ids=BOXES.keys())
def test_boxes(given, when, context, then):
    Spec(ACTIVITY_BOX).check(given, when, then, context, OF_IT)


def test_a_ballot_whose_key_was_destroyed_says_nothing():
    assert totals([Level.SATISFIED, None]) == GOOD
