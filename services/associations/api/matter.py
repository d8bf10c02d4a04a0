"""A matter of one association: whose officers may speak for it, and how an act about it is carried out.

An association acts for itself by its officers, or a clerk of its community's centre does for it. The officers of a
filed one speak for what it is to become registered as, and nobody's officers read of another's matters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_acting import not_of_officer
from services.associations.domain.association_commands import AssociationCommand
from services.associations.domain.association_file import File
from services.associations.domain.association_holdings import released
from services.associations.domain.association_refusals import AssociationUnknown, NotThisAssociation
from services.associations.domain.association_state import Known, NotDrafted
from services.associations.domain.community import COMMUNITY
from services.associations.domain.types import AssociationId
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.http import Call, Query

PARTY = (Role.ASSOCIATION_OFFICER, Role.CLERK)
CENTRE = (Role.EXAMINER, Role.CENTRE_DIRECTOR)
REGISTRY = (Role.REGISTRAR,)
AUTHORITIES = (*CENTRE, *REGISTRY)
OFFICES = (
    *(Role.CLERK, *AUTHORITIES, Role.DEPARTMENT, Role.WORKING_COMMITTEE, Role.FUND_OFFICER, Role.PANEL),
    *(Role.SUPERVISOR, Role.AUDITOR, Role.ADMIN),
)
READERS = (Role.ASSOCIATION_OFFICER, *OFFICES)


@dataclass(frozen=True, slots=True)
class Matter:
    """An association that somebody drafted, as it stood when it was asked."""

    id: AssociationId
    association: Known

    @property
    def file(self) -> File:
        """Its file."""
        return self.association.file

    def step(self, command: AssociationCommand, *related: AggregateRef) -> Step:
        """The command to it, which is given its community."""
        return Step(ASSOCIATION, self.id, command, related=(COMMUNITY.ref(self.file.drafted.community_id), *related))


async def matter_of(call: Call[Any], id_: str | None = None) -> Matter | Refusal:
    """The association that an address names unless `id_` does, for who may speak of it."""
    named = call.id if id_ is None else id_
    association = await call.desk.state(ASSOCIATION, named)
    if isinstance(association, NotDrafted):
        return AssociationUnknown()
    matter = Matter(AssociationId(named), association)
    return not_of_officer(call.actor, named, matter.file.drafted.filed_id) or matter


async def not_ones_own(query: Query) -> NotThisAssociation | None:
    """That an officer asks about another association than their own."""
    association = await query.desk.state(ASSOCIATION, query.id)
    filed_id = None if isinstance(association, NotDrafted) else association.file.drafted.filed_id
    return not_of_officer(query.actor, query.id, filed_id)


async def carry_out(call: Call[Any], command: AssociationCommand, id_: str | None = None) -> Done | Refusal:
    """An act that touches the association alone."""
    matter = await matter_of(call, id_)
    return matter if isinstance(matter, Refusal) else await call.execute(matter.step(command))


async def end(call: Call[Any], command: AssociationCommand) -> Done | Refusal:
    """An act that ends it: its name is free and its person in charge released with it."""
    matter = await matter_of(call)
    if isinstance(matter, Refusal):
        return matter
    return await call.execute(matter.step(command), *released(matter.id, matter.association))
