"""Rules of ratings: since when, on what, which are bad, and when the box of a day is opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from services.intake.domain.rating_refusals import IndicatorNotAsked, OverallDiffers
from shared.contracts.intake.rating import Ballot, Indicator, IndicatorLevel, Level, ServiceChannel
from shared.kernel.instants import SHANGHAI, day_of, start_of
from shared.kernel.policy import Policy
from shared.kernel.refusals import Refusal

ENABLED_FROM = "rating.enabled_from"
RATE_WITHIN_CD = "rating.default_none_after_cd"
INVITE_AFTER_CD = "rating.invite_after_cd"
BAD_LEVELS = "rating.bad_levels"
OPENED_AT = "rating.box_opened_at"
_INDICATORS = {
    ServiceChannel.OFFLINE: "rating.indicators_offline",
    ServiceChannel.ONLINE: "rating.indicators_online",
}
BALLOT_BYTES = 5120
"""More than the longest ballot has, whatever is written in it."""


def is_enabled(policy: Policy, on: date) -> bool:
    """Whether services of a day may be rated."""
    return date.fromisoformat(policy.text(ENABLED_FROM, on)) <= on


def is_bad(level: Level, policy: Policy, on: date) -> bool:
    """Whether a level is a bad rating (差评)."""
    return level.value in policy.texts(BAD_LEVELS, on)


def next_opening(now: datetime, policy: Policy) -> datetime:
    """The first instant after `now` at which a box is opened: what is cast now lies in the box of its day."""
    today = day_of(now)
    instants = (_at(day, text) for day in (today, today + timedelta(days=1)) for text in policy.texts(OPENED_AT, day))
    return min((instant for instant in instants if instant > now), default=start_of(today + timedelta(days=1)))


def unfit(
    level: Level, indicators: Sequence[IndicatorLevel], channel: ServiceChannel, policy: Policy, on: date
) -> Refusal | None:
    """What is wrong with the indicators of a rating: each at most once, none of another channel, no second overall."""
    asked = policy.texts(_INDICATORS[channel], on)
    told = Counter(each.indicator for each in indicators)
    if wrong := tuple(each for each, times in told.items() if each.value not in asked or times > 1):
        return IndicatorNotAsked(indicators=wrong)
    if any(each.indicator is Indicator.OVERALL and each.level is not level for each in indicators):
        return OverallDiffers()
    return None


def filled(ballot: Ballot) -> Ballot:
    """The ballot at the one length that all have."""
    length = len(ballot.model_dump_json().encode())
    return ballot.model_copy(update={"filling": " " * (BALLOT_BYTES - length)})


def _at(day: date, text: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(text), SHANGHAI)
