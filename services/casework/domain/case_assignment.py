"""Assignment of a case (分办): whose work it is at each body that has had it, and which notes were written on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from shared.contracts.casework.case_assignment import CaseAssignmentEvent, CaseReassigned, NoteAdded


@dataclass(frozen=True, slots=True)
class Assignment:
    """`posts` by body: what comes back to a body is the work of the same post as before."""

    posts: Mapping[str, str] = field(default_factory=dict)
    notes: frozenset[str] = frozenset()

    def at(self, body: str) -> str | None:
        """The post that has the case while it is at a body, None where nobody has it."""
        return self.posts.get(body)


UNASSIGNED = Assignment()


def evolve(assignment: Assignment, event: CaseAssignmentEvent) -> Assignment:
    """Apply one recorded fact. Total: facts are not refused."""
    match event:
        case CaseReassigned():
            return replace(assignment, posts={**assignment.posts, event.body: event.post_id})
        case NoteAdded():
            return replace(assignment, notes=assignment.notes | {event.note_id})
        case _:
            assert_never(event)
