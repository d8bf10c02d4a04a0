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
from shared.contracts.associations.association import Submitted
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
    origin = {"provenance": command.provenance, "source": command.source, "entered_on": command.on}
    return [drafted.model_copy(update=origin), *_in_charge(command), stands, *_care(command, context)]


def _standing(command: EnterAssociation, file: File, context: Context) -> Filed | Registered | Refusal:
    if file.track is Track.FILED:
        return filed_on(file, command.on, context, command.provenance, command.source)
    numbers = (command.uscc, command.legacy_reg_no)
    return registered_on(file, command.on, *numbers, command.provenance, command.source)


def _care(command: EnterAssociation, context: Context) -> list[CareStarted]:
    """What it did before today stands on paper, and is not asked for here."""
    return [CareStarted(from_on=context.today)] if command.on < context.today else []


def _in_charge(command: EnterAssociation) -> list[Submitted]:
    if command.person is None:
        return []
    return [Submitted(person=command.person, papers=(), applied_on=command.on, entered_on=command.on)]
