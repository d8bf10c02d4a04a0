"""The first start: what a district begins with, sent through the services' own APIs under keys of its own.

Sending it again changes nothing; a later release adds and never changes what a district has adopted.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, cast

import yaml

from deploy.client import Client, Refused

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Seeder:
    """Sends the seed as an administrator and says what it does."""

    client: Client
    tell: Tell

    def run(self) -> None:
        """Send everything, in the order in which one thing needs another."""
        self.tell("政策与工作日历 · policy and calendar")
        heard = self._policy_and_calendar()
        # Councils names the work centres by policy, so it must have heard of it.
        self.client.get("councils", "/v1/communities", read_after=heard)
        self.tell("12 个社区、24 个中心、59 个居(村)委会 · communities, centres, committees")
        self._structure()
        self.tell("服务事项与服务大厅 · service items and halls")
        self._catalogue()
        self._halls()
        self.tell("社团设立指南 · guide for founders of associations")
        self._founding_guides()

    def _policy_and_calendar(self) -> str | None:
        """Send what the district has not spoken about: its own value for a key and day, its own edition, stay."""
        adopted = {
            (row["key"], row["effective_on"]) for row in self.client.pages("casework", "/v1/policies", "policies")
        }
        entered = {row["year"] for row in self.client.pages("casework", "/v1/calendar-years", "calendar_years")}
        answers = [
            self._adopt(entry) for entry in load("policy.yaml") if (entry["key"], entry["effective_on"]) not in adopted
        ]
        answers += [self._publish(edition) for edition in load("calendar.yaml") if edition["year"] not in entered]
        return str(answers[-1]["position"]) if answers else None

    def _adopt(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        prefix, key = entry["key"].split(".")[0], f"{entry['key']}-{entry['effective_on']}"
        return self._post("casework", f"/v1/policies/{prefix}/adoptions", {"entry": entry}, key)

    def _publish(self, edition: Mapping[str, Any]) -> dict[str, Any]:
        path = f"/v1/calendar-years/{edition['year']}/publications"
        return self._post("casework", path, {"edition": edition}, f"calendar-{edition['year']}-{edition['version']}")

    def _structure(self) -> None:
        for row in rows("structure/streets.csv"):
            self._post(
                "councils", "/v1/streets", {"code": row["code"], "name_zh": row["name"]}, f"street-{row['code']}"
            )
        for transfer in load("structure/functions.yaml"):
            self._post("councils", "/v1/district/function-transfers", transfer, f"function-{transfer['function']}")
        communities: dict[str, str] = {}
        for community in load("structure/communities.yaml"):
            centres = community.pop("centres")
            answer = self._post("councils", "/v1/communities", community, f"community-{community['name_en']}")
            communities[community["name_zh"]] = answer["id"]
            for centre in centres:
                key = f"centre-{community['name_en']}-{centre['kind']}"
                self._post("councils", f"/v1/communities/{answer['id']}/centres", centre, key)
        committees = {}
        for row in rows("structure/committees.csv"):
            committees[row["code"]] = self._post(
                "councils", "/v1/committees", committee_of(row), f"committee-{row['code']}"
            )["id"]
        for assignment in load("structure/assignments.yaml"):
            code, name = assignment.pop("stat_code_12"), assignment.pop("community")
            body = {**assignment, "community_id": communities[name]}
            self._post("councils", f"/v1/committees/{committees[code]}/assignment", body, f"assignment-{code}")

    def _catalogue(self) -> None:
        """Send the items of which something is not there, all at once: the service knows what that is."""
        there = {item["code"]: item for item in self.client.get("intake", "/v1/items")["items"]}
        missing = [entry for entry in catalogue() if not complete(there.get(entry["code"]), entry)]
        if not missing:
            return
        body = {"items": missing}
        key = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
        answer = self._post("intake", "/v1/catalogue/entries", body, f"catalogue-{key[:32]}")
        for result in answer["results"]:
            if problem := result.get("problem"):
                raise Refused({**problem, "detail": f"{result['id']}: {problem['detail']}"})

    def _halls(self) -> None:
        head = self.client.get("councils", "/v1/communities")
        codes = {each["community"]: each["code"] for each in load("halls.yaml")}
        windows = load("windows.yaml")
        for community in head["communities"]:
            centre = next(each for each in community["centres"] if each["kind"] == "PUBLIC_SERVICE")
            code = codes[community["name_zh"]]
            body = {
                "centre_id": centre["id"],
                "code": code,
                "name_zh": f"{community['name_zh']}社区服务大厅",
                "name_en": f"{community['name_en']} Service Hall",
            }
            hall = self._post("intake", "/v1/halls", body, f"hall-{code}")["id"]
            for window in windows:
                self._post("intake", f"/v1/halls/{hall}/windows", {"window_id": window}, f"hall-{code}-{window}")

    def _founding_guides(self) -> None:
        """Publish the first edition of each; where the district has published one of its own, its words stay."""
        for guide in load("founding_guides.yaml"):
            track = guide.pop("track")
            path = f"/v1/founding-guides/{track}/editions"
            if not self._has_guide(track):
                self._post("associations", path, guide, f"founding-guide-{track}")

    def _has_guide(self, track: str) -> bool:
        try:
            self.client.get("associations", f"/v1/public/founding-guides/{track}")
        except Refused as refused:
            if refused.slug == "not-found":
                return False
            raise
        return True

    def _post(self, service: str, path: str, body: Mapping[str, Any], key: str) -> dict[str, Any]:
        return self.client.post(service, path, body, f"seed-{key}".replace(" ", "-"))


def load(name: str) -> list[Any]:
    """A seed file; YAML's own dates become ISO text, as JSON has them."""
    return cast("list[Any]", _read(name))


def sections(name: str) -> dict[str, Any]:
    """A seed file of several named lists."""
    return cast("dict[str, Any]", _read(name))


def catalogue() -> list[dict[str, Any]]:
    """The items that are shipped: under each code its versions by number, each with its guide."""
    told = sections("guides.yaml")["guides"]
    guides = {(each["code"], number): each["guide"] for each in told for number in each["versions"]}
    entries: dict[str, list[dict[str, Any]]] = {}
    for item in load("items.yaml"):
        code = item.pop("code")
        entries.setdefault(code, []).append({"item": item, "guide": guides.get((code, item["version"]))})
    return [{"code": code, "versions": versions} for code, versions in entries.items()]


def complete(there: Mapping[str, Any] | None, entry: Mapping[str, Any]) -> bool:
    """Whether each shipped version of an item is there, with a guide and open."""
    standing = {each["item_version"]: each for each in there["standing"]} if there else {}
    shipped = [standing.get(each["item"]["version"]) for each in entry["versions"]]
    return all(each is not None and each["guided"] and each["opened"] for each in shipped)


def _read(name: str) -> object:
    text = resources.files("deploy").joinpath("seed", name).read_text("utf-8")
    read: object = json.loads(json.dumps(yaml.load(text, Loader=yaml.CSafeLoader), default=str))
    return read


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a seed table."""
    with resources.files("deploy").joinpath("seed", name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def street_of(row: Mapping[str, str]) -> dict[str, Any]:
    """What is listed for a row of the statistical units."""
    origin = {"provenance": row["provenance"], "source": row["source"]}
    return {"code": row["code"], "name_zh": row["name"], **origin}


def committee_of(row: Mapping[str, str]) -> dict[str, Any]:
    """What is founded for a row of the statistical list."""
    return {
        "kind": row["kind"],
        "name_zh": row["name"],
        "aliases": [row["alias"]] if row["alias"] else [],
        "stat_code_12": row["code"],
        "street_code": row["street_code"],
        "provenance": row["provenance"],
        "source": row["source"],
    }
