"""A round of rewards through HTTP, on a server of its own: the reward part of S9."""

from __future__ import annotations

from datetime import date

import pytest

from shared.contracts.associations.activity import ActivityRated, ActivityReported, ActivityTotals, Programme
from shared.contracts.associations.need import NeedAnswered, NeedTakenUp, Taker, TakerKind
from shared.kernel.actors import Role
from shared.kernel.money import Money
from shared.kernel.personal import Personal
from tests.grants.desk import Desk, becomes, desk_on, fen
from tests.grants.standings import filing, registration

pytestmark = pytest.mark.server
OFFICER = (Role.FUND_OFFICER, "")
FOUNDED = {
    "a-filed": filing("2015-05-02", "l-filed"),
    "a-new": registration("2015-05-03", "l-new"),
    "a-other": registration("2015-01-01", "l-other"),
}
PLACE = {"association_id": "a-filed", "community_id": "taining", "lineage_id": "l-filed"}
HUB = Taker(kind=TakerKind.HUB, id="a-filed")
ANSWER = Personal[str](subject="subject-founder", sealed="c2VhbGVk")
PANEL = [{"person": f"p{n}", "resident": n < 3, "ties": ["a-filed"] if n == 1 else []} for n in range(1, 6)]


async def test_a_round_of_rewards(server, tmp_path):
    async with desk_on(server, tmp_path, "2015-11-02T09:00") as desk:
        await associations_are_known(desk)
        filed, other, ineligible = await associations_apply(desk)
        await the_panel_reads_what_was_done(desk, filed, other)
        await the_panel_scores(desk, filed, other, ineligible)
        await what_is_posted_is_objected_to(desk, filed, other)
        await rewards_are_paid(desk, filed, other)
        await one_is_reported_on_and_one_comes_back(desk, filed, other)


async def associations_are_known(desk: Desk) -> None:
    for id_, event in FOUNDED.items():
        await desk.hear(event, id_)
    for n in range(6):
        for id_ in FOUNDED:
            held = {"activity_id": f"act-{n}", "held_on": f"2015-0{n + 4}-10"}
            assert await desk.tell(Role.CLERK, "", f"associations/{id_}/activities", **held) == (200, "activity-known")
    assert await desk.tell(Role.CLERK, "", "associations/a-filed/annual-reports", year=2014) == (
        200,
        "annual-report-known",
    )
    assert await desk.tell(Role.CLERK, "", "associations/nobody/annual-reports", year=2014) == (
        404,
        "association-not-known",
    )
    assert len((await desk.read("associations", standing="ACTIVE"))["associations"]) == 3
    assert (await desk.read("associations/a-filed"))["reports"] == [2014]
    assert (await desk.happened("associations/a-new"))[0] == "association-known"


async def associations_apply(desk: Desk) -> tuple[str, str, str]:
    call = {"year": 2015, "apply_until_on": "2015-11-05", "budget": fen(2_000_000)}
    assert await desk.tell(*OFFICER, "reward-rounds", **call) == (201, "reward-call-opened")
    assert [each["year"] for each in (await desk.public("reward-calls"))["calls"]] == ["2015"]
    words = {"year": 2015, "association_id": "a-filed", "account_ref": "acc-1"}
    officer = (Role.ASSOCIATION_OFFICER, "a-filed")
    assert await desk.tell(*officer, "reward-applications", **words, account="PRIVATE") == (422, "private-account")
    new = {**words, "association_id": "a-new", "account": "ASSOCIATION"}
    assert await desk.tell(*officer, "reward-applications", **new) == (403, "not-the-association")
    entered = "reward-applied reward-application-entered engagement-noted"
    assert await desk.tell(*officer, "reward-applications", **words, account="COMMUNITY") == (201, entered)
    filed = desk.id
    assert await desk.tell(*officer, "reward-applications", **words, account="COMMUNITY") == (409, "applied-already")
    assert await desk.tell(Role.CLERK, "", "reward-applications", **new) == (
        201,
        "reward-applied reward-ineligible reward-application-entered engagement-noted",
    )
    assert (await desk.read(f"reward-applications/{desk.id}"))["failed"] == ["OLD_ENOUGH"]
    ineligible = desk.id
    third = {**new, "association_id": "a-other"}
    assert await desk.tell(Role.CLERK, "", "reward-applications", **third) == (201, entered)
    return filed, desk.id, ineligible


async def the_panel_reads_what_was_done(desk: Desk, filed: str, other: str) -> None:
    """Some of it was entered before the application; what is heard of after it counts as well, each activity once."""
    at, panel = f"reward-applications/{filed}/merits", (Role.PANEL, "")
    before = (await desk.ask(*panel, at)).json()
    assert (before["year"], before["activities"], before["attended"], before.get("satisfaction")) == (2015, 6, 0, None)
    await desk.hear(activity_held(), "activity-1", "activity")
    await desk.hear(activity_rated(), "activity-1", "activity-box")
    for event in (NeedTakenUp(taker=HUB), NeedAnswered(taker=HUB, answer=ANSWER, late=False)):
        await desk.hear(event, "need-1", "need")
    assert (await desk.ask(*panel, at)).json() == {
        **{"year": 2015, "activities": 6, "attended": 30, "residents": 20, "rated": 1, "satisfaction": "3.66"},
        "ratings": dict(activity_rated().totals),
        **{"needs_taken_up": 1, "needs_answered": 1, "needs_answered_late": 0},
    }
    entered = {"activity_id": "paper-9", "held_on": "2015-06-10"}
    assert await desk.tell(Role.CLERK, "", "associations/a-filed/activities", **entered) == (409, "activity-heard-of")
    own = (Role.ASSOCIATION_OFFICER, "a-filed")
    assert (await desk.ask(*own, at)).is_success
    assert (await desk.ask(*own, f"reward-applications/{other}/merits")).status_code == 403
    assert (await desk.ask(*panel, "reward-applications/nothing/merits")).status_code == 404


def activity_held() -> ActivityReported:
    return ActivityReported(
        **PLACE,
        programme=Programme(kind="VOLUNTEER_PATROL", title="示例·巡逻", place="示例"),
        held_on=date(2015, 6, 10),
        attended=30,
        residents=20,
        cost=Money(amount=0),
    )


def activity_rated() -> ActivityRated:
    totals = ActivityTotals(very_satisfied=1, satisfied=1, basically=0, dissatisfied=1, very_dissatisfied=0)
    return ActivityRated(**PLACE, held_on=date(2015, 6, 10), cast=3, totals=totals)


async def the_panel_scores(desk: Desk, filed: str, other: str, ineligible: str) -> None:
    at = "reward-rounds/2015"
    assert await desk.tell(*OFFICER, f"{at}/panel", members=PANEL[:4]) == (422, "panel-unsound")
    assert await desk.tell(*OFFICER, f"{at}/panel", members=PANEL) == (200, "panel-formed")
    await desk.at("2015-11-06T09:00")
    assert (await desk.public("reward-calls"))["calls"] == []
    everybody = {"application_id": filed, "scorers": [f"p{n}" for n in range(1, 6)], "totals": [95, 91, 90, 92, 70]}
    assert await desk.tell(*OFFICER, f"{at}/scores", **everybody) == (422, "recusal-required")
    recusal = {"person": "p1", "application_id": filed}
    assert await desk.tell(Role.PANEL, "", f"{at}/recusals", **recusal) == (403, "not-that-member")
    assert await desk.tell(*OFFICER, f"{at}/recusals", **recusal) == (200, "panel-member-recused")
    assert await desk.tell(*OFFICER, f"{at}/scores", **everybody) == (422, "recusal-required")
    assert await desk.tell(*OFFICER, f"{at}/notice") == (409, "scores-missing")
    others = {**everybody, "scorers": ["p2", "p3", "p4", "p5"], "totals": [95, 91, 91, 70]}
    assert await desk.tell(*OFFICER, f"{at}/scores", **others) == (200, "scores-given")
    five = {**everybody, "application_id": other, "totals": [80, 85, 90, 80, 70]}
    assert await desk.tell(*OFFICER, f"{at}/scores", **five) == (200, "scores-given")
    assert await desk.tell(*OFFICER, f"{at}/scores", **{**others, "application_id": ineligible}) == (
        404,
        "application-not-in-round",
    )


async def what_is_posted_is_objected_to(desk: Desk, filed: str, other: str) -> None:
    at, officer = "reward-rounds/2015", (Role.ASSOCIATION_OFFICER, "a-filed")
    await desk.at("2015-11-09T09:00")
    assert await desk.tell(*OFFICER, f"{at}/notice") == (200, "reward-noticed")
    (notice,) = (await desk.public("reward-notices"))["notices"]
    assert (notice["from_on"], notice["until_on"]) == ("2015-11-09", "2015-11-16")
    award = {"application_id": filed, "association_id": "a-filed", "score": "91.00", "tier": "A"}
    second = {"application_id": other, "association_id": "a-other", "score": "81.66", "tier": "B"}
    assert notice["awards"] == [{**award, "amount": fen(1_000_000)}, {**second, "amount": fen(600_000)}]
    own = (await desk.ask(*officer, f"reward-applications/{filed}")).json()
    assert (own["score"], own["posted"]) == ("91.00", fen(1_000_000))
    assert (await desk.ask(*officer, f"reward-applications/{other}")).status_code == 403
    assert [each["id"] for each in (await desk.ask(*officer, "reward-applications")).json()["applications"]] == [filed]
    words = {"objection_id": "o-1", "application_id": filed, "ground": "SCORE", "document": "paper-1"}
    assert await desk.tell(Role.ASSOCIATION_OFFICER, "a-new", f"{at}/objections", **words) == (
        403,
        "not-the-association",
    )
    assert await desk.tell(*officer, f"{at}/objections", **words) == (200, "reward-objected")
    await desk.at("2015-11-17T00:00")
    assert (await desk.public("reward-notices"))["notices"] == [], "gone when it has ended"
    assert await desk.tell(*OFFICER, f"{at}/confirmation") == (409, "reward-objection-open")
    payment = {"receipt_ref": "b-1", "amount": fen(1_000_000), "paid_on": "2015-11-17"}
    assert await desk.tell(*OFFICER, f"reward-applications/{filed}/payment", **payment) == (409, "reward-not-confirmed")
    await desk.at("2015-11-24T00:00")
    await becomes(desk, at, "reward-objection-review-missed")
    review = {"objection_id": "o-1", "outcome": "DISMISSED", "reason": "评分无误"}
    assert await desk.tell(Role.SUPERVISOR, "", f"{at}/objection-reviews", **review) == (
        200,
        "reward-objection-reviewed",
    )
    told = await desk.read(at)
    assert (told["objections"][0]["missed"], told["entries"][0]["totals"]) == (True, [70, 91, 91, 95])


async def rewards_are_paid(desk: Desk, filed: str, other: str) -> None:
    at, reward = "reward-rounds/2015", f"reward-applications/{filed}"
    assert await desk.tell(*OFFICER, f"{at}/confirmation") == (
        200,
        "reward-round-confirmed reward-confirmed reward-confirmed",
    )
    assert (await desk.read("reward-rounds"))["rounds"][0]["pay_due_on"] == "2015-12-07"
    early = {"receipt_ref": "b-2", "amount": fen(600_000), "paid_on": "2015-11-24"}
    assert await desk.tell(*OFFICER, f"reward-applications/{other}/payment", **early) == (200, "reward-paid")
    await a_reward_comes_back(desk, f"reward-applications/{other}")
    await desk.at("2015-12-08T00:00")
    await becomes(desk, reward, "reward-payment-missed")
    payment = {"receipt_ref": "b-1", "amount": fen(999_999), "paid_on": "2015-12-08"}
    assert await desk.tell(*OFFICER, f"{reward}/payment", **payment) == (422, "reward-amount-differs")
    payment["amount"] = fen(1_000_000)
    assert await desk.tell(*OFFICER, f"{reward}/payment", **payment) == (200, "reward-paid")
    first, _ = (await desk.public("rewards"))["rewards"]
    assert first == {"year": 2015, "association_id": "a-filed", "tier": "A", "amount": fen(1_000_000)}


async def a_reward_comes_back(desk: Desk, reward: str) -> None:
    own, back = (Role.ASSOCIATION_OFFICER, "a-other"), {"receipt_ref": "b-2", "returned_on": "2015-11-24"}
    account = {"account": "ASSOCIATION", "account_ref": "acc-2"}
    assert await desk.tell(*own, f"{reward}/account", **account) == (409, "reward-closed")
    assert await desk.tell(Role.CLERK, "", f"{reward}/returned-payments", **back) == (403, "role-forbidden")
    nothing = {**back, "receipt_ref": "b-0"}
    assert await desk.tell(*OFFICER, f"{reward}/returned-payments", **nothing) == (409, "payment-not-made")
    assert await desk.tell(*OFFICER, f"{reward}/returned-payments", **back) == (200, "reward-payment-returned")
    told = await desk.read(reward)
    assert (told["state"], told["account_ref"], told.get("report_due_on")) == ("GRANTED", "acc-1", None)
    assert (told["returned_on"], told["pay_due_on"]) == ("2015-11-24", "2015-12-15")
    assert await desk.tell(*own, f"{reward}/account", **{**account, "account": "PRIVATE"}) == (422, "private-account")
    filed = (Role.ASSOCIATION_OFFICER, "a-filed")
    assert await desk.tell(*filed, f"{reward}/account", **account) == (403, "not-the-association")
    assert await desk.tell(*own, f"{reward}/account", **account) == (200, "reward-account-corrected")
    again = {"receipt_ref": "b-3", "amount": fen(600_000), "paid_on": "2015-11-24"}
    assert await desk.tell(*OFFICER, f"{reward}/payment", **again) == (200, "reward-paid")
    told = await desk.read(reward)
    assert (told["state"], told["account_ref"], told.get("returned_on")) == ("PAID", "acc-2", None)


async def one_is_reported_on_and_one_comes_back(desk: Desk, filed: str, other: str) -> None:
    reward, own = f"reward-applications/{filed}", (Role.ASSOCIATION_OFFICER, "a-other")
    wages = {"spent": [{"use": "WAGES", "amount": fen(1)}], "document": "paper-2"}
    assert await desk.tell(*own, f"reward-applications/{other}/report", **wages) == (422, "use-forbidden")
    used = {"spent": [{"use": "ACTIVITIES", "amount": fen(600_000)}], "document": "paper-3"}
    assert await desk.tell(*own, f"{reward}/report", **used) == (403, "not-the-association")
    assert await desk.tell(*own, f"reward-applications/{other}/report", **used) == (200, "reward-reported")
    await desk.at("2016-06-09T00:00")
    await becomes(desk, reward, "reward-clawback-ordered")
    assert (await desk.read("associations/a-filed"))["excluded_until"] == "2017-06-08"
    back = {"receipt_ref": "c-1", "amount": fen(1_000_000)}
    assert await desk.tell(*OFFICER, f"{reward}/recoveries", **back) == (200, "reward-recovered")
    assert (await desk.read(reward))["recovered"] == fen(1_000_000)
    listed = (await desk.read("reward-applications", year="2015", state="REPORTED"))["applications"]
    assert [each["id"] for each in listed] == [other]
    assert (await desk.ask(Role.AUDITOR, "", "reward-applications", year="this")).status_code == 400
