"""Contracts and rewards through HTTP, on a server of their own: S8, and the reward part of S9."""

from __future__ import annotations

import pytest

from services.grants.domain.committee import COMMITTEES, DISTRICT, RecordCommittee
from shared.contracts.councils.committee import CommitteeKind
from shared.contracts.grants.contract import PaymentTerms
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from tests.grants.desk import Desk, becomes, desk_on, fen
from tests.grants.purchases import ASSOCIATION, COMMITTEE, DEPARTMENT, OF_ASSOCIATION, apply_for, line, sign
from tests.grants.standings import filing, registration

pytestmark = pytest.mark.server
LEADING = (Role.APPROVER, "leading-body")
BUYER, WORKER, OFFICER = (Role.DEPARTMENT, DEPARTMENT), (Role.COMMITTEE, COMMITTEE), (Role.FUND_OFFICER, "")
FOUNDED = {
    "a-filed": filing("2015-05-02", "l-filed"),
    "a-new": registration("2015-05-03", "l-new"),
    "a-other": registration("2015-01-01", "l-other"),
}
PANEL = [{"person": f"p{n}", "resident": n < 3, "ties": ["a-filed"] if n == 1 else []} for n in range(1, 6)]


# --- S8 ---------------------------------------------------------------------


async def test_money_follows_the_task(server, tmp_path):
    async with desk_on(server, tmp_path, "2015-01-05T09:00") as desk:
        await a_task_is_admitted(desk)
        contract = await a_contract_is_signed(desk)
        await work_is_done_and_paid(desk, contract)
        await money_counts_from_its_day_once_it_is_known(desk, contract)
        await a_low_score_ends_a_contract(desk)
        await contracts_are_looked_up(desk, contract)
        await contracts_come_to_their_end(desk, contract)


async def a_task_is_admitted(desk: Desk) -> None:
    request = apply_for(budget=1_000_000).model_dump(mode="json")
    assert await desk.tell(Role.DEPARTMENT, "other", "tasks", **request) == (403, "not-the-department")
    assert await desk.tell(*WORKER, "tasks", **request) == (403, "role-forbidden")
    assert await desk.tell(*BUYER, "tasks", **request) == (201, "task-admission-requested")
    signed = sign().model_dump(mode="json")
    assert await desk.tell(*BUYER, "contracts", **signed) == (422, "task-not-admitted")
    founded = RecordCommittee(committee_id=COMMITTEE, kind=CommitteeKind.RESIDENTS, source_position=1)
    await desk.act(Step(COMMITTEES, DISTRICT, founded))
    assert (await desk.public("tasks"))["tasks"] == []
    assert await desk.tell(*LEADING, "tasks/home-visit/admission", document="d-1") == (200, "task-admission-approved")
    other = apply_for("survey").model_dump(mode="json")
    assert await desk.tell(*BUYER, "tasks", **other) == (201, "task-admission-requested")
    assert await desk.tell(*LEADING, "tasks/survey/refusal", reason="部门自身职责") == (200, "task-admission-refused")
    assert await desk.tell(*LEADING, "tasks/nothing/refusal", reason="无") == (404, "task-unknown")
    assert [task["code"] for task in (await desk.public("tasks"))["tasks"]] == ["home-visit"]
    assert [task["code"] for task in (await desk.read("tasks", state="REFUSED"))["tasks"]] == ["survey"]
    assert (await desk.read("tasks/survey"))["refused_because"] == "部门自身职责"
    assert await desk.happened("tasks/home-visit") == ["task-admission-requested", "task-admission-approved"]
    assert (await desk.ask(*BUYER, "tasks", state="OPEN")).status_code == 400


async def a_contract_is_signed(desk: Desk) -> str:
    wages = sign(line(), line("salary")).model_dump(mode="json")
    assert await desk.tell(*BUYER, "contracts", **wages) == (422, "wage-line")
    signed = sign(terms=PaymentTerms.QUARTERLY).model_dump(mode="json")
    assert await desk.tell(*WORKER, "contracts", **signed) == (403, "role-forbidden")
    assert await desk.tell(*BUYER, "contracts", **signed) == (201, "contract-signed")
    return desk.id


async def work_is_done_and_paid(desk: Desk, contract: str) -> None:
    at = f"contracts/{contract}"
    work = {"report_id": "r1", "code": "home-visit", "quantity": 120, "done_on": "2015-03-20"}
    await desk.at("2015-03-25T09:00")
    assert await desk.tell(*WORKER, f"{at}/work-reports", **work) == (409, "funds-not-transferred")
    money = {"document": "v-1", "amount": fen(800_000), "transferred_on": "2015-01-05"}
    assert await desk.tell(*OFFICER, f"{at}/transfers", **money) == (200, "task-funds-transferred")
    assert await desk.tell(Role.COMMITTEE, "other", f"{at}/work-reports", **work) == (403, "not-the-provider")
    assert await desk.tell(*WORKER, f"{at}/work-reports", **work) == (200, "work-reported")
    seen = {"report_id": "r1", "accepted": 110, "reason": "10次无记录"}
    assert await desk.tell(*BUYER, f"{at}/verifications", **seen) == (200, "work-verified")
    assert await desk.tell(*BUYER, f"{at}/scores", settlement=1, score=84) == (409, "settlement-too-early")
    await desk.at("2015-04-01T09:00")
    assert await desk.tell(*BUYER, f"{at}/scores", settlement=1, score=84) == (
        200,
        "contract-scored contract-payment-due",
    )
    told = await desk.read(at)
    assert (told["due"], told["scores"][0]["pay_percent"]) == (fen(418_000), 95)
    paid = {"receipt_ref": "b-1", "amount": fen(418_001), "paid_on": "2015-04-01"}
    assert await desk.tell(*OFFICER, f"{at}/payments", **paid) == (422, "above-due")
    await desk.at("2015-04-03T09:00")
    assert await desk.tell(*OFFICER, f"{at}/payments", **{**paid, "amount": fen(418_000)}) == (200, "contract-paid")
    assert await desk.tell(*BUYER, f"{at}/completion") == (409, "contract-still-open")


async def money_counts_from_its_day_once_it_is_known(desk: Desk, contract: str) -> None:
    """What came in on 01-05 was entered on 03-25; what went out on 04-01, on 04-03."""
    at, before = f"contracts/{contract}", str(desk.position - 1)
    for what, day, then, amount in (
        ("transferred", "2015-01-05", "2015-03-24T18:00+08:00", 800_000),
        ("paid", "2015-04-01", "2015-04-01T18:00+08:00", 418_000),
        ("paid", "2015-04-01", before, 418_000),
    ):
        assert (await desk.read(at, as_of=day))[what] == fen(amount), "in law"
        assert (await desk.read(at, as_of=day, known_at=then))[what] == fen(0), "as then known"


async def a_low_score_ends_a_contract(desk: Desk) -> None:
    signed = sign(terms=PaymentTerms.QUARTERLY).model_copy(update={"document": "contract-2"}).model_dump(mode="json")
    assert await desk.tell(*BUYER, "contracts", **signed) == (201, "contract-signed")
    at = f"contracts/{desk.id}"
    assert await desk.tell(*BUYER, f"{at}/scores", settlement=1, score=59) == (
        200,
        "contract-scored contract-terminated",
    )
    assert (await desk.read(at))["terminated_because"] == "SCORE_BELOW_MINIMUM"
    assert await desk.tell(*BUYER, f"{at}/termination", reason="AGREED") == (409, "contract-ended")


async def contracts_are_looked_up(desk: Desk, contract: str) -> None:
    first, second = (await desk.public("contracts"))["contracts"]
    assert (first["id"], first["provider"]["id"], first["paid"]) == (contract, COMMITTEE, fen(418_000))
    assert first["tasks"][0]["qty_cap"] == 200
    assert second["state"] == "TERMINATED"
    running = (await desk.read("contracts", state="RUNNING", buyer=DEPARTMENT, limit="1"))["contracts"]
    assert [(each["id"], each["transferred"]) for each in running] == [(contract, fen(800_000))]
    then = await desk.read(f"contracts/{contract}", known_at="2015-03-25T09:00+08:00")
    assert (then["paid"], then["work"][0]["accepted"]) == (fen(0), 110)
    assert (await desk.ask(*BUYER, "contracts/nothing")).status_code == 404
    await desk.at("2016-01-01T00:00")
    await becomes(desk, f"contracts/{contract}", "contract-period-ended")


async def contracts_come_to_their_end(desk: Desk, contract: str) -> None:
    for quarter in (2, 3, 4):
        scored = {"settlement": quarter, "score": 90}
        assert await desk.tell(*BUYER, f"contracts/{contract}/scores", **scored) == (200, "contract-scored")
    assert await desk.tell(*BUYER, f"contracts/{contract}/completion") == (200, "contract-completed")
    signed = sign().model_copy(update={"document": "contract-3"}).model_dump(mode="json")
    assert await desk.tell(*BUYER, "contracts", **signed) == (201, "contract-signed")
    at = f"contracts/{desk.id}"
    assert await desk.tell(Role.DEPARTMENT, "other", f"{at}/termination", reason="AGREED") == (
        403,
        "not-the-department",
    )
    assert await desk.tell(*BUYER, f"{at}/termination", reason="AGREED") == (200, "contract-terminated")
    by_association = sign(provider=OF_ASSOCIATION).model_dump(mode="json")
    assert await desk.tell(*BUYER, "contracts", **by_association) == (409, "association-not-in-standing")
    await desk.hear(filing(), ASSOCIATION)
    assert await desk.tell(*BUYER, "contracts", **by_association) == (201, "contract-signed engagement-noted")
    engaged = (await desk.read(f"associations/{ASSOCIATION}"))["engagements"]
    assert engaged == [{"kind": "CONTRACT", "id": desk.id}]
    await desk.hear(registration(filed_id=ASSOCIATION), "registered")
    assert (await desk.read(f"contracts/{desk.id}"))["provider"]["id"] == "registered"
    assert (await desk.read(f"associations/{ASSOCIATION}"))["standing"] == "ENDED"


# --- S9, the rewards ---------------------------------------------------------


async def test_a_round_of_rewards(server, tmp_path):
    async with desk_on(server, tmp_path, "2015-11-02T09:00") as desk:
        await associations_are_known(desk)
        filed, other, ineligible = await associations_apply(desk)
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
    await desk.at("2015-12-08T00:00")
    await becomes(desk, reward, "reward-payment-missed")
    payment = {"receipt_ref": "b-1", "amount": fen(999_999), "paid_on": "2015-12-08"}
    assert await desk.tell(*OFFICER, f"{reward}/payment", **payment) == (422, "reward-amount-differs")
    payment["amount"] = fen(1_000_000)
    assert await desk.tell(*OFFICER, f"{reward}/payment", **payment) == (200, "reward-paid")
    first, _ = (await desk.public("rewards"))["rewards"]
    assert first == {"year": 2015, "association_id": "a-filed", "tier": "A", "amount": fen(1_000_000)}


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
