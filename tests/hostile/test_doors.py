"""The doors of all services: each route opens to its roles only, and what needs no token asks nobody for one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import pytest

from deploy.registry import SERVICES
from shared.kernel.actors import Role
from shared.runtime.problems import PROBLEM
from tests.hostile.backoffice import BackOffice
from tests.hostile.doors import associations, casework, councils, grants, intake
from tests.hostile.doors.door import Doors
from tests.hostile.wire import Wire, heads, slug_of
from tests.journeys.district import District

pytestmark = pytest.mark.server

DOORS: Mapping[str, Doors] = {
    **{"intake": intake.DOORS, "casework": casework.DOORS, "grants": grants.DOORS},
    **{"associations": associations.DOORS, "councils": councils.DOORS},
}
SHUT = [
    (method, service, path, roles)
    for service, doors in DOORS.items()
    for method, rows in (("POST", doors.commands), ("GET", doors.questions))
    for path, roles in rows.items()
]
OPEN = [
    (method, service, path)
    for service, doors in DOORS.items()
    for method, paths in (("POST", doors.acts_of_anybody), ("GET", doors.told_to_anybody))
    for path in sorted(paths)
]
FOR_WANT_OF_A_TOKEN = {"token-missing", "token-invalid", "role-forbidden"}
STATISTICS = "/casework/v1/statistics/on-time"
MONTH = {
    *("month", "centre_id", "item_code", "closed", "terminated", "with_promise", "within_promise", "with_statute"),
    *("within_statute", "promise_missed", "statute_missed", "mean_days"),
}


@pytest.fixture(autouse=True, scope="module")
def _nothing_is_recorded(district: District, back: BackOffice) -> Iterator[None]:
    before = heads(district)
    yield
    assert heads(district) == before


def _document(wire: Wire, service: str) -> dict[str, Any]:
    document: dict[str, Any] = wire.http.get(f"{wire.root(service)}/{service}/openapi.json").json()
    return document


def _routes(wire: Wire, service: str, method: str) -> list[str]:
    return sorted(path for path, routes in _document(wire, service)["paths"].items() if method in routes)


def _address(service: str, path: str, back: BackOffice) -> str:
    """Where something would be told or done: a hall or a case that is there, else nothing.

    Nobody is at the other end of a stream.
    """
    there = back.here.hall_id if "/halls" in path else back.cases["nobody's"] if "/cases" in path else "nothing"
    names = dict.fromkeys(("attachment", "ticket", "objection", "payment", "group", "cell"), "nothing")
    address = f"/{service}{path}".format(id=there, kind="receipt", **names)
    return address + ("?after=nowhere" if path.endswith("/stream") else "")


def _slug(answer: httpx.Response) -> str:
    """Why not; nothing where it was told."""
    return slug_of(answer) if answer.headers["content-type"] == PROBLEM else ""


@pytest.mark.parametrize("service", SERVICES)
def test_every_route_has_its_row(service, wire):
    doors = DOORS[service]
    assert _routes(wire, service, "post") == sorted([*doors.commands, *doors.acts_of_anybody])
    assert _routes(wire, service, "get") == sorted([*doors.questions, *doors.told_to_anybody])


@pytest.mark.parametrize("service", SERVICES)
def test_each_schema_that_is_named_is_there(service, wire):
    """Two of one name would be told by longer ones, which no route names."""
    document = _document(wire, service)
    named = set(re.findall(r'#/components/schemas/([^"]+)', json.dumps(document)))
    assert named <= document["components"]["schemas"].keys()


@pytest.mark.parametrize(
    ("method", "service", "path", "roles"), SHUT, ids=[f"{method} {service}{path}" for method, service, path, _ in SHUT]
)
def test_a_door_opens_to_its_roles_only(method, service, path, roles, wire, back):
    address, body = _address(service, path, back), b'{"nothing": 1}' if method == "POST" else None
    assert slug_of(wire.send(method, address, body, token=None)) == "token-missing"
    assert slug_of(wire.send(method, address, body, token="e30.e30.e30")) == "token-invalid"
    for role in Role:
        token = wire.token(role, sub="s-qzx-clerk", org=back.here.centre_id)
        answer = wire.send(method, address, body, token=token)
        if role is Role.COMMITTEE and service == "intake" and path in intake.OF_GOVERNMENT and method == "POST":
            assert (answer.status_code, _slug(answer)) == (httpx.codes.FORBIDDEN, "separation")
            continue
        assert (_slug(answer) == "role-forbidden") is (role not in roles), role
        if role not in roles:
            assert answer.status_code == httpx.codes.FORBIDDEN
            assert set(answer.json()["needed"]) == set(roles)


@pytest.mark.parametrize(
    ("method", "service", "path"), OPEN, ids=[f"{method} {service}{path}" for method, service, path in OPEN]
)
def test_what_is_public_asks_nobody_for_a_token(method, service, path, wire, back):
    address, body = _address(service, path, back), b'{"nothing": 1}' if method == "POST" else None
    for token in (None, "e30.e30.e30", wire.token(Role.PANEL)):
        assert _slug(wire.send(method, address, body, token=token)) not in FOR_WANT_OF_A_TOKEN


def test_the_statistics_count_only(wire, back):
    answer = wire.send("GET", STATISTICS, token=None)
    assert not [each for each in (*back.cases.values(), *back.posts.values()) if each in answer.text]
    rows = answer.json()["rows"]
    assert {row["centre_id"] for row in rows} == {back.here.centre_id}
    assert set().union(*rows) <= MONTH
    assert sum(row["closed"] for row in rows) >= 4
