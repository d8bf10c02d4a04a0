"""Premises: decisions, one row each, and what the surveys say together."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from services.grants.domain.premises import PREMISES, PremisesOfNobody, SurveyAhead, SurveyPremises
from shared.contracts.grants.premises import (
    Condition,
    PremisesOwner,
    PremisesSurveyed,
    PremisesTargetMissed,
    PremisesUse,
)
from shared.kernel.actors import Role
from shared.testing.decider import Spec
from tests.grants.purchases import asked

SPEC = Spec(PREMISES)
SURVEYOR = asked(Role.CENTRE_DIRECTOR, "centre-dazhong", "2015-06-01T09:00+08:00")
TODAY, TOMORROW = date(2015, 6, 1), date(2015, 6, 2)


def survey(area: int = 300, **words: Any) -> SurveyPremises:
    told: dict[str, Any] = {
        "committee_id": "committee-yuanshan",
        "address": "共和路",
        "use": PremisesUse.COMMITTEE_COMPLEX,
        "condition": Condition.NARROW,
        "owner": PremisesOwner.DISTRICT,
        "surveyed_on": TODAY,
    }
    return SurveyPremises(area_m2=area, **{**told, **words})


def surveyed(area: int = 300, **words: Any) -> PremisesSurveyed:
    return PremisesSurveyed(**dict(survey(area, **words)))


def missed(area: int, on: date = TODAY) -> PremisesTargetMissed:
    return PremisesTargetMissed(area_m2=area, target_m2=300, surveyed_on=on)


HALL = PremisesUse.SERVICE_HALL
ROWS = {
    "a complex of the target": ([], survey(300), [surveyed(300)]),
    "one square metre less is warned of": ([], survey(299), [surveyed(299), missed(299)]),
    "a hall has no target": ([], survey(80, use=HALL), [surveyed(80, use=HALL)]),
    "the same survey again": ([surveyed()], survey(), []),
    "another of the same day": ([surveyed()], survey(310), [surveyed(310)]),
    "an older one entered late": (
        [surveyed()],
        survey(320, surveyed_on=date(2014, 1, 1)),
        [surveyed(320, surveyed_on=date(2014, 1, 1))],
    ),
    "one of before there was a target": (
        [],
        survey(80, surveyed_on=date(2000, 1, 1)),
        [surveyed(80, surveyed_on=date(2000, 1, 1))],
    ),
    "premises of a community": (
        [],
        survey(committee_id=None, community_id="community-dazhong"),
        [surveyed(committee_id=None, community_id="community-dazhong")],
    ),
    "premises are somebody's": ([], survey(committee_id=None), PremisesOfNobody),
    "nobody surveys tomorrow": ([], survey(surveyed_on=TOMORROW), SurveyAhead),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_premises(given, when, then):
    SPEC.check(given, when, then, SURVEYOR)


@pytest.mark.parametrize("order", list(permutations([2013, 2014, 2015])))
def test_the_newest_day_says_what_they_are_in_whatever_order_surveys_are_entered(order):
    premises = PREMISES.fold(surveyed(year, surveyed_on=date(year, 1, 1)) for year in order)
    assert premises.newest == surveyed(2015, surveyed_on=date(2015, 1, 1))
