"""Giving a rating: offer, token and what it says, one row each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.intake.domain.application import APPLICATION
from services.intake.domain.rating_offer import RATING_OFFER, OfferRating
from services.intake.domain.rating_refusals import (
    AlreadyRated,
    IndicatorNotAsked,
    OverallDiffers,
    RatingClosed,
    RatingNotOffered,
)
from services.intake.domain.rating_rules import BALLOT_BYTES, filled, is_bad, unfit
from services.intake.domain.rating_token import RATING_TOKEN, SpendRatingToken
from shared.contracts.intake.rating import (
    Contact,
    Indicator,
    IndicatorLevel,
    Level,
    RatingOffered,
    RatingTokenSpent,
    ServiceChannel,
)
from shared.testing.decider import Spec, known
from tests.intake.ratings import OFFERED, RATED_POLICY, ballot, on
from tests.intake.samples import POLICY, RECEIVED

# --- the offer --------------------------------------------------------------

APPLICATIONS = known(APPLICATION, "a-1", RECEIVED) | known(APPLICATION, "a-none")
offer = OfferRating(application_id="a-1")
OFFERS = {
    "with a service comes the chance to rate it, for thirty days": ([], offer, [OFFERED], on("2015-12-01T10:00")),
    "it is offered once": ([OFFERED], offer, [], on("2015-12-05T10:00")),
    "what was never received is not offered": ([], OfferRating(application_id="a-none"), [], on("2015-12-01T10:00")),
    "online it is offered as online": (
        [],
        OfferRating(application_id="a-1", channel=ServiceChannel.ONLINE),
        [OFFERED.model_copy(update={"channel": ServiceChannel.ONLINE})],
        on("2015-12-01T10:00"),
    ),
}


@pytest.mark.parametrize(("given_", "when", "then", "context"), OFFERS.values(), ids=OFFERS.keys())
def test_offer(given_, when, then, context):
    Spec(RATING_OFFER).check(given_, when, then, context, APPLICATIONS)


@pytest.mark.parametrize(("day", "offered"), [("2018-12-31", False), ("2019-01-01", True)])
def test_before_there_were_ratings_none_is_offered(day, offered):
    context = replace(on(f"{day}T10:00"), policy=POLICY, related=APPLICATIONS)
    decided = RATING_OFFER.decide(offer, RATING_OFFER.initial, context)
    assert isinstance(decided, list)
    assert [type(event) for event in decided] == ([RatingOffered] if offered else [])


# --- the token --------------------------------------------------------------

SPENT = RatingTokenSpent(cast_on=date(2015, 12, 7))
spend = SpendRatingToken(application_id="a-1")
TOKENS = {
    "a service is rated": ([], spend, [SPENT], on("2015-12-07T10:00")),
    "once and not twice": ([SPENT], spend, AlreadyRated, on("2015-12-07T10:00")),
    "on the last day it may be": (
        [],
        spend,
        [RatingTokenSpent(cast_on=date(2015, 12, 31))],
        on("2015-12-31T23:59"),
    ),
    "a day later it may not": ([], spend, RatingClosed(rate_by_on=date(2015, 12, 31)), on("2016-01-01T00:00")),
    "what was not offered is not rated": (
        [],
        SpendRatingToken(application_id="a-none"),
        RatingNotOffered,
        on("2015-12-07T10:00"),
    ),
}


@pytest.mark.parametrize(("given_", "when", "then", "context"), TOKENS.values(), ids=TOKENS.keys())
def test_token(given_, when, then, context):
    Spec(RATING_TOKEN).check(
        given_, when, then, context, known(RATING_OFFER, "a-1", OFFERED) | known(RATING_OFFER, "a-none")
    )


# --- what a rating says -----------------------------------------------------


def test_five_levels_from_five_to_one_of_which_the_last_two_are_bad():
    points = {level.value: level.points for level in Level}
    assert points == {
        "VERY_SATISFIED": 5,
        "SATISFIED": 4,
        "BASICALLY": 3,
        "DISSATISFIED": 2,
        "VERY_DISSATISFIED": 1,
    }
    assert [level.points for level in Level if is_bad(level, RATED_POLICY, date(2015, 12, 7))] == [2, 1]


def of(*indicators: Indicator, level: Level = Level.SATISFIED) -> tuple[IndicatorLevel, ...]:
    return tuple(IndicatorLevel(indicator=each, level=level) for each in indicators)


OFFLINE, ONLINE = ServiceChannel.OFFLINE, ServiceChannel.ONLINE
AT_WINDOW = (Indicator.OVERALL, Indicator.EFFICIENCY, Indicator.LEVEL, Indicator.ATTITUDE)
ON_SCREEN = (
    *(Indicator.OVERALL, Indicator.EFFICIENCY, Indicator.GUIDE_ACCURACY),
    *(Indicator.CONVENIENCE, Indicator.OPERABILITY),
)
INDICATORS = {
    "none needs to be told": (OFFLINE, (), None),
    "at a window four": (OFFLINE, of(*AT_WINDOW), None),
    "online five": (ONLINE, of(*ON_SCREEN), None),
    "attitude is nothing to rate online": (
        ONLINE,
        of(Indicator.ATTITUDE),
        IndicatorNotAsked(indicators=(Indicator.ATTITUDE,)),
    ),
    "nor the guide at a window": (
        OFFLINE,
        of(Indicator.GUIDE_ACCURACY),
        IndicatorNotAsked(indicators=(Indicator.GUIDE_ACCURACY,)),
    ),
    "none is told twice": (
        OFFLINE,
        of(Indicator.ATTITUDE, Indicator.ATTITUDE),
        IndicatorNotAsked(indicators=(Indicator.ATTITUDE,)),
    ),
    "overall is the level itself": (OFFLINE, of(Indicator.OVERALL, level=Level.BASICALLY), OverallDiffers()),
}


@pytest.mark.parametrize(("channel", "indicators", "then"), INDICATORS.values(), ids=INDICATORS.keys())
def test_indicators(channel, indicators, then):
    assert unfit(Level.SATISFIED, indicators, channel, RATED_POLICY, date(2015, 12, 7)) == then


@pytest.mark.parametrize("comment", [None, "好", "民" * 500, "😀" * 500, "\x00" * 500, '"' * 500])
def test_all_ballots_are_equally_long_whatever_is_written_on_them(comment):
    every = of(*Indicator, level=Level.VERY_DISSATISFIED)
    contact = Contact(name="\x00" * 50, phone="+" + "1" * 19)
    long = ballot(rating_id="0" * 64, subject="s" * 64, handler="h" * 64, indicators=every)
    said = filled(long.model_copy(update={"comment": comment, "contact": contact if comment else None}))
    assert len(said.model_dump_json().encode()) == BALLOT_BYTES
