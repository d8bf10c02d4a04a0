"""A service on a server with the policy of the structure, and what its tests enter first."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

from shared.kernel.actors import Role
from shared.kernel.policy import PolicyValue
from shared.testing.servers import Server
from tests.councils.service import Desk, desk_on

THIS_QUARTER = (date.today().month - 1) // 3 + 1  # noqa: DTZ011 - the server's own clock
MA = {"name": "示例·马书记", "id_number": "630102198503120015"}
HAN = {"name": "示例·韩书记", "id_number": "630102196207081227"}
LI = {"name": "示例·李书记", "id_number": "630102199912310041"}
POLICY: dict[str, dict[str, PolicyValue]] = {
    "structure": {
        "part_time.min_party_members": 3,
        "part_time.party_members_asked_of": ("PUBLIC_INSTITUTION", "OTHER"),
        "centres.WORK.name_zh": "社区综治工作中心",
        "community.min_residents": 20_000,
        "community.max_residents": 30_000,
        "grid.members": 2,
        "officer_kinds": ("PARTY_LIAISON", "PUBLIC_INFORMATION"),
    },
    "joint": {
        "min_units": 2,
        "pledge_lists": ("RESOURCE", "NEED", "PROJECT"),
        "pledge_due_month_day": "03-31",
        "pledge_check_quarter": THIS_QUARTER,
    },
}
CLERK, WORKING, DELEGATE, COMMITTEE = (Role.CLERK, Role.WORKING_COMMITTEE, Role.UNIT_DELEGATE, Role.COMMITTEE)


@asynccontextmanager
async def structure_on(server: Server, state_dir: Path) -> AsyncIterator[Desk]:
    """A service that knows the policy of the structure and nothing else."""
    async with desk_on(server, state_dir) as here:
        for prefix, values in POLICY.items():
            for position, (key, value) in enumerate(values.items(), start=1):
                await here.know(f"{prefix}.{key}", value, position)
        yield here


async def community(desk: Desk, name_en: str, founded_on: str = "2013-09-29") -> str:
    return await desk.new("/v1/communities", name_zh="示例", name_en=name_en, founded_on=founded_on)


async def committee(desk: Desk, number: str) -> str:
    await desk.send("/v1/streets", code="630102002", name_zh="清真巷街道")
    code = {"stat_code_12": f"630102002{number}", "street_code": "630102002"}
    return await desk.new("/v1/committees", kind="RESIDENTS", name_zh="示例社区居民委员会", **code)


async def unit(desk: Desk, community_id: str, head_id: str | None = None, **said: Any) -> str:
    words = {"kind": "PROPERTY_COMPANY", "name_zh": "示例物业公司", "resident_from_on": "2014-01-01", **said}
    party = {"party_org": {"head_id": head_id, "party_member_count": 5}} if head_id else {}
    return await desk.new("/v1/resident-units", community_id=community_id, **words, **party)


async def asked(desk: Desk, path: str, role: Role | None = Role.ADMIN, /, **parameters: str) -> dict[str, Any]:
    answer = await desk.ask(path, role, **parameters)
    assert answer.is_success, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def history(desk: Desk, path: str) -> list[str]:
    return [each["type"].split(".")[2] for each in (await asked(desk, f"{path}/history"))["events"]]
