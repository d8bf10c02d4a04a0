"""Who may be scored for a reward: named rules, of which one answer lists all that an association breaks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from services.grants.domain.association_merits import held_in
from services.grants.domain.association_standing import ASSOCIATION_STANDING, of_lineage
from services.grants.domain.association_standing_state import (
    AssociationStanding,
    NotKnown,
    Record,
    Standing,
    standing_of,
)
from shared.contracts.associations.association_founding import Track
from shared.contracts.grants.reward_application import AccountKind, EligibilityRule
from shared.contracts.grants.reward_round import RewardCallOpened
from shared.kernel.counting import months_after
from shared.kernel.decider import Context

AFTER_MONTHS = "reward.eligible_after_months"
MIN_ACTIVITIES = "reward.min_activities"
SANCTION_FREE_MONTHS = "reward.sanction_free_months"
REPORT_REQUIRED = "reward.annual_report_required"
PRIVATE_ALLOWED = "reward.private_account_allowed"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An association as a call finds it, with what it did as a filed one before it was registered."""

    association: AssociationStanding
    records: tuple[Record, ...]
    call: RewardCallOpened
    context: Context

    def whole(self, key: str) -> int:
        """A number of the policy in force on the day of the call."""
        return self.context.policy.whole(key, self.call.called_on)

    @property
    def since(self) -> date:
        """Since when it has existed."""
        return min(record.known.since_on for record in self.records)


def _old_enough(each: Candidate) -> bool:
    return months_after(each.since, each.whole(AFTER_MONTHS)) <= each.call.called_on


def _reported(each: Candidate) -> bool:
    if not each.context.policy.flag(REPORT_REQUIRED, each.call.called_on):
        return True
    before = each.call.year - 1
    return each.since.year > before or any(before in record.reports for record in each.records)


def _active(each: Candidate) -> bool:
    return len(held_in(each.call.year, each.records)) >= each.whole(MIN_ACTIVITIES)


def _not_sanctioned(each: Candidate) -> bool:
    months = each.whole(SANCTION_FREE_MONTHS)
    sanctions = (day for record in each.records for day in record.sanctions)
    return all(months_after(day, months) <= each.call.called_on for day in sanctions)


def _not_excluded(each: Candidate) -> bool:
    return all(record.excluded_until is None or record.excluded_until < each.call.called_on for record in each.records)


def _in_standing(each: Candidate) -> bool:
    return standing_of(each.association) is Standing.ACTIVE


RULES: Mapping[EligibilityRule, Callable[[Candidate], bool]] = {
    EligibilityRule.OLD_ENOUGH: _old_enough,
    EligibilityRule.ANNUAL_REPORT: _reported,
    EligibilityRule.ACTIVE: _active,
    EligibilityRule.NOT_SANCTIONED: _not_sanctioned,
    EligibilityRule.NOT_EXCLUDED: _not_excluded,
    EligibilityRule.IN_STANDING: _in_standing,
}


def failed(association_id: str, call: RewardCallOpened, context: Context) -> tuple[EligibilityRule, ...]:
    """All rules that a known association breaks; the decision was given it and the filed one that it was."""
    association = context.look(ASSOCIATION_STANDING, association_id)
    states = (context.look(ASSOCIATION_STANDING, ref.id) for ref in of_lineage(association_id, association))
    records = tuple(state.record for state in states if not isinstance(state, NotKnown))
    candidate = Candidate(association, records, call, context)
    return tuple(name for name, keeps in RULES.items() if not keeps(candidate))


def private(track: Track, account: AccountKind, context: Context) -> bool:
    """Whether the account is a private one: a filed association is no legal person and has none of its own."""
    if context.policy.flag(PRIVATE_ALLOWED, context.today):
        return False
    return account is AccountKind.PRIVATE or (track is Track.FILED and account is AccountKind.ASSOCIATION)
