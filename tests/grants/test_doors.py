"""The special fund's doors: each command opens to its roles only; without a token only what is public is told."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from services.grants.app import PARTS
from shared.kernel.actors import Role
from tests.casework.district import CALENDAR, POLICY
from tests.runtime.served import Served, refused, served

ROUNDS, FUNDS, PROJECTS = "/v1/allocation-rounds", "/v1/funds", "/v1/fund-projects"
OFFICER, ADMIN, CLERK, DIRECTOR = Role.FUND_OFFICER, Role.ADMIN, Role.CLERK, Role.CENTRE_DIRECTOR
COMMITTEE, WORKING, REPRESENTATIVE = Role.COMMITTEE, Role.WORKING_COMMITTEE, Role.REPRESENTATIVE
SUPERVISION = Role.SUPERVISION_COMMITTEE
OWN, PAYERS, OVERSEERS = (COMMITTEE, CLERK, ADMIN), (DIRECTOR, CLERK, OFFICER, ADMIN), (OFFICER, WORKING, ADMIN)

DOORS: dict[str, tuple[Role, ...]] = {
    ROUNDS: (OFFICER, ADMIN),
    **{f"{ROUNDS}/{{id}}/{act}": (OFFICER, ADMIN) for act in ("allocations", "withholdings", "closure")},
    f"{FUNDS}/{{id}}/spend-plan": OWN,
    f"{FUNDS}/{{id}}/reversals": (OFFICER, ADMIN),
    PROJECTS: (*OWN, REPRESENTATIVE),
    f"{PROJECTS}/{{id}}/proposal": (*OWN, REPRESENTATIVE),
    **{f"{PROJECTS}/{{id}}/{act}": OWN for act in ("survey", "resolution", "pre-notice", "submission", "withdrawal")},
    **{f"{PROJECTS}/{{id}}/{act}": OWN for act in ("contract", "progress", "result")},
    f"{PROJECTS}/{{id}}/supervision-opinion": (SUPERVISION, ADMIN),
    f"{PROJECTS}/{{id}}/objections": (Role.RESIDENT, REPRESENTATIVE, SUPERVISION, CLERK, ADMIN),
    f"{PROJECTS}/{{id}}/objections/{{objection}}/settlement": (WORKING, DIRECTOR),
    **{f"{PROJECTS}/{{id}}/{act}": (WORKING, DIRECTOR, OFFICER) for act in ("review", "approval")},
    **{f"{PROJECTS}/{{id}}/{act}": (*OWN, DIRECTOR) for act in ("acceptance", "failed-acceptance")},
    **{f"{PROJECTS}/{{id}}/{act}": PAYERS for act in ("advances", "payments", "recoveries")},
    f"{PROJECTS}/{{id}}/payments/{{payment}}/return": PAYERS,
    **{f"{PROJECTS}/{{id}}/{act}": OVERSEERS for act in ("clawback", "referral")},
}
ROOM = (ROUNDS, FUNDS, PROJECTS)
PUBLIC = {f"/v1/public/{each}" for each in ("funds", "fund-statement", "fund-projects", "allocation-rounds")}


@pytest.fixture
async def grants(tmp_path) -> AsyncIterator[Served]:
    async with served(PARTS, tmp_path, POLICY, CALENDAR) as service:
        yield service


async def routes(grants: Served, method: str) -> set[str]:
    answer = await grants.http.get(f"{grants.root.removesuffix('/v1')}/openapi.json")
    paths = {path.removeprefix("/grants"): methods for path, methods in answer.json()["paths"].items()}
    return {path for path, methods in paths.items() if method in methods}


async def test_every_command_has_its_row(grants):
    assert {path for path in await routes(grants, "post") if path.startswith(ROOM)} == set(DOORS)


async def test_a_command_opens_to_its_roles_only(grants):
    for path, roles in DOORS.items():
        address = path.removeprefix("/v1").format(id="nobody", objection="none", payment="none")
        for role in Role:
            answer = await grants.post(address, role, nothing=1)
            shut = refused(answer) == (403, "role-forbidden")
            assert shut is (role not in roles), (path, role)


async def test_without_a_token_only_what_is_public_is_told(grants):
    await grants.follow()
    for path in await routes(grants, "get"):
        if not path.startswith((*ROOM, "/v1/public/fund", "/v1/public/allocation")):
            continue
        answer = await grants.http.get(
            f"/grants{path}".format(id="nobody"), params={"period": "2015"} if "statement" in path else {}
        )
        if path in PUBLIC:
            assert answer.status_code in {200, 404}, path
        else:
            assert refused(answer) == (401, "token-missing"), path


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/v1/funds?period=year", "period"),
        ("/v1/fund-projects?stage=LOST", "stage"),
        ("/v1/fund-projects?period=-1", "period"),
        ("/v1/public/fund-statement?committee_id=x", "period"),
        ("/v1/public/fund-projects?after=x", "after"),
        ("/v1/public/allocation-rounds?limit=0", "limit"),
    ],
)
async def test_a_question_that_cannot_be_read_is_refused(grants, path, parameter):
    headers = {"Authorization": f"Bearer {grants.issuer.token('somebody', (Role.AUDITOR,))}"}
    answer = await grants.http.get(f"/grants{path}", headers=headers)
    assert refused(answer) == (400, "invalid-parameter")
    assert answer.json()["name"] == parameter
