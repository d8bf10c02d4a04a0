"""People of the journey of associations, and what founders write down."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any

from deploy.client import Client
from shared.kernel.actors import Role
from tests.journeys.district import District
from tests.journeys.people import citizen_id

PAPERS = [
    *("FILING_FORM", "SHORT_CHARTER", "ID_OF_PERSON_IN_CHARGE"),
    *("MEMBER_LIST", "PLACE_OF_ACTIVITY", "FUND_AND_AREA"),
]
REGISTRY_PAPERS = [
    *("APPLICATION", "SUPERVISOR_APPROVAL", "CAPITAL_VERIFICATION"),
    *("PREMISES_PROOF", "OFFICERS_DETAILS", "DRAFT_CHARTER"),
]
_people = count(20_000)
"""Who is in charge: the residents of journeys from this one on."""


@dataclass(frozen=True)
class Centre:
    """The public service centre of a community: counter, examiner and director, and what founders do there."""

    community_id: str
    clerk: Client
    examiner: Client
    director: Client

    def draft(self, name_zh: str, key: str, **more: Any) -> str:
        """Founders write down what they found; the association's id."""
        body = {"track": "FILED", "community_id": self.community_id, "founding": founding(name_zh), **more}
        return str(self.clerk.post("associations", "/v1/associations", body, key)["id"])

    def hand_in(self, association: str, key: str, papers: list[str] = PAPERS) -> dict[str, Any]:
        """They hand their papers in and name who is in charge, each time somebody else."""
        document = {"name": "示例·负责人", "id_number": citizen_id(next(_people))}
        body = {"person": {**document, "resident": True, "full_capacity": True}, "papers": papers}
        return self.clerk.post("associations", f"/v1/associations/{association}/submission", body, key)

    def answer_warning(self, association: str, key: str) -> None:
        """The examiner lets a name pass that does not begin with the district or the community."""
        body = {"warning": "PREFIX_MISSING", "answer": "沿用成立以来的名称"}
        self.examiner.post("associations", f"/v1/associations/{association}/name-warning-answer", body, key)


def founding(name_zh: str, members: int = 12, **more: Any) -> dict[str, Any]:
    """What founders write down."""
    return {
        "name_zh": name_zh,
        "category": "CULTURE",
        "purpose": "民族歌舞排练和演出",
        "area": "COMMUNITY",
        "members": {"individuals": members, "residents": members},
        "money": {"amount": 0},
        "place": {"address": "社区文化活动室", "shared": True},
        **more,
    }


def centre(district: District, name_zh: str, code: str) -> Centre:
    """The centre of a community, whose filing numbers carry these letters from now on."""
    admin = district.admin
    listed = admin.get("associations", "/v1/communities")["communities"]
    community = next(each for each in listed if each["name_zh"] == name_zh)
    admin.post("associations", f"/v1/communities/{community['id']}/code", {"code": code}, f"letters-of-{code}")
    org, low = community["centre_id"], code.lower()
    return Centre(
        community["id"],
        district.person(f"a-{low}-clerk", Role.CLERK, org=org),
        district.person(f"a-{low}-examiner", Role.EXAMINER, org=org),
        district.person(f"a-{low}-director", Role.CENTRE_DIRECTOR, org=org),
    )


def filed(district: District, here: Centre, name: str, key: str, posted: str, decided: str) -> str:
    """An association that was handed in now, posted and filed at these times."""
    association = here.draft(name, f"{key}-drafted")
    here.hand_in(association, f"{key}-submitted")
    here.answer_warning(association, f"{key}-warned")
    path = f"/v1/associations/{association}"
    district.until(posted)
    here.examiner.post("associations", f"{path}/notice", {}, f"{key}-posted")
    district.until(decided)
    here.examiner.post("associations", f"{path}/filing", {}, f"{key}-filed")
    return association
