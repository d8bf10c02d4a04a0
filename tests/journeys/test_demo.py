"""The article's year, played once: its facts are what the services answer, and played again it changes nothing.

What is told of each fact is looked up in the logs; and in whatever order a service hears the others it learns the same.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from rich.console import Console

from deploy.load import STAFFED, load
from deploy.registry import SERVICES, parts
from deploy.seeding import load as load_seed
from deploy.year.appraisal import INDICATORS
from deploy.year.asking import Origin
from deploy.year.facts import FACTS, NAMED
from deploy.year.meetings import COMMITTEE
from deploy.year.play import play
from deploy.year.titles import HONOURS
from shared.runtime.service import Parts
from tests.journeys.answers import log_of, words
from tests.journeys.district import District, running
from tests.journeys.refollowed import Learnt, Log, by_reactions, facts_of, learn, logs_of

COMERS, SEED = 40, 76
"""So few of whom somebody comes for each thing that one may come for."""

HAPPENS = {
    *("received", "accepted", "corrected", "withdrawn", "decided", "delivered", "served at once", "rated", "booked"),
    *("opinion given", "objection", "activity announced", "activity held", "activity rated"),
    *("founding handed in", "founding posted", "task asked for"),
}

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    with running(tmp_path_factory.mktemp("demo")) as here:
        yield here


@pytest.fixture(scope="module")
def seeded(district: District) -> Mapping[str, int]:
    """How far the logs had come when the story began."""
    return heads(district)


@pytest.fixture(scope="module")
def shown(district: District, seeded: Mapping[str, int]) -> dict[str, Any]:
    return play(district.settings, Console(quiet=True), district.local.ports)


def heads(district: District) -> dict[str, int]:
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


def test_a_filing_that_came_in_at_a_window_is_handed_over_there(district, shown):
    log = log_of(district.admin, "associations")
    told = [each for each in log if each["subject"].startswith("window-filing/")]
    assert words(told) == ["filing-awaited", "filing-linked", "filing-decided"]
    served = district.admin.get("intake", f"/v1/applications/{told[0]['subject'].partition('/')[2]}")
    assert (served["state"], served["outcome"], served["delivered_on"]) == ("DELIVERED", "GRANT", "2015-03-10")
    (case,) = district.admin.get("casework", "/v1/cases", application_id=served["id"])["cases"]
    happened = words(log_of(district.admin, "casework", f"case/{case['id']}"))
    assert happened[-3:] == ["decision-proposed", "decision-made", "case-closed"]


def test_who_was_elected_reported_within_their_year_and_owes_the_next_report(district, shown):
    listed = district.admin.get("councils", "/v1/committees", kind="RESIDENTS")["committees"]
    committee = next(each["id"] for each in listed if COMMITTEE in each["aliases"])
    told = district.admin.get("councils", f"/v1/committees/{committee}/reports")
    assert (told["held_on"], told["due_on"], told["overdue"]) == ("2015-10-19", "2016-10-19", False)


def test_played_again_it_changes_nothing(district, shown):
    before = heads(district)
    assert play(district.settings, Console(quiet=True), district.local.ports) == shown
    assert heads(district) == before


def test_invented_residents_come_and_come_again_without_a_trace(district, shown):
    told = load(district.settings, Console(quiet=True), COMERS, SEED, district.local.ports)
    assert told.keys() >= HAPPENS
    assert {what for what in told if what.startswith("refused")} == set()
    before = heads(district)
    assert load(district.settings, Console(quiet=True), COMERS, SEED, district.local.ports) == told
    assert heads(district) == {**before, "grants": before["grants"] + told["objection"]}, "who reads a code is recorded"


def test_invented_residents_leave_the_windows_alone_where_the_year_is_played(district):
    halls = district.admin.get("intake", "/v1/halls")["halls"]
    for hall in (each for each in halls if each["code"] in STAFFED):
        posts = district.admin.get("casework", "/v1/posts", org=hall["centre_id"])["posts"]
        assert posts
        assert [each["holder"] for each in posts if "load" in each["holder"]] == []


# --- what the logs say of it -------------------------------------------------


@pytest.fixture(scope="module")
def logs(district: District, shown: dict[str, Any]) -> Mapping[str, Log]:
    """What all services recorded in the year, and of its residents."""
    district.settle()
    return asyncio.run(logs_of(district.local.redis_url))


def test_what_is_called_seeded_was_there_before_the_story_and_what_is_called_derived_was_not(logs, seeded):
    for fact in FACTS:
        word = fact.event.split()[0]
        there = [
            each.position <= seeded[log.service]
            for log in logs.values()
            for each in log.stored
            if each.type.split(".")[2] == word
        ]
        assert there, fact.name
        assert any(there) is (fact.origin is Origin.SEEDED), fact.name


def test_what_the_story_invented_says_so_in_its_name(logs, seeded):
    functions, projects = (each["title"] for each in INDICATORS), (each["title"] for each in load_seed("infra.yaml"))
    of_article = {*NAMED, *(title for title, _ in HONOURS), *functions, *projects}
    invented = {
        name
        for log in logs.values()
        for each in log.read()
        if each.position > seeded[log.service] and not each.document.actor.startswith("reaction:")
        for name in names_in(each.event.model_dump(mode="json"))
    }
    assert invented
    assert {name for name in invented - of_article if "示例" not in name} == set()


def names_in(told: object) -> Iterator[str]:
    """Whatever something is called."""
    if isinstance(told, dict):
        for key, value in told.items():
            if key in {"title", "title_zh", "name_zh", "theme", "task"} and isinstance(value, str):
                yield value
            else:
                yield from names_in(value)
    elif isinstance(told, list):
        for each in told:
            yield from names_in(each)


def anew(logs: Mapping[str, Log], of: Parts, seed: int, directory: Path) -> Learnt:
    directory.mkdir(exist_ok=True)
    return asyncio.run(learn(of, logs, Random(seed), directory))


@pytest.mark.parametrize("service", SERVICES)
def test_in_whatever_order_a_service_hears_the_others_it_learns_the_same_once(logs, service, tmp_path):
    """Its facts are those of the log, each once; aggregates and the rows of its views are the same in each order."""
    first, *others = (anew(logs, parts(service), seed, tmp_path / str(seed)) for seed in range(3))
    assert by_reactions(logs[service]), "it learnt something of the others"
    assert first.facts == facts_of(logs[service])
    for other in others:
        assert (other.facts, other.states, other.rows) == (first.facts, first.states, first.rows)
        assert other.turns != first.turns


def test_one_that_does_not_hear_a_log_is_seen(logs, tmp_path):
    whole = parts("grants")
    deaf = replace(whole, reactions=tuple(each for each in whole.reactions if each.source != "associations"))
    assert anew(logs, deaf, 0, tmp_path).facts != facts_of(logs["grants"])
