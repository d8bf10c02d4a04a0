"""Credit code (统一社会信用代码): one aggregate for each, so that no two associations have the same.

Invariants: both check digits, the division and the kind of body are right · it is given once, and never to another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import StringConstraints

from services.associations.domain.types import AssociationId
from shared.contracts.associations.association_founding import Form
from shared.contracts.associations.credit_code import CreditCodeAssigned, CreditCodeEvent
from shared.kernel.codes import CodeFault, InvalidCode, credit_code
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Refusal

GivenCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{1,40}$", to_upper=True)]
KINDS = {Form.SOCIAL_GROUP: "51", Form.PRIVATE_NON_ENTERPRISE: "52"}
"""GB 32100: registered by civil affairs (5), as a social group or as a private non-enterprise unit."""

_KIND, _DIVISION = slice(0, 2), slice(2, 8)

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CodeState:
    """The association that has it, if any."""

    association_id: str = ""


def evolve(_code: CodeState, event: CreditCodeEvent) -> CodeState:
    """Apply one recorded fact."""
    return CodeState(event.association_id)


# --- command and refusal ----------------------------------------------------


class AssignCreditCode(Command):
    """Give the code to an association of this form in the division."""

    code: GivenCode
    form: Form
    division: str
    association_id: AssociationId


@dataclass(frozen=True, slots=True)
class CreditCodeTaken(Conflict):
    """Another association has the code."""

    slug: ClassVar[str] = "credit-code-taken"
    zh: ClassVar[str] = "该统一社会信用代码已被使用"
    en: ClassVar[str] = "Another association has the credit code"


# --- decision ---------------------------------------------------------------


def decide(command: AssignCreditCode, code: CodeState, _context: Context) -> list[CreditCodeEvent] | Refusal:
    """Answer the command with facts or a refusal."""
    if (fault := fault_of(command)) is not None:
        return InvalidCode(fault)
    if code.association_id:
        return [] if code.association_id == command.association_id else CreditCodeTaken()
    return [CreditCodeAssigned(association_id=command.association_id)]


def fault_of(command: AssignCreditCode) -> CodeFault | None:
    """Why the text is not the code that it should be, if so."""
    read = credit_code(command.code)
    if isinstance(read, CodeFault):
        return read
    if read[_DIVISION] != command.division:
        return CodeFault.DIVISION
    return None if read[_KIND] == KINDS[command.form] else CodeFault.KIND


CREDIT_CODE = Decider[CodeState, AssignCreditCode, CreditCodeEvent](
    "credit-code", CodeState(), evolve, decide, CreditCodeEvent
)
