"""The counter's doors: each route opens to its roles only, and what lies under /v1/public/ opens to anybody."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from shared.kernel.actors import Role
from shared.runtime.problems import PROBLEM
from tests.hostile.backoffice import BackOffice
from tests.hostile.wire import Wire, heads, slug_of
from tests.journeys.district import District

pytestmark = pytest.mark.server

C, E, A, D, S = Role.CLERK, Role.EXAMINER, Role.APPROVER, Role.CENTRE_DIRECTOR, Role.SUPERVISOR
ADMIN, AUDITOR, INTEGRATOR = Role.ADMIN, Role.AUDITOR, Role.INTEGRATOR
CLERKS, EVERYBODY = (C,), tuple(Role)
READERS, STAFF, OFFICERS = (C, D, S, AUDITOR, ADMIN), (C, E, A, D), (C, E, A, D, S, AUDITOR, ADMIN)
ADMINS, DIRECTORS, FOLLOW_UP, REVIEWERS = (ADMIN,), (D, ADMIN), (C, D, S), (D, S, AUDITOR)
V1 = "/intake/v1"
APPLICATIONS, DRAFTS, APPOINTMENTS = f"{V1}/applications", f"{V1}/drafts", f"{V1}/appointments"
ENQUIRIES, COMPLAINTS, RATINGS = f"{V1}/enquiries", f"{V1}/complaints", f"{V1}/ratings"
INSTANT, EMERGENCIES = f"{V1}/instant-services", f"{V1}/emergency-services"
HALLS, ITEMS, LEAVE, PUBLIC = f"{V1}/halls", f"{V1}/items", f"{V1}/compensatory-leave", f"{V1}/public"

COMMANDS: dict[str, tuple[Role, ...]] = {
    **dict.fromkeys((APPLICATIONS, DRAFTS, APPOINTMENTS, INSTANT, EMERGENCIES), CLERKS),
    **{f"{APPLICATIONS}/{{id}}/{act}": CLERKS for act in ("correction-notice", "correction", "acceptance")},
    **{f"{APPLICATIONS}/{{id}}/{act}": CLERKS for act in ("withdrawal", "delivery", "duplicate-answer")},
    **{f"{APPLICATIONS}/{{id}}/{act}": CLERKS for act in ("non-acceptance", "transfer", "acceptance-withdrawal")},
    **{f"{APPLICATIONS}/{{id}}/{act}": CLERKS for act in ("entry-correction", "applicant-correction")},
    **{f"{APPLICATIONS}/{{id}}/{act}": CLERKS for act in ("applicant-reading", "agent", "agent-ending")},
    **{f"{APPLICATIONS}/{{id}}/{act}": CLERKS for act in ("full-capacity", "household-members")},
    **{f"{APPLICATIONS}/{{id}}/household-{act}": CLERKS for act in ("member-removal", "authorisation")},
    **{f"{APPLICATIONS}/{{id}}/attachments{act}": (C, E) for act in ("", "/{attachment}/removal")},
    f"{APPLICATIONS}/{{id}}/identity-readings": (C, E),
    f"{V1}/accesses/{{id}}/review": REVIEWERS,
    f"{V1}/subject-searches": (AUDITOR, ADMIN),
    f"{V1}/subjects/{{id}}/erasure": ADMINS,
    **{f"{APPOINTMENTS}/{{id}}/{act}": CLERKS for act in ("attendance", "cancellation")},
    **{f"{EMERGENCIES}/{{id}}/{act}": CLERKS for act in ("response", "papers")},
    ENQUIRIES: STAFF,
    **{f"{ENQUIRIES}/{{id}}/{act}": STAFF for act in ("hand-over", "answer", "closure")},
    f"{COMPLAINTS}/{{id}}/answer": (D,),
    **{f"{RATINGS}/{{id}}/{act}": FOLLOW_UP for act in ("contact", "verification", "appeal", "correction")},
    f"{RATINGS}/{{id}}/second-contact": FOLLOW_UP,
    f"{RATINGS}/{{id}}/recheck": (D, S),
    HALLS: DIRECTORS,
    **{f"{HALLS}/{{id}}/{act}": DIRECTORS for act in ("windows", "pauses", "closures", "rosters", "roster-proposals")},
    **{f"{HALLS}/{{id}}/{act}": CLERKS for act in ("tickets", "calls", "recalls", "skips", "requeues", "servings")},
    f"{LEAVE}/{{id}}/takings": DIRECTORS,
    **{f"{ITEMS}/{{id}}/{act}": ADMINS for act in ("versions", "guide", "opening", "suspension", "resumption")},
    f"{V1}/catalogue/entries": ADMINS,
    f"{V1}/parked/redrive": ADMINS,
}
QUESTIONS: dict[str, tuple[Role, ...]] = {
    **{f"{APPLICATIONS}{what}": READERS for what in ("", "/{id}", "/{id}/history", "/{id}/duplicates", "/{id}/people")},
    **{f"{V1}/open-{what}": READERS for what in ("duplicates", "authorisations")},
    **{f"{APPLICATIONS}/{{id}}/{what}": CLERKS for what in ("voucher", "documents/{kind}")},
    f"{APPLICATIONS}/{{id}}/attachments": OFFICERS,
    f"{APPLICATIONS}/{{id}}/attachments/{{attachment}}/content": (C, E),
    **dict.fromkeys((DRAFTS, f"{DRAFTS}/{{id}}", INSTANT, f"{INSTANT}/{{id}}"), READERS),
    **{f"{EMERGENCIES}{what}": READERS for what in ("", "/{id}", "/{id}/history")},
    **dict.fromkeys((f"{APPOINTMENTS}/{{id}}", f"{HALLS}/{{id}}/appointments"), READERS),
    **{f"{APPOINTMENTS}/{{id}}/{what}": CLERKS for what in ("contact", "slip")},
    **dict.fromkeys((ENQUIRIES, f"{ENQUIRIES}/{{id}}", f"{V1}/enquiry-statistics"), OFFICERS),
    f"{ENQUIRIES}/{{id}}/words": STAFF,
    COMPLAINTS: (D, S, AUDITOR),
    f"{COMPLAINTS}/{{id}}/words": (D,),
    **dict.fromkeys((RATINGS, f"{RATINGS}/{{id}}"), READERS),
    f"{RATINGS}/{{id}}/words": FOLLOW_UP,
    f"{RATINGS}/{{id}}/history": (S, AUDITOR, ADMIN),
    **dict.fromkeys((HALLS, f"{HALLS}/{{id}}", f"{V1}/centres"), EVERYBODY),
    **{f"{ITEMS}{what}": EVERYBODY for what in ("", "/{id}", "/{id}/guides")},
    f"{HALLS}/{{id}}/tickets/{{ticket}}": CLERKS,
    f"{HALLS}/{{id}}/roster": OFFICERS,
    LEAVE: (D, AUDITOR, ADMIN),
    f"{V1}/notification-failures": DIRECTORS,
    **{f"{V1}/subjects/{{id}}/{what}": (AUDITOR, ADMIN) for what in ("access", "export")},
    f"{V1}/access-reviews": REVIEWERS,
    **{f"{V1}/erasures{what}": (AUDITOR, ADMIN) for what in ("", "/{id}")},
    **dict.fromkeys((f"{V1}/log", f"{V1}/log/stream"), (INTEGRATOR, AUDITOR, ADMIN)),
    f"{V1}/parked": ADMINS,
}
ACTS_OF_ANYBODY = {
    *(f"{PUBLIC}/appointments{act}" for act in ("", "/{id}/cancellation", "/lookup")),
    *(f"{PUBLIC}/drafts{act}" for act in ("", "/{id}/revision", "/{id}/discarding", "/{id}/reading")),
    *(f"{PUBLIC}/{act}" for act in ("complaints", "complaint-searches", "enquiries/lookup", "progress")),
    *(f"{PUBLIC}/{act}" for act in ("withdrawals", "hand-ins", "ratings", "halls/{id}/tickets", "access-searches")),
}
TOLD_TO_ANYBODY = {
    *(f"{PUBLIC}/halls{what}" for what in ("", "/{id}/slots", "/{id}/hours", "/{id}/board", "/{id}/tickets/{ticket}")),
    *(f"{PUBLIC}/{what}" for what in ("items", "items/{id}", "ratings")),
    *(f"{PUBLIC}/statistics/{what}" for what in ("satisfaction", "waiting")),
}
DOORS = [("POST", *row) for row in COMMANDS.items()] + [("GET", *row) for row in QUESTIONS.items()]
OPEN = [("POST", path) for path in sorted(ACTS_OF_ANYBODY)] + [("GET", path) for path in sorted(TOLD_TO_ANYBODY)]
SHUT = {"token-missing", "token-invalid", "role-forbidden"}


@pytest.fixture(autouse=True, scope="module")
def _nothing_is_recorded(district: District, back: BackOffice) -> Iterator[None]:
    before = heads(district)
    yield
    assert heads(district) == before


def _routes(wire: Wire, method: str) -> list[str]:
    document = wire.http.get(f"{wire.root('intake')}/intake/openapi.json").json()
    return sorted(f"/intake{path}" for path, routes in document["paths"].items() if method in routes)


def _address(path: str, back: BackOffice) -> str:
    """Where something would be told or done; nobody is at the other end of a stream."""
    hall = back.here.hall_id if path.startswith((HALLS, f"{PUBLIC}/halls")) else "nothing"
    address = path.replace("{id}", hall).replace("{attachment}", "nothing").replace("{ticket}", "nothing")
    return address.replace("{kind}", "receipt") + ("?after=nowhere" if path.endswith("/stream") else "")


def _slug(answer: httpx.Response) -> str:
    """Why not; nothing where it was told."""
    return slug_of(answer) if answer.headers["content-type"] == PROBLEM else ""


def test_every_route_of_the_counter_has_its_row(wire):
    assert _routes(wire, "post") == sorted([*COMMANDS, *ACTS_OF_ANYBODY])
    assert _routes(wire, "get") == sorted([*QUESTIONS, *TOLD_TO_ANYBODY])


@pytest.mark.parametrize(("method", "path", "roles"), DOORS, ids=[f"{method} {path}" for method, path, _ in DOORS])
def test_a_door_of_the_counter_opens_to_its_roles_only(method, path, roles, wire, back):
    address, body = _address(path, back), b'{"nothing": 1}' if method == "POST" else None
    assert slug_of(wire.send(method, address, body, token=None)) == "token-missing"
    assert slug_of(wire.send(method, address, body, token="e30.e30.e30")) == "token-invalid"
    for role in Role:
        token = wire.token(role, sub="s-qzx-clerk", org=back.here.centre_id)
        answer = wire.send(method, address, body, token=token)
        assert (_slug(answer) == "role-forbidden") is (role not in roles), role
        if role not in roles:
            assert answer.status_code == httpx.codes.FORBIDDEN
            assert set(answer.json()["needed"]) == set(roles)


@pytest.mark.parametrize(("method", "path"), OPEN, ids=[f"{method} {path}" for method, path in OPEN])
def test_what_is_public_asks_nobody_for_a_token(method, path, wire, back):
    address, body = _address(path, back), b'{"nothing": 1}' if method == "POST" else None
    for token in (None, "e30.e30.e30", wire.token(Role.PANEL)):
        assert _slug(wire.send(method, address, body, token=token)) not in SHUT
