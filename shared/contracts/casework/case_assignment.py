"""Events of a case's assignment (分办) to a post, and the internal notes on it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.casework.post import ActedAs, StaffRef
from shared.kernel.messages import Event
from shared.kernel.personal import Personal

Org = Annotated[str, Field(max_length=64)]


class AssignedBy(StrEnum):
    """In what part somebody assigned a case."""

    DIRECTOR = "DIRECTOR"
    SUPERVISOR = "SUPERVISOR"
    EXAMINER = "EXAMINER"
    """Took up, on the own post, a case that nobody had."""


class CaseReassigned(Event):
    """While `body` has the case it is, from now on, the work of an examination post: the first one or another.

    Who may examine, decide or close it does not follow from this: it says whose inbox it is in, and who is warned.
    """

    post_id: str
    previous_post_id: str | None = None
    body: Org
    officer: StaffRef
    assigned_by: AssignedBy


class NoteAdded(Event):
    """An officer of the body that had the case wrote a note for colleagues (内部备注), under the applicant's key.

    Internal: it never appears in notices, vouchers, decisions or the applicant's copy, and no view keeps it.
    """

    note_id: str
    note: Personal[str]
    author: StaffRef
    post_id: str
    acted_as: ActedAs


CaseAssignmentEvent = CaseReassigned | NoteAdded
