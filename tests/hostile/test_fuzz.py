"""Every route of every service, fuzzed from its own OpenAPI document with data that fits it and data that does not.

No 5xx but the 503 that the design knows; every refusal a problem; every answer as it was declared; and no refused
request has left an event, which its correlation id would give away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from deploy.registry import SERVICES
from shared.kernel.actors import Role
from tests.hostile.wire import Wire, correlations, slug_of
from tests.journeys.district import District, running
from tests.journeys.people import Office, office

pytestmark = pytest.mark.server

SEED = 20130929
EXAMPLES = {GenerationMode.POSITIVE: 25, GenerationMode.NEGATIVE: 25}
ENDLESS = {"/v1/log/stream"}
"""An answer that does not end; test_bytes and test_tokens look at its refusals."""

AS_DECLARED = [status_code_conformance, content_type_conformance, response_schema_conformance]
UNTIMED = settings(
    deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate], print_blob=False
)


@dataclass
class Town:
    """A district in which something goes on, so that ids can be found that exist."""

    district: District
    wire: Wire
    ids: list[str]
    words: dict[str, list[str]]
    sent: Counter[str] = field(default_factory=Counter)
    refused: set[str] = field(default_factory=set)
    recorded: set[str] = field(default_factory=set)
    session: requests.Session = field(default_factory=requests.Session)
    number: int = 0


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with running(tmp_path_factory.mktemp("fuzzed")) as district:
        here = office(district, "QZX")
        wire = Wire(district)
        with wire.http:
            ids, words = _lived_in(district, here)
            own = Town(district, wire, ids, words)
            with own.session:
                yield own
            print(f"\nschemathesis, seed {SEED}: {sum(own.sent.values())} requests, {dict(sorted(own.sent.items()))}")


def _lived_in(district: District, here: Office) -> tuple[list[str], dict[str, list[str]]]:
    received, corrected, accepted, closed = (here.receive("CD-MZ-005", f"fuzz-{n}") for n in range(4))
    defects = {"defects": [{"material": "户口簿", "reason": "缺页"}]}
    here.clerk.post("intake", f"/v1/applications/{corrected}/correction-notice", defects, "fuzz-notice")
    here.accept(accepted)
    here.accept(closed)
    case, done = here.case_of(accepted)["id"], here.case_of(closed)["id"]
    here.propose(done)
    here.decide(done)
    here.close(done)
    committee = district.admin.get("councils", "/v1/committees")["committees"][0]
    community = district.admin.get("councils", "/v1/communities")["communities"][0]["id"]
    ids = [received, corrected, accepted, closed, here.hall_id, str(case), str(done), here.examination, here.approval]
    ids += [committee["id"], community, "CD-MZ-005", "2014", "630102001", "intake", "s-qzx-examiner"]
    words = {
        "hall_id": [here.hall_id],
        "centre_id": [here.centre_id],
        "org": [here.centre_id],
        "window_id": ["W1", "W2", "W3", "W4"],
        "item_code": ["CD-MZ-005", "CD-MZ-003", "CD-JS-001"],
        "id_kind": ["citizen-id", "passport"],
        "id_number": ["630102194503120017", "63010120010101001X"],
        "phone": ["13997000000", "0971-8176543"],
        "post_id": [here.examination, here.approval],
        "holder": ["s-qzx-examiner"],
        "substitute": ["s-qzx-second"],
        "street_code": [committee["street_code"]],
        "community_id": [community],
    }
    return ids, words


def _document(wire: Wire, service: str) -> dict[str, Any]:
    document: dict[str, Any] = wire.http.get(f"{wire.root(service)}/{service}/openapi.json").json()
    for operation in (each for path in document["paths"].values() for each in path.values()):
        # Tokens are drawn here, and schemathesis leaves them alone where none is asked for.
        assert operation.pop("security") == [{"bearer": []}], operation
    return document


@st.composite
def _told(draw: Any, cases: st.SearchStrategy[Case], town: Town) -> Case:
    """A generated case, now and then with ids and words that exist, so that it gets past the first check."""
    case: Case = draw(cases)
    if case.path_parameters and draw(st.integers(0, 3)):
        case.path_parameters = {name: draw(st.sampled_from(town.ids)) for name in case.path_parameters}
    if isinstance(case.body, dict) and draw(st.booleans()):
        case.body = _spoken(draw, case.body, town)
    return case


def _spoken(draw: Any, body: dict[str, Any], town: Town) -> dict[str, Any]:
    return {
        name: draw(st.sampled_from(town.words[name]))
        if name in town.words and isinstance(value, str)
        else _spoken(draw, value, town)
        if isinstance(value, dict)
        else value
        for name, value in body.items()
    }


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("service", SERVICES)
def test_every_route_keeps_its_word(service: str, mode: GenerationMode, town: Town) -> None:
    schema = schemathesis.openapi.from_dict(_document(town.wire, service), config=SchemathesisConfig())
    tokens = {
        "right": town.wire.token(*Role, sub="s-qzx-examiner"),
        "wrong": town.wire.token(Role.PANEL),
        "forged": "e30.e30.e30",
        "no": None,
    }
    operations = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    assert len(operations) == sum(map(len, schema.raw_schema["paths"].values()))
    for operation in operations:
        told = (operation.path_parameters, operation.query, operation.headers, operation.body)
        if operation.path in ENDLESS or (mode.is_negative and not any(map(len, told))):
            continue  # where nothing is said, nothing can be said wrongly

        @seed(SEED)
        @settings(UNTIMED, max_examples=EXAMPLES[mode])
        @given(
            _told(operation.as_strategy(generation_mode=mode), town),
            st.sampled_from(["right", "right", "right", "wrong", "forged", "no"]),
            st.sampled_from(["zh-CN", "en"]),
        )
        def holds(case: Case, bearer: str, language: str) -> None:
            _send(case, town, service, tokens[bearer], language, bearer)

        holds()


def _send(case: Case, town: Town, service: str, token: str | None, language: str, bearer: str) -> None:
    town.number += 1
    headers = {"X-Correlation-ID": f"fuzz-{town.number}", "Accept-Language": language}
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    base_url = f"{town.wire.root(service)}/{service}"
    response = case.call(base_url=base_url, session=town.session, headers=headers)
    answer = _Read(response)
    town.sent[f"{answer.status_code}"] += 1
    case.validate_response(response, checks=AS_DECLARED)
    if answer.status_code >= 400:
        slug = slug_of(answer, language)
        assert (slug in {"token-missing", "token-invalid"}) is (bearer in {"no", "forged"}), (bearer, slug)
        town.refused.add(headers["X-Correlation-ID"])
    elif case.method == "POST" and answer.json().get("events") and "idempotent-replay" not in answer.headers:
        town.recorded.add(headers["X-Correlation-ID"])
    assert "server" not in answer.headers
    assert not [name for name in answer.headers if name.startswith("access-control-")]


class _Read:
    """The answer as tests of other clients read it."""

    def __init__(self, response: Any) -> None:
        self.status_code = response.status_code
        self.headers = {name.lower(): ", ".join(values) for name, values in response.headers.items()}
        self.text = response.text
        self.json = response.json


def test_no_refused_request_has_left_an_event(town: Town) -> None:
    town.district.settle()
    there = correlations(town.district)
    assert town.recorded
    assert town.recorded <= there, "the search finds what was recorded"
    assert not town.refused & there


def test_nothing_was_parked_meanwhile(town: Town) -> None:
    town.district.settle()
    parked = [town.district.admin.get(service, "/v1/parked")["parked"] for service in SERVICES]
    assert not any(parked), parked
