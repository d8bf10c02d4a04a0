"""Stipend (工作补助): working funds and stipends of a supervision committee for a year, as councils states them.

Invariants: each part is paid whole and once; what stands paid never exceeds what was stated · the performance part is
due when as many appraisals as a year has are concluded, each satisfactory, and one that is not withholds it for good;
stipend and appraisal may be heard of in any order · a payment that came back or was a wrong entry makes its part due
again, under another number.
"""

from __future__ import annotations

from datetime import date
from typing import assert_never

from services.grants.domain.payments import PaidAhead, not_to_be_returned
from services.grants.domain.stipend_commands import (
    PayStipend,
    RecordAppraisal,
    RecordStipend,
    RecordWorkingFunds,
    ReturnStipendPayment,
    ReverseStipendPayment,
    StipendCommand,
    Undoing,
)
from services.grants.domain.stipend_refusals import (
    PerformanceNotReleased,
    StipendAlreadyPaid,
    StipendAmountDiffers,
    StipendNotStated,
    StipendPaymentUndone,
    StipendPaymentUnknown,
    StipendReceiptTaken,
)
from services.grants.domain.stipend_state import Claim, Stipend, evolve
from shared.contracts.councils.appraisal import SubjectKind
from shared.contracts.grants.stipend import (
    PerformanceReleased,
    PerformanceWithheld,
    StipendAppraisalKnown,
    StipendEvent,
    StipendKnown,
    StipendPaid,
    StipendPart,
    StipendPaymentReturned,
    StipendPaymentReversed,
    WorkingFundsKnown,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.money import Money
from shared.kernel.refusals import Refusal

APPRAISALS = "appraisal.per_year"

Facts = list[StipendEvent] | Refusal


def decide(command: StipendCommand, stipend: Stipend, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case RecordWorkingFunds():
            return [] if stipend.funds is not None else [WorkingFundsKnown(**dict(command))]
        case RecordStipend():
            return _state(command, stipend, context)
        case RecordAppraisal():
            return _appraised(command, stipend, context)
        case PayStipend():
            return _pay(command, stipend, context)
        case ReturnStipendPayment() | ReverseStipendPayment():
            return _undo(command, stipend, context)
        case _:
            assert_never(command)


# --- what councils says -----------------------------------------------------


def _state(command: RecordStipend, stipend: Stipend, context: Context) -> Facts:
    """What is due to somebody is stated once."""
    if command.person_id in stipend.people:
        return []
    stated = StipendKnown(**dict(command))
    return [stated, *_performance(evolve(stipend, stated), command.person_id, context)]


def _appraised(command: RecordAppraisal, stipend: Stipend, context: Context) -> Facts:
    """A period is appraised once; of whoever is on no supervision committee nothing is due here."""
    if command.subject_kind is not SubjectKind.SUPERVISION_MEMBER or command.committee_id is None:
        return []
    if command.period in stipend.results.get(command.person_id, {}):
        return []
    words = {name: getattr(command, name) for name in StipendAppraisalKnown.model_fields}
    known = StipendAppraisalKnown(**words)
    return [known, *_performance(evolve(stipend, known), command.person_id, context)]


def _performance(stipend: Stipend, person_id: str, context: Context) -> list[StipendEvent]:
    """What becomes of the performance part, once stipend and appraisals are known."""
    stated = stipend.people.get(person_id)
    if stated is None or person_id in stipend.released | stipend.withheld:
        return []
    results = stipend.results.get(person_id, {}).values()
    if not all(each.satisfactory for each in results):
        return [PerformanceWithheld(person_id=person_id, amount=stated.performance)]
    enough = len(results) >= context.policy.whole(APPRAISALS, date(stated.year, 12, 31))
    return [PerformanceReleased(person_id=person_id, amount=stated.performance)] if enough else []


# --- payments ---------------------------------------------------------------


def _pay(command: PayStipend, stipend: Stipend, context: Context) -> Facts:
    paid = StipendPaid(**{**dict(command), "amount": Money(amount=command.amount.amount)})
    if (recorded := stipend.payments.get(command.receipt_ref)) is not None:
        return [] if recorded.paid == paid else StipendReceiptTaken()
    return _not_payable(command, stipend, context) or [paid]


def _not_payable(command: PayStipend, stipend: Stipend, context: Context) -> Refusal | None:
    claim = Claim(command.part, command.person_id)
    due = stipend.due(claim)
    if due == 0:
        return _not_due(claim, stipend)
    if stipend.paid(claim):
        return StipendAlreadyPaid()
    if command.amount.amount != due:
        return StipendAmountDiffers(Money(amount=due))
    return PaidAhead() if command.paid_on > context.today else None


def _not_due(claim: Claim, stipend: Stipend) -> Refusal:
    if claim.part is StipendPart.PERFORMANCE and claim.person_id in stipend.people.keys() - stipend.released:
        return PerformanceNotReleased(withheld=claim.person_id in stipend.withheld)
    return StipendNotStated()


def _undo(command: Undoing, stipend: Stipend, context: Context) -> Facts:
    payment = stipend.payments.get(command.receipt_ref)
    if payment is None:
        return StipendPaymentUnknown()
    undone = _undoing(command)
    if payment.undone is not None:
        return [] if payment.undone == undone else StipendPaymentUndone()
    refusal = None
    if isinstance(command, ReturnStipendPayment):
        refusal = not_to_be_returned(payment, command.returned_on, context)
    return refusal or [undone]


def _undoing(command: Undoing) -> StipendPaymentReturned | StipendPaymentReversed:
    match command:
        case ReturnStipendPayment():
            return StipendPaymentReturned(**dict(command))
        case ReverseStipendPayment():
            return StipendPaymentReversed(**dict(command))
        case _:
            assert_never(command)


STIPEND = Decider[Stipend, StipendCommand, StipendEvent]("stipend", Stipend(), evolve, decide, StipendEvent)
