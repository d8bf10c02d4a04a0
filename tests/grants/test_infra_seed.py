"""The twelve projects of the article: what is in the seed, and that every row passes its decider."""

from __future__ import annotations

import pytest

from services.grants.domain.infra_project import INFRA_PROJECT
from services.grants.domain.infra_project_state import NotPlanned
from shared.contracts.grants.infra_project import (
    InfraKind,
    InfraStage,
)
from shared.contracts.grants.premises import HolderKind
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import Refusal
from tests.councils import seed as structure
from tests.grants.infra_seed import ASKED, PROJECTS, Project

STAGES = {
    InfraStage.COMPLETED: {"为民", "德令哈路"},
    InfraStage.UNDER_CONSTRUCTION: {"东兴", "青藏花园"},
    InfraStage.CONTRACT_SIGNED: {"泰宁", "纺织", "园山"},
    InfraStage.SITE_SELECTED: {"夏都花园", "团结", "树林巷", "康南", "康西"},
}


def stage_of(project: Project) -> InfraStage:
    state = INFRA_PROJECT.initial
    for command in project.commands():
        facts = INFRA_PROJECT.decide(command, state, ASKED)
        assert not isinstance(facts, Refusal), (project.title, command, facts)
        state = INFRA_PROJECT.fold(facts, state)
    assert not isinstance(state, NotPlanned)
    return state.book.stage


def test_the_twelve_projects_stand_where_the_article_says():
    stages = {project.place: stage_of(project) for project in PROJECTS}
    assert len(PROJECTS) == len(stages) == 12
    assert {stage: {place for place, each in stages.items() if each is stage} for stage in STAGES} == STAGES


@pytest.mark.parametrize("project", PROJECTS, ids=[project.title for project in PROJECTS])
def test_kinds_are_defaults_days_and_amounts_are_invented(project):
    assert project.plan.provenance is Provenance.DEFAULT
    assert project.plan.document == "TO_BE_CONFIRMED"
    assert {act.body["provenance"] for act in project.acts} == {Provenance.SYNTHETIC}


def test_each_project_is_for_a_body_that_the_structure_has():
    aliases = {alias for committee in structure.committees() for alias in committee.aliases}
    communities = {community.name_zh for community in structure.communities()}
    for project in PROJECTS:
        known = aliases if project.plan.holder.kind is HolderKind.COMMITTEE else communities
        assert project.place in known


def test_the_projects_of_communities_are_an_office_and_a_service_centre():
    kinds = {p.place: p.plan.kind for p in PROJECTS if p.plan.holder.kind is HolderKind.COMMUNITY}
    assert kinds == {"泰宁": InfraKind.OFFICE, "青藏花园": InfraKind.COMPLEX_SERVICE_CENTRE}
