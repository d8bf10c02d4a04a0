"""A purchase contract as casework knows it, and tasks asked under it: words for tables of rows. Amounts are in fen."""

from __future__ import annotations

from datetime import date

from services.casework.domain.committee_task import ReportTask, RequestTask
from services.casework.domain.contract import RecordContract
from shared.contracts.casework.committee_task import CommitteeTaskReported, CommitteeTaskRequested
from shared.contracts.casework.contract import ContractFundsKnown, ContractKnown
from shared.contracts.grants.contract import Provider, ProviderKind
from shared.contracts.grants.task_admission import Amount
from shared.kernel.actors import Role
from shared.kernel.decider import Context
from tests.casework.district import CENTRE, asked

COMMITTEE, OTHER = "committee-kangnan", "committee-tuanjie"
BUYER, CONTRACT_ID, CASE_ID = "dept-civil-affairs", "contract-1", "case-1"
VISIT, TOTAL = "home-visit", 800_000
REQUESTED, DUE = "2015-12-21", "2016-01-05"
"""A Monday, and ten working days after it: New Year's Day is none."""


def day(text: str) -> date:
    return date.fromisoformat(text)


def at(on: str = REQUESTED, role: Role = Role.EXAMINER, org: str = CENTRE) -> Context:
    return asked("s-somebody", f"{on}T09:00+08:00", role, org)


def record(kind=ProviderKind.COMMITTEE, position=7) -> RecordContract:
    return RecordContract(
        buyer=BUYER,
        provider=Provider(kind=kind, id=COMMITTEE),
        tasks=(VISIT,),
        total=Amount(amount=TOTAL),
        from_on=day("2015-12-01"),
        until_on=day("2015-12-31"),
        source_position=position,
    )


def signed(from_on="2015-12-01", until_on="2015-12-31", committee=COMMITTEE, code=VISIT, buyer=BUYER) -> ContractKnown:
    return ContractKnown(
        buyer=buyer,
        committee_id=committee,
        tasks=(code,),
        total=Amount(amount=TOTAL),
        from_on=day(from_on),
        until_on=day(until_on),
        source_position=7,
    )


def funds(fen=TOTAL, position=8) -> ContractFundsKnown:
    return ContractFundsKnown(amount=Amount(amount=fen), source_position=position)


def request(contract_id: str | None = CONTRACT_ID, case_id: str | None = None) -> RequestTask:
    return RequestTask(committee_id=COMMITTEE, code=VISIT, quantity=120, contract_id=contract_id, case_id=case_id)


def requested(
    contract_id: str | None = CONTRACT_ID, by=CENTRE, regularise_by: str | None = None, case_id: str | None = None
) -> CommitteeTaskRequested:
    return CommitteeTaskRequested(
        **dict(request(contract_id, case_id)),
        requested_by=by,
        requested_on=day(REQUESTED),
        regularise_by=None if regularise_by is None else day(regularise_by),
    )


EMERGENCY = requested(None, regularise_by=DUE)


def report(quantity=120, done_on=REQUESTED) -> ReportTask:
    return ReportTask(quantity=quantity, done_on=day(done_on))


def reported(quantity=120, done_on=REQUESTED) -> CommitteeTaskReported:
    return CommitteeTaskReported(quantity=quantity, done_on=day(done_on))
