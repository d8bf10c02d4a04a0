"""Events of objections (异议) of households to the public notice of a filing, and of what the centre answers."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from shared.contracts.associations.association_founding import Name, Reference
from shared.kernel.messages import Event
from shared.kernel.personal import SubjectRef


class FilingObjectionGround(StrEnum):
    """What an objection is about; its words are in the paper that it names, if one was handed in."""

    FOR_PROFIT = "FOR_PROFIT"
    """营利性."""

    NAME = "NAME"
    MEMBERS = "MEMBERS"
    """There are not as many, or not from here, as was said."""

    PERSON_IN_CHARGE = "PERSON_IN_CHARGE"
    PLACE = "PLACE"
    """Where it is active, it disturbs others, or nobody let it in."""

    PAPERS_UNTRUE = "PAPERS_UNTRUE"
    OTHER = "OTHER"


class FilingObjectionOutcome(StrEnum):
    """What the centre finds of an objection."""

    UPHELD = "UPHELD"
    """The association is not filed on this application."""

    DISMISSED = "DISMISSED"


class FilingObjected(Event):
    """A household objected to a filing while its notice ran, once; to be answered by the end of `answer_due_on`.

    `resident` is who objected for it by a token of their own; the counter takes it down of anybody, and by its code the
    household acts itself.
    """

    objection_id: Reference
    ground: FilingObjectionGround
    document: Reference | None = None
    household: SubjectRef
    resident: SubjectRef | None = None
    answer_due_on: date


class FilingObjectionAnswered(Event):
    """The centre answered an objection; before all are answered the association is neither filed nor refused."""

    objection_id: Reference
    outcome: FilingObjectionOutcome
    statement: Name


class FilingObjectionAnswerMissed(Event):
    """Nobody had answered the objection when its last day was over, at `fell_due_at`; recorded once for each."""

    objection_id: Reference
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """The end of the last day."""
        return self.fell_due_at


AssociationObjectionEvent = FilingObjected | FilingObjectionAnswered | FilingObjectionAnswerMissed
