"""Delegations through HTTP, on a server of its own: handed down, completed, taken back, and looked up at any moment."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from services.casework.app import PARTS
from services.casework.domain.delegation import DelegationTerms
from services.casework.domain.item import ITEM, RecordItem
from services.casework.domain.types import ItemCode
from services.casework.views import delegation as view
from shared.contracts import casework
from shared.contracts.casework.delegation import DelegationEvent
from shared.kernel.actors import TIMER, Role
from shared.kernel.decider import Step
from shared.kernel.envelope import Codec, Recorded, encode, type_of
from shared.kernel.ids import AggregateRef
from shared.runtime.act import Act, Done
from shared.runtime.views import Views
from shared.testing import servers
from tests.casework.district import CENTRE, ITEM_VERSION
from tests.casework.test_delegation import (
    CENTRES,
    DEPARTMENT,
    ITEM_CODE,
    JANUARY,
    JUNE,
    MARCH,
    SEAL,
    TRAINED,
    confirm,
    granted,
    met,
    revoke,
    revoked,
)
from tests.casework.test_views import STAMP
from tests.runtime.on_server import OnServer, on_server

# --- the list ---------------------------------------------------------------

CODEC = Codec(casework.SERVICE, casework.EVENTS)
OTHER = "CD-MZ-004"
HISTORIES: dict[str, list[DelegationEvent]] = {
    ITEM_CODE: [
        granted(1, valid_to=MARCH, cap=300_000),
        granted(2, to=CENTRES, needs=(TRAINED, SEAL)),
        met(SEAL, MARCH, number=2),
        met(TRAINED, JANUARY, number=2),
        revoked(JUNE, number=2),
    ],
    OTHER: [granted(1, needs=(SEAL,)), granted(2, to="station", valid_from=MARCH)],
}
LISTED = {
    "all of them": ({}, [(ITEM_CODE, 1), (ITEM_CODE, 2), (OTHER, 1), (OTHER, 2)]),
    "of an item": ({"item_code": OTHER}, [(OTHER, 1), (OTHER, 2)]),
    "to a body": ({"to_body": CENTRE}, [(ITEM_CODE, 1), (OTHER, 1)]),
    "in force before any began": ({"in_force_on": date(2013, 12, 31)}, []),
    "in force before the last condition was met": ({"in_force_on": date(2014, 2, 28)}, [(ITEM_CODE, 1)]),
    "from the day of the last condition": (
        {"in_force_on": MARCH},
        [(ITEM_CODE, 1), (ITEM_CODE, 2), (OTHER, 2)],
    ),
    "after the last day": ({"in_force_on": date(2014, 3, 2)}, [(ITEM_CODE, 2), (OTHER, 2)]),
    "the day before the revocation": ({"in_force_on": date(2014, 5, 31)}, [(ITEM_CODE, 2), (OTHER, 2)]),
    "from the revocation on": ({"in_force_on": JUNE}, [(OTHER, 2)]),
    "of an item in force on a day": ({"item_code": ITEM_CODE, "in_force_on": MARCH}, [(ITEM_CODE, 1), (ITEM_CODE, 2)]),
}


@pytest.fixture
def filled(tmp_path):
    views = Views(tmp_path, casework.SERVICE, [view.VIEW], "log-1")
    position = 0
    for item_code, events in HISTORIES.items():
        for event in events:
            position += 1
            aggregate = AggregateRef("delegation", item_code)
            document = CODEC.decode(
                type_of(casework.SERVICE, type(event)), encode(event, "0198-event", aggregate, STAMP)
            )
            views.write(views.changes(Recorded(position, aggregate, 1, document)), casework.SERVICE, position)
    yield views
    views.close()


@pytest.mark.parametrize(("where", "expected"), LISTED.values(), ids=LISTED.keys())
def test_delegations_are_listed_by_what_is_asked(filled, where, expected):
    rows = filled.rows(view.page(*where), after=0, limit=200, **where)
    assert [(row.item_code, row.number) for row in rows] == expected
    head = filled.rows(view.page(*where), after=0, limit=1, **where)
    rest = filled.rows(view.page(*where), after=head[0].position if head else 0, limit=200, **where)
    assert [*head, *rest] == list(rows)


# --- the service ------------------------------------------------------------


class Desk:
    """Somebody at the API of a service that runs in this process."""

    def __init__(self, here: OnServer) -> None:
        self.service, self.issuer, self.http = here.service, here.issuer, here.http
        self.position = 0
        self.keys = 0

    async def tell(self, path: str, body: BaseModel, role: Role = Role.DEPARTMENT, org: str = DEPARTMENT):
        """The position, or status and slug where it is refused."""
        self.keys += 1
        headers = {**self._bearer(role, org), "Idempotency-Key": f"delegation-{self.keys}"}
        sent = body.model_dump(mode="json", exclude_none=True)
        response = await self.http.post(f"/v1/delegations/{path}", json=sent, headers=headers)
        told = response.json()
        if not response.is_success:
            return response.status_code, told["type"].rsplit(":", 1)[-1]
        self.position = int(told["position"].removeprefix("casework:"))
        return self.position

    async def get(self, path: str = "", **parameters: str) -> tuple[int, Any]:
        headers = {**self._bearer(Role.AUDITOR, ""), "Read-After": f"casework:{self.position}"}
        response = await self.http.get(f"/v1/delegations{path}", params=parameters, headers=headers)
        return response.status_code, response.json()

    async def stand(self, **parameters: str) -> list[tuple[int, int, str | None]]:
        """Each delegation of the item with how many conditions are open and whether it is taken back."""
        status, told = await self.get(f"/{ITEM_CODE}", **parameters)
        assert status == 200, told
        return [(one["number"], one["conditions_open"], one.get("revoked_on")) for one in told["delegations"]]

    def _bearer(self, role: Role, org: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.issuer.token('s-somebody', [role], org)}"}


@asynccontextmanager
async def desk_on(server: servers.Server, state_dir: Path) -> AsyncIterator[Desk]:
    async with on_server(PARTS, server, state_dir) as here:
        item = RecordItem(code=ItemCode(ITEM_CODE), item=ITEM_VERSION, source_position=1)
        done = await here.service.desk.executor.execute(Act((Step(ITEM, ITEM_CODE, item),), TIMER))
        assert isinstance(done, Done), done
        yield Desk(here)


@pytest.fixture
def server():
    embedded = servers.embedded()
    yield embedded
    embedded.stop()


def terms(**said) -> DelegationTerms:
    event = granted(**said)
    told = {name: getattr(event, name) for name in DelegationTerms.model_fields}
    return DelegationTerms(**{**told, "conditions": tuple(one.name for one in event.conditions)})


@pytest.mark.server
async def test_an_item_is_handed_down_completed_and_taken_back(server, tmp_path):
    async with desk_on(server, tmp_path) as desk:
        first = await desk.tell(f"{ITEM_CODE}/grants", terms(needs=(SEAL,), cap=300_000))
        met_at = await desk.tell(f"{ITEM_CODE}/conditions", confirm(SEAL, MARCH))
        later = await desk.tell(f"{ITEM_CODE}/grants", terms(to="station", valid_from=date(2099, 1, 1)))
        await desk.tell(f"{ITEM_CODE}/revocation", revoke(date(2099, 6, 1)))
        await _refused(desk)
        await _listed(desk)
        await _looked_up(desk, first, met_at, later)


async def _refused(desk: Desk) -> None:
    again = terms(needs=(SEAL,), cap=1)
    assert await desk.tell(f"{ITEM_CODE}/grants", again) == (409, "delegation-overlaps")
    assert await desk.tell(f"{ITEM_CODE}/grants", again, org="dept-health") == (403, "not-the-granting-body")
    assert await desk.tell(f"{ITEM_CODE}/grants", again, Role.CENTRE_DIRECTOR, CENTRE) == (403, "role-forbidden")
    assert await desk.tell("CD-XX-999/grants", again) == (404, "item-unknown")
    assert await desk.tell("nothing-like-it/conditions", confirm(SEAL)) == (404, "delegation-unknown")


async def _listed(desk: Desk) -> None:
    status, told = await desk.get(in_force_on="2014-03-01", to_body=CENTRE)
    (one,) = told["delegations"]
    assert (status, one["number"], one["cap_amount"]) == (200, 1, {"amount": 300_000, "currency": "CNY"})
    assert (await desk.get(in_force_on="2014-02-28"))[1] == {"delegations": []}
    assert len((await desk.get(item_code=ITEM_CODE))[1]["delegations"]) == 2
    assert (await desk.get(in_force_on="yesterday"))[0] == 400


async def _looked_up(desk: Desk, first: int, met_at: int, later: int) -> None:
    assert await desk.stand() == [(1, 0, "2099-06-01"), (2, 0, None)]
    assert await desk.stand(as_of="2014-01-01") == [(1, 1, None)], "the seal came in March"
    assert await desk.stand(as_of="2014-03-01") == [(1, 0, None)]
    assert await desk.stand(as_of="2099-05-31") == [(1, 0, None), (2, 0, None)]
    assert await desk.stand(as_of="2099-06-01") == [(1, 0, "2099-06-01"), (2, 0, None)]
    assert await desk.stand(as_of="2014-03-01", known_at=f"casework:{first}") == [(1, 1, None)]
    assert await desk.stand(known_at=str(met_at)) == [(1, 0, None)]
    assert await desk.stand(known_at=f"{later}") == [(1, 0, None), (2, 0, None)]
    assert (await desk.get(f"/{ITEM_CODE}", as_of="2013-12-31"))[0] == 404
    assert (await desk.get(f"/{ITEM_CODE}", known_at="2014-01-01T00:00:00+08:00"))[0] == 404
    assert (await desk.get(f"/{ITEM_CODE}", known_at="intake:1"))[0] == 400
    assert (await desk.get(f"/{ITEM_CODE}", known_at="casework:9999"))[1]["type"].endswith("position-ahead")
    _, history = await desk.get(f"/{ITEM_CODE}/history")
    assert [event["type"].split(".")[2] for event in history["events"]] == [
        "delegation-granted",
        "delegation-condition-met",
        "delegation-granted",
        "delegation-revoked",
    ]
