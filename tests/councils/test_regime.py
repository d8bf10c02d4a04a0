"""Which version of the organic law binds a committee on a day."""

from __future__ import annotations

from datetime import date

import pytest

from services.councils.domain.committee import CommitteeUnknown, NotFounded, Unassigned
from services.councils.domain.regime import (
    REVISION_ENTERED,
    Regime,
    RegimeNotEntered,
    legal_regime,
    regime_of,
)
from shared.contracts.councils.committee import CommitteeKind
from shared.contracts.refusals import WrongRegime
from shared.kernel.policy import Policy, PolicyEntry
from shared.kernel.provenance import Provenance


def policy(entered: bool) -> Policy:
    entry = PolicyEntry(
        key=REVISION_ENTERED,
        value=entered,
        effective_on=date(2013, 1, 1),
        basis="of the test",
        provenance=Provenance.DEFAULT,
    )
    return Policy.of([entry])


DAYS = {
    "before the first law there is none": ("1989-12-31", False, RegimeNotEntered(date(1989, 12, 31))),
    "the law of 1990 begins with its year": ("1990-01-01", False, Regime.LAW_OF_1990),
    "it holds until the day before the amendment": ("2018-12-28", False, Regime.LAW_OF_1990),
    "the amendment of 2018 begins": ("2018-12-29", False, Regime.AMENDED_2018),
    "it holds until the end of 2025": ("2025-12-31", False, Regime.AMENDED_2018),
    "the revision is refused until it is entered": ("2026-01-01", False, RegimeNotEntered(date(2026, 1, 1))),
    "and holds once it is": ("2026-01-01", True, Regime.REVISED_2025),
}


@pytest.mark.parametrize(("day", "entered", "then"), DAYS.values(), ids=DAYS.keys())
def test_the_day_says_which_law_it_is(day, entered, then):
    assert legal_regime(date.fromisoformat(day), policy(entered)) == then


COMMITTEES = {
    "a residents' committee is under the law of the day": (Unassigned(CommitteeKind.RESIDENTS), Regime.LAW_OF_1990),
    "a villagers' committee is under another": (Unassigned(CommitteeKind.VILLAGERS), WrongRegime()),
    "one that does not exist is under none": (NotFounded(), CommitteeUnknown()),
}


@pytest.mark.parametrize(("committee", "then"), COMMITTEES.values(), ids=COMMITTEES.keys())
def test_the_committee_says_whether_the_law_is_its_own(committee, then):
    assert regime_of(committee, date(2014, 11, 20), policy(entered=False)) == then
