"""Ratings over HTTP: the story of a bad one from the voucher to the public list (S5), and who reads what."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from shared.contracts.intake.rating import Level
from shared.kernel.actors import Role
from tests.intake.ratings import (
    CENTRE,
    PHONE,
    SAID,
    bad_rating,
    delivered,
    follow_up,
    inbox,
    public,
    rate,
    rating_in,
    rating_of,
    voucher_of,
)
from tests.intake.service import Intake, enter_items, intake_in, opened_hall, refused

DIRECTOR, CLERK, SUPERVISOR = Role.CENTRE_DIRECTOR, Role.CLERK, Role.SUPERVISOR
CONTACT = {"phone": PHONE, "name": "示例·居民"}


@pytest.fixture
async def intake(tmp_path) -> AsyncIterator[Intake]:
    async with rating_in(tmp_path) as here:
        yield here


async def words_of(intake: Intake, rating: str, who: str = "s-second", role: Role = CLERK, org: str = CENTRE) -> Any:
    headers = {"Authorization": f"Bearer {intake.issuer.token(who, (role,), org)}"}
    return await intake.http.get(f"{intake.root}/ratings/{rating}/words", headers=headers)


# --- S5 ---------------------------------------------------------------------


async def test_a_bad_rating_is_assigned_the_same_day_with_its_due_dates(intake):
    rating = await bad_rating(intake, contact=CONTACT, comment=SAID)
    (shown,) = (await inbox(intake)).json()["ratings"]
    assert (shown["id"], shown["state"], shown["level"]) == (rating, "TO_CONTACT", "DISSATISFIED")
    assert (shown["rated_on"], shown["contact_due_on"], shown["fix_due_on"]) == (
        "2015-12-07",
        "2015-12-08",
        "2015-12-28",
    )
    assert (shown["handler"], shown["named"]) == ("s-clerk", True)


async def test_the_handler_does_not_verify_their_own(intake):
    rating = await bad_rating(intake)
    await follow_up(intake, rating, "contact", result="NO_CONTACT")
    answer = await intake.post_as("s-clerk", f"/ratings/{rating}/verification", CLERK, CENTRE, finding="CLEAR")
    assert refused(answer) == (403, "own-rating")


async def test_a_second_rating_of_the_same_service_is_refused(intake):
    application = await delivered(intake, await opened_hall(intake))
    await rate(intake, application)
    again = await intake.post_open(
        "/public/ratings", **await voucher_of(intake, application), level=Level.VERY_SATISFIED
    )
    assert refused(again) == (409, "already-rated")


async def test_what_is_not_put_right_in_time_goes_up_the_day_after(intake):
    rating = await bad_rating(intake)
    await follow_up(intake, rating, "contact", result="NO_CONTACT")
    await follow_up(intake, rating, "verification", finding="CLEAR")
    assert await intake.at("2015-12-28T23:59") == []
    assert await intake.at("2015-12-29T00:00") == ["bad-rating-escalated"]
    (shown,) = (await inbox(intake)).json()["ratings"]
    assert shown["escalated_to"] == "CENTRE_DIRECTOR"
    assert await intake.at("2016-02-01T00:00") == ["bad-rating-escalated"]
    (shown,) = (await inbox(intake)).json()["ratings"]
    assert shown["escalated_to"] == "DISTRICT"


async def test_put_right_and_called_again_it_is_closed_and_published_without_a_name(intake):
    rating = await bad_rating(intake, contact=CONTACT, comment=SAID)
    assert await follow_up(intake, rating, "contact", result="REACHED") == ["bad-rating-contacted"]
    plan = {"finding": "COMPLEX", "plan": "示例·马主任负责", "planned_on": "2015-12-20"}
    assert await follow_up(intake, rating, "verification", **plan) == ["bad-rating-verified"]
    assert await follow_up(intake, rating, "correction", "s-clerk", measure="增开一个窗口") == ["bad-rating-corrected"]
    closing = await follow_up(intake, rating, "second-contact", result="REACHED", content=True)
    assert closing == ["bad-rating-recontacted", "bad-rating-closed"]
    assert await intake.at("2016-02-01T00:00") == [], "nothing is late any more"
    (listed,) = (await public(intake, "/ratings"))["ratings"]
    assert {name: listed[name] for name in ("item_code", "level", "remedy", "measure", "outcome", "done_on")} == {
        "item_code": "CD-MZ-005",
        "level": "DISSATISFIED",
        "remedy": "RECTIFIED",
        "measure": "增开一个窗口",
        "outcome": "CONTENT",
        "done_on": "2015-12-08",
    }
    for told in (json.dumps(listed, ensure_ascii=False), *await documents(intake)):
        for secret in (SAID, "示例·居民", "马主任", PHONE):
            assert secret not in told
    assert "s-clerk" not in json.dumps(listed)
    assert (await inbox(intake)).json()["ratings"] == []
    assert len((await inbox(intake, state="CLOSED")).json()["ratings"]) == 1


async def documents(intake: Intake) -> list[str]:
    """All that the log says."""
    return [entry.document.decode() for entry in await intake.log.read(0, 10_000)]


async def test_an_excluded_rating_stays_in_the_stream_and_leaves_the_score(intake):
    rating = await bad_rating(intake)
    (before,) = (await public(intake, "/statistics/satisfaction"))["rows"]
    assert (before["dissatisfied"], before["excluded"], before["satisfied_percent"]) == (1, 0, 0.0)
    await follow_up(intake, rating, "contact", result="NO_CONTACT")
    await follow_up(intake, rating, "verification", finding="MALICIOUS")
    appealed = await intake.post_as("s-clerk", f"/ratings/{rating}/appeal", CLERK, CENTRE, grounds=SAID)
    assert appealed.status_code == 200, appealed.text
    answer = await intake.post_as("s-second", f"/ratings/{rating}/recheck", DIRECTOR, CENTRE, confirmed=True)
    assert refused(answer) == (403, "same-person-rechecks")
    assert await follow_up(intake, rating, "recheck", "s-director", confirmed=True) == ["bad-rating-excluded"]
    await intake.at("2015-12-09T00:00")
    (after,) = (await public(intake, "/statistics/satisfaction"))["rows"]
    assert (after["dissatisfied"], after["excluded"], after["not_rated"]) == (0, 1, 0)
    assert "satisfied_percent" not in after
    told = await intake.get(f"/ratings/{rating}/history", Role.AUDITOR)
    assert [event["type"].split(".")[2] for event in told["events"]][:2] == ["service-rated", "bad-rating-assigned"]
    assert (await public(intake, "/ratings"))["ratings"] == []
    assert SAID not in "".join(await documents(intake))


# --- who reads what ---------------------------------------------------------


async def test_comment_and_number_are_read_by_who_calls_back_and_nobody_else(intake):
    rating = await bad_rating(intake, contact=CONTACT, comment=SAID)
    told = {"comment": SAID, "contact": {"name": "示例·居民", "phone": f"+86{PHONE}"}}
    assert (await words_of(intake, rating)).json() == told
    assert (await words_of(intake, rating, "s-supervisor", SUPERVISOR, "")).json() == told
    assert refused(await words_of(intake, rating, "s-clerk")) == (403, "own-rating")
    assert refused(await words_of(intake, rating, org="centre-dg")) == (403, "rating-of-other-centre")
    assert (await words_of(intake, rating, role=Role.AUDITOR)).status_code == 403
    assert (await words_of(intake, "no-such-rating")).status_code == 404


async def test_words_of_somebody_who_was_erased_are_gone(intake):
    rating = await bad_rating(intake, contact=CONTACT, comment=SAID)
    vault = intake.service.desk.vault
    await vault.destroy(await vault.enrol("rating", rating), intake.clock.at)
    assert (await words_of(intake, rating)).json() == {}


async def test_a_centre_sees_its_own_bad_ratings_and_the_district_all(intake):
    rating = await bad_rating(intake)
    assert refused(await inbox(intake, centre_id="centre-dg")) == (403, "rating-of-other-centre")
    assert (await inbox(intake, org="centre-dg")).json()["ratings"] == []
    assert [each["id"] for each in (await inbox(intake, SUPERVISOR, "")).json()["ratings"]] == [rating]
    one = await intake.get(f"/ratings/{rating}", Role.AUDITOR)
    assert one["state"] == "TO_CONTACT"


async def test_a_good_rating_is_in_no_inbox(intake):
    application = await delivered(intake, await opened_hall(intake))
    await rate(intake, application, Level.BASICALLY)
    assert await intake.at("2015-12-07T23:30") == ["rating-box-opened", "service-rated"]
    assert (await inbox(intake)).json()["ratings"] == []
    assert (await words_of(intake, rating_of(intake, application))).status_code == 404


# --- giving it --------------------------------------------------------------


async def test_what_stands_in_the_log_of_a_rating_before_its_box_is_opened_says_nothing(intake):
    application = await delivered(intake, await opened_hall(intake))
    before = await intake.log.head()
    await rate(intake, application, contact=CONTACT, comment=SAID)
    spent, cast = [json.loads(entry.document) for entry in await intake.log.read(before, 10)]
    assert set(spent["data"]) == {"cast_on"}
    assert set(cast["data"]) == {"token_id", "ballot", "opens_at"}
    for document in (spent, cast):
        assert (document["actor"], document["actorrole"]) == ("withheld", "resident")
        assert not {"correlationid", "causationid", "actororg"} & document.keys()
        assert "DISSATISFIED" not in json.dumps(document)
        assert application not in json.dumps(document)


async def test_the_same_request_again_is_answered_again_and_counts_once(intake):
    application = await delivered(intake, await opened_hall(intake))
    body = json.dumps({**await voucher_of(intake, application), "level": "SATISFIED"}).encode()
    headers = {"Idempotency-Key": "key-of-the-rater", "Content-Type": "application/json"}
    first, second = [
        await intake.http.post(f"{intake.root}/public/ratings", content=body, headers=headers) for _ in range(2)
    ]
    assert (first.status_code, second.status_code) == (200, 200)
    assert second.headers["Idempotent-Replay"] == "true"
    assert first.json() == second.json()
    assert await intake.at("2015-12-07T23:30") == ["rating-box-opened", "service-rated"]


async def test_after_thirty_days_a_service_counts_as_not_rated_and_never_as_good(intake):
    hall = await opened_hall(intake)
    application, other = await delivered(intake, hall), await delivered(intake, hall)
    await intake.at("2016-01-06T10:00")
    await rate(intake, application, Level.SATISFIED)
    await intake.at("2016-01-07T00:00")
    third = await intake.post_open("/public/ratings", **await voucher_of(intake, application), level="SATISFIED")
    assert refused(third) == (409, "already-rated")
    other = next(
        row for row in (await intake.get("/applications", hall_id=hall))["applications"] if row["id"] != application
    )
    late = await intake.post_open("/public/ratings", **await voucher_of(intake, other["id"]), level="SATISFIED")
    assert refused(late) == (409, "rating-closed")
    (row,) = (await public(intake, "/statistics/satisfaction"))["rows"]
    assert (row["month"], row["offered"], row["satisfied"], row["not_rated"]) == ("2015-12", 2, 1, 1)
    assert (row["satisfied_percent"], row["rate_by_on"]) == (100.0, "2016-01-06")


async def test_without_the_code_nobody_rates(intake):
    application = await delivered(intake, await opened_hall(intake))
    voucher = {**await voucher_of(intake, application), "code": "00000000"}
    assert refused(await intake.post_open("/public/ratings", **voucher, level="SATISFIED")) == (404, "code-wrong")


BODIES = {
    "a level that is none": ({"level": "GREAT"}, (422, "invalid-value")),
    "an indicator of the other channel": (
        {"level": "SATISFIED", "indicators": [{"indicator": "OPERABILITY", "level": "SATISFIED"}]},
        (422, "indicator-not-asked"),
    ),
    "a number that is none": ({"level": "SATISFIED", "contact": {"phone": "12"}}, (422, "phone-invalid")),
    "a comment without an end": ({"level": "SATISFIED", "comment": "长" * 501}, (422, "invalid-value")),
}


@pytest.mark.parametrize(("body", "then"), BODIES.values(), ids=BODIES.keys())
async def test_what_is_no_rating_is_refused_and_the_service_may_still_be_rated(intake, body, then):
    application = await delivered(intake, await opened_hall(intake))
    answer = await intake.post_open("/public/ratings", **await voucher_of(intake, application), **body)
    assert refused(answer) == then
    await rate(intake, application)


async def test_in_2014_there_were_no_ratings(tmp_path):
    async with intake_in(tmp_path) as intake:
        await intake.at("2014-09-24T09:00")
        await enter_items(intake, "CD-MZ-005")
        application = await delivered(intake, await opened_hall(intake))
        answer = await intake.post_open("/public/ratings", **await voucher_of(intake, application), level="SATISFIED")
        assert refused(answer) == (409, "rating-not-offered")
        assert not [entry for entry in await intake.log.read(0, 1000) if "rating" in entry.type]


async def test_what_is_rated_while_the_box_is_opened_lies_in_the_next_one(intake, monkeypatch):
    application = await delivered(intake, await opened_hall(intake))
    voucher = await voucher_of(intake, application)
    await intake.at("2015-12-07T23:29")
    enrol = type(intake.service.desk.vault).enrol

    async def slowly(vault: Any, kind: str, number: str) -> str:
        if (kind, number) == ("rating-box", "2015-12-07"):
            intake.clock.forward(minutes=1)
        return str(await enrol(vault, kind, number))

    monkeypatch.setattr(type(intake.service.desk.vault), "enrol", slowly)
    answer = await intake.post_open("/public/ratings", **voucher, level="DISSATISFIED")
    assert answer.status_code == 200, answer.text
    assert await intake.at("2015-12-08T23:29") == []
    assert await intake.at("2015-12-08T23:30") == ["rating-box-opened", "service-rated", "bad-rating-assigned"]
