"""A committed schema changes by optional additions alone."""

from __future__ import annotations

import copy
import json
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from deploy.reference import ROOT
from shared.contracts.intake.application import ApplicationReceived, ResultReceived
from shared.runtime.schemas import schema
from tests.contracts.evolution import breaches

SCHEMAS = "docs/schemas"


def _git(*arguments: str) -> str | None:
    """What git says, None where there is no git or no such commit."""
    try:
        said = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return None
    return said.stdout if said.returncode == 0 else None


def committed(at: str) -> dict[str, Any]:
    """The schemas of a commit by path."""
    names = (_git("ls-tree", "-r", "--name-only", at, SCHEMAS) or "").split()
    return {name: json.loads(_git("show", f"{at}:{name}") or "{}") for name in names}


@pytest.mark.parametrize("at", ["HEAD", "HEAD~1"])
def test_what_was_committed_has_only_been_added_to(at):
    found = {}
    for name, old in committed(at).items():
        path = ROOT / name
        broken = breaches(old, json.loads(path.read_text(encoding="utf-8"))) if path.exists() else ["removed"]
        if broken:
            found[name] = broken
    assert found == {}


Schema = dict[str, Any]


def _adds_an_optional_field(new: Schema) -> None:
    new["properties"]["remark"] = {"type": "string", "default": ""}


def _adds_one_inside(new: Schema) -> None:
    new["$defs"]["Personal_Applicant_"]["properties"]["remark"] = {"anyOf": [{"type": "string"}, {"type": "null"}]}


def _words_it_anew(new: Schema) -> None:
    new["description"] = "Said better."
    new["properties"]["hall_id"]["title"] = "The hall"


HARMLESS: dict[str, Callable[[Schema], None]] = {
    "nothing": lambda new: None,
    "an optional field": _adds_an_optional_field,
    "an optional field of a part": _adds_one_inside,
    "other words": _words_it_anew,
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS.keys())
def test_what_may_change(change):
    old = schema("intake", ApplicationReceived)
    new = copy.deepcopy(old)
    change(new)
    assert breaches(old, new) == []


def _requires(new: Schema) -> None:
    new["properties"]["remark"] = {"type": "string"}
    new["required"].append("remark")


def _removes(new: Schema) -> None:
    del new["properties"]["centre_id"]
    new["required"].remove("centre_id")


HARMFUL: dict[str, tuple[Callable[[Schema], object], str]] = {
    "a new required field": (_requires, "data.remark: newly required"),
    "a field removed": (_removes, "data.centre_id: removed"),
    "a field that may be missing now": (
        lambda new: new["required"].remove("hall_id"),
        "data.hall_id: no longer required",
    ),
    "another type": (
        lambda new: new["properties"]["item_version"].update(type="string"),
        "data.item_version: type was 'integer' and is 'string'",
    ),
    "another format": (
        lambda new: new["properties"]["received_on"].update(format="date-time"),
        "data.received_on: format was 'date' and is 'date-time'",
    ),
    "a bound": (
        lambda new: new["properties"]["hall_id"].update(maxLength=3),
        "data.hall_id: maxLength was None and is 3",
    ),
    "a bound of an item": (
        lambda new: new["properties"]["materials"]["items"].update(maxLength=3),
        "data.materials.items.0: maxLength was 100 and is 3",
    ),
    "a closed door": (
        lambda new: new.update(additionalProperties=False),
        "data: additionalProperties was None and is False",
    ),
    "a field of a part removed": (
        lambda new: new["$defs"]["Personal_Applicant_"]["properties"].pop("sealed"),
        "data.applicant.sealed: removed",
    ),
}


@pytest.mark.parametrize(("change", "told"), HARMFUL.values(), ids=HARMFUL.keys())
def test_what_may_not_change_is_found(change, told):
    old = schema("intake", ApplicationReceived)
    new = copy.deepcopy(old)
    change(new)
    assert told in breaches(old, new)


@pytest.mark.parametrize("values", [["GRANT"], ["GRANT", "REFUSE", "DEFER"]], ids=["narrowed", "widened"])
def test_an_enumeration_neither_shrinks_nor_grows(values):
    old = schema("intake", ResultReceived)
    new: Any = copy.deepcopy(old)
    new["$defs"]["Outcome"]["enum"] = values
    assert breaches(old, new) == [f"data.outcome: enum was ['GRANT', 'REFUSE'] and is {values}"]


def test_an_alternative_neither_goes_nor_comes():
    old = {"properties": {"note": {"anyOf": [{"type": "string"}, {"type": "null"}]}}}
    new = {"properties": {"note": {"anyOf": [{"type": "string"}]}}}
    assert breaches(old, new) == ["data.note.anyOf: there were 2 and are 1"]
