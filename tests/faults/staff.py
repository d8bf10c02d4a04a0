"""Who plays under load: halls with people on posts, and residents whom nobody has met before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from string import ascii_uppercase

from stdnum.cn.ric import calc_check_digit

from deploy.client import Client
from shared.kernel.actors import Role
from shared.runtime.security import Issuer
from tests.faults.bodies import Bodies, entered
from tests.journeys.district import District

HALLS = 6
POSTED = "W2"
"""The window that has a post, and the hall's clerk on it."""
INSTANT_ITEM = "CD-JY-002"
GOVERNMENT = "district-government"
RATED = {
    "key": "rating.enabled_from",
    "value": "2013-01-01",
    "effective_on": "2013-01-01",
    "basis": "of the test",
    "provenance": "SYNTHETIC",
}
HANDED_DOWN = {
    "from_body": "dept-employment",
    "to_body": "CENTRE",
    "mode": "DELEGATED",
    "single_person": True,
    "valid_from": "2013-01-01",
    "basis": "of the test",
    "provenance": "SYNTHETIC",
}
LAST_YEAR, FIRST_STREET = 2013, 200
_BORN = date(1941, 1, 1)


@dataclass(frozen=True)
class ServiceCounter:
    """A hall of a centre with who works there: tokens by role, and the posts of the back office.

    On `both` the examiner approves too.
    """

    hall: str
    code: str
    centre: str
    tokens: Mapping[Role, str]
    examination: str
    approval: str
    both: str


@dataclass(frozen=True)
class Staff:
    """All halls that are played at, the bodies beside them, the tokens of who founds communities, of the
    administration and of the government above, and a residents' committee.
    """

    counters: tuple[ServiceCounter, ...]
    bodies: Bodies
    founder: str
    admin: str
    government: str
    committee: str


class Newcomers:
    """Residents one after another."""

    def __init__(self) -> None:
        self._people = self._elections = self._streets = 0
        self._year = LAST_YEAR

    def citizen(self) -> str:
        """The number of somebody who was never here before."""
        self._people += 1
        days, sequence = divmod(self._people, 999)
        number = f"630102{_BORN + timedelta(days=days):%Y%m%d}{sequence + 1:03d}"
        return f"{number}{calc_check_digit(f'{number}0')}"  # it leaves the last character out

    def code(self) -> str:
        """The code of a hall that nobody has opened before."""
        self._people += 1
        return "L" + "".join(ascii_uppercase[self._people // 26**place % 26] for place in range(4))

    def item(self) -> str:
        """The code of an item that nobody has published before."""
        self._people += 1
        letters = "".join(ascii_uppercase[self._people // 1000 // 26**place % 26] for place in range(2))
        return f"LL-{letters}-{self._people % 1000:03d}"

    def term(self, committees: Sequence[str]) -> tuple[str, int]:
        """A committee, and a term for which nobody has called an election there before."""
        self._elections += 1
        times, place = divmod(self._elections, len(committees))
        return committees[place], times + 1

    def year(self) -> int:
        """A year for which nobody has given money."""
        self._year += 1
        return self._year

    def street(self) -> str:
        """The code of a street in which nobody has founded a committee."""
        self._streets += 1
        return f"630102{FIRST_STREET + self._streets:03d}"

    def phone(self) -> str:
        """The telephone number of somebody who never called before."""
        self._people += 1
        return f"139{self._people:08d}"


def prepared(district: District) -> Staff:
    """Put people on posts at several halls; let services be rated, and one person decide on an instant item."""
    issuer, admin = Issuer(district.settings.state_dir / "issuer", district.settings.division), district.admin
    admin.post("casework", "/v1/policies/rating/adoptions", {"entry": RATED}, "rated-from-now-on")
    admin.post("casework", f"/v1/delegations/{INSTANT_ITEM}/grants", HANDED_DOWN, "one-person-may-decide")
    halls = admin.get("intake", "/v1/halls")["halls"][:HALLS]
    counters = tuple(_counter(admin, issuer, hall["id"], hall["code"].lower(), hall["centre_id"]) for hall in halls)
    committee = next(admin.pages("councils", "/v1/committees", "committees", kind="RESIDENTS"))["id"]
    bodies = entered(district, issuer)
    district.settle()
    founder = issuer.token("founder", (Role.ADMIN,))
    government = issuer.token("s-of-the-government", (Role.DEPARTMENT,), GOVERNMENT)
    return Staff(counters, bodies, founder, issuer.token("admin", (Role.ADMIN,)), government, committee)


def _counter(admin: Client, issuer: Issuer, hall: str, code: str, centre: str) -> ServiceCounter:
    at_window = {"hall_id": hall, "window_id": POSTED}
    places = {Role.CLERK: ("WINDOW", at_window), Role.EXAMINER: ("EXAMINATION", {}), Role.APPROVER: ("APPROVAL", {})}
    posts = {}
    for role, (kind, where) in places.items():
        person, trained = f"s-{role.value}-{code}", {"trained_for": [INSTANT_ITEM]} if where else {}
        admin.post("casework", "/v1/staff", {"id": person, "name": "示例", "org": centre, **trained}, f"staff-{person}")
        posts[role] = _post(admin, centre, f"{kind}-{code}", person, {"kind": kind, **where})
    both = _post(admin, centre, f"both-{code}", f"s-{Role.EXAMINER.value}-{code}", {"kind": "APPROVAL"})
    roles = (*places, Role.CENTRE_DIRECTOR, Role.SUPERVISOR)
    tokens = {role: issuer.token(f"s-{role.value}-{code}", (role,), centre) for role in roles}
    return ServiceCounter(hall, code, centre, tokens, posts[Role.EXAMINER], posts[Role.APPROVER], both)


def _post(admin: Client, centre: str, name: str, holder: str, what: Mapping[str, str]) -> str:
    post = {"org": centre, "title_zh": "示例岗", "title_en": what["kind"].title(), **what}
    id_ = str(admin.post("casework", "/v1/posts", post, f"post-{name}")["id"])
    admin.post("casework", f"/v1/posts/{id_}/assignment", {"holder": holder}, f"assign-{name}")
    return id_
