"""What authorities above say of a decision, what is mended and how a case ends: words for tables of rows."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from services.casework.domain.benefit import BENEFIT
from services.casework.domain.case import CASE
from services.casework.domain.case_aftermath_acts import RECONSIDERATION_BODY
from services.casework.domain.case_aftermath_commands import (
    ConcludeReconsideration,
    CorrectDecision,
    CorrectEntry,
    RevokeDecision,
    TerminateProcedure,
)
from services.casework.domain.item import ITEM
from services.casework.domain.post import POST
from services.casework.domain.staff import STAFF
from services.casework.domain.types import CaseId, PostId
from shared.contracts.casework.benefit import (
    Amount,
)
from shared.contracts.casework.case import Outcome
from shared.contracts.casework.case_aftermath import (
    CaseReopened,
    CaseTerminatedV2,
    DecisionCorrected,
    DecisionRevoked,
    EntryCorrected,
    EntryFault,
    EntryField,
    ReconsiderationConcluded,
    ReconsiderationResult,
    RevocationReason,
    TerminationCauseV2,
)
from shared.contracts.casework.case_clocks import DueDates
from shared.contracts.casework.item import ItemKnown
from shared.contracts.casework.post import PostAssigned, PostKind
from shared.kernel.actors import Role
from shared.kernel.decider import Context
from shared.kernel.instants import start_of
from shared.kernel.limits import DueDate
from shared.kernel.refusals import Refusal
from shared.testing.decider import Spec, known
from tests.casework.benefits import granted, paid
from tests.casework.district import (
    CALENDAR,
    DISTRICT,
    ITEM_CODE,
    ITEM_VERSION,
    asked,
    established,
    policy_with,
)
from tests.casework.stories import (
    CLOSED,
    HOW,
    REFUSE,
    TO_REFUSE,
    WHY,
    A,
    decided,
    proposed,
)

SPEC = Spec(CASE)
DEPARTMENT, GOVERNMENT = "dept-civil-affairs", "district-government"
UPHELD, CHANGED = ReconsiderationResult.UPHELD, ReconsiderationResult.CHANGED
ANNULLED, REDO = ReconsiderationResult.ANNULLED, ReconsiderationResult.REDO
POLICY = policy_with(RECONSIDERATION_BODY, GOVERNMENT)

ITEMS = known(
    ITEM,
    ITEM_CODE,
    ItemKnown(code=ITEM_CODE, item=ITEM_VERSION.model_copy(update={"department": DEPARTMENT}), source_position=3),
)
NOTHING_GRANTED = known(BENEFIT, "case-1")
TWO_MONTHS = (granted(), paid("2015-09"), paid("2015-10"))
KNOWN = DISTRICT | ITEMS | NOTHING_GRANTED | known(STAFF, "s-above")
MONDAY = "2014-12-01T09:00+08:00"
REFUSED: list[Any] = [*TO_REFUSE, decided(REFUSE, reasons=WHY, remedies=HOW)]


def of(org: str, at: str = MONDAY, role: Role = Role.DEPARTMENT, by: str = "s-above") -> Context:
    """A body asks, by one of its people."""
    return replace(asked(by, at, role, org), policy=POLICY)


def on_post(by: str, at: str = MONDAY) -> Context:
    return replace(asked(by, at), policy=POLICY)


def amount(fen: int | None) -> Amount | None:
    return None if fen is None else Amount(amount=fen)


def revoke(reason=RevocationReason.FACTS_WRONG, reasons=WHY, on=date(2014, 11, 1)) -> RevokeDecision:
    return RevokeDecision(reason=reason, reasons=reasons, effective_on=on)


def revoked(by=DEPARTMENT, reason=RevocationReason.FACTS_WRONG, on=date(2014, 11, 1)) -> DecisionRevoked:
    return DecisionRevoked(application_id="application-1", by_body=by, reason=reason, reasons=WHY, effective_on=on)


def correct(
    outcome: Outcome | None = REFUSE,
    fen: int | None = None,
    remedies=HOW,
    reasons=WHY,
    on=date(2014, 11, 1),
    grant=None,
) -> CorrectDecision:
    return CorrectDecision(
        case_id=CaseId("case-1"),
        outcome=outcome,
        amount=amount(fen),
        grant=grant,
        reasons=reasons,
        remedies=remedies,
        effective_on=on,
    )


def corrected(
    by=DEPARTMENT, outcome: Outcome | None = REFUSE, fen: int | None = None, remedies=HOW
) -> DecisionCorrected:
    return DecisionCorrected(
        application_id="application-1",
        by_body=by,
        outcome=outcome,
        amount=amount(fen),
        reasons=WHY,
        remedies=remedies,
        effective_on=date(2014, 11, 1),
    )


def conclude(result: ReconsiderationResult, reasons=None, on=date(2014, 12, 1)) -> ConcludeReconsideration:
    return ConcludeReconsideration(result=result, reasons=reasons, concluded_on=on)


def concluded(result: ReconsiderationResult, by=GOVERNMENT, on=date(2014, 12, 1)) -> ReconsiderationConcluded:
    return ReconsiderationConcluded(by_body=by, result=result, concluded_on=on)


def reopened(started_at: str = MONDAY, due: date = date(2015, 1, 13)) -> CaseReopened:
    statutory = DueDate(
        at=start_of(date.fromordinal(due.toordinal() + 1)),
        on=due,
        provisional=False,
        calendar_version=CALENDAR.version,
    )
    return CaseReopened(
        application_id="application-1", started_at=datetime.fromisoformat(started_at), due=DueDates(statutory=statutory)
    )


def by_department(events: list) -> list:
    """The same, decided on the department's word: it was corrected by the department."""
    return [*events, corrected()]


def mend(entry="entry-1", post="approval", field=EntryField.REMEDIES, fault=EntryFault.MISTYPED) -> CorrectEntry:
    return CorrectEntry(post_id=PostId(post), entry_id=entry, field=field, fault=fault, correction=WHY)


def mended(entry="entry-1", field=EntryField.REMEDIES) -> EntryCorrected:
    return EntryCorrected(
        entry_id=entry,
        field=field,
        fault=EntryFault.MISTYPED,
        correction=WHY,
        post_id="approval",
        acted_as=A,
        officer="s-approver",
    )


DIED, LOST = TerminationCauseV2.DIED, TerminationCauseV2.LOST_PURPOSE


def end(cause=DIED, reasons=None, post="approval") -> TerminateProcedure:
    return TerminateProcedure(post_id=PostId(post), cause=cause, reasons=reasons)


def ended(cause=DIED, reasons=None) -> CaseTerminatedV2:
    return CaseTerminatedV2(
        application_id="application-1",
        cause=cause,
        post_id="approval",
        acted_as=A,
        officer="s-approver",
        reasons=reasons,
    )


AGAIN: list = [*CLOSED, concluded(REDO), reopened()]
PROPOSED_AGAIN = [*AGAIN, proposed()]
OTHER_POSTS = known(
    POST, "examination-9", established(PostKind.EXAMINATION), PostAssigned(holder="s-approver")
) | known(POST, "approval-9", established(PostKind.APPROVAL), PostAssigned(holder="s-both"))


def recorded(command, state, context: Context, related=KNOWN) -> list[Any]:
    """What a command that is not refused records."""
    decided_now = CASE.decide(command, state, replace(context, related=related))
    assert not isinstance(decided_now, Refusal), decided_now
    return list(decided_now)
