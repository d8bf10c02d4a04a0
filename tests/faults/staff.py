"""Who plays under load: halls with people on posts, and residents whom nobody has met before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from stdnum.cn.ric import calc_check_digit

from shared.kernel.actors import Role
from shared.runtime.security import Issuer
from tests.journeys.district import District

HALLS = 6
RATED = {
    "key": "rating.enabled_from",
    "value": "2013-01-01",
    "effective_on": "2013-01-01",
    "basis": "of the test",
    "provenance": "LOCAL",
}
_BORN = date(1941, 1, 1)


@dataclass(frozen=True)
class ServiceCounter:
    """A hall with who works there: tokens by role, and the two posts of the back office."""

    hall: str
    code: str
    tokens: Mapping[Role, str]
    examination: str
    approval: str


@dataclass(frozen=True)
class Staff:
    """All halls that are played at, and the token of who founds communities."""

    counters: tuple[ServiceCounter, ...]
    founder: str


class Newcomers:
    """Residents one after another."""

    def __init__(self) -> None:
        self._people = 0

    def citizen(self) -> str:
        """The number of somebody who was never here before."""
        self._people += 1
        days, sequence = divmod(self._people, 999)
        number = f"630102{_BORN + timedelta(days=days):%Y%m%d}{sequence + 1:03d}"
        return f"{number}{calc_check_digit(f'{number}0')}"  # it leaves the last character out

    def phone(self) -> str:
        """The telephone number of somebody who never called before."""
        self._people += 1
        return f"139{self._people:08d}"


def prepared(district: District) -> Staff:
    """Put people on posts at several halls, and let services be rated from now on."""
    path = f"/v1/policies/{RATED['key'].partition('.')[0]}/adoptions"
    district.admin.post("casework", path, {"entry": RATED}, "rated-from-now-on")
    issuer = Issuer(district.settings.state_dir / "issuer", district.settings.division)
    halls = district.admin.get("intake", "/v1/halls")["halls"][:HALLS]
    counters = tuple(_counter(district, issuer, hall["id"], hall["code"], hall["centre_id"]) for hall in halls)
    return Staff(counters, issuer.token("founder", (Role.WORKING_COMMITTEE,)))


def _counter(district: District, issuer: Issuer, hall: str, hall_code: str, centre: str) -> ServiceCounter:
    admin, code = district.admin, hall_code.lower()
    in_their_role = (Role.CLERK, Role.CENTRE_DIRECTOR)
    tokens = {role: issuer.token(f"s-{role.value}-{code}", (role,), centre) for role in in_their_role}
    posts = {}
    for kind, role in (("EXAMINATION", Role.EXAMINER), ("APPROVAL", Role.APPROVER)):
        person = f"s-{role.value}-{code}"
        admin.post("casework", "/v1/staff", {"id": person, "name": "示例", "org": centre}, f"staff-{person}")
        post = {"org": centre, "kind": kind, "title_zh": "示例岗", "title_en": kind.title()}
        posts[kind] = admin.post("casework", "/v1/posts", post, f"post-{kind}-{code}")["id"]
        path = f"/v1/posts/{posts[kind]}/assignment"
        admin.post("casework", path, {"holder": person}, f"assign-{kind}-{code}")
        tokens[role] = issuer.token(person, (role,), centre)
    return ServiceCounter(hall, code, tokens, posts["EXAMINATION"], posts["APPROVAL"])
