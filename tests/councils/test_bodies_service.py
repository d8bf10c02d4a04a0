"""The bodies of a committee through HTTP, on a server of their own: every route, who may, and what anybody reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from services.councils.domain.committee import COMMITTEE
from services.councils.domain.party_branch_committee import PARTY_BRANCH_COMMITTEE
from services.councils.domain.party_branch_committee_commands import BeginBranchTerm, FillBranchPost
from services.councils.domain.person import PERSON, DeclareKinship
from services.councils.domain.types import CommitteeId, PersonId
from shared.contracts.councils.party_branch_committee import BranchTitle
from shared.contracts.councils.person import Kinship
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.runtime.patience import NotNow, patiently
from shared.testing import servers
from tests.councils.bodies import COMMUNITY_ID, FROM, TUANJIE, UNTIL, VILLAGE
from tests.councils.house import House, house_on, somebody

pytestmark = pytest.mark.server
CLERK, COMMITTEE_ROLE, ABOVE = Role.CLERK, Role.COMMITTEE, Role.WORKING_COMMITTEE
SUPERVISOR, AUDITOR = Role.SUPERVISION_COMMITTEE, Role.AUDITOR
REGISTER, SUPERVISION = f"/v1/representatives/{TUANJIE}", f"/v1/supervision-committees/{TUANJIE}"
PACT, NOTICES = f"/v1/pacts/{TUANJIE}", "/v1/public/notices"
ADULTS = ("630102198503120015", "630102194503120017")


@pytest.fixture(scope="module")
def server() -> Iterator[servers.Server]:
    embedded = servers.embedded()
    yield embedded
    embedded.stop()


async def test_the_bodies_of_a_committee(server, tmp_path):
    async with house_on(server, tmp_path) as house:
        thirty = [await somebody(house) for _ in range(30)]
        await representatives_are_chosen_and_recalled(house, thirty)
        chair, member, third = thirty[:3]
        await a_relative_is_excluded(house, thirty[29])
        await a_supervision_committee_is_chosen(house, thirty)
        await it_acts(house, chair)
        await it_is_due_its_funds(house)
        await a_member_is_recalled_and_one_leaves(house, member, third)
        await an_assembly_is_demanded_and_missed(house)
        await an_assembly_adopts_the_pact(house)
        await who_may_not_is_told(house)
        await house.on("2015-01-02")
        await eventually(house, f"{SUPERVISION}/acts", "supervision-report-missed")


async def eventually(house: House, path: str, word: str) -> None:
    """Wait for what a timer records."""

    async def there() -> None:
        acts = (await house.get(path))["acts"]
        if word not in {act["act"] for act in acts}:
            raise NotNow

    await patiently(there)


async def representatives_are_chosen_and_recalled(house: House, thirty: list[PersonId]) -> None:
    groups = [{"group_id": f"g{number}", "households": 100, "seats": 5} for number in range(1, 7)]
    term = {"apportionment": "BY_HOUSEHOLDS", "groups": groups, "from_on": "2014-11-01"}
    few = {**term, "groups": groups[:1]}
    assert await house.say(f"{REGISTER}/apportionment", CLERK, **few) == (422, "apportionment-breaks-rules")
    assert await house.say(f"{REGISTER}/apportionment", CLERK, **term) == (200, "seats-apportioned")
    village = REGISTER.replace(TUANJIE, VILLAGE)
    assert await house.say(f"{village}/apportionment", CLERK, **term) == (422, "wrong-regime")
    chosen = {"elected_on": "2014-11-01", "from_on": "2014-11-01"}
    for place, id_ in enumerate(thirty):
        told = {"person_id": id_, "group_id": f"g{place // 5 + 1}", **chosen}
        assert await house.say(f"{REGISTER}/elections", CLERK, **told) == (200, "representative-elected")
    extra = {"person_id": await somebody(house), "group_id": "g1", **chosen}
    assert await house.say(f"{REGISTER}/elections", CLERK, **extra) == (409, "group-seats-taken")
    whole = str(house.position)
    recall = {"person_id": thirty[28], "votes_for": 50, "from_on": "2014-11-03"}
    assert await house.say(f"{REGISTER}/recalls", CLERK, **recall) == (409, "majority-not-reached")
    recall["votes_for"] = 51
    assert await house.say(f"{REGISTER}/recalls", CLERK, **recall) == (200, "representative-recalled")
    gone = {"person_id": thirty[27], "reason": "MOVED_AWAY", "from_on": "2014-11-02"}
    assert await house.say(f"{REGISTER}/departures", COMMITTEE_ROLE, **gone) == (200, "representative-left")
    assert (await house.ask(REGISTER, as_of="2014-10-31")).status_code == 404
    for day, count in (("2014-11-01", 30), ("2014-11-02", 29), ("2014-11-03", 28)):
        assert len((await house.get(REGISTER, as_of=day))["representatives"]) == count
    assert len((await house.get(REGISTER))["representatives"]) == 28
    assert len((await house.get(REGISTER, known_at=whole))["representatives"]) == 30
    page = await house.get(f"{REGISTER}/seats", limit="20")
    rest = await house.get(f"{REGISTER}/seats", after=page["next"])
    assert len(page["representatives"]) + len(rest["representatives"]) == 28
    public = await house.get(f"/v1/public/representatives/{TUANJIE}", None)
    assert public["representatives"] == 28
    assert public["groups"][5] == {"group_id": "g6", "households": 100, "seats": 5, "filled": 3}
    assert thirty[0] not in str(public)
    assert (await house.happened(REGISTER))[-2:] == ["representative-recalled", "representative-left"]


async def a_relative_is_excluded(house: House, spouse: PersonId) -> None:
    secretary = await somebody(house)
    for one, other in ((spouse, secretary), (secretary, spouse)):
        declared = DeclareKinship(person_id=one, other_id=other, kinship=Kinship.SPOUSE)
        await house.act(Step(PERSON, one, declared, related=(PERSON.ref(other),)))
    of = CommitteeId(TUANJIE)
    begin = BeginBranchTerm(committee_id=of, number=1, from_on=FROM, until_on=UNTIL)
    fill = FillBranchPost(committee_id=of, title=BranchTitle.SECRETARY, person_id=secretary, from_on=FROM)
    await house.act(Step(PARTY_BRANCH_COMMITTEE, TUANJIE, begin, related=(COMMITTEE.ref(TUANJIE),)))
    related = (COMMITTEE.ref(TUANJIE), PERSON.ref(secretary))
    await house.act(Step(PARTY_BRANCH_COMMITTEE, TUANJIE, fill, related=related))
    told = {"person_id": spouse, "office": "MEMBER"}
    assert await house.say(f"{SUPERVISION}/nominations", CLERK, **told) == (422, "excluded-relative")
    assert await house.say(f"{SUPERVISION}/nominations", CLERK, **told | {"person_id": secretary}) == (
        422,
        "not-a-representative",
    )


async def a_supervision_committee_is_chosen(house: House, thirty: list[PersonId]) -> None:
    clerk = {"person_id": thirty[4], "post": "CLERK", "from_on": "2014-11-01"}
    nominee = {"person_id": thirty[4], "office": "MEMBER"}
    assert await house.say(f"{SUPERVISION}/posts", COMMITTEE_ROLE, **clerk) == (200, "excluding-post-taken")
    assert await house.say(f"{SUPERVISION}/nominations", CLERK, **nominee) == (422, "excluded-office")
    over = clerk | {"from_on": "2014-11-03"}
    assert await house.say(f"{SUPERVISION}/post-endings", COMMITTEE_ROLE, **over) == (200, "excluding-post-left")
    for place, id_ in enumerate(thirty[:5]):
        told = {"person_id": id_, "office": "MEMBER" if place else "CHAIR"}
        assert await house.say(f"{SUPERVISION}/nominations", CLERK, **told) == (200, "supervision-member-nominated")
    votes = zip(thirty, (10, 10, 10, 10, 9), strict=False)
    candidates = [{"person_id": id_, "name": f"马{place}", "votes": each} for place, (id_, each) in enumerate(votes)]
    vote = {"meeting_id": "m1", "held_on": "2014-11-03", "present": 14, "candidates": candidates}
    assert await house.say(f"{SUPERVISION}/elections", CLERK, **vote) == (409, "quorum-not-met")
    assert await house.say(f"{SUPERVISION}/filing", ABOVE, "w1", COMMUNITY_ID) == (409, "nobody-sits")
    held = await house.say(f"{SUPERVISION}/elections", CLERK, **vote | {"present": 18})
    assert held == (200, " ".join(["supervision-election-held", *4 * ["supervision-member-elected"]]))
    assert await house.say(f"{SUPERVISION}/filing", ABOVE, "w1", COMMUNITY_ID) == (409, "not-reviewed")
    assert await house.say(f"{SUPERVISION}/review", ABOVE, "w1", "elsewhere") == (403, "of-another-community")
    assert await house.say(f"{SUPERVISION}/review", ABOVE, "w1", COMMUNITY_ID) == (200, "supervision-election-reviewed")
    assert await house.say(f"{SUPERVISION}/filing", ABOVE, "w1", COMMUNITY_ID) == (200, "supervision-committee-filed")
    told = await house.get(SUPERVISION)
    assert (told["standing"], len(told["members"]), len(told["nominees"])) == ("FILED", 4, 0)
    (row,) = (await house.get("/v1/supervision-committees"))["committees"]
    assert (row["elected_on"], row["filed_on"]) == ("2014-11-03", "2014-11-03")
    public = (await house.get(f"/v1/public/supervision-committees/{TUANJIE}", None))["members"]
    assert [(each["office"], each["name"], each["until_on"]) for each in public[:2]] == [
        ("CHAIR", "马0", "2017-10-31"),
        ("MEMBER", "马1", "2017-10-31"),
    ]
    assert (await house.ask(f"/v1/public/supervision-committees/{VILLAGE}", None)).status_code == 404


async def it_acts(house: House, chair: PersonId) -> None:
    propose = {"proposal_id": "p1", "matter": "楼道照明"}
    project = {"subject_kind": "FUND_PROJECT", "subject_id": "project-1"}
    report = {"year": 2014, "report": "查账四次"}
    assert await house.say(f"{SUPERVISION}/meeting-proposals", SUPERVISOR, **propose) == (403, "not-a-supervisor")
    for path, body, word in (
        ("meeting-proposals", propose, "meeting-proposed"),
        ("countersignature-refusals", {**project, "reason": "缺三家报价"}, "countersignature-refused"),
        ("countersignatures", project, "countersigned"),
        ("reports", {"year": 2015, "report": "x"}, "year-not-begun"),
    ):
        status = 422 if word == "year-not-begun" else 200
        assert await house.say(f"{SUPERVISION}/{path}", SUPERVISOR, chair, **body) == (status, word)
    acts = (await house.get(f"{SUPERVISION}/acts"))["acts"]
    assert [(act["act"], act["done_by"] == chair) for act in acts] == [
        ("meeting-proposed", True),
        ("countersignature-refused", True),
        ("countersigned", True),
    ]
    assert acts[1]["words"] == "缺三家报价"
    village = SUPERVISION.replace(TUANJIE, VILLAGE)
    assert await house.say(f"{village}/reports", SUPERVISOR, chair, **report) == (403, "not-a-supervisor")


async def it_is_due_its_funds(house: House) -> None:
    review = {"year": 2014, "size": "LARGE"}
    stated = await house.say(f"{SUPERVISION}/entitlements", ABOVE, "w1", COMMUNITY_ID, **review)
    assert stated == (200, " ".join(["working-funds-entitled", *4 * ["stipend-entitled"]]))
    funds, chair, member, *_ = (await house.get(f"{SUPERVISION}/entitlements"))["entitlements"]
    assert (funds["size"], funds["amount"]["amount"]) == ("LARGE", 300_000)
    assert (chair["basic"]["amount"], chair["performance"]["amount"]) == (200_000, 100_000)
    assert (member["basic"]["amount"], member["performance"]["amount"]) == (140_000, 60_000)
    other = await house.say(f"{SUPERVISION}/entitlements", ABOVE, "w1", COMMUNITY_ID, **review | {"size": "SMALL"})
    assert other == (409, "entitlement-reviewed")


async def a_member_is_recalled_and_one_leaves(house: House, member: PersonId, third: PersonId) -> None:
    chosen = str(house.position)
    demand = {"person_id": member, "joined": 199, "residents": 1000}
    vote = {"person_id": member, "meeting_id": "m2", "held_on": "2014-11-03", "present": 15, "votes_for": 8}
    assert await house.say(f"{SUPERVISION}/recall-demands", CLERK, **demand) == (422, "too-few-demand")
    assert await house.say(f"{SUPERVISION}/recall-votes", CLERK, **vote) == (409, "recall-not-demanded")
    demanded = await house.say(f"{SUPERVISION}/recall-demands", CLERK, **demand | {"joined": 200})
    assert demanded == (200, "supervision-recall-demanded")
    assert await house.say(f"{SUPERVISION}/recall-votes", CLERK, **vote) == (200, "supervision-member-recalled")
    leaves = {"person_id": third, "reason": "RESIGNED", "from_on": "2014-11-03"}
    assert await house.say(f"{SUPERVISION}/departures", CLERK, **leaves) == (200, "supervision-seat-lost")
    assert len((await house.get(SUPERVISION))["members"]) == 2
    assert len((await house.get(SUPERVISION, known_at=chosen))["members"]) == 4
    assert (await house.ask(SUPERVISION, as_of="2014-10-31")).status_code == 404
    assert len((await house.get(f"/v1/public/supervision-committees/{TUANJIE}", None))["members"]) == 2
    assert (await house.happened(SUPERVISION))[-1] == "supervision-seat-lost"
    await one_leads_a_group(house)


async def one_leads_a_group(house: House) -> None:
    groups = f"/v1/committees/{TUANJIE}/groups"
    group = {"group_id": "G1", "name_zh": "第一居民小组", "formed_on": "2014-11-01"}
    assert await house.say(groups, CLERK, **group) == (200, "resident-group-formed")
    member = next(each for each in (await house.get(SUPERVISION))["members"] if each["office"] == "MEMBER")
    leads = {"person_id": member["person_id"], "from_on": "2014-11-03"}
    told = await house.say(f"{groups}/G1/leader", CLERK, **leads)
    assert told == (200, "group-leader-elected supervision-seat-lost")
    assert [each["office"] for each in (await house.get(SUPERVISION))["members"]] == ["CHAIR"]


async def an_assembly_is_demanded_and_missed(house: House) -> None:
    petition = {"committee_id": TUANJIE, "signers": "ADULTS", "entitled": 10, "matter": "楼道照明"}
    in_village = petition | {"committee_id": VILLAGE}
    assert await house.say("/v1/petitions", CLERK, **in_village) == (422, "wrong-regime")
    assert await house.say("/v1/petitions", CLERK, **petition) == (201, "petition-started")
    path = f"/v1/petitions/{house.made}"
    assert await house.say(f"{path}/signatures", CLERK, signer="630102198503120016") == (422, "id-number-invalid")
    assert await house.say(f"{path}/signatures", CLERK, signer=ADULTS[0]) == (200, "petition-signed")
    assert await house.say(f"{path}/signatures", CLERK, signer=ADULTS[0].lower()) == (200, "")
    full = await house.say(f"{path}/signatures", CLERK, signer=ADULTS[1])
    assert full == (200, "petition-signed petition-threshold-reached")
    told = await house.get(path)
    assert (told["state"], told["signatures"], told["needed"], told["call_by_on"]) == ("READY", 2, 2, "2014-12-01")
    log = str(await house.get(f"{path}/history"))
    assert not any(number in log for number in ADULTS)
    await house.on("2014-12-02")

    async def missed() -> None:
        if not (await house.get(path))["missed"]:
            raise NotNow

    await patiently(missed)
    call = assembly("2014-12-07", petition_id=path.rsplit("/", 1)[1])
    assert await house.say("/v1/assemblies", COMMITTEE_ROLE, **call) == (422, "matter-not-on-agenda")
    assert (await house.get(path))["state"] == "READY"
    call["agenda"].append({"item_id": "lights", "subject": "OTHER", "title": "楼道照明"})
    assert await house.say("/v1/assemblies", COMMITTEE_ROLE, **call) == (201, "assembly-called petition-answered")
    (listed,) = (await house.get("/v1/petitions", committee_id=TUANJIE))["petitions"]
    assert (listed["state"], listed["assembly_id"]) == ("ANSWERED", house.made)


def assembly(held_on: str, **said: str) -> dict[str, Any]:
    item = {"item_id": "pact", "subject": "PACT", "subject_id": "1", "title": "居民公约"}
    return {
        "committee_id": TUANJIE,
        "electorate": "HOUSEHOLD_DELEGATES",
        "agenda": [item],
        "held_on": held_on,
        **said,
    }


async def an_assembly_adopts_the_pact(house: House) -> None:
    path = f"/v1/assemblies/{house.made}"
    assert await house.say(f"{PACT}/drafts", COMMITTEE_ROLE, text="爱护楼道。") == (200, "pact-drafted")
    posting = {"edition": 1, "until_on": "2014-12-09"}
    assert await house.say(f"{PACT}/posting", COMMITTEE_ROLE, **posting) == (200, "pact-posted")
    assert (await house.get(NOTICES, None, committee_id=TUANJIE))["pact"]["posted_until_on"] == "2014-12-09"
    postponed = {"held_on": "2014-12-14", "reason": "公约尚在公示"}
    assert await house.say(f"{path}/postponement", COMMITTEE_ROLE, **postponed) == (200, "assembly-postponed")
    await house.on("2014-12-14")
    assert "pact" not in await house.get(NOTICES, None, committee_id=TUANJIE)
    counts = [{"item_id": each, "votes_for": 126, "votes_against": 10} for each in ("pact", "lights")]
    votes = {"entitled": 500, "present": 250, "counts": counts}
    assert await house.say(f"{path}/votes", COMMITTEE_ROLE, **votes) == (409, "quorum-not-met")
    adoption = {"edition": 1, "assembly_id": path.rsplit("/", 1)[1]}
    assert await house.say(f"{PACT}/adoption", COMMITTEE_ROLE, **adoption) == (409, "pact-not-adopted")
    assert await house.say(f"{path}/votes", COMMITTEE_ROLE, **votes | {"present": 251}) == (200, "assembly-held")
    assert await house.say(f"{PACT}/adoption", COMMITTEE_ROLE, **adoption) == (200, "pact-adopted")
    assert await house.say(f"{PACT}/filing", ABOVE, edition=1) == (200, "pact-filed")
    (held,) = (await house.get("/v1/assemblies", committee_id=TUANJIE))["assemblies"]
    assert held == await house.get(path)
    (public,) = (await house.get("/v1/public/assemblies", None, committee_id=TUANJIE))["assemblies"]
    assert (public["entitled"], public["present"], public["items"][0]["adopted"]) == (500, 251, True)
    assert "subject_id" not in str(public)
    assert await house.happened(path) == ["assembly-called", "assembly-postponed", "assembly-held"]
    count = {"committee_id": TUANJIE, "held": 1, "enough": True}
    assert await house.get("/v1/assembly-counts") == {"year": 2014, "needed": 1, "committees": [count]}
    assert (await house.get("/v1/assembly-counts", on="2013-06-01"))["committees"] == [
        count | {"held": 0, "enough": False}
    ]
    pact = await house.get(f"/v1/public/pacts/{TUANJIE}", None)
    assert (pact["text"], pact["adopted_on"], pact["filed_on"]) == ("爱护楼道。", "2014-12-14", "2014-12-14")
    returned = await house.say(f"{PACT}/return", ABOVE, edition=1, reason="罚款无法律依据")
    assert returned == (200, "pact-returned")
    assert (await house.ask(f"/v1/public/pacts/{TUANJIE}", None)).status_code == 404
    assert [each["state"] for each in (await house.get(PACT))["editions"]] == ["RETURNED"]
    assert (await house.happened(PACT))[-1] == "pact-returned"


async def who_may_not_is_told(house: House) -> None:
    foreign = await house.say(f"{PACT}/drafts", COMMITTEE_ROLE, "c1", "elsewhere", text="x")
    assert foreign == (403, "of-another-committee")
    for path, role in (
        (f"{REGISTER}/elections", Role.RESIDENT),
        (f"{SUPERVISION}/countersignatures", CLERK),
        (f"{SUPERVISION}/review", COMMITTEE_ROLE),
        ("/v1/assemblies", SUPERVISOR),
        ("/v1/petitions", COMMITTEE_ROLE),
        (f"{PACT}/filing", COMMITTEE_ROLE),
    ):
        assert await house.say(path, role) == (403, "role-forbidden")
    for path in (REGISTER, SUPERVISION, "/v1/assemblies", "/v1/petitions", PACT):
        assert (await house.ask(path, Role.RESIDENT)).status_code == 403
    for path in ("/v1/assemblies/nobody", "/v1/petitions/nobody", PACT.replace(TUANJIE, VILLAGE)):
        assert (await house.ask(path)).status_code == 404
