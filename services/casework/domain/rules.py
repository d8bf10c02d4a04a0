"""Rules of casework that more than one decision needs: who may act on a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from services.casework.domain.post import POST, OtherCentre
from services.casework.domain.post_state import Assigned, Held, Substituted
from services.casework.domain.staff import STAFF, Engaged
from shared.contracts.casework.post import ActedAs, PostKind
from shared.kernel.decider import Context
from shared.kernel.refusals import Forbidden, Refusal, Unacceptable

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
class Absent(Forbidden):
    """Who asks is absent today, and acts on no post."""

    slug: ClassVar[str] = "absent"
    zh: ClassVar[str] = "您今日缺勤，不能在任何岗位办理"
    en: ClassVar[str] = "You are absent today and act on no post"


@dataclass(frozen=True, slots=True)
class HolderPresent(Forbidden):
    """The post's A is on it: B acts only while it is handed over."""

    slug: ClassVar[str] = "holder-present"
    zh: ClassVar[str] = "A岗在岗，岗位未交接给您"
    en: ClassVar[str] = "The post's holder is on it"


@dataclass(frozen=True, slots=True)
class PostWithAnother(Forbidden):
    """Somebody else is on the post in place of its A, or nobody until it is handed over."""

    slug: ClassVar[str] = "post-with-another"
    zh: ClassVar[str] = "该岗位目前不由您承担"
    en: ClassVar[str] = "The post is not in your hands now"


@dataclass(frozen=True, slots=True)
class SubstituteNotTrained(Unacceptable):
    """The substitute is not trained for the item of the case."""

    slug: ClassVar[str] = "substitute-not-trained"
    zh: ClassVar[str] = "B岗人员未经该事项培训"
    en: ClassVar[str] = "The substitute is not trained for this item"
    item_code: str


@dataclass(frozen=True, slots=True)
class Errand:
    """What is to be done on a post: its kind of work, if not any, at which centre, for which item."""

    kind: PostKind | None
    centre_id: str
    item_code: str


def acting_as(post_id: str, errand: Errand, context: Context) -> ActedAs | Refusal:
    """As what the actor may do the errand on the post; the decision was given the post and the actor's staff state.

    The post is theirs and they are at work · it is of the case's centre · and of the kind · they are not absent today ·
    the post is in their hands, as its recorded hand-overs say · who stands in for A is trained for the item. The first
    that fails is told, so that nobody learns about posts that are not theirs.
    """
    post, person = context.look(POST, post_id), context.look(STAFF, context.actor.id)
    part = post.part_of(context.actor.id) if isinstance(post, Assigned) else None
    if not isinstance(post, Assigned) or not isinstance(person, Engaged) or part is None:
        return PostNotHeld()
    if post.established.org != errand.centre_id:
        return OtherCentre()
    if errand.kind is not None and post.established.kind is not errand.kind:
        return PostOfOtherKind(needed=errand.kind)
    if person.absences.on(context.today) is not None:
        return Absent()
    if post.acting != context.actor.id:
        return HolderPresent() if isinstance(post.duty, Held) else PostWithAnother()
    if isinstance(post.duty, Substituted) and errand.item_code not in person.trained_for:
        return SubstituteNotTrained(item_code=errand.item_code)
    return part
