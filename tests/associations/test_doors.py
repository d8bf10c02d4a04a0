"""The doors of filing and registration: each command opens to its roles only, the register to anybody."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from shared.kernel.actors import Role
from tests.associations.service import associations_in
from tests.runtime.served import Served, refused

CLERK, OFFICER, EXAMINER = Role.CLERK, Role.ASSOCIATION_OFFICER, Role.EXAMINER
DIRECTOR, REGISTRAR, ADMIN = Role.CENTRE_DIRECTOR, Role.REGISTRAR, Role.ADMIN
PARTY, CENTRE = {OFFICER, CLERK}, {EXAMINER, DIRECTOR}
AUTHORITIES = CENTRE | {REGISTRAR}
ONE = "/associations/nobody"
DOORS: dict[str, set[Role]] = {
    "/associations": {CLERK},
    "/association-entries": {ADMIN},
    "/communities/nobody/code": {ADMIN},
    **{f"{ONE}/{act}": PARTY for act in ("draft", "submission", "correction", "founding-meeting", "liquidation")},
    **{f"{ONE}/{act}": CENTRE for act in ("notice", "filing", "filing-refusal", "filing-renewal")},
    f"{ONE}/filing-change": CENTRE | {CLERK},
    f"{ONE}/filing-cancellation": CENTRE | PARTY,
    f"{ONE}/supervisor-consent": {DIRECTOR, Role.DEPARTMENT},
    **{f"{ONE}/{act}": {REGISTRAR} for act in ("preparation-approval", "registration-acceptance", "charter-approval")},
    **{f"{ONE}/{act}": {REGISTRAR} for act in ("registration", "registration-refusal", "registration-change")},
    **{f"{ONE}/{act}": {REGISTRAR} for act in ("deregistration", "revocation")},
    **{f"{ONE}/{act}": AUTHORITIES for act in ("correction-notice", "name-warning-answer")},
    **{f"{ONE}/{act}": AUTHORITIES for act in ("sanctions", "suspension-end")},
}


@pytest.fixture
async def here(tmp_path) -> AsyncIterator[Served]:
    async with associations_in(tmp_path) as served:
        yield served


@pytest.mark.parametrize(("path", "roles"), DOORS.items(), ids=DOORS.keys())
async def test_a_command_opens_to_its_roles_only(path, roles, here):
    for role in Role:
        answer = await here.post(path, role, "nobody", nothing=1)
        assert (refused(answer) == (403, "role-forbidden")) is (role not in roles), role


async def test_without_a_token_the_register_alone_is_told(here):
    one = (ONE, f"{ONE}/history", f"{ONE}/certificate")
    for path in ("/associations", *one, "/associations/statistics", "/associations/flow", "/communities"):
        assert refused(await here.http.get(f"{here.root}{path}")) == (401, "token-missing"), path
    for path in ("/public/associations", "/public/association-notices"):
        assert (await here.http.get(f"{here.root}{path}")).status_code == 200, path
