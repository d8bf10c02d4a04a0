"""The people behind an application over HTTP: bodies, guardians, agents, households; what is shown names nobody."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import httpx
import pytest

from shared.kernel.actors import Role
from shared.kernel.instants import SHANGHAI
from tests.intake.service import Intake, enter_items, intake_in, opened_hall, refused
from tests.journeys.people import resident

CLERK = Role.CLERK
CHILD = {"name": "示例·孩子", "id_number": "630102201406010038"}
GRANDMOTHER = {"name": "示例·马奶奶", "id_number": "630102194503120017", "phone": "13897430001"}
WIFE = {"name": "示例·妻子", "id_number": "630102196207081227"}
SON = {"name": "示例·儿子", "id_number": "630102198503120015"}
BODY = {"name": "示例邻里互助站", "id_kind": "credit-code", "id_number": "52630102MJX0000267"}
NAMES = ("示例", "630102194503120017", "630102201406010038", "630102196207081227", "13897430001", "大众街")


class Counter:
    """A hall where CD-MZ-001, 005 and 008 are offered."""

    def __init__(self, intake: Intake, hall: str) -> None:
        self.intake, self.hall = intake, hall

    async def receive(self, applicant: dict[str, Any], code: str = "CD-MZ-005", **people: Any) -> httpx.Response:
        body = {"hall_id": self.hall, "window_id": "W2", "item_code": code, "applicant": applicant}
        return await self.intake.post("/applications", CLERK, **body, **people)

    async def received(self, applicant: dict[str, Any], code: str = "CD-MZ-005", **people: Any) -> str:
        answer = await self.receive(applicant, code, **people)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def refused(self, application: str, act: str, **body: Any) -> tuple[int, str]:
        return refused(await self.intake.post(f"/applications/{application}/{act}", CLERK, **body))

    async def do(self, application: str, act: str, **body: Any) -> list[str]:
        return await self.intake.do(f"/applications/{application}/{act}", CLERK, **body)

    async def people(self, application: str) -> dict[str, Any]:
        return await self.intake.get(f"/applications/{application}/people", CLERK)


@pytest.fixture
async def counter(tmp_path) -> AsyncIterator[Counter]:
    async with intake_in(tmp_path) as intake:
        intake.clock.at = datetime(2015, 3, 16, 9, tzinfo=SHANGHAI)
        await enter_items(intake, "CD-MZ-001", "CD-MZ-005", "CD-MZ-008")
        yield Counter(intake, await opened_hall(intake))


def by(person: dict[str, Any], relation: str, **more: Any) -> dict[str, Any]:
    return {**person, "relation": relation, "material": "户口簿", **more}


async def test_a_guardian_hands_in_for_an_orphan_and_takes_the_result(counter):
    assert refused(await counter.receive(CHILD, "CD-MZ-008")) == (422, "guardian-needed")
    id_ = await counter.received(CHILD, "CD-MZ-008", agent=by(GRANDMOTHER, "GUARDIAN"))
    told = await counter.people(id_)
    (guardian,) = told["authorities"]
    assert (told["applicant"]["protection"], guardian["relation"]) == ("UNDER_14", "GUARDIAN")
    assert told["applicant"]["handed_in_by"] == guardian["agent"] != told["applicant"]["subject"]
    assert await counter.refused(id_, "withdrawal", reason="不再需要") == (422, "guardian-needed")
    assert await counter.do(id_, "withdrawal", reason="不再需要", through="GUARDIAN") == ["application-withdrawn"]


async def test_the_guardian_is_needed_until_the_18th_birthday(counter):
    born_2001 = {"name": "示例·青年", "id_number": "63010120010101001X"}
    counter.intake.clock.at = datetime(2018, 12, 31, 9, tzinfo=SHANGHAI)
    assert refused(await counter.receive(born_2001)) == (422, "guardian-needed")
    counter.intake.clock.at = datetime(2019, 1, 1, 9, tzinfo=SHANGHAI)
    assert (await counter.receive(born_2001)).status_code == 201


async def test_an_adult_without_full_capacity_is_acted_for_until_it_is_back(counter):
    assert refused(await counter.receive(SON, without_capacity=True)) == (422, "guardian-needed")
    id_ = await counter.received(SON, without_capacity=True, agent=by(GRANDMOTHER, "GUARDIAN"))
    assert await counter.do(id_, "full-capacity", material="法院判决书") == ["full-capacity-established"]
    told = await counter.people(id_)
    assert ("protection" in told["applicant"], told["authorities"]) == (False, [])
    assert await counter.do(id_, "withdrawal", reason="不再需要") == ["application-withdrawn"]


async def test_an_agent_acts_within_scope_and_time(counter):
    id_ = await counter.received(GRANDMOTHER)
    until = {"scope": ["CORRECT"], "until_on": "2015-03-20"}
    assert await counter.do(id_, "agent", **by(SON, "AGENT", **until)) == ["agent-authorised"]
    defects = [{"material": "户口簿", "reason": "缺页"}]
    await counter.do(id_, "correction-notice", defects=defects)
    assert await counter.refused(id_, "withdrawal", reason="不", through="AGENT") == (403, "agent-out-of-scope")
    counter.intake.clock.at = datetime(2015, 3, 21, 9, tzinfo=SHANGHAI)
    brought = {"materials": ["户口簿"], "through": "AGENT"}
    assert await counter.refused(id_, "correction", **brought) == (403, "agent-out-of-scope")
    counter.intake.clock.at = datetime(2015, 3, 20, 17, tzinfo=SHANGHAI)
    assert await counter.do(id_, "correction", **brought) == ["correction-submitted"]
    assert await counter.do(id_, "agent-ending", relation="AGENT", cause="REVOKED") == ["agent-authority-ended"]
    assert (await counter.people(id_))["authorities"] == []


WRONG_AGENTS = {
    "a child": (by(CHILD, "AGENT", scope=["CORRECT"], until_on="2015-12-31"), (422, "agent-unfit")),
    "the applicant": (by(GRANDMOTHER, "AGENT", scope=["CORRECT"], until_on="2015-12-31"), (422, "agent-unfit")),
    "an agent for ever": (by(SON, "AGENT", scope=["CORRECT"]), (422, "authority-incomplete")),
    "a number that cannot be": (by({**SON, "id_number": "630102198503120016"}, "GUARDIAN"), (422, "id-number-invalid")),
    "a phone that cannot be": (by({**SON, "phone": "12345"}, "GUARDIAN"), (422, "phone-invalid")),
}


@pytest.mark.parametrize(("agent", "expected"), WRONG_AGENTS.values(), ids=WRONG_AGENTS.keys())
async def test_who_cannot_act_for_somebody(counter, agent, expected):
    id_ = await counter.received(GRANDMOTHER)
    assert await counter.refused(id_, "agent", **agent) == expected


async def test_a_legal_person_applies_through_its_representative(counter):
    wrong = {**BODY, "id_number": "52630102MJX0000268"}
    representative = by(SON, "LEGAL_REPRESENTATIVE")
    assert refused(await counter.receive(wrong, agent=representative)) == (422, "invalid-code")
    assert refused(await counter.receive(BODY)) == (422, "representative-needed")
    id_ = await counter.received(BODY, agent=representative)
    applicant = (await counter.people(id_))["applicant"]
    assert (applicant["kind"], applicant["legal_person_name"], applicant["credit_code"]) == (
        "LEGAL_PERSON",
        "示例邻里互助站",
        "52630102MJX0000267",
    )
    (received,) = [
        each for each in await counter.intake.log.read(0, 1000) if each.type.endswith("application-received.v1")
    ]
    assert "52630102MJX0000267" in received.document.decode(), "the law makes it public"


async def test_a_legal_person_has_no_household(counter):
    household = {"register_number": "630102-0001"}
    answer = await counter.receive(BODY, agent=by(SON, "LEGAL_REPRESENTATIVE"), household=household)
    assert refused(answer) == (409, "not-a-household")


async def test_each_adult_of_a_household_authorises_alone(counter):
    household = {"register_number": "630102-0001", "members": [WIFE, CHILD], "authorises": True}
    id_ = await counter.received(GRANDMOTHER, "CD-MZ-001", household=household, address="城东区大众街12号")
    answer = await counter.intake.post(f"/applications/{id_}/acceptance", CLERK)
    assert refused(answer) == (409, "authorisation-missing")
    told = await counter.people(id_)
    (open_,) = [each for each in told["members"] if each["adult"] and "authorised_on" not in each]
    assert (answer.json()["missing"], answer.json()["members"]) == (1, [open_["subject"]])
    listed = await counter.intake.get("/open-authorisations", CLERK, hall_id=counter.hall)
    assert [(each["application_id"], each["missing"]) for each in listed["applications"]] == [(id_, 1)]
    word = {"member": open_["subject"], "material": "家庭经济状况核对授权书"}
    assert await counter.do(id_, "household-authorisation", **word) == ["household-member-authorised"]
    assert (await counter.people(id_))["authorisations_open"] == 0
    assert (await counter.intake.get("/open-authorisations", CLERK, hall_id=counter.hall))["applications"] == []
    assert await counter.do(id_, "acceptance") == ["application-accepted"]


async def test_who_was_declared_by_mistake_is_waited_for_no_more(counter):
    id_ = await counter.received(GRANDMOTHER, "CD-MZ-001", household={"register_number": "0001", "authorises": True})
    assert await counter.do(id_, "household-members", members=[WIFE]) == ["household-member-declared"]
    (wife,) = [each["subject"] for each in (await counter.people(id_))["members"] if "authorised_on" not in each]
    assert await counter.do(id_, "household-member-removal", member=wife, cause="MISTAKE") == [
        "household-member-removed"
    ]
    assert await counter.do(id_, "acceptance") == ["application-accepted"]


async def test_the_word_of_a_member_of_another_household_is_none(counter):
    one = await counter.received(GRANDMOTHER, "CD-MZ-001", household={"register_number": "0001"})
    two = await counter.received(WIFE, "CD-MZ-001", household={"register_number": "0002"})
    stranger = (await counter.people(two))["applicant"]["subject"]
    assert await counter.refused(one, "household-authorisation", member=stranger) == (422, "member-unknown")


async def test_nobody_named_is_left_in_the_log_the_views_or_an_answer(counter):
    household = {"register_number": "630102-0001", "members": [WIFE], "authorises": True}
    agent = by(SON, "AGENT", scope=["HAND_IN"], until_on="2015-12-31")
    people = {"household": household, "agent": agent, "address": "城东区大众街12号"}
    id_ = await counter.received(GRANDMOTHER, "CD-MZ-001", **people)
    await counter.received(GRANDMOTHER, "CD-MZ-001", **people)
    kept = [each.document.decode() for each in await counter.intake.log.read(0, 1000)]
    told, path = await counter.people(id_), counter.intake.service.desk.views.path
    shown = [str(told), str(counter.intake.service.desk.executor.aggregates._known)]
    files = b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
    assert told["authorities"][0]["agent"].encode() in files, "the search finds what is there"
    for name in NAMES:
        assert not any(name in each for each in (*kept, *shown)), name
        assert name.encode() not in files, name


async def test_an_erased_agent_is_unreadable_and_the_application_goes_on(counter):
    id_ = await counter.received(
        GRANDMOTHER, agent=by(SON, "AGENT", scope=["HAND_IN", "WITHDRAW"], until_on="2015-12-31")
    )
    (authority,) = (await counter.people(id_))["authorities"]
    vault = counter.intake.service.desk.vault
    assert await vault.destroy(authority["agent"], counter.intake.clock.at)
    assert await counter.do(id_, "withdrawal", reason="不再需要", through="AGENT") == ["application-withdrawn"]


async def test_who_is_put_in_the_place_of_a_wrong_applicant_gives_a_word_of_their_own(counter):
    household = {"register_number": "0001", "authorises": True}
    id_ = await counter.received(GRANDMOTHER, "CD-MZ-001", household=household)
    wife = {"applicant": WIFE, "fault": "MISCOPIED"}
    assert (await counter.do(id_, "applicant-correction", **wife))[0] == "applicant-corrected"
    told = await counter.people(id_)
    (member,) = told["members"]
    assert (member["subject"], "authorised_on" in member) == (told["applicant"]["subject"], False)
    assert (await counter.refused(id_, "acceptance")) == (409, "authorisation-missing")
    await counter.do(id_, "household-authorisation", member=member["subject"])
    assert await counter.do(id_, "acceptance") == ["application-accepted"]


async def test_a_child_in_the_place_of_a_wrong_applicant_needs_a_guardian(counter):
    agent = by(GRANDMOTHER, "AGENT", scope=["HAND_IN"], until_on="2015-12-31")
    id_ = await counter.received(SON, "CD-MZ-008", agent=agent)
    await counter.do(id_, "applicant-correction", applicant=CHILD, fault="MISCOPIED")
    told = await counter.people(id_)
    assert (told["applicant"]["protection"], told["authorities"]) == ("UNDER_14", [])
    assert await counter.refused(id_, "withdrawal", reason="不再需要") == (422, "guardian-needed")
    await counter.do(id_, "agent", **by(GRANDMOTHER, "GUARDIAN"))
    assert await counter.do(id_, "withdrawal", reason="不再需要", through="GUARDIAN") == ["application-withdrawn"]


async def test_a_legal_person_takes_nobodys_place_nor_anybody_its(counter):
    id_ = await counter.received(SON)
    assert await counter.refused(id_, "applicant-correction", applicant=BODY, fault="MISCOPIED") == (
        409,
        "legal-person-stays",
    )
    of_body = await counter.received(BODY, agent=by(SON, "LEGAL_REPRESENTATIVE"))
    assert await counter.refused(of_body, "applicant-correction", applicant=WIFE, fault="MISCOPIED") == (
        409,
        "legal-person-stays",
    )


async def test_who_may_not_look_sees_nobody(counter):
    id_ = await counter.received(resident())
    await counter.intake.follow()
    headers = {"Authorization": f"Bearer {counter.intake.issuer.token('somebody', (Role.RESIDENT,))}"}
    for path in (f"/applications/{id_}/people", f"/applications/{id_}/duplicates", "/open-duplicates"):
        answer = await counter.intake.http.get(f"{counter.intake.root}{path}", headers=headers)
        assert answer.status_code == 403, path
