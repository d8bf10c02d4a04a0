"""Entering an association that was filed or registered on paper, with where that is known from."""

from __future__ import annotations

from services.associations.domain.association_acting import Events, not_done_yet
from services.associations.domain.association_commands import EnterAssociation
from services.associations.domain.association_file import File
from services.associations.domain.association_filing import filed_on
from services.associations.domain.association_founding import drafted_by
from services.associations.domain.association_refusals import at_another_stage
from services.associations.domain.association_registration import registered_on
from services.associations.domain.association_state import Association, NotDrafted, OnFile, OnRegister
from shared.contracts.associations.association import SubmittedV2
from shared.contracts.associations.association_care import CareStarted
from shared.contracts.associations.association_filing import Filed
from shared.contracts.associations.association_founding import Track
from shared.contracts.associations.association_registration import Registered
from shared.kernel.decider import Context
from shared.kernel.refusals import Refusal


def enter(command: EnterAssociation, association: Association, context: Context) -> Events | Refusal:
    """The draft and what became of it, in one act: conditions and papers were looked at on paper.

    All of it counts from the day on the paper, so that the register of that day shows it.
    """
    if not isinstance(association, NotDrafted):
        return [] if isinstance(association, OnFile | OnRegister) else at_another_stage(association)
    drafted = drafted_by(command.draft, None, context)
    if isinstance(drafted, Refusal):
        return drafted
    stands = not_done_yet(command.on, context) or _standing(command, File.of(drafted), context)
    if isinstance(stands, Refusal):
        return stands
    origin = {"provenance": command.provenance, "source": command.source}
    said = drafted.model_copy(update={**origin, "entered_on": command.on})
    return [said, *_submitted(command), stands.model_copy(update=origin), *_care(command, context)]


def _standing(command: EnterAssociation, file: File, context: Context) -> Filed | Registered | Refusal:
    if file.track is Track.FILED:
        return filed_on(file, command.on, command.in_charge, context)
    return registered_on(file, command.on, command.uscc, command.legacy_reg_no, command.in_charge)


def _care(command: EnterAssociation, context: Context) -> list[CareStarted]:
    """What it did before today stands on paper, and is not asked for here."""
    return [CareStarted(from_on=context.today)] if command.on < context.today else []


def _submitted(command: EnterAssociation) -> list[SubmittedV2]:
    if command.founder is None:
        return []
    return [SubmittedV2(founder=command.founder, papers=(), applied_on=command.on, entered_on=command.on)]
