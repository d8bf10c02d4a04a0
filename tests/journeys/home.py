"""The resident's side of the journeys: what a voucher opens from home, and services that were rated badly."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from deploy.client import Client
from shared.kernel.actors import Role
from tests.journeys.answers import words
from tests.journeys.district import District
from tests.journeys.people import Office

_keys = count()


def say(who: Client, service: str, path: str, **body: object) -> dict[str, Any]:
    """A command under a key of its own."""
    return who.post(service, path, body, f"resident-{next(_keys):04}")


@dataclass(frozen=True)
class Voucher:
    """What somebody took home from the hall: a number and a code."""

    home: Client
    paper: dict[str, Any] = field(repr=False)

    def say(self, what: str, **said: object) -> dict[str, Any]:
        """Ask or do something with it."""
        return say(self.home, "intake", f"/v1/public/{what}", **self.paper, **said)


def applied(hall: Office, item: str) -> tuple[str, Voucher]:
    """A new application, and the voucher of who applied."""
    application = hall.receive(item, f"resident-{next(_keys):04}")
    hall.district.settle()
    paper = hall.clerk.get("intake", f"/v1/applications/{application}/voucher")
    return application, Voucher(hall.district.anybody(), paper)


def delivered(hall: Office, item: str) -> Voucher:
    """The voucher of somebody whose case was closed and who holds the result."""
    application, voucher = applied(hall, item)
    hall.accept(application)
    case = hall.case_of(application)["id"]
    hall.propose(case)
    hall.decide(case)
    hall.close(case)
    hall.district.settle()
    recorded = say(hall.clerk, "intake", f"/v1/applications/{application}/delivery", mode="WINDOW")
    assert words(recorded["events"]) == ["result-delivered", "rating-offered"]
    hall.district.settle()
    return voucher


def with_ratings(district: District, day: str) -> None:
    """Switch on the ratings of 2019 from a day on: policy of the test."""
    rated = {"key": "rating.enabled_from", "value": day, "effective_on": day}
    rated |= {"basis": "policy of the test: ratings of 2019 switched on", "provenance": "SYNTHETIC"}
    say(district.admin, "casework", "/v1/policies/rating/adoptions", entry=rated)
    district.settle()


@dataclass(frozen=True)
class Ratings:
    """Services of 富强巷 that were rated badly on 2015-12-07: their vouchers, and their ratings by what was said."""

    hall: Office
    vouchers: dict[str, Voucher]
    by_words: dict[str, str]

    def follow(self, said: str, act: str, by: str = "s-fqx-second", **body: object) -> list[str]:
        """A step of following one up; what it recorded."""
        role = Role.CENTRE_DIRECTOR if by.endswith("director") else Role.CLERK
        who = self.hall.district.person(by, role, org=self.hall.centre_id)
        return words(say(who, "intake", f"/v1/ratings/{self.by_words[said]}/{act}", **body)["events"])

    def shown(self, said: str) -> dict[str, Any]:
        self.hall.district.settle()
        return self.hall.district.admin.get("intake", f"/v1/ratings/{self.by_words[said]}")

    def history(self, said: str) -> list[dict[str, Any]]:
        return list(self.hall.district.admin.get("intake", f"/v1/ratings/{self.by_words[said]}/history")["events"])

    def published(self) -> list[dict[str, Any]]:
        self.hall.district.settle()
        return list(self.hall.district.anybody().get("intake", "/v1/public/ratings")["ratings"])

    def score(self) -> tuple[int, int]:
        """Of the hall's services of the month, how many count as bad, and how many ratings do not count."""
        self.hall.district.settle()
        path, hall = "/v1/public/statistics/satisfaction", self.hall.hall_id
        (row,) = self.hall.district.anybody().get("intake", path, hall_id=hall)["rows"]
        return row["dissatisfied"], row["excluded"]
