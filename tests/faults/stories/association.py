"""Associations: one is entered as it was on paper and does something, one hands in its filing and is filed later."""

from __future__ import annotations

from typing import Any

from shared.kernel.actors import Role
from tests.faults.bodies import TODAY
from tests.faults.requests import Acknowledged
from tests.faults.stories.slips import slip
from tests.faults.turn import Turn
from tests.journeys.associations import PAPERS, founding

ASSOCIATIONS, GRANTS, MOST = "associations", "grants", 16
PAPER = {"on": "2013-09-01", "provenance": "SYNTHETIC", "source": "of the test"}
AT_WINDOW = "窗口"
"""What an association is called of which a filing is received at a window."""

FIT = {"resident": True, "full_capacity": True}
HOUSE = {"address": "国际村路 8 号", "shared": False}


async def association(turn: Turn) -> None:
    """One way after the other."""
    await (_on_paper if turn.choice % 2 else _handed_in)(turn)


async def _on_paper(turn: Turn) -> None:
    """It was filed before; grants comes to know it, and what it does."""
    filed = await entered(turn)
    path = f"/v1/associations/{filed.id}"
    await turn.see(path, Role.ADMIN, after=filed.after, service=GRANTS)
    held = {"activity_id": "act-1", "held_on": "2013-09-20"}
    await turn.act("know", f"{path}/activities", held, Role.CLERK, service=GRANTS)
    await turn.act("yearly", f"{path}/annual-reports", {"year": 2012}, Role.CLERK, service=GRANTS)


async def _handed_in(turn: Turn) -> None:
    """Its papers are complete, its name is let pass, and the notice is up; a household objects and is answered."""
    drafted = await act(turn, "compose", "/v1/associations", Role.CLERK, **founded(turn))
    path = f"/v1/associations/{drafted.id}"
    await act(turn, "lodge", f"{path}/submission", Role.CLERK, person={**person(turn), **FIT}, papers=PAPERS)
    warned = {"warning": "PREFIX_MISSING", "answer": "示例"}
    await act(turn, "waive", f"{path}/name-warning-answer", Role.EXAMINER, **warned)
    await act(turn, "announce", f"{path}/notice", Role.EXAMINER)
    if turn.choice % 4:
        said = {"register_number": f"HK-{turn.newcomers.phone()}", "ground": "PLACE"}
        objected = await act(turn, "gainsay", f"{path}/objections", Role.CLERK, **said)
    else:
        own = {"association_id": drafted.id, "ground": "PLACE", **await slip(turn, path, ASSOCIATIONS)}
        objected = await turn.act("home-gainsay", "/v1/public/association-objections", own, service=ASSOCIATIONS)
    await _answered(turn, path, objected)


async def _answered(turn: Turn, path: str, objected: Acknowledged) -> None:
    told = await turn.see(f"{path}/objections", Role.CLERK, after=objected.after, service=ASSOCIATIONS)
    (objection,) = (each["id"] for each in told["objections"])
    finding = {"outcome": "DISMISSED", "statement": "示例"}
    await act(turn, "reassure", f"{path}/objections/{objection}/answer", Role.EXAMINER, **finding)


async def announced(turn: Turn) -> list[str]:
    """The filings of the hall's community whose notice is up."""
    community = turn.staff.bodies.communities[turn.counter.centre]
    listed = f"/v1/associations?community_id={community}&stage=ON_NOTICE&limit={MOST}"
    return [each["id"] for each in (await turn.see(listed, Role.CLERK, service=ASSOCIATIONS))["associations"]]


async def filed(turn: Turn, association_id: str) -> None:
    """Its notice is over: it is filed under the next number of its community."""
    path = f"/v1/associations/{association_id}"
    told = await turn.see(path, Role.CLERK, service=ASSOCIATIONS)
    await act(turn, "certify" if AT_WINDOW in told["name_zh"] else "file", f"{path}/filing", Role.EXAMINER)
    offence = {"kind": "WARNING", "offence": "示例", "imposed_on": TODAY}
    await act(turn, "warn", f"{path}/sanctions", Role.EXAMINER, **offence)


async def entered(turn: Turn, word: str = "enter", on: str = PAPER["on"]) -> Acknowledged:
    """One that was filed before, as it stands on paper."""
    said = {**founded(turn), **PAPER, "on": on, "person": person(turn)}
    return await act(turn, word, "/v1/association-entries", Role.ADMIN, **said)


async def registered(turn: Turn, word: str) -> Acknowledged:
    """One that was registered before, as it stands on paper."""
    said = {**registering(turn, "PRIVATE_NON_ENTERPRISE", word), **PAPER, "person": person(turn)}
    numbered = {**said, "legacy_reg_no": turn.newcomers.phone()}
    return await act(turn, word, "/v1/association-entries", Role.ADMIN, **numbered)


def founded(turn: Turn, kind: str = "艺术团") -> dict[str, Any]:
    """The draft of a filing."""
    return {"track": "FILED", "community_id": _here(turn), "founding": founding(f"示例{turn.key}{kind}")}


def registering(turn: Turn, form: str, word: str = "") -> dict[str, Any]:
    """The draft of a registration."""
    large = {"money": {"amount": 5_000_000}, "place": HOUSE, "full_time_staff": 2}
    told = founding(f"城东区示例{turn.key}{word}协会", members=20, **large)
    return {"track": "REGISTERED", "form": form, "community_id": _here(turn), "founding": told}


def person(turn: Turn) -> dict[str, str]:
    """Who is in charge of it."""
    return {"name": "示例", "id_number": turn.newcomers.citizen()}


async def act(turn: Turn, word: str, path: str, role: Role, **body: Any) -> Acknowledged:
    """Do something in associations."""
    return await turn.act(word, path, body, role, service=ASSOCIATIONS)


def _here(turn: Turn) -> str:
    return turn.staff.bodies.communities[turn.counter.centre]
