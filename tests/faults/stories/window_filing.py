"""A filing that is received at a window: an association is drafted for it, and the result comes to the counter."""

from __future__ import annotations

from shared.kernel.actors import Role
from tests.faults.stories.association import ASSOCIATIONS, AT_WINDOW, FIT, act, founded, person
from tests.faults.stories.inquiry import CASEWORK, FILING, opened
from tests.faults.turn import Turn
from tests.journeys.associations import PAPERS

WARNED = {"warning": "PREFIX_MISSING", "answer": "示例"}
FOR_PROFIT = {"grounds": ["FOR_PROFIT"], "statement": "示例"}


async def window_filing(turn: Turn) -> None:
    """Its notice is up, and it is filed when that is over; another is refused, and told so at the window."""
    accepted, case = await opened(turn, FILING)
    await turn.see("/v1/communities", Role.CLERK, after=accepted.after, service=ASSOCIATIONS)
    said = {**founded(turn, f"{AT_WINDOW}合唱团"), "window_filing": accepted.id}
    path = f"/v1/associations/{(await act(turn, 'frame', '/v1/associations', Role.CLERK, **said)).id}"
    await act(turn, "lodge", f"{path}/submission", Role.CLERK, person={**person(turn), **FIT}, papers=PAPERS)
    await act(turn, "waive", f"{path}/name-warning-answer", Role.EXAMINER, **WARNED)
    if turn.choice % 2 == 0:
        await act(turn, "announce", f"{path}/notice", Role.EXAMINER)
        return
    refused = await act(turn, "rebut", f"{path}/filing-refusal", Role.EXAMINER, **FOR_PROFIT)
    told = await turn.see(f"{case}/history", Role.EXAMINER, after=refused.after, service=CASEWORK)
    application = f"/v1/applications/{accepted.id}"
    await turn.see(application, Role.CLERK, after=f"{CASEWORK}:{told['events'][-1]['position']}")
    await turn.act("deliver", f"{application}/delivery", {"mode": "WINDOW"}, Role.CLERK)
