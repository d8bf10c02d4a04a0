"""A house whose rules are those of appraisals, with a centre, and waiting for what falls due."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from services.councils.domain.types import centre_id
from shared.contracts.councils.community import CentreKind
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.runtime.known import KNOWN_POLICY, RecordPolicy
from shared.runtime.patience import NotNow, patiently
from tests.councils.bodies import COMMUNITY_ID, POLICY
from tests.councils.house import House

ABOVE, CLERK, COMMITTEE, DIRECTOR = Role.WORKING_COMMITTEE, Role.CLERK, Role.COMMITTEE, Role.CENTRE_DIRECTOR
CENTRE = centre_id(COMMUNITY_ID, CentreKind.PUBLIC_SERVICE)
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
