"""An election through HTTP, on a server of its own: every route, who may, and what anybody reads of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from shared.kernel.actors import Role
from shared.runtime.patience import NotNow, patiently
from shared.testing import servers
from tests.councils.elections import STAND, TUANJIE, VOTE_ON
from tests.councils.polling_station import VILLAGE, Station, station_on

pytestmark = pytest.mark.server
OF_COMMITTEE, CLERK, ABOVE, RESIDENT = Role.ELECTION_COMMITTEE, Role.CLERK, Role.WORKING_COMMITTEE, Role.RESIDENT
MEMBERS = f"/v1/committees/{TUANJIE}"
SEATS = [{"office": "CHAIR", "seats": 1}, {"office": "DEPUTY", "seats": 1}, {"office": "MEMBER", "seats": 3}]
CALL: dict[str, Any] = {
    "committee_id": TUANJIE,
    "term": 9,
    "kind": "GENERAL",
    "electorate": "ALL_ADULTS",
    "seats": SEATS,
    "election_on": VOTE_ON,
    "several_ethnic_groups": True,
}


@pytest.fixture(scope="module")
def server() -> Iterator[servers.Server]:
    embedded = servers.embedded()
    yield embedded
    embedded.stop()


async def test_an_election_from_its_call_until_it_is_filed(server, tmp_path):
    async with station_on(server, tmp_path, "2014-09-01") as station:
        chosen = [await station.person(f"选委{n}", f"P{n:06d}") for n in range(8)]
        people = {str(each): await station.person(f"示例{each}", f"Q{n:06d}") for n, each in enumerate(STAND)}
        path = await it_is_prepared(station, chosen)
        roll = await voters_are_listed(station, path, chosen[0])
        await candidates_are_posted(station, path, chosen, people)
        await what_is_posted_is_public(station, path)
        await few_vote_and_then_enough(station, path, roll, chosen[0], people)
        await those_elected_are_in_office(station, path, chosen[0], people)
        await it_is_filed(station, path, chosen[0])
        await the_assembly_removes(station, people["m3"])
        await what_is_wrong_is_refused(station, path)


async def it_is_prepared(station: Station, chosen: list[str]) -> str:
    village = {**CALL, "committee_id": VILLAGE}
    assert await station.say("/v1/elections", ABOVE, **village) == (422, "wrong-regime")
    assert await station.say("/v1/elections", ABOVE, **CALL) == (201, "election-called")
    path = f"/v1/elections/{station.made}"
    few: dict[str, Any] = {"members": chosen[:6], "chosen_by": "ASSEMBLY"}
    assert await station.say(f"{path}/election-committee", ABOVE, **few) == (422, "wrong-election-committee-size")
    seven = {**few, "members": chosen[:7]}
    assert await station.say(f"{path}/election-committee", ABOVE, **seven) == (200, "election-committee-formed")
    criteria = {"criteria": [{"code": "resident", "text_zh": "居住一年以上"}]}
    stranger = await station.say(f"{path}/criteria", OF_COMMITTEE, "stranger", **criteria)
    assert stranger == (403, "not-on-election-committee")
    assert await station.say(f"{path}/criteria", OF_COMMITTEE, chosen[0], **criteria) == (
        200,
        "candidate-criteria-published",
    )
    assert await station.say(f"{path}/registration", OF_COMMITTEE, chosen[0]) == (200, "voter-registration-opened")
    return path


async def voters_are_listed(station: Station, path: str, member: str) -> str:
    roll = path.replace("elections", "voter-rolls")
    voters = [{"person_id": f"v{n}", "born_on": "1980-05-01"} for n in range(10)]
    young = {"person_id": "v99", "born_on": "1996-11-21"}
    said = await station.say(f"{roll}/registrations", CLERK, voters=[*voters, young])
    assert said == (422, "voters-not-entitled")
    assert await station.say(f"{roll}/registrations", CLERK, voters=voters) == (200, "voters-registered")
    struck = {"person_id": "v9", "reason": "MOVED_AWAY"}
    assert await station.say(f"{roll}/strikes", OF_COMMITTEE, member, **struck) == (200, "voter-struck")
    await station.on("2014-10-20")
    assert await station.say(f"{path}/voter-list", OF_COMMITTEE, member) == (200, "voter-list-posted")
    omitted = {"person_id": "v9", "claim": "OMITTED"}
    assert await station.say(f"{roll}/objections", RESIDENT, "v9", **omitted) == (200, "voter-list-objected")
    (objection,) = (await station.get(roll))["objections"]
    await station.on("2014-10-24")
    late = await _eventually(station, roll, lambda told: told["objections"][0]["missed"])
    assert late["objections"][0]["answer_due_on"] == "2014-10-23"
    answer = {"objection_id": objection["objection_id"], "upheld": True, "voter": voters[9]}
    told = await station.say(f"{roll}/objection-answers", OF_COMMITTEE, member, **answer)
    assert told == (200, "voter-list-objection-answered voters-registered")
    assert (await station.get(roll))["voters"] == 10
    first = await station.get(f"{roll}/voters", limit="10")
    rest = await station.get(f"{roll}/voters", after=first["next"])
    assert [each.get("struck") for each in first["voters"]] == [*[None] * 9, "MOVED_AWAY"]
    assert rest == {"voters": [{"person_id": "v9"}]}
    return roll


async def candidates_are_posted(station: Station, path: str, chosen: list[str], people: dict[str, str]) -> None:
    for each, office in STAND.items():
        nomination = {"person_id": people[each], "office": office}
        assert await station.say(f"{path}/nominations", CLERK, **nomination) == (200, "candidate-nominated")
    leaving = await station.say(f"{path}/nominations", CLERK, person_id=chosen[6], office="CHAIR")
    assert leaving == (200, "election-committee-member-left candidate-nominated")
    replaced = {"person_id": chosen[7], "in_place_of": chosen[6]}
    told = await station.say(f"{path}/replacements", OF_COMMITTEE, chosen[0], **replaced)
    assert told == (200, "election-committee-member-replaced")
    assert await station.say(f"{path}/withdrawals", RESIDENT, chosen[6], person_id=people["c1"]) == (
        403,
        "not-the-candidate",
    )
    withdrawn = await station.say(f"{path}/withdrawals", RESIDENT, chosen[6], person_id=chosen[6])
    assert withdrawn == (200, "candidate-withdrawn")
    findings: list[dict[str, Any]] = [{"person_id": people[each]} for each in STAND]
    findings[-1] |= {"unmet": ["resident"], "reasons": "居住未满一年"}
    review = {"reviewers": chosen[:3], "findings": findings}
    status, events = await station.say(f"{path}/reviews", OF_COMMITTEE, chosen[0], **review)
    assert (status, events.split()[-1]) == (200, "candidate-not-qualified")
    m4 = people["m4"]
    appeal = {"person_id": m4, "grounds": "已居住三年"}
    assert await station.say(f"{path}/appeals", RESIDENT, m4, **appeal) == (200, "qualification-appealed")
    answer = {"person_id": m4, "upheld": True, "reasons": "经核实"}
    reviewer = await station.say(f"{path}/appeal-answers", OF_COMMITTEE, chosen[0], **answer)
    assert reviewer == (403, "reviewer-may-not-answer")
    other = await station.say(f"{path}/appeal-answers", OF_COMMITTEE, chosen[3], **answer)
    assert other == (200, "qualification-appeal-decided")
    assert await station.say(f"{path}/candidate-list", OF_COMMITTEE, chosen[0]) == (200, "candidates-posted")


async def what_is_posted_is_public(station: Station, path: str) -> None:
    told = await station.get(path.replace("v1", "v1/public"), None)
    assert told["voter_list"] == {"voters": 9, "posted_on": "2014-10-20", "objections_until_on": "2014-10-25"}
    assert {each["name"] for each in told["candidates"]} == {f"示例{each}" for each in STAND}
    assert "result" not in told
    assert [each["id"] for each in (await station.get("/v1/public/elections", None))["elections"]] == [told["id"]]
    assert (await station.get("/v1/public/elections", None, committee_id=VILLAGE))["elections"] == []


async def few_vote_and_then_enough(station: Station, path: str, roll: str, member: str, people: dict[str, str]) -> None:
    put_off = {"election_on": "2014-11-21", "reason": "大雪"}
    assert await station.say(f"{path}/postponement", OF_COMMITTEE, member, **put_off) == (200, "election-postponed")
    await station.on("2014-11-21")
    nobody = [{"person_id": people[each], "votes": 0} for each in STAND]
    assert await station.say(f"{path}/ballot-box", OF_COMMITTEE, member) == (200, "ballot-box-opened")
    marks = [{"person_id": f"v{n}"} for n in range(5)]
    assert await station.say(f"{roll}/turnout", OF_COMMITTEE, member, marks=marks) == (200, "turnout-marked")
    assert await station.say(f"{roll}/turnout", OF_COMMITTEE, member, marks=marks[:1]) == (200, "")
    six = {"ballots": 6, "tallies": nobody}
    assert await station.say(f"{path}/count", OF_COMMITTEE, member, **six) == (422, "count-does-not-add-up")
    five = {"ballots": 5, "tallies": nobody}
    assert await station.say(f"{path}/count", OF_COMMITTEE, member, **five) == (200, "votes-counted")
    assert await station.say(f"{path}/declaration", OF_COMMITTEE, member) == (200, "election-declared-invalid")
    again = {"vote_on": "2014-12-01"}
    assert await station.say(f"{path}/rounds", OF_COMMITTEE, member, **again) == (200, "supplementary-round-called")
    await station.on("2014-12-01")
    await station.say(f"{path}/ballot-box", OF_COMMITTEE, member)
    proxied = [*marks, {"person_id": "v5", "proxy_id": "v0"}]
    assert await station.say(f"{roll}/turnout", OF_COMMITTEE, member, marks=proxied) == (200, "turnout-marked")
    won = {"c1": 4, "c2": 2, "d1": 5, "d2": 1, "m1": 5, "m2": 5, "m3": 4, "m4": 3}
    tallies = [{"person_id": people[each], "votes": votes} for each, votes in won.items()]
    await station.say(f"{path}/count", OF_COMMITTEE, member, ballots=6, spoilt=0, tallies=tallies)
    told = await station.say(f"{path}/declaration", OF_COMMITTEE, member)
    assert told == (200, " ".join(["election-declared-valid", *["candidate-elected"] * 5, "seats-filled"]))
    assert (await station.get(roll))["handed_out"] == {"1": 5, "2": 6}


async def those_elected_are_in_office(station: Station, path: str, member: str, people: dict[str, str]) -> None:
    posted = await station.say(f"{path}/result", OF_COMMITTEE, member)
    seated = ["committee-term-begun", *["member-elected"] * 5, "committee-reports-expected"]
    assert posted == (200, " ".join(["election-result-posted", *seated]))
    told = await station.get(f"{MEMBERS}/members")
    assert [each["name"] for each in told["members"]] == ["示例c1", "示例d1", "示例m1", "示例m2", "示例m3"]
    assert {each["until_on"] for each in told["members"]} == {"2017-12-01"}
    assert (await station.get(f"{MEMBERS}/members", as_of="2014-12-01"))["members"] == told["members"]
    public = await station.get(path.replace("v1", "v1/public"), None)
    assert "candidates" not in public
    assert "voter_list" not in public
    assert [each["votes"] for each in public["result"]["elected"]] == [4, 5, 5, 5, 4]
    assert [each["valid"] for each in public["result"]["rounds"]] == [False, True]
    names = (await station.get(f"/v1/public/committees/{TUANJIE}/members", None))["members"]
    assert [each["office"] for each in names] == ["CHAIR", "DEPUTY", "MEMBER", "MEMBER", "MEMBER"]
    assert len((await station.get(f"{MEMBERS}/members/history"))["events"]) == 6


async def it_is_filed(station: Station, path: str, member: str) -> None:
    handed = {"handed_over_on": "2014-12-01"}
    assert await station.say(f"{path}/handover", OF_COMMITTEE, member, **handed) == (200, "handover-completed")
    await station.on("2014-12-12")
    whole = await _eventually(station, path, lambda told: told["late"])
    assert [each["step"] for each in whole["late"]] == ["FILING"]
    axis = [{"of": "FIRST", "members": 2}, {"of": "SECOND", "members": 3}]
    composition: dict[str, Any] = {
        "members": 5,
        **dict.fromkeys(("age", "education", "sex", "ethnicity", "profession"), axis),
    }
    wrong = {**composition, "sex": axis[:1]}
    assert await station.say(f"{path}/filing", OF_COMMITTEE, member, composition=wrong) == (
        422,
        "composition-does-not-add-up",
    )
    filed = await station.say(f"{path}/filing", OF_COMMITTEE, member, composition=composition)
    assert filed == (200, "election-filed")
    whole = await station.get(path)
    assert (whole["stage"], whole["composition"], whole["minority_member_missing"]) == ("FILED", composition, False)
    assert (await station.get(path.replace("v1", "v1/public"), None))["composition"] == composition


async def the_assembly_removes(station: Station, person_id: str) -> None:
    await station.on("2015-06-01")
    item = {"item_id": "1", "subject": "MEMBER_REMOVAL", "subject_id": person_id, "title": "罢免"}
    called: dict[str, Any] = {
        "committee_id": TUANJIE,
        "electorate": "ADULTS",
        "agenda": [item],
        "held_on": "2015-06-01",
    }
    assert await station.say("/v1/assemblies", ABOVE, **called) == (201, "assembly-called")
    assembly = station.made
    await station.on("2015-06-02")
    removal: dict[str, Any] = {"person_id": person_id, "removed_on": "2015-06-01", "assembly_id": assembly}
    assert await station.say(f"{MEMBERS}/member-removals", ABOVE, **removal) == (422, "removal-not-resolved")
    counts = [{"item_id": "1", "votes_for": 26, "votes_against": 25}]
    held: dict[str, Any] = {"entitled": 100, "present": 51, "counts": counts}
    assert await station.say(f"/v1/assemblies/{assembly}/votes", ABOVE, **held) == (200, "assembly-held")
    assert await station.say(f"{MEMBERS}/member-removals", ABOVE, **removal) == (200, "member-removed")
    now, then = await station.get(f"{MEMBERS}/members"), await station.get(f"{MEMBERS}/members", as_of="2015-06-01")
    assert (len(now["members"]), now["vacant"], len(then["members"])) == (4, {"MEMBER": 1}, 5)
    vacancy = {**CALL, "kind": "BY_ELECTION", "seats": [{"office": "MEMBER", "seats": 1}], "election_on": "2015-07-15"}
    assert await station.say("/v1/elections", ABOVE, **vacancy) == (201, "election-called")
    assert len((await station.get("/v1/elections", committee_id=TUANJIE))["elections"]) == 2


async def what_is_wrong_is_refused(station: Station, path: str) -> None:
    assert (await station.say("/v1/elections", RESIDENT, **CALL))[0] == 403
    assert await station.say("/v1/elections/nobody/result", Role.ADMIN) == (404, "election-unknown")
    assert await station.say("/v1/elections/nobody/registration", Role.ADMIN) == (404, "election-unknown")
    assert await station.say("/v1/voter-rolls/nobody/turnout", Role.ADMIN, marks=[{"person_id": "v1"}]) == (
        404,
        "election-unknown",
    )
    for address in ("/v1/elections/nobody", "/v1/public/elections/nobody"):
        assert (await station.http.get(address, headers=station._bearer(Role.AUDITOR, "a"))).status_code == 404
    events = (await station.get(f"{path}/history"))["events"]
    assert "示例" not in str([each for each in events if "posted" not in each["type"]])
    assert "1980" not in str((await station.get(path.replace("elections", "voter-rolls") + "/history"))["events"])


async def _eventually(station: Station, path: str, holds) -> dict:
    """What is told once a timer has looked."""

    async def there() -> dict:
        told = await station.get(path)
        if not holds(told):
            raise NotNow
        return told

    return await patiently(there)
