"""The lights of 夏都花园 as they were resolved, and what happens to the resolution (S6)."""

from __future__ import annotations

from datetime import date

from shared.contracts.councils.resolution import (
    Budget,
    FundSource,
    HouseholdObjected,
    ResolutionAdopted,
    ResolutionEvent,
    ResolutionInForce,
    ResolutionObjected,
    ResolutionPosted,
    ReVoteDemanded,
)
from shared.contracts.councils.topic import TopicOpened, TopicScope
from shared.kernel.money import yuan
from tests.councils.deliberation import LIGHTS, MEETING_ID, SUPERVISOR, XIADU
from tests.councils.test_topic import OPTIONS

TASK, AGAINST_RULES = "六月底前安装楼道灯", "未按议题公示"
BUDGET = Budget(amount=yuan(8_000), source=FundSource.SPECIAL_FUND)
POSTED = ResolutionPosted(until_on=date(2015, 5, 25))
IN_FORCE = ResolutionInForce(from_on=date(2015, 5, 26), next_due_on=date(2015, 6, 26))
DEMANDED = ReVoteDemanded(member=SUPERVISOR, reason=AGAINST_RULES)
URGENT_TOPIC = TopicOpened(
    committee_id=XIADU,
    title="水管",
    options=OPTIONS,
    scope=TopicScope.AFFECTED,
    raised=(),
    supporters=0,
    put_by_chair=True,
    emergency="水管爆裂",
    opened_on=date(2015, 5, 11),
)


def adopted(
    due_on: date = date(2015, 6, 30), *, emergency: bool = False, ratify_by_on: date | None = None
) -> ResolutionAdopted:
    return ResolutionAdopted(
        committee_id=XIADU,
        topic_id=LIGHTS,
        meeting_id=MEETING_ID,
        task=TASK,
        owner="wuye",
        due_on=due_on,
        budget=BUDGET,
        adopted_on=date(2015, 5, 11),
        emergency=emergency,
        ratify_by_on=ratify_by_on,
    )


def urgent() -> list[ResolutionEvent]:
    """What an emergency brought to the vote on the same day."""
    in_force = ResolutionInForce(from_on=date(2015, 5, 11), next_due_on=date(2015, 6, 11))
    return [adopted(emergency=True, ratify_by_on=date(2015, 5, 21)), in_force]


def objections(households: int) -> list[ResolutionEvent]:
    """So many households object; ten of them bring it back."""
    objected: list[ResolutionEvent] = [HouseholdObjected(household=f"h{number}") for number in range(1, households + 1)]
    return [*objected, ResolutionObjected(households=households)] if households >= 10 else objected
