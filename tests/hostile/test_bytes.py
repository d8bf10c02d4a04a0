"""Hostile bytes against a command and a question: each is refused by name, and nothing is recorded of any."""

import json
from collections.abc import Iterator

import pytest

from shared.kernel.actors import Role
from tests.hostile.wire import Wire, heads, slug_of

pytestmark = pytest.mark.server

APPLICATIONS = "/intake/v1/applications"
LIMIT = 1024 * 1024


def _chunks() -> Iterator[bytes]:
    """A body that names no length and is larger than may be."""
    return (b" " * 65_536 for _ in range(17))


def _in_place_of(field: bytes, value: bytes):
    return lambda body: body.replace(b'"' + field + b'": ', b'"' + field + b'": ' + value + b', "was": ', 1)


def _and(extra: bytes):
    return lambda body: body[:-1] + b"," + extra + b"}"


BODIES = {
    "a body that is not UTF-8": (_and(b'"x": "\xff\xfe"'), "malformed-json"),
    "a field name that is not UTF-8": (_and(b'"\xc3\x28": 1'), "malformed-json"),
    "UTF-16": (lambda body: body.decode().encode("utf-16"), "malformed-json"),
    "a byte order mark": (lambda body: b"\xef\xbb\xbf" + body, "malformed-json"),
    "half a surrogate pair": (_and(rb'"x": "\ud800"'), "malformed-json"),
    "the other half": (_and(rb'"x": "\udfff"'), "malformed-json"),
    "half a surrogate pair in a field name": (_and(rb'"\ud83d": 1'), "malformed-json"),
    "a NUL byte inside a string": (_and(b'"x": "\x00"'), "malformed-json"),
    "a NUL byte after the body": (lambda body: body + b"\x00", "malformed-json"),
    "100 arrays in each other": (_and(b'"x": ' + b"[" * 100 + b"]" * 100), "unknown-field"),
    "100,000 arrays in each other": (lambda _: b"[" * 100_000 + b"]" * 100_000, "malformed-json"),
    "100,000 objects in each other": (lambda _: b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "malformed-json"),
    "a number of 5,000 digits": (_and(b'"x": ' + b"9" * 5_000), "malformed-json"),
    "a number of 4,000 digits for a text": (_in_place_of(b"hall_id", b"9" * 4_000), "unknown-field"),
    "a number beyond all floats": (_and(b'"x": 1e999999'), "unknown-field"),
    "NaN": (_and(b'"x": NaN'), "unknown-field"),
    "NaN for the whole body": (lambda _: b"NaN", "wrong-type"),
    "Infinity": (lambda _: b"-Infinity", "wrong-type"),
    "the same field twice": (_and(b'"window_id": "W2"'), "duplicate-field"),
    "the same field twice, further down": (
        lambda body: body.replace(b'"name": ', b'"name": "x", "name": ', 1),
        "duplicate-field",
    ),
    "no body": (lambda _: b"", "malformed-json"),
    "only spaces": (lambda _: b"   ", "malformed-json"),
    "a list": (lambda body: b"[" + body + b"]", "wrong-type"),
    "null": (lambda _: b"null", "wrong-type"),
    "two bodies": (lambda body: body + body, "malformed-json"),
    "a comment": (lambda body: body + b"// x", "malformed-json"),
    "single quotes": (lambda body: body.replace(b'"', b"'"), "malformed-json"),
    "a body of one byte more than 1 MiB": (lambda body: body.ljust(LIMIT + 1), "body-too-large"),
    "chunks of more than 1 MiB together": (lambda _: _chunks(), "body-too-large"),
    "an unknown field": (_and(b'"x": 1'), "unknown-field"),
    "an unknown field of the applicant": (
        lambda body: body.replace(b'"name": ', b'"bank": 1, "name": '),
        "unknown-field",
    ),
    "a number for a text": (lambda body: body.replace(b'"W1"', b"1"), "wrong-type"),
    "a text for a list": (lambda body: body.replace(b"[]", b'""'), "wrong-type"),
    "a missing field": (lambda body: body.replace(b'"window_id": "W1", ', b""), "missing-field"),
    "a value out of its pattern": (lambda body: body.replace(b"CD-MZ-005", b"CD-MZ-05"), "invalid-value"),
}

PLAIN = "application/json"
HEADERS = {
    "a body that says it is XML": ({"Content-Type": "application/xml"}, "media-type-unsupported"),
    "a form": ({"Content-Type": "application/x-www-form-urlencoded"}, "media-type-unsupported"),
    "a multipart form": ({"Content-Type": "multipart/form-data; boundary=x"}, "media-type-unsupported"),
    "text that is JSON": ({"Content-Type": "text/plain"}, "media-type-unsupported"),
    "an empty content type": ({"Content-Type": ""}, "media-type-unsupported"),
    "JSON under a longer name": ({"Content-Type": "application/jsonx"}, "media-type-unsupported"),
    "no idempotency key": ({"Idempotency-Key": None}, "idempotency-key-missing"),
    "an empty idempotency key": ({"Idempotency-Key": ""}, "idempotency-key-missing"),
    "a short idempotency key": ({"Idempotency-Key": "1234567"}, "idempotency-key-missing"),
    "a long idempotency key": ({"Idempotency-Key": "k" * 129}, "idempotency-key-missing"),
    "an idempotency key with a space": ({"Idempotency-Key": "key with space"}, "idempotency-key-missing"),
    "an idempotency key in Latin-1": ({"Idempotency-Key": "clé-clé-clé".encode("latin-1")}, "idempotency-key-missing"),
    "a version without quotes": ({"If-Match": "1"}, "invalid-parameter"),
    "a weak version": ({"If-Match": 'W/"1"'}, "invalid-parameter"),
    "any version": ({"If-Match": "*"}, "invalid-parameter"),
    "a version of superscripts": ({"If-Match": '"²"'.encode("latin-1")}, "invalid-parameter"),
    "a version of ten digits": ({"If-Match": '"1234567890"'}, "invalid-parameter"),
    "a version that is not the present one": ({"If-Match": '"7"'}, "version-stale"),
}

PATHS = {
    "a path out of the collection": ("POST", "/intake/v1/applications/../../../etc/passwd", "no-such-route"),
    "the same, encoded": ("POST", "/intake/v1/applications/%2e%2e%2f%2e%2e%2fetc/acceptance", "no-such-route"),
    "dots as an id, encoded": ("POST", "/intake/v1/applications/%2e%2e/acceptance", "application-unknown"),
    "an id with a slash, encoded": ("POST", "/intake/v1/applications/a%2fb/acceptance", "no-such-route"),
    "an id with a backslash": ("POST", "/intake/v1/applications/a%5cb/acceptance", "not-found"),
    "an id with a NUL": ("POST", "/intake/v1/applications/a%00b/acceptance", "not-found"),
    "an id with a line break": ("POST", "/intake/v1/applications/a%0d%0aX-Evil:%201/acceptance", "no-such-route"),
    "an id that ends in a line break": ("POST", "/intake/v1/applications/a%0a/acceptance", "no-such-route"),
    "an id that is not UTF-8": ("POST", "/intake/v1/applications/%ff%fe/acceptance", "not-found"),
    "an id in Chinese": ("POST", "/intake/v1/applications/%E7%94%B3/acceptance", "not-found"),
    "an id with a brace of the key space": ("POST", "/intake/v1/applications/%7b630102%7d/acceptance", "not-found"),
    "an id of 81 characters": ("POST", f"/intake/v1/applications/{'a' * 81}/acceptance", "not-found"),
    "an id of 20,000 characters": ("POST", f"/intake/v1/applications/{'a' * 20_000}/acceptance", "not-found"),
    "an empty id": ("POST", "/intake/v1/applications//acceptance", "no-such-route"),
    "a slash at the end": ("POST", "/intake/v1/applications/", "no-such-route"),
    "another case": ("POST", "/intake/V1/applications", "no-such-route"),
    "a method that the address does not take": ("PUT", APPLICATIONS, "method-not-allowed"),
    "a method that deletes": ("DELETE", "/intake/v1/applications/a", "method-not-allowed"),
    "a method of cross-origin browsers": ("OPTIONS", APPLICATIONS, "method-not-allowed"),
    "a question that is asked of nobody": ("GET", "/intake/v1/applications/a%00b", "not-found"),
    "a history of dots": ("GET", "/intake/v1/applications/%2e%2e/history", "not-found"),
    "an unknown parameter": ("GET", "/intake/v1/halls?x=1", "invalid-parameter"),
    "a parameter that is not UTF-8": ("GET", "/intake/v1/halls?%ff=%fe", "invalid-parameter"),
    "a cursor that is no number": ("GET", "/intake/v1/applications?after=x", "invalid-parameter"),
    "a cursor of full-width digits": ("GET", "/intake/v1/applications?after=%EF%BC%91", "invalid-parameter"),
    "a cursor below nothing": ("GET", "/intake/v1/applications?after=-1", "invalid-parameter"),
    "a cursor of 16 digits": ("GET", f"/intake/v1/applications?after={'9' * 16}", "invalid-parameter"),
    "a page of nothing": ("GET", "/intake/v1/applications?limit=0", "invalid-parameter"),
    "a page of too much": ("GET", "/intake/v1/applications?limit=201", "invalid-parameter"),
    "a log from nowhere": ("GET", "/intake/v1/log?after=x", "invalid-parameter"),
    "a stream from nowhere": ("GET", "/intake/v1/log/stream?after=-1", "invalid-parameter"),
    "a log of too much": ("GET", "/intake/v1/log?limit=1001", "invalid-parameter"),
    "an unknown kind of committee": ("GET", "/councils/v1/committees?kind=SOVIET", "invalid-parameter"),
    "a day that is none": ("GET", "/councils/v1/committees?as_of=2014-02-30", "invalid-parameter"),
    "a schema out of the folder": ("GET", "/intake/schemas/%2e%2e%2fsecret", "no-such-route"),
    "a page of the documents out of the folder": ("GET", "/intake/static-offline-docs/%2e%2e%2fx", "no-such-route"),
}
HALLS, POLICIES = "/intake/v1/halls", "/casework/v1/policies"
READ_AFTER = {
    "a position of no log": (HALLS, "nowhere:1", "invalid-parameter"),
    "a position of a log that is not followed": (POLICIES, "councils:1", "invalid-parameter"),
    "a position without a number": (HALLS, "intake:", "invalid-parameter"),
    "a position below nothing": (HALLS, "intake:-1", "invalid-parameter"),
    "a position of 16 digits": (HALLS, f"intake:{'9' * 16}", "invalid-parameter"),
    "a position ahead of the head": (HALLS, "intake:999999999999999", "position-ahead"),
}


@pytest.fixture(scope="module")
def body(here) -> bytes:
    applicant = {"name": "示例·字节", "id_number": "630102198503120015"}
    said = {"hall_id": here.hall_id, "window_id": "W1", "item_code": "CD-MZ-005"}
    return json.dumps({**said, "materials": [], "applicant": applicant}).encode()


@pytest.fixture(scope="module")
def clerk(wire: Wire) -> str:
    return wire.token(Role.CLERK)


@pytest.fixture(autouse=True, scope="module")
def _nothing_is_recorded(district, here):
    before = heads(district)
    yield
    assert heads(district) == before


@pytest.mark.parametrize(("spoilt", "slug"), BODIES.values(), ids=BODIES.keys())
def test_a_command_does_not_take(spoilt, slug, wire, clerk, body):
    assert slug_of(wire.send("POST", APPLICATIONS, spoilt(body), token=clerk)) == slug


@pytest.mark.parametrize(("headers", "slug"), HEADERS.values(), ids=HEADERS.keys())
def test_a_command_does_not_come_with(headers, slug, wire, clerk, body):
    assert slug_of(wire.send("POST", APPLICATIONS, body, token=clerk, headers=headers)) == slug


@pytest.mark.parametrize(("method", "path", "slug"), PATHS.values(), ids=PATHS.keys())
def test_there_is_no_way_by(method, path, slug, wire):
    token = wire.token(Role.CLERK, Role.AUDITOR)
    content = b"{}" if method == "POST" else None
    assert slug_of(wire.send(method, path, content, token=token)) == slug


@pytest.mark.parametrize(("path", "position", "slug"), READ_AFTER.values(), ids=READ_AFTER.keys())
def test_nothing_is_read_after(path, position, slug, wire, clerk):
    response = wire.send("GET", path, token=clerk, headers={"Read-After": position})
    assert slug_of(response) == slug


def test_200_headers_change_nothing(wire, clerk):
    headers = {f"X-{n}": "y" * 50 for n in range(200)}
    assert wire.send("GET", "/intake/v1/halls", token=clerk, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "said",
    ["two words", "x" * 65, "<script>", '","actor":"mayor', "é".encode("latin-1"), b"\xff\xfe", "示".encode(), ""],
    ids=repr,
)
def test_a_correlation_id_that_is_not_plain_is_replaced(said, wire, clerk):
    told = wire.send("GET", "/intake/v1/halls", token=clerk, headers={"X-Correlation-ID": said})
    assert told.headers["x-correlation-id"].isalnum()
    assert len(told.headers["x-correlation-id"]) == 32
