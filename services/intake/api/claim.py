"""Claims of an application, made with its receipt or with the correction of its applicant: what the decision looks at,
and what the act writes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_commands import ReceiveApplication
from services.intake.domain.claim import CLAIMS, ClaimItem, claims_of
from services.intake.domain.types import ApplicationId
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.runtime.desk import Desk


async def claimed_before(desk: Desk, command: ReceiveApplication) -> Sequence[AggregateRef]:
    """The claims of a receipt and the applications that they name now: the decision is to look at them."""
    return await looked_at(desk, command.application_id, _claims(command))


def claim_steps(command: ReceiveApplication) -> tuple[Step, ...]:
    """The claims themselves, written in the act of the receipt."""
    return written(command.application_id, _claims(command))


async def looked_at(desk: Desk, application_id: str, claims: Collection[str]) -> Sequence[AggregateRef]:
    """Claims, and the other applications that they name now."""
    told = await asyncio.gather(*(desk.state(CLAIMS, id_) for id_ in claims))
    named = dict.fromkeys(id_ for each in told for id_ in each.newest if id_ != application_id)
    return [*(CLAIMS.ref(id_) for id_ in claims), *(APPLICATION.ref(id_) for id_ in named)]


def written(application_id: str, claims: Collection[str]) -> tuple[Step, ...]:
    """Claims that an application makes."""
    command = ClaimItem(application_id=ApplicationId(application_id))
    return tuple(Step(CLAIMS, id_, command) for id_ in claims)


def _claims(command: ReceiveApplication) -> Collection[str]:
    return claims_of(command.item_code, command.applicant.subject, command.people).values()
