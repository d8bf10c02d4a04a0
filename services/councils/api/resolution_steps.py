"""What is done to a resolution, with what the decision has to look at."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel

from services.councils.domain import offices
from services.councils.domain.resolution import RESOLUTION
from services.councils.domain.resolution_commands import AcceptExecution, RejectExecution, ResolutionCommand
from services.councils.domain.resolution_refusals import ReasonMissing, ResolutionUnknown
from services.councils.domain.resolution_state import NotVoted, Rejected
from services.councils.domain.topic import TOPIC
from shared.contracts.councils.resolution import Verifier
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.http import Call

B = TypeVar("B", bound=BaseModel)


async def on_resolution(call: Call[B], command: ResolutionCommand, id_: str | None = None) -> Done | Refusal:
    """Do something to a resolution; the address names it unless `id_` does."""
    named = call.id if id_ is None else id_
    resolution = await call.desk.state(RESOLUTION, named)
    if isinstance(resolution, NotVoted | Rejected):
        return ResolutionUnknown()
    adopted = resolution.facts.adopted
    related = (TOPIC.ref(adopted.topic_id), *offices.refs(adopted.committee_id))
    return await call.execute(Step(RESOLUTION, named, command, related=related))


async def verdict(
    call: Call[B], id_: str, by: Verifier, verifier: str, accepted: bool, reason: str | None
) -> Done | Refusal:
    """Find it carried out, or say why not."""
    if accepted:
        return await on_resolution(call, AcceptExecution(by=by, verifier=verifier), id_)
    if reason is None:
        return ReasonMissing()
    return await on_resolution(call, RejectExecution(by=by, verifier=verifier, reason=reason), id_)
