"""The seeded policy: each number that the domain does not take from the article has its entry, date and tag."""

import json
import re
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby, pairwise

import pytest

from deploy.seeding import load
from services.casework.domain.policy import POLICY, AdoptPolicy
from shared.kernel.policy import Policy, PolicyEntry
from shared.kernel.provenance import Provenance
from shared.kernel.suspensions import SuspensionReason
from shared.testing.decider import context
from tests.deploy import required_councils, required_office, required_rest

BEGINNING, FOUNDED = date(2013, 1, 1), date(2013, 9, 29)
ENTRIES = [PolicyEntry.model_validate_json(json.dumps(entry)) for entry in load("policy.yaml")]
SEEDED = {(entry.key, entry.effective_on): entry for entry in ENTRIES}
SEED = Policy.of(ENTRIES)
KEYS = sorted(SEED.entries)

REQUIRED = {
    f"{section} {key} from {on or BEGINNING}": (section, key, value, tag, on or BEGINNING)
    for section, key, value, tag, on in (
        (*row, None)[:5] for row in (*required_office.ROWS, *required_councils.ROWS, *required_rest.ROWS)
    )
}


@pytest.mark.parametrize(("section", "key", "value", "tag", "on"), REQUIRED.values(), ids=REQUIRED.keys())
def test_the_domain_has_its_entry(section, key, value, tag, on):
    entry = SEEDED[key, on]
    assert (type(entry.value), entry.value, entry.provenance) == (type(value), value, tag)
    assert entry.basis == section or entry.basis.startswith(f"{section}, ")


def test_nothing_else_is_seeded_and_nothing_twice():
    assert len(ENTRIES) == len(SEEDED)
    assert sorted(SEEDED) == sorted((key, on) for _, key, _, _, on in REQUIRED.values())


def test_the_service_takes_the_whole_seed():
    policy = Policy()
    for entry in ENTRIES:
        events = POLICY.decide(AdoptPolicy(entry=entry), policy, context())
        assert isinstance(events, list), (entry.key, events)
        policy = POLICY.fold(events, policy)
    assert policy == SEED


def test_nothing_is_taken_for_a_law_that_nobody_has_read():
    unread = [entry for entry in ENTRIES if "not yet confirmed" in entry.basis or "stands in" in entry.basis]
    assert {entry.provenance for entry in unread} == {Provenance.DEFAULT}
    assert len(unread) > 40


LATER = {"electorate.community_workers_min_months": date(2026, 1, 1)}
"""Rules that had no older form."""


@pytest.mark.parametrize("key", KEYS)
def test_a_value_is_in_force_when_the_twelve_communities_are_founded(key):
    entry = SEED.in_force(key, LATER.get(key, FOUNDED))
    assert entry is not None
    assert (SEED.in_force(key, FOUNDED) is None) is (key in LATER)


# --- the end of a key says what its value means -------------------------------

COUNTS = ("_wd", "_cd", "_months", "_years", "_hours", "_minutes", "_fen", "_times", "_score", "_members")


def of(*ends: str) -> list[PolicyEntry]:
    return [entry for entry in ENTRIES if entry.key.endswith(ends)]


@pytest.mark.parametrize("entry", of(*COUNTS), ids=lambda entry: f"{entry.key} from {entry.effective_on}")
def test_a_count_is_a_whole_number(entry):
    assert type(entry.value) is int
    assert entry.value >= 0


@pytest.mark.parametrize("entry", of("_percent", "_share"), ids=lambda entry: entry.key)
def test_a_percentage_is_of_a_hundred(entry):
    assert type(entry.value) is int
    assert 0 <= entry.value <= 100


@pytest.mark.parametrize("entry", of("_fraction"), ids=lambda entry: f"{entry.key} from {entry.effective_on}")
def test_a_fraction_says_which_side_it_bounds_and_is_in_lowest_terms(entry):
    assert re.search(r"_(min|max|over)_fraction$", entry.key)
    assert 0 < Fraction(entry.value) < 1
    assert str(Fraction(entry.value)) == entry.value


@pytest.mark.parametrize("entry", of("_month_day"), ids=lambda entry: f"{entry.key} from {entry.effective_on}")
def test_a_day_of_every_year_is_one_of_a_common_year(entry):
    assert date.fromisoformat(f"2015-{entry.value}").strftime("%m-%d") == entry.value


def test_each_period_of_the_archives_is_one_that_can_be_read():
    kept = [entry for entry in ENTRIES if entry.key.startswith("archives.keep.")]
    assert [entry for entry in kept if not re.fullmatch(r"PERMANENT|P[0-9]+Y", str(entry.value))] == []
    assert len(kept) > 15


def test_hours_follow_one_another():
    for key in ("hall.core_opening", "hall.staggered_opening", "duty.opening"):
        times = [time for span in SEED.texts(key, FOUNDED) for time in span.split("-")]
        assert times == sorted(times)
        assert {len(time) for time in times} == {5}


def test_the_clock_knows_each_reason_that_stops_it():
    stopping = {SuspensionReason(reason) for reason in SEED.texts("clock.not_counted", FOUNDED)}
    # A special step stops it where the item says so.
    assert stopping == set(SuspensionReason) - {SuspensionReason.SPECIAL_STEP}


# --- values that belong together ----------------------------------------------

PARTS_OF_A_HUNDRED = ("appraisal.weight.", "reward.score.", "purchase.instalment.")


@pytest.mark.parametrize("prefix", PARTS_OF_A_HUNDRED)
def test_the_parts_make_a_hundred(prefix):
    assert sum(SEED.whole(key, FOUNDED) for key in KEYS if key.startswith(prefix)) == 100


LADDERS = {
    "bands of a purchase contract": ([f"purchase.band.{n}.min_score" for n in (4, 3, 2, 1)]),
    "what the bands pay": ([f"purchase.band.{n}.pay_percent" for n in (4, 3, 2, 1)]),
    "tiers of a reward": ([f"reward.tier.{tier}.min_score" for tier in "CBA"]),
    "amounts of a reward": ([f"reward.tier.{tier}.amount_fen" for tier in "CBA"]),
    "grades of an appraisal": (
        [f"appraisal.grade.{grade}_min_score" for grade in ("basically", "competent", "excellent")]
    ),
    "quotes before an open comparison": (
        ["fund.procurement.quotes_from_fen", "fund.procurement.open_comparison_from_fen", "fund.annual_amount"]
    ),
    "windows of a hall": (["intake.windows.min", "intake.windows.max"]),
    "a promise within the law": (["file.promised_wd", "file.decision_wd"]),
    "area of a committee complex": (["infra.min_area.existing", "infra.min_area.new"]),
}


@pytest.mark.parametrize("keys", LADDERS.values(), ids=LADDERS.keys())
def test_each_step_is_higher_than_the_one_before(keys):
    values = [SEED.whole(key, FOUNDED) for key in keys]
    assert all(lower < higher for lower, higher in pairwise(values)), values


MINIMA = [key for key in KEYS if re.search(r"(^|[._])min([._]|$)", key)]


def test_no_least_is_more_than_its_most():
    pairs = [(key, re.sub(r"(?<=[._])min(?=[._]|$)", "max", key)) for key in MINIMA]
    together = [(least, most) for least, most in pairs if most in SEED.entries and "fraction" not in least]
    for least, most in together:
        for on in (BEGINNING, FOUNDED, date(2026, 1, 1)):
            assert SEED.whole(least, on) <= SEED.whole(most, on), least
    assert len(together) > 8


# --- regimes ------------------------------------------------------------------

CHANGES = {
    "a committee's term by the amendment of 2018": ("committee.term_years", date(2018, 12, 29), 3, 5),
    "its least size by the revision of 2025": ("committee.min_households", date(2026, 1, 1), 100, 1000),
    "its greatest size by the revision of 2025": ("committee.max_households", date(2026, 1, 1), 700, 3000),
    "preparation of a social group by the rules of 2016": (
        "registration.social_group.preparation_required",
        date(2016, 2, 6),
        True,
        False,
    ),
    "days to register a social group": ("registration.social_group.decision_cd", date(2016, 2, 6), 30, 60),
    "a request for information by the regulation of 2019": ("openness.request_wd", date(2019, 5, 15), 15, 20),
    "vouchers by the rules of 2016": ("archives.keep.vouchers", date(2016, 1, 1), "P15Y", "P30Y"),
    "monthly statements by the rules of 2016": ("archives.keep.monthly_statements", date(2016, 1, 1), "P5Y", "P10Y"),
    "materials without end by the guide rules of 2022": (
        "guide.catch_all_materials_allowed",
        date(2022, 1, 1),
        True,
        False,
    ),
}


@pytest.mark.parametrize(("key", "on", "before", "after"), CHANGES.values(), ids=CHANGES.keys())
def test_a_rule_changes_on_its_day(key, on, before, after):
    entries = [SEED.in_force(key, day) for day in (on - timedelta(days=1), on)]
    assert [entry.value for entry in entries if entry] == [before, after]


def test_a_key_that_changes_with_the_law_stands_together_in_the_file():
    runs = [key for key, _ in groupby(entry.key for entry in ENTRIES)]
    assert len(runs) == len(set(runs))
