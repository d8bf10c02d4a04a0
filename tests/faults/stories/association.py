"""Associations: one is entered as it was on paper and does something, one hands in its filing and is filed later."""

from __future__ import annotations

from typing import Any

from shared.kernel.actors import Role
from tests.faults.bodies import TODAY
from tests.faults.requests import Acknowledged
from tests.faults.turn import Turn
from tests.journeys.associations import PAPERS, founding

ASSOCIATIONS, GRANTS, MOST = "associations", "grants", 16
PAPER = {"on": "2013-09-01", "provenance": "SYNTHETIC", "source": "of the test"}
FIT = {"resident": True, "full_capacity": True}


async def association(turn: Turn) -> None:
    """One way after the other."""
    await (_on_paper if turn.choice % 2 else _handed_in)(turn)


async def _on_paper(turn: Turn) -> None:
    """It was filed before; grants comes to know it, and what it does."""
    said = {**_founded(turn), **PAPER, "person": _person(turn)}
    filed = await turn.act("enter", "/v1/association-entries", said, Role.ADMIN, service=ASSOCIATIONS)
    path = f"/v1/associations/{filed.id}"
    await turn.see(path, Role.ADMIN, after=filed.after, service=GRANTS)
    held = {"activity_id": "act-1", "held_on": "2013-09-20"}
    await turn.act("perform", f"{path}/activities", held, Role.CLERK, service=GRANTS)
    await turn.act("yearly", f"{path}/annual-reports", {"year": 2012}, Role.CLERK, service=GRANTS)


async def _handed_in(turn: Turn) -> None:
    """Its papers are complete, its name is let pass, and the notice is up."""
    drafted = await _act(turn, "compose", "/v1/associations", Role.CLERK, **_founded(turn))
    path, person = f"/v1/associations/{drafted.id}", {**_person(turn), **FIT}
    await _act(turn, "lodge", f"{path}/submission", Role.CLERK, person=person, papers=PAPERS)
    warned = {"warning": "PREFIX_MISSING", "answer": "示例"}
    await _act(turn, "waive", f"{path}/name-warning-answer", Role.EXAMINER, **warned)
    await _act(turn, "announce", f"{path}/notice", Role.EXAMINER)


async def announced(turn: Turn) -> list[str]:
    """The filings of the hall's community whose notice is up."""
    community = turn.staff.bodies.communities[turn.counter.centre]
    listed = f"/v1/associations?community_id={community}&stage=ON_NOTICE&limit={MOST}"
    return [each["id"] for each in (await turn.see(listed, Role.CLERK, service=ASSOCIATIONS))["associations"]]


async def filed(turn: Turn, association_id: str) -> None:
    """Its notice is over: it is filed under the next number of its community."""
    path = f"/v1/associations/{association_id}"
    await _act(turn, "file", f"{path}/filing", Role.EXAMINER)
    offence = {"kind": "WARNING", "offence": "示例", "imposed_on": TODAY}
    await _act(turn, "warn", f"{path}/sanctions", Role.EXAMINER, **offence)


def _founded(turn: Turn) -> dict[str, Any]:
    community = turn.staff.bodies.communities[turn.counter.centre]
    return {"track": "FILED", "community_id": community, "founding": founding(f"示例{turn.key}艺术团")}


def _person(turn: Turn) -> dict[str, str]:
    return {"name": "示例", "id_number": turn.newcomers.citizen()}


async def _act(turn: Turn, word: str, path: str, role: Role, **body: Any) -> Acknowledged:
    return await turn.act(word, path, body, role, service=ASSOCIATIONS)
