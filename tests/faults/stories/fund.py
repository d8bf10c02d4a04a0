"""Projects of the special fund, from the resolution that opens one to the invoice that is paid once."""

from __future__ import annotations

from typing import Any

from services.grants.domain.types import opened_by
from shared.kernel.actors import Role
from tests.faults.bodies import TODAY
from tests.faults.deployed import DUTY_OVER
from tests.faults.requests import Acknowledged
from tests.faults.turn import Turn
from tests.journeys.answers import fen

GRANTS, MOST = "grants", 16
PRICE, WORTH, ADVANCE = 10_000, 9_000, 3_000
LATER = f"{DUTY_OVER:%Y-%m-%d}"
SUPPLIER = "91630102MA0000001X"
SIGNATORIES = {"HANDLER": "p-1", "WITNESS": "p-2", "APPROVER": "p-3"}
SIGNED = [{"person_id": who, "signed_as": role} for role, who in SIGNATORIES.items()]


async def proposed(turn: Turn, resolution: str, known: Acknowledged) -> None:
    """What a resolution opened is proposed by residents, supported, posted for all to see, and objected to."""
    path = f"/v1/fund-projects/{opened_by(resolution)}"
    await turn.see(path, Role.ADMIN, after=known.after, service=GRANTS)
    await _act(turn, "suggest", f"{path}/proposal", **_proposal(turn))
    await _act(turn, "survey", f"{path}/survey", asked=10, in_favour=6)
    await _act(turn, "support", f"{path}/supervision-opinion", Role.SUPERVISION_COMMITTEE, opinion="SUPPORTED")
    await _act(turn, "notify", f"{path}/pre-notice")
    objected = await _act(turn, "demur", f"{path}/objections", Role.CLERK, matter="PRICE")
    told = await turn.see(path, Role.ADMIN, after=objected.after, service=GRANTS)
    (objection,) = told["open_objections"]
    await _act(turn, "appease", f"{path}/objections/{objection}/settlement", Role.CENTRE_DIRECTOR, upheld=False)


async def given_up(turn: Turn) -> None:
    """One is proposed before anybody resolved on it, and nobody does."""
    project = await _act(turn, "suggest", "/v1/fund-projects", **_proposal(turn))
    path = f"/v1/fund-projects/{project.id}"
    await _act(turn, "name", f"{path}/resolution", resolution_id=f"r-{turn.newcomers.phone()}")
    await _act(turn, "abandon", f"{path}/withdrawal")


def _proposal(turn: Turn) -> dict[str, Any]:
    line = {"title": "楼道灯", "category": "SMALL_REPAIR", "form": "WORKS", "amount": fen(PRICE)}
    who = {"committee_id": turn.staff.bodies.committee, "proposed_by": "RESIDENTS", "supporters": 5, "households": 9}
    words = {"title": "楼道灯", "need": "楼道灯", "lines": [line], "from_on": TODAY, "until_on": "2013-12-20"}
    return {**who, **words}


async def posted(turn: Turn) -> list[str]:
    """The projects that are up for all to see."""
    listed = f"/v1/fund-projects?committee_id={turn.staff.bodies.committee}&stage=POSTED&limit={MOST}"
    return [each["id"] for each in (await turn.see(listed, Role.ADMIN, service=GRANTS))["projects"]]


async def paid(turn: Turn, project: str) -> None:
    """One is approved, contracted and paid in advance; then it is accepted, or failed twice and is to pay back."""
    path = f"/v1/fund-projects/{project}"
    await _act(turn, "submit", f"{path}/submission")
    await _act(turn, "vet", f"{path}/review", Role.CENTRE_DIRECTOR, verdict="IN_ORDER")
    await _act(turn, "approve", f"{path}/approval", Role.CENTRE_DIRECTOR, amount=fen(PRICE))
    quotes = [{"supplier": f"s-{n}", "price": fen(PRICE + n)} for n in (1, 2)]
    chosen = {"supplier": SUPPLIER, "price": fen(PRICE)}
    await _act(turn, "contract", f"{path}/contract", **chosen, quotes=[chosen, *quotes])
    await _act(turn, "progress", f"{path}/progress", percent=50)
    advance = {"amount": fen(ADVANCE), "paid_on": LATER, "signatures": SIGNED}
    await _act(turn, "advance", f"{path}/advances", **advance)
    await (_paid_back if turn.choice % 2 else _finished)(turn, path)


async def _finished(turn: Turn, path: str) -> None:
    """It is accepted; the rest is paid, sent back by the bank and paid again."""
    await _act(turn, "inspect", f"{path}/acceptance", amount=fen(WORTH), acceptors=_looked_at(turn))
    rest = fen(WORTH - ADVANCE)
    invoices = [{"number": turn.newcomers.phone(), "amount": rest}]
    final = {"amount": rest, "paid_on": LATER, "invoices": invoices, "signatures": SIGNED}
    remitted = await _act(turn, "first-remit", f"{path}/payments", **final)
    told = await turn.see(path, Role.ADMIN, after=remitted.after, service=GRANTS)
    last = next(each["payment_id"] for each in told["payments"] if each["final"])
    await _act(turn, "bounce", f"{path}/payments/{last}/return")
    await _act(turn, "remit", f"{path}/payments", **final)
    await _act(turn, "account", f"{path}/result")


async def _paid_back(turn: Turn, path: str) -> None:
    """It is not accepted, twice; what was paid is asked back, and comes in."""
    failed = {"acceptors": _looked_at(turn), "faults": ["INCOMPLETE"]}
    for n in range(2):
        await _act(turn, f"{n}-fail", f"{path}/failed-acceptance", **failed)
    order = {"amount": fen(ADVANCE), "basis": "FAILED_ACCEPTANCE"}
    await _act(turn, "reclaim", f"{path}/clawback", Role.FUND_OFFICER, **order)
    await _act(turn, "refund", f"{path}/recoveries", receipt=turn.newcomers.phone(), amount=fen(ADVANCE))


def _looked_at(turn: Turn) -> list[dict[str, str]]:
    people = {"RESIDENT": "p-1", "SUPERVISION_COMMITTEE": turn.staff.bodies.people[-1], "CENTRE": "p-2"}
    return [{"person_id": who, "capacity": capacity} for capacity, who in people.items()]


async def _act(turn: Turn, word: str, path: str, role: Role = Role.ADMIN, /, **body: Any) -> Acknowledged:
    return await turn.act(word, path, body, role, service=GRANTS)
