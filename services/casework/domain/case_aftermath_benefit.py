"""What a word of an authority above does to the benefit that a decision granted: changes, ends or begins it."""

from __future__ import annotations

from datetime import date

from services.casework.domain.benefit import BENEFIT
from services.casework.domain.benefit_commands import ApplyCorrection, GrantBenefit
from services.casework.domain.benefit_refusals import BenefitUnknown
from services.casework.domain.benefit_state import NotGranted
from services.casework.domain.case_aftermath_commands import CorrectDecision, RevokeDecision
from services.casework.domain.case_commands import BodyAct, DecideCase, GrantTerms
from services.casework.domain.case_refusals import AmountMissing, CapNotOfDelegation, NoBenefit
from services.casework.domain.types import CentreId, ItemCode
from shared.contracts.casework.benefit import Amount
from shared.contracts.casework.case import CaseOpened, Outcome
from shared.contracts.intake.item import ItemKind, ItemVersion
from shared.kernel.decider import Context
from shared.kernel.refusals import Refusal


def wrong_money(command: CorrectDecision, outcome: Outcome, item: ItemVersion, context: Context) -> Refusal | None:
    """What is wrong with amount and terms of a correction to an outcome; the decision was given the benefit."""
    if command.grant is None:
        granted = not isinstance(context.look(BENEFIT, command.case_id), NotGranted)
        return None if granted or command.amount is None else BenefitUnknown()
    if outcome is Outcome.REFUSE or item.kind is not ItemKind.BENEFIT:
        return NoBenefit()
    if command.amount is None:
        return AmountMissing()
    # An authority above decides by its own power, under no delegation.
    return None if command.grant.cap_amount is None else CapNotOfDelegation(cap_amount=None)


def follows(command: BodyAct, opened: CaseOpened) -> list[ApplyCorrection | GrantBenefit]:
    """What belongs to the benefit in the same act; where none was granted, ending it records nothing.

    A reconsideration alone changes no money: what it binds to does. Nor does examining again, until it is decided.
    """
    match command:
        case RevokeDecision() | CorrectDecision(outcome=Outcome.REFUSE):
            return [ApplyCorrection(amount=None, from_on=command.effective_on)]
        case CorrectDecision(amount=Amount() as amount, grant=GrantTerms() as terms):
            return [_begun(command, amount, terms, opened)]
        case CorrectDecision(amount=Amount() as amount):
            return [ApplyCorrection(amount=amount, from_on=command.effective_on)]
        case _:
            return []


def decided_again(command: DecideCase, today: date) -> list[ApplyCorrection]:
    """What a decision that is made again does to the benefit that the one which fell had granted.

    The benefit ran on meanwhile. Refused now, it ends today; granted, it is `amount` from the day that the terms say.
    """
    if command.outcome is Outcome.REFUSE:
        return [ApplyCorrection(amount=None, from_on=today)]
    from_on = command.grant.from_on if command.grant else today
    return [ApplyCorrection(amount=command.amount, from_on=from_on)] if command.amount else []


def _begun(command: CorrectDecision, amount: Amount, terms: GrantTerms, opened: CaseOpened) -> GrantBenefit:
    return GrantBenefit(
        case_id=command.case_id,
        subject=opened.subject,
        item_code=ItemCode(opened.item_code),
        centre_id=CentreId(opened.centre_id),
        amount=amount,
        **{name: getattr(terms, name) for name in GrantTerms.model_fields},
    )
