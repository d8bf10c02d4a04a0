"""Lists of cases: what each question finds, that no page loses or repeats a case, and that none is read by sorting."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime
from itertools import combinations, count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Select, create_engine, select

from services.casework.api.case import Lights
from services.casework.api.case_search import _ASKED, PARAMETERS, asked
from services.casework.views import case_file, case_inbox, case_pending
from services.casework.views.case_file import CASE, NEVER, micros
from services.casework.views.case_inbox import APPROVER, GREEN, NOBODY, OTHERWISE, YELLOW, Order
from shared.kernel.actors import Role
from shared.kernel.instants import SHANGHAI
from shared.kernel.messages import Event
from shared.kernel.refusals import Refusal
from shared.runtime import telemetry
from shared.runtime.views import Views
from tests.casework import case_view as told
from tests.casework.district import CENTRE, ELSEWHERE, ITEM_CODE
from tests.casework.service import Casework, casework_in, refused
from tests.casework.stories import closed, decided, proposed, terminated
from tests.casework.test_views import Shown

OTHER_ITEM = "CD-MZ-003"
NOW = "2014-11-03T10:00"
"""A Monday: a Wednesday's promise is yellow, a Friday's is green."""


WEDNESDAY, FRIDAY, LAST_FRIDAY = date(2014, 11, 5), date(2014, 11, 7), date(2014, 10, 31)
LATER = date(2014, 11, 14)
CASES: list[list[Event]] = [
    [told.case(1, FRIDAY, LATER), told.assigned("p-1")],
    [told.case(2, WEDNESDAY, LATER), told.assigned("p-1"), proposed()],
    [told.case(3, WEDNESDAY, LATER), told.stopped("a"), told.stopped("b")],
    [told.case(4, LAST_FRIDAY, LATER), told.missed_promise(LAST_FRIDAY), told.sent],
    [told.case(5, WEDNESDAY, LATER), proposed(), decided(), closed()],
    [told.case(6, WEDNESDAY, LATER), terminated],
    [told.case(7, FRIDAY, LATER, ELSEWHERE, OTHER_ITEM), told.hearing, told.query],
    [told.case(8, None, None, ELSEWHERE), told.stopped("a", told.MAJEURE)],
    [told.case(9, WEDNESDAY, LATER, ELSEWHERE, OTHER_ITEM), proposed(), decided(), closed(), told.revoked],
]


class Filled(Shown):
    """Cases in views that are there already."""

    def __init__(self, views: Views) -> None:
        self.views = views
        self.positions = count(1)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Casework]:
    telemetry.configure("casework", "ERROR")
    async with casework_in(tmp_path) as casework:
        await casework.at(NOW)
        shown = Filled(casework.service.desk.views)
        for number, story in enumerate(CASES, 1):
            shown.record(f"case/c-{number}", *story)
        yield casework


LISTS = {
    "all, as they were opened": ({}, "1 2 3 4 5 6 7 8 9"),
    "of a centre, whatever became of them": ({"centre_id": CENTRE}, "1 2 3 4 5 6"),
    "of an item": ({"item_code": OTHER_ITEM}, "7 9"),
    "of an item at a centre": ({"item_code": OTHER_ITEM, "centre_id": CENTRE}, ""),
    "of an application": ({"application_id": "a-2"}, "2"),
    "of a person": ({"subject": "subject-4"}, "4"),
    "of a person, still examined": ({"subject": "subject-4", "state": "EXAMINING"}, "4"),
    "of a person, with the approver": ({"subject": "subject-4", "state": "PROPOSED"}, ""),
    "closed": ({"state": "CLOSED"}, "5"),
    "terminated": ({"state": "TERMINATED"}, "6"),
    "revoked": ({"state": "REVOKED"}, "9"),
    "revoked at another centre": ({"state": "REVOKED", "centre_id": CENTRE}, ""),
    "open ones, the most pressing first": ({"order": "due"}, "4 2 1 7 3 8"),
    "open ones of an item": ({"order": "due", "item_code": OTHER_ITEM}, "7"),
    "still examined": ({"state": "EXAMINING"}, "4 1 7 3 8"),
    "still examined at a centre": ({"state": "EXAMINING", "centre_id": ELSEWHERE}, "7 8"),
    "of a post": ({"post_id": "p-1"}, "2 1"),
    "of a post, with the approver": ({"post_id": "p-1", "state": "PROPOSED"}, "2"),
    "with a department": ({"body": told.DEPARTMENT}, "4"),
    "with the centre itself": ({"body": CENTRE}, "2 1 3"),
    "with a department, of the centre's": ({"body": told.DEPARTMENT, "centre_id": CENTRE}, "4"),
    "standing still for a hearing, once though it is twice": ({"suspended_why": "HEARING"}, "3"),
    "standing still for force majeure": ({"suspended_why": "FORCE_MAJEURE"}, "8"),
    "standing still for what nothing stands still for": ({"suspended_why": "INSPECTION"}, ""),
    "standing still at another centre": ({"suspended_why": "HEARING", "centre_id": ELSEWHERE}, ""),
    "waiting for a department's answer": ({"waiting_for": "DEPARTMENT:dept-housing"}, "7"),
    "waiting for a hearing": ({"waiting_for": "STEP:HEARING"}, "7"),
    "waiting for the body that has it": ({"waiting_for": "BODY:dept-civil-affairs"}, "4"),
    "waiting for the approver": ({"waiting_for": "APPROVER"}, "2"),
    "waiting for nobody": ({"waiting_for": "NOBODY"}, "1 3 8"),
    "waiting for a hearing and standing still": ({"waiting_for": "STEP:HEARING", "suspended_why": "HEARING"}, ""),
    "waiting for nobody and standing still": ({"waiting_for": "NOBODY", "suspended_why": "HEARING"}, "3"),
    "due or overdue by their day": ({"due_by": "2014-11-05"}, "4 2"),
    "due or overdue a day earlier": ({"due_by": "2014-11-04"}, "4"),
    "due from their day on": ({"due_from": "2014-11-05"}, "2 1 7 3 8"),
    "due from a day later on": ({"due_from": "2014-11-06", "due_by": "2014-12-31"}, "1 7"),
    "red": ({"colour": "RED"}, "4"),
    "yellow": ({"colour": "YELLOW"}, "2"),
    "green": ({"colour": "GREEN"}, "1 7 3 8"),
    "red at another centre": ({"colour": "RED", "centre_id": ELSEWHERE}, ""),
    "yellow and due before": ({"colour": "YELLOW", "due_by": "2014-11-04"}, ""),
    "closed of an item": ({"order": "closed", "item_code": ITEM_CODE}, "5"),
    "closed of an item on its day": (
        {"item_code": ITEM_CODE, "closed_from": "2014-10-13", "closed_by": "2014-10-13"},
        "5",
    ),
    "closed of an item before its day": ({"item_code": ITEM_CODE, "closed_by": "2014-10-12"}, ""),
    "closed of an item after its day": ({"item_code": ITEM_CODE, "closed_from": "2014-10-14"}, ""),
}


def numbers(page: dict) -> list[str]:
    return [each["id"].removeprefix("c-") for each in page["cases"]]


@pytest.mark.parametrize(("where", "expected"), LISTS.values(), ids=LISTS.keys())
async def test_cases_are_listed_by_what_is_asked(office, where, expected):
    assert numbers(await office.get("/cases", **where)) == expected.split()


@pytest.mark.parametrize("size", [1, 2, 4])
async def test_pages_put_together_are_the_list(office, size):
    for name, (where, expected) in LISTS.items():
        found: list[str] = []
        after: dict[str, str] = {}
        while True:
            page = await office.get("/cases", **where, **after, limit=str(size))
            assert len(page["cases"]) <= size
            found += numbers(page)
            if "next" not in page:
                break
            after = {"after": page["next"]}
        assert found == expected.split(), name


WRONG = {
    "a state that there is not": ({"state": "OPEN"}, "state"),
    "a colour that there is not": ({"colour": "BLUE"}, "colour"),
    "a reason that there is not": ({"suspended_why": "LUNCH"}, "suspended_why"),
    "nobody in particular to wait for": ({"waiting_for": "SOMEBODY"}, "waiting_for"),
    "an order that there is not": ({"order": "random"}, "order"),
    "a day that there is not": ({"due_by": "2014-02-30"}, "due_by"),
    "an end before the republic": ({"closed_by": "1949-09-30", "item_code": ITEM_CODE}, "closed_by"),
    "the closed ones of all items": ({"order": "closed"}, "item_code"),
    "open ones in the order of all": ({"order": "opened", "post_id": "p-1"}, "post_id"),
    "an open state in the order of all": ({"order": "opened", "state": "EXAMINING"}, "order"),
    "a person's in the order of due dates": ({"order": "due", "subject": "subject-1"}, "subject"),
    "a person's red ones": ({"colour": "RED", "subject": "subject-1"}, "subject"),
    "a place of another order": ({"order": "due", "after": "17"}, "after"),
    "a place in no order": ({"after": "x"}, "after"),
    "a place beyond all numbers": ({"order": "due", "after": f"{2**63}.1"}, "after"),
    "a place on no day": ({"order": "closed", "item_code": ITEM_CODE, "after": "2014-02-30.1"}, "after"),
    "a page without end": ({"limit": "201"}, "limit"),
    "a question that there is not": ({"colours": "RED"}, "colours"),
}


@pytest.mark.parametrize(("where", "name"), WRONG.values(), ids=WRONG.keys())
async def test_a_wrong_question_is_refused_by_its_name(office, where, name):
    headers = {"Authorization": f"Bearer {office.issuer.token('somebody', (Role.EXAMINER,))}"}
    answer = await office.http.get("/casework/v1/cases", params=where, headers=headers)
    assert (*refused(answer), answer.json()["name"]) == (400, "invalid-parameter", name)


async def test_a_case_is_shown_with_its_colour(office):
    colours = {number: (await office.get(f"/cases/c-{number}")).get("colour") for number in (1, 2, 3, 4, 5)}
    assert colours == {1: "GREEN", 2: "YELLOW", 3: "GREEN", 4: "RED", 5: None}


# --- by which index -----------------------------------------------------------

LIGHTS = Lights(micros(datetime(2014, 11, 3, 10, tzinfo=SHANGHAI)), WEDNESDAY)
SAID = {
    "application_id": ["a-1"],
    "subject": ["subject-1"],
    "centre_id": [CENTRE],
    "item_code": [ITEM_CODE],
    "state": ["EXAMINING", "CLOSED", "TERMINATED"],
    "body": [CENTRE],
    "post_id": ["p-1"],
    "suspended_why": ["HEARING"],
    "waiting_for": ["NOBODY", "APPROVER", "PUBLIC"],
    "due_by": ["2014-11-05"],
    "due_from": ["2014-11-05"],
    "colour": ["RED", "YELLOW", "GREEN"],
    "closed_by": ["2014-11-05"],
    "closed_from": ["2014-11-05"],
}
AFTER = {Order.OPENED: "17", Order.DUE: f"{NEVER}.17", Order.CLOSED: "2014-11-05.17"}


def questions() -> Iterator[dict[str, str]]:
    """Each order with every one, two and three of its filters, from the first page on and from a later one."""
    for order, names in _ASKED.items():
        for some in (each for many in range(4) for each in combinations(names, many)):
            words: list[dict[str, str]] = [{"order": order.value}]
            for name in some:
                words = [{**before, name: word} for before in words for word in SAID[name]]
            yield from words
            yield from ({**each, "after": AFTER[order]} for each in words)


def plan(connection, statement: Select, **parameters: object) -> list[str]:
    compiled = statement.compile(dialect=connection.dialect)
    values = [
        parameters[name] if name in parameters else compiled.binds[name].effective_value
        for name in compiled.positiontup or ()
    ]
    values = [value.isoformat() if isinstance(value, date) else value for value in values]
    return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", tuple(values))]


def faults(steps: list[str]) -> list[str]:
    """What makes a list dearer than its page: rows read one by one, and sorting."""
    return [step for step in steps if step.startswith("SCAN") or "TEMP B-TREE" in step]


@pytest.fixture
def tables():
    engine = create_engine("sqlite://")
    for metadata in (case_file.TABLES, case_pending.TABLES):
        metadata.create_all(engine)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_every_question_is_read_off_an_index_in_its_order(tables):
    seen: set[Any] = set()
    for question in questions():
        wanted = asked(question, LIGHTS)
        if isinstance(wanted, Refusal):
            continue
        steps = plan(tables, case_inbox.page(wanted.order, *wanted.filters), **wanted.parameters)
        assert faults(steps) == [], question
        seen |= {index.name for index in CASE.indexes if any(str(index.name) in step for step in steps)}
        seen |= {"case_pending_by_what"} if any("case_pending_by_what" in step for step in steps) else set()
    assert seen == {index.name for index in CASE.indexes} | {"case_pending_by_what"}, "each index is there for a list"


LEADS = {
    "a post before a centre": (Order.DUE, ("centre_id", "post_id"), "open_case_by_post"),
    "a centre before an item": (Order.DUE, ("centre_id", "item_code"), "open_case_by_centre"),
    "what stands still before the colour": (Order.DUE, ("suspended_why", GREEN), "case_pending_by_what"),
    "no lead": (Order.DUE, (YELLOW,), "open_case_by_due"),
    "the approver's": (Order.DUE, (APPROVER,), "open_case_by_due"),
    "nobody's": (Order.DUE, (NOBODY, "post_id"), "open_case_by_post"),
    "a person before all": (Order.OPENED, ("centre_id", "subject"), "case_by_subject"),
    "an end before an item": (Order.OPENED, (OTHERWISE, "item_code"), "case_by_end"),
}


@pytest.mark.parametrize(("order", "filters", "index"), LEADS.values(), ids=LEADS.keys())
def test_the_index_that_leads_to_fewest_cases_leads(tables, order, filters, index):
    assert index in plan(tables, case_inbox.page(order, *filters), **dict.fromkeys(PARAMETERS, 1), **_ONES)[0]


_ONES = dict.fromkeys(("after_key", "after_position", "until", "yellow_through"), 1)


def test_a_list_without_its_index_is_found_out(tables):
    tables.exec_driver_sql("DROP INDEX open_case_by_post")
    by_post = plan(tables, case_inbox.page(Order.DUE, "post_id"), post_id="p", limit=1, **_ONES)
    assert "open_case_by_post" not in by_post[0]
    tables.exec_driver_sql("DROP INDEX open_case_by_due")
    assert faults(plan(tables, case_inbox.page(Order.DUE), limit=1, **_ONES)) != []
    assert faults(plan(tables, select(CASE).order_by(CASE.c.decided_on))) != []
