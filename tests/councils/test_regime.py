"""Which version of the organic law binds a committee on a day."""

from __future__ import annotations

import json
from datetime import date

import pytest

from deploy.seeding import load
from services.councils.domain.committee import CommitteeUnknown, NotFounded, Unassigned
from services.councils.domain.regime import (
    REVISION_ENTERED,
    THRESHOLDS,
    Regime,
    RegimeNotEntered,
    legal_regime,
    regime_of,
)
from shared.contracts.councils.committee import CommitteeKind
from shared.contracts.refusals import WrongRegime
from shared.kernel.policy import Policy, PolicyEntry
from shared.kernel.provenance import Provenance


def policy(entered: bool, *thresholds: str, provenance: Provenance = Provenance.LAW, since="2026-01-01") -> Policy:
    """Whether the revision was read, and which of its thresholds were entered."""

    def entry(key: str, value: bool | str, on: str, provenance: Provenance) -> PolicyEntry:
        day = date.fromisoformat(on)
        return PolicyEntry(key=key, value=value, effective_on=day, basis="of the test", provenance=provenance)

    read = entry(REVISION_ENTERED, entered, "2013-01-01", Provenance.DEFAULT)
    return Policy.of([read, *(entry(key, "1/3", since, provenance) for key in thresholds)])


NEW_YEAR = date(2026, 1, 1)


DAYS = {
    "before the first law there is none": ("1989-12-31", False, RegimeNotEntered(date(1989, 12, 31))),
    "the law of 1990 begins with its year": ("1990-01-01", False, Regime.LAW_OF_1990),
    "it holds until the day before the amendment": ("2018-12-28", False, Regime.LAW_OF_1990),
    "the amendment of 2018 begins": ("2018-12-29", False, Regime.AMENDED_2018),
    "it holds until the end of 2025": ("2025-12-31", False, Regime.AMENDED_2018),
}


@pytest.mark.parametrize(("day", "entered", "then"), DAYS.values(), ids=DAYS.keys())
def test_the_day_says_which_law_it_is(day, entered, then):
    assert legal_regime(date.fromisoformat(day), policy(entered)) == then


FIRST, *OTHERS = THRESHOLDS
REVISION = {
    "nobody has read it": (policy(False, *THRESHOLDS), RegimeNotEntered(NEW_YEAR, (REVISION_ENTERED,))),
    "nothing of it is entered": (policy(False), RegimeNotEntered(NEW_YEAR, (REVISION_ENTERED, *THRESHOLDS))),
    "one threshold is not": (policy(True, *OTHERS), RegimeNotEntered(NEW_YEAR, (FIRST,))),
    "what is entered is assumed": (
        policy(True, *THRESHOLDS, provenance=Provenance.DEFAULT),
        RegimeNotEntered(NEW_YEAR, THRESHOLDS),
    ),
    "what is entered is of the law before it": (
        policy(True, *THRESHOLDS, since="2018-12-29"),
        RegimeNotEntered(NEW_YEAR, THRESHOLDS),
    ),
    "it was read, and each threshold is entered as law": (policy(True, *THRESHOLDS), Regime.REVISED_2025),
}


@pytest.mark.parametrize(("adopted", "then"), REVISION.values(), ids=REVISION.keys())
def test_the_revision_is_refused_until_its_thresholds_are_entered(adopted, then):
    assert legal_regime(NEW_YEAR, adopted) == then


def test_as_shipped_it_says_what_it_waits_for():
    shipped = Policy.of(PolicyEntry.model_validate_json(json.dumps(each, default=str)) for each in load("policy.yaml"))
    assert legal_regime(NEW_YEAR, shipped) == RegimeNotEntered(NEW_YEAR, (REVISION_ENTERED, *THRESHOLDS))
    assert {key for key in THRESHOLDS if shipped.in_force(key, date(2025, 12, 31)) is None} == set()


COMMITTEES = {
    "a residents' committee is under the law of the day": (Unassigned(CommitteeKind.RESIDENTS), Regime.LAW_OF_1990),
    "a villagers' committee is under another": (Unassigned(CommitteeKind.VILLAGERS), WrongRegime()),
    "one that does not exist is under none": (NotFounded(), CommitteeUnknown()),
}


@pytest.mark.parametrize(("committee", "then"), COMMITTEES.values(), ids=COMMITTEES.keys())
def test_the_committee_says_whether_the_law_is_its_own(committee, then):
    assert regime_of(committee, date(2014, 11, 20), policy(entered=False)) == then
