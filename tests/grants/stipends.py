"""Samples of working funds and stipends: the supervision committee of 团结 in 2014, its chair and a member."""

from __future__ import annotations

from datetime import date

from services.grants.domain.stipend_commands import (
    PayStipend,
    RecordAppraisal,
    RecordStipend,
    RecordWorkingFunds,
    ReturnStipendPayment,
    ReverseStipendPayment,
)
from shared.contracts.councils.appraisal import SubjectKind
from shared.contracts.councils.supervision_committee import Office
from shared.contracts.grants.stipend import (
    PerformanceReleased,
    PerformanceWithheld,
    ReversalReason,
    StipendAppraisalKnown,
    StipendKnown,
    StipendPaid,
    StipendPart,
    StipendPaymentReturned,
    StipendPaymentReversed,
    WorkingFundsKnown,
)
from shared.contracts.grants.task_admission import Amount
from shared.kernel.actors import Role
from shared.kernel.money import Money
from tests.grants.purchases import POLICY, asked

TUANJIE, YEAR = "committee-tuanjie", 2014
CHAIR, MEMBER = "p-chair", "p-member"
FUNDS, BASIC, PERFORMANCE = StipendPart
OFFICER = asked(Role.FUND_OFFICER, at="2015-02-02T09:00+08:00")
PARTS = {
    office: tuple(
        POLICY.whole(f"supervision.stipend.{office.value.lower()}_{part}_fen", date(YEAR, 12, 31))
        for part in ("basic", "performance")
    )
    for office in Office
}
"""Basic and performance by office, as councils reads them of the policy."""


def record_funds(fen: int = 300_000, at: int = 1) -> RecordWorkingFunds:
    return RecordWorkingFunds(committee_id=TUANJIE, year=YEAR, amount=Money(amount=fen), source_position=at)


def funds_known(fen: int = 300_000, at: int = 1) -> WorkingFundsKnown:
    return WorkingFundsKnown(**dict(record_funds(fen, at)))


def record(person: str = CHAIR, office: Office = Office.CHAIR, at: int = 2) -> RecordStipend:
    basic, performance = (Money(amount=fen) for fen in PARTS[office])
    return RecordStipend(
        committee_id=TUANJIE,
        year=YEAR,
        person_id=person,
        office=office,
        basic=basic,
        performance=performance,
        source_position=at,
    )


def known(person: str = CHAIR, office: Office = Office.CHAIR, at: int = 2) -> StipendKnown:
    return StipendKnown(**dict(record(person, office, at)))


def appraise(
    satisfactory: bool = True,
    person: str = CHAIR,
    period: str = "2014",
    at: int = 3,
    kind: SubjectKind = SubjectKind.SUPERVISION_MEMBER,
    committee: str | None = TUANJIE,
) -> RecordAppraisal:
    return RecordAppraisal(
        subject_kind=kind,
        committee_id=committee,
        person_id=person,
        period=period,
        satisfactory=satisfactory,
        source_position=at,
    )


def appraised(
    satisfactory: bool = True, person: str = CHAIR, period: str = "2014", at: int = 3
) -> StipendAppraisalKnown:
    return StipendAppraisalKnown(person_id=person, period=period, satisfactory=satisfactory, source_position=at)


def released(person: str = CHAIR, office: Office = Office.CHAIR) -> PerformanceReleased:
    return PerformanceReleased(person_id=person, amount=Money(amount=PARTS[office][1]))


def withheld(person: str = CHAIR, office: Office = Office.CHAIR) -> PerformanceWithheld:
    return PerformanceWithheld(person_id=person, amount=Money(amount=PARTS[office][1]))


def pay(
    fen: int, part: StipendPart = BASIC, person: str | None = CHAIR, receipt: str = "r-1", on: str = "2015-02-01"
) -> PayStipend:
    return PayStipend(
        receipt_ref=receipt, part=part, person_id=person, amount=Amount(amount=fen), paid_on=date.fromisoformat(on)
    )


def paid(
    fen: int, part: StipendPart = BASIC, person: str | None = CHAIR, receipt: str = "r-1", on: str = "2015-02-01"
) -> StipendPaid:
    words = dict(pay(fen, part, person, receipt, on))
    return StipendPaid(**{**words, "amount": Money(amount=fen)})


def send_back(receipt: str = "r-1", on: str = "2015-02-01") -> ReturnStipendPayment:
    return ReturnStipendPayment(receipt_ref=receipt, returned_on=date.fromisoformat(on))


def returned(receipt: str = "r-1", on: str = "2015-02-01") -> StipendPaymentReturned:
    return StipendPaymentReturned(**dict(send_back(receipt, on)))


def reverse(receipt: str = "r-1") -> ReverseStipendPayment:
    return ReverseStipendPayment(receipt_ref=receipt, reason=ReversalReason.WRONG_PERSON)


def reversed_(receipt: str = "r-1") -> StipendPaymentReversed:
    return StipendPaymentReversed(**dict(reverse(receipt)))
