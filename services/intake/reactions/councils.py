"""What intake does about councils: it knows the public service centres, which alone have halls, and the committees,
and hears whether councils must keep anything of a person who is to be erased.
"""

from __future__ import annotations

from services.intake.domain.centre import CENTRE, RecordCentre
from services.intake.domain.committee import COMMITTEE, RecordCommittee
from services.intake.domain.erasure import answers_of
from shared.contracts import councils
from shared.contracts.councils.committee import CommitteeFounded
from shared.contracts.councils.community import CentreOpened
from shared.kernel.decider import Step
from shared.kernel.envelope import Recorded
from shared.kernel.reaction import Reaction


def centre_opened(recorded: Recorded[CentreOpened]) -> Step:
    """A community opened one of its two centres."""
    opened = recorded.event
    command = RecordCentre(
        community_id=opened.community_id,
        kind=opened.kind.value,
        name_zh=opened.name_zh,
        name_en=opened.name_en,
        source_position=recorded.position,
    )
    return Step(CENTRE, opened.centre_id, command)


def committee_founded(recorded: Recorded[CommitteeFounded]) -> Step:
    """A committee entered the register."""
    command = RecordCommittee(kind=recorded.event.kind, source_position=recorded.position)
    return Step(COMMITTEE, recorded.aggregate.id, command)


REACTION = Reaction(
    "councils",
    councils.EVENTS,
    {CentreOpened: centre_opened, CommitteeFounded: committee_founded, **answers_of("councils")},
)
