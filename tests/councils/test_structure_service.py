"""People, units and working committees through HTTP, on a server, and what they do together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date

import pytest

from shared.kernel.actors import Role
from tests.councils.service import Desk, slug
from tests.councils.structure import (
    CLERK,
    COMMITTEE,
    DELEGATE,
    HAN,
    LI,
    MA,
    WORKING,
    asked,
    community,
    history,
    structure_on,
    unit,
)

pytestmark = pytest.mark.server

THIS_YEAR = date.today().year  # noqa: DTZ011 - the server's own clock


@pytest.fixture
async def desk(server, tmp_path) -> AsyncIterator[Desk]:
    async with structure_on(server, tmp_path) as here:
        yield here


# --- people -----------------------------------------------------------------


async def test_people_are_entered_once_and_known_without_a_name(desk):
    first = await desk.send("/v1/people", CLERK, **MA)
    again = await desk.send("/v1/people", **{**MA, "name": "示例·马某"})
    ma, han = first.json()["id"], await desk.new("/v1/people", **HAN)
    assert (first.status_code, again.status_code, again.json()["id"]) == (201, 200, ma)
    assert await desk.do(f"/v1/people/{ma}/kin", person_id=han, kinship="SPOUSE") == ["kinship-declared"] * 2
    refused = await desk.send(f"/v1/people/{han}/kin", person_id=ma, kinship="DIRECT")
    assert slug(refused) == (409, "kin-otherwise")
    own = await desk.send(f"/v1/people/{ma}/kin", person_id=ma, kinship="DIRECT")
    assert slug(own) == (422, "own-kin"), "two steps of one act on the same person do not wait for each other"
    assert await asked(desk, f"/v1/people/{han}", COMMITTEE) == {
        "id": han,
        "kin": [{"person_id": ma, "kinship": "SPOUSE"}],
    }
    assert (await desk.ask(f"/v1/people/{ma}", Role.RESIDENT)).status_code == 403
    assert (await desk.ask(f"/v1/people/{ma}/name", COMMITTEE)).status_code == 403
    assert await asked(desk, f"/v1/people/{ma}/name", CLERK) == {"name": MA["name"]}
    assert await desk.do(f"/v1/people/{han}/kin-endings", person_id=ma) == ["kinship-ended"] * 2
    assert (await asked(desk, f"/v1/people/{ma}"))["kin"] == []
    assert await history(desk, f"/v1/people/{ma}") == ["person-entered", "kinship-declared", "kinship-ended"]
    wrong = await desk.send("/v1/people", name="示例", id_number="630102198503120016")
    assert slug(wrong) == (422, "id-number-invalid")
    assert (await desk.send("/v1/people", Role.RESIDENT, **MA)).status_code == 403
    for path in ("/v1/people/nobody", "/v1/people/nobody/name"):
        assert slug(await desk.ask(path, CLERK)) == (404, "not-found")


# --- units and working committees -------------------------------------------


async def test_the_seat_of_a_unit_ends_with_what_it_rests_on(desk):
    here, there = await community(desk, "Here"), await community(desk, "There")
    ma, han, li = [await desk.new("/v1/people", **each) for each in (MA, HAN, LI)]
    u1, u2 = await unit(desk, here, ma, uscc="51630102MJX000018F"), await unit(desk, there, han)
    path = f"/v1/communities/{here}/party-working-committee"
    seat = {"unit_id": u1, "person_id": ma, "from_on": "2014-03-01"}
    assert slug(await desk.send(f"{path}/part-time-members", **seat)) == (404, "working-committee-unknown")
    assert await desk.do(path, formed_on="2013-09-29") == ["working-committee-formed"]
    leads = {"person_id": li, "role": "SECRETARY", "from_on": "2013-09-29"}
    assert await desk.do(f"{path}/full-time-members", **leads) == ["full-time-member-appointed"]
    assert await desk.do(f"{path}/part-time-members", WORKING, here, **seat) == ["part-time-member-appointed"]
    assert slug(await desk.send(f"{path}/part-time-members", WORKING, there, **seat)) == (403, "of-another-community")
    elsewhere = {**seat, "unit_id": u2, "person_id": han}
    assert slug(await desk.send(f"{path}/part-time-members", **elsewhere)) == (422, "unit-not-resident")
    assert (await desk.send(f"{path}/part-time-members", CLERK, **elsewhere)).status_code == 403

    changed = await desk.do(f"/v1/resident-units/{u1}/head", head_id=han, from_on="2014-06-01")
    assert changed == ["unit-head-changed", "part-time-member-released"]
    shown = await asked(desk, path)
    assert shown["members"][1] == {
        **{"person_id": ma, "seat": "PART_TIME", "role": "MEMBER", "from_unit_id": u1},
        **{"from_on": "2014-03-01", "released_on": "2014-06-01"},
    }
    assert await sitting(desk, path, as_of="2014-05-31") == [li, ma]
    assert await sitting(desk, path, as_of="2014-06-01") == [li]

    again = {"unit_id": u1, "person_id": han, "from_on": "2014-06-01"}
    await desk.do(f"{path}/part-time-members", **again)
    moved = await desk.do(f"/v1/resident-units/{u1}/move", community_id=there, from_on="2014-07-01")
    assert moved == ["unit-moved", "part-time-member-released"]
    assert await desk.do(f"{path}/releases", person_id=li, released_on="2014-08-01") == ["full-time-member-released"]
    listed = (await asked(desk, "/v1/party-working-committees"))["working_committees"]
    assert listed == [{"community_id": here, "formed_on": "2013-09-29", "members": []}]
    assert (await history(desk, path))[-2:] == ["part-time-member-released", "full-time-member-released"]
    assert slug(await desk.ask(f"/v1/communities/{there}/party-working-committee", CLERK)) == (404, "not-found")


async def sitting(desk: Desk, path: str, **when: str) -> list[str]:
    return [each["person_id"] for each in (await asked(desk, path, Role.ADMIN, **when))["members"]]


async def test_whoever_sits_heads_the_unit_also_when_both_change_at_once(desk):
    here = await community(desk, "Here")
    ma, han = [await desk.new("/v1/people", **each) for each in (MA, HAN)]
    u1 = await unit(desk, here, ma)
    path, head = f"/v1/communities/{here}/party-working-committee", f"/v1/resident-units/{u1}/head"
    await desk.do(path, formed_on="2013-09-29")
    outcomes = set()
    for seats_first in (True, False) * 8:
        for new, old in ((han, ma), (ma, han)):
            seat = {"unit_id": u1, "person_id": old, "from_on": "2014-03-01"}
            sent = [
                desk.send(f"{path}/part-time-members", **seat),
                desk.send(head, head_id=new, from_on="2014-03-01"),
            ]
            first, second = await asyncio.gather(*sent[:: 1 if seats_first else -1])
            appointed, changed = (first, second) if seats_first else (second, first)
            assert changed.is_success, changed.text
            outcomes.add("appointed" if appointed.is_success else slug(appointed)[1])
            assert await sitting(desk, path, as_of="2014-03-01") == []
    assert outcomes <= {"appointed", "not-unit-head"}


async def test_a_unit_is_registered_read_and_leaves(desk):
    here = await community(desk, "Here")
    ma = await desk.new("/v1/people", **MA)
    school = await unit(desk, here, ma, kind="PUBLIC_INSTITUTION", name_zh="示例小学")
    wrong = {"community_id": here, "kind": "OTHER", "name_zh": "示例", "resident_from_on": "2014-01-01"}
    assert slug(await desk.send("/v1/resident-units", **wrong, uscc="5163010200000000XX")) == (422, "invalid-code")
    assert (await desk.send("/v1/resident-units", Role.RESIDENT, **wrong)).status_code == 403
    counted = await desk.do(
        f"/v1/resident-units/{school}/party-member-count", party_member_count=2, counted_on="2014-06-01"
    )
    assert counted == ["unit-party-members-counted"]
    await desk.do(f"/v1/communities/{here}/party-working-committee", formed_on="2013-09-29")
    seat = {"unit_id": school, "person_id": ma, "from_on": "2014-06-01"}
    few = await desk.send(f"/v1/communities/{here}/party-working-committee/part-time-members", **seat)
    assert (slug(few), few.json()["minimum"]) == ((422, "too-few-party-members"), 3)

    shown = await asked(desk, f"/v1/resident-units/{school}", DELEGATE)
    assert (shown["name_zh"], shown["head_id"], shown["party_member_count"]) == ("示例小学", ma, 2)
    page = await asked(desk, "/v1/resident-units", COMMITTEE, community_id=here)
    assert page == {"units": [shown]}
    public = await asked(desk, "/v1/public/resident-units", None, community_id=here)
    words = {"community_id": here, "kind": "PUBLIC_INSTITUTION", "name_zh": "示例小学"}
    assert public == {"units": [{"id": school, **words}]}
    assert (await desk.ask(f"/v1/resident-units/{school}", Role.RESIDENT)).status_code == 403

    left = await desk.do(f"/v1/resident-units/{school}/leaving", cause="CLOSED", left_on="2015-01-01")
    assert left == ["unit-left", "pledges-ended"]
    assert (await asked(desk, "/v1/public/resident-units", None))["units"] == []
    assert (await asked(desk, f"/v1/resident-units/{school}"))["left_on"] == "2015-01-01"
    assert "left_on" not in await asked(desk, f"/v1/resident-units/{school}", Role.ADMIN, as_of="2014-12-31")
    assert await history(desk, f"/v1/resident-units/{school}") == [
        *("unit-registered", "unit-party-members-counted", "unit-left")
    ]
    for path in (f"/v1/resident-units/{school}/head", "/v1/resident-units/nobody/head"):
        assert (await desk.send(path, from_on="2015-02-01")).status_code in {404, 409}


# --- joint building ---------------------------------------------------------


async def test_units_and_a_working_committee_do_something_together(desk):
    here = await community(desk, "Here")
    u1, u2, u3 = [await unit(desk, here) for _ in range(3)]
    plan = {"community_id": here, "subject": "PUBLIC_GOOD", "title": "重阳节慰问", "planned_for_on": "2014-10-02"}
    planned = await desk.send("/v1/joint-activities", WORKING, here, **plan, functions=["SERVE_PEOPLE"])
    path = f"/v1/joint-activities/{planned.json()['id']}"
    assert planned.status_code == 201
    assert await desk.do(f"{path}/invitations", unit_ids=[u1, u2, u3]) == ["unit-invited"] * 3
    assert await desk.do(f"{path}/answers", DELEGATE, u1, unit_id=u1, accepts=True) == ["invitation-accepted"]
    other = await desk.send(f"{path}/answers", DELEGATE, u1, unit_id=u2, accepts=True)
    assert slug(other) == (403, "of-another-unit")
    assert await desk.do(f"{path}/answers", CLERK, unit_id=u2, accepts=True) == ["invitation-accepted"]
    assert await desk.do(f"{path}/answers", unit_id=u3, accepts=False) == ["invitation-declined"]

    attendance = [{"unit_id": each, "people": 4, "hours": 8} for each in (u1, u2)]
    alone = await desk.send(f"{path}/holding", held_on="2014-10-02", attendance=attendance[:1])
    assert (slug(alone), alone.json()["broken"]) == ((422, "holding-rules-broken"), ["ENOUGH_UNITS"])
    assert slug(await desk.send(f"{path}/result", summary="x", beneficiaries=1)) == (409, "joint-activity-not-held")
    assert await desk.do(f"{path}/holding", held_on="2014-10-02", attendance=attendance) == [
        *("joint-activity-held", "joint-activity-kept", "joint-activity-kept")
    ]
    assert (await asked(desk, "/v1/public/joint-activities", None))["activities"] == []
    result = {"summary": "走访 40 户", "beneficiaries": 40}
    assert await desk.do(f"{path}/result", **result) == ["joint-activity-result-published"]
    (told,) = (await asked(desk, "/v1/public/joint-activities", None, community_id=here))["activities"]
    assert (told["units"], told["people"], told["hours"], told["summary"]) == (2, 8, 16, "走访 40 户")
    shown = await asked(desk, path, COMMITTEE)
    assert {each["unit_id"]: each["answer"] for each in shown["invited"]} == {
        **{u1: "ACCEPTED", u2: "ACCEPTED"},
        u3: "DECLINED",
    }
    dropped = await desk.new("/v1/joint-activities", **plan)
    assert await desk.do(f"/v1/joint-activities/{dropped}/cancellation") == ["joint-activity-cancelled"]
    states = {
        state: len((await asked(desk, "/v1/joint-activities", CLERK, state=state))["activities"])
        for state in ("PLANNED", "PUBLISHED", "CANCELLED")
    }
    assert states == {"PLANNED": 0, "PUBLISHED": 1, "CANCELLED": 1}
    assert slug(await desk.ask("/v1/joint-activities", CLERK, state="OVER")) == (400, "invalid-parameter")
    assert (await history(desk, path))[0] == "joint-activity-planned"
    assert (await desk.send("/v1/joint-activities", DELEGATE, u1, **plan)).status_code == 403


async def test_a_unit_pledges_confirms_and_is_checked(desk):
    here = await community(desk, "Here")
    u1, u2 = await unit(desk, here), await unit(desk, here)
    lists = [{"list_of": each, "title": "楼道照明"} for each in ("RESOURCE", "NEED", "PROJECT")]
    path, year = f"/v1/resident-units/{u1}", THIS_YEAR
    few = await desk.send(f"{path}/pledges", DELEGATE, u1, year=year, entries=lists[:2])
    assert (slug(few), few.json()["missing"]) == ((422, "pledge-lists-missing"), ["PROJECT"])
    other = await desk.send(f"{path}/pledges", DELEGATE, u2, year=year, entries=lists)
    assert slug(other) == (403, "of-another-unit")
    assert await desk.do(f"{path}/pledges", DELEGATE, u1, year=year, entries=lists) == ["pledge-made"]
    confirmed = await desk.do(f"{path}/pledge-confirmations", CLERK, year=year, fulfilled=[1, 3])
    assert confirmed == ["pledge-confirmed"]
    late = await desk.send(f"{path}/pledge-confirmations", CLERK, year=year, fulfilled=[4])
    assert slug(late) == (422, "pledge-entry-unknown")
    checked = await desk.do(f"{path}/pledge-checks", WORKING, here, year=year, fulfilled=[1])
    assert checked == ["pledge-checked"]
    assert (await desk.send(f"{path}/pledge-checks", CLERK, year=year, fulfilled=[1])).status_code == 403
    (pledge,) = (await asked(desk, "/v1/pledges", CLERK, unit_id=u1, year=str(year)))["pledges"]
    assert (pledge["entries"], pledge["confirmed"], pledge["checked"]) == (lists, [1, 3], [1])
    assert pledge["missed"] is False
    assert (await asked(desk, "/v1/pledges", CLERK, overdue="true"))["pledges"] == []
    assert (await history(desk, f"{path}/pledges"))[1:] == ["pledge-made", "pledge-confirmed", "pledge-checked"]
    for wrong in ({"year": "soon"}, {"overdue": "maybe"}, {"limit": "0"}):
        assert slug(await desk.ask("/v1/pledges", CLERK, **wrong)) == (400, "invalid-parameter")
