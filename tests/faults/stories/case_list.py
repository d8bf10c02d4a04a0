"""Cases by the list: each is somebody's work, decided or posted by one request, and closed by another."""

from __future__ import annotations

from shared.kernel.actors import Role
from tests.faults.stories.application import DECISION
from tests.faults.stories.inquiry import CASEWORK, FILING, approve, examine, opened
from tests.faults.turn import Turn

LISTS = "/v1/case-lists"


async def case_list(turn: Turn) -> None:
    """Two of help, which are decided, and one of a filing, which is posted; a third is given to somebody by itself."""
    cases = [(await opened(turn, time=f"{n}-"))[1].rpartition("/")[2] for n in range(2)]
    _, filing = await opened(turn, FILING, "filing-")
    work = {"post_id": turn.counter.examination}
    listed = {"cases": cases, **work}
    await turn.act("dole", f"{LISTS}/assignments", listed, Role.CENTRE_DIRECTOR, service=CASEWORK)
    await turn.act("hand", f"{filing}/assignment", work, Role.CENTRE_DIRECTOR, service=CASEWORK)
    await examine(turn, "paste", f"{LISTS}/notices", cases=[filing.rpartition("/")[2]])
    for case in cases:
        await examine(turn, f"{case[:8]}-propose", f"/v1/cases/{case}/proposal", **DECISION)
    await approve(turn, "adjudge", f"{LISTS}/decisions", cases=cases, **DECISION)
    await examine(turn, "finalise", f"{LISTS}/closures", cases=cases)
