"""Enquiries over HTTP: asked at a hall, owed by one person, answered to who has the code."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import datetime

import pytest

from shared.kernel.actors import Role
from shared.kernel.envelope import LogName
from shared.kernel.instants import SHANGHAI
from shared.runtime.tries import Tries
from shared.store.keys import Keys
from tests.intake.codes import unlocked
from tests.intake.service import intake_in, opened_hall, refused
from tests.runtime.conftest import pump, server

__all__ = ["pump", "server"]

QUESTION, ANSWER, NOTE = "示例·马奶奶怎么办高龄津贴", "带身份证和户口簿", "请回电马奶奶"
PHONE = "13897230001"
LOOKUP = "/public/enquiries/lookup"


@asynccontextmanager
async def hall_in(state_dir):
    """Intake with an open hall, on Wednesday 2015-09-09 at nine."""
    async with intake_in(state_dir) as intake:
        intake.clock.at = datetime(2015, 9, 9, 9, tzinfo=SHANGHAI)
        yield unlocked(intake), await opened_hall(intake)


async def asked(intake, hall, by="clerk-1", **more):
    """Id and code."""
    answer = await intake.post_as(by, "/enquiries", Role.CLERK, hall_id=hall, question=QUESTION, **more)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"], answer.json()["code"]


async def as_clerk(intake, sub, path, **parameters):
    await intake.follow()
    headers = {"Authorization": f"Bearer {intake.issuer.token(sub, (Role.CLERK,))}"}
    return await intake.http.get(f"{intake.root}{path}", params=parameters, headers=headers)


async def listed(intake, sub="clerk-1", **parameters):
    return [each["id"] for each in (await as_clerk(intake, sub, "/enquiries", **parameters)).json()["enquiries"]]


async def told(intake, id_, code):
    return await intake.post_open(LOOKUP, id=id_, code=code)


async def test_who_asked_reads_the_answer_by_the_code(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        id_, code = await asked(intake, hall)
        assert (await told(intake, id_, code)).json() == {"answered": False, "answer_due_on": "2015-09-10"}
        answer = await intake.post_as("clerk-1", f"/enquiries/{id_}/answer", Role.CLERK, answer=ANSWER)
        assert answer.status_code == 200
        assert (await told(intake, id_, code.lower())).json()["answer"] == ANSWER
        closing = await intake.post_as("clerk-1", f"/enquiries/{id_}/closure", Role.CLERK)
        assert closing.status_code == 200
        assert (await told(intake, id_, code)).json()["answered"], "also when it is closed"


async def test_a_wrong_code_and_no_such_enquiry_are_told_alike(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        id_, code = await asked(intake, hall)
        of_nothing = intake.service.desk.vault.code("enquiry", "nonsense")
        problems = [(await told(intake, *said)).json() for said in ((id_, "00000000"), ("nonsense", of_nothing))]
        assert problems[0] == problems[1]
        assert problems[0]["type"] == "urn:huimin:problem:code-wrong"
        assert refused(await intake.post_open(LOOKUP, id=id_, code=code[:-1])) == (422, "invalid-value")


@pytest.mark.server
async def test_five_wrong_codes_lock_an_enquiry(tmp_path, pump):
    async with hall_in(tmp_path) as (intake, hall):
        intake.service.desk.tries = Tries(pump, Keys(LogName("630102", "intake")), intake.clock)
        id_, code = await asked(intake, hall)
        assert [refused(await told(intake, id_, "00000000")) for _ in range(5)] == [(404, "code-wrong")] * 5
        assert refused(await told(intake, id_, code)) == (429, "code-locked")
        await intake.at("2015-09-09T10:00")
        assert (await told(intake, id_, code)).status_code == 200


async def test_only_the_owner_goes_on_and_after_a_hand_over_who_was_named(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        id_, code = await asked(intake, hall, contact={"phone": PHONE, "name": "示例·马奶奶"})
        acts = {"answer": {"answer": ANSWER}, "hand-over": {"to": "clerk-3"}, "closure": {}}
        for act, body in acts.items():
            answer = await intake.post_as("clerk-2", f"/enquiries/{id_}/{act}", Role.CLERK, **body)
            assert refused(answer) == (403, "not-the-enquiry-owner"), act
        assert refused(await as_clerk(intake, "clerk-2", f"/enquiries/{id_}/words")) == (403, "not-the-enquiry-owner")
        handed = await intake.post_as("clerk-1", f"/enquiries/{id_}/hand-over", Role.CLERK, to="clerk-2", note=NOTE)
        assert handed.status_code == 200
        words = (await as_clerk(intake, "clerk-2", f"/enquiries/{id_}/words")).json()
        contact = {"phone": f"+86{PHONE}", "name": "示例·马奶奶"}
        assert words == {"question": QUESTION, "contact": contact, "notes": [NOTE]}
        assert refused(await as_clerk(intake, "clerk-1", f"/enquiries/{id_}/words")) == (403, "not-the-enquiry-owner")
        answer = await intake.post_as("clerk-2", f"/enquiries/{id_}/answer", Role.CLERK, answer=ANSWER)
        assert answer.status_code == 200
        assert set((await told(intake, id_, code)).json()) == {"answered", "answer_due_on", "answer"}, "no note"


async def test_nobody_goes_on_with_what_was_not_asked(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        for act, body in {"answer": {"answer": ANSWER}, "hand-over": {"to": "clerk-3"}, "closure": {}}.items():
            answer = await intake.post_as("clerk-1", f"/enquiries/nonsense/{act}", Role.CLERK, **body)
            assert refused(answer) == (404, "enquiry-unknown"), act
        assert refused(await as_clerk(intake, "clerk-1", "/enquiries/nonsense/words")) == (404, "enquiry-unknown")
        nowhere = await intake.post_as("clerk-1", "/enquiries", Role.CLERK, hall_id="nowhere", question=QUESTION)
        assert refused(nowhere) == (404, "hall-unknown")
        bad = {"hall_id": hall, "question": QUESTION, "contact": {"phone": "12"}}
        assert refused(await intake.post_as("clerk-1", "/enquiries", Role.CLERK, **bad)) == (422, "phone-invalid")
        by_resident = await intake.post_as("r", "/enquiries", Role.RESIDENT, hall_id=hall, question=QUESTION)
        assert refused(by_resident) == (403, "role-forbidden")


async def test_the_last_day_passes_and_a_hand_over_has_not_moved_it(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        id_, _ = await asked(intake, hall)
        complex_, _ = await asked(intake, hall, complex=True)
        await intake.at("2015-09-10T23:59")
        await intake.post_as("clerk-1", f"/enquiries/{id_}/hand-over", Role.CLERK, to="clerk-2")
        assert await listed(intake, list="overdue", hall_id=hall) == []
        assert await intake.at("2015-09-11T00:00") == ["enquiry-answer-missed"]
        assert await listed(intake, list="overdue", hall_id=hall) == [id_]
        await intake.post_as("clerk-2", f"/enquiries/{id_}/answer", Role.CLERK, answer=ANSWER)
        assert await listed(intake, list="overdue", hall_id=hall) == []
        await intake.post_as("clerk-1", f"/enquiries/{complex_}/answer", Role.CLERK, answer=ANSWER)
        assert await intake.at("2015-09-20T00:00") == []
        shown = (await as_clerk(intake, "clerk-9", f"/enquiries/{id_}")).json()
        assert shown == {
            "id": id_,
            "state": "ANSWERED",
            "hall_id": hall,
            "owner": "clerk-2",
            "complex": False,
            "opened_on": "2015-09-09",
            "answer_due_on": "2015-09-10",
            "missed": True,
            "hand_overs": 1,
            "answered_on": "2015-09-11",
        }


async def test_an_inbox_holds_what_is_mine_until_it_is_closed(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        first, _ = await asked(intake, hall)
        second, _ = await asked(intake, hall)
        third, _ = await asked(intake, hall, by="clerk-2")
        assert await listed(intake, "clerk-1", list="mine") == [first, second]
        await intake.post_as("clerk-1", f"/enquiries/{first}/hand-over", Role.CLERK, to="clerk-2")
        await intake.post_as("clerk-1", f"/enquiries/{second}/answer", Role.CLERK, answer=ANSWER)
        assert await listed(intake, "clerk-1", list="mine") == [second]
        assert await listed(intake, "clerk-2", list="mine") == [first, third]
        await intake.post_as("clerk-1", f"/enquiries/{second}/closure", Role.CLERK)
        assert await listed(intake, "clerk-1", list="mine") == []
        assert await listed(intake, hall_id=hall) == [first, second, third]
        assert await listed(intake, hall_id=hall, limit="1", after="0") == [first]
        assert await listed(intake, hall_id="elsewhere") == []
        assert refused(await as_clerk(intake, "clerk-1", "/enquiries", list="all")) == (400, "invalid-parameter")
        assert refused(await as_clerk(intake, "clerk-1", "/enquiries", after="x")) == (400, "invalid-parameter")


async def test_statistics_count_by_hall_what_was_asked_in_a_time(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        in_time, _ = await asked(intake, hall)
        late, _ = await asked(intake, hall, complex=True)
        await asked(intake, hall)
        await intake.post_as("clerk-1", f"/enquiries/{in_time}/hand-over", Role.CLERK, to="clerk-2")
        await intake.post_as("clerk-2", f"/enquiries/{in_time}/answer", Role.CLERK, answer=ANSWER)
        await intake.at("2015-09-15T00:00")
        await intake.post_as("clerk-1", f"/enquiries/{late}/answer", Role.CLERK, answer=ANSWER)
        await asked(intake, hall)
        counts = await as_clerk(intake, "clerk-1", "/enquiry-statistics", to="2015-09-14", **{"from": "2015-09-09"})
        (row,) = counts.json()["halls"]
        assert row == {
            "hall_id": hall,
            "opened": 3,
            "complex": 1,
            "answered": 2,
            "answered_in_time": 1,
            "missed": 2,
            "handed_over": 1,
        }
        (row,) = (await as_clerk(intake, "clerk-1", "/enquiry-statistics")).json()["halls"]
        assert row["opened"] == 4
        wrong = await as_clerk(intake, "clerk-1", "/enquiry-statistics", to="today")
        assert refused(wrong) == (400, "invalid-parameter")


async def test_what_is_said_stands_nowhere_in_plaintext_and_is_gone_after_an_erasure(tmp_path):
    async with hall_in(tmp_path) as (intake, hall):
        id_, code = await asked(intake, hall, contact={"phone": PHONE})
        await intake.post_as("clerk-1", f"/enquiries/{id_}/hand-over", Role.CLERK, to="clerk-2", note=NOTE)
        await intake.post_as("clerk-2", f"/enquiries/{id_}/answer", Role.CLERK, answer=ANSWER)
        await intake.follow()
        kept = b"".join(entry.document for entry in await intake.log.read(0, 1000))
        kept += b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert b"ANSWERED" in kept
        for words in (QUESTION, ANSWER, NOTE, "马奶奶", PHONE, code):
            assert words.encode() not in kept
        vault = intake.service.desk.vault
        await vault.destroy(await vault.find("phone", f"+86{PHONE}"), intake.clock.at)
        assert (await told(intake, id_, code)).json() == {"answered": True, "answer_due_on": "2015-09-10"}
        assert (await as_clerk(intake, "clerk-2", f"/enquiries/{id_}/words")).json() == {"notes": []}
