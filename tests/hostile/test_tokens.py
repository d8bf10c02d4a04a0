"""Tokens over HTTP: what is forged, spent, of another place or of too small a role opens nothing."""

import json
from base64 import urlsafe_b64encode
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, OKPKey, RSAKey

from deploy.registry import SERVICES
from shared.kernel.actors import Role
from shared.runtime.security import Issuer
from tests.hostile.wire import Wire, heads, slug_of

pytestmark = pytest.mark.server

NEVER = 2**40
HALLS, OPENING = "/intake/v1/halls", "/intake/v1/halls"
CLAIMS: dict[str, Any] = {
    "iss": "huimin:630102",
    "sub": "s-forger",
    "roles": ["admin"],
    "org": "",
    "iat": 0,
    "exp": NEVER,
}


def _part(content: object) -> str:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _own_key(wire: Wire) -> Any:
    """The district's own key, which an attacker has not: what it signs must still say the right things."""
    state_dir = wire.district.settings.state_dir
    return OKPKey.import_key(json.loads((state_dir / "issuer" / "private.jwk").read_text()))


def _public_bytes(wire: Wire) -> bytes:
    return (wire.district.settings.state_dir / "issuer" / "public.jwk").read_bytes()


def _signed(**changes: Any):
    def token(wire: Wire) -> str:
        claims = {name: value for name, value in {**CLAIMS, **changes}.items() if value is not None}
        return jwt.encode({"alg": "Ed25519"}, claims, _own_key(wire), algorithms=["Ed25519"])

    return token


def _bare(header: object, claims: object = CLAIMS, signature: str = ""):
    return lambda _wire: f"{_part(header)}.{_part(claims)}.{signature}"


def _another_key(_wire: Wire) -> str:
    return jwt.encode({"alg": "Ed25519"}, CLAIMS, OKPKey.generate_key("Ed25519"), algorithms=["Ed25519"])


def _an_rsa_key(_wire: Wire) -> str:
    return jwt.encode({"alg": "RS256"}, CLAIMS, RSAKey.generate_key(2048), algorithms=["RS256"])


def _public_key_as_a_secret(wire: Wire) -> str:
    return jwt.encode({"alg": "HS256"}, CLAIMS, OctKey.import_key(_public_bytes(wire)), algorithms=["HS256"])


def _key_in_the_header(_wire: Wire) -> str:
    key = OKPKey.generate_key("Ed25519")
    header = {"alg": "Ed25519", "jwk": key.as_dict(private=False)}
    return jwt.encode(header, CLAIMS, key, algorithms=["Ed25519"])


def _other_claims_under_the_signature(wire: Wire) -> str:
    head, _, signature = wire.token(Role.CLERK).split(".")
    return f"{head}.{_part(CLAIMS)}.{signature}"


def _expired(wire: Wire) -> str:
    return wire.issuer.token("s-late", (Role.ADMIN,), seconds=-1)


def _of_another_district(wire: Wire) -> str:
    return Issuer(wire.district.settings.state_dir / "issuer", "630103").token("s-next-door", (Role.ADMIN,))


INVALID = {
    "nothing signed": _bare({"alg": "none"}),
    "nothing signed, in capitals": _bare({"alg": "NONE"}),
    "no algorithm": _bare({}),
    "a list of algorithms": _bare({"alg": ["Ed25519"]}),
    "an algorithm that is an object": _bare({"alg": {}}),
    "a header that is a list": _bare([1]),
    "a header of 20,000 arrays in each other": _bare(b"[" * 20_000 + b"]" * 20_000),
    "a header of 20,000 objects in each other": _bare(b'{"a":' * 20_000 + b"1" + b"}" * 20_000),
    "a header that is not UTF-8": _bare(b'{"alg": "\xff"}'),
    "an extension that must be understood": _bare({"alg": "Ed25519", "crit": ["x"], "x": 1}, signature="AAAA"),
    "an empty signature": _bare({"alg": "Ed25519"}),
    "a signature of zeros": _bare({"alg": "Ed25519"}, signature=_part(bytes(64))),
    "another key": _another_key,
    "another kind of key": _an_rsa_key,
    "the public key as a shared secret": _public_key_as_a_secret,
    "a key that it brings along": _key_in_the_header,
    "an encrypted token": lambda _wire: f"{_part({'alg': 'dir', 'enc': 'A128GCM'})}..AAAA.AAAA.AAAA",
    "a true signature under other claims": _other_claims_under_the_signature,
    "an expiry in the past": _expired,
    "another district": _of_another_district,
    "another issuer": _signed(iss="huimin"),
    "no issuer": _signed(iss=None),
    "no expiry": _signed(exp=None),
    "an expiry that is a word": _signed(exp="never"),
    "no person": _signed(sub=None),
    "an empty person": _signed(sub=""),
    "a person of 65 characters": _signed(sub="x" * 65),
    "no roles": _signed(roles=None),
    "a role that nobody knows": _signed(roles=["root"]),
    "a role that nobody knows beside one that all know": _signed(roles=["admin", "root"]),
    "a role in capitals": _signed(roles=["ADMIN"]),
    "a role that is a text": _signed(roles="admin"),
    "a role that is a number": _signed(roles=[1]),
    "three dots": lambda _wire: "...",
    "60,000 characters": lambda _wire: "a" * 60_000,
}
MISSING = {
    "no header": {"Authorization": None},
    "an empty header": {"Authorization": ""},
    "only the scheme": {"Authorization": "Bearer"},
    "another scheme": {"Authorization": "Basic YWRtaW46YWRtaW4="},
}
TOO_SMALL = {
    "a resident opens no hall": ("POST", "/intake/v1/halls", Role.RESIDENT),
    "a clerk pauses no window": ("POST", "/intake/v1/halls/x/pauses", Role.CLERK),
    "a director publishes no item": ("POST", "/intake/v1/items/CD-MZ-005/versions", Role.CENTRE_DIRECTOR),
    "an admin takes no application in": ("POST", "/intake/v1/applications", Role.ADMIN),
    "a resident sees no applications": ("GET", "/intake/v1/applications", Role.RESIDENT),
    "a clerk reads no log": ("GET", "/intake/v1/log", Role.CLERK),
    "a clerk follows no log": ("GET", "/intake/v1/log/stream", Role.CLERK),
    "an auditor sees nothing parked": ("GET", "/intake/v1/parked", Role.AUDITOR),
    "an auditor tries nothing again": ("POST", "/intake/v1/parked/redrive", Role.AUDITOR),
    "an integrator engages no staff": ("POST", "/casework/v1/staff", Role.INTEGRATOR),
    "a clerk adopts no policy": ("POST", "/casework/v1/policies/clock/adoptions", Role.CLERK),
    "an examiner decides nothing": ("POST", "/casework/v1/cases/x/decision", Role.EXAMINER),
    "a machine founds no committee": ("POST", "/councils/v1/committees", Role.MACHINE),
}


@pytest.fixture(autouse=True, scope="module")
def _nothing_is_recorded(district, here):
    before = heads(district)
    yield
    assert heads(district) == before


@pytest.mark.parametrize("forged", INVALID.values(), ids=INVALID.keys())
def test_no_door_opens_to(forged, wire, here):
    token = forged(wire)
    for method, path in (("GET", HALLS), ("POST", OPENING), ("GET", "/intake/v1/log"), ("GET", "/intake/v1/parked")):
        answer = wire.send(method, path, b"{}" if method == "POST" else None, token=token)
        assert slug_of(answer) == "token-invalid"
        assert answer.headers["www-authenticate"] == "Bearer"
        assert token[:40] not in answer.text


def test_the_key_that_signs_here_signs_what_opens(wire):
    assert wire.send("GET", HALLS, token=_signed()(wire)).status_code == 200, "the forgeries fail for their one fault"


@pytest.mark.parametrize("headers", MISSING.values(), ids=MISSING.keys())
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_token_is_asked_for_where_there_is(language, headers, wire):
    answer = wire.send("GET", HALLS, token=None, headers={**headers, "Accept-Language": language})
    assert slug_of(answer, language) == "token-missing"


@pytest.mark.parametrize(("method", "path", "role"), TOO_SMALL.values(), ids=TOO_SMALL.keys())
def test_a_role_opens_its_own_doors_only(method, path, role, wire):
    content = b"{}" if method == "POST" else None
    answer = wire.send(method, path, content, token=wire.token(role))
    assert slug_of(answer) == "role-forbidden"
    assert role.value not in answer.json()["needed"]


def test_a_token_that_was_good_is_forgotten_when_it_ends(wire, district):
    remembered = wire.issuer.token("s-brief", (Role.CLERK,), seconds=0)
    assert slug_of(wire.send("GET", HALLS, token=remembered)) == "token-invalid"


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize(
    "path", ["", "/", "/docs", "/openapi.json", "/v1/log", "/asyncapi", "/metrics/", "/health", "//"]
)
def test_the_root_of_a_port_shows_only_health_and_metrics(path, service, wire):
    for method in ("GET", "POST", "OPTIONS"):
        assert slug_of(wire.http.request(method, f"{wire.root(service)}{path}")) == "no-such-route"


@pytest.mark.parametrize("service", SERVICES)
def test_health_and_metrics_are_not_under_the_service_where_a_proxy_would_route_them(service, wire):
    for path in ("/health/live", "/health/ready", "/metrics"):
        assert wire.http.get(f"{wire.root(service)}{path}").status_code == 200
        assert slug_of(wire.http.get(f"{wire.root(service)}/{service}{path}")) == "no-such-route"


@pytest.mark.parametrize("method", ["GET", "OPTIONS", "POST"])
def test_no_page_of_another_origin_may_read_an_answer(method, wire):
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    answer = wire.send(method, HALLS, b"{}", token=wire.token(Role.CLERK), headers=headers)
    assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


def test_no_answer_names_the_server_that_gave_it(wire):
    for path in (HALLS, "/intake/docs", "/intake/nowhere", "/intake/asyncapi"):
        answer = wire.send("GET", path, token=wire.token(Role.CLERK))
        assert not {"server", "x-powered-by", "via"} & {name.lower() for name in answer.headers}
        assert "uvicorn" not in answer.text.lower()
