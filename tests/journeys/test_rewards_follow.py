"""Associations and grants through HTTP and Redis: the rewards of S9, and how an association's fate reaches them, once.

Some of it is heard before an application and some after, some at once and some when grants is back. All are invented
and filed in 国际村; a contract of one of them ends with it. Time only goes on, from April 2015 to January 2016.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest

from deploy.client import Client
from shared.kernel.actors import Role
from tests.journeys.answers import fen, log_of, now_and_then, refused, words
from tests.journeys.associations import REGISTRY_PAPERS, Centre, centre, founding
from tests.journeys.district import District, running

pytestmark = pytest.mark.server

CHOIR, TROUPE, TEAM, STATION, CLUB, POETS, PLAYERS = (
    f"国际村示例{each}" for each in ("合唱团", "艺术团", "巡逻队", "互助站", "书画社", "诗社", "棋社")
)
PANEL = range(1, 6)
PARTS = [
    {"part": part, "points": points}
    for part, points in {
        "ORGANISATION": [18, 18, 18, 19],
        "ACTIVITIES": [27, 27, 27, 29],
        "EFFECT": [23, 23, 23, 24],
        "SELF_GOVERNANCE": [13, 14, 14, 14],
        "OPENNESS": [9, 9, 9, 9],
    }.items()
]
"""What the four who scored the troupe gave of each part, 367 together."""

DEPARTMENT, TASK = "dept-culture", "performances"
_keys = count()


@dataclass
class Round:
    """The centre of 国际村, whoever keeps the accounts, and the associations by name."""

    district: District
    here: Centre
    officer: Client
    ids: dict[str, str] = field(default_factory=dict)
    applications: dict[str, str] = field(default_factory=dict)

    def at_centre(self, name: str, act: str, by: Client | None = None, **body: Any) -> list[str]:
        """The words of what associations records of one of them."""
        return words(self.tell_centre(name, act, by, **body)["events"])

    def tell_centre(self, name: str, act: str, by: Client | None = None, **body: Any) -> dict[str, Any]:
        """Tell associations something of one of them."""
        path = f"/v1/associations/{self.ids[name]}/{act}"
        return (by or self.here.examiner).post("associations", path, body, f"follow-{next(_keys)}")

    def grants(self, path: str, by: Client | None = None, **body: Any) -> dict[str, Any]:
        """A command to grants."""
        return (by or self.officer).post("grants", f"/v1{path}", body, f"follow-{next(_keys)}")

    def apply(self, name: str) -> list[str]:
        """It applies at the counter, which has entered six activities; the words of what was recorded."""
        for n in range(4, 10):
            held = {"activity_id": f"{name}-{n}", "held_on": f"2015-{n:02d}-20"}
            self.grants(f"/associations/{self.ids[name]}/activities", self.here.clerk, **held)
        asked = {"year": 2015, "association_id": self.ids[name], "account": "COMMUNITY", "account_ref": "acc-1"}
        private = {**asked, "account": "PRIVATE"}
        assert refused(self.grants, "/reward-applications", self.here.clerk, **private) == (422, "private-account")
        done = self.grants("/reward-applications", self.here.clerk, **asked)
        self.applications[name] = done["id"]
        return words(done["events"])

    def told(self, name: str) -> Counter[str]:
        """How often what happened to the application of one of them, whoever it is by now."""
        self.district.settle()
        return Counter(words(log_of(self.district.admin, "grants", f"reward-application/{self.applications[name]}")))

    def failed(self, name: str) -> list[str]:
        """The rules that the application of one of them breaks."""
        log = log_of(self.district.admin, "grants", f"reward-application/{self.applications[name]}")
        return [rule for each in log for rule in each["data"].get("failed", ())]

    def convert(self, name: str, uscc: str, on: str) -> tuple[str, list[str]]:
        """Grants is down while one that was filed is registered; its new id, and the words of what was recorded."""
        own = {"track": "REGISTERED", "form": "PRIVATE_NON_ENTERPRISE", "filed_id": self.ids[name]}
        place = {"address": "示例路 8 号", "shared": False}
        fit = founding(name, money={"amount": 5_000_000}, place=place, full_time_staff=2)
        registered = self.here.draft(name, f"follow-conversion-{uscc}", **own, founding=fit)
        path, registry = f"/v1/associations/{registered}", self.district.person("registrar", Role.REGISTRAR)
        self.here.director.post("associations", f"{path}/supervisor-consent", {}, f"follow-consent-{uscc}")
        self.here.hand_in(registered, f"follow-conversion-handed-in-{uscc}", REGISTRY_PAPERS)
        for act, body in (("registration-acceptance", {}), ("charter-approval", {"approved_on": on})):
            registry.post("associations", f"{path}/{act}", body, f"follow-{act}-{uscc}")
        with self.without_grants():
            done = registry.post("associations", f"{path}/registration", {"uscc": uscc}, f"follow-registered-{uscc}")
        return registered, words(done["events"])

    @contextmanager
    def without_grants(self) -> Iterator[None]:
        """Grants is down for a while, and hears of it when it is back."""
        self.district.local.kill("grants")
        yield
        self.district.local.start_service("grants")
        self.district.local.wait_ready("grants")
        self.district.settle()


@pytest.fixture(scope="module")
def called(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Round]:
    """Seven are filed in April while grants is down, and the round is called in November."""
    with running(tmp_path_factory.mktemp("rewards-follow")) as district:
        district.until("2015-04-01T10:00")
        here = centre(district, "国际村", "GJC")
        round_ = Round(district, here, district.person("f1", Role.FUND_OFFICER))
        for n, name in enumerate((CHOIR, TROUPE, TEAM, STATION, CLUB, POETS, PLAYERS)):
            round_.ids[name] = here.draft(name, f"follow-drafted-{n}")
            here.hand_in(round_.ids[name], f"follow-handed-in-{n}")
            round_.at_centre(name, "notice")
        early = {"activity_id": "early", "held_on": "2015-04-01"}
        path = f"/associations/{round_.ids[CHOIR]}/activities"
        assert refused(round_.grants, path, here.clerk, **early) == (404, "association-not-known")
        district.until("2015-04-10T10:00")
        with round_.without_grants():
            for name in round_.ids:
                assert round_.at_centre(name, "filing")[0] == "filed"
        district.until("2015-11-02T09:00")
        district.settle()
        round_.grants("/reward-rounds", year=2015, apply_until_on="2015-11-05", budget=fen(2_000_000))
        yield round_


def suspended(until_on: str) -> dict[str, str]:
    """From the day of the call on."""
    return {"kind": "SUSPENSION", "imposed_on": "2015-11-02", "until_on": until_on, "offence": "示例：拒不接受检查"}


def test_who_was_suspended_before_is_not_eligible_and_nothing_freezes(called):
    assert called.at_centre(TEAM, "sanctions", **suspended("2015-11-10")) == ["sanctioned"]
    called.district.settle()
    applied = called.apply(TEAM)
    assert applied[:2] == ["reward-applied", "reward-ineligible"]
    assert "reward-frozen" not in called.told(TEAM)


def test_who_had_ended_before_is_not_eligible_and_has_nothing_to_forfeit(called):
    ended = {"cause": "OWN_WISH", "ended_on": "2015-11-02", "assets_to": "国际村社区公益基金"}
    with called.without_grants():
        assert called.at_centre(POETS, "filing-cancellation", called.here.clerk, **ended)[0] == "filing-cancelled"
    assert called.apply(POETS)[:2] == ["reward-applied", "reward-ineligible"]
    assert called.told(POETS) == Counter(["reward-applied", "reward-ineligible"])
    assert called.failed(POETS) == ["IN_STANDING"]


def test_who_had_been_converted_before_is_eligible_as_what_it_is_now(called):
    registered, _facts = called.convert(PLAYERS, "52630102MJX0000342", "2015-11-02")
    called.apply(PLAYERS)
    assert called.failed(PLAYERS) == ["IN_STANDING"]
    called.ids[PLAYERS] = registered
    called.apply(PLAYERS)
    assert called.told(PLAYERS) == Counter(["reward-applied"]), "nothing is moved that was not applied for"


@pytest.fixture(scope="module")
def applied(called: Round) -> Round:
    """Four apply, and one of them has a contract with a department too."""
    for name in (CHOIR, TROUPE, STATION, CLUB):
        assert called.apply(name)[0] == "reward-applied"
    buyer = called.district.person("b1", Role.DEPARTMENT, org=DEPARTMENT)
    asked = {"code": TASK, "department": DEPARTMENT, "title_zh": "示例：演出", "basis": "示例"}
    called.grants("/tasks", buyer, **asked, budget=fen(100_000), document="doc-1")
    called.grants(f"/tasks/{TASK}/admission", called.district.person("l1", Role.APPROVER), document="d-1")
    line = {"code": TASK, "unit": "场", "unit_price": fen(10_000), "qty_cap": 10, "standard": "示例"}
    provider = {"kind": "ASSOCIATION", "id": called.ids[STATION]}
    when = {"from_on": "2015-11-02", "until_on": "2016-10-31", "signed_on": "2015-11-02"}
    said = {"buyer": DEPARTMENT, "provider": provider, "tasks": [line], "terms": "QUARTERLY", **when}
    called.grants("/contracts", buyer, **said, document="contract-1")
    return called


def test_s9_91_points_are_tier_a_and_an_objection_stops_the_payment(applied):
    """A panel of five of whom one belongs to the troupe; the notice is from 11-09 to 11-16."""
    path = "/reward-rounds/2015"
    panel = [{"person": f"p{n}", "resident": n < 3, "ties": [applied.ids[TROUPE]] if n == 1 else []} for n in PANEL]
    applied.grants(f"{path}/panel", members=panel)
    applied.district.until("2015-11-06T09:00")
    of_troupe = {"application_id": applied.applications[TROUPE], "totals": [90, 91, 92, 91, 95]}
    everybody = [f"p{n}" for n in PANEL]
    scores = (f"{path}/scores", None)
    assert refused(applied.grants, *scores, **of_troupe, scorers=everybody) == (422, "recusal-required")
    applied.grants(f"{path}/recusals", person="p1", application_id=applied.applications[TROUPE])
    of_four = {**of_troupe, "totals": [90, 91, 91, 95], "scorers": everybody[1:]}
    short = {**of_four, "parts": PARTS[1:]}
    assert refused(applied.grants, *scores, **short) == (422, "score-parts-unsound")
    applied.grants(*scores, **of_four, parts=PARTS)
    for name in (CHOIR, STATION, CLUB, PLAYERS):
        of_other = {"application_id": applied.applications[name], "totals": [70, 75, 75, 75, 80]}
        applied.grants(*scores, **of_other, scorers=everybody)
    applied.district.until("2015-11-09T09:00")
    applied.grants(f"{path}/notice")
    applied.district.settle()
    (notice,) = applied.district.anybody().get("grants", "/v1/public/reward-notices")["notices"]
    assert (notice["from_on"], notice["until_on"]) == ("2015-11-09", "2015-11-16")
    award = next(each for each in notice["awards"] if each["association_id"] == applied.ids[TROUPE])
    assert (award["score"], award["tier"]) == ("91.00", "A")
    own = applied.district.person("o-troupe", Role.ASSOCIATION_OFFICER, org=applied.ids[TROUPE])
    of_own = own.get("grants", f"/v1/reward-applications/{applied.applications[TROUPE]}")
    assert (of_own["score"], of_own["parts"]) == ("91.00", PARTS)
    of_rival = f"/v1/reward-applications/{applied.applications[CHOIR]}"
    assert refused(own.get, "grants", of_rival) == (403, "not-the-association")
    said = {"objection_id": "o-1", "application_id": applied.applications[TROUPE], "ground": "SCORE", "document": "p-1"}
    applied.grants(f"{path}/objections", applied.here.clerk, **said)
    applied.district.until("2015-11-17T09:00")
    assert refused(applied.grants, f"{path}/confirmation") == (409, "reward-objection-open")
    payment = {"receipt_ref": "b-1", "amount": fen(1_000_000), "paid_on": "2015-11-17"}
    paid = f"/reward-applications/{applied.applications[TROUPE]}/payment"
    assert refused(applied.grants, paid, **payment) == (409, "reward-not-confirmed")


@pytest.fixture(scope="module")
def late(applied: Round) -> dict[str, Any]:
    """On 2015-11-17 it is told that the choir has been suspended since the day on which it applied."""
    applied.district.until("2015-11-17T09:00")
    return applied.tell_centre(CHOIR, "sanctions", None, **suspended("2015-11-20"))


def test_a_suspension_that_is_heard_after_the_application_freezes_it_until_it_is_over(applied, late):
    assert words(late["events"]) == ["sanctioned"]
    assert applied.told(CHOIR)["reward-frozen"] == 1
    with applied.without_grants():
        assert applied.at_centre(TROUPE, "sanctions", **suspended("2015-11-20")) == ["sanctioned"]
    assert applied.told(TROUPE)["reward-frozen"] == 1, "grants was down, and froze it when it was back"
    applied.district.until("2015-11-21T09:00")
    for name in (CHOIR, TROUPE):
        assert (applied.told(name)["reward-frozen"], applied.told(name)["reward-released"]) == (1, 1)


def test_who_applied_was_suspended_in_law_and_in_good_standing_as_then_known(applied, late):
    applied.district.settle()
    path, admin = f"/v1/associations/{applied.ids[CHOIR]}", applied.district.admin

    def stands(**moment: str) -> bool:
        return "suspended_until_on" not in admin.get("associations", path, **moment)

    def payable(**moment: str) -> str:
        return str(admin.get("grants", path, **moment)["standing"])

    that_evening = "2015-11-02T18:00:00+08:00"
    assert now_and_then(stands, "2015-11-02", that_evening, late) == (False, True, True)
    assert now_and_then(stands, "2015-11-01", that_evening, late) == (True, True, True)
    assert payable(as_of="2015-11-02") == "SUSPENDED"
    assert payable(as_of="2015-11-02", known_at=that_evening) == "ACTIVE", "so grants took its application"


def test_an_end_that_was_told_while_grants_was_down_forfeits_and_terminates_once(applied):
    ended = {"cause": "OWN_WISH", "ended_on": "2015-11-21", "assets_to": "国际村社区公益基金"}
    with applied.without_grants():
        assert applied.at_centre(STATION, "filing-cancellation", applied.here.clerk, **ended)[0] == "filing-cancelled"
    assert applied.told(STATION)["reward-forfeited"] == 1
    (contract,) = applied.district.admin.get("grants", "/v1/contracts", buyer=DEPARTMENT)["contracts"]
    happened = words(log_of(applied.district.admin, "grants", f"contract/{contract['id']}"))
    assert happened == ["contract-signed", "contract-terminated"]
    assert (contract["state"], contract["provider"]["id"]) == ("TERMINATED", applied.ids[STATION])


def test_a_conversion_moves_what_was_applied_for_and_nothing_is_left_behind(applied):
    club = applied.ids[CLUB]
    registered, facts = applied.convert(CLUB, "52630102MJX0000267", "2015-11-21")
    assert {"registered", "filing-converted"} <= set(facts)
    assert (applied.told(CLUB)["reward-moved"], applied.told(CLUB)["reward-forfeited"]) == (1, 0)
    before, now = (applied.district.admin.get("grants", f"/v1/associations/{id_}") for id_ in (club, registered))
    assert (before["standing"], now["standing"], now["lineage_id"]) == ("ENDED", "ACTIVE", club)
    assert [each["kind"] for each in now["engagements"]] == ["REWARD"]


def test_heard_again_from_its_track_nothing_happens_twice(applied):
    before = {name: applied.told(name) for name in (CHOIR, TROUPE, STATION, CLUB)}
    warned = {"kind": "WARNING", "imposed_on": "2015-11-21", "offence": "示例：未报告"}
    with applied.without_grants():
        assert applied.at_centre(TEAM, "sanctions", **warned) == ["sanctioned"]
    assert {name: applied.told(name) for name in before} == before
