"""Every journey has a fact that is told late, and asks what held in law and what was known then.

What a journey asks of is its own matter; those in which nothing can be told late say why.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

WITHOUT = {
    "test_after_decision": "it lets no time pass; the same correction is told months late in test_office",
    "test_catalogue": "what is entered holds from the day that it says, and is entered before that day",
    "test_demo": "it plays the article's year, and looks up what is told of it",
    "test_instant": "one act decides and delivers at once; a delegation is not taken back in the past",
    "test_mistakes": "it lets no time pass",
    "test_windows": "who is on a post is told when they receive",
    "test_words": "it is about what is sealed, in any answer",
    "test_wrong_days": "nothing is recorded",
    "test_told_late": "it plays nothing",
}
"""No journey of theirs has a late fact, each for its own reason."""

MODULES = {path.stem: path for path in sorted(Path(__file__).parent.glob("test_*.py"))}


def asks_what_was_known(source: str) -> bool:
    """Whether somebody is asked what was known at a moment."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = {each.func.id for each in calls if isinstance(each.func, ast.Name)}
    return "now_and_then" in named or any(said.arg == "known_at" for each in calls for said in each.keywords)


@pytest.mark.parametrize("name", sorted(MODULES.keys() - WITHOUT.keys()))
def test_a_journey_asks_what_was_known_of_a_fact_that_is_told_late(name):
    assert asks_what_was_known(MODULES[name].read_text("utf-8"))


@pytest.mark.parametrize("name", WITHOUT)
def test_whoever_has_none_is_there_and_still_has_none(name):
    assert not asks_what_was_known(MODULES[name].read_text("utf-8"))


ROWS = {
    "asked by all three moments": ("now_and_then(ask, day, instant, late)", True),
    "asked by one of them": ("ask(as_of=day, known_at=instant)", True),
    "imported and not used": ("from tests.journeys.answers import now_and_then", False),
    "told in words alone": ("'known_at'", False),
    "asked about a day alone": ("ask(as_of=day)", False),
}


@pytest.mark.parametrize(("source", "asks"), ROWS.values(), ids=ROWS)
def test_a_module_asks_where_it_calls(source, asks):
    assert asks_what_was_known(source) is asks
