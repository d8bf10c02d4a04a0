"""Erasure over HTTP: what the archive keeps is not erased, what nobody keeps is, and a crash in between is repaired."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import httpx
import pytest

from services.intake.api.erasure import DUTY
from shared.contracts.casework.case import CaseClosed, Outcome
from shared.contracts.casework.post import ActedAs
from shared.contracts.erasure import HOLDERS, ErasureCleared, ErasureRetained, Retention
from shared.kernel.actors import Role
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import SHANGHAI
from tests.intake.papers import APPLICANT, Counter, counter_in
from tests.intake.service import Intake, heard, refused

BASIS = {"basis": "PURPOSE_MET"}
WITHDRAWAL = {"reason": "不办了"}
AFTER_TEN_YEARS = "2024-09-24T09:00"
KEPT = Retention(archive_class="contracts", concerning="contract/k-1", basis="archives.keep.contracts", period="P30Y")


@pytest.fixture
async def counter(tmp_path):
    async with counter_in(tmp_path) as counter:
        yield counter


async def ask(counter: Counter, subject: str | None = None) -> httpx.Response:
    """Ask for the erasure of the applicant, or of somebody else."""
    await counter.intake.follow()
    return await counter.intake.post(f"/subjects/{subject or counter.subject}/erasure", Role.ADMIN, **BASIS)


async def stands(intake: Intake, subject: str) -> dict[str, Any]:
    return await intake.get(f"/erasures/{subject}", Role.AUDITOR)


async def answered(intake: Intake, subject: str, *services: str, round_: int = 1) -> None:
    """Other services say that they keep nothing."""
    for place, service in enumerate(services, 70):
        about = AggregateRef("erasure-answer", subject)
        await heard(intake, service, about, ErasureCleared(round=round_), place + 10 * round_)


async def conducted(intake: Intake) -> list[str]:
    """What the duty records until there is nothing more to do."""
    before = await intake.log.head()
    await intake.follow()
    while await DUTY.turn(intake.service.desk):
        await intake.follow()
    return [entry.type.split(".")[2] for entry in await intake.log.read(before, 1000)]


async def withdrawn(counter: Counter) -> None:
    """An application of 2014 that was taken back, more than ten years later."""
    await counter.intake.do(f"{counter.path}/withdrawal", Role.CLERK, **WITHDRAWAL)
    counter.intake.clock.at = datetime.fromisoformat(AFTER_TEN_YEARS).replace(tzinfo=SHANGHAI)


async def exported(intake: Intake, subject: str) -> list[Any]:
    return list((await intake.get(f"/subjects/{subject}/export", Role.ADMIN))["values"])


async def test_what_goes_on_is_not_erased_and_only_stored_from_now_on(counter):
    answer = await ask(counter)
    assert refused(answer) == (409, "retention")
    assert (answer.json()["archive_class"], answer.json()["until_on"]) == ("in_use", None)
    assert answer.json()["held"][0]["concerning"] == f"application/{counter.id}"
    assert (await stands(counter.intake, counter.subject))["state"] == "RESTRICTED"
    assert refused(await ask(counter)) == (409, "retention"), "again"
    words = [entry.type.split(".")[2] for entry in await counter.intake.log.read(0, 1000)]
    assert words.count("processing-restricted") == 1


async def test_a_withdrawn_application_is_kept_ten_years_to_the_day(counter):
    await withdrawn(counter)
    counter.intake.clock.at = datetime(2024, 9, 23, 23, 59, tzinfo=SHANGHAI)
    problem = (await ask(counter)).json()
    assert (problem["archive_class"], problem["period"]) == ("withdrawn_applications", "P10Y")
    assert (problem["basis"], problem["until_on"]) == ("archives.keep.withdrawn_applications", "2024-09-24")
    counter.intake.clock.at = datetime(2024, 9, 24, tzinfo=SHANGHAI)
    answer = await ask(counter)
    assert [event["type"].split(".")[2] for event in answer.json()["events"]] == ["erasure-requested"]
    status = await stands(counter.intake, counter.subject)
    assert (status["state"], status["round"], status["answer_due_on"]) == ("ASKED", 2, "2024-10-18")


async def test_a_granted_benefit_is_kept_thirty_years(counter):
    await counter.intake.do(f"{counter.path}/acceptance", Role.CLERK)
    closed = CaseClosed(
        application_id=counter.id,
        post_id="post-1",
        acted_as=ActedAs.A,
        outcome=Outcome.GRANT,
        closed_on=counter.intake.clock.at.date(),
    )
    await heard(counter.intake, "casework", AggregateRef("case", "case-1"), closed, 57)
    problem = (await ask(counter)).json()
    assert (problem["archive_class"], problem["period"]) == ("benefit_decisions", "P30Y")
    assert problem["until_on"] == "2044-09-24"


async def test_when_all_agree_the_key_is_destroyed_the_copy_is_empty_and_the_streams_are_as_they_were(counter):
    await withdrawn(counter)
    intake = counter.intake
    assert await exported(intake, counter.subject)
    assert (await ask(counter)).status_code == 200
    before = await intake.log.read(0, 1000)
    await answered(intake, counter.subject, *HOLDERS[:-1])
    assert await conducted(intake) == [], "one has not answered"
    assert (await stands(intake, counter.subject))["cleared"] == sorted(HOLDERS[:-1])
    await answered(intake, counter.subject, HOLDERS[-1])
    assert await conducted(intake) == ["erasure-granted", "subject-key-destroyed"]
    assert await conducted(intake) == []
    assert (await stands(intake, counter.subject))["state"] == "DESTROYED"
    assert await exported(intake, counter.subject) == []
    assert (await intake.log.read(0, 1000))[: len(before)] == before
    assert (await intake.get(counter.path, Role.CLERK))["state"] == "WITHDRAWN"
    assert await intake.service.desk.vault.find("citizen-id", APPLICANT["id_number"]) is None
    again = await ask(counter)
    assert (again.status_code, again.json()["events"]) == (200, [])


async def test_what_another_service_keeps_is_kept(counter):
    await withdrawn(counter)
    await ask(counter)
    await answered(counter.intake, counter.subject, "casework", "grants")
    about = AggregateRef("erasure-answer", counter.subject)
    await heard(counter.intake, "associations", about, ErasureRetained(round=1, held=(KEPT,)), 99)
    assert await conducted(counter.intake) == []
    status = await stands(counter.intake, counter.subject)
    assert (status["state"], status["held"][0]["archive_class"]) == ("RESTRICTED", "contracts")
    await answered(counter.intake, counter.subject, "councils")
    assert await conducted(counter.intake) == []


async def test_who_applies_anew_meanwhile_is_not_erased(counter):
    await withdrawn(counter)
    intake = counter.intake
    await ask(counter)
    body = {"hall_id": counter.hall_id, "window_id": "W2", "item_code": "CD-MZ-005", "applicant": APPLICANT}
    assert (await intake.post("/applications", Role.CLERK, **body)).status_code == 201
    await answered(intake, counter.subject, *HOLDERS)
    assert await conducted(intake) == ["processing-restricted"]
    assert await exported(intake, counter.subject)


async def granted(counter: Counter) -> None:
    """The grant stands in the log, and whoever recorded it was killed."""
    await withdrawn(counter)
    await ask(counter)
    await answered(counter.intake, counter.subject, *HOLDERS)
    await counter.intake.follow()
    assert await DUTY.turn(counter.intake.service.desk)
    await counter.intake.follow()
    assert (await stands(counter.intake, counter.subject))["state"] == "GRANTED"


async def test_who_is_killed_between_grant_and_destruction_leaves_it_to_the_next_turn(counter):
    await granted(counter)
    assert await exported(counter.intake, counter.subject), "the key is still there"
    assert DUTY.waits(counter.intake.service.desk, counter.intake.clock.at)
    assert await conducted(counter.intake) == ["subject-key-destroyed"]
    assert await exported(counter.intake, counter.subject) == []


async def test_who_is_killed_after_the_destruction_leaves_its_record_to_the_next_turn(counter):
    await granted(counter)
    await counter.erase()
    assert await conducted(counter.intake) == ["subject-key-destroyed"]
    assert not DUTY.waits(counter.intake.service.desk, counter.intake.clock.at)


async def test_who_booked_in_2013_is_erased_ten_years_after_the_day(counter):
    intake = counter.intake
    booking = {"hall_id": counter.hall_id, "from_at": "2014-09-25T10:00:00+08:00", "contact": {"phone": "13897230001"}}
    answer = await intake.post_open("/public/appointments", **booking)
    assert answer.status_code == 201, answer.text
    booker = await intake.service.desk.vault.find("phone", "+8613897230001")
    assert booker is not None
    problem = (await ask(counter, booker)).json()
    assert (problem["archive_class"], problem["until_on"]) == ("appointments", "2024-09-25")
    intake.clock.at = datetime(2024, 9, 25, 9, tzinfo=SHANGHAI)
    assert (await ask(counter, booker)).status_code == 200
    await answered(intake, booker, *HOLDERS, round_=2)
    assert await conducted(intake) == ["erasure-granted", "subject-key-destroyed"]


async def test_a_draft_holds_nothing_up(counter):
    body = {"item_code": "CD-MZ-005", "applicant": {"name": "示例·乙", "id_number": "630102196207081227"}}
    await counter.intake.post_open("/public/drafts", **body)
    other = await counter.intake.service.desk.vault.find("citizen-id", "630102196207081227")
    assert other is not None
    assert (await ask(counter, other)).status_code == 200


async def test_an_answer_that_is_late_is_told(counter):
    await withdrawn(counter)
    await ask(counter)
    assert "erasure-answer-missed" not in await counter.intake.at("2024-10-18T23:59")
    assert "erasure-answer-missed" in await counter.intake.at("2024-10-19T00:00")
    assert (await stands(counter.intake, counter.subject))["missed"]
    (listed,) = (await counter.intake.get("/erasures", Role.AUDITOR))["erasures"]
    assert (listed["subject"], listed["state"], listed["missed"]) == (counter.subject, "ASKED", True)


async def test_only_the_administration_erases_and_nobody_whom_nobody_knows(counter):
    for role in (Role.CLERK, Role.AUDITOR, Role.CENTRE_DIRECTOR, Role.RESIDENT):
        answer = await counter.intake.post(f"/subjects/{counter.subject}/erasure", role, **BASIS)
        assert refused(answer) == (403, "role-forbidden")
    assert refused(await ask(counter, "nobody")) == (404, "subject-unknown")
    headers = {"Authorization": f"Bearer {counter.intake.issuer.token('somebody', (Role.ADMIN,))}"}
    missing = await counter.intake.http.get(f"{counter.intake.root}/erasures/nobody", headers=headers)
    assert refused(missing) == (404, "not-found")
