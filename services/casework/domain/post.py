"""Post (岗位): a place of work of a centre, with holder A and, where there is one, substitute B (AB岗).

Invariants: A and B are two persons · both are at work when they are assigned · a director assigns the posts of
the own centre only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, assert_never

from services.casework.domain.staff import STAFF, Engaged
from services.casework.domain.types import GivenOrg, GivenStaffId
from shared.contracts.casework.post import ActedAs, PostAssigned, PostEstablished, PostEvent, PostKind, Title
from shared.kernel.actors import Role
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, CorruptStream, Forbidden, Refusal, Unacceptable, Unknown

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotEstablished:
    """There is no such post."""


@dataclass(frozen=True, slots=True)
class Established:
    """A post with whoever is on it now; `assigned` is None until somebody is."""

    established: PostEstablished
    assigned: PostAssigned | None = None

    def part_of(self, staff_id: str) -> ActedAs | None:
        """As what a person may act on the post."""
        if self.assigned is None:
            return None
        if staff_id == self.assigned.holder:
            return ActedAs.A
        return ActedAs.B if staff_id == self.assigned.substitute else None


Post = NotEstablished | Established


def evolve(post: Post, event: PostEvent) -> Post:
    """Apply one recorded fact. Total: facts are not refused."""
    match event:
        case PostEstablished():
            if not isinstance(post, NotEstablished):
                raise CorruptStream("established twice")
            return Established(event)
        case PostAssigned():
            if not isinstance(post, Established):
                raise CorruptStream("assigned before it was established")
            return replace(post, assigned=event)
        case _:
            assert_never(event)


# --- commands and refusals --------------------------------------------------


class EstablishPost(Command):
    """Set up a post at a centre or department."""

    org: GivenOrg
    kind: PostKind
    title_zh: Title
    title_en: Title


class AssignPost(Command):
    """Put A and, where there is one, B on the post, in place of who was; the decision is given both."""

    holder: GivenStaffId
    substitute: GivenStaffId | None = None

    @property
    def people(self) -> tuple[str, ...]:
        """A and, where there is one, B."""
        return (self.holder,) if self.substitute is None else (self.holder, self.substitute)


PostCommand = EstablishPost | AssignPost


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
class SamePerson(Unacceptable):
    """Two parts that must be two persons' would be one's: A and B, or examiner and approver."""

    slug: ClassVar[str] = "same-person"
    zh: ClassVar[str] = "不得由同一人担任"
    en: ClassVar[str] = "It must be two different persons"


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


# --- decisions --------------------------------------------------------------


def decide(command: PostCommand, post: Post, context: Context) -> list[PostEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case EstablishPost():
            return _establish(command, post)
        case AssignPost():
            return _assign(command, post, context)
        case _:
            assert_never(command)


def _establish(command: EstablishPost, post: Post) -> list[PostEvent] | Refusal:
    established = PostEstablished(
        org=command.org, kind=command.kind, title_zh=command.title_zh, title_en=command.title_en
    )
    if isinstance(post, NotEstablished):
        return [established]
    return [] if post.established == established else PostAlreadyEstablished()


def _assign(command: AssignPost, post: Post, context: Context) -> list[PostEvent] | Refusal:
    if isinstance(post, NotEstablished):
        return PostUnknown()
    if context.actor.role is Role.CENTRE_DIRECTOR and context.actor.org != post.established.org:
        return OtherCentre()
    if command.holder == command.substitute:
        return SamePerson()
    assigned = PostAssigned(holder=command.holder, substitute=command.substitute)
    if post.assigned == assigned:
        return []
    absent = [person for person in command.people if not isinstance(context.look(STAFF, person), Engaged)]
    return StaffNotEngaged(staff_ids=tuple(absent)) if absent else [assigned]


POST = Decider[Post, PostCommand, PostEvent]("post", NotEstablished(), evolve, decide, PostEvent)
