"""S7 through HTTP and Redis: the fund of a committee, from its allocation to the end of the year; and who may read."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import chain

import pytest

from services.grants.domain.fund import FUND
from services.grants.domain.fund_state import Ended
from shared.kernel.actors import Role
from shared.runtime.as_of import Moment, state_at
from shared.testing import servers
from tests.grants.service import Desk, desk_on
from tests.grants.special_fund import (
    CENTRE,
    EMPTY,
    FUND_ID,
    LATE,
    LOOKED_AT,
    OFFICER,
    OWN,
    SHULINXIANG,
    SIGNED,
    SUPPLIER,
    WATCHING,
    WORKING,
    available,
    councils_say,
    everybody_gets_it_or_a_reason,
    money,
    proposal,
    proposed,
    resolved,
    signed,
    submitted,
)
from tests.grants.special_fund_beside import (
    a_resolution_opens_a_project,
    a_supplier_never_comes,
    an_invoice_is_used_once,
    nobody_starts,
)

pytestmark = pytest.mark.server


@pytest.fixture
def server() -> Iterator[servers.Server]:
    embedded = servers.embedded()
    yield embedded
    embedded.stop()


async def test_the_fund_of_a_committee_lives_through_2015(server, tmp_path):
    async with desk_on(server, tmp_path, "2015-01-05T09:00") as desk:
        await councils_say(desk)
        await everybody_gets_it_or_a_reason(desk)
        lights = await from_the_need_to_the_approval(desk)
        await what_is_refused_beside_it(desk)
        await work_is_done_and_paid(desk, lights)
        await of_two_only_one_succeeds(desk)
        await a_year_ends(desk)
        await what_is_wrong_is_put_right(desk)


async def from_the_need_to_the_approval(desk: Desk) -> str:
    bonus = await desk.tell("/fund-projects", *OWN, **proposal("staff bonus", 100_000, "WAGES_BONUSES"))
    assert bonus == "422 negative-list"
    lights = await proposed(desk, "stairwell lights", 2_860_000)
    assert await desk.tell(f"{lights}/survey", *OWN, asked=100, in_favour=59) == "422 demand-below-threshold"
    assert await desk.tell(f"{lights}/survey", *OWN, asked=100, in_favour=60) == "demand-surveyed"
    opinion = f"{lights}/supervision-opinion"
    assert await desk.tell(opinion, *WATCHING, opinion="SUPPORTED") == "409 no-resolution"
    assert (
        await desk.tell(f"{lights}/resolution", *OWN, resolution_id="r-lights") == "resolution-linked resolution-taken"
    )
    assert await desk.tell(opinion, *WATCHING, opinion="SUPPORTED") == "409 no-resolution"
    await resolved(desk, "r-lights", 2_860_000)
    stranger = (Role.SUPERVISION_COMMITTEE, SHULINXIANG, "p-stranger")
    assert await desk.tell(opinion, *stranger, opinion="SUPPORTED") == "403 not-supervision-member"
    assert await desk.tell(opinion, *WATCHING, opinion="SUPPORTED") == "supervision-opinion-given"
    await desk.at("2015-05-01T09:00")
    assert await desk.tell(f"{lights}/pre-notice", *OWN) == "pre-notice-posted"
    (posted,) = (await desk.get("/public/fund-projects", None))["projects"]
    assert (posted["title"], posted["notice_until_on"]) == ("stairwell lights", "2015-05-08")
    assert posted["lines"] == (await desk.get(lights))["lines"]
    assert [line["amount"]["amount"] for line in posted["lines"]] == [2_860_000]
    objected = await desk.post(f"{lights}/objections", Role.RESIDENT, matter="PRICE")
    assert await desk.tell(f"{lights}/submission", *OWN) == "409 project-notice-running"
    await desk.at("2015-05-11T09:00")
    assert (await desk.get("/public/fund-projects", None))["projects"] == []
    assert await desk.tell(f"{lights}/objections", Role.RESIDENT, matter="NEED") == "409 project-notice-over"
    assert await desk.tell(f"{lights}/submission", *OWN) == "409 objections-open"
    assert objected.json()["version"] == len((await desk.get(f"{lights}/history"))["events"])
    (objection,) = (await desk.get(lights))["open_objections"]
    assert await desk.tell(f"{lights}/objections/{objection}/settlement", *WORKING, upheld=False) == (
        "project-objection-settled"
    )
    assert await desk.tell(f"{lights}/submission", *OWN) == "project-submitted"
    assert (await desk.get(lights))["review_due_on"] == "2015-05-25"
    assert await desk.tell(f"{lights}/approval", *WORKING, amount=money(2_860_000)) == "409 review-missing"
    elsewhere = (Role.WORKING_COMMITTEE, "taining")
    assert await desk.tell(f"{lights}/review", *elsewhere, verdict="IN_ORDER") == "403 not-the-community"
    assert await desk.tell(f"{lights}/review", *WORKING, verdict="IN_ORDER") == "fund-reviewed"
    approved = await desk.tell(f"{lights}/approval", *WORKING, amount=money(2_860_000))
    assert approved == "project-approved funds-reserved"
    assert await available(desk) == 7_140_000
    return lights


async def what_is_refused_beside_it(desk: Desk) -> None:
    none = await proposed(desk, "a playground", 100_000)
    await desk.tell(f"{none}/survey", *OWN, asked=10, in_favour=6)
    assert await desk.tell(f"{none}/supervision-opinion", *WATCHING, opinion="SUPPORTED") == "409 no-resolution"
    named = f"{none}/resolution"
    assert await desk.tell(named, *OWN, resolution_id="r-lights") == "409 resolution-taken"
    assert await desk.tell(named, *OWN, resolution_id="r-swing") == "resolution-linked resolution-taken"
    freed = await desk.tell(named, *OWN, resolution_id="r-slide")
    assert freed == "resolution-linked resolution-taken resolution-freed"
    assert await desk.tell(f"{none}/withdrawal", *OWN) == "project-withdrawn resolution-freed"
    dear = await submitted(desk, "a new roof", 7_200_000, "2015-06-01T09:00")
    assert await desk.tell(f"{dear}/approval", *WORKING, amount=money(7_200_000)) == "422 insufficient-funds"
    assert await desk.tell(f"{dear}/review", *OFFICER, verdict="RETURNED", faults=["PRICE_TOO_HIGH"]) == "fund-reviewed"
    cheaper = proposal("a new roof", 7_000_000)
    assert await desk.tell(f"{dear}/proposal", *OWN, **cheaper) == "project-proposed"
    assert await available(desk) == 7_140_000


async def work_is_done_and_paid(desk: Desk, lights: str) -> None:
    quotes = [{"supplier": f"s-{n}", "price": money(2_900_000)} for n in (1, 2)]
    chosen = {"supplier": SUPPLIER, "price": money(2_860_000)}
    contract = {**chosen, "in_charge": ["p-cousin"], "quotes": [*quotes, chosen]}
    assert await desk.tell(f"{lights}/contract", *OWN, **contract) == "422 related-party"
    contract["in_charge"] = ["p-owner"]
    assert await desk.tell(f"{lights}/contract", *OWN, **{**contract, "quotes": [chosen]}) == "422 procurement-faulty"
    assert await desk.tell(f"{lights}/contract", *OWN, **contract) == "project-contracted funds-committed"
    assert await available(desk) == 7_140_000
    assert await desk.tell(f"{lights}/progress", *OWN, percent=40) == "project-progressed"
    advance = {"amount": money(858_001), "paid_on": "2015-06-01", "signatures": SIGNED}
    assert await desk.tell(f"{lights}/advances", *CENTRE, **advance) == "422 advance-above-limit"
    fault = {"acceptors": LOOKED_AT, "faults": ["INCOMPLETE"]}
    assert await desk.tell(f"{lights}/failed-acceptance", *OWN, **fault) == "work-not-accepted"
    few = {"amount": money(2_790_000), "acceptors": LOOKED_AT[:2]}
    assert await desk.tell(f"{lights}/acceptance", *OWN, **few) == "422 acceptors-missing"
    accepted = {"amount": money(2_790_000), "acceptors": LOOKED_AT}
    assert await desk.tell(f"{lights}/acceptance", *OWN, **accepted) == "work-accepted funds-released"
    assert await available(desk) == 7_210_000
    await paid_back_and_again(desk, lights)


async def paid_back_and_again(desk: Desk, lights: str) -> None:
    invoice = [{"number": "00012345", "amount": money(2_790_000)}]
    final = {"amount": money(2_790_000), "invoices": invoice, "paid_on": "2015-06-01", "signatures": SIGNED}
    twice = {**final, "signatures": signed("p-1", "p-2", "p-2")}
    assert await desk.tell(f"{lights}/payments", *CENTRE, **twice) == "422 same-person"
    assert await desk.tell(f"{lights}/result", *OWN) == "409 still-to-pay"
    assert await desk.tell(f"{lights}/payments", *CENTRE, **final) == "final-paid payment-made invoice-used"
    assert (await desk.get(lights))["paid"] == 2_790_000
    (payment,) = (await desk.get(lights))["payments"]
    returned = f"{lights}/payments/{payment['payment_id']}/return"
    desk.keys = chain(2 * ["came-back-from-the-bank"], desk.keys)
    back = [await desk.tell(returned, *CENTRE) for _ in range(2)]
    assert back == 2 * ["payment-undone payment-returned invoice-freed"], "under its key it is told again"
    sums = (await desk.get(f"/funds/{FUND_ID}"))["sums"]
    assert (sums["committed"], sums["paid"], sums["available"]) == (2_790_000, 0, 7_210_000)
    assert await desk.tell(returned, *CENTRE) == "409 payment-not-made"
    assert await desk.tell(f"{lights}/payments", *CENTRE, **final) == "final-paid payment-made invoice-used"
    assert await desk.tell(f"{lights}/result", *OWN) == "result-posted"
    (posted,) = (await desk.get("/public/fund-projects", None))["projects"]
    assert (posted["stage"], posted["paid"], posted["result_until_on"]) == ("RESULT_POSTED", 2_790_000, "2015-06-08")


async def of_two_only_one_succeeds(desk: Desk) -> None:
    first = await submitted(desk, "a garden", 5_000_000, "2015-06-15T09:00")
    second = await submitted(desk, "a reading room", 5_000_000, "2015-07-01T09:00")
    answers = await asyncio.gather(
        *(desk.tell(f"{path}/approval", *WORKING, amount=money(5_000_000)) for path in (first, second))
    )
    assert sorted(answers) == ["422 insufficient-funds", "project-approved funds-reserved"]
    assert await available(desk) == 2_210_000


async def a_year_ends(desk: Desk) -> None:
    await desk.at("2015-11-02T09:00")
    fund = await desk.get(f"/funds/{FUND_ID}")
    assert (fund["used_percent"], fund["reminded"], fund["plan_missed"]) == (27, True, False)
    await desk.at("2016-01-04T09:00")
    fund = await desk.get(f"/funds/{FUND_ID}")
    assert fund["state"] == "ENDED"
    moved = {name: fund["sums"][name] for name in ("reserved", "carried_out", "returned", "available", "paid")}
    assert moved == {
        "reserved": 0, "carried_out": 3_000_000, "returned": 4_210_000, "available": 0, "paid": 2_790_000
    }  # fmt: skip
    assert (await desk.get(f"/funds/{SHULINXIANG}-2016"))["sums"]["carried_in"] == 3_000_000
    statement = await desk.get("/public/fund-statement", None, committee_id=SHULINXIANG, period="2015")
    assert [each["through_on"] for each in statement["statements"]] == [
        f"2015-{day}" for day in ("03-31", "06-30", "09-30", "12-31")
    ]
    assert statement["fund"] == fund
    assert [each["kind"] for each in statement["entries"]][-3:] == [
        *("funds-released", "funds-carried-over", "funds-returned")
    ]
    assert (await desk.get(f"/funds/{FUND_ID}/statements"))["statements"] == statement["statements"]
    assert (await desk.get(f"/funds/{FUND_ID}/entries"))["entries"] == statement["entries"]
    then = await desk.get(f"/funds/{FUND_ID}/sums", as_of="2015-07-01")
    assert then["sums"]["available"] == 2_210_000
    ids = {each["id"] for each in (await desk.get("/public/funds", None, committee_id=SHULINXIANG))["funds"]}
    assert ids == {FUND_ID, f"{SHULINXIANG}-2016"}
    await the_log_says_the_same(desk, fund["sums"])


async def the_log_says_the_same(desk: Desk, sums: dict[str, int]) -> None:
    """Folded anew from the log, the ledger is the one that the service has."""
    known = await desk.service.desk.state(FUND, FUND_ID)
    anew = await state_at(desk.service.desk.executor, FUND, FUND_ID, Moment())
    assert isinstance(known, Ended)
    assert anew is not None
    assert anew.state == known
    assert known.book.ledger.sums.told().model_dump() == sums


async def what_is_wrong_is_put_right(desk: Desk) -> None:
    rounds = "/allocation-rounds"
    assert await desk.tell(rounds, *OFFICER, period=2016) == "allocation-round-opened"
    for id_ in (SHULINXIANG, LATE):
        await desk.tell(f"{rounds}/2016/allocations", *OFFICER, committee_id=id_)
    assert (await desk.post(f"{rounds}/2016/closure", *OFFICER)).json()["missing"] == [EMPTY]
    of = f"/funds/{LATE}-2016"
    assert await desk.tell(f"{of}/reversals", *OFFICER, reverses=1, document="2016-3") == "entry-reversed"
    assert (await desk.get(of))["sums"]["available"] == 0
    assert (await desk.post(f"{rounds}/2016/closure", *OFFICER)).json()["missing"] == [EMPTY, LATE]
    reason = {"committee_id": EMPTY, "reason": "ACCOUNTS_NOT_RENDERED", "document": "2016-7"}
    await desk.tell(f"{rounds}/2016/withholdings", *OFFICER, **reason)
    assert (await desk.get(f"/funds/{EMPTY}-2016"))["withheld"] == "ACCOUNTS_NOT_RENDERED"
    await desk.tell(f"{rounds}/2016/allocations", *OFFICER, committee_id=EMPTY)
    assert "withheld" not in await desk.get(f"/funds/{EMPTY}-2016")
    await desk.at("2016-04-05T09:00")
    late = await desk.get(of)
    assert (late["plan_missed"], late["period"]) == (False, 2016), "who has no money plans none"
    assert (await desk.get(f"/funds/{SHULINXIANG}-2016"))["plan_missed"]
    assert [each["id"] for each in (await desk.get("/funds", period="2016"))["funds"]] == [
        *(f"{SHULINXIANG}-2016", f"{LATE}-2016", f"{EMPTY}-2016")
    ]


async def test_what_was_paid_for_nothing_is_asked_back(server, tmp_path):
    async with desk_on(server, tmp_path, "2016-05-02T09:00") as desk:
        await councils_say(desk)
        await desk.tell("/allocation-rounds", *OFFICER, period=2016)
        await desk.tell("/allocation-rounds/2016/allocations", *OFFICER, committee_id=SHULINXIANG)
        fund = f"/funds/{SHULINXIANG}-2016"
        before = (await desk.get(fund))["sums"]
        ramp = await submitted(desk, "a ramp", 400_000, "2016-05-16T09:00")
        await desk.tell(f"{ramp}/approval", *WORKING, amount=money(400_000))
        chosen = {"supplier": SUPPLIER, "price": money(300_000)}
        signed_for = await desk.tell(f"{ramp}/contract", *OWN, **chosen, in_charge=["p-owner"], quotes=[chosen])
        assert signed_for == "project-contracted funds-committed funds-released"
        await an_advance_is_booked_wrongly(desk, ramp, fund)
        await an_invoice_is_used_once(desk)
        await a_supplier_never_comes(desk, fund)
        await a_resolution_opens_a_project(desk)
        await nobody_starts(desk, ramp, fund, before)


async def an_advance_is_booked_wrongly(desk: Desk, ramp: str, fund: str) -> None:
    advance = {"amount": money(90_000), "paid_on": "2016-05-16", "signatures": SIGNED}
    assert await desk.tell(f"{ramp}/advances", *CENTRE, **advance) == "advance-paid payment-made"
    last = (await desk.get(f"{fund}/entries"))["entries"][-1]
    assert (last["kind"], last["amount"]) == ("payment-made", 90_000)
    reversal = {"reverses": last["number"], "document": "2016-9"}
    assert await desk.tell(f"{fund}/reversals", *OFFICER, **reversal) == "entry-reversed payment-undone"
    sums = (await desk.get(fund))["sums"]
    assert (sums["committed"], sums["paid"]) == (300_000, 0)
    last = (await desk.get(f"{fund}/entries"))["entries"][-1]
    assert (last["kind"], last["reverses"]) == ("entry-reversed", reversal["reverses"])
    assert await desk.tell(f"{fund}/reversals", *OFFICER, reverses=99, document="2016-9") == "404 entry-unknown"
    assert await desk.tell(f"{ramp}/advances", *CENTRE, **advance) == "advance-paid payment-made"
