"""What a person's posts hear of in the same act: that the person is absent, back, or gone for good."""

from __future__ import annotations

from typing import assert_never

from services.casework.domain.post import POST
from services.casework.domain.post_commands import NoteAbsence, NoteReturn
from services.casework.domain.staff import STAFF
from services.casework.domain.staff_commands import LeaveStaff, MoveStaff, RecordAbsence, RecordReturn, WithPosts
from services.casework.domain.substitutes import DISTRICT, SUBSTITUTES
from shared.contracts.casework.post import AwayReason
from shared.kernel.decider import Step


def told_to_posts(command: WithPosts) -> tuple[Step, ...]:
    """The act: the command to the person, and the word of it to each post that it names."""
    step = Step(STAFF, command.staff_id, command, related=(SUBSTITUTES.ref(DISTRICT),))
    return (step, *(Step(POST, post_id, _note(command)) for post_id in sorted(command.post_ids)))


def _note(command: WithPosts) -> NoteAbsence | NoteReturn:
    """What a person's posts are told; who moves or leaves is away from them for good."""
    match command:
        case RecordAbsence():
            return NoteAbsence(
                staff_id=command.staff_id,
                reason=AwayReason(command.reason.value),
                from_on=command.from_on,
                until_on=command.until_on,
            )
        case RecordReturn():
            return NoteReturn(staff_id=command.staff_id, on=command.on)
        case MoveStaff() | LeaveStaff():
            return NoteAbsence(staff_id=command.staff_id, reason=AwayReason.LEFT)
        case _:
            assert_never(command)
