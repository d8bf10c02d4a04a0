"""A copy of everything that intake holds of a person, over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from services.intake.api.rating_cast import BOX
from shared.kernel.actors import Role
from tests.intake.papers import APPLICANT, counter_in
from tests.intake.ratings import bad_rating, rating_in
from tests.intake.service import refused
from tests.runtime.served import Served

REASON = "本人来电撤回"


@pytest.fixture
async def counter(tmp_path):
    async with counter_in(tmp_path) as counter:
        yield counter


async def found(intake: Served, kind: str, number: str) -> str:
    """The reference of a person by a number, as the administration looks it up."""
    answer = await intake.post("/subject-searches", Role.ADMIN, id_kind=kind, id_number=number)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["subject"])


async def exported(intake: Served, subject: str) -> dict[tuple[str, str], Any]:
    """What is held of a person, by event and path."""
    copy = await intake.get(f"/subjects/{subject}/export", Role.ADMIN)
    return {(each["event"], each["path"]): each["value"] for each in copy["values"]}


async def test_a_person_is_found_by_number_and_gets_everything_that_is_held_of_them(counter):
    intake = counter.intake
    await intake.do(f"{counter.path}/withdrawal", Role.CLERK, reason=REASON)
    subject = await found(intake, "citizen-id", APPLICANT["id_number"])
    assert subject == counter.subject
    held = await exported(intake, subject)
    assert held["application-received", "applicant"] == {**APPLICANT, "phone": "+8613997000000"}
    assert held["application-withdrawn", "reason"] == REASON
    copy = await intake.get(f"/subjects/{subject}/export", Role.ADMIN)
    first = copy["values"][0]
    assert (first["aggregate"], first["recorded_on"]) == (f"application/{counter.id}", "2014-09-24")


async def test_the_copy_is_itself_an_entry_of_the_access_log(counter):
    await exported(counter.intake, counter.subject)
    (entry,) = (await counter.intake.get(f"/subjects/{counter.subject}/access", Role.AUDITOR))["accesses"]
    assert (entry["purpose"], entry["role"], entry["fields"]) == ("COPY", "admin", ["applicant"])


async def test_of_another_person_nothing_is_told_even_from_the_same_event(counter):
    body = {"item_code": "CD-MZ-005", "applicant": {"name": "示例·乙", "id_number": "630102196207081227"}}
    await counter.intake.post_open("/public/drafts", **body)
    other = await found(counter.intake, "citizen-id", "630102196207081227")
    held = await exported(counter.intake, other)
    assert list(held) == [("application-drafted", "applicant")]
    assert APPLICANT["name"] not in str(held)


async def test_after_an_erasure_the_copy_is_empty_and_the_number_finds_nobody(counter):
    await counter.erase()
    assert await exported(counter.intake, counter.subject) == {}
    number = {"id_kind": "citizen-id", "id_number": APPLICANT["id_number"]}
    assert refused(await counter.intake.post("/subject-searches", Role.ADMIN, **number)) == (404, "not-found")


async def test_who_booked_is_found_by_telephone(counter):
    wrong = await counter.intake.post("/subject-searches", Role.ADMIN, id_kind="phone", id_number="1234")
    assert refused(wrong) == (422, "invalid-value")
    nobody = await counter.intake.post("/subject-searches", Role.ADMIN, id_kind="phone", id_number="13997000000")
    assert refused(nobody) == (404, "not-found"), "an applicant's number finds no booker"


async def test_a_copy_is_for_auditors_and_administrators(counter):
    body = {"id_kind": "citizen-id", "id_number": APPLICANT["id_number"]}
    for role in (Role.CLERK, Role.SUPERVISOR, Role.RESIDENT):
        assert refused(await counter.intake.post("/subject-searches", role, **body)) == (403, "role-forbidden")
        headers = {"Authorization": f"Bearer {counter.intake.issuer.token('somebody', (role,))}"}
        url = f"{counter.intake.root}/subjects/{counter.subject}/export"
        assert refused(await counter.intake.http.get(url, headers=headers)) == (403, "role-forbidden")


async def test_no_ballot_leaves_its_box_by_way_of_a_copy(tmp_path):
    async with rating_in(tmp_path) as intake:
        await bad_rating(intake, comment="窗口等了两个小时")
        box = await intake.service.desk.vault.find(BOX, "2015-12-07")
        assert box is not None
        assert await exported(intake, box) == {}
