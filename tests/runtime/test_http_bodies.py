"""Bodies and keys of commands: what cannot be read as one is refused for what it is, and never repeated."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from shared.runtime.bodies import MAX_BODY_BYTES
from tests.runtime.front import told
from tests.runtime.house import words

BODIES: dict[str, tuple[bytes, tuple[int, str], tuple[str, ...] | None]] = {
    "an unknown field": (b'{"coin_id":"c","fen":1,"colour":"red"}', (400, "unknown-field"), ("colour",)),
    "a missing field": (b'{"fen":1}', (400, "missing-field"), ("coin_id",)),
    "a wrong type": (b'{"coin_id":"c","fen":"1"}', (400, "wrong-type"), ("fen",)),
    "a number where text belongs": (b'{"coin_id":1,"fen":1}', (400, "wrong-type"), ("coin_id",)),
    "a fraction of a fen": (b'{"coin_id":"c","fen":1.5}', (400, "wrong-type"), ("fen",)),
    "nothing": (b"", (400, "malformed-json"), None),
    "half of it": (b'{"coin_id":"c"', (400, "malformed-json"), None),
    "no JSON": (b"coin", (400, "malformed-json"), None),
    "JSON of no encoding": (b'{"coin_id":"\xff","fen":1}', (400, "malformed-json"), None),
    "a list": (b"[]", (400, "wrong-type"), None),
    "null": (b"null", (400, "wrong-type"), None),
    "a field told twice": (b'{"coin_id":"c","fen":1,"fen":2}', (400, "duplicate-field"), None),
    "brackets without end": (b"[" * 100_000, (400, "malformed-json"), None),
    "half a surrogate": (b'{"coin_id":"\\ud800","fen":1}', (400, "malformed-json"), None),
}


@pytest.mark.parametrize(("body", "refusal", "fields"), BODIES.values(), ids=BODIES.keys())
async def test_a_body_that_is_no_command_is_refused_with_its_fields_and_never_repeated(body, refusal, fields, api):
    id_ = await api.opened()
    answer = await api.post(f"/v1/tills/{id_}/coins", body)
    assert told(answer) == refusal
    if fields:
        assert tuple(answer.json()["fields"]) == fields
    assert len(await words(api.log)) == 1


@pytest.mark.parametrize("digits", [30, 400, 5000])
async def test_a_number_beyond_all_bounds_is_refused_and_no_bug(digits, api):
    id_ = await api.opened()
    answer = await api.post(f"/v1/tills/{id_}/coins", b'{"coin_id":"c","fen":%b}' % (b"9" * digits))
    assert answer.status_code in {400, 409, 422}
    assert told(answer)[1] != "internal-error"


async def test_a_body_of_a_mebibyte_is_read_and_one_byte_more_is_not(api):
    id_ = await api.opened()

    def body(size: int) -> bytes:
        head = b'{"coin_id":"c","fen":1,"note":"'
        return head + b"x" * (size - len(head) - 2) + b'"}'

    assert told(await api.post(f"/v1/tills/{id_}/coins", body(MAX_BODY_BYTES))) == (422, "event-too-large")
    answer = await api.post(f"/v1/tills/{id_}/coins", body(MAX_BODY_BYTES + 1))
    assert told(answer) == (413, "body-too-large")
    assert answer.json()["limit_bytes"] == 1_048_576


async def test_a_body_that_does_not_say_its_length_is_cut_off_at_the_limit(api):
    sent = 0

    async def chunks() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(64):
            sent += 65_536
            yield b"x" * 65_536

    headers = {"Authorization": f"Bearer {api.token()}", "Content-Type": "application/json"}
    answer = await api.http.post("/till/v1/tills", content=chunks(), headers=headers)
    assert told(answer) == (413, "body-too-large")
    assert sent <= MAX_BODY_BYTES + 2 * 65_536, "and the rest is not waited for"


async def test_a_body_of_another_media_type_is_not_read(api):
    answer = await api.post("/v1/tills", b"{}", Content_Type="text/plain")
    assert told(answer)[1] == "media-type-unsupported"


@pytest.mark.parametrize("key", ["none", "short", "x" * 129, "with a blank", "漢字漢字漢字漢字"])
async def test_a_command_needs_a_key_that_is_one(key, api):
    sent = {"Authorization": f"Bearer {api.token()}", "Content-Type": "application/json"}
    headers = [(name.encode(), value.encode()) for name, value in sent.items()]
    if key != "none":
        headers.append((b"Idempotency-Key", key.encode()))
    answer = await api.http.post("/till/v1/tills", content=b"{}", headers=headers)
    assert told(answer) == (400, "idempotency-key-missing")
