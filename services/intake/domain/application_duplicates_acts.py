"""What is decided about duplicates: which others a receipt meets, and what the answer to them does.

The passing of the limit is blocked by none of it: what the law takes as accepted is accepted (行政许可法 §32), and the
answer is given afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from services.intake.domain.application_commands import ReceiveApplication
from services.intake.domain.application_duplicates import AnswerDuplicate, Duplicates
from services.intake.domain.application_household import Undecided
from services.intake.domain.application_refusals import ApplicationNotReceived
from services.intake.domain.application_state import (
    Accepted,
    AwaitingCorrection,
    Delivered,
    Events,
    Kept,
    Received,
    ResultHeld,
)
from services.intake.domain.claim import CLAIMS, claims_of
from services.intake.domain.window_post import OnPost
from shared.contracts.casework.case import Outcome
from shared.contracts.intake.application import ApplicationEvent, ApplicationWithdrawn
from shared.contracts.intake.application_duplicates import (
    ApplicationMerged,
    DuplicateAnswer,
    DuplicateAnswered,
    DuplicateFound,
    DuplicateMatch,
    MatchedBy,
    MatchState,
)
from shared.kernel.decider import Context
from shared.kernel.ids import AggregateRef
from shared.kernel.refusals import Conflict, Refusal, Unacceptable

MATCHED_BY = "duplicate.matched_by"
SCOPE = "duplicate.scope"
IN_THE_CENTRE = "CENTRE"
"""The scope in which only applications of the same centre match; in any other the whole district counts."""

# --- refusals ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DuplicateUnanswered(Conflict):
    """The same item is asked for or granted elsewhere, and nobody said what becomes of this application."""

    slug: ClassVar[str] = "duplicate-unanswered"
    zh: ClassVar[str] = "发现重复申请，须先作出处理答复"
    en: ClassVar[str] = "The duplicates found have to be answered first"
    matches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoDuplicateFound(Conflict):
    """There is nothing to answer."""

    slug: ClassVar[str] = "no-duplicate-found"
    zh: ClassVar[str] = "未发现重复申请"
    en: ClassVar[str] = "No duplicate was found"


@dataclass(frozen=True, slots=True)
class DuplicateAnsweredBefore(Conflict):
    """Another answer was given and stands."""

    slug: ClassVar[str] = "duplicate-answered"
    zh: ClassVar[str] = "重复申请已作出处理答复"
    en: ClassVar[str] = "The duplicates were answered before, and otherwise"
    answer: DuplicateAnswer


@dataclass(frozen=True, slots=True)
class MergeTargetUnfit(Unacceptable):
    """An application is merged into one that was found as its duplicate, and is still open or granted."""

    slug: ClassVar[str] = "merge-target-unfit"
    zh: ClassVar[str] = "只能并入已发现且仍在办理或已批准的重复申请"
    en: ClassVar[str] = "Name one of the duplicates found that is still open or granted"


# --- at the receipt ---------------------------------------------------------


def found_at_receipt(command: ReceiveApplication, centre_id: str, context: Context) -> list[DuplicateFound]:
    """The applications that the claims name and that are open or granted; the decision was given both.

    One that was claimed after the caller read the claims was not given: it was received just now, and counts as open.
    """
    asked = claims_of(command.item_code, command.applicant.subject, command.people)
    return found_by(command.application_id, asked, centre_id, context)


def found_by(
    application_id: str, asked: Mapping[MatchedBy, str], centre_id: str, context: Context
) -> list[DuplicateFound]:
    """The same of the claims that an application makes."""
    counted = context.policy.texts(MATCHED_BY, context.today)
    matched: dict[str, list[MatchedBy]] = {}
    for by, claim_id in asked.items():
        for other in context.look(CLAIMS, claim_id).newest if by.value in counted else ():
            matched.setdefault(other, []).append(by)
    matched.pop(application_id, None)
    centre = centre_id if context.policy.text(SCOPE, context.today) == IN_THE_CENTRE else None
    matches = tuple(
        DuplicateMatch(application_id=other, matched_by=tuple(by), state=state)
        for other, by in matched.items()
        if (state := _state(other, centre, context)) is not None
    )
    return [DuplicateFound(matches=matches)] if matches else []


def _state(other: str, centre: str | None, context: Context) -> MatchState | None:
    match context.related.get(_ref(other)):
        case None:
            return MatchState.OPEN
        case (Received() | AwaitingCorrection() | Accepted() | ResultHeld() | Delivered()) as there if centre in {
            None,
            there.facts.centre_id,
        }:
            return standing(there)
        case _:
            return None


def standing(application: object) -> MatchState | None:
    """Whether an application counts as open or granted; None where it has ended otherwise."""
    match application:
        case Received() | AwaitingCorrection() | Accepted():
            return MatchState.OPEN
        case ResultHeld() | Delivered() if application.result.outcome is Outcome.GRANT:
            return MatchState.GRANTED
        case _:
            return None


def _ref(application_id: str) -> AggregateRef:
    return AggregateRef("application", application_id)


# --- the answer -------------------------------------------------------------


def unanswered(duplicates: Duplicates) -> DuplicateUnanswered | None:
    """What stands in the way of acceptance."""
    if not duplicates.unanswered:
        return None
    return DuplicateUnanswered(matches=tuple(match.application_id for match in duplicates.matches))


def answer_duplicate(command: AnswerDuplicate, application: Kept, on: OnPost, context: Context) -> Events | Refusal:
    """Take down the answer; merged or withdrawn, the application ends with it. A merger's target was given."""
    duplicates, into = application.facts.duplicates, command.into if command.answer is DuplicateAnswer.MERGE else None
    if not duplicates.matches:
        return NoDuplicateFound()
    if duplicates.answer is not None:
        same = (duplicates.answer, duplicates.into) == (command.answer, into)
        return [] if same else DuplicateAnsweredBefore(answer=duplicates.answer)
    if not isinstance(application, Undecided):
        return ApplicationNotReceived()
    if command.answer is DuplicateAnswer.MERGE and not _fit(into, duplicates, context):
        return MergeTargetUnfit()
    answered = DuplicateAnswered(
        answer=command.answer,
        reason=command.reason,
        into=into,
        answered_on=context.today,
        post_id=on.post_id,
        acted_as=on.acted_as,
    )
    return [answered, *_ending(answered)]


def _fit(into: str | None, duplicates: Duplicates, context: Context) -> bool:
    if into is None or into not in {match.application_id for match in duplicates.matches}:
        return False
    return standing(context.related[_ref(into)]) is not None


def _ending(answered: DuplicateAnswered) -> list[ApplicationEvent]:
    if answered.into is not None:
        return [
            ApplicationMerged(
                into=answered.into,
                merged_on=answered.answered_on,
                post_id=answered.post_id,
                acted_as=answered.acted_as,
            )
        ]
    if answered.answer is not DuplicateAnswer.WITHDRAW:
        return []
    return [ApplicationWithdrawn(reason=answered.reason, post_id=answered.post_id, acted_as=answered.acted_as)]
