"""Associations over HTTP: what founders hand in, what they are told of it, and where each association stands."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.associations.api.association_out import AssociationOut, AssociationPage, association_at, page_of
from services.associations.api.matter import (
    AUTHORITIES,
    OFFICES,
    PARTY,
    READERS,
    carry_out,
    end,
    matter_of,
    not_ones_own,
)
from services.associations.api.person_in_charge import FitPersonIn, founder_given
from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_commands import (
    AnswerNameWarning,
    AskCorrection,
    DraftAssociation,
    Papers,
    SubmitAssociation,
    SubmitCorrection,
    TakeApplicationBack,
)
from services.associations.domain.association_holdings import linked, taken
from services.associations.domain.community import COMMUNITY
from services.associations.domain.types import AssociationId, GivenId
from services.associations.domain.window_filing import WINDOW_FILING
from services.associations.views import association_register as register
from shared.contracts.associations.association import Founding
from shared.contracts.associations.association_founding import Form, Track
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.kernel.refusals import Refusal
from shared.runtime import as_of
from shared.runtime.act import Done
from shared.runtime.as_of import Held
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Empty, Query, Routes
from shared.runtime.pages import cursor_of


class FoundingIn(BaseModel):
    """What is founded, on which track and where."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    track: Track
    form: Form | None = None
    community_id: GivenId
    supervisor_id: GivenId | None = None
    religious_body: bool = False
    founding: Founding

    def command(self, association_id: str, filed_id: str | None = None) -> DraftAssociation:
        """What it asks for, out of what was filed before where there was that."""
        own = {name: getattr(self, name) for name in FoundingIn.model_fields}
        return DraftAssociation(association_id=AssociationId(association_id), filed_id=filed_id, **own)


class DraftIn(FoundingIn):
    """What is to be founded; `filed_id` is the filed association that is to become registered, if it is one.

    `window_filing` is the application at a window that waits for the filing.
    """

    filed_id: GivenId | None = None
    window_filing: GivenId | None = None

    def drafts(self, association_id: str, *related: AggregateRef) -> tuple[Step, ...]:
        """The draft, which is given what it replaces is related to, and the application at a window that it names."""
        command = self.command(association_id, self.filed_id)
        named = command.model_copy(update={"window_filing": self.window_filing})
        return drafting(named, *related), *linked(named)


class SubmissionIn(BaseModel):
    """The papers that are handed in, and who is to be in charge."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    person: FitPersonIn
    papers: Papers


def routes(desk: Desk) -> APIRouter:
    """Register the routes of associations."""
    to = Routes(desk, "associations")

    @to.command("/v1/associations", *PARTY, body=DraftIn, creates=True)
    async def draft(call: Call[DraftIn]) -> Done | Refusal:
        """Write down what is to be founded: at the counter, or as what one's own filed association is to become."""
        return await call.execute(*call.body.drafts(call.new_id("association")))

    @to.command("/v1/associations/{id}/draft", *PARTY, body=DraftIn)
    async def redraft(call: Call[DraftIn]) -> Done | Refusal:
        """Write it down anew, before it is handed in."""
        matter = await matter_of(call)
        if isinstance(matter, Refusal):
            return matter
        before = matter.file.drafted
        waiting = () if before.window_filing is None else (WINDOW_FILING.ref(before.window_filing),)
        return await call.execute(*call.body.drafts(call.id, COMMUNITY.ref(before.community_id), *waiting))

    @to.command("/v1/associations/{id}/submission", *PARTY, body=SubmissionIn)
    async def submit(call: Call[SubmissionIn]) -> Done | Refusal:
        """Hand in the papers for a filing, for the preparation of a social group or for a registration."""
        matter = await matter_of(call)
        if isinstance(matter, Refusal):
            return matter
        given = await founder_given(desk, call.body.person)
        if isinstance(given, Refusal):
            return given
        command = SubmitAssociation(given=given, papers=call.body.papers)
        return await call.execute(matter.step(command), *taken(matter.id, matter.file, given.founder.ref))

    @to.command("/v1/associations/{id}/correction-notice", *AUTHORITIES, body=AskCorrection)
    async def ask_correction(call: Call[AskCorrection]) -> Done | Refusal:
        """Tell the founders once which papers are missing or wrong (一次性告知)."""
        return await carry_out(call, call.body)

    @to.command("/v1/associations/{id}/correction", *PARTY, body=SubmitCorrection)
    async def submit_correction(call: Call[SubmitCorrection]) -> Done | Refusal:
        """Hand in all that was asked for (补正)."""
        return await carry_out(call, call.body)

    @to.command("/v1/associations/{id}/withdrawal", *PARTY)
    async def take_back(call: Call[Empty]) -> Done | Refusal:
        """Take an application back that is not decided yet (撤回申请)."""
        return await end(call, TakeApplicationBack())

    @to.command("/v1/associations/{id}/name-warning-answer", *AUTHORITIES, body=AnswerNameWarning)
    async def answer_warning(call: Call[AnswerNameWarning]) -> Done | Refusal:
        """Let a name pass that was warned of, and say why."""
        return await carry_out(call, call.body)

    @to.query("/v1/associations", *OFFICES, answer=AssociationPage, parameters=(*register.FILTERS, "after", "limit"))
    async def associations(query: Query) -> AssociationPage | Refusal:
        """List associations by community, track, stage, category, lineage, or a part of their name."""
        cursor = cursor_of(query)
        return cursor if isinstance(cursor, Refusal) else page_of(query, cursor)

    @to.query("/v1/associations/{id}", *READERS, answer=AssociationOut, parameters=as_of.PARAMETERS)
    async def association(query: Query) -> AssociationOut | Refusal | None:
        """Show where an association stands: now, as it was on a day, as it was known at a moment."""
        found = await not_ones_own(query) or await as_of.held(query, ASSOCIATION)
        return association_at(query.id, found.state) if isinstance(found, Held) else found

    @to.query("/v1/associations/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | Refusal | None:
        """List what happened to an association, from the log."""
        return await not_ones_own(query) or await history_of(desk.executor, ASSOCIATION.ref(query.id))

    return to.router


def drafting(command: DraftAssociation, *related: AggregateRef) -> Step:
    """The draft, which is given the community and what was filed before."""
    filed = () if command.filed_id is None else (ASSOCIATION.ref(command.filed_id),)
    given = (COMMUNITY.ref(command.community_id), *filed, *related)
    return Step(ASSOCIATION, command.association_id, command, related=given)
