"""Duplicates over HTTP: S11(c), all three answers, and two receipts in the same moment, which never pass unseen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import httpx
import pytest

from services.intake.app import PARTS
from services.intake.domain.application import APPLICATION
from services.intake.domain.application_commands import ReceiveApplication
from services.intake.domain.claim import CLAIMS, ClaimItem
from services.intake.domain.hall import HALL
from services.intake.domain.item import ITEM
from services.intake.domain.types import ApplicationId, HallId, ItemCode, WindowId
from services.intake.domain.voucher import VOUCHERS, IssueVoucher, series_id
from services.intake.domain.window_post import DISTRICT, WINDOW_POSTS
from shared.contracts.intake.application import Applicant
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Step
from shared.kernel.instants import SHANGHAI
from shared.kernel.personal import Personal
from shared.runtime.act import Act, Done
from shared.runtime.aggregates import Aggregates
from shared.runtime.executor import Executor
from shared.runtime.turnstile import Turnstile
from tests.intake.service import Intake, enter_items, intake_in, opened_hall, refused
from tests.journeys.people import resident

CLERK = Role.CLERK
REGISTER = {"register_number": "630102-0001", "authorises": True}


@pytest.fixture
async def intake(tmp_path) -> AsyncIterator[Intake]:
    async with intake_in(tmp_path) as here:
        here.clock.at = datetime(2015, 9, 1, 9, tzinfo=SHANGHAI)
        await enter_items(here, "CD-MZ-001", "CD-MZ-005")
        yield here


@pytest.fixture
async def halls(intake: Intake) -> tuple[str, str]:
    """Two halls of the district."""
    second = {"centre_id": "centre-qzx", "code": "DGX", "name_zh": "东关社区服务大厅", "name_en": "Dongguan Hall"}
    first, other = await opened_hall(intake), str((await intake.post("/halls", **second)).json()["id"])
    await intake.do(f"/halls/{other}/windows", window_id="W2")
    return first, other


async def receive(intake: Intake, hall: str, applicant: dict[str, str], **people: Any) -> httpx.Response:
    body = {"hall_id": hall, "window_id": "W2", "item_code": "CD-MZ-001", "applicant": applicant, **people}
    answer = await intake.post("/applications", CLERK, **body)
    assert answer.status_code == 201, answer.text
    return answer


def flagged(answer: httpx.Response) -> bool:
    return "intake.duplicate-found" in str(answer.json()["events"])


async def said(intake: Intake, application: str, answer: str, **more: str) -> httpx.Response:
    body = {"answer": answer, "reason": "两户实为一户", **more}
    return await intake.post(f"/applications/{application}/duplicate-answer", CLERK, **body)


def words(answer: httpx.Response) -> list[str]:
    return [event["type"].split(".")[2] for event in answer.json()["events"]]


async def pair(intake: Intake, halls: tuple[str, str]) -> tuple[str, str]:
    """Two applications of one household, the wife's in the second hall."""
    one = await receive(intake, halls[0], resident(), household=REGISTER)
    two = await receive(intake, halls[1], resident(), household=REGISTER)
    assert (flagged(one), flagged(two)) == (False, True)
    return str(one.json()["id"]), str(two.json()["id"])


async def test_s11_c_the_same_household_in_another_hall_is_answered_before_acceptance(intake, halls):
    one, two = await pair(intake, halls)
    answer = await intake.post(f"/applications/{two}/acceptance", CLERK)
    assert refused(answer) == (409, "duplicate-unanswered")
    assert answer.json()["matches"] == [one]
    (shown,) = (await intake.get(f"/applications/{two}/duplicates", CLERK))["matches"]
    assert (shown["application_id"], shown["matched_by"], shown["stood"]) == (one, ["HOUSEHOLD"], "OPEN")
    assert (shown["state"], shown["hall_id"]) == ("RECEIVED", halls[0])
    waiting = await intake.get("/open-duplicates", CLERK, hall_id=halls[1])
    assert [(each["application_id"], each["matches"]) for each in waiting["applications"]] == [(two, 1)]
    assert words(await said(intake, two, "CONTINUE")) == ["duplicate-answered"]
    assert await intake.do(f"/applications/{two}/acceptance", CLERK) == ["application-accepted"]
    assert (await intake.get("/open-duplicates", CLERK, hall_id=halls[1]))["applications"] == []


async def test_a_merger_ends_the_later_one_and_names_the_other(intake, halls):
    one, two = await pair(intake, halls)
    assert words(await said(intake, two, "MERGE", into=one)) == ["duplicate-answered", "application-merged"]
    assert (await intake.get(f"/applications/{two}", CLERK))["state"] == "MERGED"
    assert (await intake.get(f"/applications/{two}/duplicates", CLERK))["merged_into"] == one
    assert await intake.at("2015-10-01T00:00") == ["application-deemed-accepted"], "the first one's alone"


async def test_no_merger_into_what_has_ended_meanwhile(intake, halls):
    one, two = await pair(intake, halls)
    await intake.do(f"/applications/{one}/withdrawal", CLERK, reason="不再需要")
    assert refused(await said(intake, two, "MERGE", into=one)) == (422, "merge-target-unfit")
    assert refused(await said(intake, two, "MERGE", into="no-such")) == (422, "merge-target-unfit")


async def test_a_withdrawal_by_the_answer_is_a_withdrawal(intake, halls):
    _, two = await pair(intake, halls)
    assert words(await said(intake, two, "WITHDRAW")) == ["duplicate-answered", "application-withdrawn"]
    assert (await intake.get(f"/applications/{two}", CLERK))["state"] == "WITHDRAWN"


async def test_the_limit_passes_over_an_unanswered_duplicate(intake, halls):
    one, two = await pair(intake, halls)
    assert await intake.at("2015-09-30T00:00") == ["application-deemed-accepted"] * 2
    assert (await intake.get(f"/applications/{two}", CLERK))["state"] == "ACCEPTED"
    assert words(await said(intake, two, "MERGE", into=one)) == ["duplicate-answered", "application-merged"]


SAME = {
    "the same person": ({}, {}, ["PERSON"], True),
    "the same address in other words": (
        {"address": "青海省西宁市城东区大众街12号3-201"},
        {"address": "大众街１２号 3—201"},
        ["ADDRESS"],
        False,
    ),
    "another address": ({"address": "大众街12号"}, {"address": "大众街13号"}, None, False),
    "the district is no address": ({"address": "城东区"}, {"address": "城东区"}, None, False),
    "another household": ({"household": REGISTER}, {"household": {"register_number": "630102-0002"}}, None, False),
}


@pytest.mark.parametrize(("first", "second", "by", "same"), SAME.values(), ids=SAME.keys())
async def test_what_two_applications_are_matched_by(intake, halls, first, second, by, same):
    person = resident()
    await receive(intake, halls[0], person, **first)
    answer = await receive(intake, halls[1], person if same else resident(), **second)
    assert flagged(answer) is (by is not None)
    if by is not None:
        (shown,) = (await intake.get(f"/applications/{answer.json()['id']}/duplicates", CLERK))["matches"]
        assert shown["matched_by"] == by


async def test_another_item_or_one_that_was_withdrawn_is_no_duplicate(intake, halls):
    person = resident()
    first = await receive(intake, halls[0], person)
    assert not flagged(await receive(intake, halls[0], person, item_code="CD-MZ-005"))
    await intake.do(f"/applications/{first.json()['id']}/withdrawal", CLERK, reason="不再需要")
    assert not flagged(await receive(intake, halls[1], person))


async def test_two_receipts_of_one_person_in_the_same_moment_never_pass_each_other_unseen(intake, halls):
    for _ in range(10):
        person = resident()
        answers = await asyncio.gather(*(receive(intake, hall, person) for hall in (*halls, *halls)))
        unseen = [str(each.json()["id"]) for each in answers if not flagged(each)]
        assert len(unseen) == 1, "the first one alone meets nobody"
        for each in answers:
            if flagged(each):
                told = await intake.get(f"/applications/{each.json()['id']}/duplicates", CLERK)
                assert unseen[0] in {match["application_id"] for match in told["matches"]}


async def test_who_is_put_in_the_place_of_a_wrong_person_is_looked_for_too(intake, halls):
    """A slip at the second window must not hide that the same person asked twice."""
    person = resident()
    one = str((await receive(intake, halls[0], person)).json()["id"])
    slip = await receive(intake, halls[1], resident())
    assert not flagged(slip)
    two = str(slip.json()["id"])
    path = f"/applications/{two}/applicant-correction"
    assert await intake.do(path, CLERK, applicant=person, fault="MISCOPIED") == [
        "applicant-corrected",
        "duplicate-found",
        "application-claimed",
    ]
    answer = await intake.post(f"/applications/{two}/acceptance", CLERK)
    assert refused(answer) == (409, "duplicate-unanswered")
    third = await receive(intake, halls[0], person)
    told = await intake.get(f"/applications/{third.json()['id']}/duplicates", CLERK)
    assert {match["application_id"] for match in told["matches"]} == {one, two}


async def test_what_a_correction_finds_adds_to_what_the_receipt_met_and_is_answered_anew(intake, halls):
    person = resident()
    by_person = str((await receive(intake, halls[0], person)).json()["id"])
    by_household, two = await pair(intake, halls)
    assert words(await said(intake, two, "CONTINUE")) == ["duplicate-answered"]
    await intake.do(f"/applications/{two}/applicant-correction", CLERK, applicant=person, fault="MISCOPIED")
    told = await intake.get(f"/applications/{two}/duplicates", CLERK)
    assert [match["application_id"] for match in told["matches"]] == [by_person, by_household]
    assert "answer" not in told
    assert words(await said(intake, two, "CONTINUE")) == ["duplicate-answered"]


def replica(of: Executor) -> Executor:
    """Another process on the same log, with what it knows of its own."""
    return replace(of, aggregates=Aggregates(of.log, of.aggregates.codec, PARTS.deciders), _turnstile=Turnstile())


async def test_what_another_process_receives_meanwhile_counts_as_open(intake, halls):
    """The claims were read, and nothing was there; then the other process records, and this one decides."""
    executor = intake.service.desk.executor
    subject = await executor.vault.enrol("citizen-id", "630102194503120017")
    mine, theirs = executor, replica(executor)
    assert (await intake.service.desk.state(CLAIMS, f"CD-MZ-001-{subject}")).application_ids == ()
    first = await theirs.execute(receipt("a-1", halls[0], subject))
    second = await mine.execute(receipt("a-2", halls[1], subject))
    third = await theirs.execute(receipt("a-3", halls[0], subject))
    for done, expected in ((first, []), (second, ["a-1"]), (third, ["a-2", "a-1"])):
        assert isinstance(done, Done), done
        state: Any = await intake.service.desk.state(APPLICATION, done.id)
        assert [match.application_id for match in state.facts.duplicates.matches] == expected


def receipt(id_: str, hall: str, subject: str) -> Act:
    """A receipt whose caller read the claims before anybody asked."""
    told = Applicant(name="示例·马奶奶", id_kind="citizen-id", id_number="630102194503120017")
    command = ReceiveApplication(
        application_id=ApplicationId(id_),
        hall_id=HallId(hall),
        window_id=WindowId("W2"),
        item_code=ItemCode("CD-MZ-001"),
        applicant=Personal[Applicant].of(subject, told),
        materials=(),
    )
    looked_at = (HALL.ref(hall), ITEM.ref("CD-MZ-001"), WINDOW_POSTS.ref(DISTRICT))
    steps = (
        Step(APPLICATION, id_, command, related=looked_at),
        Step(VOUCHERS, series_id(hall, 2015), IssueVoucher(application_id=ApplicationId(id_))),
        Step(CLAIMS, f"CD-MZ-001-{subject}", ClaimItem(application_id=ApplicationId(id_))),
    )
    return Act(steps, Actor(ActorId("clerk-1"), Role.CLERK))
