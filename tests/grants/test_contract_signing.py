"""Signing a purchase contract: decisions, one row each."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.grants.domain.association_standing import ASSOCIATION_STANDING
from services.grants.domain.association_standing_state import AssociationNotInStanding, Standing
from services.grants.domain.contract import CONTRACT
from services.grants.domain.contract_refusals import (
    AboveAdmittedBudget,
    ContractAlreadySigned,
    ContractDaysReversed,
    ContractTooLong,
    TaskNotAdmitted,
    TaskTwice,
    WageLine,
)
from services.grants.domain.parties import NotTheDepartment
from services.grants.domain.task_admission import TASK_ADMISSION
from shared.contracts.grants.contract import PaymentTerms, Provider, ProviderKind
from shared.contracts.refusals import CommitteeNotKnown, WrongRegime
from shared.kernel.actors import Role
from shared.testing.decider import Spec, known
from tests.grants.purchases import (
    ASSOCIATION,
    BEGIN,
    BUYER,
    FOUNDED,
    OF_ASSOCIATION,
    PATROL,
    VILLAGE,
    VISIT,
    admitted,
    applied,
    asked,
    line,
    sign,
    signed,
)
from tests.grants.standings import filed, gone, suspended

SPEC = Spec(CONTRACT)
QUARTERLY = PaymentTerms.QUARTERLY
ADMISSIONS = (
    FOUNDED
    | known(TASK_ADMISSION, VISIT, applied(), admitted)
    | known(TASK_ADMISSION, PATROL, applied(PATROL))
    | known(TASK_ADMISSION, "salary")
    | known(TASK_ADMISSION, "cleaning", applied("cleaning"), admitted)
)
STANDINGS = {
    Standing.ACTIVE: known(ASSOCIATION_STANDING, ASSOCIATION, filed()),
    Standing.SUSPENDED: known(ASSOCIATION_STANDING, ASSOCIATION, filed(), suspended()),
    Standing.ENDED: known(ASSOCIATION_STANDING, ASSOCIATION, filed(), gone()),
    Standing.NOT_KNOWN: known(ASSOCIATION_STANDING, ASSOCIATION),
}

SIGNING = {
    "a contract is signed": ([], sign(), BUYER, [signed()]),
    "signing twice records once": ([signed()], sign(), BUYER, []),
    "one contract is signed once": ([signed()], sign(until_on=date(2015, 6, 30)), BUYER, ContractAlreadySigned),
    "or entered at the counter for the department": ([], sign(), asked(Role.CLERK), [signed()]),
    "nobody signs for another department": ([], sign(), asked(Role.DEPARTMENT, "other"), NotTheDepartment),
    "a line for a salary is refused": ([], sign(line(), line("salary")), BUYER, WageLine(("salary",))),
    "and so is one by the month of a head": ([], sign(line(unit="人／月")), BUYER, WageLine((VISIT,))),
    "a task that waits for its admission": ([], sign(line(PATROL)), BUYER, TaskNotAdmitted((PATROL,))),
    "a committee that councils have not founded": (
        [],
        sign(provider=Provider(kind=ProviderKind.COMMITTEE, id="nobody")),
        BUYER,
        CommitteeNotKnown,
    ),
    "villagers are under another law": (
        [],
        sign(provider=Provider(kind=ProviderKind.COMMITTEE, id=VILLAGE)),
        BUYER,
        WrongRegime,
    ),
    "a task stands in one line": ([], sign(line(), line()), BUYER, TaskTwice((VISIT,))),
    "one fen more than admitted may not": ([], sign(line(price=800_001, cap=1)), BUYER, AboveAdmittedBudget((VISIT,))),
    "a contract of one day": ([], sign(until_on=BEGIN), BUYER, [signed(until_on=BEGIN)]),
    "but not of none": ([], sign(until_on=BEGIN - timedelta(days=1)), BUYER, ContractDaysReversed),
    "forty quarters": (
        [],
        sign(terms=QUARTERLY, until_on=date(2024, 12, 31)),
        BUYER,
        [signed(terms=QUARTERLY, until_on=date(2024, 12, 31))],
    ),
    "and no more": ([], sign(terms=QUARTERLY, until_on=date(2025, 1, 1)), BUYER, ContractTooLong),
}
PROVIDERS = {
    Standing.ACTIVE: [signed(provider=OF_ASSOCIATION)],
    Standing.SUSPENDED: AssociationNotInStanding(Standing.SUSPENDED),
    Standing.ENDED: AssociationNotInStanding(Standing.ENDED),
    Standing.NOT_KNOWN: AssociationNotInStanding(Standing.NOT_KNOWN),
}


@pytest.mark.parametrize(("given", "when", "context", "then"), SIGNING.values(), ids=SIGNING.keys())
def test_signing(given, when, context, then):
    SPEC.check(given, when, then, context, ADMISSIONS)


@pytest.mark.parametrize(("standing", "then"), PROVIDERS.items())
def test_only_an_association_in_standing_signs(standing, then):
    SPEC.check([], sign(provider=OF_ASSOCIATION), then, BUYER, ADMISSIONS | STANDINGS[standing])
