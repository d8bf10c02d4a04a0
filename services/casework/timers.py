"""What becomes due in the back office."""

from __future__ import annotations

from datetime import datetime

from services.casework.domain.benefit import BENEFIT, review_due
from services.casework.domain.benefit_commands import MissReview
from services.casework.domain.case import CASE
from services.casework.domain.case_body_acts import RecordStageBreach, stage_over_at
from services.casework.domain.case_clock_acts import (
    EndQuery,
    RecordBreach,
    RecountClocks,
    next_breach,
    query_ends_on,
    recounted,
)
from services.casework.domain.case_notice_acts import EndNotice, notice_over_at
from services.casework.domain.case_recheck_acts import MissRecheck, recheck_due
from services.casework.domain.case_state import Case, NotOpened, Open
from services.casework.domain.case_supervision_acts import IssueNotices, next_notice
from services.casework.domain.committee_task import COMMITTEE_TASK, MissRegularisation, regularisation_due
from services.casework.domain.item import ITEM
from services.casework.domain.post import POST
from services.casework.domain.post_commands import HandOverPost
from services.casework.domain.post_state import hand_over_due
from shared.contracts.casework.benefit import BenefitGranted, BenefitReviewed, BenefitReviewMissed, BenefitStopped
from shared.contracts.casework.case import CaseClosed, CaseOpened, CaseTerminated, DecisionMade
from shared.contracts.casework.case_aftermath import CaseReopened, CaseTerminatedV2, DecisionRevoked
from shared.contracts.casework.case_body import BodyAnswered, CaseSentToBody, StageLimitBreached
from shared.contracts.casework.case_clocks import (
    ClockResumed,
    ClockSuspended,
    DueDateRecomputed,
    ExtensionApproved,
    PromisedLimitBreached,
    StatutoryLimitBreached,
)
from shared.contracts.casework.case_mending import CaseAnnulled
from shared.contracts.casework.case_notice import NoticeEnded, ObjectionFiled, ObjectionResolved, PublicNoticePosted
from shared.contracts.casework.case_recheck import RecheckMissed, SingleDecisionRechecked, SingleDecisionSampled
from shared.contracts.casework.case_supervision import SupervisionNoticeIssued
from shared.contracts.casework.committee_task import (
    CommitteeTaskRefused,
    CommitteeTaskRegularised,
    CommitteeTaskRequested,
    RegularisationMissed,
)
from shared.contracts.casework.post import (
    PostAbsenceNoted,
    PostAssigned,
    PostCovered,
    PostLeftUncovered,
    PostResumed,
    PostReturnNoted,
    PostSubstituted,
)
from shared.kernel.decider import Context
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import start_of
from shared.kernel.limits import END_OF_DAY
from shared.kernel.messages import Event
from shared.kernel.timer import Timer, sends

_CLOCKS_MOVE: frozenset[type[Event]] = frozenset(
    {CaseOpened, CaseReopened, ClockSuspended, ClockResumed, ExtensionApproved, DueDateRecomputed}
)
_CASE_ENDS: frozenset[type[Event]] = frozenset(
    {CaseClosed, CaseTerminated, CaseTerminatedV2, CaseAnnulled, DecisionRevoked}
)


def _its_item(case: Case) -> tuple[AggregateRef, ...]:
    return () if isinstance(case, NotOpened) else (ITEM.ref(case.file.opened.item_code),)


# --- clocks of cases --------------------------------------------------------


def _breach_due(case: Case, _context: Context) -> datetime | None:
    return next_breach(case.file.clocks) if isinstance(case, Open) else None


def _recount_due(case: Case, context: Context) -> datetime | None:
    """Today, where the calendar or the rules have moved what was told."""
    return start_of(context.today) if isinstance(case, Open) and recounted(case.file, context) else None


def _query_due(case: Case, context: Context) -> datetime | None:
    ends = query_ends_on(case.file.clocks, context) if isinstance(case, Open) else None
    return None if ends is None else END_OF_DAY.of(ends[1])


BREACH = Timer(
    name="breach",
    decider=CASE,
    starts=_CLOCKS_MOVE | {PromisedLimitBreached, StatutoryLimitBreached},
    stops=_CASE_ENDS,
    due=_breach_due,
    steps=sends(CASE, RecordBreach()),
)
RECOUNT = Timer(
    name="recount",
    decider=CASE,
    starts=_CLOCKS_MOVE,
    stops=_CASE_ENDS,
    due=_recount_due,
    steps=sends(CASE, RecountClocks()),
    related=_its_item,
)
QUERY_OVER = Timer(
    name="query-over",
    decider=CASE,
    starts=frozenset({ClockSuspended, ClockResumed}),
    stops=_CASE_ENDS,
    due=_query_due,
    steps=sends(CASE, EndQuery()),
    related=_its_item,
)

# --- public notices of cases -------------------------------------------------


def _notice_over(case: Case, context: Context) -> datetime | None:
    return notice_over_at(case.file, context) if isinstance(case, Open) else None


NOTICE_OVER = Timer(
    name="notice-over",
    decider=CASE,
    starts=frozenset({PublicNoticePosted, ObjectionFiled, ObjectionResolved}),
    stops=_CASE_ENDS | {NoticeEnded},
    due=_notice_over,
    steps=sends(CASE, EndNotice()),
    related=_its_item,
)

# --- supervision of cases ---------------------------------------------------


def _notice_due(case: Case, context: Context) -> datetime | None:
    return next_notice(case.file, context) if isinstance(case, Open) else None


def _its_post(case: Case) -> tuple[AggregateRef, ...]:
    post_id = None if isinstance(case, NotOpened) else case.file.assignment.at(case.file.body)
    return () if post_id is None else (POST.ref(post_id),)


SUPERVISION = Timer(
    name="supervision",
    decider=CASE,
    starts=_CLOCKS_MOVE | {PromisedLimitBreached, StatutoryLimitBreached, SupervisionNoticeIssued},
    stops=_CASE_ENDS,
    due=_notice_due,
    steps=sends(CASE, IssueNotices()),
    related=_its_post,
)

# --- bodies, and re-checks of single decisions ------------------------------


def _stage_due(case: Case, context: Context) -> datetime | None:
    return None if isinstance(case, NotOpened) else stage_over_at(case, context)


def _recheck_due(case: Case, _context: Context) -> datetime | None:
    return None if isinstance(case, NotOpened) else recheck_due(case)


STAGE_OVER = Timer(
    name="stage-over",
    decider=CASE,
    starts=_CLOCKS_MOVE | {CaseSentToBody, BodyAnswered, StageLimitBreached},
    stops=_CASE_ENDS | {DecisionMade},
    due=_stage_due,
    steps=sends(CASE, RecordStageBreach()),
    related=_its_item,
)
RECHECK = Timer(
    name="recheck",
    decider=CASE,
    starts=frozenset({SingleDecisionSampled, SingleDecisionRechecked, RecheckMissed}),
    stops=frozenset({CaseTerminated, CaseTerminatedV2, DecisionRevoked, CaseReopened}),
    due=_recheck_due,
    steps=sends(CASE, MissRecheck()),
)

# --- reviews of benefits ----------------------------------------------------

BENEFIT_REVIEW = Timer(
    name="benefit-review",
    decider=BENEFIT,
    starts=frozenset({BenefitGranted, BenefitReviewed}),
    stops=frozenset({BenefitStopped, BenefitReviewMissed}),
    due=review_due,
    steps=sends(BENEFIT, MissReview()),
)

# --- committee tasks --------------------------------------------------------

REGULARISATION = Timer(
    name="regularisation",
    decider=COMMITTEE_TASK,
    starts=frozenset({CommitteeTaskRequested}),
    stops=frozenset({CommitteeTaskRegularised, RegularisationMissed, CommitteeTaskRefused}),
    due=regularisation_due,
    steps=sends(COMMITTEE_TASK, MissRegularisation()),
)

# --- posts ------------------------------------------------------------------

HAND_OVER = Timer(
    name="hand-over",
    decider=POST,
    starts=frozenset(
        {
            *(PostAssigned, PostAbsenceNoted, PostReturnNoted),
            *(PostSubstituted, PostResumed, PostLeftUncovered, PostCovered),
        }
    ),
    stops=frozenset(),
    due=lambda post, _context: hand_over_due(post),
    steps=sends(POST, HandOverPost()),
)
TIMERS = (
    *(HAND_OVER, RECOUNT, QUERY_OVER, NOTICE_OVER, BREACH, SUPERVISION, STAGE_OVER, RECHECK),
    *(BENEFIT_REVIEW, REGULARISATION),
)
