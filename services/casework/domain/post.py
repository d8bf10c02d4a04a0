"""Post (岗位): a place of work of a centre, with holder A and, where there is one, substitute B (AB岗).

Invariants: A and B are two persons · both are at work when they are assigned · a director assigns and covers the
posts of the own centre only · while A is away B is on the post, and while both are, who is ordered to cover it or
nobody, which is recorded the same day · a post is never handed over backwards · a window's post names its window.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, assert_never

from services.casework.domain.absences import Absence
from services.casework.domain.post_commands import (
    AssignPost,
    CoverPost,
    EstablishPost,
    HandOverPost,
    NoteAbsence,
    NoteReturn,
    PostCommand,
)
from services.casework.domain.post_state import (
    Assigned,
    Established,
    NotEstablished,
    Post,
    Substituted,
    Uncovered,
    after,
    evolve,
    in_place_of_a,
    overdue,
    settled,
)
from services.casework.domain.staff import STAFF, Engaged
from services.casework.domain.staff_refusals import StaffOfOtherCentre
from shared.contracts.casework.post import (
    PostAbsenceNoted,
    PostAssigned,
    PostCovered,
    PostEstablished,
    PostEvent,
    PostKind,
    PostReturnNoted,
)
from shared.contracts.refusals import SamePerson
from shared.contracts.separation import separated
from shared.kernel.actors import Role
from shared.kernel.decider import Context, Decider
from shared.kernel.refusals import Conflict, Forbidden, Refusal, Unacceptable, Unknown

# --- refusals ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PostUnknown(Unknown):
    """There is no such post."""

    slug: ClassVar[str] = "post-unknown"
    zh: ClassVar[str] = "没有该岗位"
    en: ClassVar[str] = "There is no such post"


@dataclass(frozen=True, slots=True)
class PostAlreadyEstablished(Conflict):
    """The post exists, and otherwise than is asked now."""

    slug: ClassVar[str] = "post-already-established"
    zh: ClassVar[str] = "岗位已设立"
    en: ClassVar[str] = "The post is established already"


@dataclass(frozen=True, slots=True)
class WindowOfPostUnclear(Unacceptable):
    """A window's post names both hall and window, another neither."""

    slug: ClassVar[str] = "window-of-post-unclear"
    zh: ClassVar[str] = "窗口岗位须写明大厅和窗口，其他岗位不得写明"
    en: ClassVar[str] = "A window's post names its hall and window, and no other post does"


@dataclass(frozen=True, slots=True)
class OtherCentre(Forbidden):
    """The post belongs to another centre: than the case that is worked on, than the director who assigns."""

    slug: ClassVar[str] = "other-centre"
    zh: ClassVar[str] = "该岗位属于其他中心"
    en: ClassVar[str] = "The post belongs to another centre"


@dataclass(frozen=True, slots=True)
class StaffNotEngaged(Unacceptable):
    """Who should go on the post is not at work: never engaged, or left."""

    slug: ClassVar[str] = "staff-not-engaged"
    zh: ClassVar[str] = "所列人员不在职"
    en: ClassVar[str] = "Those named are not at work"
    staff_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StaffAway(Unacceptable):
    """Who should go on the post is absent today."""

    slug: ClassVar[str] = "staff-away"
    zh: ClassVar[str] = "所列人员今日缺勤"
    en: ClassVar[str] = "Those named are absent today"
    staff_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StaffNotTrained(Unacceptable):
    """Who should cover an examination post is trained for no item."""

    slug: ClassVar[str] = "staff-not-trained"
    zh: ClassVar[str] = "该人员未经任何事项培训"
    en: ClassVar[str] = "The person is trained for no item"


@dataclass(frozen=True, slots=True)
class PostNotUncovered(Conflict):
    """Somebody is on the post, or it was never assigned: there is nothing to cover."""

    slug: ClassVar[str] = "post-not-uncovered"
    zh: ClassVar[str] = "该岗位并非无人在岗，无须指定代岗"
    en: ClassVar[str] = "The post is not uncovered"


# --- decisions --------------------------------------------------------------


def decide(command: PostCommand, post: Post, context: Context) -> list[PostEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect.

    Midnights that have passed unrecorded come first, so that what is recorded is in the order of its effect.
    """
    if isinstance(command, EstablishPost):
        return _establish(command, post)
    if isinstance(post, NotEstablished):
        return PostUnknown()
    if not isinstance(post, Assigned):
        return _of_nobody(command, post, context)
    passed = overdue(post, context.now)
    decided = _of_people(command, after(post, passed), context)
    return decided if isinstance(decided, Refusal) else passed + decided


def _establish(command: EstablishPost, post: Post) -> list[PostEvent] | Refusal:
    established = PostEstablished(
        org=command.org,
        kind=command.kind,
        title_zh=command.title_zh,
        title_en=command.title_en,
        hall_id=command.hall_id,
        window_id=command.window_id,
    )
    if not isinstance(post, NotEstablished):
        return [] if post.established == established else PostAlreadyEstablished()
    if (offence := separated(command.org)) is not None:
        return offence
    named = {command.hall_id is not None, command.window_id is not None}
    return [established] if named == {command.kind is PostKind.WINDOW} else WindowOfPostUnclear()


def _of_nobody(command: PostCommand, post: Established, context: Context) -> list[PostEvent] | Refusal:
    match command:
        case AssignPost():
            refused = _may_not_assign(command, post, (None, None), context)
            return refused or [_assignment(command, context), *_announced(command.people, context)]
        case CoverPost():
            return PostNotUncovered()
        case _:
            return []


def _of_people(command: PostCommand, post: Assigned, context: Context) -> list[PostEvent] | Refusal:
    match command:
        case AssignPost():
            return _assign(command, post, context)
        case NoteAbsence():
            return _note_absence(command, post, context)
        case NoteReturn():
            return _note_return(command, post, context)
        case CoverPost():
            return _cover(command, post, context)
        case HandOverPost() | EstablishPost():
            return []
        case _:
            assert_never(command)


def _assign(command: AssignPost, post: Assigned, context: Context) -> list[PostEvent] | Refusal:
    refused = _may_not_assign(command, post, (post.holder, post.substitute), context)
    if refused is not None:
        return refused
    if (command.holder, command.substitute) == (post.holder, post.substitute):
        return []
    ends = isinstance(post.duty, Uncovered) and command.holder != post.holder
    covered: list[PostEvent] = [PostCovered(by=command.holder, at=context.now)] if ends else []
    fresh = tuple(person for person in command.people if person not in (post.holder, post.substitute))
    return settled(post, [*covered, _assignment(command, context), *_announced(fresh, context)], context.now)


def _may_not_assign(
    command: AssignPost, post: Established | Assigned, was: tuple[str | None, str | None], context: Context
) -> Refusal | None:
    if _of_other_centre(post, context):
        return OtherCentre()
    if command.holder == command.substitute:
        return SamePerson()
    if was == (told := (command.holder, command.substitute)):
        return None
    gone = tuple(person for person in command.people if not isinstance(context.look(STAFF, person), Engaged))
    # Who keeps the part may be absent: otherwise nobody could become B while A is ill.
    taken_up = {now for now, before in zip(told, was, strict=True) if now is not None and now != before}
    away = tuple(person for person in command.people if person in taken_up and _away(person, context))
    if gone:
        return StaffNotEngaged(staff_ids=gone)
    return StaffAway(staff_ids=away) if away else None


def _assignment(command: AssignPost, context: Context) -> PostAssigned:
    return PostAssigned(holder=command.holder, substitute=command.substitute, assigned_at=context.now)


def _announced(people: tuple[str, ...], context: Context) -> list[PostEvent]:
    """What is known of the absences of who is new on the post."""
    return [
        PostAbsenceNoted(staff=person, reason=absence.reason, from_on=absence.from_on, until_on=absence.until_on)
        for person in people
        if isinstance(staff := context.look(STAFF, person), Engaged)
        for absence in staff.absences.from_day(context.today).all
    ]


def _note_absence(command: NoteAbsence, post: Assigned, context: Context) -> list[PostEvent] | Refusal:
    from_on = max(command.from_on or context.today, context.today)
    absence = Absence(command.reason, from_on, command.until_on)
    if post.part_of(command.staff_id) is None or post.absences_of(command.staff_id).know(absence):
        return []
    noted = PostAbsenceNoted(staff=command.staff_id, reason=command.reason, from_on=from_on, until_on=command.until_on)
    return settled(post, [noted], context.now)


def _note_return(command: NoteReturn, post: Assigned, context: Context) -> list[PostEvent] | Refusal:
    absences, on = post.absences_of(command.staff_id), command.on or context.today
    noted = PostReturnNoted(staff=command.staff_id, on=on)
    return [] if absences.returned(on) == absences else settled(post, [noted], context.now)


def _cover(command: CoverPost, post: Assigned, context: Context) -> list[PostEvent] | Refusal:
    if _of_other_centre(post, context):
        return OtherCentre()
    if isinstance(post.duty, Substituted) and command.staff_id == post.cover:
        return []
    if not isinstance(post.duty, Uncovered):
        return PostNotUncovered()
    staff = context.look(STAFF, command.staff_id)
    if not isinstance(staff, Engaged):
        return StaffNotEngaged(staff_ids=(command.staff_id,))
    if staff.org != post.established.org:
        return StaffOfOtherCentre()
    if _away(command.staff_id, context):
        return StaffAway(staff_ids=(command.staff_id,))
    if post.established.kind is PostKind.EXAMINATION and not staff.trained_for:
        return StaffNotTrained()
    covered = PostCovered(by=command.staff_id, at=context.now)
    in_place = in_place_of_a(post, command.staff_id, context.now)
    return [covered, in_place, *_announced((command.staff_id,), context)]


def _of_other_centre(post: Established | Assigned, context: Context) -> bool:
    return context.actor.role is Role.CENTRE_DIRECTOR and context.actor.org != post.established.org


def _away(person: str, context: Context) -> bool:
    staff = context.look(STAFF, person)
    return isinstance(staff, Engaged) and staff.absences.on(context.today) is not None


POST = Decider[Post, PostCommand, PostEvent]("post", NotEstablished(), evolve, decide, PostEvent)
