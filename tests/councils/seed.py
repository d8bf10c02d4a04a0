"""The structure that a new deployment starts with, as the commands that its rows stand for."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

import deploy
from services.councils.api.community import CentreIn
from services.councils.domain.committee import AssignCommittee, FoundCommittee
from services.councils.domain.community_commands import EstablishCommunity
from services.councils.domain.district import TransferFunction
from services.councils.domain.street import ListStreet
from services.councils.domain.types import CommunityId
from shared.contracts.councils.community import Aliases, Name, Source
from shared.kernel.messages import Value
from shared.kernel.provenance import Provenance

DIVISION = "630102"
FILES = Path(deploy.__file__).parent / "seed" / "structure"


class CommunityRow(Value):
    name_zh: Name
    name_en: Name
    aliases: Aliases = ()
    founded_on: date
    provenance: Provenance
    source: Source
    centres: tuple[CentreIn, ...]

    def command(self) -> EstablishCommunity:
        return EstablishCommunity(**self.model_dump(exclude={"centres"}))


class AssignmentRow(Value):
    stat_code_12: str
    community: str
    effective_on: date
    provenance: Provenance
    source: Source

    def command(self, community_id: CommunityId) -> AssignCommittee:
        words = self.model_dump(exclude={"stat_code_12", "community"})
        return AssignCommittee(community_id=community_id, **words)


def communities() -> list[CommunityRow]:
    return TypeAdapter(list[CommunityRow]).validate_json(_yaml("communities.yaml"))


def assignments() -> list[AssignmentRow]:
    return TypeAdapter(list[AssignmentRow]).validate_json(_yaml("assignments.yaml"))


def transfers() -> list[TransferFunction]:
    return TypeAdapter(list[TransferFunction]).validate_json(_yaml("functions.yaml"))


def streets() -> list[ListStreet]:
    return [
        ListStreet.model_validate_json(json.dumps({**_sourced(row), "division": DIVISION, "code": row["code"]}))
        for row in _csv("streets.csv")
    ]


def committees() -> list[FoundCommittee]:
    rows = (
        {
            **_sourced(row),
            "stat_code_12": row["code"],
            "street_code": row["street_code"],
            "kind": row["kind"],
            "aliases": [row["alias"]] if row["alias"] else [],
        }
        for row in _csv("committees.csv")
    )
    return [FoundCommittee.model_validate_json(json.dumps(row)) for row in rows]


def _sourced(row: dict[str, str]) -> dict[str, Any]:
    return {"name_zh": row["name"], "provenance": row["provenance"], "source": row["source"]}


def _yaml(name: str) -> str:
    return json.dumps(yaml.safe_load((FILES / name).read_text(encoding="utf-8")), default=str)


def _csv(name: str) -> Iterable[dict[str, str]]:
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
