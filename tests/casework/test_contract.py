"""Contract: what casework records of grants' contracts, and what each lacks to cover a task, one row each."""

from __future__ import annotations

import pytest

from services.casework.domain.contract import CONTRACT, Lack, RecordContractEnd, RecordFunds, Wanted, lacks
from shared.contracts.casework.contract import ContractEndKnown, ContractKnownEvent
from shared.contracts.grants.contract import ProviderKind, TerminationReason
from shared.contracts.grants.task_admission import Amount
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, context
from tests.casework.contracts import BUYER, COMMITTEE, OTHER, TOTAL, VISIT, day, funds, record, signed

SPEC = Spec(CONTRACT)
BREACH = TerminationReason.BREACH


def transfer(fen=TOTAL, position=8) -> RecordFunds:
    return RecordFunds(amount=Amount(amount=fen), source_position=position)


def end(reason: TerminationReason | None = BREACH, position=9) -> RecordContractEnd:
    return RecordContractEnd(reason=reason, source_position=position)


def ended(reason: TerminationReason | None = BREACH, position=9) -> ContractEndKnown:
    return ContractEndKnown(reason=reason, source_position=position)


ROWS = {
    "a contract with a committee becomes known": ([], record(), [signed()]),
    "heard twice it is recorded once": ([signed()], record(), []),
    "one with an association leaves no trace": ([], record(ProviderKind.ASSOCIATION), []),
    "nor does its money": ([], transfer(), []),
    "nor its end": ([], end(), []),
    "money becomes known": ([signed()], transfer(), [funds()]),
    "and more of it": ([signed(), funds(1)], transfer(2, 9), [funds(2, 9)]),
    "heard twice it came in once": ([signed(), funds()], transfer(), []),
    "what is older than what is known records nothing": ([signed(), funds(position=9)], transfer(1, 8), []),
    "a contract is terminated": ([signed()], end(), [ended()]),
    "another is fulfilled": ([signed()], end(None), [ended(None)]),
    "and ends once": ([signed(), ended()], end(None, 10), []),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_contract(given, when, then):
    SPEC.check(given, when, then, context())


def test_money_of_no_contract_contradicts():
    with pytest.raises(CorruptStream):
        CONTRACT.fold([funds()])


PAID: list[ContractKnownEvent] = [signed(), funds()]
DAY = "2015-12-21"
COVERAGE: dict[str, tuple[list[ContractKnownEvent], str, tuple[Lack, ...]]] = {
    "one that is paid for covers its task": (PAID, DAY, ()),
    "on its first day": (PAID, "2015-12-01", ()),
    "on the day before it does not": (PAID, "2015-11-30", (Lack.OTHER_DAYS,)),
    "on its last day it does": (PAID, "2015-12-31", ()),
    "on the day after it does not": (PAID, "2016-01-01", (Lack.OTHER_DAYS,)),
    "nobody has heard of it": ([], DAY, (Lack.NOT_KNOWN,)),
    "no money came in": ([signed()], DAY, (Lack.FUNDS_NOT_TRANSFERRED,)),
    "one fen is missing": ([signed(), funds(TOTAL - 1)], DAY, (Lack.FUNDS_NOT_TRANSFERRED,)),
    "the last fen came in later": ([signed(), funds(TOTAL - 1), funds(1, 9)], DAY, ()),
    "it is with another committee": ([signed(committee=OTHER), funds()], DAY, (Lack.OTHER_COMMITTEE,)),
    "it is for other tasks": ([signed(code="census"), funds()], DAY, (Lack.OTHER_TASKS,)),
    "it is over": ([*PAID, ended()], DAY, (Lack.ENDED,)),
    "all that is lacking is told at once": (
        [signed(committee=OTHER, code="census")],
        "2016-01-01",
        (Lack.OTHER_COMMITTEE, Lack.OTHER_TASKS, Lack.OTHER_DAYS, Lack.FUNDS_NOT_TRANSFERRED),
    ),
}


@pytest.mark.parametrize(("given", "on", "lacking"), COVERAGE.values(), ids=COVERAGE.keys())
def test_what_a_contract_lacks(given, on, lacking):
    centre = Actor(ActorId("s-examiner"), Role.EXAMINER, "centre-a")
    assert lacks(CONTRACT.fold(given), Wanted(centre, COMMITTEE, VISIT, day(on))) == lacking


@pytest.mark.parametrize(("org", "lacking"), [(BUYER, ()), ("dept-health", (Lack.OTHER_BUYER,))])
def test_a_department_asks_under_its_own_contracts(org, lacking):
    department = Actor(ActorId("s-dept"), Role.DEPARTMENT, org)
    assert lacks(CONTRACT.fold(PAID), Wanted(department, COMMITTEE, VISIT, day(DAY))) == lacking
