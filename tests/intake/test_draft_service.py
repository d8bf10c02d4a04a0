"""Drafts over HTTP: who has the code goes on with one, nobody else; it is handed in with the receipt, or lapses."""

from __future__ import annotations

import json
from typing import Any

import pytest

from shared.kernel.actors import Role
from tests.intake.counter import offered, posted, said
from tests.intake.service import Intake, intake_in, refused

DRAFTS = "/public/drafts"


@pytest.fixture
async def intake(tmp_path):
    async with intake_in(tmp_path) as intake:
        yield intake


async def begun(intake: Intake, **body: Any) -> tuple[str, str]:
    answer = await intake.post_open(DRAFTS, **(body or said()))
    assert answer.status_code == 201, answer.text
    return answer.json()["id"], answer.json()["code"]


def other(code: str) -> str:
    """A code that is wrong in its last character."""
    return code[:-1] + ("0" if code[-1] != "0" else "1")


async def test_the_first_answer_tells_the_code_and_it_is_told_again_only_under_its_key(intake):
    await offered(intake)
    body = said()
    first = await intake.post_open(DRAFTS, **body)
    intake.keys -= 1
    again = await intake.post_open(DRAFTS, **body)
    assert first.status_code == 201
    assert again.json() == first.json()
    assert len(first.json()["code"]) == 8
    history = await intake.get(f"/drafts/{first.json()['id']}")
    assert history == {
        "id": first.json()["id"],
        "state": "OPEN",
        "item_code": "CD-MZ-005",
        "kept_until_on": "2014-10-24",
    }


async def test_who_has_the_code_reads_and_writes_and_gives_up(intake):
    hall = await offered(intake)
    draft, code = await begun(intake)
    now = said(hall, materials=["身份证", "户口簿"])
    answer = await intake.post_open(f"{DRAFTS}/{draft}/revision", code=code.lower(), **now)
    assert answer.status_code == 200, answer.text
    written = (await intake.post_open(f"{DRAFTS}/{draft}/reading", code=code)).json()
    assert written["materials"] == ["身份证", "户口簿"]
    assert written["applicant"] == now["applicant"]
    assert written["hall_id"] == hall
    answer = await intake.post_open(f"{DRAFTS}/{draft}/discarding", code=code)
    assert [event["type"].split(".")[2] for event in answer.json()["events"]] == ["draft-discarded"]
    assert refused(await intake.post_open(f"{DRAFTS}/{draft}/reading", code=code)) == (409, "draft-over")


async def test_a_wrong_code_opens_nothing_and_says_not_whether_there_is_a_draft(intake):
    await offered(intake)
    draft, code = await begun(intake)
    for path, body in ((draft, {"code": other(code)}), ("no-such-draft", {"code": code})):
        assert refused(await intake.post_open(f"{DRAFTS}/{path}/reading", **body)) == (404, "code-wrong")
        assert refused(await intake.post_open(f"{DRAFTS}/{path}/discarding", **body)) == (404, "code-wrong")
        assert refused(await intake.post_open(f"{DRAFTS}/{path}/revision", **said(), **body)) == (404, "code-wrong")


async def test_five_wrong_codes_lock_the_draft_for_an_hour(intake):
    await offered(intake)
    draft, code = await begun(intake)

    async def read(with_code: str) -> Any:
        return await intake.post_open(f"{DRAFTS}/{draft}/reading", code=with_code)

    for _ in range(5):
        assert refused(await read(other(code))) == (404, "code-wrong")
    assert refused(await read(code)) == (429, "code-locked")
    await intake.at("2014-09-24T12:59")
    assert refused(await read(code)) == (429, "code-locked")
    await intake.at("2014-09-24T13:00")
    assert (await read(code)).status_code == 200


async def test_what_is_no_code_at_all_is_no_try(intake):
    await offered(intake)
    draft, _ = await begun(intake)
    answer = await intake.post_open(f"{DRAFTS}/{draft}/reading", code="密码密码密码密码")
    assert refused(answer) == (422, "invalid-value")


async def test_a_clerk_writes_a_draft_down_and_it_is_handed_in_with_the_receipt(intake):
    hall = await offered(intake)
    body = said(hall)
    answer = await intake.post("/drafts", Role.CLERK, **body)
    assert answer.status_code == 201
    draft = answer.json()["id"]
    assert (await intake.post_open(f"{DRAFTS}/{draft}/reading", code=answer.json()["code"])).status_code == 200
    receipt = {**body, "window_id": "W2", "draft_id": draft}
    received = await intake.post("/applications", Role.CLERK, **receipt)
    words = [event["type"].split(".")[2] for event in received.json()["events"]]
    assert words == ["application-received", "voucher-issued", "draft-handed-in", "application-claimed"]
    shown = await intake.get(f"/drafts/{draft}")
    assert (shown["state"], shown["application_id"]) == ("HANDED_IN", received.json()["id"])


async def test_nothing_is_received_with_somebody_elses_draft(intake):
    hall = await offered(intake)
    draft, _ = await begun(intake)
    receipt = {**said(hall), "window_id": "W2", "draft_id": draft}
    answer = await intake.post("/applications", Role.CLERK, **receipt)
    assert refused(answer) == (422, "draft-of-another")
    assert (await intake.get("/applications", hall_id=hall))["applications"] == []
    unknown = await intake.post("/applications", Role.CLERK, **{**receipt, "draft_id": "no-such-draft"})
    assert refused(unknown) == (404, "draft-unknown")


async def test_a_draft_lapses_when_its_thirty_days_are_over(intake):
    await offered(intake)
    draft, code = await begun(intake)
    assert await intake.at("2014-10-24T23:59") == []
    assert (await intake.post_open(f"{DRAFTS}/{draft}/reading", code=code)).status_code == 200
    assert await intake.at("2014-10-25T00:00") == ["draft-lapsed"]
    assert (await intake.get(f"/drafts/{draft}"))["state"] == "LAPSED"


async def test_a_draft_that_was_written_anew_is_kept_from_then_on(intake):
    await offered(intake)
    draft, code = await begun(intake)
    await intake.at("2014-10-20T08:00")
    assert (await intake.post_open(f"{DRAFTS}/{draft}/revision", code=code, **said())).status_code == 200
    assert await intake.at("2014-10-25T00:00") == []
    assert await intake.at("2014-11-20T00:00") == ["draft-lapsed"]


async def test_a_hall_lists_its_drafts_without_a_word_about_the_person(intake):
    hall = await offered(intake)
    mine, _ = await begun(intake, **said(hall))
    await begun(intake, **said())
    found = await intake.get("/drafts", Role.CLERK, hall_id=hall)
    assert [each["id"] for each in found["drafts"]] == [mine]
    assert "示例" not in json.dumps(found, ensure_ascii=False)
    assert (await intake.get("/drafts", hall_id=hall, limit="1"))["next"]


async def test_where_the_hall_has_posts_a_clerk_who_is_on_none_writes_nothing_down(intake):
    hall = await offered(intake)
    await posted(intake, hall, "clerk-2")
    assert refused(await intake.post_as("clerk-1", "/drafts", Role.CLERK, **said(hall))) == (403, "not-on-window-post")
    assert (await intake.post_as("clerk-2", "/drafts", Role.CLERK, **said(hall))).status_code == 201
    draft, _ = await begun(intake, **said(hall))
    assert draft
