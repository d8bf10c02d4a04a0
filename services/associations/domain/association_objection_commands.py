"""What can be asked about objections to the notice of a filing."""

from __future__ import annotations

from services.associations.domain.types import GivenId
from shared.contracts.associations.association_founding import Name
from shared.contracts.associations.association_objection import FilingObjectionGround, FilingObjectionOutcome
from shared.kernel.messages import Command
from shared.kernel.personal import SubjectRef


class ObjectToFiling(Command):
    """Object to a filing whose notice runs, for a household."""

    objection_id: GivenId
    ground: FilingObjectionGround
    document: GivenId | None = None
    household: SubjectRef


class AnswerFilingObjection(Command):
    """Uphold or dismiss an objection, and say why."""

    objection_id: GivenId
    outcome: FilingObjectionOutcome
    statement: Name


ObjectionCommand = ObjectToFiling | AnswerFilingObjection
