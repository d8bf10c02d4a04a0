"""Who plays beside the halls: a residents' committee with its fund, a department that buys, the registry's centres."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.kernel.actors import Role
from shared.runtime.security import Issuer
from tests.journeys.answers import fen
from tests.journeys.council import Council
from tests.journeys.district import FOUNDED, District

DEPARTMENT, TASK, PERIOD = "dept-civil-affairs", "home-visit", 2013
TODAY = f"{FOUNDED:%Y-%m-%d}"
AT_ONCE = {
    **dict.fromkeys(("election.registration_closes_cd", "election.list_posted_cd"), 0),
    **dict.fromkeys(("opinion.notice_cd", "topic.notice_cd", "decision.notice_cd", "decision.public_notice_cd"), 0),
    **dict.fromkeys(("fund.pre_notice_cd", "file.notice_cd", "report.scores_notice_cd"), 1),
    "report.notice_cd": 0,
    "joint.pledge_check_quarter": 3,
}
"""What is waited for elsewhere, and not in a load that lasts a day."""

ALWAYS = {"decision.single.recheck_share": 100, "separation.emergency_tasks_without_contract": True}
"""What is drawn by lot or not allowed elsewhere."""

REQUEST = {
    **{"code": TASK, "department": DEPARTMENT, "title_zh": "入户走访", "basis": "民政部门委托事项"},
    **{"budget": fen(10**9), "document": "doc-1"},
}


@dataclass(frozen=True)
class Bodies:
    """A committee with fifty representatives, the last of whom watches; `tokens` are those of whoever acts for bodies.

    `community` is the committee's, `others` are committees that elect their members, `communities` those of the halls'
    centres.
    """

    committee: str
    community: str
    people: tuple[str, ...]
    others: tuple[str, ...]
    communities: Mapping[str, str]
    tokens: Mapping[Role, str]


def entered(district: District, issuer: Issuer) -> Bodies:
    """Seat a committee, give it its fund, admit a task, and let nobody wait for notices."""
    admin = district.admin
    for key, value in {**AT_ONCE, **ALWAYS}.items():
        entry = {"key": key, "value": value, "effective_on": "2013-01-01"}
        of_test = {"basis": "of the test", "provenance": "SYNTHETIC"}
        path = f"/v1/policies/{key.partition('.')[0]}/adoptions"
        admin.post("casework", path, {"entry": {**entry, **of_test}}, f"at-once-{key}-{value}")
    district.settle()
    council = Council.of(district, _telling(district, "councils"))
    council.seat(TODAY)
    district.settle()
    tokens = {
        **{
            role: issuer.token(f"load-{role.value}", (role,))
            for role in (Role.ADMIN, Role.FUND_OFFICER, Role.REGISTRAR)
        },
        Role.ELECTION_COMMITTEE: issuer.token(council.people[3], (Role.ELECTION_COMMITTEE,)),
        Role.DEPARTMENT: issuer.token("load-department", (Role.DEPARTMENT,), DEPARTMENT),
        Role.COMMITTEE: issuer.token("load-chair", (Role.COMMITTEE,), council.id),
        Role.SUPERVISION_COMMITTEE: issuer.token(council.people[-1], (Role.SUPERVISION_COMMITTEE,), council.id),
    }
    _funded(district, council.id)
    listed = admin.get("associations", "/v1/communities")["communities"]
    communities = {each["centre_id"]: each["id"] for each in listed if "centre_id" in each}
    for n, community in enumerate(communities.values()):
        code = {"code": f"L{chr(ord('A') + n)}"}
        admin.post("associations", f"/v1/communities/{community}/code", code, f"letters-{n}")
    committees = admin.pages("councils", "/v1/committees", "committees", kind="RESIDENTS")
    others = tuple(each["id"] for each in committees if each["id"] != council.id)
    return Bodies(council.id, _assigned(district, council.id), tuple(council.people), others, communities, tokens)


def _assigned(district: District, committee: str) -> str:
    """The community to which the committee belongs from today on."""
    community = str(district.admin.get("councils", "/v1/communities")["communities"][0]["id"])
    its = {"community_id": community, "effective_on": TODAY, "provenance": "SYNTHETIC", "source": "of the test"}
    district.admin.post("councils", f"/v1/committees/{committee}/assignment", its, "committee-assigned")
    return community


def _funded(district: District, committee: str) -> None:
    officer = district.person("load-fund-officer", Role.FUND_OFFICER)
    department = district.person("load-department", Role.DEPARTMENT, org=DEPARTMENT)
    officer.post("grants", "/v1/allocation-rounds", {"period": PERIOD}, "round-opened")
    given = {"committee_id": committee}
    officer.post("grants", f"/v1/allocation-rounds/{PERIOD}/allocations", given, "fund-allocated")
    department.post("grants", "/v1/tasks", REQUEST, "task-requested")
    admitted = {"document": "d-1"}
    district.admin.post("grants", f"/v1/tasks/{TASK}/admission", admitted, "task-admitted")


def _telling(district: District, service: str) -> Any:
    numbers = iter(range(1_000_000))
    return lambda path, body: district.admin.post(service, f"/v1{path}", body, f"seated-{next(numbers):04d}")
