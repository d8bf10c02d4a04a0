"""The article's year, played once: its facts are what the services answer, and played again it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from rich.console import Console

from deploy.load import load
from deploy.registry import SERVICES
from deploy.year.facts import FACTS
from deploy.year.play import play
from tests.journeys.district import District, running

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    with running(tmp_path_factory.mktemp("demo")) as here:
        yield here


@pytest.fixture(scope="module")
def shown(district: District) -> dict[str, Any]:
    return play(district.settings, Console(quiet=True), district.local.ports)


def heads(district: District) -> dict[str, object]:
    """How far each service's log has come."""
    district.settle()
    return {service: district.admin.status(service)["followed"][service] for service in SERVICES}


def test_each_fact_of_the_article_is_answered_as_it_is_told(shown):
    assert [answer.fact for answer in shown["facts"]] == list(FACTS)
    assert [answer.fact.name for answer in shown["facts"] if not answer.equal] == []


def test_s2_the_morning_has_the_dates_of_the_vector(shown):
    assert shown["case"]["accepted_on"] == "2014-09-26"
    assert (shown["case"]["promised_due_on"], shown["case"]["statutory_due_on"]) == ("2014-10-15", "2014-11-12")
    words = [event["type"].removeprefix("huimin.casework.") for event in shown["history"]]
    assert words == ["case-opened.v1", "decision-proposed.v1", "decision-made.v1", "case-closed.v1"]


def test_the_instant_item_is_in_the_residents_hand_the_same_day(shown):
    served = shown["day"]["served"]
    assert (served["state"], served["outcome"], served["delivered_on"]) == ("DELIVERED", "GRANT", "2015-09-02")


def test_an_emergency_on_the_holiday_is_helped_within_its_hours_and_papers(shown):
    emergency = shown["day"]["emergency"]
    assert emergency["promised_paid_due_at"].startswith("2015-09-04T10:00")
    assert emergency["paid_at"].startswith("2015-09-03T10:00")
    assert (emergency["papers_due_at"][:10], emergency["completed_on"]) == ("2015-09-10", "2015-09-10")
    assert not shown["day"]["hours"]["working_day"], "an open hall on a holiday is no working day"


def test_the_bad_rating_is_handled_and_nobody_is_named(shown):
    (rating,) = shown["day"]["bad_ratings"]["ratings"]
    assert rating["item_code"] == "CD-JY-002"
    assert "示例" not in str(rating)


def test_two_numbers_were_called_and_served(shown):
    assert sum(day["served"] for day in shown["day"]["waiting"]["days"]) == 2


def test_played_again_it_changes_nothing(district, shown):
    before = heads(district)
    assert play(district.settings, Console(quiet=True), district.local.ports) == shown
    assert heads(district) == before


def test_invented_residents_come_and_come_again_without_a_trace(district, shown):
    told = load(district.settings, Console(quiet=True), 40, 7, district.local.ports)
    assert [what for what in told if what.startswith("refused")] == []
    assert {"received", "accepted", "corrected"} <= told.keys()
    before = heads(district)
    assert load(district.settings, Console(quiet=True), 40, 7, district.local.ports) == told
    assert heads(district) == before
