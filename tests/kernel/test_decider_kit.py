"""The given/when/then kit: what it lets pass, and what it must not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import pytest

from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command, Event
from shared.kernel.personal import Personal
from shared.kernel.refusals import Conflict, Refusal
from shared.testing.decider import CLERK, Spec, context, known


class Named(Event):
    name: Personal[str]


class Stray(Event):
    """An event that the decider does not list."""


class Name(Command):
    name: Personal[str]
    beside: str | None = None


@dataclass(frozen=True, slots=True)
class NamedAlready(Conflict):
    slug: ClassVar[str] = "named-already"
    zh: ClassVar[str] = "已有名称"
    en: ClassVar[str] = "It has a name"
    count: int


def evolve(count: int, _: Named) -> int:
    return count + 1


def decide(command: Name, count: int, context: Context) -> list[Named] | Refusal:
    if command.beside is not None and context.look(LISTED, command.beside) == 0:
        return []
    return NamedAlready(count) if count else [Named(name=command.name)]


def forgetful(command: Name, _: int, __: Context) -> list[Named] | Refusal:
    return [Named(name=command.name)]


LISTED: Decider[int, Name, Named] = Decider("name", 0, evolve, decide, Named)
NOON = context("2014-09-24T12:00+08:00")


def of(name: str) -> Personal[str]:
    return Personal[str].of("p1", name)


def test_it_passes_events_a_refusal_class_and_a_refusal():
    spec = Spec(LISTED)
    spec.check([], Name(name=of("甲")), [Named(name=of("甲"))], NOON)
    spec.check([Named(name=of("甲"))], Name(name=of("乙")), NamedAlready, NOON)
    spec.check([Named(name=of("甲"))], Name(name=of("乙")), NamedAlready(1), NOON)


WRONG = {
    "another personal value": ([], [Named(name=Personal[str].of("p1", "乙"))]),
    "another person": ([], [Named(name=Personal[str].of("p2", "甲"))]),
    "no event": ([], []),
    "a refusal that did not come": ([], NamedAlready),
    "an event instead of a refusal": ([Named(name=of("甲"))], [Named(name=of("甲"))]),
    "the wrong refusal": ([Named(name=of("甲"))], Conflict),
    "a refusal that says something else": ([Named(name=of("甲"))], NamedAlready(2)),
}


@pytest.mark.parametrize(("given", "then"), WRONG.values(), ids=WRONG.keys())
def test_it_does_not_pass(given, then):
    with pytest.raises(AssertionError):
        Spec(LISTED).check(given, Name(name=of("甲")), then, NOON)


def test_a_command_that_records_again_when_repeated_does_not_pass():
    repeating: Decider[int, Name, Named] = Decider("name", 0, evolve, forgetful, Named)
    with pytest.raises(AssertionError, match="repeated"):
        Spec(repeating).check([], Name(name=of("甲")), [Named(name=of("甲"))], NOON)


def test_an_event_that_the_decider_does_not_list_does_not_pass():
    unlisted: Decider[int, Name, Named] = Decider("name", 0, evolve, decide, Stray)
    with pytest.raises(AssertionError):
        Spec(unlisted).check([], Name(name=of("甲")), [Named(name=of("甲"))], NOON)


def test_related_aggregates_are_folded_from_their_events():
    when = Name(name=of("甲"), beside="n2")
    Spec(LISTED).check([], when, [], NOON, related=known(LISTED, "n2"))
    Spec(LISTED).check(
        [], when, [Named(name=of("甲"))], NOON, related=known(LISTED, "n2", Named(name=of("乙"))) | known(LISTED, "n3")
    )


def test_a_context_has_an_aware_instant_and_a_clerk():
    assert NOON.today == date(2014, 9, 24)
    assert NOON.actor == CLERK
    with pytest.raises(AssertionError):
        context("2014-09-24T09:00")
