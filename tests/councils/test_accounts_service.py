"""What committees and centres answer for through HTTP: training, activities, questions, refused tasks, disclosures."""

from __future__ import annotations

import pytest

from services.councils.domain.task_refusal import KNOWN_ADMISSION, RecordAdmission
from services.councils.domain.types import PersonId
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from tests.councils.appraisal_house import ABOVE, CENTRE, CLERK, COMMITTEE, DIRECTOR, eventually, the_rules_are_known
from tests.councils.bodies import COMMUNITY_ID, TUANJIE, VILLAGE
from tests.councils.house import House, house_on, somebody

pytestmark = pytest.mark.server


async def test_committees_and_centres_answer_for_what_they_do(server, tmp_path):
    async with house_on(server, tmp_path) as house:
        await the_rules_are_known(house)
        people = [await somebody(house) for _ in range(3)]
        await members_are_trained(house, people)
        await who_sits_and_was_at_none_has_no_hours(house, people[0])
        await residents_help_themselves(house)
        answered, silent = await the_centre_is_asked(house)
        await a_task_is_refused(house)
        committee = await a_committee_is_to_disclose(house)
        await house.on("2014-11-18")
        await an_answer_is_overdue(house, answered, silent)
        await a_disclosure_is_overdue_and_posted(house, committee)


async def members_are_trained(house: House, people: list[PersonId]) -> None:
    session = {"form": "COURSE", "topic": "社会救助政策", "hours": 24, "attendees": people[:2], "held_on": "2014-11-03"}
    assert (await house.say("/v1/trainings", CLERK, **session))[0] == 400, "of which committee are they?"
    session |= {"committees": [VILLAGE]}
    assert (await house.say("/v1/trainings", COMMITTEE, **session))[0] == 403
    assert await house.say("/v1/trainings", CLERK, **session | {"attendees": [people[0], people[0]]}) == (
        422,
        "attendee-twice",
    )
    assert await house.say("/v1/trainings", CLERK, **session) == (201, "training-held")
    first = house.made
    short = session | {"form": "VISIT", "hours": 8, "attendees": people[1:]}
    assert (await house.say("/v1/trainings", CLERK, **short))[0] == 201
    trained = await house.get("/v1/training-hours", year="2014")
    assert [(each["person_id"], each["hours"], each["enough"]) for each in trained["trained"]] == [
        (people[0], 24, True),
        (people[1], 32, True),
        (people[2], 8, False),
    ]
    page = await house.get("/v1/training-hours", year="2014", limit="2")
    (last,) = (await house.get("/v1/training-hours", year="2014", after=page["next"]))["trained"]
    assert (last["person_id"], trained["min_hours"]) == (people[2], 24)
    path = f"/v1/trainings/{first}"
    assert await house.say(f"{path}/attendance", CLERK, attendees=[people[0], people[2]]) == (
        200,
        "training-attendance-corrected",
    )
    assert (await house.get(path))["attendees"] == sorted([people[0], people[2]])
    (hours,) = (await house.get("/v1/training-hours", year="2014", person_id=people[1]))["trained"]
    assert (hours["hours"], hours["sessions"], hours["enough"]) == (8, 1, False)
    assert len((await house.get("/v1/trainings", year="2014"))["trainings"]) == 2
    assert (await house.get("/v1/trainings", year="2013"))["trainings"] == []
    assert (await house.ask("/v1/trainings", year="soon")).status_code == 400
    assert await house.happened(path) == ["training-held", "training-attendance-corrected"]


async def who_sits_and_was_at_none_has_no_hours(house: House, trained: PersonId) -> None:
    untrained = await somebody(house)
    branch = f"/v1/committees/{VILLAGE}/party-branch-committee"
    term = {"number": 1, "from_on": "2014-03-01", "until_on": "2017-02-28"}
    assert (await house.say(f"{branch}/terms", Role.ADMIN, **term))[0] == 200
    for title, person in (("SECRETARY", untrained), ("MEMBER", trained)):
        post = {"title": title, "person_id": person, "from_on": "2014-03-01"}
        assert (await house.say(f"{branch}/posts", Role.ADMIN, **post))[0] == 200
    told = (await house.get("/v1/training-hours", year="2014"))["trained"]
    hours = {each["person_id"]: (each["hours"], each["sessions"], each["enough"]) for each in told}
    assert (hours[untrained], hours[trained]) == ((0, 0, False), (24, 1, True))
    assert untrained not in {
        each["person_id"] for each in (await house.get("/v1/training-hours", year="2013"))["trained"]
    }
    (alone,) = (await house.get("/v1/training-hours", year="2014", person_id=untrained))["trained"]
    assert alone["hours"] == 0


async def residents_help_themselves(house: House) -> None:
    said = {
        "committee_id": TUANJIE,
        "activity_class": "SELF_SERVICE",
        "title": "邻里互助日",
        "planned_for_on": "2014-11-03",
    }
    at = "/v1/self-governance-activities"
    assert await house.say(at, COMMITTEE, "m", "elsewhere", **said) == (403, "of-another-committee")
    assert await house.say(at, COMMITTEE, **said) == (201, "self-governance-activity-planned")
    path, spent = f"{at}/{house.made}", {"amount": {"amount": 20_000, "currency": "CNY"}, "source": "RESIDENTS"}
    held = {"held_on": "2014-11-03", "attendance": 40, "spent": spent}
    public = f"/v1/public{at.removeprefix('/v1')}"
    assert await house.say(f"{path}/holding", COMMITTEE, **held) == (409, "self-governance-activity-not-announced")
    assert (await house.get(public, None))["activities"] == []
    assert (await house.say(f"{path}/announcement", COMMITTEE))[0] == 200
    assert (await house.say(f"{path}/holding", COMMITTEE, **held))[0] == 200
    assert (await house.say(f"{path}/report", COMMITTEE, report="四十人参加"))[0] == 200
    told = await house.get(path)
    assert (told["state"], told["attendance"], told["spent"], told["report"]) == ("REPORTED", 40, spent, "四十人参加")
    assert (await house.say(at, COMMITTEE, **said))[0] == 201
    assert await house.say(f"{at}/{house.made}/cancellation", COMMITTEE) == (200, "self-governance-activity-cancelled")
    assert (await house.get(public, None, committee_id=TUANJIE))["activities"] == [told]
    assert len((await house.get(at))["activities"]) == 2
    assert len((await house.get(at, state="CANCELLED"))["activities"]) == 1
    assert (await house.ask(at, state="GONE")).status_code == 400
    assert len(await house.happened(path)) == 4


async def the_centre_is_asked(house: House) -> tuple[str, str]:
    said = {"committee_id": TUANJIE, "question": "午间窗口为何无人"}
    assert (await house.say("/v1/questions", DIRECTOR, "d1", CENTRE, **said))[0] == 403
    assert await house.say("/v1/questions", CLERK, **said | {"committee_id": "nobody"}) == (422, "no-centre-to-ask")
    assert await house.say("/v1/questions", COMMITTEE, **said) == (201, "question-put")
    answered = house.made
    path, answer = f"/v1/questions/{answered}", {"answer": "自下月起错时值班"}
    assert await house.say(f"{path}/answer", DIRECTOR, "d2", "x", **answer) == (403, "question-to-other-centre")
    assert await house.say(f"{path}/answer", DIRECTOR, "d1", CENTRE, **answer) == (200, "question-answered")
    assert (await house.say("/v1/questions", COMMITTEE, **said))[0] == 201
    public = (await house.get("/v1/public/questions", None, community_id=COMMUNITY_ID))["questions"]
    assert [each.get("answer") for each in public] == ["自下月起错时值班", None]
    assert public[0]["answer_due_on"] == "2014-11-17"
    (owed,) = (await house.get("/v1/questions", unanswered="true"))["questions"]
    assert owed["id"] == house.made
    assert (await house.ask("/v1/questions", unanswered="maybe")).status_code == 400
    assert await house.happened(path) == ["question-put", "question-answered"]
    return answered, house.made


async def a_task_is_refused(house: House) -> None:
    said = {"committee_id": TUANJIE, "task_code": "census", "reason": "未经准入"}
    assert await house.say("/v1/task-refusals", COMMITTEE, "m", "elsewhere", **said) == (403, "of-another-committee")
    assert await house.say("/v1/task-refusals", COMMITTEE, **said) == (201, "task-refused")
    path = f"/v1/task-refusals/{house.made}"
    assert (await house.get(path))["stands"] is True
    await house.act(Step(KNOWN_ADMISSION, "census", RecordAdmission(source_position=7)))
    await house.act(Step(KNOWN_ADMISSION, "visit", RecordAdmission(source_position=8)))
    admitted = said | {"task_code": "visit"}
    assert await house.say("/v1/task-refusals", COMMITTEE, **admitted) == (409, "task-admitted")
    (told,) = (await house.get("/v1/task-refusals", committee_id=TUANJIE))["refusals"]
    assert (told["task_code"], told["stands"]) == ("census", False)
    assert await house.happened(path) == ["task-refused"]


async def a_committee_is_to_disclose(house: House) -> str:
    said = {"kind": "RESIDENTS", "name_zh": "慈幼", "stat_code_12": "630102002009", "street_code": "630102002"}
    founded = await house.say("/v1/committees", ABOVE, "w1", COMMUNITY_ID, **said)
    assert founded == (201, "committee-founded statistical-code-taken disclosures-expected")
    committee = house.made
    items = [{"title": "水电公摊", "amount": {"amount": 30_000, "currency": "CNY"}}]
    early = await house.say(
        f"/v1/committees/{committee}/disclosures", COMMITTEE, "m", committee, quarter="2014-Q4", items=items
    )
    assert early == (409, "quarter-not-over")
    return committee


async def an_answer_is_overdue(house: House, answered: str, silent: str) -> None:
    async def is_overdue() -> bool:
        return bool((await house.get(f"/v1/questions/{silent}"))["overdue"])

    await eventually(is_overdue)
    assert (await house.get(f"/v1/questions/{answered}"))["overdue"] is False
    public = (await house.get("/v1/public/questions", None, unanswered="true"))["questions"]
    assert [(each["id"], each["overdue"]) for each in public] == [(silent, True)]


async def a_disclosure_is_overdue_and_posted(house: House, committee: str) -> None:
    await house.on("2015-01-16")

    async def is_overdue() -> bool:
        return bool((await house.get("/v1/public/overdue-disclosures", None))["disclosures"])

    await eventually(is_overdue)
    (late,) = (await house.get("/v1/public/overdue-disclosures", None))["disclosures"]
    assert (late["committee_id"], late["quarter"], late["due_on"]) == (committee, "2014-Q4", "2015-01-15")
    path, items = f"/v1/committees/{committee}/disclosures", [{"title": "低保评议结果"}]
    said = {"quarter": "2014-Q4", "items": items}
    assert await house.say(path, COMMITTEE, "m", "elsewhere", **said) == (403, "of-another-committee")
    assert await house.say(path, COMMITTEE, "m", committee, **said) == (200, "disclosure-posted")
    assert (await house.get("/v1/public/overdue-disclosures", None))["disclosures"] == []
    (posted,) = (await house.get("/v1/public/disclosures", None, committee_id=committee))["disclosures"]
    assert (posted["items"], posted["overdue"], posted["until_on"]) == (items, True, "2015-01-23")
    assert (await house.get("/v1/disclosures", committee_id=committee))["disclosures"] == [posted]
    assert await house.happened(path) == ["disclosures-expected", "disclosure-missed", "disclosure-posted"]
    await house.on("2015-01-24")
    assert (await house.get("/v1/public/disclosures", None))["disclosures"] == []
