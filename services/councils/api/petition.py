"""Petitions over HTTP: begun and signed at the counter. Who signed is read, made a mark of, and not kept."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.councils.domain.committee import COMMITTEE
from services.councils.domain.petition import (
    PETITION,
    NotStarted,
    PetitionUnknown,
    SignPetition,
    Started,
    StartPetition,
)
from services.councils.domain.representatives import REPRESENTATIVES
from services.councils.domain.resident_group import RESIDENT_GROUPS, GroupUnknown
from services.councils.domain.types import CommitteeId
from services.councils.views import petition as view
from services.councils.views.petition import PetitionState
from shared.contracts.councils.petition import Matter, Signers
from shared.contracts.refusals import IdNumberInvalid
from shared.kernel.actors import Role
from shared.kernel.codes import CitizenId, citizen_id
from shared.kernel.decider import Step
from shared.kernel.instants import day_of
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query, Routes
from shared.runtime.pages import cursor_of, next_after

MARK = "petition-signature"
WRITERS = (Role.CLERK, Role.REPRESENTATIVE, Role.ADMIN)
READERS = (
    *(Role.CLERK, Role.COMMITTEE, Role.REPRESENTATIVE, Role.SUPERVISION_COMMITTEE),
    *(Role.WORKING_COMMITTEE, Role.SUPERVISOR, Role.AUDITOR, Role.ADMIN),
)


class PetitionIn(BaseModel):
    """Of whom signatures are collected, how many of them there are, and what the assembly shall speak of."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    committee_id: Annotated[CommitteeId, Field(min_length=1, max_length=80)]
    signers: Signers
    entitled: Annotated[int, Field(ge=1, le=100_000)]
    matter: Matter


class SignatureIn(BaseModel):
    """Who signs: an adult by the number of their citizen's card, a household or a group by its own."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    signer: Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,40}$")]


class PetitionOut(BaseModel):
    """How many have signed of those who are needed; `missed` where the assembly was not called in time."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    state: PetitionState
    committee_id: str
    signers: Signers
    entitled: int
    needed: int
    matter: str
    signatures: int
    call_by_on: date | None = None
    missed: bool
    assembly_id: str | None = None


class PetitionPage(BaseModel):
    """Some petitions in the order in which they were begun; `next` continues after them."""

    petitions: tuple[PetitionOut, ...]
    next: str | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of petitions."""
    to = Routes(desk, "petitions")

    @to.command("/v1/petitions", *WRITERS, body=PetitionIn, creates=True)
    async def start(call: Call[PetitionIn]) -> Done | Refusal:
        """Begin to collect signatures for an assembly (提议召开居民会议)."""
        command = StartPetition(**{name: getattr(call.body, name) for name in PetitionIn.model_fields})
        related = tuple(kind.ref(call.body.committee_id) for kind in (COMMITTEE, REPRESENTATIVES, RESIDENT_GROUPS))
        return await call.execute(Step(PETITION, call.new_id("petition"), command, related=related))

    @to.command("/v1/petitions/{id}/signatures", *WRITERS, body=SignatureIn)
    async def sign(call: Call[SignatureIn]) -> Done | Refusal:
        """Count a signature (联名); the same signer again is not counted."""
        petition = await desk.state(PETITION, call.id)
        if isinstance(petition, NotStarted):
            return PetitionUnknown()
        command = await _signature(call, petition)
        if isinstance(command, Refusal):
            return command
        register = REPRESENTATIVES.ref(petition.start.committee_id)
        return await call.execute(Step(PETITION, call.id, command, related=(register,)))

    @to.query("/v1/petitions", *READERS, answer=PetitionPage, parameters=("committee_id", "after", "limit"))
    async def petitions(query: Query) -> PetitionPage | Refusal:
        """List petitions, those to a committee if one is named."""
        cursor = cursor_of(query)
        if isinstance(cursor, Refusal):
            return cursor
        of = query.parameters.get("committee_id", "")
        rows = desk.views.rows(view.PAGE, committee_id=of, after=cursor.after, limit=cursor.limit)
        return PetitionPage(
            petitions=tuple(PetitionOut.model_validate(row) for row in rows), next=next_after(rows, cursor)
        )

    @to.query("/v1/petitions/{id}", *READERS, answer=PetitionOut)
    async def petition(query: Query) -> PetitionOut | None:
        """Show how many have signed."""
        row = desk.views.row(view.ONE, of=query.id)
        return PetitionOut.model_validate(row) if row else None

    @to.query("/v1/petitions/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a petition, from the log; marks say nothing of who signed."""
        return await history_of(desk.executor, PETITION.ref(query.id))

    return to.router


async def _signature(call: Call[SignatureIn], petition: Started) -> SignPetition | Refusal:
    """The mark of who signs, the same each time they do; it differs from petition to petition."""
    desk, signer, born_on = call.desk, call.body.signer.upper(), None
    today = day_of(await desk.executor.clock.now())
    if petition.start.signers is Signers.ADULTS:
        read = citizen_id(signer, today)
        if not isinstance(read, CitizenId):
            return IdNumberInvalid(fault=read.value)
        signer, born_on = read.number, read.born_on
    if petition.start.signers is Signers.GROUPS:
        formed = (await desk.state(RESIDENT_GROUPS, petition.start.committee_id)).on(today)
        if formed and signer not in {each.upper() for each in formed}:
            return GroupUnknown()
    return SignPetition(mark=desk.vault.token(MARK, f"{call.id} {signer}"), born_on=born_on)
