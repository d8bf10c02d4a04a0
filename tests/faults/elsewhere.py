"""What anybody is told, byte by byte: by the services as they are, and by others that begin anew somewhere else.

So are statistics that staff are told, and what held on a day, as the logs answer it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx

from deploy.local import Local
from deploy.registry import SERVICES
from tests.faults.bodies import PERIOD
from tests.journeys.district import DEMONSTRATION, District, free_port

ELSEWHERE = {"TZ": "America/St_Johns", "PYTHONHASHSEED": "4711", "HUIMIN_REPLICA": "1"}
"""Another time zone, half an hour beside all others, and another order of what is hashed."""
NOT_COPIED = shutil.ignore_patterns("views", "server", "logs")
Told = Mapping[str, bytes]
DAYS, DAYS_BEFORE = frozenset({"as_of", "from", "to", "until"}), 30
"""From how many days before today on something is counted that came to be."""

COUNTED = re.compile(r"/(statistics|flow)\b")
"""Numbers; whoever may be told them."""


def told_here(district: District, committee: str) -> Told:
    """What each public question is answered now."""
    return _told(district, district.local.ports, committee)


def told_elsewhere(district: District, committee: str, directory: Path) -> Told:
    """The same, by services that have read the logs from the first event on, the last of them started first."""
    shutil.copytree(district.settings.state_dir, directory, ignore=NOT_COPIED)
    own = {**DEMONSTRATION, **ELSEWHERE, "HUIMIN_REDIS_URL": district.local.redis_url}
    others = Local(directory, own, ports={service: free_port() for service in SERVICES})
    try:
        for service in reversed(SERVICES):
            others.start_service(service)
            others.wait_ready(service)
        return _told(district, others.ports, committee)
    finally:
        others.stop()


def _known(district: District, committee: str) -> Mapping[str, str]:
    """Words that questions are asked with, by the name of a parameter, or of the collection that an address names."""
    admin = district.admin
    elections = admin.get("councils", "/v1/elections")["elections"]
    ids = {"halls": admin.get("intake", "/v1/halls")["halls"][0]["id"], "elections": elections[0]["id"]}
    associations = admin.get("associations", "/v1/associations")["associations"]
    ids |= {"associations": associations[0]["id"], "items": "CD-MZ-005"}
    of = {"committee_id": committee, "period": str(PERIOD), "organ": "SUBDISTRICT_OFFICE"}
    of |= {"hall_id": ids["halls"], "from": district.day(-DAYS_BEFORE)}
    of |= dict.fromkeys(("as_of", "to", "until"), district.today)
    return {
        **dict.fromkeys(("committees", "representatives", "supervision-committees", "pacts"), committee),
        **ids,
        **of,
    }


def _told(district: District, ports: Mapping[str, int], committee: str) -> Told:
    with httpx.Client(timeout=30) as http:
        return dict(_answers(http, ports, _known(district, committee), district.admin.token))


def _answers(
    http: httpx.Client, ports: Mapping[str, int], known: Mapping[str, str], token: str
) -> Iterator[tuple[str, bytes]]:
    for service, port in ports.items():
        root = f"http://127.0.0.1:{port}/{service}"
        for path, operations in http.get(f"{root}/openapi.json").json()["paths"].items():
            question = operations.get("get")
            if question is None or (question["security"] and not COUNTED.search(path)):
                continue
            by = {"Authorization": f"Bearer {token}"} if question["security"] else {}
            for asked in _asked(question, known):
                answer = http.get(f"{root}{_address(path, known)}", params=asked, headers=by)
                yield f"{service}{path}?{'&'.join(asked)}", answer.content


def _address(path: str, known: Mapping[str, str]) -> str:
    collection = path.split("/{", 1)[0].rpartition("/")[2]
    return path.replace("{id}", known.get(collection, "nothing")).replace("{ticket}", "1")


def _asked(question: Mapping[str, Any], known: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """With what it is asked: of no day, and where days can be named, of these too."""
    names = {each["name"] for each in question.get("parameters", ()) if each["in"] == "query"}
    asked = {name: known[name] for name in sorted(names & known.keys())}
    yield {name: said for name, said in asked.items() if name not in DAYS}
    if not DAYS.isdisjoint(asked):
        yield asked
