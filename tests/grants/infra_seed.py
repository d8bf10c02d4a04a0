"""The infrastructure projects of the seed, as the commands that its rows stand for; ids are names here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from services.grants.domain.infra_project_commands import (
    ApplyForSource,
    ApproveDesign,
    CompleteConstruction,
    GrantSource,
    InfraProjectCommand,
    PlanProject,
    SelectSite,
    SignPremisesContract,
    StartConstruction,
)
from shared.kernel.actors import Role
from tests.councils import seed as structure
from tests.grants.infra import AT
from tests.grants.purchases import asked, seed

ASKED = asked(Role.ADMIN, at=AT)
ACTS: dict[str, type[InfraProjectCommand]] = {
    "applications": ApplyForSource,
    "grants": GrantSource,
    "site": SelectSite,
    "design-approval": ApproveDesign,
    "construction-start": StartConstruction,
    "completion": CompleteConstruction,
    "premises-contract": SignPremisesContract,
}
_ALIASES = {each.stat_code_12: alias for each in structure.committees() for alias in each.aliases}


@dataclass(frozen=True)
class ProjectAct:
    """One command after the plan: the end of its path, and its body."""

    path: str
    body: dict[str, Any]

    def command(self) -> InfraProjectCommand:
        return ACTS[self.path].model_validate_json(json.dumps(self.body))


@dataclass(frozen=True)
class Project:
    """A row; `place` is the name of whom it is for."""

    place: str
    body: dict[str, Any]
    acts: tuple[ProjectAct, ...]

    @property
    def title(self) -> str:
        return str(self.body["title"])

    @property
    def plan(self) -> PlanProject:
        return PlanProject.model_validate_json(json.dumps(self.body))

    def commands(self) -> Iterator[InfraProjectCommand]:
        yield self.plan
        yield from (act.command() for act in self.acts)


def _read(row: dict[str, Any]) -> Project:
    holder, acts = row.pop("holder"), row.pop("acts")
    place = holder["community"] if "community" in holder else _ALIASES[holder["stat_code_12"]]
    body = {**row, "holder": {"kind": holder["kind"], "id": place}}
    return Project(place, body, tuple(ProjectAct(**act) for act in acts))


PROJECTS = tuple(_read(row) for row in seed("infra.yaml"))
