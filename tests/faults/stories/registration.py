"""What associations ask for: the registry registers one and prepares another, the centre does not file a third."""

from __future__ import annotations

from typing import Any

from shared.kernel.actors import Role
from tests.faults.bodies import TODAY
from tests.faults.requests import Acknowledged
from tests.faults.stories.association import FIT, act, founded, person, registering
from tests.faults.turn import Turn
from tests.journeys.associations import PAPERS, REGISTRY_PAPERS

SIMILAR = {"grounds": ["SIMILAR_EXISTS"], "statement": "示例"}
FOR_PROFIT = {"grounds": ["FOR_PROFIT"], "statement": "示例"}


async def registration(turn: Turn) -> None:
    """One way after another."""
    await (_registered, _prepared, _not_filed)[turn.choice % 3](turn)


async def _registered(turn: Turn) -> None:
    """Its supervisor consents, and the registry approves the charter and enters it."""
    path = await _consented(turn, registering(turn, "PRIVATE_NON_ENTERPRISE"))
    await _handed_in(turn, "lodge", path, REGISTRY_PAPERS)
    await act(turn, "admit", f"{path}/registration-acceptance", Role.REGISTRAR)
    await act(turn, "charter", f"{path}/charter-approval", Role.REGISTRAR, approved_on=TODAY)
    await act(turn, "incorporate", f"{path}/registration", Role.REGISTRAR, legacy_reg_no=turn.newcomers.phone())


async def _prepared(turn: Turn) -> None:
    """A social group prepares, meets to found itself, and is refused in the end."""
    path = await _consented(turn, registering(turn, "SOCIAL_GROUP"))
    said = await _handed_in(turn, "lodge", path, REGISTRY_PAPERS)
    await act(turn, "prepare", f"{path}/preparation-approval", Role.REGISTRAR)
    await act(turn, "constitute", f"{path}/founding-meeting", Role.CLERK, held_on=TODAY)
    await act(turn, "resubmit", f"{path}/submission", Role.CLERK, **said)
    await act(turn, "admit", f"{path}/registration-acceptance", Role.REGISTRAR)
    await act(turn, "reject", f"{path}/registration-refusal", Role.REGISTRAR, **SIMILAR)


async def _not_filed(turn: Turn) -> None:
    """One lacks papers, brings them and is refused all the same; another takes its papers back."""
    drafted = await act(turn, "compose", "/v1/associations", Role.CLERK, **founded(turn))
    path = f"/v1/associations/{drafted.id}"
    await act(turn, "again-compose", f"{path}/draft", Role.CLERK, **founded(turn, "合唱团"))
    await _handed_in(turn, "lodge", path, PAPERS[:4])
    await act(turn, "lack", f"{path}/correction-notice", Role.EXAMINER, papers=PAPERS[4:])
    await act(turn, "complete", f"{path}/correction", Role.CLERK, papers=PAPERS[4:])
    await act(turn, "decline", f"{path}/filing-refusal", Role.EXAMINER, **FOR_PROFIT)
    other = await act(turn, "other-compose", "/v1/associations", Role.CLERK, **founded(turn, "曲艺团"))
    path = f"/v1/associations/{other.id}"
    await _handed_in(turn, "other-lodge", path, PAPERS)
    await act(turn, "forsake", f"{path}/withdrawal", Role.CLERK)


async def _consented(turn: Turn, said: dict[str, Any]) -> str:
    drafted: Acknowledged = await act(turn, "compose", "/v1/associations", Role.CLERK, **said)
    path = f"/v1/associations/{drafted.id}"
    await act(turn, "consent", f"{path}/supervisor-consent", Role.CENTRE_DIRECTOR)
    return path


async def _handed_in(turn: Turn, word: str, path: str, papers: list[str]) -> dict[str, Any]:
    said = {"person": {**person(turn), **FIT}, "papers": papers}
    await act(turn, word, f"{path}/submission", Role.CLERK, **said)
    return said
