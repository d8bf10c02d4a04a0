"""HTTP conventions: what a caller may send, and how it is told what came of it."""

from __future__ import annotations

import asyncio

import pytest

from shared.kernel.actors import Role
from shared.runtime import desk as desk_module
from shared.runtime import telemetry
from shared.runtime.unavailable import ClockSuspect
from tests.runtime.front import CATEGORIES, told
from tests.runtime.house import words


async def test_a_command_answers_with_id_version_position_and_events(api):
    answer = await api.post("/v1/tills")
    id_ = answer.json()["id"]
    assert answer.status_code == 201
    assert answer.json() == {
        "id": id_,
        "version": 1,
        "position": "till:1",
        "events": [{"type": "huimin.till.till-opened.v1", "position": 1}],
    }
    assert (answer.headers["etag"], answer.headers["location"]) == ('"1"', f"/till/v1/tills/{id_}")
    added = await api.post(f"/v1/tills/{id_}/coins", {"coin_id": "c1", "fen": 5})
    assert (added.status_code, added.json()["version"], added.headers["etag"]) == (200, 2, '"2"')
    assert "location" not in added.headers


async def test_a_request_sent_again_gets_its_answer_again_and_says_so(api):
    first = await api.post("/v1/tills", key="the-same-key")
    again = await api.post("/v1/tills", key="the-same-key")
    assert again.json() == first.json()
    assert again.status_code == first.status_code
    assert "idempotent-replay" not in first.headers
    assert again.headers["idempotent-replay"] == "true"
    assert len(await words(api.log)) == 1


async def test_another_spelling_of_the_same_body_is_the_same_request(api):
    id_ = await api.opened()
    path = f"/v1/tills/{id_}/coins"
    await api.post(path, b'{"coin_id": "c1", "fen": 5}', key="the-same-key")
    again = await api.post(path, b'{ "fen":5,\n"coin_id":"\\u0063\\u0031"}', key="the-same-key")
    assert again.headers["idempotent-replay"] == "true"
    other = await api.post(path, b'{"coin_id": "c1", "fen": 6}', key="the-same-key")
    assert told(other) == (409, "key-reused")


async def test_the_same_key_of_another_caller_or_at_another_address_is_another_request(api):
    id_ = await api.opened()
    coin = {"coin_id": "c1", "fen": 1}
    await api.post(f"/v1/tills/{id_}/coins", coin, key="the-same-key")
    other = f"Bearer {api.token(sub='clerk-2')}"
    assert (await api.post(f"/v1/tills/{id_}/coins", coin, key="the-same-key", Authorization=other)).json()[
        "events"
    ] == []
    assert (await api.post("/v1/tills", key="the-same-key")).status_code == 201


async def test_if_match_names_the_version_that_was_decided_on(api):
    id_ = await api.opened()
    path = f"/v1/tills/{id_}/coins"
    assert (await api.post(path, {"coin_id": "c1", "fen": 1}, If_Match='"1"')).status_code == 200
    stale = await api.post(path, {"coin_id": "c2", "fen": 1}, If_Match='"1"')
    assert told(stale) == (412, "version-stale")
    assert stale.json()["version"] == 2


STATUS = {
    "malformed": 400,
    "unauthenticated": 401,
    "forbidden": 403,
    "unknown": 404,
    "conflict": 409,
    "stale": 412,
    "too-large": 413,
    "unacceptable": 422,
    "too-often": 429,
    "unavailable": 503,
}


@pytest.mark.parametrize("category", CATEGORIES)
async def test_each_category_of_refusal_has_its_status(category, api):
    answer = await api.post(f"/v1/refusals/{category}")
    assert told(answer) == (STATUS[category], f"test-{category}")
    assert answer.headers.get("retry-after") == ("1" if category == "unavailable" else None)
    assert answer.headers.get("www-authenticate") == ("Bearer" if category == "unauthenticated" else None)


def test_no_category_is_left_out():
    assert STATUS.keys() == CATEGORIES.keys()


LANGUAGES = {
    "": "zh-CN",
    "zh-CN": "zh-CN",
    "en": "en",
    "en-GB,en;q=0.9": "en",
    "zh;q=0.5,en;q=0.9": "en",
    "en;q=0.5,zh;q=0.9": "zh-CN",
    "fr": "zh-CN",
    "fr,en;q=0.1": "en",
    "en;q=x": "zh-CN",
    "*": "zh-CN",
    ";;;,,q=": "zh-CN",
}


@pytest.mark.parametrize(("asked", "given"), LANGUAGES.items())
async def test_problems_are_told_in_chinese_or_in_english_where_that_is_preferred(asked, given, api):
    answer = await api.post("/v1/refusals/conflict", Accept_Language=asked)
    assert answer.headers["content-language"] == given
    assert answer.json()["title"] == {"en": "Refused conflict", "zh-CN": "拒绝 conflict"}[given]


async def test_a_problem_has_the_refusals_members_and_names_them_in_its_detail(api):
    id_ = await api.opened()
    full = await api.post(f"/v1/tills/{id_}/coins", {"coin_id": "c1", "fen": 1001})
    assert told(full) == (409, "till-full")
    assert full.json()["limit"] == 1000
    assert full.json()["detail"] == "钱箱已满，最多 1000 分"
    english = await api.post(f"/v1/tills/{id_}/coins", {"coin_id": "c1", "fen": 1001}, Accept_Language="en")
    assert english.json()["detail"] == "The till is full; it takes 1000 fen"


@pytest.mark.parametrize("version", ["1", '"x"', '"-1"', "*", 'W/"1"', '"1", "2"'])
async def test_an_if_match_that_is_no_version_is_refused(version, api):
    answer = await api.post("/v1/tills", If_Match=version)
    assert told(answer) == (400, "invalid-parameter")
    assert answer.json()["name"] == "If-Match"


async def test_an_unknown_query_parameter_is_refused_by_name(api):
    answer = await api.get("/v1/tills?colour=red")
    assert told(answer) == (400, "invalid-parameter")
    assert answer.json()["name"] == "colour"
    assert (await api.get("/v1/tills?after=0")).status_code == 200


@pytest.mark.parametrize("id_", ["%20", "a%00b", "x" * 81, "%E9%92%B1", "..%2f..%2fetc"])
async def test_an_id_that_cannot_be_one_names_nothing(id_, api):
    assert told(await api.get(f"/v1/tills/{id_}"))[0] == 404


async def test_what_is_not_there_is_a_problem_too(api):
    assert told(await api.get("/v1/tills/nobody")) == (404, "not-found")
    assert told(await api.get("/v1/nothing")) == (404, "no-such-route")
    assert told(await api.http.get("/nothing")) == (404, "no-such-route")
    headers = {"Authorization": f"Bearer {api.token()}"}
    assert told(await api.http.delete("/till/v1/tills", headers=headers)) == (405, "method-not-allowed")
    assert told(await api.http.put("/till/v1/tills/a", headers=headers)) == (405, "method-not-allowed")


async def test_the_operators_routes_are_at_the_root_alone(api):
    assert (await api.http.get("/health/live")).json() == {"service": "till", "live": True}
    ready = await api.http.get("/health/ready")
    assert (ready.status_code, ready.json()["ready"], ready.json()["parked"]) == (200, True, 0)
    assert "huimin_commands_total" in (await api.http.get("/metrics")).text
    for path in ("/till/health/live", "/till/health/ready", "/till/metrics"):
        assert told(await api.http.get(path)) == (404, "no-such-route")


async def test_before_the_log_is_read_everything_waits(api):
    api.service.api = None
    assert told(await api.get("/v1/tills")) == (503, "starting")
    assert (await api.http.get("/health/ready")).status_code == 503
    assert (await api.http.get("/health/live")).status_code == 200


async def test_a_suspect_clock_refuses_commands_and_readiness_but_no_reads(api):
    id_ = await api.opened()
    await api.follow()
    api.clock.suspect = ClockSuspect(why="leapt")
    assert told(await api.post(f"/v1/tills/{id_}/seal")) == (503, "clock-suspect")
    assert (await api.get(f"/v1/tills/{id_}")).status_code == 200
    ready = await api.http.get("/health/ready")
    assert (ready.status_code, ready.json()["wrong"]) == (503, "clock-suspect: leapt")


async def test_a_read_after_a_position_waits_until_the_view_has_it(api):
    id_ = await api.opened()
    waiting = asyncio.create_task(api.get(f"/v1/tills/{id_}", Read_After="till:1"))
    for _ in range(20):
        await asyncio.sleep(0)
    assert not waiting.done()
    await api.follow()
    assert (await waiting).json() == {"id": id_, "coins": "", "fen": 0}


async def test_a_read_after_a_position_ahead_of_the_log_is_refused_at_once(api):
    await api.opened()
    answer = await api.get("/v1/tills", Read_After="till:2")
    assert told(answer) == (400, "position-ahead")
    assert answer.json()["head"] == 1


async def test_a_read_that_waits_too_long_is_told_to_come_again(api, monkeypatch):
    monkeypatch.setattr(desk_module, "READ_AFTER_SECONDS", 0.01)
    await api.opened()
    assert told(await api.get("/v1/tills", Read_After="till:1")) == (503, "view-late")


@pytest.mark.parametrize(
    "position", ["till", "till:", "till:-1", "till:x", "other:1", "1", "till:1 ", "till:" + "9" * 16]
)
async def test_a_read_after_something_else_is_refused(position, api):
    answer = await api.get("/v1/tills", Read_After=position)
    assert told(answer) == (400, "invalid-parameter")
    assert answer.json()["name"] == "Read-After"


async def test_the_callers_correlation_id_is_recorded_and_told_back(api):
    answer = await api.post("/v1/tills", X_Correlation_Id="visit-17")
    assert answer.headers["x-correlation-id"] == "visit-17"
    assert b'"correlationid":"visit-17"' in (await api.log.read(0, 1))[0].document
    odd = await api.post("/v1/tills", X_Correlation_Id="two words")
    assert odd.headers["x-correlation-id"] != "two words"


async def test_a_traceparent_stands_beside_the_event_and_not_in_it(api):
    trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    await api.post("/v1/tills", traceparent=trace)
    await api.post("/v1/tills", traceparent="00-nonsense")
    first, second = await api.log.read(0, 2)
    assert (first.traceparent, second.traceparent) == (trace, "")
    assert trace.encode() not in first.document


async def test_a_bug_is_a_problem_without_a_word_of_its_cause(api):
    answer = await api.post("/v1/bugs", {"owner_name": "马秀英"})
    assert told(answer) == (500, "internal-error")
    assert "马秀英" not in answer.text
    assert "RuntimeError" not in answer.text


async def test_a_day_before_the_first_value_of_a_rule_is_refused(api):
    answer = await api.post("/v1/old-tills")
    assert told(answer) == (422, "day-before-policy")
    assert (answer.json()["key"], answer.json()["in_force_from"]) == ("till.coins_max", "2013-01-01")


async def test_no_log_line_holds_a_body_or_a_token(api, capsys):
    telemetry.configure("till", "DEBUG")
    body = {"owner_number": "630102198001011234", "owner_name": "马秀英"}
    await api.post("/v1/tills", body)
    await api.post("/v1/bugs", body)
    await api.post("/v1/tills", {**body, "more": 1})
    printed = capsys.readouterr()
    lines = printed.out + printed.err
    assert '"event": "bug"' in lines, "the control: what is logged is seen here"
    for secret in ("马秀英", "630102198001011234", "Bearer", api.token()[:20]):
        assert secret not in lines


async def test_openapi_describes_each_route_with_its_answers(api):
    document = (await api.http.get("/till/openapi.json")).json()
    assert document["openapi"].startswith("3.1")
    command = document["paths"]["/v1/tills/{id}/coins"]["post"]
    assert {"200", "400", "401", "403", "404", "409", "412", "413", "422", "503"} <= command["responses"].keys()
    assert {one["name"] for one in command["parameters"]} == {"id", "Idempotency-Key", "If-Match"}
    referred = command["requestBody"]["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
    assert document["components"]["schemas"][referred]["required"] == ["coin_id", "fen"]


async def test_docs_schemas_and_asyncapi_are_served_from_here(api):
    docs = (await api.http.get("/till/docs")).text
    assert "https://" not in docs.replace("https://fastapi.tiangolo.com", "")
    schema = (await api.http.get("/till/schemas/coin-added.v1.json")).json()
    assert schema["$id"] == "urn:huimin:schema:till:coin-added:v1"
    assert told(await api.http.get("/till/schemas/coin-melted.v1.json")) == (404, "no-such-route")
    first, second = await asyncio.gather(api.http.get("/till/asyncapi"), api.http.get("/till/asyncapi"))
    assert first.json()["asyncapi"].startswith("3.")
    assert first.text == second.text
    assert "huimin.till.coin-added.v1" in first.text


async def test_what_is_parked_is_shown_to_administrators_alone(api):
    assert told(await api.get("/v1/parked", Role.CLERK)) == (403, "role-forbidden")
    assert (await api.get("/v1/parked", Role.ADMIN)).json() == {"parked": []}
    redriven = await api.post("/v1/parked/redrive", Authorization=f"Bearer {api.token(Role.ADMIN)}")
    assert redriven.json() == {"mended": 0, "parked": 0}
    assert told(await api.post("/v1/parked/redrive")) == (403, "role-forbidden")
