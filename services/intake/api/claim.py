"""Claims of a receipt: what it looks at, and what it writes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_commands import ReceiveApplication
from services.intake.domain.claim import CLAIMS, ClaimItem, claims_of
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.runtime.desk import Desk


async def claimed_before(desk: Desk, command: ReceiveApplication) -> Sequence[AggregateRef]:
    """The applications that the claims of a receipt name now: the decision is to look at them."""
    ids = claims_of(command.item_code, command.applicant.subject, command.people).values()
    claims = await asyncio.gather(*(desk.state(CLAIMS, id_) for id_ in ids))
    named = dict.fromkeys(id_ for each in claims for id_ in each.newest if id_ != command.application_id)
    return [APPLICATION.ref(id_) for id_ in named]


def claim_steps(command: ReceiveApplication) -> tuple[Step, ...]:
    """The claims themselves, written in the act of the receipt."""
    claim = ClaimItem(application_id=command.application_id)
    ids = claims_of(command.item_code, command.applicant.subject, command.people).values()
    return tuple(Step(CLAIMS, id_, claim) for id_ in ids)
