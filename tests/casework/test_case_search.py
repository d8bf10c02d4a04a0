"""What a person has applied for, where a case stood, and what the public is told of all cases together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from services.casework.api.case_search import CITIZEN_ID
from services.casework.domain.case import CASE
from services.casework.domain.case_commands import OpenCase, TerminateCase
from services.casework.domain.item import ITEM, RecordItem
from services.casework.domain.types import CentreId, ItemCode
from shared.contracts.casework.case import TerminationCause
from shared.kernel.actors import TIMER, Role
from shared.kernel.decider import Step
from shared.kernel.instants import start_of
from shared.kernel.messages import Command
from shared.runtime import telemetry
from shared.runtime.act import Act, Done
from tests.casework import case_view as told
from tests.casework.district import CENTRE, ITEM_CODE, ITEM_VERSION
from tests.casework.service import Casework, casework_in, refused
from tests.casework.test_case_inbox import Filled

NUMBER, OTHER_NUMBER = "630102194503120017", "63010120010101001X"
LATER = date(2014, 11, 14)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Casework]:
    telemetry.configure("casework", "DEBUG")
    async with casework_in(tmp_path) as casework:
        await casework.at("2014-11-03T10:00")
        yield casework


# --- of a person --------------------------------------------------------------


async def searched(office: Casework, number: str, role: Role = Role.EXAMINER, **more: str):
    headers = {"Authorization": f"Bearer {office.issuer.token('somebody', (role,))}"}
    body = {"id_number": number, **more}
    return await office.http.post("/casework/v1/case-searches", json=body, headers=headers)


async def applied(office: Casework) -> None:
    """Two cases of one person, one of another."""
    one = await office.service.desk.vault.enrol(CITIZEN_ID, NUMBER)
    other = await office.service.desk.vault.enrol("passport", "E1234567")
    shown = Filled(office.service.desk.views)
    for number, subject in enumerate((one, other, one), 1):
        shown.record(f"case/c-{number}", told.case(number, LATER, LATER).model_copy(update={"subject": subject}))


FOUND = {
    "by the citizen ID": (NUMBER, {}, ["c-1", "c-3"]),
    "from a place on": (NUMBER, {"after": "1"}, ["c-3"]),
    "by a passport": ("e1234567", {"id_kind": "passport"}, ["c-2"]),
    "by a number of nobody": (OTHER_NUMBER, {}, []),
    "by the right number of the wrong document": ("E1234567", {"id_kind": "permit"}, []),
}


@pytest.mark.parametrize(("number", "more", "expected"), FOUND.values(), ids=FOUND.keys())
async def test_a_persons_cases_are_found_by_their_number(office, number, more, expected):
    await applied(office)
    answer = await searched(office, number, **more)
    assert (answer.status_code, [each["id"] for each in answer.json()["cases"]]) == (200, expected)


NOT_FOUND = {
    "with a digit wrong": (NUMBER[:-1] + "8", Role.EXAMINER, 422, "invalid-value"),
    "by who may not": (NUMBER, Role.SUPERVISOR, 403, "role-forbidden"),
    "by a resident": (NUMBER, Role.RESIDENT, 403, "role-forbidden"),
}


@pytest.mark.parametrize(("number", "role", "status", "slug"), NOT_FOUND.values(), ids=NOT_FOUND.keys())
async def test_nobody_is_looked_up(office, number, role, status, slug):
    await applied(office)
    assert refused(await searched(office, number, role)) == (status, slug)


WRONG_SEARCHES = {
    "without a token": ({}, b"{}", (401, "token-missing")),
    "without a number": ({"Authorization": ""}, b"{}", (400, "missing-field")),
    "with more than is asked": (
        {"Authorization": ""},
        b'{"id_number": "E1234567", "name": "x"}',
        (400, "unknown-field"),
    ),
    "in no JSON": ({"Authorization": ""}, b"{", (400, "malformed-json")),
    "with its number in the address": ({"Authorization": ""}, b"", (400, "invalid-parameter")),
}


@pytest.mark.parametrize(("headers", "body", "expected"), WRONG_SEARCHES.values(), ids=WRONG_SEARCHES.keys())
async def test_a_search_is_asked_as_it_should_be(office, headers, body, expected):
    token = office.issuer.token("somebody", (Role.EXAMINER,))
    headers = dict.fromkeys(headers, f"Bearer {token}")
    where = {} if body else {"id_number": NUMBER}
    answer = await office.http.post("/casework/v1/case-searches", content=body, params=where, headers=headers)
    assert refused(answer) == expected


async def test_the_number_that_was_looked_for_is_left_nowhere(office, tmp_path, capfd, caplog):
    await applied(office)
    for number in (NUMBER, OTHER_NUMBER, NUMBER[:-1] + "8"):
        answer = await searched(office, number)
        assert number not in answer.text + str(answer.headers) + str(answer.request.url)
    written = "".join(capfd.readouterr()) + caplog.text
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"a-1" in kept, "the files are those that are written"
    for number in (NUMBER, OTHER_NUMBER):
        assert number not in written
        assert number.encode() not in kept


async def test_an_erased_person_is_not_found(office):
    await applied(office)
    subject = await office.service.desk.vault.find(CITIZEN_ID, NUMBER)
    assert subject is not None
    await office.service.desk.vault.destroy(subject, office.clock.at)
    assert (await searched(office, NUMBER)).json() == {"cases": []}


# --- at a moment ----------------------------------------------------------------


async def does(office: Casework, id_: str, command: Command, kind=CASE) -> int:
    related = () if kind is ITEM else (ITEM.ref(ITEM_CODE),)
    done = await office.service.desk.executor.execute(Act((Step(kind, id_, command, related=related),), TIMER))
    assert isinstance(done, Done), done
    return done.position


OPENING = OpenCase(
    application_id="application-1",
    subject="subject-ma",
    centre_id=CentreId(CENTRE),
    item_code=ItemCode(ITEM_CODE),
    item_version=1,
    accepted_on=date(2014, 9, 26),
    recorded_at=start_of(date(2014, 9, 29)),
    deemed=False,
)


async def test_a_case_is_shown_as_it_held_and_as_it_was_known(office):
    await does(office, ITEM_CODE, RecordItem(code=ItemCode(ITEM_CODE), item=ITEM_VERSION, source_position=1), ITEM)
    opened = await does(office, "c-1", OPENING)
    await office.at("2014-11-06T10:00")
    await office.at("2014-11-10T10:00")
    await does(office, "c-1", TerminateCase(cause=TerminationCause.WITHDRAWN))

    async def stood(**moment: str) -> tuple[str, bool]:
        case = await office.get("/cases/c-1", **moment)
        return case["state"], case["promise_missed"]

    # A timer recorded the breach, which counts from the end of the last day; the termination counts when recorded.
    assert await stood(as_of="2014-11-05") == ("EXAMINING", False)
    assert await stood(as_of="2014-11-06") == ("EXAMINING", True)
    assert await stood(as_of="2014-11-10") == ("TERMINATED", True)
    assert await stood(known_at=f"casework:{opened}") == ("EXAMINING", False)
    assert await stood(as_of="2014-12-31", known_at="2014-11-05T09:00:00+08:00") == ("EXAMINING", False)
    assert (await office.get("/cases/c-1", known_at=f"casework:{opened}"))["version"] == 1
    then, now = await office.get("/cases/c-1", as_of="2014-12-31"), await office.get("/cases/c-1")
    assert {name: now[name] for name in then if name != "version"} == {
        name: value for name, value in then.items() if name != "version"
    }


async def test_a_case_that_was_not_yet_is_not_shown(office):
    await does(office, ITEM_CODE, RecordItem(code=ItemCode(ITEM_CODE), item=ITEM_VERSION, source_position=1), ITEM)
    await does(office, "c-1", OPENING)
    headers = {"Authorization": f"Bearer {office.issuer.token('somebody', (Role.EXAMINER,))}"}
    for id_, day in (("c-1", "2014-09-25"), ("c-2", "2014-12-31")):
        answer = await office.http.get(f"/casework/v1/cases/{id_}", params={"as_of": day}, headers=headers)
        assert refused(answer) == (404, "not-found")
