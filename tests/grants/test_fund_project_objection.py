"""Who objects to a posted project: anybody with a token, the counter for a household, or that itself by its code."""

from __future__ import annotations

import pytest

from services.grants.domain.fund_project import FUND_PROJECT
from services.grants.domain.fund_project_commands import ObjectToProject
from services.grants.domain.fund_project_refusals import HouseholdMissing, NoticeOver, StepOutOfTurn
from services.grants.domain.fund_project_state import Stage
from shared.contracts.grants.fund_project import ObjectionMatter, ProjectObjected, ProjectObjectionSettled
from shared.contracts.refusals import ObjectedForAnother
from shared.kernel.actors import Role
from shared.testing.decider import Spec
from tests.grants.funds import asks
from tests.grants.projects import AROUND, POSTED, TO_NOTICE, TO_OBJECTIONS, TO_REVIEW, proposed

SPEC = Spec(FUND_PROJECT)
DAY = "2015-05-08T09:00"
CLERK, WANG = (asks(DAY, role, by=who) for role, who in ((Role.CLERK, "s-clerk"), (Role.RESIDENT, "s-wang")))
WATCHER, ADMIN = (asks(DAY, role) for role in (Role.SUPERVISION_COMMITTEE, Role.ADMIN))
BY_CODE, AFTER_THE_NOTICE = asks(DAY, Role.RESIDENT, by="h1"), asks("2015-05-09T09:00", Role.RESIDENT, by="h1")


def objects(household: str | None, id_: str = "o-2") -> ObjectToProject:
    return ObjectToProject(objection_id=id_, matter=ObjectionMatter.USE, household=household)


def objected(household: str | None, resident: str | None = None, id_: str = "o-2") -> ProjectObjected:
    return ProjectObjected(objection_id=id_, matter=ObjectionMatter.USE, household=household, resident=resident)


OF_HOUSEHOLD, OWN = objected("h1", id_="o-1"), objected("h1", "s-wang", "o-1")
UPHELD = ProjectObjectionSettled(objection_id="o-1", upheld=True)
NOT_UPHELD = ProjectObjectionSettled(objection_id="o-1", upheld=False)
ROWS = {
    "the counter says for whom": (TO_OBJECTIONS, objects("h1"), [objected("h1")], CLERK),
    "and objects for nobody else": (TO_OBJECTIONS, objects(None), HouseholdMissing, CLERK),
    "of a household it takes one": ([*TO_OBJECTIONS, OF_HOUSEHOLD], objects("h1"), [], CLERK),
    "and of the next, too": ([*TO_OBJECTIONS, OF_HOUSEHOLD], objects("h2"), [objected("h2")], CLERK),
    "a resident objects for their household": (TO_OBJECTIONS, objects("h1"), [objected("h1", "s-wang")], WANG),
    "not for another's": ([*TO_OBJECTIONS, OWN], objects("h2"), ObjectedForAnother, WANG),
    "or without saying for which": (TO_OBJECTIONS, objects(None), [objected(None)], WANG),
    "also beside what the household said": ([*TO_OBJECTIONS, OWN], objects(None), [objected(None)], WANG),
    "who watches over the committee does, too": (TO_OBJECTIONS, objects(None), [objected(None)], WATCHER),
    "what is on paper is entered as it is": (TO_OBJECTIONS, objects(None), [objected(None)], ADMIN),
    "by its code a household objects itself": (TO_OBJECTIONS, objects("h1"), [objected("h1")], BY_CODE),
    "after the counter its code says nothing": ([*TO_OBJECTIONS, OF_HOUSEHOLD], objects("h1"), [], BY_CODE),
    "after who lives there neither": ([*TO_OBJECTIONS, OWN], objects("h1"), [], BY_CODE),
    "after its code who lives there says nothing": ([*TO_OBJECTIONS, OF_HOUSEHOLD], objects("h1"), [], WANG),
    "nor once it was answered": ([*TO_OBJECTIONS, OF_HOUSEHOLD, NOT_UPHELD], objects("h1"), [], BY_CODE),
    "to what is asked for anew it objects anew": (
        [*TO_OBJECTIONS, OF_HOUSEHOLD, UPHELD, *TO_NOTICE[1:], POSTED],
        objects("h1"),
        [objected("h1")],
        BY_CODE,
    ),
    "not before the notice": ([proposed()], objects("h1"), StepOutOfTurn(Stage.PROPOSED), BY_CODE),
    "nor after it": (TO_OBJECTIONS, objects("h1"), NoticeOver(POSTED.until_on), AFTER_THE_NOTICE),
    "nor under review": (TO_REVIEW, objects("h1"), StepOutOfTurn(Stage.SUBMITTED), AFTER_THE_NOTICE),
}


@pytest.mark.parametrize(("given", "when", "then", "who"), ROWS.values(), ids=ROWS.keys())
def test_who_objects(given, when, then, who):
    SPEC.check(given, when, then, who, AROUND)
