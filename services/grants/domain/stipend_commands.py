"""What can be asked of the working funds and stipends of a year."""

from __future__ import annotations

from services.grants.domain.types import GivenReference
from shared.contracts.councils.appraisal import SubjectKind
from shared.contracts.councils.supervision_committee import Office
from shared.contracts.grants.stipend import ReversalReason, StipendPart, Year
from shared.contracts.grants.task_admission import Amount
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.money import Money
from shared.kernel.personal import SubjectRef


class RecordWorkingFunds(Command):
    """Record what councils stated of the working funds."""

    committee_id: str
    year: Year
    amount: Money
    source_position: int


class RecordStipend(Command):
    """Record what councils stated of somebody's stipend."""

    committee_id: str
    year: Year
    person_id: SubjectRef
    office: Office
    basic: Money
    performance: Money
    source_position: int


class RecordAppraisal(Command):
    """Record how councils concluded an appraisal of a period of the year; only a supervision member's counts here."""

    subject_kind: SubjectKind
    committee_id: str | None
    person_id: str
    period: str
    satisfactory: bool
    source_position: int


class PayStipend(Command):
    """Record that a part was paid, exactly as due; whose it is, unless it is the committee's."""

    receipt_ref: GivenReference
    part: StipendPart
    person_id: SubjectRef | None = None
    amount: Amount
    paid_on: Day


class ReturnStipendPayment(Command):
    """Record that the bank sent a payment back."""

    receipt_ref: GivenReference
    returned_on: Day


class ReverseStipendPayment(Command):
    """Undo a wrong entry of a payment."""

    receipt_ref: GivenReference
    reason: ReversalReason


FromCouncils = RecordWorkingFunds | RecordStipend | RecordAppraisal
Undoing = ReturnStipendPayment | ReverseStipendPayment
StipendCommand = FromCouncils | PayStipend | Undoing
