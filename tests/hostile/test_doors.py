"""The back office's doors: each command opens to its roles only, each question to its readers, one of them to all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shared.kernel.actors import Role
from shared.runtime.problems import PROBLEM
from tests.hostile.backoffice import BackOffice
from tests.hostile.wire import URN, Wire, heads, slug_of
from tests.journeys.district import District

pytestmark = pytest.mark.server

E, A, D, C = Role.EXAMINER, Role.APPROVER, Role.CENTRE_DIRECTOR, Role.CLERK
ADMIN, DEPT, MACHINE, SUPERVISOR = Role.ADMIN, Role.DEPARTMENT, Role.MACHINE, Role.SUPERVISOR
BODIES, ABOVE, PAYERS = (MACHINE, DEPT), (DEPT, A, D), (DEPT, A, D)
CASES, LISTS, BENEFITS = "/casework/v1/cases", "/casework/v1/case-lists", "/casework/v1/benefits"
POSTS, STAFF, DELEGATIONS = "/casework/v1/posts", "/casework/v1/staff", "/casework/v1/delegations"

DOORS: dict[str, tuple[Role, ...]] = {
    **{f"{CASES}/{{id}}/{act}": (E,) for act in ("suspension", "resumption", "extension-request", "proposal")},
    **{f"{CASES}/{{id}}/{act}": (E,) for act in ("closure", "decision-publication", "sending", "public-notices")},
    **{f"{CASES}/{{id}}/{act}": (E,) for act in ("steps", "step-completions", "household-visits", "finance-checks")},
    **{f"{CASES}/{{id}}/{act}": (E,) for act in ("department-queries", "committee-assistance", "uptake")},
    **{f"{CASES}/{{id}}/{act}": (A,) for act in ("extension", "extension-denial", "return", "decision", "recheck")},
    **{f"{CASES}/{{id}}/{act}": (A,) for act in ("objection-resolutions", "entry-corrections", "termination")},
    **{f"{CASES}/{{id}}/{act}": BODIES for act in ("finance-check-results", "department-replies")},
    **{f"{CASES}/{{id}}/{act}": ABOVE for act in ("decision-revocation", "decision-correction", "reconsideration")},
    f"{CASES}/{{id}}/body-answer": (A, DEPT, MACHINE),
    f"{CASES}/{{id}}/instant-decision": (C, E, A),
    f"{CASES}/{{id}}/objections": (C, E),
    f"{CASES}/{{id}}/assignment": (D, SUPERVISOR),
    f"{CASES}/{{id}}/notes": (E, A),
    f"{LISTS}/assignments": (D, SUPERVISOR),
    **{f"{LISTS}/{act}": (E,) for act in ("notices", "notice-ends", "closures")},
    f"{LISTS}/decisions": (A,),
    "/casework/v1/case-searches": (E, A, C, D),
    **{f"{BENEFITS}/{{id}}/{act}": PAYERS for act in ("payments", "change", "stop", "recovery-order", "recoveries")},
    f"{BENEFITS}/{{id}}/reviews": (*PAYERS, E),
    **{f"{DELEGATIONS}/{{id}}/{act}": (DEPT, ADMIN) for act in ("grants", "conditions", "revocation")},
    POSTS: (ADMIN,),
    **{f"{POSTS}/{{id}}/{act}": (ADMIN, D) for act in ("assignment", "cover")},
    STAFF: (ADMIN,),
    **{f"{STAFF}/{{id}}/{act}": (ADMIN, D) for act in ("training", "move", "absences", "return")},
    f"{STAFF}/{{id}}/departure": (ADMIN,),
    "/casework/v1/policies/{id}/adoptions": (ADMIN,),
    "/casework/v1/calendar-years/{id}/publications": (ADMIN,),
    "/casework/v1/accesses/{id}/review": (D, SUPERVISOR, Role.AUDITOR),
    "/casework/v1/subject-searches": (ADMIN, Role.AUDITOR),
    "/casework/v1/parked/redrive": (ADMIN,),
}
TO_ALL = {f"/casework/v1/{path}" for path in ("policies", "calendar-years", "calendar-years/{id}")}
PUBLIC = "/casework/v1/statistics/on-time"
MONTH = {
    *("month", "centre_id", "item_code", "closed", "terminated", "with_promise", "within_promise", "with_statute"),
    *("within_statute", "promise_missed", "statute_missed", "mean_days"),
}


@pytest.fixture(autouse=True, scope="module")
def _nothing_is_recorded(district: District, back: BackOffice) -> Iterator[None]:
    before = heads(district)
    yield
    assert heads(district) == before


def _routes(wire: Wire, method: str) -> set[str]:
    document = wire.http.get(f"{wire.root('casework')}/casework/openapi.json").json()
    return {f"/casework{path}" for path, routes in document["paths"].items() if method in routes}


def test_every_command_has_its_row(wire):
    assert sorted(_routes(wire, "post")) == sorted(DOORS)


@pytest.mark.parametrize(("path", "roles"), DOORS.items(), ids=DOORS.keys())
def test_a_command_opens_to_its_roles_only(path, roles, wire, back):
    address = path.replace("{id}", back.cases["nobody's"])
    assert slug_of(wire.send("POST", address, b"{}", token=None)) == "token-missing"
    for role in set(Role) - set(roles):
        answer = wire.send(
            "POST", address, b"{}", token=wire.token(role, sub="s-qzx-examiner", org=back.here.centre_id)
        )
        assert slug_of(answer) == "role-forbidden", role
        assert set(answer.json()["needed"]) == set(roles)
    for role in roles:
        answer = wire.send("POST", address, b'{"nothing": 1}', token=wire.token(role))
        assert answer.json().get("type") != f"{URN}role-forbidden", "the door is not merely shut"


def test_nothing_but_the_statistics_is_told_without_a_token_and_nothing_of_a_case_to_a_resident(wire, back):
    resident = wire.token(Role.RESIDENT)
    for path in _routes(wire, "get") - {PUBLIC}:
        address = path.replace("{id}", back.cases["nobody's"])
        assert slug_of(wire.send("GET", address, token=None)) == "token-missing", path
        told = wire.send("GET", address, token=resident)
        shut = told.headers["content-type"] == PROBLEM and slug_of(told) == "role-forbidden"
        assert shut is (path not in TO_ALL), path


def test_the_statistics_are_told_to_anybody_and_count_only(wire, back):
    for token in (None, "e30.e30.e30", wire.token(Role.RESIDENT)):
        answer = wire.send("GET", PUBLIC, token=token)
        assert answer.status_code == 200
        assert not [each for each in (*back.cases.values(), *back.posts.values()) if each in answer.text]
        rows = answer.json()["rows"]
        assert {row["centre_id"] for row in rows} == {back.here.centre_id}
        assert set().union(*rows) <= MONTH
        assert sum(row["closed"] for row in rows) >= 4
