"""A house whose rules are those of appraisals, with a centre, report meetings, and waiting for what falls due."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from services.councils.domain.types import PersonId, centre_id
from shared.contracts.councils.community import CentreKind
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.runtime.known import KNOWN_POLICY, RecordPolicy
from shared.runtime.patience import NotNow, patiently
from tests.councils.bodies import COMMUNITY_ID, POLICY, TUANJIE
from tests.councils.house import House

ABOVE, CLERK, COMMITTEE, DIRECTOR = Role.WORKING_COMMITTEE, Role.CLERK, Role.COMMITTEE, Role.CENTRE_DIRECTOR
CENTRE = centre_id(COMMUNITY_ID, CentreKind.PUBLIC_SERVICE)
INDICATORS = [{"title": "入户走访", "function": "SERVE_PEOPLE"}]
MEETS_ON = "2014-11-10"
RULES = ("appraisal", "report", "question", "disclosure", "training", "joint")


async def eventually(there: Callable[[], Awaitable[bool]]) -> None:
    """Wait for what a timer records."""

    async def looked() -> None:
        if not await there():
            raise NotNow

    await patiently(looked)


async def the_rules_are_known(house: House) -> None:
    told = [entry for key, entries in POLICY.entries.items() if key.split(".")[0] in RULES for entry in entries]
    for position, entry in enumerate(told, 1):
        record = RecordPolicy(entry=entry, source_position=position)
        await house.act(Step(KNOWN_POLICY, entry.key.split(".")[0], record))
    opened = {"kind": "PUBLIC_SERVICE", "name_zh": "x", "name_en": "x", "opened_on": "2013-09-29"}
    assert await house.say(f"/v1/communities/{COMMUNITY_ID}/centres", ABOVE, "w1", COMMUNITY_ID, **opened) == (
        200,
        "centre-opened",
    )


async def three_are_on_the_register(house: House, people: list[PersonId]) -> None:
    groups = [{"group_id": f"g{number}", "households": 100, "seats": 5} for number in range(1, 7)]
    term = {"apportionment": "BY_HOUSEHOLDS", "groups": groups, "from_on": "2014-11-01"}
    register = f"/v1/representatives/{TUANJIE}"
    assert await house.say(f"{register}/apportionment", CLERK, **term) == (200, "seats-apportioned")
    for id_ in people:
        told = {"person_id": id_, "group_id": "g1", "elected_on": "2014-11-01", "from_on": "2014-11-01"}
        assert (await house.say(f"{register}/elections", CLERK, **told))[0] == 200


async def opened_for(house: House, kind: str, subject: str, period: str) -> str:
    """The appraisal of an outsider."""
    said = {
        "subject_kind": kind,
        "community_id": COMMUNITY_ID,
        "period": period,
        "indicators": INDICATORS,
        "subjects": [{"id": subject}],
    }
    assert await house.say("/v1/appraisals", ABOVE, "w1", COMMUNITY_ID, **said) == (201, "appraisal-opened")
    return house.made


def call(*appraisals: str, day: str = MEETS_ON) -> dict[str, object]:
    when = f"{day}T08:00:00+08:00"
    return {"committee_id": TUANJIE, "begins_at": when, "place": "会议室", "agenda": appraisals}


async def called_for(house: House, *appraisals: str) -> str:
    """A report meeting, called for the first day that is not too early."""
    told = await house.say("/v1/report-meetings", ABOVE, "w1", COMMUNITY_ID, **call(*appraisals))
    assert told == (201, "report-meeting-convened")
    return house.made


async def begun_with(house: House, meeting: str, people: list[PersonId]) -> None:
    """It has become the day of the meeting, and they are there."""
    await house.on(MEETS_ON)
    came = [{"person_id": id_, "capacity": "REPRESENTATIVE"} for id_ in people]
    path = f"/v1/meetings/{meeting}"
    assert await house.say(f"{path}/attendance", CLERK, attendees=came) == (200, "attendance-marked")
    status, told = await house.say(f"{path}/opening", CLERK)
    assert (status, told.split()[0]) == (200, "meeting-opened")
