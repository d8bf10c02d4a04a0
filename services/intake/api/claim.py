"""Claims of an application, made with its receipt or with the correction of its applicant: what the decision looks at,
and what the act writes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence

from services.intake.domain.application import APPLICATION
from services.intake.domain.claim import CLAIMS, ClaimItem
from services.intake.domain.types import ApplicationId
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.runtime.desk import Desk


async def claimed_before(desk: Desk, application_id: str, claims: Collection[str]) -> Sequence[AggregateRef]:
    """The claims, and the other applications that they name now: the decision is to look at both."""
    told = await asyncio.gather(*(desk.state(CLAIMS, id_) for id_ in claims))
    named = dict.fromkeys(id_ for each in told for id_ in each.newest if id_ != application_id)
    return [*(CLAIMS.ref(id_) for id_ in claims), *(APPLICATION.ref(id_) for id_ in named)]


def claim_steps(application_id: ApplicationId, claims: Collection[str]) -> tuple[Step, ...]:
    """The claims themselves, written in the act of what makes them."""
    return tuple(Step(CLAIMS, id_, ClaimItem(application_id=application_id)) for id_ in claims)
