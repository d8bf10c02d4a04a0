"""The order of the story."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from deploy.year import structure, titles, training
from deploy.year.appraisal import Appraisals
from deploy.year.associations import Associations
from deploy.year.bodies import Bodies
from deploy.year.contract import Purchase
from deploy.year.election import NinthTerm
from deploy.year.joint import Joint
from deploy.year.meetings import ThreeMeetings
from deploy.year.money import Money
from deploy.year.year import Year

Scene = Callable[[], None]


def story(year: Year) -> tuple[Scene, ...]:
    """All scenes in the order of their days."""
    ninth, bodies, meetings = NinthTerm(year), Bodies(year), ThreeMeetings(year)
    money, associations = Money(year, meetings), Associations(year)
    purchase, joint, appraisals = Purchase(year), Joint(year), Appraisals(year)
    return (
        partial(structure.working_committees, year),
        ninth.called,
        ninth.listed,
        ninth.voted,
        ninth.filed,
        bodies.seated,
        partial(training.courses, year),
        purchase.signed,
        bodies.entitled,
        money.allocated,
        appraisals.of_centre,
        joint.pledged,
        joint.held,
        associations.founded,
        associations.filed,
        associations.registered,
        purchase.paid,
        partial(titles.HARMONIOUS, year),
        meetings.heard,
        meetings.discussed,
        meetings.decided,
        partial(associations.active, "2015-05-30"),
        money.approved,
        partial(titles.EXPERIMENTAL, year),
        money.spent,
        appraisals.of_unit,
    )
