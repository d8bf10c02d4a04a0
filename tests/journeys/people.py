"""People of the journeys: staff on posts, and residents with valid numbers of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from stdnum.cn.ric import calc_check_digit

from deploy.client import Client
from shared.kernel.actors import Role
from tests.journeys.district import District

TRAINED = ["CD-MZ-003", "CD-MZ-005", "CD-JS-001"]
_BORN = date(1940, 1, 1)
_residents = count()


def citizen_id(n: int) -> str:
    """The n-th invented resident's number: valid by its check digit, of 630102, born in 1940 or later."""
    day, order = divmod(n, 900)
    body = f"630102{_BORN + timedelta(days=day):%Y%m%d}{order + 1:03d}"
    return body + str(calc_check_digit(f"{body}0"))


def resident(name: str = "示例·居民") -> dict[str, str]:
    """A resident whom nobody has met before."""
    return {"name": name, "id_kind": "citizen-id", "id_number": citizen_id(next(_residents))}


@dataclass(frozen=True)
class Office:
    """A centre with its hall, and its people on their posts."""

    district: District
    centre_id: str
    hall_id: str
    clerk: Client
    examiner: Client
    substitute: Client
    approver: Client
    examination: str
    approval: str

    def receive(self, item: str, key: str, window: str = "W2", **people: object) -> str:
        """A new resident applies, with whoever else is named; the application's id."""
        body = {"hall_id": self.hall_id, "window_id": window, "item_code": item, "applicant": resident()}
        return str(self.clerk.post("intake", "/v1/applications", {**body, **people}, f"{key}-received")["id"])

    def accept(self, application: str) -> None:
        """Take an application on."""
        self.clerk.post("intake", f"/v1/applications/{application}/acceptance", {}, f"{application}-accepted")

    def case_of(self, application: str) -> dict[str, object]:
        """The case of an application, once the services have come to rest."""
        self.district.settle()
        (case,) = self.district.admin.get("casework", "/v1/cases", application_id=application)["cases"]
        return dict(case)

    def application(self, application: str) -> dict[str, object]:
        """Where an application stands, once the services have come to rest."""
        self.district.settle()
        return self.district.admin.get("intake", f"/v1/applications/{application}")

    def propose(self, case: object, by: Client | None = None, outcome: str = "GRANT") -> dict[str, object]:
        """Examine and propose."""
        body = {"post_id": self.examination, "outcome": outcome, "reasons": ["示例理由"]}
        return (by or self.examiner).post("casework", f"/v1/cases/{case}/proposal", body, f"{case}-proposed-{outcome}")

    def decide(self, case: object, by: Client | None = None, outcome: str = "GRANT") -> dict[str, object]:
        """Decide as proposed."""
        body = {
            "post_id": self.approval,
            "outcome": outcome,
            "reasons": ["示例理由"],
            "remedies": ["60 日内申请行政复议"],
        }
        return (by or self.approver).post("casework", f"/v1/cases/{case}/decision", body, f"{case}-decided-{outcome}")

    def close(self, case: object) -> dict[str, object]:
        """Close the decided case."""
        return self.examiner.post(
            "casework", f"/v1/cases/{case}/closure", {"post_id": self.examination}, f"{case}-closed"
        )


def office(district: District, code: str) -> Office:
    """Staff a centre: one clerk, an examiner A with substitute B, an approver."""
    hall = next(each for each in district.admin.get("intake", "/v1/halls")["halls"] if each["code"] == code)
    centre = hall["centre_id"]
    low = code.lower()
    for role in ("clerk", "examiner", "second", "approver"):
        body = {"id": f"s-{low}-{role}", "name": "示例", "org": centre, "trained_for": TRAINED}
        district.admin.post("casework", "/v1/staff", body, f"{low}-staff-{role}")
    posts = {}
    for kind, holder, substitute in (("EXAMINATION", "examiner", "second"), ("APPROVAL", "approver", "second")):
        body = {"org": centre, "kind": kind, "title_zh": "岗位", "title_en": kind.title()}
        posts[kind] = district.admin.post("casework", "/v1/posts", body, f"{low}-post-{kind}")["id"]
        assignment = {"holder": f"s-{low}-{holder}", "substitute": f"s-{low}-{substitute}"}
        district.admin.post("casework", f"/v1/posts/{posts[kind]}/assignment", assignment, f"{low}-assign-{kind}")
    return Office(
        district,
        centre,
        hall["id"],
        district.person(f"s-{low}-clerk", Role.CLERK, org=centre),
        district.person(f"s-{low}-examiner", Role.EXAMINER, org=centre),
        district.person(f"s-{low}-second", Role.EXAMINER, Role.APPROVER, org=centre),
        district.person(f"s-{low}-approver", Role.APPROVER, org=centre),
        posts["EXAMINATION"],
        posts["APPROVAL"],
    )
