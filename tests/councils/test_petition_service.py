"""Petitions of residents' groups through HTTP: groups that were formed sign, and they are as many as there are."""

from __future__ import annotations

import pytest

from shared.kernel.actors import Role
from tests.councils.bodies import TUANJIE
from tests.councils.house import house_on

pytestmark = pytest.mark.server
CLERK = Role.CLERK
GROUPS = f"/v1/committees/{TUANJIE}/groups"


async def test_a_group_that_was_formed_signs(server, tmp_path):
    async with house_on(server, tmp_path) as house:
        for number in range(1, 6):
            group = {"group_id": f"g{number}", "name_zh": f"第{number}组", "formed_on": "2014-11-01"}
            assert await house.say(GROUPS, CLERK, **group) == (200, "resident-group-formed")
        assert (await house.say(f"{GROUPS}/g5/dissolution", CLERK, dissolved_on="2014-11-03"))[0] == 200
        petition = {"committee_id": TUANJIE, "signers": "GROUPS", "entitled": 1, "matter": "楼道照明"}
        assert await house.say("/v1/petitions", CLERK, **petition) == (422, "groups-counted-otherwise")
        assert await house.say("/v1/petitions", CLERK, **petition | {"entitled": 4}) == (201, "petition-started")
        path = f"/v1/petitions/{house.made}/signatures"
        guest = await house.say(path, Role.REPRESENTATIVE, "guest", signer="g1")
        assert guest == (403, "represents-nobody-here")
        for unknown in ("g5", "g6"):
            assert await house.say(path, CLERK, signer=unknown) == (404, "group-unknown")
        assert await house.say(path, CLERK, signer="g1") == (200, "petition-signed")
        assert await house.say(path, CLERK, signer="G1") == (200, "")
        full = (200, "petition-signed petition-threshold-reached")
        assert await house.say(path, CLERK, signer="g4") == full, "a third of four is reached by two"
