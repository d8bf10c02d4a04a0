"""Whom founders named last, opened: for who examines, and to be published with the filing or the registration."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, TypeAdapter

from services.associations.api.matter import AUTHORITIES, Matter
from services.associations.api.person_in_charge import in_public
from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_acting import not_by_authority, not_of_centre
from services.associations.domain.association_refusals import AssociationUnknown, at_another_stage
from services.associations.domain.association_state import NotDrafted
from services.associations.domain.community import COMMUNITY
from shared.contracts.access import Purpose
from shared.contracts.associations.association import Submission, Submitted
from shared.contracts.associations.association_founding import IdDocument
from shared.kernel.codes import masked
from shared.kernel.personal import Published
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk
from shared.runtime.http import Query, Routes
from shared.runtime.opening import Opened, opened
from shared.runtime.refusals import PersonErased

_NAME = TypeAdapter(str)
_DOCUMENT = TypeAdapter(IdDocument)


class FounderOut(BaseModel):
    """Who is to be in charge, with a masked number."""

    name: str
    id_kind: str
    id_number: str


def routes(desk: Desk) -> APIRouter:
    """Register the route of founders."""
    to = Routes(desk, "associations")

    @to.query("/v1/associations/{id}/founder", *AUTHORITIES, answer=FounderOut, purpose=Purpose.EXAMINING)
    async def founder(query: Query) -> FounderOut | Refusal | None:
        """Show the authority whom the founders named; nobody else learns it before the association stands."""
        association = await desk.state(ASSOCIATION, query.id)
        if isinstance(association, NotDrafted):
            return AssociationUnknown()
        file = association.file
        community_id = file.drafted.community_id
        context = await desk.context(query.actor, COMMUNITY.ref(community_id))
        elsewhere = not_of_centre(community_id, context) or not_by_authority(file, context)
        return elsewhere or await _shown(desk, query.id)

    return to.router


async def in_charge_of(desk: Desk, matter: Matter) -> Published[str] | Refusal:
    """Under which name the register is to have who is in charge of what is about to stand."""
    told = await _last(desk, matter.id)
    if told is None:
        return at_another_stage(matter.association)
    name = _name(told)
    return PersonErased() if name is None else in_public(name)


async def _shown(desk: Desk, association_id: str) -> FounderOut | PersonErased | None:
    told = await _last(desk, association_id)
    if told is None:
        return None
    event: Submission = told.recorded.event
    named = event.person if isinstance(event, Submitted) else event.founder
    name, document = _name(told), told.value(named.document, _DOCUMENT)
    if name is None or document is None:
        return PersonErased()
    return FounderOut(name=name, id_kind=document.id_kind, id_number=masked(document.id_number))


def _name(told: Opened) -> str | None:
    """As version 1 published it, or opened; nothing of whoever was erased."""
    event: Submission = told.recorded.event
    return event.person.name.value if isinstance(event, Submitted) else told.value(event.founder.name, _NAME)


async def _last(desk: Desk, association_id: str) -> Opened | None:
    """The last submission, ready to be opened."""
    told = await opened(desk.executor, ASSOCIATION.ref(association_id))
    return next((each for each in reversed(told) if isinstance(each.recorded.event, Submission)), None)
