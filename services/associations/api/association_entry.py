"""Entering what was done on paper over HTTP: an association that was filed or registered before, and its source."""

from __future__ import annotations

from fastapi import APIRouter

from services.associations.api.association import FoundingIn
from services.associations.api.association_registration import code_steps
from services.associations.api.person_in_charge import PersonIn, founder, in_public
from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_commands import EnterAssociation
from services.associations.domain.association_holdings import entered
from services.associations.domain.community import COMMUNITY
from services.associations.domain.credit_code import GivenCode
from services.associations.domain.filing_numbers import FILING_NUMBERS, IssueFilingNumber, series_id
from services.associations.domain.types import GivenId
from shared.contracts.associations.association_founding import Founder, Track
from shared.contracts.councils.community import Source
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import Day
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Routes


class EntryIn(FoundingIn):
    """An association as the paper has it: since when, under which code or number, and where that is known from."""

    person: PersonIn | None = None
    on: Day
    uscc: GivenCode | None = None
    legacy_reg_no: GivenId | None = None
    provenance: Provenance
    source: Source

    def entry(self, association_id: str, founder: Founder | None) -> EnterAssociation:
        """What it asks for."""
        return EnterAssociation(
            draft=self.command(association_id),
            founder=founder,
            in_charge=in_public(self.person.name) if self.person else None,
            on=self.on,
            uscc=self.uscc,
            legacy_reg_no=self.legacy_reg_no,
            provenance=self.provenance,
            source=self.source,
        )


def routes(desk: Desk) -> APIRouter:
    """Register the route of entries."""
    to = Routes(desk, "associations")

    @to.command("/v1/association-entries", Role.ADMIN, body=EntryIn, creates=True)
    async def enter(call: Call[EntryIn]) -> Done | Refusal:
        """Enter an association that was filed or registered on paper."""
        named = None if call.body.person is None else await founder(desk, call.body.person)
        if isinstance(named, Refusal):
            return named
        command = call.body.entry(call.new_id("association"), named)
        return await call.execute(*_steps(desk, command))

    return to.router


def _steps(desk: Desk, command: EnterAssociation) -> tuple[Step, ...]:
    draft = command.draft
    lead = Step(ASSOCIATION, draft.association_id, command, related=(COMMUNITY.ref(draft.community_id),))
    return (lead, *entered(command), *_numbered(desk, command))


def _numbered(desk: Desk, command: EnterAssociation) -> tuple[Step, ...]:
    draft = command.draft
    if draft.track is Track.REGISTERED:
        return code_steps(desk, draft.association_id, draft.form, command.uscc)
    number = IssueFilingNumber(association_id=draft.association_id)
    return (Step(FILING_NUMBERS, series_id(draft.community_id, command.on.year), number),)
