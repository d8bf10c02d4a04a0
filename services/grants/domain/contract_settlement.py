"""Settlements of a purchase contract: a score prices the work that was accepted since the last one."""

from __future__ import annotations

from services.grants.domain.contract_commands import ScoreContract
from services.grants.domain.contract_money import due_after, last_day_of, pay_percent, rounded_down, settlements
from services.grants.domain.contract_refusals import (
    ContractEnded,
    SettlementOutOfOrder,
    SettlementsDone,
    SettlementTooEarly,
    WorkUnverified,
)
from services.grants.domain.contract_state import Book, Open, Signed
from shared.contracts.grants.contract import (
    ContractEvent,
    ContractPaymentDue,
    ContractScored,
    ContractTerminated,
    TerminationReason,
)
from shared.contracts.grants.task_admission import Amount
from shared.kernel.decider import Context
from shared.kernel.money import Money
from shared.kernel.refusals import Refusal


def settle(command: ScoreContract, contract: Signed, context: Context) -> list[ContractEvent] | Refusal:
    """Price what was accepted since the last settlement; a score below all bands ends the contract."""
    book, done = contract.book, len(contract.book.scores)
    if command.settlement <= done and book.scores[command.settlement - 1].score == command.score:
        return []
    if not isinstance(contract, Open):
        return ContractEnded()
    if done == settlements(book.signed):
        return SettlementsDone()
    if command.settlement != done + 1:
        return SettlementOutOfOrder(next=done + 1)
    return _not_to_be_settled(command.settlement, book, context) or _settled(command, book)


def _not_to_be_settled(settlement: int, book: Book, context: Context) -> Refusal | None:
    after = last_day_of(settlement, book.signed)
    if context.today <= after:
        return SettlementTooEarly(after=after)
    last = settlement == settlements(book.signed)
    return WorkUnverified(reports=book.unverified) if last and book.unverified else None


def _settled(command: ScoreContract, book: Book) -> list[ContractEvent]:
    percent = pay_percent(book.signed.bands, command.score)
    earned = rounded_down(book.unsettled, percent or 0)
    scored = ContractScored(
        settlement=command.settlement,
        score=command.score,
        value=Money(amount=book.unsettled),
        pay_percent=percent or 0,
        earned=Money(amount=earned),
    )
    if percent is None:
        return [scored, ContractTerminated(reason=TerminationReason.SCORE_BELOW_MINIMUM)]
    due = due_after(command.settlement, book.earned + earned, book.signed) - book.due
    if due <= 0:
        return [scored]
    return [scored, ContractPaymentDue(settlement=command.settlement, amount=Amount(amount=due))]
