"""S8 through HTTP and Redis: 康南 visits homes for a department, once the money for that has come, and is paid for it.
Then its residents appraise the service centre, which owes its answer.

What grants does while casework is down is known when it comes back: a contract covers a task in both orders of arrival.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest

from deploy.client import Client
from shared.kernel.actors import Role
from tests.journeys.answers import fen, now_and_then, refused, words
from tests.journeys.committee import Committee, committee_of
from tests.journeys.district import District, running

pytestmark = pytest.mark.server

KANGNAN, DEPARTMENT, VISIT = "康南", "dept-civil-affairs", "home-visit"
KANGNAN_CODE, MEETS_ON = "630102006009", "2015-04-08"
YEAR = {"from_on": "2015-01-01", "until_on": "2015-12-31", "signed_on": "2014-12-20"}
_keys = count()


@dataclass
class Purchase:
    """A department, the leading body that admits its tasks, an examiner who needs help, and the committee."""

    district: District
    committee_id: str
    buyer: Client
    leading: Client
    officer: Client
    examiner: Client
    committee: Client

    def grants(self, by: Client, path: str, **body: Any) -> dict[str, Any]:
        """A command to grants."""
        return by.post("grants", f"/v1{path}", body, f"money-{next(_keys):04d}")

    def done(self, by: Client, path: str, **body: Any) -> list[str]:
        """The words of the events that it recorded."""
        return words(self.grants(by, path, **body)["events"])

    def sign(self, *codes: str, terms: str = "QUARTERLY") -> str:
        """A contract about tasks at 4,000 fen, up to 200 of each; its id."""
        line = {"unit": "次", "unit_price": fen(4_000), "qty_cap": 200, "standard": "入户并留存记录"}
        tasks = [{"code": code, **line} for code in codes]
        provider = {"kind": "COMMITTEE", "id": self.committee_id}
        document = f"contract-{next(_keys)}"
        said = {"buyer": DEPARTMENT, "provider": provider, "tasks": tasks, "terms": terms, "document": document, **YEAR}
        return str(self.grants(self.buyer, "/contracts", **said)["id"])

    def pay_in(self, contract: str) -> None:
        """The buyer's money for all of it comes in."""
        money = {"document": f"v-{contract}", "amount": fen(800_000), "transferred_on": self.district.today}
        self.grants(self.officer, f"/contracts/{contract}/transfers", **money)

    def ask(self, contract: str | None, quantity: int = 120) -> dict[str, Any]:
        """Casework asks the committee for home visits."""
        named = {} if contract is None else {"contract_id": contract}
        body = {"committee_id": self.committee_id, "code": VISIT, "quantity": quantity, **named}
        return self.examiner.post("casework", "/v1/committee-tasks", body, f"money-{next(_keys):04d}")


@pytest.fixture(scope="module")
def purchase(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Purchase]:
    with running(tmp_path_factory.mktemp("money-follows")) as district:
        district.until("2015-01-05T09:00")
        listed = district.admin.pages("councils", "/v1/committees", "committees", kind="RESIDENTS")
        committee = next(each["id"] for each in listed if each["name_zh"].startswith(KANGNAN))
        here = Purchase(
            district,
            committee,
            district.person("b1", Role.DEPARTMENT, org=DEPARTMENT),
            district.person("l1", Role.APPROVER, org="leading-body"),
            district.person("f1", Role.FUND_OFFICER),
            district.person("s-examiner", Role.EXAMINER, org="centre-kangnan"),
            district.person("chair", Role.COMMITTEE, org=committee),
        )
        request = {"code": VISIT, "department": DEPARTMENT, "title_zh": "入户走访", "basis": "民政部门委托事项"}
        here.grants(here.buyer, "/tasks", **request, budget=fen(2_000_000), document="doc-1")
        yield here


@pytest.fixture(scope="module")
def contract(purchase: Purchase) -> str:
    """Without a contract nobody is asked; the task is admitted, wages are none, and the money comes first."""
    assert refused(purchase.ask, None) == (403, "no-contract")
    assert refused(purchase.sign, VISIT) == (422, "task-not-admitted")
    purchase.grants(purchase.leading, f"/tasks/{VISIT}/admission", document="d-1")
    assert refused(purchase.sign, VISIT, "salary") == (422, "wage-line")
    signed = purchase.sign(VISIT)
    purchase.district.settle()
    assert refused(purchase.ask, signed) == (403, "no-contract"), "the money has not come in"
    purchase.pay_in(signed)
    purchase.district.settle()
    return signed


def test_s8_the_committee_is_asked_visits_and_reports(purchase, contract):
    task = str(purchase.ask(contract)["id"])
    said = {"quantity": 120, "done_on": purchase.district.today}
    report = f"/v1/committee-tasks/{task}/report"
    assert words(purchase.committee.post("casework", report, said, "money-reported")["events"]) == [
        "committee-task-reported"
    ]
    purchase.district.settle()
    (told,) = purchase.district.admin.get("casework", "/v1/committee-tasks", committee_id=purchase.committee_id)[
        "tasks"
    ]
    assert (told["contract_id"], told["reported"]) == (contract, 120)


def test_s8_a_contract_that_is_signed_while_casework_is_down_covers_the_task_when_it_is_back(purchase, contract):
    local = purchase.district.local
    local.kill("casework")
    signed = purchase.sign(VISIT)
    purchase.pay_in(signed)
    local.start_service("casework")
    local.wait_ready("casework")
    purchase.district.settle()
    assert words(purchase.ask(signed)["events"]) == ["committee-task-requested"]
    purchase.grants(purchase.buyer, f"/contracts/{signed}/termination", reason="AGREED")
    purchase.district.settle()
    assert refused(purchase.ask, signed) == (403, "no-contract")


def test_s8_of_120_visits_110_are_paid_at_95_per_cent_and_59_points_end_a_contract(purchase, contract):
    path = f"/contracts/{contract}"
    work = {"report_id": "r1", "code": VISIT, "quantity": 120, "done_on": "2015-01-05"}
    assert purchase.done(purchase.committee, f"{path}/work-reports", **work) == ["work-reported"]
    seen = {"report_id": "r1", "accepted": 110, "reason": "10次无记录"}
    assert purchase.done(purchase.buyer, f"{path}/verifications", **seen) == ["work-verified"]
    poor = purchase.sign(VISIT)
    purchase.district.until("2015-04-01T09:00")
    scored = purchase.done(purchase.buyer, f"{path}/scores", settlement=1, score=84)
    assert scored == ["contract-scored", "contract-payment-due"]
    assert purchase.district.admin.get("grants", f"/v1{path}")["due"] == fen(418_000)
    low = purchase.done(purchase.buyer, f"/contracts/{poor}/scores", settlement=1, score=59)
    assert low == ["contract-scored", "contract-terminated"]


def test_s8_residents_appraise_the_centre_which_answers_in_ten_working_days(purchase):
    """They meet on 04-08; the notice of the result ends on 04-15, and the tenth working day after the next is 04-30."""
    district = purchase.district
    district.until("2015-04-01T10:00")
    kangnan = committee_of(district, KANGNAN_CODE)
    community = district.admin.get("councils", f"/v1/committees/{kangnan.id}")["assignment"]["community_id"]
    centres = district.admin.get("councils", f"/v1/communities/{community}")["centres"]
    centre = next(each["id"] for each in centres if each["kind"] == "PUBLIC_SERVICE")
    director = district.person("director", Role.CENTRE_DIRECTOR, org=centre)
    appraisal = _appraised(kangnan, community, centre, director)
    district.until("2015-04-16T09:00")
    path = f"/v1/rectifications/{appraisal}"
    district.settle()
    told = district.admin.get("councils", path)
    assert (told["state"], told["due_on"], told["overdue"]) == ("ORDERED", "2015-04-30", False)
    district.until("2015-04-30T17:00")
    plan = {"plan": "示例：办理时限逐件提醒"}
    assert kangnan.do(f"/rectifications/{appraisal}/answer", plan, director) == ["rectification-submitted"]
    district.settle()
    (public,) = district.anybody().get("councils", "/v1/public/rectifications", community_id=community)[
        "rectifications"
    ]
    assert (public["plan"], public["public_until_on"]) == (plan["plan"], "2015-05-07")


def _appraised(kangnan: Committee, community: str, centre: str, director: Client) -> str:
    """The id of the appraisal of a half-year that 40 of 50 representatives met to score, and that is posted."""
    above = kangnan.district.person("w-kangnan", Role.WORKING_COMMITTEE, org=community)
    of = {"subject_kind": "SERVICE_CENTRE", "community_id": community, "period": "2015-H1"}
    opened = {**of, "indicators": [{"title": "服务群众", "function": "SERVE_PEOPLE"}], "subjects": [{"id": centre}]}
    path = f"/appraisals/{(made := str(kangnan.say('/appraisals', opened, above)['id']))}"
    totals = {"excellent": 0, "competent": 10, "basically_competent": 20, "not_competent": 10}
    meeting = kangnan.call_for(made, MEETS_ON, above)
    kangnan.district.until(f"{MEETS_ON}T09:00")
    kangnan.let_in(meeting, 1, 40)
    kangnan.do(f"/meetings/{meeting}/opening", {})
    kangnan.do(f"{path}/report", {"words": "示例：半年来的工作"}, director)
    at = {"committee_id": kangnan.id, "meeting_id": meeting, "held_on": MEETS_ON}
    kangnan.do(f"{path}/scores", {**at, "present": 40, "scores": totals}, kangnan.clerk)
    kangnan.do(f"{path}/marks", {"working_committee": 70, "discipline": 80}, above)
    assert kangnan.do(f"{path}/publication", {}, above) == ["appraisal-published"]
    return made


def test_s8_what_the_bank_told_weeks_late_was_paid_on_its_own_day_and_not_known_that_evening(purchase, contract):
    purchase.district.until("2015-05-04T09:00")
    receipt = {"receipt_ref": "b-1", "amount": fen(418_000), "paid_on": "2015-04-01"}
    late = purchase.grants(purchase.officer, f"/contracts/{contract}/payments", **receipt)

    def paid(**moment: str) -> int:
        return int(purchase.district.admin.get("grants", f"/v1/contracts/{contract}", **moment)["paid"]["amount"])

    that_evening = "2015-04-01T18:00:00+08:00"
    assert now_and_then(paid, "2015-04-01", that_evening, late) == (418_000, 0, 0)
    assert now_and_then(paid, "2015-03-31", that_evening, late) == (0, 0, 0), "nothing was paid the day before"
