"""Routes that need no token: what strangers may send, and what the log then says of them."""

import json

import pytest

from tests.runtime.front import told
from tests.runtime.house import entries, words

COIN = {"coin_id": "c1", "fen": 5}
NOBODY = {"Authorization": ""}


async def heads(api):
    return [json.loads(entry.document) for entry in await entries(api.log)]


async def test_a_stranger_acts_and_the_log_says_anybody(api):
    answer = await api.post("/v1/public/tills", key="a-key-of-mine", **NOBODY)
    assert answer.status_code == 201
    assert [(head["actor"], head["actorrole"]) for head in await heads(api)] == [("anybody", "resident")]


async def test_sent_again_it_acts_once(api):
    first = await api.post("/v1/public/tills", key="a-key-of-mine", **NOBODY)
    again = await api.post("/v1/public/tills", key="a-key-of-mine", **NOBODY)
    assert again.json() == first.json()
    assert again.headers["idempotent-replay"] == "true"
    assert len(await words(api.log)) == 1


async def test_two_strangers_with_one_key_do_not_meet(api):
    first = await api.post("/v1/public/tills", {"owner_name": "a"}, key="the-same-key", **NOBODY)
    other = await api.post("/v1/public/tills", {"owner_name": "b"}, key="the-same-key", **NOBODY)
    assert (first.status_code, other.status_code) == (201, 201)
    assert first.json()["id"] != other.json()["id"]


@pytest.mark.parametrize("key", ["", "short"])
async def test_a_key_is_asked_of_strangers_too(api, key):
    assert told(await api.post("/v1/public/tills", key=key or " ", **NOBODY)) == (400, "idempotency-key-missing")


async def test_a_secret_act_is_joined_to_nobody_and_to_no_request(api):
    id_ = await api.opened()
    body = {"till_id": id_, "coin": COIN}
    trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    answer = await api.post("/v1/public/coins", body, X_Correlation_Id="my-own-request", traceparent=trace, **NOBODY)
    assert answer.status_code == 200
    *_, secret = await heads(api)
    assert secret["actor"] == "withheld"
    assert "correlationid" not in secret
    *_, entry = await entries(api.log)
    assert entry.traceparent == ""


async def test_questions_are_answered_to_strangers_by_address_and_by_body(api):
    id_ = await api.opened()
    await api.follow()
    by_address = await api.http.get(f"/till/v1/public/tills/{id_}")
    by_body = await api.post("/v1/public/till-searches", {"till_id": id_}, Idempotency_Key="", **NOBODY)
    assert by_address.json() == by_body.json() == {"id": id_, "coins": "", "fen": 0}
    nowhere = await api.post("/v1/public/till-searches", {"till_id": "none"}, Idempotency_Key="", **NOBODY)
    assert told(nowhere) == (404, "not-found")
    unknown = await api.http.get(f"/till/v1/public/tills/{id_}?who=me")
    assert told(unknown) == (400, "invalid-parameter")


async def test_the_documents_say_that_no_token_is_needed(api):
    paths = (await api.http.get("/till/openapi.json")).json()["paths"]
    security = {path: [route["security"] for route in routes.values()] for path, routes in paths.items()}
    assert security["/v1/public/tills"] == security["/v1/public/till-searches"] == [[]]
    assert security["/v1/tills/{id}/seal"] == [[{"bearer": []}]]
