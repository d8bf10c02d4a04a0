"""Named rules of the special fund that more than one aggregate asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from services.grants.domain.fund_refusals import NegativeList
from shared.contracts.grants.fund import UseCategory
from shared.contracts.refusals import NotTheCommittee
from shared.kernel.actors import Role
from shared.kernel.decider import Context
from shared.kernel.limits import Limit, LimitStage, LimitUnit, due
from shared.kernel.refusals import Refusal

ALLOWED_USES = "fund.allowed_uses"
NEGATIVE_LIST = "fund.negative_list"


def allowed_uses(categories: Iterable[UseCategory], context: Context) -> Refusal | None:
    """Which uses the fund may not pay for: what is on the negative list, and what is on neither list."""
    allowed = set(context.policy.texts(ALLOWED_USES, context.today))
    forbidden = set(context.policy.texts(NEGATIVE_LIST, context.today))
    wrong = dict.fromkeys(each for each in categories if each in forbidden or each not in allowed)
    return NegativeList(tuple(wrong)) if wrong else None


def acts_for(committee_id: str, context: Context) -> Refusal | None:
    """A committee acts for itself; the counter and the district may enter what it says."""
    other = context.actor.role is Role.COMMITTEE and context.actor.org != committee_id
    return NotTheCommittee() if other else None


def last_day(key: str, unit: LimitUnit, context: Context) -> date:
    """The last day of so many days as policy says, counted from today, which is not counted; of none it is today."""
    n = context.policy.whole(key, context.today)
    if n == 0:
        return context.today
    stage = LimitStage(name=key, body="committee", n=n, unit=unit)
    return due(Limit(stages=(stage,)), context.now, context.calendar).on
