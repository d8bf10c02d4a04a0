"""The published language of casework: every event of its log."""

from shared.contracts import access, erasure
from shared.contracts.casework import (
    benefit,
    calendar,
    case,
    case_aftermath,
    case_assignment,
    case_body,
    case_clocks,
    case_filing,
    case_inquiry,
    case_mending,
    case_notice,
    case_publication,
    case_recheck,
    case_supervision,
    case_window,
    committee_task,
    contract,
    delegation,
    item,
    policy,
    post,
    staff,
    substitutes,
)
from shared.kernel.messages import kinds

SERVICE = "casework"

EVENTS = kinds(
    policy.PolicyEvent,
    calendar.CalendarEvent,
    staff.StaffEvent,
    post.PostEvent,
    substitutes.SubstitutesEvent,
    item.ItemKnownEvent,
    delegation.DelegationEvent,
    case.CaseEvent,
    case_recheck.CaseRecheckEvent,
    case_window.CaseWindowEvent,
    case_publication.CasePublicationEvent,
    case_body.CaseBodyEvent,
    case_clocks.CaseClockEvent,
    case_aftermath.CaseAftermathEvent,
    case_mending.CaseMendingEvent,
    case_assignment.CaseAssignmentEvent,
    case_supervision.CaseSupervisionEvent,
    case_inquiry.CaseInquiryEvent,
    case_notice.CaseNoticeEvent,
    benefit.BenefitEvent,
    access.AccessEvent,
    erasure.ErasureAnswerEvent,
    case_filing.CaseFilingEvent,
    contract.ContractKnownEvent,
    committee_task.CommitteeTaskEvent,
)
