"""Policy: what is in force on a day, and the shipped defaults."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

import deploy
from shared.kernel.policy import Policy, PolicyEntry, PolicyMissing, PolicyNotYetInForce
from shared.kernel.provenance import Provenance

SEED = Path(deploy.__file__).parent / "seed" / "policy.yaml"
NEW_YEAR = date(2013, 1, 1)
REFORM = date(2013, 9, 29)


def read_entries() -> list[PolicyEntry]:
    entries = json.dumps(yaml.safe_load(SEED.read_text(encoding="utf-8")), default=str)
    return TypeAdapter(list[PolicyEntry]).validate_json(entries)


def entry(value: object, effective_on: date = NEW_YEAR, key: str = "intake.windows.max") -> PolicyEntry:
    return PolicyEntry.model_validate(
        {
            "key": key,
            "value": value,
            "effective_on": effective_on,
            "basis": "of the test",
            "provenance": Provenance.DEFAULT,
        }
    )


def test_the_shipped_defaults_are_in_force_on_the_first_day_of_the_reform():
    entries = read_entries()
    policy = Policy.of(entries)
    assert policy.whole("intake.windows.max", REFORM) == 3
    assert policy.text("structure.centres.WORK.name_zh", REFORM) == "社区综治工作中心"
    assert policy.flag("clock.roll_forward", REFORM) is True
    assert policy.version == len(entries)


IN_FORCE = {
    "on its first day": ([entry(3)], NEW_YEAR, 3),
    "until the day before the next": ([entry(3), entry(4, REFORM)], REFORM - timedelta(days=1), 3),
    "the next from its first day on": ([entry(3), entry(4, REFORM)], REFORM, 4),
    "by date, not by the order of adoption": ([entry(4, REFORM), entry(3)], REFORM, 4),
    "the later adoption for the same date": ([entry(3), entry(5)], REFORM, 5),
}


@pytest.mark.parametrize(("adopted", "on", "value"), IN_FORCE.values(), ids=IN_FORCE.keys())
def test_in_force(adopted, on, value):
    policy = Policy.of(adopted)
    assert policy.whole("intake.windows.max", on) == value
    assert policy.version == len(adopted)


def test_adopting_leaves_the_older_policy_as_it_was():
    older = Policy.of([entry(3)])
    newer = older.adopt(entry(4))
    assert older.whole("intake.windows.max", REFORM) == 3
    assert newer.whole("intake.windows.max", REFORM) == 4


def test_a_list_of_words_is_read_as_one():
    policy = Policy.of([entry(("PUBLIC_SERVICE", "WORK"), key="structure.centres.kinds")])
    assert policy.texts("structure.centres.kinds", REFORM) == ("PUBLIC_SERVICE", "WORK")


MISSING = {
    "a key that nobody adopted": ("intake.windows.min", REFORM),
    "a key not yet in force": ("intake.windows.max", NEW_YEAR - timedelta(days=1)),
    "a switch asked for as a number": ("clock.roll_forward", REFORM),
    "a word asked for as a number": ("intake.cutoff", REFORM),
}


@pytest.mark.parametrize(("key", "on"), MISSING.values(), ids=MISSING.keys())
def test_missing_is_said_with_its_key(key, on):
    cutoff = entry("CLOSE_OF_BUSINESS", key="intake.cutoff")
    policy = Policy.of([entry(3), entry(True, key="clock.roll_forward"), cutoff])
    with pytest.raises(PolicyMissing) as missing:
        policy.whole(key, on)
    assert key in str(missing.value)


def test_a_day_before_the_first_value_is_told_from_a_key_that_is_missing():
    policy = Policy.of([entry(3), entry(4, effective_on=NEW_YEAR + timedelta(days=1))])
    with pytest.raises(PolicyNotYetInForce) as early:
        policy.whole("intake.windows.max", NEW_YEAR - timedelta(days=1))
    assert (early.value.key, early.value.first) == ("intake.windows.max", NEW_YEAR)
    with pytest.raises(PolicyMissing) as missing:
        policy.whole("intake.windows.min", NEW_YEAR)
    assert not isinstance(missing.value, PolicyNotYetInForce)


@pytest.mark.parametrize("value", [3, True, False, "18:00", ("A", "B"), ()])
def test_a_value_keeps_its_kind_on_the_log(value):
    written = entry(value)
    read = PolicyEntry.model_validate_json(written.model_dump_json())
    assert read == written
    assert type(read.value) is type(value)


@pytest.mark.parametrize("key", ["", "windows", "Intake.windows", "intake..max", "intake.windows max", "intake."])
def test_a_key_is_refused(key):
    with pytest.raises(ValidationError):
        entry(3, key=key)


@given(
    st.lists(st.tuples(st.dates(NEW_YEAR, date(2016, 12, 31)), st.integers())), st.dates(NEW_YEAR, date(2017, 12, 31))
)
def test_the_latest_date_holds_and_for_one_date_the_latest_adoption(adoptions, on):
    policy = Policy.of(entry(value, effective_on) for effective_on, value in adoptions)
    dates = [kept.effective_on for kept in policy.entries.get("intake.windows.max", ())]
    assert dates == sorted({effective_on for effective_on, _ in adoptions})
    eligible = [(effective_on, order) for order, (effective_on, _) in enumerate(adoptions) if effective_on <= on]
    found = policy.in_force("intake.windows.max", on)
    assert (found and found.value) == (adoptions[max(eligible)[1]][1] if eligible else None)
