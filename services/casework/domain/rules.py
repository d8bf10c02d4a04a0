"""Rules of casework that more than one decision needs: who may act on a case, and until when it must be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar

from services.casework.domain.post import POST, Established, OtherCentre
from services.casework.domain.staff import STAFF, Engaged
from shared.contracts.casework.post import ActedAs, PostKind
from shared.kernel.decider import Context
from shared.kernel.instants import day_of
from shared.kernel.limits import END_OF_DAY, DayEnd, DueDate, Limit, due
from shared.kernel.policy import Policy
from shared.kernel.refusals import Forbidden, Refusal, Unacceptable

DUE_TIME = "clock.due_time.office"
CLOSE_OF_BUSINESS = "intake.close_of_business"
ROLL_FORWARD = "clock.roll_forward"

# --- who may act ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PostNotHeld(Forbidden):
    """Who asks is not on the post now, or has left."""

    slug: ClassVar[str] = "post-not-held"
    zh: ClassVar[str] = "您不在该岗位任职"
    en: ClassVar[str] = "You do not hold this post"


@dataclass(frozen=True, slots=True)
class PostOfOtherKind(Forbidden):
    """The act belongs to another kind of post."""

    slug: ClassVar[str] = "post-of-other-kind"
    zh: ClassVar[str] = "该岗位无此职责"
    en: ClassVar[str] = "This is not for a post of its kind"
    needed: PostKind


@dataclass(frozen=True, slots=True)
class SubstituteNotTrained(Unacceptable):
    """The substitute is not trained for the item of the case."""

    slug: ClassVar[str] = "substitute-not-trained"
    zh: ClassVar[str] = "B岗人员未经该事项培训"
    en: ClassVar[str] = "The substitute is not trained for this item"
    item_code: str


@dataclass(frozen=True, slots=True)
class Errand:
    """What is to be done on a post: its kind of work, at which centre, for which item."""

    kind: PostKind
    centre_id: str
    item_code: str


def acting_as(post_id: str, errand: Errand, context: Context) -> ActedAs | Refusal:
    """As what the actor may do the errand on the post; the decision was given the post and the actor's staff state.

    The post is theirs now and they are at work · the post is of the case's centre · and of the kind · a substitute is
    trained for the item. The first that fails is told, so that nobody learns about posts that are not theirs.
    """
    post, person = context.look(POST, post_id), context.look(STAFF, context.actor.id)
    part = post.part_of(context.actor.id) if isinstance(post, Established) else None
    if not isinstance(post, Established) or not isinstance(person, Engaged) or part is None:
        return PostNotHeld()
    if post.established.org != errand.centre_id:
        return OtherCentre()
    if post.established.kind is not errand.kind:
        return PostOfOtherKind(needed=errand.kind)
    if part is ActedAs.B and errand.item_code not in person.trained_for:
        return SubstituteNotTrained(item_code=errand.item_code)
    return part


# --- until when -------------------------------------------------------------


def deadline(limit: Limit, started: datetime, context: Context) -> DueDate | None:
    """Until when the office has, from the aware instant `started`; None where the rule only says "in time" (及时).

    Counted by the policy in force on the day of the start. What is due on the spot is in time until that day ends.
    """
    if not limit.counted_stages:
        return None
    started_on = day_of(started)
    found = due(
        limit,
        started,
        context.calendar,
        day_end=_day_end(context.policy, started_on),
        roll_forward=context.policy.flag(ROLL_FORWARD, started_on),
    )
    return found if found.at > started else found.model_copy(update={"at": END_OF_DAY.of(started_on)})


def _day_end(policy: Policy, on: date) -> DayEnd:
    if policy.text(DUE_TIME, on) != "CLOSE_OF_BUSINESS":
        return END_OF_DAY
    return DayEnd(time.fromisoformat(policy.text(CLOSE_OF_BUSINESS, on)))
