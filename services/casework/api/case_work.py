"""How a request becomes what somebody does on a post with a case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from services.casework.domain.case import CASE
from services.casework.domain.case_commands import BodyAct, DecideCase, DecideOnTheSpot, Work
from services.casework.domain.case_refusals import CaseUnknown
from services.casework.domain.case_state import NotOpened
from services.casework.domain.delegation import DELEGATION
from services.casework.domain.item import ITEM
from services.casework.domain.post import POST
from services.casework.domain.staff import STAFF
from services.casework.domain.types import GivenPostId
from shared.contracts.casework.reasons import Reasons, Texts
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.http import Call

B = TypeVar("B", bound=BaseModel)

READERS = (
    *(Role.EXAMINER, Role.APPROVER, Role.CLERK, Role.CENTRE_DIRECTOR),
    *(Role.SUPERVISOR, Role.DEPARTMENT, Role.AUDITOR, Role.ADMIN),
)
"""Who may look a case up."""


class ReasonsIn(BaseModel):
    """On which post, and why."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    post_id: GivenPostId
    reasons: Annotated[Texts, Field(min_length=1)]

    def sealed(self, subject: str) -> Reasons:
        """The reasons under the applicant's key."""
        return Reasons.of(subject, self.reasons)


async def work(call: Call[B], command_of: Callable[[str], Work]) -> Done | Refusal:
    """Carry out a command on the case that the address names; it is made with the applicant's subject."""
    case = await call.desk.state(CASE, call.id)
    if isinstance(case, NotOpened):
        return CaseUnknown()
    opened = case.file.opened
    command = command_of(opened.subject)
    return await call.execute(step_of(call.id, call.actor.id, opened.item_code, command))


def step_of(case_id: str, actor_id: str, item_code: str, command: Work) -> Step:
    """What somebody does on a post with a case, with all that the decision looks at."""
    related = [POST.ref(command.post_id), STAFF.ref(actor_id), ITEM.ref(item_code)]
    if isinstance(command, DecideCase):
        related.append(DELEGATION.ref(item_code))
    if isinstance(command, DecideOnTheSpot):
        related.append(POST.ref(command.approval_post_id))
    return Step(CASE, case_id, command, related=tuple(related))


async def of_body(call: Call[B], command_of: Callable[[str], BodyAct]) -> Done | Refusal:
    """Carry out what another body does with the case that the address names, as `work` does it for who has a post."""
    case = await call.desk.state(CASE, call.id)
    if isinstance(case, NotOpened):
        return CaseUnknown()
    opened = case.file.opened
    return await call.execute(Step(CASE, call.id, command_of(opened.subject), related=(ITEM.ref(opened.item_code),)))
