"""Who opens personal values for somebody says what for, in every service."""

from pathlib import Path

import pytest

from tests.architecture import house, readings

HEAD = """
from services.intake.api.enquiry_words import words_of as _words
from shared.runtime.opening import opened
from shared.runtime.reading import note

def planted(desk, to):
    {decorator}
    async def peep(query):
        {body}
"""
BREACHES = {
    "a question that opens by way of another module": (
        '@to.query("/v1/planted")',
        "return await _words(desk, query.id)",
        "peep opens personal values for no purpose",
    ),
    "an open question": (
        '@to.public("/v1/public/planted")',
        "return await opened(desk, query.id)",
        "peep opens personal values for no purpose",
    ),
    "a question that tells what is somebody's alone": (
        '@to.search("/v1/planted")',
        "return note(query.id)",
        "peep opens personal values for no purpose",
    ),
    "a purpose of nothing": (
        '@to.query("/v1/planted", purpose=Purpose.SERVING)',
        "return None",
        "peep says a purpose and opens nothing",
    ),
    "a key in hand": (
        '@to.query("/v1/planted")',
        "return keys.open_value(query.id)",
        "open_value opens without a note of it",
    ),
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return house.copy(tmp_path)


def test_each_question_that_opens_says_what_for():
    assert readings.findings(house.ROOT) == []


def test_the_questions_that_open_are_found():
    assert readings.count(house.ROOT) >= 12


@pytest.mark.parametrize(("decorator", "body", "finding"), BREACHES.values(), ids=BREACHES.keys())
def test_a_breach_is_found(tree, decorator, body, finding):
    house.plant(tree, "services/intake/api/planted.py", HEAD.format(decorator=decorator, body=body))
    assert [found for found in readings.findings(tree) if found.endswith(finding)]
