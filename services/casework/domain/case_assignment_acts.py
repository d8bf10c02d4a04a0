"""What people do about whose work a case is, and the notes that they leave for colleagues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar, get_args

from pydantic import Field

from services.casework.domain.case_commands import BodyAct, Work
from services.casework.domain.case_refusals import CaseNotOpen
from services.casework.domain.case_state import File, OfBody, OnPostAct, Open, Opened
from services.casework.domain.post import POST, OtherCentre, PostUnknown
from services.casework.domain.post_state import Assigned, NotEstablished
from services.casework.domain.rules import PostOfOtherKind
from services.casework.domain.types import GivenPostId, OnPost
from shared.contracts.casework.case_assignment import AssignedBy, CaseReassigned, NoteAdded
from shared.contracts.casework.post import PostKind
from shared.kernel.actors import Role
from shared.kernel.decider import Context
from shared.kernel.personal import Personal
from shared.kernel.refusals import Conflict, Forbidden, Refusal

# --- commands ---------------------------------------------------------------


class AssignCase(BodyAct):
    """Make the case the work of an examination post: an order of the director or the supervisor, on no post."""

    post_id: GivenPostId


class TakeCase(Work):
    """Take up, on the own examination post, a case that nobody has."""


class AddNote(Work):
    """Leave a note for colleagues, on an examination or approval post; `note_id` is the caller's."""

    note_id: Annotated[str, Field(max_length=80)]
    note: Personal[str]


# --- refusals ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DirectorOfOtherBody(Forbidden):
    """The case is not with the body whose director asks."""

    slug: ClassVar[str] = "director-of-other-body"
    zh: ClassVar[str] = "该办件不在您主管的单位办理"
    en: ClassVar[str] = "The case is not with the body that you direct"


@dataclass(frozen=True, slots=True)
class CaseAssigned(Conflict):
    """Another post has the case; only the director or the supervisor gives it to somebody else."""

    slug: ClassVar[str] = "case-assigned"
    zh: ClassVar[str] = "办件已由其他岗位承办，改派由中心主任或督办人员决定"
    en: ClassVar[str] = "Another post has the case; the director or the supervisor may reassign it"


# --- decisions --------------------------------------------------------------


def _assign(command: AssignCase, case: Opened, context: Context) -> list[CaseReassigned] | Refusal:
    """The decision is given the post."""
    director = context.actor.role is Role.CENTRE_DIRECTOR
    if director and context.actor.org != case.file.body:
        return DirectorOfOtherBody()
    if not isinstance(case, Open):
        return CaseNotOpen()
    post = context.look(POST, command.post_id)
    if isinstance(post, NotEstablished):
        return PostUnknown()
    if post.established.org != case.file.body:
        return OtherCentre()
    if post.established.kind is not PostKind.EXAMINATION:
        return PostOfOtherKind(needed=PostKind.EXAMINATION)
    by = AssignedBy.DIRECTOR if director else AssignedBy.SUPERVISOR
    return _reassigned(command.post_id, case.file, by, context)


def _take(command: TakeCase, case: Open, _on: OnPost, context: Context) -> list[CaseReassigned] | Refusal:
    if case.file.assignment.at(case.file.body) not in (None, command.post_id):
        return CaseAssigned()
    return _reassigned(command.post_id, case.file, AssignedBy.EXAMINER, context)


def _reassigned(post_id: str, file: File, by: AssignedBy, context: Context) -> list[CaseReassigned]:
    before = file.assignment.at(file.body)
    reassigned = CaseReassigned(
        post_id=post_id, previous_post_id=before, body=file.body, officer=context.actor.id, assigned_by=by
    )
    return [] if before == post_id else [reassigned]


def _note(command: AddNote, case: Opened, on: OnPost, context: Context) -> list[NoteAdded] | Refusal:
    """Also after the end of the case."""
    post = context.look(POST, command.post_id)
    if isinstance(post, Assigned) and post.established.kind is PostKind.WINDOW:
        return PostOfOtherKind(needed=PostKind.EXAMINATION)
    added = NoteAdded(
        note_id=command.note_id,
        note=command.note,
        author=on.officer,
        post_id=on.post_id,
        acted_as=on.acted_as,
    )
    return [] if command.note_id in case.file.assignment.notes else [added]


ACTS: Mapping[type[Work], OnPostAct] = {
    TakeCase: OnPostAct(PostKind.EXAMINATION, _take),
    AddNote: OnPostAct(None, _note, get_args(Opened)),
}
BY_BODIES: Mapping[type[BodyAct], OfBody] = {AssignCase: _assign}
