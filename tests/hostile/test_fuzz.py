"""Every route of every service, fuzzed from its own OpenAPI document with data that fits it and data that does not.

No 5xx but the 503 that the design knows; every refusal a problem; every answer as it was declared; and no refused
request has left an event, which its correlation id would give away.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from deploy.registry import SERVICES
from shared.kernel.actors import Role
from shared.runtime.problems import status_of
from tests.hostile.fitting import Fitting
from tests.hostile.town import DAYS, Town, lived_in
from tests.hostile.wire import URN, Wire, correlations, refusals, slug_of

pytestmark = pytest.mark.server

SEED = 20130929
EXAMPLES = {GenerationMode.POSITIVE: 12, GenerationMode.NEGATIVE: 6}
"""How often each command is sent; a question half as often, as it says less."""

FLOORS = {"intake": 50, "casework": 18, "councils": 20, "grants": 10, "associations": 8}
"""How many kinds of event are recorded at least; in all more than 150 kinds and 173 refusals were seen."""

ENDLESS = {"/v1/log/stream"}
"""An answer that does not end; test_bytes and test_tokens look at its refusals."""

PUBLIC = {"/v1/statistics/on-time"}
"""Answered to anybody, with a token or without, beside what lies under /v1/public/."""

BARRED = ("wrong", "forged", "no")
"""Tokens that open nothing, or little."""

LONG = re.compile(r"({\d+),\d+}")
BRIEF, FEW = "-brief", 2
"""Schemas by which bodies are drawn, and how long their lists are."""

UNFIT = Fitting("", (({}, {}),))
"""Of a route of which nobody knows what would be done there."""

SECRET = {"huimin.intake.rating-cast.v1"}
"""What nobody is to be known by: no event of such an act keeps which request it came from."""

AS_DECLARED = [status_code_conformance, content_type_conformance, response_schema_conformance]
UNTIMED = settings(
    deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate], print_blob=False
)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with lived_in(tmp_path_factory.mktemp("fuzzed")) as own:
        yield own
        print(f"\nschemathesis, seed {SEED}: {own.told()}")


def is_public(path: str) -> bool:
    """Whether an address answers anybody."""
    return path in PUBLIC or path.startswith("/v1/public/")


def _document(wire: Wire, service: str) -> dict[str, Any]:
    document: dict[str, Any] = wire.http.get(f"{wire.root(service)}/{service}/openapi.json").json()
    schemas = document["components"]["schemas"]
    schemas.update({f"{name}{BRIEF}": _brief(schema) for name, schema in schemas.items()})
    for path, routes in document["paths"].items():
        for operation in routes.values():
            # Tokens are drawn here, and schemathesis leaves them alone where none is asked for.
            assert operation.pop("security") == ([] if is_public(path) else [{"bearer": []}]), path
            if "requestBody" in operation:
                operation["requestBody"] = _brief(operation["requestBody"])
            for said in operation.get("parameters", ()):
                if "pattern" in (schema := said["schema"]):
                    schema["pattern"] = LONG.sub(r"\1,12}", schema["pattern"])
    return document


def _brief(schema: Any) -> Any:
    """The same with a few entries in a list: a long one is drawn for seconds and answered no differently."""
    if isinstance(schema, list):
        return [_brief(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    brief = {name: f"{said}{BRIEF}" if name == "$ref" else _brief(said) for name, said in schema.items()}
    return brief | ({"maxItems": max(FEW, schema.get("minItems", 0))} if schema.get("type") == "array" else {})


def _telling(operation: APIOperation, mode: GenerationMode, town: Town) -> st.SearchStrategy[tuple[str, Case]]:
    """A case and who sends it, mostly with ids and words that exist, so that it gets past the first check.

    What fits is said with words beside it that do not, or, where nothing is to be wrong, as it is.
    """
    # No argument of the strategy: hypothesis would write their schemas out whenever it draws in vain.
    cases = operation.as_strategy(generation_mode=mode)
    ids, fitting = town.named(operation.path), town.fitting.get(operation.path, UNFIT)

    @st.composite
    def told(draw: Any) -> tuple[str, Case]:
        bearer: str = draw(st.sampled_from([*town.hats, *town.hats, *BARRED]))
        named, said = draw(st.sampled_from(fitting.ways))
        if fits := bool(fitting.hat) and draw(st.booleans()):
            bearer = fitting.hat
        words = {**town.words, **(town.hats[bearer].words if bearer in town.hats else {})}
        if fits and said and mode.is_positive and operation.method == "post" and draw(st.booleans()):
            return bearer, operation.Case(path_parameters={**named}, headers=town.fresh_key(), body={**said})
        case: Case = draw(cases)
        if case.path_parameters and draw(st.integers(0, 5)):
            known = {name: draw(st.sampled_from(ids)) for name in case.path_parameters}
            case.path_parameters = known | (dict(named) if fits else {})
        if case.headers and draw(st.integers(0, 5)):
            case.headers.pop("If-Match", None)
        if isinstance(case.body, dict) and draw(st.integers(0, 3)):
            case.body = _spoken(draw, case.body, words) | (dict(said) if fits and mode.is_positive else {})
        if case.query and draw(st.booleans()):
            case.query = _spoken(draw, case.query, words)
        return bearer, case

    return told()


def _spoken(draw: Any, said: dict[str, Any], words: Mapping[str, list[Any]]) -> dict[str, Any]:
    return {name: _word(draw, name, value, words) for name, value in said.items()}


def _word(draw: Any, name: str, value: Any, words: Mapping[str, list[Any]]) -> Any:
    if isinstance(value, dict):
        return _spoken(draw, value, words)
    known = words.get(name) or (DAYS if name.endswith("_on") else None)
    if not known or not draw(st.integers(0, 5)):
        return value
    one = st.sampled_from(known)
    return draw(st.lists(one, min_size=1, max_size=3)) if isinstance(value, list) else draw(one)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("service", SERVICES)
def test_every_route_keeps_its_word(service: str, mode: GenerationMode, town: Town) -> None:
    schema = schemathesis.openapi.from_dict(_document(town.wire, service), config=SchemathesisConfig())
    tokens = {
        **{name: hat.token for name, hat in town.hats.items()},
        "wrong": town.wire.token(Role.PANEL),
        "forged": "e30.e30.e30",
        "no": None,
    }
    operations = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    assert len(operations) == sum(map(len, schema.raw_schema["paths"].values()))
    for operation in operations:
        parts = (operation.path_parameters, operation.query, operation.headers, operation.body)
        if operation.path in ENDLESS or (mode.is_negative and not any(map(len, parts))):
            continue  # where nothing is said, nothing can be said wrongly

        @seed(SEED)
        @settings(UNTIMED, max_examples=EXAMPLES[mode] // (2 if operation.method == "get" else 1))
        @given(
            _telling(operation, mode, town),
            st.sampled_from(["zh-CN", "en"]),
        )
        def holds(told: tuple[str, Case], language: str) -> None:
            bearer, case = told
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
        # A mutated id may hold a slash, and then nobody asked for a token at an address that is none.
        unknown = bearer in {"no", "forged"} and not is_public(case.operation.path) and slug != "no-such-route"
        assert (slug in {"token-missing", "token-invalid"}) is unknown, (bearer, slug)
        town.refused.add(headers["X-Correlation-ID"])
        town.slugs[slug] += 1
    elif case.method == "POST" and "idempotent-replay" not in answer.headers:
        _look_at(answer.json(), town, headers["X-Correlation-ID"])
    assert "server" not in answer.headers
    assert not [name for name in answer.headers if name.startswith("access-control-")]


def _look_at(receipt: dict[str, Any], town: Town, correlation: str) -> None:
    """What was recorded, and in a list what was refused of it; a question tells no events, and that it read is one."""
    parts = receipt.get("results", [receipt])
    for problem in (part["problem"] for part in parts if "problem" in part):
        slug = problem["type"].removeprefix(URN)
        assert problem["status"] == status_of(refusals()[slug]) < 500, problem
        town.slugs[slug] += 1
    kinds = [event["type"] for part in parts for event in part.get("events", [])]
    town.events.update(kinds)
    if any("events" in part for part in parts):
        told = bool(kinds) and SECRET.isdisjoint(kinds)
        (town.recorded if told else town.refused).add(correlation)


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
    assert sorted(town.refused & there) == []


def test_the_requests_got_past_the_first_checks(town: Town) -> None:
    """Floors with room below what was seen, for routes that come and go."""
    of = Counter(kind.split(".")[1] for kind in town.events)
    assert not [service for service, floor in FLOORS.items() if of[service] < floor], town.told()
    assert len(town.slugs) >= 100, town.told()


def test_nothing_was_parked_meanwhile(town: Town) -> None:
    town.district.settle()
    parked = [town.district.admin.get(service, "/v1/parked")["parked"] for service in SERVICES]
    assert not any(parked), parked
