"""Who may be scored for a reward, and to which account it may be paid: one row each."""

from __future__ import annotations

from datetime import date

import pytest

from services.grants.domain.association_standing import ASSOCIATION_STANDING
from services.grants.domain.reward_application import REWARD_APPLICATION
from services.grants.domain.reward_application_commands import (
    ApplyForReward,
)
from services.grants.domain.reward_application_refusals import (
    PrivateAccount,
)
from services.grants.domain.reward_round import REWARD_ROUND
from shared.contracts.associations.association_founding import Track
from shared.contracts.grants.association_standing import AssociationExcluded
from shared.contracts.grants.reward_application import (
    AccountKind,
    EligibilityRule,
    RewardIneligible,
)
from shared.testing.decider import Spec, known
from tests.grants.purchases import ASSOCIATION
from tests.grants.rewards import (
    OF_ASSOCIATION,
    applied,
    opened,
)
from tests.grants.standings import activities, filed, reports, sanctioned, suspended

SPEC = Spec(REWARD_APPLICATION)
ROUND = known(REWARD_ROUND, "2015", opened())
SOUND = [filed("2015-05-02"), *activities(6), *reports(2014)]


def apply(account: AccountKind = AccountKind.COMMUNITY) -> ApplyForReward:
    return ApplyForReward(year=2015, association_id=ASSOCIATION, account=account, account_ref="acc-1")


def standing(*events):
    return known(ASSOCIATION_STANDING, ASSOCIATION, *events)


def failing(*rules: EligibilityRule):
    return [applied(), RewardIneligible(failed=rules)]


Rule = EligibilityRule
ELIGIBILITY = {
    "an association that keeps all rules": (SOUND, [applied()]),
    "six months to the day": ([filed("2015-05-02"), *SOUND[1:]], [applied()]),
    "and a day too few": ([filed("2015-05-03"), *SOUND[1:]], failing(Rule.OLD_ENOUGH)),
    "of the year before no report is owed by one that is younger": ([filed("2015-01-01"), *SOUND[1:7]], [applied()]),
    "it is by one that is older": ([filed("2014-12-31"), *SOUND[1:7]], failing(Rule.ANNUAL_REPORT)),
    "another year's report does not do": (
        [filed("2014-01-01"), *activities(6), *reports(2013)],
        failing(Rule.ANNUAL_REPORT),
    ),
    "five activities are too few": ([filed(), *activities(5), *reports(2014)], failing(Rule.ACTIVE)),
    "those of another year do not count": (
        [filed(), *activities(5), *activities(6, 2014), *reports(2014)],
        failing(Rule.ACTIVE),
    ),
    "a warning 24 months ago is forgotten": ([*SOUND, sanctioned("2013-11-02")], [applied()]),
    "one a day later is not": ([*SOUND, sanctioned("2013-11-03")], failing(Rule.NOT_SANCTIONED)),
    "one that is excluded until the day of the call": (
        [*SOUND, AssociationExcluded(application_id="a-0", until_on=date(2015, 11, 2))],
        failing(Rule.NOT_EXCLUDED),
    ),
    "one that was until the day before": (
        [*SOUND, AssociationExcluded(application_id="a-0", until_on=date(2015, 11, 1))],
        [applied()],
    ),
    "one that is suspended": ([*SOUND, suspended()], failing(Rule.NOT_SANCTIONED, Rule.IN_STANDING)),
    "all that one breaks is told at once": (
        [
            filed("2014-12-01", filed_id="younger"),
            suspended(),
            AssociationExcluded(application_id="a-0", until_on=date(2016, 1, 1)),
        ],
        failing(Rule.ANNUAL_REPORT, Rule.ACTIVE, Rule.NOT_SANCTIONED, Rule.NOT_EXCLUDED, Rule.IN_STANDING),
    ),
}
ACCOUNTS = {
    (Track.FILED, AccountKind.COMMUNITY): True,
    (Track.FILED, AccountKind.ASSOCIATION): False,
    (Track.FILED, AccountKind.PRIVATE): False,
    (Track.REGISTERED, AccountKind.COMMUNITY): True,
    (Track.REGISTERED, AccountKind.ASSOCIATION): True,
    (Track.REGISTERED, AccountKind.PRIVATE): False,
}


@pytest.mark.parametrize(("given", "then"), ELIGIBILITY.values(), ids=ELIGIBILITY.keys())
def test_who_is_scored(given, then):
    younger = known(ASSOCIATION_STANDING, "younger")
    SPEC.check([], apply(), then, OF_ASSOCIATION, ROUND | younger | standing(*given))


@pytest.mark.parametrize(("how", "may"), ACCOUNTS.items())
def test_to_which_account(how, may):
    track, account = how
    sound = [filed("2015-05-02", track), *SOUND[1:]]
    then = [applied(account, track)] if may else PrivateAccount
    SPEC.check([], apply(account), then, OF_ASSOCIATION, ROUND | standing(*sound))


def test_what_a_filed_association_did_counts_for_the_registered_one_that_it_became():
    before = known(ASSOCIATION_STANDING, "filed", *SOUND)
    now = standing(filed("2015-05-02", Track.REGISTERED, "filed"))
    then = [applied(track=Track.REGISTERED)]
    SPEC.check([], apply(), then, OF_ASSOCIATION, ROUND | before | now)
