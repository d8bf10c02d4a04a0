"""The doors of associations: each command opens to its roles only, what is public to anybody."""

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
HELPERS = {CLERK, OFFICER, Role.UNIT_DELEGATE} | CENTRE
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
    **{f"{ONE}/{act}": PARTY for act in ("withdrawal", "annual-reports")},
    f"{ONE}/inspections": {REGISTRAR},
    **dict.fromkeys(("/activities", "/activity-reports", "/needs"), PARTY),
    **{f"/activities/nobody/{act}": PARTY for act in ("report", "calling-off", "rating-codes")},
    **{f"/needs/nobody/{act}": HELPERS for act in ("taking-up", "answer")},
    "/founding-guides/FILED/editions": {ADMIN},
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


async def test_without_a_token_only_what_is_public_is_told(here):
    one = (ONE, f"{ONE}/history", f"{ONE}/certificate")
    told = ("/activities", "/annual-reports", "/association-findings", "/needs", "/needs/nobody/words")
    for path in ("/associations", *one, "/associations/statistics", "/associations/flow", "/communities", *told):
        assert refused(await here.http.get(f"{here.root}{path}")) == (401, "token-missing"), path
    open_to_all = ("associations", "association-notices", "activities", "held-activities", "overdue-reports")
    for path in (f"/public/{each}" for each in open_to_all):
        assert (await here.http.get(f"{here.root}{path}")).status_code == 200, path
