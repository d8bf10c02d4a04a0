"""The order of the story."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from deploy.year import structure
from deploy.year.bodies import Bodies
from deploy.year.election import NinthTerm
from deploy.year.meetings import ThreeMeetings
from deploy.year.money import Money
from deploy.year.year import Year

Scene = Callable[[], None]


def story(year: Year) -> tuple[Scene, ...]:
    """All scenes in the order of their days."""
    ninth, bodies, meetings = NinthTerm(year), Bodies(year), ThreeMeetings(year)
    money = Money(year, meetings)
    return (
        partial(structure.working_committees, year),
        ninth.called,
        ninth.listed,
        ninth.voted,
        ninth.filed,
        bodies.seated,
        bodies.entitled,
        money.allocated,
        meetings.heard,
        meetings.discussed,
        meetings.decided,
        money.approved,
        money.spent,
    )
