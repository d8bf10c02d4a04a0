"""The demonstration: the article's year in the order of its days, then what it says beside what is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from rich.console import Console

from deploy.client import clients
from deploy.clock import HandClock
from deploy.stage import local
from deploy.year import structure, titles, training
from deploy.year.appraisal import Appraisals
from deploy.year.asking import Answer, answered, show
from deploy.year.associations import Associations
from deploy.year.bodies import Bodies
from deploy.year.contract import Purchase
from deploy.year.election import NinthTerm
from deploy.year.facts import FACTS
from deploy.year.hall_day import HallDay, show_day
from deploy.year.joint import Joint
from deploy.year.meetings import ThreeMeetings
from deploy.year.money import Money
from deploy.year.morning import Morning, show_case
from deploy.year.premises import Premises, Stipends
from deploy.year.rewards import Rewards
from deploy.year.year import Year
from shared.runtime.settings import PORTS, ClockKind, Settings

PUBLISHED = "2016-04-14T09:00"
"""The day of the article."""

Scene = Callable[[], None]


class NoDemonstration(Exception):
    """The demonstration cannot be played here; the message says why."""


class NotAsTheArticle(Exception):
    """The services answer otherwise than the article says; the message names the facts."""


def play(settings: Settings, console: Console, ports: Mapping[str, int] = PORTS) -> dict[str, Any]:
    """Play it all and show the days in the two halls, then the facts; what was shown.

    :raises NotAsTheArticle: a fact is answered otherwise
    """
    if settings.clock is not ClockKind.MANUAL:
        raise NoDemonstration("it needs a clock moved by hand: start `huimin up` without --production")
    with clients(settings, ports) as people, HandClock(settings.redis_url) as clock:
        year = Year(people, clock, console)
        morning, hall_day = Morning(people, clock, console), HallDay(people, clock, console)
        if (now := clock.now()) is not None and now >= local(PUBLISHED):
            console.print("已经演过，各步骤幂等 · played before: each step meets what it did then")
        for scene in story(year, morning, hall_day):
            scene()
        year.at(PUBLISHED)
        year.settle()
        told = {**morning.told(), "day": hall_day.told(), "facts": answered(year, FACTS)}
    show_case(console, told)
    show_day(console, told["day"])
    show(console, told["facts"], ports)
    compare(told["facts"])
    return told


def story(year: Year, morning: Morning, hall_day: HallDay) -> tuple[Scene, ...]:
    """All scenes in the order of their days."""
    ninth, bodies, meetings = NinthTerm(year), Bodies(year), ThreeMeetings(year)
    money, associations = Money(year, meetings), Associations(year)
    purchase, joint, appraisals = Purchase(year), Joint(year), Appraisals(year)
    rewards, premises, stipends = Rewards(year, associations), Premises(year), Stipends(year)
    return (
        partial(structure.working_committees, year),
        premises.surveyed,
        partial(premises.built, "2014-08-29"),
        ninth.called,
        morning.play,
        ninth.listed,
        ninth.voted,
        ninth.filed,
        bodies.seated,
        partial(training.courses, year),
        purchase.signed,
        appraisals.centre_called,
        bodies.entitled,
        money.allocated,
        joint.pledged,
        appraisals.of_centre,
        joint.held,
        associations.founded,
        associations.filed,
        associations.registered,
        partial(premises.built, "2015-03-31"),
        purchase.paid,
        partial(stipends.paid, "夏都花园"),
        partial(titles.HARMONIOUS, year),
        meetings.heard,
        meetings.discussed,
        meetings.decided,
        associations.active,
        money.approved,
        partial(titles.EXPERIMENTAL, year),
        money.spent,
        partial(premises.built, "2015-08-28"),
        hall_day.play,
        partial(premises.built, "2015-09-30"),
        appraisals.of_elected,
        rewards.scored,
        rewards.paid,
        appraisals.of_unit,
        appraisals.of_supervisors,
        partial(stipends.performance_paid, "夏都花园"),
        partial(premises.built, "2016-03-10"),
    )


def compare(facts: list[Answer]) -> None:
    """Look whether everything is answered as it is told.

    :raises NotAsTheArticle: a fact is answered otherwise
    """
    other = [answer.fact.name for answer in facts if not answer.equal]
    if other:
        raise NotAsTheArticle(f"{len(other)} of {len(facts)} are answered otherwise: {', '.join(other)}")
