"""What must hold before a purchase contract is signed: named checks, of which the first that fails is told with all
the lines that fail it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

from services.grants.domain.association_standing import ASSOCIATION_STANDING
from services.grants.domain.association_standing_state import not_in_standing
from services.grants.domain.committee import COMMITTEES, DISTRICT, residents_only
from services.grants.domain.contract_commands import SignContract
from services.grants.domain.contract_money import bands_in_force, settlements, shares_in_force
from services.grants.domain.contract_refusals import (
    AboveAdmittedBudget,
    ContractDaysReversed,
    ContractTooLong,
    TaskNotAdmitted,
    TaskTwice,
    WageLine,
)
from services.grants.domain.parties import not_for_buyer
from services.grants.domain.task_admission import TASK_ADMISSION, Admitted
from shared.contracts.grants.contract import ContractSigned, ContractTask, PaymentTerms, ProviderKind
from shared.contracts.grants.task_admission import Amount
from shared.kernel.decider import Context
from shared.kernel.ids import AggregateRef
from shared.kernel.refusals import Refusal

ADMISSION_REQUIRED = "purchase.admission_required"
WAGE_WORDS = "purchase.wage_words"
MOST_SETTLEMENTS = 40
"""As many as an event can number."""


def price_of(task: ContractTask) -> int:
    """What a line costs up to its cap, in fen."""
    return task.unit_price.amount * task.qty_cap


def looked_at(command: SignContract) -> tuple[AggregateRef, ...]:
    """The admissions of all tasks, and what is known of the provider."""
    admissions = dict.fromkeys(TASK_ADMISSION.ref(task.code) for task in command.tasks)
    of_association = command.provider.kind is ProviderKind.ASSOCIATION
    provider = ASSOCIATION_STANDING.ref(command.provider.id) if of_association else COMMITTEES.ref(DISTRICT)
    return (*admissions, provider)


def signed(command: SignContract, context: Context) -> ContractSigned:
    """The contract with what policy says today of its pay."""
    by_instalments = command.terms is PaymentTerms.INSTALMENTS
    return ContractSigned(
        **dict(command),
        total=Amount(amount=sum(map(price_of, command.tasks))),
        bands=bands_in_force(context),
        shares=shares_in_force(context) if by_instalments else (),
    )


# --- checks -----------------------------------------------------------------


def _of_buyer(command: SignContract, context: Context) -> Refusal | None:
    return not_for_buyer(context.actor, command.buyer)


def _in_order(command: SignContract, context: Context) -> Refusal | None:
    if command.until_on < command.from_on:
        return ContractDaysReversed()
    number = settlements(signed(command, context))
    return ContractTooLong(settlements=MOST_SETTLEMENTS) if number > MOST_SETTLEMENTS else None


def _no_wages(command: SignContract, context: Context) -> Refusal | None:
    words = tuple(map(_plain, context.policy.texts(WAGE_WORDS, context.today)))
    lines = [task.code for task in command.tasks if any(word in _plain(f"{task.code} {task.unit}") for word in words)]
    return WageLine(codes=tuple(lines)) if lines else None


def _each_once(command: SignContract, _context: Context) -> Refusal | None:
    twice = [code for code, lines in Counter(task.code for task in command.tasks).items() if lines > 1]
    return TaskTwice(codes=tuple(twice)) if twice else None


def _admitted(command: SignContract, context: Context) -> Refusal | None:
    if not context.policy.flag(ADMISSION_REQUIRED, context.today):
        return None
    wanting = [task.code for task in command.tasks if _admission(task, command.buyer, context) is None]
    return TaskNotAdmitted(codes=tuple(wanting)) if wanting else None


def _within_budget(command: SignContract, context: Context) -> Refusal | None:
    admissions = ((task, _admission(task, command.buyer, context)) for task in command.tasks)
    above = [task.code for task, each in admissions if each and price_of(task) > each.request.budget.amount]
    return AboveAdmittedBudget(codes=tuple(above)) if above else None


def _fit_provider(command: SignContract, context: Context) -> Refusal | None:
    if command.provider.kind is ProviderKind.COMMITTEE:
        return residents_only(context, command.provider.id)
    return not_in_standing(context.look(ASSOCIATION_STANDING, command.provider.id))


CHECKS: Sequence[Callable[[SignContract, Context], Refusal | None]] = (
    *(_of_buyer, _in_order, _no_wages, _each_once),
    *(_admitted, _within_budget, _fit_provider),
)


def not_to_be_signed(command: SignContract, context: Context) -> Refusal | None:
    """Why the contract may not be signed."""
    return next((refusal for check in CHECKS if (refusal := check(command, context))), None)


def _admission(task: ContractTask, buyer: str, context: Context) -> Admitted | None:
    admission = context.look(TASK_ADMISSION, task.code)
    return admission if isinstance(admission, Admitted) and admission.request.department == buyer else None


def _plain(words: str) -> str:
    """Without the differences that only type makes."""
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())
