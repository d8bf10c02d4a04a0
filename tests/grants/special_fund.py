"""The special fund of a committee at the API: what councils said of it, and how a project comes to its review."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.grants.domain.committee import COMMITTEES, DISTRICT, SEATS, RecordCommittee, RecordCommunity, RecordMember
from services.grants.domain.kin import KIN, RecordKin
from services.grants.domain.resolution import RESOLUTION, RecordInForce, RecordResolution
from shared.contracts.councils.committee import CommitteeKind
from shared.contracts.grants.committee import Seat
from shared.contracts.grants.fund import FundAmount
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.policy import PolicyEntry
from shared.kernel.provenance import Provenance
from shared.runtime.known import KNOWN_POLICY, RecordPolicy
from tests.grants.service import Desk

SHULINXIANG, EMPTY, VILLAGE, LATE = "shulinxiang", "zhoujiaquan", "tuanjie-village", "late-committee"
COMMUNITY, FUND_ID = "dongguan", f"{SHULINXIANG}-2015"
WATCHER, SUPPLIER = "p-watcher", "91630102MA0000001X"
OFFICER, WORKING, CENTRE = (Role.FUND_OFFICER,), (Role.WORKING_COMMITTEE, COMMUNITY), (Role.CENTRE_DIRECTOR, "centre-1")
OWN = (Role.COMMITTEE, SHULINXIANG)
WATCHING = (Role.SUPERVISION_COMMITTEE, SHULINXIANG, WATCHER)


def proposal(title: str, fen: int, category: str = "SMALL_REPAIR", resolution_id: str | None = None) -> dict[str, Any]:
    line = {"title": title, "category": category, "form": "WORKS", "amount": money(fen)}
    named = {} if resolution_id is None else {"resolution_id": resolution_id}
    asked = {"committee_id": SHULINXIANG, "proposed_by": "RESIDENTS", "supporters": 5, "households": 120}
    when = {"from_on": "2015-06-01", "until_on": "2015-11-30"}
    return {**asked, **when, **named, "title": title, "need": f"{title} needed", "lines": [line]}


def money(fen: int) -> dict[str, int]:
    return {"amount": fen}


def signed(*people: str) -> list[dict[str, str]]:
    roles = ("HANDLER", "WITNESS", "APPROVER")
    return [{"person_id": person, "signed_as": role} for person, role in zip(people, roles, strict=True)]


def looked_at(*people: str) -> list[dict[str, str]]:
    capacities = ("RESIDENT", "SUPERVISION_COMMITTEE", "CENTRE")
    return [{"person_id": each, "capacity": capacity} for each, capacity in zip(people, capacities, strict=True)]


SIGNED, LOOKED_AT = signed("p-1", "p-2", "p-3"), looked_at("p-4", WATCHER, "p-5")


async def councils_say(desk: Desk) -> None:
    """The committees of the district, who sits on one, who is kin to whom, and that no amount needs the district."""
    founded = [
        RecordCommittee(committee_id=id_, kind=kind, source_position=n)
        for n, (id_, kind) in enumerate(
            [
                *((SHULINXIANG, CommitteeKind.RESIDENTS), (EMPTY, CommitteeKind.RESIDENTS)),
                *((VILLAGE, CommitteeKind.VILLAGERS), (LATE, CommitteeKind.RESIDENTS)),
            ],
            1,
        )
    ]
    lies = [
        RecordCommunity(committee_id=id_, community_id=COMMUNITY, effective_on=day, source_position=5)
        for id_, day in ((SHULINXIANG, date(2013, 9, 29)), (LATE, date(2016, 1, 1)))
    ]
    sits = {"from_on": date(2014, 1, 1), "until_on": date(2017, 1, 1)}
    watcher = RecordMember(person_id=WATCHER, seat=Seat.SUPERVISION, **sits, source_position=6)
    chair = RecordMember(person_id="p-chair", seat=Seat.COMMITTEE, **sits, source_position=7)
    none = PolicyEntry(
        key="fund.district_review_above",
        value=10**12,
        effective_on=date(2013, 1, 1),
        basis="of the test",
        provenance=Provenance.SYNTHETIC,
    )
    await desk.hears(
        *(Step(COMMITTEES, DISTRICT, each) for each in [*founded, *lies]),
        *(Step(SEATS, SHULINXIANG, each) for each in (watcher, chair)),
        Step(KIN, "p-cousin", RecordKin(person_id="p-chair", source_position=8)),
        Step(KNOWN_POLICY, "fund", RecordPolicy(entry=none, source_position=1000)),
    )


async def resolved(desk: Desk, id_: str, fen: int | None) -> None:
    amount = None if fen is None else FundAmount(amount=fen)
    known = RecordResolution(committee_id=SHULINXIANG, amount=amount, source_position=20)
    await desk.hears(Step(RESOLUTION, id_, known), Step(RESOLUTION, id_, RecordInForce(opens=None, source_position=21)))


async def available(desk: Desk) -> int:
    fund = await desk.get(f"/funds/{FUND_ID}")
    return int(fund["sums"]["available"])


async def proposed(desk: Desk, title: str, fen: int, resolution_id: str | None = None) -> str:
    response = await desk.post("/fund-projects", *OWN, **proposal(title, fen, resolution_id=resolution_id))
    assert response.status_code == 201, response.text
    return f"/fund-projects/{response.json()['id']}"


async def submitted(desk: Desk, title: str, fen: int, at: str) -> str:
    """A project that is reviewed and in order; two weeks pass."""
    await resolved(desk, f"r-{title}".replace(" ", "-"), None)
    path = await proposed(desk, title, fen, f"r-{title}".replace(" ", "-"))
    await desk.tell(f"{path}/survey", *OWN, asked=10, in_favour=6)
    await desk.tell(f"{path}/supervision-opinion", *WATCHING, opinion="SUPPORTED")
    await desk.tell(f"{path}/pre-notice", *OWN)
    await desk.at(at)
    await desk.tell(f"{path}/submission", *OWN)
    await desk.tell(f"{path}/review", *WORKING, verdict="IN_ORDER")
    return path


async def everybody_gets_it_or_a_reason(desk: Desk) -> None:
    rounds = "/allocation-rounds"
    assert await desk.tell(f"{rounds}/2015/allocations", *OFFICER, committee_id=EMPTY) == "404 round-unknown"
    assert await desk.tell(rounds, Role.COMMITTEE, period=2015) == "403 role-forbidden"
    assert await desk.tell(rounds, *OFFICER, period=2015) == "allocation-round-opened"
    assert await desk.tell(f"{rounds}/2015/allocations", *OFFICER, committee_id=VILLAGE) == "422 wrong-regime"
    given = await desk.tell(f"{rounds}/2015/allocations", *OFFICER, committee_id=SHULINXIANG)
    assert given == "special-fund-allocated"
    assert await desk.tell(f"{rounds}/2015/allocations", *OFFICER, committee_id=SHULINXIANG) == ""
    left_out = await desk.post(f"{rounds}/2015/closure", *OFFICER)
    assert (left_out.status_code, left_out.json()["missing"]) == (409, [EMPTY])
    reason = {"committee_id": EMPTY, "reason": "ACCOUNTS_NOT_RENDERED", "document": "2015-7"}
    assert await desk.tell(f"{rounds}/2015/withholdings", *OFFICER, **reason) == "allocation-withheld"
    assert await desk.tell(f"{rounds}/2015/closure", *OFFICER) == "allocation-round-closed"
    told = await desk.get(f"{rounds}/2015")
    assert (told["state"], told["allocated"], told["withheld"]) == ("CLOSED", [SHULINXIANG], [EMPTY])
    assert (await desk.get("/public/allocation-rounds", None))["allocation_rounds"] == [told]
    assert (await desk.get(rounds))["allocation_rounds"] == [told]
    assert len((await desk.get(f"{rounds}/2015/history"))["events"]) == 2
    assert (await desk.get(f"/funds/{FUND_ID}"))["sums"]["allocated"] == 10_000_000
    plan = [{"category": "SMALL_REPAIR", "amount": money(9_000_000)}]
    assert await desk.tell(f"/funds/{FUND_ID}/spend-plan", *OWN, uses=plan) == "spend-plan-submitted"
    assert await desk.tell(f"/funds/{FUND_ID}/spend-plan", Role.COMMITTEE, EMPTY, uses=plan) == "403 not-the-committee"
