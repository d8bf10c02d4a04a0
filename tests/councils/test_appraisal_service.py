"""Appraisals and rectifications through HTTP, on a server of their own: every route, who may, what anybody reads."""

from __future__ import annotations

from datetime import date

import pytest

from services.councils.domain.centre_record import CENTRE_RECORD, RecordClosure
from services.councils.domain.types import PersonId
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from tests.councils.appraisal_house import (
    ABOVE,
    CENTRE,
    CLERK,
    COMMITTEE,
    DIRECTOR,
    INDICATORS,
    MEETS_ON,
    begun_with,
    called_for,
    eventually,
    opened_for,
    the_rules_are_known,
    three_are_on_the_register,
)
from tests.councils.bodies import COMMUNITY_ID, TUANJIE
from tests.councils.house import House, house_on, somebody

pytestmark = pytest.mark.server
MARKS = {"working_committee": 90, "discipline": 90}


async def test_members_a_centre_and_a_unit_are_appraised(server, tmp_path):
    async with house_on(server, tmp_path) as house:
        await the_rules_are_known(house)
        people = [await somebody(house) for _ in range(3)]
        await three_are_on_the_register(house, people)
        appraisals = await members_are_appraised_together(house, people)
        of_centre = await opened_for(house, "SERVICE_CENTRE", CENTRE, "2014-H2")
        meeting = await called_for(house, *appraisals, of_centre)
        await begun_with(house, meeting, people)
        await the_committee_has_reported(house, meeting)
        await members_are_scored(house, meeting, appraisals, people)
        await residents_appraise_the_centre(house, meeting, of_centre)
        await a_unit_is_appraised(house)
        await results_count(house, appraisals, of_centre)
        await a_member_puts_right(house, appraisals[0], people[0])
        await the_centre_puts_right(house, of_centre)
        await the_next_report_is_missed(house)
        await the_unit_is_outstanding(house)


def scores(meeting: str, competent: int) -> dict[str, object]:
    totals = {"excellent": 0, "competent": competent, "basically_competent": 0, "not_competent": 0}
    at = {"committee_id": TUANJIE, "meeting_id": meeting, "held_on": MEETS_ON}
    return {**at, "present": competent, "scores": totals}


async def members_are_appraised_together(house: House, people: list[PersonId]) -> list[str]:
    subjects = [{"id": id_, "name": f"马{place}"} for place, id_ in enumerate(people)]
    said = {
        "subject_kind": "COMMITTEE_MEMBER",
        "committee_id": TUANJIE,
        "community_id": COMMUNITY_ID,
        "period": "2014",
        "indicators": INDICATORS,
        "subjects": subjects,
    }
    assert (await house.say("/v1/appraisals", CLERK, **said))[0] == 403
    ahead = said | {"period": "2015"}
    assert await house.say("/v1/appraisals", ABOVE, "w1", COMMUNITY_ID, **ahead) == (422, "appraisal-rules-broken")
    opened = await house.say("/v1/appraisals", ABOVE, "w1", COMMUNITY_ID, **said)
    assert opened == (201, " ".join(3 * ["appraisal-opened"]))
    assert await house.say("/v1/appraisals", ABOVE, "w1", COMMUNITY_ID, **said) == (200, "")
    listed = (await house.get("/v1/appraisals", subject_kind="COMMITTEE_MEMBER", period="2014", limit="2"))[
        "appraisals"
    ]
    assert [each["state"] for each in listed] == ["RUNNING", "RUNNING"]
    rows = (await house.get("/v1/appraisals", committee_id=TUANJIE))["appraisals"]
    assert [each["subject_id"] for each in rows] == people
    ids = [str(each["id"]) for each in rows]
    assert ids[0] == house.made
    assert (await house.ask("/v1/appraisals", state="GONE")).status_code == 400
    return ids


async def the_committee_has_reported(house: House, meeting: str) -> None:
    path = f"/v1/committees/{TUANJIE}/reports"
    told = {"due_on": "2015-11-10", "overdue": False, "meeting_id": meeting, "held_on": MEETS_ON}
    assert await house.get(path) == told
    assert await house.happened(path) == ["committee-reported"]


async def members_are_scored(house: House, meeting: str, ids: list[str], people: list[PersonId]) -> None:
    for id_, subject, competent in zip(ids, people, (3, 2, 2), strict=True):
        await is_scored(house, meeting, id_, subject, competent)
    await is_published(house, ids)


async def is_scored(house: House, meeting: str, id_: str, subject: PersonId, competent: int) -> None:
    path = f"/v1/appraisals/{id_}"
    report, marks = {"words": "一年来入户走访二百户"}, {"daily_work": 90, **MARKS}
    assert await house.say(f"{path}/scores", CLERK, **scores(meeting, 2)) == (409, "appraisal-stage-open")
    assert await house.say(f"{path}/report", COMMITTEE, "another", **report) == (403, "not-the-subject")
    assert await house.say(f"{path}/report", COMMITTEE, subject, **report) == (200, "report-presented")
    assert (await house.get(f"{path}/report"))["words"] == report["words"]
    assert await house.say(f"{path}/scores", CLERK, **scores(meeting, 1)) == (409, "quorum-not-met")
    assert await house.say(f"{path}/scores", COMMITTEE, subject, **scores(meeting, 2)) == (403, "own-appraisal")
    assert await house.say(f"{path}/scores", CLERK, **scores(meeting, competent)) == (200, "scores-cast")
    if competent == 3:
        assert await house.say(f"{path}/publication", ABOVE, "w1", COMMUNITY_ID) == (409, "appraisal-stage-open")
    assert await house.say(f"{path}/marks", ABOVE, "w2", "taining", **marks) == (403, "of-another-community")
    assert await house.say(f"{path}/marks", ABOVE, "w1", COMMUNITY_ID, **marks) == (200, "marks-given")
    if competent == 3:
        assert await house.say(f"{path}/publication", ABOVE, "w1", COMMUNITY_ID) == (409, "roll-incomplete")


async def is_published(house: House, ids: list[str]) -> None:
    assert (await house.get("/v1/public/appraisals", None))["appraisals"] == []
    for id_ in ids:
        assert await house.say(f"/v1/appraisals/{id_}/publication", ABOVE, "w1", COMMUNITY_ID) == (
            200,
            "appraisal-published",
        )
    public = (await house.get("/v1/public/appraisals", None, community_id=COMMUNITY_ID))["appraisals"]
    assert [(each["name"], each["score"], each["grade"], each["until_on"]) for each in public] == [
        (f"马{place}", 86, "COMPETENT", "2014-11-17") for place in range(3)
    ]
    assert all("subject_id" not in each for each in public)
    path = f"/v1/appraisals/{ids[0]}"
    assert await house.say(f"{path}/objections", Role.RESIDENT, ground="COUNT_WRONG") == (200, "appraisal-objected")
    assert (await house.get(path))["open_objections"] == 1
    objection = f"{path}/objection-answers"
    unknown = {"objection_id": "nobody's", "upheld": False}
    assert await house.say(objection, ABOVE, "w1", COMMUNITY_ID, **unknown) == (404, "appraisal-objection-unknown")
    (raised,) = (await house.get(f"{path}/objections"))["objections"]
    assert raised["ground"] == "COUNT_WRONG"
    marks = {"daily_work": 60, **MARKS}
    right = {"objection_id": raised["id"], "upheld": True, "marks": marks}
    answered = await house.say(objection, ABOVE, "w1", COMMUNITY_ID, **right)
    assert answered == (200, "appraisal-objection-answered appraisal-published")
    told = await house.get(path)
    assert (told["open_objections"], told["score"], told["state"]) == (0, 77, "PUBLISHED")
    assert (await house.get(f"{path}/objections"))["objections"][0]["upheld"] is True
    assert (await house.ask("/v1/appraisals/nobody/objections")).status_code == 404


async def residents_appraise_the_centre(house: House, meeting: str, id_: str) -> None:
    for position, on_time in enumerate((True, True, False), 1):
        closed = RecordClosure(
            case_id=f"c{position}", closed_on=date(2014, 10, position), on_time=on_time, source_position=position
        )
        await house.act(Step(CENTRE_RECORD, CENTRE, closed))
    record = f"/v1/centre-records/{CENTRE}"
    facts = await house.get(record, period="2014-H2")
    assert (facts["closed"], facts["on_time"]) == (3, 2)
    assert (await house.get(record, period="2014-H1"))["closed"] == 0
    assert (await house.get(record, period="2014-H2", as_of="2014-10-02"))["closed"] == 2
    assert (await house.get(record, period="2014-H2", known_at="0"))["closed"] == 0, "nothing was known yet"
    assert (await house.ask(record, period="2014-H2", known_at="999999")).status_code == 400
    assert (await house.ask(record, period="2014-Q1")).status_code == 400
    assert await house.happened(record) == 3 * ["centre-case-closed"]
    path = f"/v1/appraisals/{id_}"
    told = {"words": "办结三件，超时一件"}
    assert await house.say(f"{path}/report", DIRECTOR, "d2", "elsewhere", **told) == (403, "not-the-subject")
    assert await house.say(f"{path}/report", DIRECTOR, "d1", CENTRE, **told) == (200, "report-presented")
    assert (await house.get(f"{path}/report"))["words"] == told["words"]
    assert (await house.say(f"{path}/scores", CLERK, **scores(meeting, 2)))[0] == 200
    given = {"daily_work": 100, **MARKS}
    assert await house.say(f"{path}/marks", ABOVE, "w1", COMMUNITY_ID, **given) == (422, "daily-work-mark")
    assert await house.say(f"{path}/marks", ABOVE, "w1", COMMUNITY_ID, **MARKS) == (200, "marks-given")
    assert (await house.say(f"{path}/publication", ABOVE, "w1", COMMUNITY_ID))[0] == 200
    public = (await house.get("/v1/public/appraisals", None))["appraisals"][-1]
    assert (public["subject_id"], public["score"], public["until_on"]) == (CENTRE, 78, "2014-11-17")


async def a_unit_is_appraised(house: House) -> None:
    unit = {
        "community_id": COMMUNITY_ID,
        "kind": "PROPERTY_COMPANY",
        "name_zh": "示例物业",
        "resident_from_on": "2013-10-01",
    }
    assert (await house.say("/v1/resident-units", ABOVE, "w1", COMMUNITY_ID, **unit))[0] == 201
    unit_id = house.made
    path = f"/v1/appraisals/{await opened_for(house, 'RESIDENT_UNIT', unit_id, '2014')}"
    assert await house.say(f"{path}/report", Role.UNIT_DELEGATE, "u1", "x", words="x") == (403, "not-the-subject")
    assert (await house.say(f"{path}/report", Role.UNIT_DELEGATE, "u1", unit_id, words="x"))[0] == 200
    assert await house.happened(path) == ["appraisal-opened", "report-presented"]
    assert (await house.ask("/v1/appraisals/nobody")).status_code == 404
    assert (await house.ask("/v1/appraisals/nobody/report")).status_code == 404


async def results_count(house: House, appraisals: list[str], of_centre: str) -> None:
    await house.on("2014-11-18")

    async def all_concluded() -> bool:
        told = (await house.get("/v1/appraisals", state="CONCLUDED"))["appraisals"]
        return {*appraisals, of_centre} <= {each["id"] for each in told}

    await eventually(all_concluded)
    told = await house.get(f"/v1/appraisals/{of_centre}")
    assert (told["concluded_on"], told["sent_to"]) == ("2014-11-18", "DISTRICT")
    assert (await house.get("/v1/public/appraisals", None))["appraisals"] == []
    await it_was_satisfactory_from_that_day_on(house, of_centre)
    assert (await house.happened(f"/v1/appraisals/{of_centre}"))[-2:] == [
        "appraisal-concluded",
        "appraisal-result-sent",
    ]


async def it_was_satisfactory_from_that_day_on(house: House, of_centre: str) -> None:
    path = f"/v1/appraisals/{of_centre}/standing"
    now = await house.get(path, as_of="2014-11-18")
    assert (now["state"], now["grade"], now["satisfactory"]) == ("CONCLUDED", "COMPETENT", True)
    before = await house.get(path, as_of="2014-11-17")
    assert (before["state"], before["score"], before.get("satisfactory")) == ("PUBLISHED", 78, None)
    then = await house.get(path, as_of="2014-11-18", known_at="2014-11-17T23:59:00+08:00")
    assert then["state"] == "PUBLISHED", "nobody knew before whether it would be objected to"
    assert (await house.ask(path, as_of="2014-11-02")).status_code == 404
    assert (await house.ask(path, as_of="yesterday")).status_code == 400


async def a_member_puts_right(house: House, appraisal: str, member: PersonId) -> None:
    path, plan = f"/v1/rectifications/{appraisal}", {"plan": "每周入户"}
    assert await house.say(f"{path}/answer", COMMITTEE, member, **plan) == (404, "rectification-unknown")
    running = (await house.get("/v1/appraisals", state="RUNNING"))["appraisals"][0]["id"]
    ordered = "/v1/appraisals/{}/rectification"
    assert await house.say(ordered.format(running), ABOVE, "w1", COMMUNITY_ID) == (409, "result-does-not-count")
    assert await house.say(ordered.format(appraisal), ABOVE, "w1", COMMUNITY_ID) == (201, "rectification-ordered")
    assert (await house.get(path))["due_on"] == "2014-12-02"
    assert (await house.get(f"{path}/plan")) == {}
    assert await house.say(f"{path}/answer", COMMITTEE, "another", **plan) == (403, "not-the-subject")
    assert await house.say(f"{path}/answer", COMMITTEE, member, **plan) == (200, "rectification-submitted")
    assert (await house.get(f"{path}/plan")) == plan
    assert "plan" not in await house.get(path)
    again = await house.say(f"{path}/check", ABOVE, "w1", COMMUNITY_ID, accepted=False)
    assert again == (200, "rectification-not-accepted")


async def the_centre_puts_right(house: House, appraisal: str) -> None:
    """S8: with the residents' appraisal the centre owes its answer in ten working days."""
    path, plan = f"/v1/rectifications/{appraisal}", {"plan": "增开一个窗口"}
    told = await house.get(path)
    assert (told["state"], told["due_on"], told["overdue"]) == ("ORDERED", "2014-12-02", False)
    await house.on("2014-12-03")

    async def is_overdue() -> bool:
        late = (await house.get("/v1/rectifications", overdue="true"))["rectifications"]
        return appraisal in {each["id"] for each in late}

    await eventually(is_overdue)
    assert (await house.get("/v1/public/rectifications", None))["rectifications"] == []
    assert await house.say(f"{path}/answer", DIRECTOR, "d1", CENTRE, **plan) == (200, "rectification-submitted")
    (public,) = (await house.get("/v1/public/rectifications", None, community_id=COMMUNITY_ID))["rectifications"]
    assert (public["plan"], public["public_until_on"]) == (plan["plan"], "2014-12-10")
    assert (await house.get(path))["due_on"] == "2015-02-02"
    assert (await house.get(f"{path}/plan")) == plan
    found = await house.say(f"{path}/check", ABOVE, "w1", COMMUNITY_ID, accepted=True)
    assert found == (200, "rectification-accepted")
    assert (await house.get(path))["state"] == "ACCEPTED"
    assert (await house.ask("/v1/rectifications", overdue="maybe")).status_code == 400
    assert await house.happened(path) == [
        "rectification-ordered",
        "rectification-step-missed",
        "rectification-submitted",
        "rectification-accepted",
    ]


async def the_next_report_is_missed(house: House) -> None:
    path = f"/v1/committees/{TUANJIE}/reports"
    await house.on("2015-11-11", hour=0)

    async def is_overdue() -> bool:
        return bool((await house.get(path))["overdue"])

    await eventually(is_overdue)
    assert (await house.get(path))["due_on"] == "2016-11-10"
    assert await house.happened(path) == ["committee-reported", "committee-report-missed"]


async def the_unit_is_outstanding(house: House) -> None:
    async def outstanding(period: str) -> list[tuple[str, str | None]]:
        told = await house.get("/v1/outstanding-appraisals", community_id=COMMUNITY_ID, period=period)
        return [(each["subject_kind"], each.get("state")) for each in told["outstanding"]]

    assert await outstanding("2014") == [("RESIDENT_UNIT", "RUNNING")]
    assert await outstanding("2014-H2") == []
    assert await outstanding("2015-H1") == [("SERVICE_CENTRE", None)]
    assert await outstanding("2015-H2") == [], "it is not over"
    assert (await house.get("/v1/outstanding-appraisals", period="2014"))["outstanding"] == []
    assert (await house.ask("/v1/outstanding-appraisals", community_id=COMMUNITY_ID)).status_code == 400
