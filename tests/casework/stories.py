"""A case told in events, and what people ask of it: words for tables of rows."""

from __future__ import annotations

from datetime import date

from services.casework.domain.case_commands import (
    CloseCase,
    DecideCase,
    ProposeDecision,
    ReturnToExaminer,
    TerminateCase,
)
from services.casework.domain.types import PostId
from shared.contracts.casework.case import (
    CaseClosed,
    CaseEvent,
    CaseOpened,
    CaseTerminated,
    DecisionMade,
    DecisionProposed,
    Outcome,
    ReturnedByApprover,
    TerminationCause,
)
from shared.contracts.casework.post import ActedAs
from shared.contracts.casework.reasons import Reasons
from shared.kernel.instants import start_of
from shared.kernel.personal import seal
from tests.casework.district import CENTRE, ITEM_CODE

A, B = ActedAs.A, ActedAs.B
GRANT, REFUSE = Outcome.GRANT, Outcome.REFUSE
SUBJECT = "subject-ma"
WHY, OTHER = Reasons.of(SUBJECT, ("收入高于标准",)), Reasons.of(SUBJECT, ("其他",))
HOW = ("60日内可申请行政复议", "6个月内可提起行政诉讼")

opened = CaseOpened(
    subject=SUBJECT,
    application_id="application-1",
    centre_id=CENTRE,
    item_code=ITEM_CODE,
    item_version=1,
    accepted_on=date(2014, 9, 26),
    deemed=False,
    promised_due_on=date(2014, 11, 5),
    promised_due_at=start_of(date(2014, 11, 6)),
    statutory_due_on=date(2014, 11, 12),
    statutory_due_at=start_of(date(2014, 11, 13)),
    provisional=False,
    calendar_version=23,
)


def propose(outcome=GRANT, post="examination", reasons=None) -> ProposeDecision:
    return ProposeDecision(post_id=PostId(post), outcome=outcome, reasons=reasons)


def proposed(outcome=GRANT, by="s-examiner", post="examination", acted_as=A, reasons=None) -> DecisionProposed:
    return DecisionProposed(post_id=post, acted_as=acted_as, examiner=by, outcome=outcome, reasons=reasons)


def give_back(post="approval", reasons=WHY) -> ReturnToExaminer:
    return ReturnToExaminer(post_id=PostId(post), reasons=reasons)


def given_back(by="s-approver", acted_as=A) -> ReturnedByApprover:
    return ReturnedByApprover(post_id="approval", acted_as=acted_as, approver=by, reasons=WHY)


def decide(outcome=GRANT, post="approval", reasons=None, remedies=()) -> DecideCase:
    return DecideCase(post_id=PostId(post), outcome=outcome, reasons=reasons, remedies=remedies)


def decided(outcome=GRANT, by="s-approver", acted_as=A, reasons=None, remedies=()) -> DecisionMade:
    return DecisionMade(
        post_id="approval",
        acted_as=acted_as,
        approver=by,
        outcome=outcome,
        reasons=reasons,
        remedies=remedies,
        decided_on=date(2014, 10, 13),
    )


def close(post="examination") -> CloseCase:
    return CloseCase(post_id=PostId(post))


def closed(acted_as=A, outcome=GRANT) -> CaseClosed:
    return CaseClosed(
        application_id="application-1",
        post_id="examination",
        acted_as=acted_as,
        outcome=outcome,
        closed_on=date(2014, 10, 13),
        within_promise=True,
        within_statute=True,
    )


terminate = TerminateCase(cause=TerminationCause.WITHDRAWN)
terminated = CaseTerminated(cause=TerminationCause.WITHDRAWN)

EXAMINING: list[CaseEvent] = [opened]
PROPOSED: list[CaseEvent] = [opened, proposed()]
RETURNED = [*PROPOSED, given_back()]
TO_REFUSE = [opened, proposed(REFUSE, reasons=WHY)]
DECIDED = [*PROPOSED, decided()]
CLOSED = [*DECIDED, closed()]
TERMINATED = [opened, terminated]


def as_recorded(events: list[CaseEvent]) -> list[CaseEvent]:
    """The events as the log has them: nobody can tell any more what the reasons were."""
    return [seal(event, lambda _subject, path, _plain: f"sealed {path}") for event in events]
