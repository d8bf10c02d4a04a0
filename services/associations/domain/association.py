"""Association (社区社团): what people of a community found together, filed with it or registered with the district.

Invariants: its track never changes, and what is converted is another one of the same lineage · it is filed after a
notice that is over, with all papers, every warning of its name answered · it is registered after the supervisor's
consent, with a charter that was approved · what is missing is told once · no limit passes unrecorded · no report of a
year is overdue unsaid, and no silence too long · what has ended never stands again · nothing is decided while an
objection to the notice waits.
"""

from __future__ import annotations

from collections.abc import Mapping

from services.associations.domain import (
    association_care,
    association_change_request,
    association_consent,
    association_ending,
    association_filing,
    association_founding,
    association_objection,
    association_registration,
)
from services.associations.domain.association_acting import Act, Events, not_of_centre
from services.associations.domain.association_commands import AssociationCommand, DraftAssociation, EnterAssociation
from services.associations.domain.association_entry import enter
from services.associations.domain.association_refusals import AssociationUnknown
from services.associations.domain.association_state import Association, NotDrafted, evolve
from shared.contracts.associations.association import AssociationEvent
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Refusal

ACTS: Mapping[type[Command], Act] = {
    **association_founding.ACTS,
    **association_filing.ACTS,
    **association_objection.ACTS,
    **association_consent.ACTS,
    **association_registration.ACTS,
    **association_change_request.ACTS,
    **association_ending.ACTS,
    **association_care.ACTS,
}
"""What is done with an association that somebody drafted."""


def decide(command: AssociationCommand, association: Association, context: Context) -> Events | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect.

    Every decision of a person is given the community.
    """
    if isinstance(command, DraftAssociation):
        filed = None if command.filed_id is None else context.look(ASSOCIATION, command.filed_id)
        return association_founding.draft(command, association, filed, context)
    if isinstance(command, EnterAssociation):
        return enter(command, association, context)
    if isinstance(association, NotDrafted):
        return AssociationUnknown()
    elsewhere = not_of_centre(association.file.drafted.community_id, context)
    return elsewhere or ACTS[type(command)](command, association, context)


ASSOCIATION: Decider[Association, AssociationCommand, AssociationEvent] = Decider(
    "association", NotDrafted(), evolve, decide, AssociationEvent
)
