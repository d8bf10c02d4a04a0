"""The published language of grants: every event of its log."""

from shared.contracts.grants.contract import (
    ContractCompleted,
    ContractPaid,
    ContractPaymentDue,
    ContractPeriodEnded,
    ContractScored,
    ContractSigned,
    ContractTerminated,
    TaskFundsTransferred,
    WorkReported,
    WorkVerified,
)
from shared.contracts.grants.task_admission import TaskAdmissionApproved, TaskAdmissionRefused, TaskAdmissionRequested
from shared.contracts.known import CalendarYearKnown, PolicyKnown

SERVICE = "grants"
EVENTS = (
    PolicyKnown,
    CalendarYearKnown,
    TaskAdmissionRequested,
    TaskAdmissionApproved,
    TaskAdmissionRefused,
    ContractSigned,
    TaskFundsTransferred,
    WorkReported,
    WorkVerified,
    ContractScored,
    ContractPaymentDue,
    ContractPaid,
    ContractPeriodEnded,
    ContractTerminated,
    ContractCompleted,
)
