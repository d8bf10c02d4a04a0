"""S7 through HTTP and Redis: 树林巷 spends its special fund of 2015 on light for the stairs, and the year ends.

Time only goes on: from the round of January over three meetings in March to the first working day of 2016.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

import pytest

from deploy.client import Client, Refused
from shared.kernel.actors import Role
from tests.journeys.answers import fen, now_and_then, refused, words
from tests.journeys.committee import Committee, committee_of, resolve
from tests.journeys.district import running

pytestmark = pytest.mark.server

SHULINXIANG = "630102003009"
PRICE, WORTH = 2_860_000, 2_790_000
SUPPLIER = "91630102MA0000001X"
SIGNATORIES = ("HANDLER", "WITNESS", "APPROVER")
_keys = count()


class Money:
    """Whoever moves the money of the committee's fund."""

    def __init__(self, committee: Committee) -> None:
        self.committee, self.district = committee, committee.district
        self.officer = self.district.person("f1", Role.FUND_OFFICER)
        self.centre = self.district.person("d1", Role.CENTRE_DIRECTOR)
        self.watcher = self.district.person(committee.supervisor, Role.SUPERVISION_COMMITTEE, org=committee.id)
        self.fund = f"{committee.id}-2015"

    def do(self, path: str, by: Client | None = None, **body: Any) -> list[str]:
        """The words of the events that a command to grants recorded, the committee's unless another is named."""
        return words(self.say(path, by, **body)["events"])

    def say(self, path: str, by: Client | None = None, **body: Any) -> dict[str, Any]:
        """Send it."""
        return (by or self.committee.chair).post("grants", f"/v1{path}", body, f"fund-{next(_keys):04d}")

    def refused(self, path: str, by: Client | None = None, **body: Any) -> tuple[int, str]:
        """The status and slug of a refusal."""
        return refused(self.say, path, by, **body)

    @property
    def sums(self) -> dict[str, int]:
        """What the fund has, as anybody may read it."""
        self.district.settle()
        of = {"committee_id": self.committee.id, "period": "2015"}
        told = self.district.anybody().get("grants", "/v1/public/fund-statement", **of)
        return dict(told["fund"]["sums"])

    def propose(self, title: str, amount: int, category: str = "SMALL_REPAIR") -> dict[str, Any]:
        """The words of a proposal of five residents."""
        line = {"title": title, "category": category, "form": "WORKS", "amount": fen(amount)}
        who = {"committee_id": self.committee.id, "proposed_by": "RESIDENTS", "supporters": 5, "households": 120}
        return {
            **who,
            "title": title,
            "need": title,
            "lines": [line],
            "from_on": "2015-06-01",
            "until_on": "2015-11-30",
        }

    def reviewed(self, path: str, day: str) -> None:
        """It is supported, posted, submitted on a day, and found in order."""
        self.do(f"{path}/supervision-opinion", self.watcher, opinion="SUPPORTED")
        self.do(f"{path}/pre-notice")
        self.district.until(f"{day}T09:00")
        self.do(f"{path}/submission")
        self.do(f"{path}/review", self.centre, verdict="IN_ORDER")


@pytest.fixture(scope="module")
def money(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Money]:
    with running(tmp_path_factory.mktemp("special-fund")) as district:
        district.until("2015-01-05T09:00")
        none = {"value": 10**12, "effective_on": "2013-01-01", "basis": "a test", "provenance": "SYNTHETIC"}
        entry = {"key": "fund.district_review_above", **none}
        district.admin.post("casework", "/v1/policies/fund/adoptions", {"entry": entry}, "s7-district")
        committee = committee_of(district, SHULINXIANG)
        district.settle()
        yield Money(committee)


def paid_by_fund(amount: int) -> dict[str, Any]:
    """A budget out of the special fund."""
    return {"amount": fen(amount), "source": "SPECIAL_FUND"}


def test_nobody_is_left_out_of_the_round(money):
    rounds, officer = "/allocation-rounds", money.officer
    assert money.do(rounds, officer, period=2015) == ["allocation-round-opened"]
    (told,) = money.district.admin.pages("grants", "/v1/allocation-rounds", "allocation_rounds")
    first, *others = (each for each in told["committees"] if each != money.committee.id)
    for committee in (money.committee.id, *others):
        given = money.do(f"{rounds}/2015/allocations", officer, committee_id=committee)
        assert given == ["special-fund-allocated"]
    assert money.refused(f"{rounds}/2015/closure", officer) == (409, "round-incomplete")
    reason = {"committee_id": first, "reason": "ACCOUNTS_NOT_RENDERED", "document": "2015-7"}
    assert money.do(f"{rounds}/2015/withholdings", officer, **reason) == ["allocation-withheld"]
    assert money.do(f"{rounds}/2015/closure", officer) == ["allocation-round-closed"]
    assert money.sums["available"] == 10_000_000
    villagers = next(money.district.admin.pages("councils", "/v1/committees", "committees", kind="VILLAGERS"))
    village = {**money.propose("a road", 1), "committee_id": villagers["id"]}
    assert money.refused("/fund-projects", money.committee.clerk, **village) == (422, "wrong-regime")


@pytest.fixture(scope="module")
def lights(money: Money) -> str:
    """The resolution opens the project, residents propose it, and it is approved."""
    bonus = money.propose("staff bonus", 1, "WAGES_BONUSES")
    assert money.refused("/fund-projects", **bonus) == (422, "negative-list")
    resolve(money.committee, "楼道灯", "13912340001", ("2015-03-12", "2015-03-20", "2015-03-30"), paid_by_fund(PRICE))
    (opened,) = money.district.admin.pages("grants", "/v1/fund-projects", "projects", committee_id=money.committee.id)
    path = f"/fund-projects/{opened['id']}"
    assert (opened["stage"], opened["resolution_id"] is not None) == ("OPENED", True)
    assert money.do(f"{path}/proposal", **money.propose("楼道灯", PRICE)) == ["project-proposed"]
    assert money.refused(f"{path}/survey", asked=100, in_favour=59) == (422, "demand-below-threshold")
    assert money.do(f"{path}/survey", asked=100, in_favour=60) == ["demand-surveyed"]
    without = f"/fund-projects/{money.say('/fund-projects', **money.propose('a fence', 1))['id']}"
    money.do(f"{without}/survey", asked=10, in_favour=6)
    unresolved = money.refused(f"{without}/supervision-opinion", money.watcher, opinion="SUPPORTED")
    assert unresolved == (409, "no-resolution")
    money.district.until("2015-05-01T09:00")
    money.reviewed(path, "2015-05-11")
    told = money.district.admin.get("grants", f"/v1{path}")
    assert told["review_due_on"] == "2015-05-25"
    approved = money.do(f"{path}/approval", money.centre, amount=fen(PRICE))
    assert approved == ["project-approved", "funds-reserved"]
    assert money.sums["available"] == 7_140_000
    return path


def test_light_is_bought_accepted_and_paid(money, lights):
    chosen = {"supplier": SUPPLIER, "price": fen(PRICE)}
    quotes = [{"supplier": f"s-{n}", "price": fen(PRICE + n)} for n in (1, 2)]
    related = {**chosen, "in_charge": [money.committee.supervisor], "quotes": [chosen, *quotes]}
    assert money.refused(f"{lights}/contract", **related) == (422, "related-party")
    signed = money.do(f"{lights}/contract", **chosen, quotes=[chosen, *quotes])
    assert (signed, money.sums["available"]) == (["project-contracted", "funds-committed"], 7_140_000)
    people = {"RESIDENT": "p-1", "SUPERVISION_COMMITTEE": money.committee.supervisor, "CENTRE": "p-2"}
    looked_at = [{"person_id": who, "capacity": capacity} for capacity, who in people.items()]
    accepted = money.do(f"{lights}/acceptance", amount=fen(WORTH), acceptors=looked_at)
    assert (accepted, money.sums["available"]) == (["work-accepted", "funds-released"], 7_210_000)
    invoice = {"number": "00012345", "amount": fen(WORTH)}
    signatures = {"signatures": _signed("p-1", "p-2", "p-3"), "paid_on": "2015-05-15"}
    final = {"amount": fen(WORTH), "invoices": [invoice], **signatures}
    twice = {**final, "signatures": _signed("p-1", "p-2", "p-2")}
    assert money.refused(f"{lights}/payments", money.centre, **twice) == (422, "paid-ahead")
    money.district.until("2015-05-18T09:00")
    assert money.refused(f"{lights}/payments", money.centre, **twice) == (422, "same-person")
    late = money.say(f"{lights}/payments", money.centre, **final)
    assert "payment-made" in words(late["events"])

    def paid(**moment: str) -> int:
        return int(money.district.admin.get("grants", f"/v1/funds/{money.fund}/sums", **moment)["sums"]["paid"])

    that_evening = "2015-05-15T18:00:00+08:00"
    assert now_and_then(paid, "2015-05-15", that_evening, late) == (WORTH, 0, 0), "the bank told it on Monday"
    assert now_and_then(paid, "2015-05-14", that_evening, late) == (0, 0, 0), "nothing was paid the day before"
    money.district.settle()
    (payment,) = money.district.admin.get("grants", f"/v1{lights}")["payments"]
    back = money.do(f"{lights}/payments/{payment['payment_id']}/return", money.centre)
    assert back == ["payment-undone", "payment-returned", "invoice-freed"]
    assert (money.sums["committed"], money.sums["available"]) == (WORTH, 7_210_000)
    again = {**final, "paid_on": "2015-05-18"}
    part, rest = ({**again, "amount": fen(amount)} for amount in (WORTH - 90_000, 90_000))
    assert "payment-made" in money.do(f"{lights}/payments", money.centre, **part)
    assert money.refused(f"{lights}/payments", money.centre, **rest) == (409, "duplicate-invoice")
    other = {**rest, "invoices": [{**invoice, "number": "00012346"}]}
    assert "payment-made" in money.do(f"{lights}/payments", money.centre, **other)
    assert money.do(f"{lights}/result") == ["result-posted"]
    posted = money.district.anybody().get("grants", "/v1/public/fund-projects")["projects"]
    assert [(each["title"], each["paid"]) for each in posted] == [("楼道灯", WORTH)]


def _signed(*people: str) -> list[dict[str, str]]:
    return [{"person_id": who, "signed_as": role} for who, role in zip(people, SIGNATORIES, strict=True)]


def test_of_two_that_come_at_once_one_is_approved_and_the_year_ends(money, lights):
    """Each asks for 50,000 yuan; what is reserved lapses, 30 per cent go on, the rest goes back."""
    paths = []
    for title, phone, month in (("花园", "13912340002", "06"), ("书屋", "13912340003", "08")):
        days = (f"2015-{month}-08", f"2015-{month}-17", f"2015-{month}-27")
        resolve(money.committee, title, phone, days, paid_by_fund(5_000_000))
        opened = money.district.admin.pages("grants", "/v1/fund-projects", "projects", stage="OPENED")
        path = f"/fund-projects/{next(opened)['id']}"
        money.do(f"{path}/proposal", **money.propose(title, 5_000_000))
        money.do(f"{path}/survey", asked=10, in_favour=6)
        money.reviewed(path, f"2015-{int(month) + 1:02d}-15")
        paths.append(path)

    def approve(path: str) -> str:
        try:
            return " ".join(money.do(f"{path}/approval", money.centre, amount=fen(5_000_000)))
        except Refused as error:
            return error.slug

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(approve, paths)) == ["insufficient-funds", "project-approved funds-reserved"]
    money.district.until("2016-01-04T09:00")
    sums = money.sums
    assert (sums["carried_out"], sums["returned"], sums["available"]) == (3_000_000, 4_210_000, 0)
    replayed = money.district.admin.get("grants", f"/v1/funds/{money.fund}/sums", as_of="2016-01-04")
    assert replayed["sums"] == sums, "as the log has it, event by event"
    following = {"committee_id": money.committee.id, "period": "2016"}
    (carried,) = money.district.anybody().get("grants", "/v1/public/funds", **following)["funds"]
    assert carried["sums"]["carried_in"] == 3_000_000
