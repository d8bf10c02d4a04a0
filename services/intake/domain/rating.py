"""Rating (评价) of one service, and the closed loop of a bad one (差评): assigned, called back, verified, put right,
called back again, closed.

Invariants: a rating is recorded once and never changed · who is complained about neither calls back, nor verifies,
nor rechecks · a rating is excluded only upon an appeal, by another than who verified it, and stays on record · what
is overdue goes up one step after another, each once.
"""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from services.intake.domain.rating_commands import (
    AppealBadRating,
    ContactRater,
    ContactRaterAgain,
    CorrectBadRating,
    EscalateBadRating,
    FollowUpCommand,
    RatingCommand,
    RecheckBadRating,
    RecordRating,
    VerifyBadRating,
)
from services.intake.domain.rating_overdue import next_overdue
from services.intake.domain.rating_refusals import (
    ContactDiffers,
    EscalationNotDue,
    NotNextStep,
    OwnRating,
    PlanMissing,
    RatingAlreadyRechecked,
    RatingOfOtherCentre,
    RatingUnknown,
    SamePersonRechecks,
)
from services.intake.domain.rating_rules import is_bad
from services.intake.domain.rating_state import (
    DOUBTED,
    Appealed,
    Closed,
    Corrected,
    Doubted,
    Excluded,
    File,
    Followed,
    NotRated,
    Rated,
    Rating,
    ToContact,
    ToCorrect,
    ToVerify,
    evolve,
)
from shared.contracts.intake.bad_rating import (
    BadRatingAppealed,
    BadRatingAppealRejected,
    BadRatingAssigned,
    BadRatingClosed,
    BadRatingContacted,
    BadRatingCorrected,
    BadRatingExcluded,
    BadRatingRecontacted,
    BadRatingVerified,
    CallBack,
    ClosingOutcome,
    ExclusionGround,
    Finding,
    RatingEvent,
    Remedy,
)
from shared.contracts.intake.rating import ServiceRated
from shared.kernel.actors import Role
from shared.kernel.decider import Context, Decider
from shared.kernel.refusals import Refusal

CONTACT_WD = "rating.contact_wd"
FIX_WD = "rating.fix_wd"
HANDLER_MAY_VERIFY = "rating.handler_may_verify"

# --- decisions --------------------------------------------------------------


def decide(command: RatingCommand, rating: Rating, context: Context) -> list[RatingEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, RecordRating):
        return _record(command, context) if isinstance(rating, NotRated) else []
    if isinstance(rating, NotRated | Rated):
        return RatingUnknown()
    if isinstance(command, EscalateBadRating):
        return _escalate(rating, context)
    return forbidden(command, rating.file, context) or _follow_up(command, rating, context)


def _record(command: RecordRating, context: Context) -> list[RatingEvent]:
    rated = ServiceRated(**{name: getattr(command, name) for name in ServiceRated.model_fields})
    day, policy = command.rated_on, context.policy
    if not is_bad(command.level, policy, day):
        return [rated]
    assigned = BadRatingAssigned(
        centre_id=command.centre_id,
        handler=command.handler,
        contact_due_on=context.calendar.nth_working_day_after(day, policy.whole(CONTACT_WD, day)),
        fix_due_on=context.calendar.nth_working_day_after(day, policy.whole(FIX_WD, day)),
    )
    return [rated, assigned]


def forbidden(command: FollowUpCommand, file: File, context: Context) -> Refusal | None:
    """Why this person may not: another centre's, or the one who is complained about."""
    actor = context.actor
    if actor.role is not Role.SUPERVISOR and actor.org != file.centre_id:
        return RatingOfOtherCentre()
    if isinstance(command, AppealBadRating | CorrectBadRating) or actor.id != file.handler:
        return None
    return None if context.policy.flag(HANDLER_MAY_VERIFY, file.rated.rated_on) else OwnRating()


def _follow_up(command: FollowUpCommand, rating: Followed, context: Context) -> list[RatingEvent] | Refusal:
    match command:
        case ContactRater():
            return _contact(command, rating, context)
        case VerifyBadRating():
            return _verify(command, rating, context)
        case AppealBadRating():
            return _appeal(command, rating, context)
        case RecheckBadRating():
            return _recheck(command, rating, context)
        case CorrectBadRating():
            return _correct(command, rating, context)
        case ContactRaterAgain():
            return _contact_again(command, rating, context)
        case _:
            assert_never(command)


def _contact(command: ContactRater, rating: Followed, context: Context) -> list[RatingEvent] | Refusal:
    match rating:
        case ToContact():
            if not _fits(command.result, rating.file):
                return ContactDiffers()
            by = context.actor.id
            return [BadRatingContacted(result=command.result, contacted_by=by, contacted_on=context.today)]
        case ToVerify(contacted=command.result):
            return []
        case _:
            return NotNextStep(next_step=rating.next_step)


def _fits(result: CallBack, file: File) -> bool:
    return (result is not CallBack.NO_CONTACT) is file.rated.named


def _verify(command: VerifyBadRating, rating: Followed, context: Context) -> list[RatingEvent] | Refusal:
    match rating:
        case ToCorrect() | Doubted() if rating.verified.finding is command.finding:
            # Sealed words cannot be compared: the same finding again is the same verification.
            return []
        case ToVerify(counts=True) if command.finding in DOUBTED:
            return RatingAlreadyRechecked()
        case ToVerify() | Doubted():
            return [_verified(command, context)] if _planned(command, context) else PlanMissing()
        case _:
            return NotNextStep(next_step=rating.next_step)


def _verified(command: VerifyBadRating, context: Context) -> BadRatingVerified:
    return BadRatingVerified(
        finding=command.finding,
        verified_by=context.actor.id,
        verified_on=context.today,
        plan=command.plan,
        planned_on=command.planned_on,
    )


def _planned(command: VerifyBadRating, context: Context) -> bool:
    if command.finding is not Finding.COMPLEX:
        return command.plan is None and command.planned_on is None
    return command.plan is not None and command.planned_on is not None and command.planned_on >= context.today


def _appeal(command: AppealBadRating, rating: Followed, context: Context) -> list[RatingEvent] | Refusal:
    match rating:
        case Doubted():
            by = context.actor.id
            return [BadRatingAppealed(grounds=command.grounds, appealed_by=by, appealed_on=context.today)]
        case Appealed():
            return []
        case _:
            return NotNextStep(next_step=rating.next_step)


def _recheck(command: RecheckBadRating, rating: Followed, context: Context) -> list[RatingEvent] | Refusal:
    match rating:
        case Appealed() if rating.verified.verified_by == context.actor.id:
            return SamePersonRechecks()
        case Appealed():
            by = context.actor.id
            if not command.confirmed:
                return [BadRatingAppealRejected(rechecked_by=by, rejected_on=context.today)]
            ground = ExclusionGround(rating.verified.finding.value)
            return [BadRatingExcluded(ground=ground, rechecked_by=by, excluded_on=context.today)]
        case Excluded() if command.confirmed:
            return []
        case ToVerify(counts=True) if not command.confirmed:
            return []
        case _:
            return NotNextStep(next_step=rating.next_step)


def _correct(command: CorrectBadRating, rating: Followed, context: Context) -> list[RatingEvent] | Refusal:
    match rating:
        case ToCorrect():
            explained = rating.verified.finding is Finding.NO_LEGAL_BASIS
            return [
                BadRatingCorrected(
                    remedy=Remedy.EXPLAINED if explained else Remedy.RECTIFIED,
                    measure=command.measure,
                    corrected_by=context.actor.id,
                    corrected_on=context.today,
                )
            ]
        case Corrected() if rating.correction.measure == command.measure:
            return []
        case _:
            return NotNextStep(next_step=rating.next_step)


def _contact_again(command: ContactRaterAgain, rating: Followed, context: Context) -> list[RatingEvent] | Refusal:
    outcome = _outcome(command)
    match rating:
        case Corrected():
            if outcome is None or not _fits(command.result, rating.file):
                return ContactDiffers()
            by, today = context.actor.id, context.today
            called = BadRatingRecontacted(result=command.result, contacted_by=by, contacted_on=today)
            return [called, BadRatingClosed(outcome=outcome, closed_on=today)]
        case Closed() if rating.recontacted.result is command.result and rating.outcome is outcome:
            return []
        case _:
            return NotNextStep(next_step=rating.next_step)


def _outcome(command: ContactRaterAgain) -> ClosingOutcome | None:
    """What who rated said; None where it is told of nobody reached, or not told of somebody reached."""
    if (command.result is CallBack.REACHED) is (command.content is None):
        return None
    if command.content is None:
        return ClosingOutcome.NOT_ASKED
    return ClosingOutcome.CONTENT if command.content else ClosingOutcome.NOT_CONTENT


def escalation_due(rating: Rating, context: Context) -> datetime | None:
    """When somebody above is to hear of what is overdue; None where nothing can be any more."""
    overdue = next_overdue(rating, context)
    return overdue.fell_due_at if overdue else None


def _escalate(rating: Followed, context: Context) -> list[RatingEvent] | Refusal:
    overdue = next_overdue(rating, context)
    if overdue is None:
        return []
    return EscalationNotDue() if overdue.fell_due_at > context.now else [overdue]


RATING: Decider[Rating, RatingCommand, RatingEvent] = Decider("rating", NotRated(), evolve, decide, RatingEvent)
