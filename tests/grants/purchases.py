"""Samples of admitted tasks and purchase contracts, under the shipped policy and calendar: home visits for 康南."""

from __future__ import annotations

import json
from datetime import date
from importlib import resources
from typing import Any

import yaml

from services.grants.domain.committee import COMMITTEES, DISTRICT
from services.grants.domain.contract_commands import (
    PayContract,
    ReportWork,
    ReturnContractPayment,
    ScoreContract,
    SignContract,
    TransferTaskFunds,
    VerifyWork,
)
from services.grants.domain.contract_money import bands_in_force, shares_in_force
from services.grants.domain.task_admission import RequestTaskAdmission
from shared.contracts.councils.committee import CommitteeKind
from shared.contracts.grants.committee import CommitteeKnown
from shared.contracts.grants.contract import (
    ContractEvent,
    ContractPaid,
    ContractPaymentDue,
    ContractPaymentReturned,
    ContractPeriodEnded,
    ContractScored,
    ContractSigned,
    ContractTask,
    PaymentTerms,
    Provider,
    ProviderKind,
    TaskFundsTransferred,
    WorkReported,
    WorkVerified,
)
from shared.contracts.grants.task_admission import Amount, TaskAdmissionApproved, TaskAdmissionRequested
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Context
from shared.kernel.instants import start_of
from shared.kernel.money import Money
from shared.kernel.policy import Policy, PolicyEntry
from shared.kernel.working_days import Calendar, CalendarYear
from shared.testing.decider import context, known


def seed(name: str) -> list[dict[str, Any]]:
    text = resources.files("deploy").joinpath("seed", name).read_text("utf-8")
    loaded: list[dict[str, Any]] = json.loads(json.dumps(yaml.safe_load(text), default=str))
    return loaded


CALENDAR = Calendar.of(CalendarYear.model_validate_json(json.dumps(year)) for year in seed("calendar.yaml"))
POLICY = Policy.of(PolicyEntry.model_validate_json(json.dumps(entry)) for entry in seed("policy.yaml"))

DEPARTMENT, COMMITTEE, ASSOCIATION = "dept-civil-affairs", "committee-kangnan", "association-linli"
VISIT, PATROL = "home-visit", "patrol"
OF_COMMITTEE = Provider(kind=ProviderKind.COMMITTEE, id=COMMITTEE)
OF_ASSOCIATION = Provider(kind=ProviderKind.ASSOCIATION, id=ASSOCIATION)
VILLAGE = "committee-village"
FOUNDED = known(
    COMMITTEES,
    DISTRICT,
    CommitteeKnown(committee_id=COMMITTEE, kind=CommitteeKind.RESIDENTS, source_position=1),
    CommitteeKnown(committee_id=VILLAGE, kind=CommitteeKind.VILLAGERS, source_position=2),
)
BEGIN, END = date(2015, 1, 1), date(2015, 12, 31)


def asked(role: Role, org: str = "", at: str = "2015-12-31T09:00+08:00", by: str = "somebody") -> Context:
    """Somebody asks, under the shipped policy and calendar."""
    return context(at, Actor(ActorId(by), role, org), POLICY, CALENDAR)


BUYER = asked(Role.DEPARTMENT, DEPARTMENT, by="s-buyer")
WORKER = asked(Role.COMMITTEE, COMMITTEE)
OFFICER = asked(Role.FUND_OFFICER)
AFTER = "2016-01-04T09:00+08:00"


def apply_for(code: str = VISIT, document: str = "doc-1", budget: int = 800_000) -> RequestTaskAdmission:
    return RequestTaskAdmission(
        code=code,
        department=DEPARTMENT,
        title_zh="入户走访",
        basis="民政部门委托事项",
        budget=Amount(amount=budget),
        document=document,
    )


def applied(code: str = VISIT, document: str = "doc-1", budget: int = 800_000) -> TaskAdmissionRequested:
    return TaskAdmissionRequested(**dict(apply_for(code, document, budget)))


admitted = TaskAdmissionApproved(document="decision-1")


def line(code: str = VISIT, price: int = 4_000, cap: int = 200, unit: str = "次") -> ContractTask:
    return ContractTask(code=code, unit=unit, unit_price=Amount(amount=price), qty_cap=cap, standard="入户并留存记录")


def sign(
    *lines: ContractTask,
    provider: Provider = OF_COMMITTEE,
    terms: PaymentTerms = PaymentTerms.INSTALMENTS,
    until_on: date = END,
) -> SignContract:
    return SignContract(
        buyer=DEPARTMENT,
        provider=provider,
        tasks=lines or (line(),),
        terms=terms,
        from_on=BEGIN,
        until_on=until_on,
        signed_on=date(2014, 12, 20),
        document="contract-1",
    )


def signed(*lines: ContractTask, **words: Any) -> ContractSigned:
    command = sign(*lines, **words)
    total = sum(each.unit_price.amount * each.qty_cap for each in command.tasks)
    shares = shares_in_force(BUYER) if command.terms is PaymentTerms.INSTALMENTS else ()
    return ContractSigned(**dict(command), total=Amount(amount=total), bands=bands_in_force(BUYER), shares=shares)


def transfer(fen: int = 800_000, document: str = "voucher-1") -> TransferTaskFunds:
    return TransferTaskFunds(document=document, amount=Amount(amount=fen), transferred_on=date(2015, 1, 5))


def transferred(fen: int = 800_000, document: str = "voucher-1") -> TaskFundsTransferred:
    return TaskFundsTransferred(**dict(transfer(fen, document)))


def report(quantity: int = 120, report_id: str = "r1", code: str = VISIT, done_on: str = "2015-03-31") -> ReportWork:
    return ReportWork(report_id=report_id, code=code, quantity=quantity, done_on=date.fromisoformat(done_on))


def reported(quantity: int = 120, report_id: str = "r1", **words: Any) -> WorkReported:
    return WorkReported(**dict(report(quantity, report_id, **words)), reported_by="somebody")


def verify(accepted: int = 110, report_id: str = "r1", reason: str | None = "10次无记录") -> VerifyWork:
    return VerifyWork(report_id=report_id, accepted=accepted, reason=reason)


def verified(accepted: int = 110, report_id: str = "r1", reason: str | None = "10次无记录") -> WorkVerified:
    return WorkVerified(**dict(verify(accepted, report_id, reason)))


def score(points: int = 84, settlement: int = 1) -> ScoreContract:
    return ScoreContract(settlement=settlement, score=points)


def scored(value: int, percent: int, points: int = 84, settlement: int = 1) -> ContractScored:
    return ContractScored(
        settlement=settlement,
        score=points,
        value=Money(amount=value),
        pay_percent=percent,
        earned=Money(amount=value * percent // 100),
    )


def due(fen: int, settlement: int = 1) -> ContractPaymentDue:
    return ContractPaymentDue(settlement=settlement, amount=Amount(amount=fen))


def pay(fen: int, receipt: str = "receipt-1") -> PayContract:
    return PayContract(receipt_ref=receipt, amount=Amount(amount=fen), paid_on=date(2015, 12, 30))


def paid(fen: int, receipt: str = "receipt-1") -> ContractPaid:
    return ContractPaid(**dict(pay(fen, receipt)))


def send_back(receipt: str = "receipt-1", on: str = "2015-12-30") -> ReturnContractPayment:
    return ReturnContractPayment(receipt_ref=receipt, returned_on=date.fromisoformat(on))


def returned(receipt: str = "receipt-1", on: str = "2015-12-30") -> ContractPaymentReturned:
    return ContractPaymentReturned(**dict(send_back(receipt, on)))


period_ended = ContractPeriodEnded(ended_at=start_of(date(2016, 1, 1)))
WORKED: list[ContractEvent] = [
    signed(terms=PaymentTerms.QUARTERLY),
    transferred(),
    reported(),
    verified(),
]
"""S8 before the score: 120 visits reported, 110 verified."""
OWED: list[ContractEvent] = [*WORKED, scored(440_000, 95), due(418_000)]
"""S8 after it: 84 points."""
