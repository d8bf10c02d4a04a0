"""What anybody is told, byte by byte: by the services as they are, and by others that begin anew somewhere else."""

from __future__ import annotations

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


def told_here(district: District, committee: str) -> Told:
    """What each public question is answered now."""
    return _told(district.local.ports, _known(district, committee))


def told_elsewhere(district: District, committee: str, directory: Path) -> Told:
    """The same, by services that have read the logs from the first event on, the last of them started first."""
    shutil.copytree(district.settings.state_dir, directory, ignore=NOT_COPIED)
    own = {**DEMONSTRATION, **ELSEWHERE, "HUIMIN_REDIS_URL": district.local.redis_url}
    others = Local(directory, own, ports={service: free_port() for service in SERVICES})
    try:
        for service in reversed(SERVICES):
            others.start_service(service)
            others.wait_ready(service)
        return _told(others.ports, _known(district, committee))
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
    return {
        **dict.fromkeys(("committees", "representatives", "supervision-committees", "pacts"), committee),
        **ids,
        **of,
    }


def _told(ports: Mapping[str, int], known: Mapping[str, str]) -> Told:
    with httpx.Client(timeout=30) as http:
        return dict(_answers(http, ports, known))


def _answers(http: httpx.Client, ports: Mapping[str, int], known: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    for service, port in ports.items():
        root = f"http://127.0.0.1:{port}/{service}"
        for path, operations in http.get(f"{root}/openapi.json").json()["paths"].items():
            question = operations.get("get")
            if question is None or question["security"]:
                continue
            answer = http.get(f"{root}{_address(path, known)}", params=_asked(question, known))
            yield f"{service}{path}", answer.content


def _address(path: str, known: Mapping[str, str]) -> str:
    collection = path.split("/{", 1)[0].rpartition("/")[2]
    return path.replace("{id}", known.get(collection, "nothing")).replace("{ticket}", "1")


def _asked(question: Mapping[str, Any], known: Mapping[str, str]) -> Mapping[str, str]:
    names = {each["name"] for each in question.get("parameters", ()) if each["in"] == "query"}
    return {name: known[name] for name in sorted(names & known.keys())}
