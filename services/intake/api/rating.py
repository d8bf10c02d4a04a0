"""Bad ratings over HTTP: the inbox of a centre, each step of following one up, and the words for who calls back."""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypeVar

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from services.intake.domain.rating import RATING, forbidden
from services.intake.domain.rating_commands import (
    AppealBadRating,
    ContactRater,
    ContactRaterAgain,
    CorrectBadRating,
    RecheckBadRating,
    VerifyBadRating,
)
from services.intake.domain.rating_refusals import RatingOfOtherCentre
from services.intake.domain.rating_state import NotRated, Rated
from services.intake.views import rating as view
from shared.contracts.access import Purpose
from shared.contracts.intake.bad_rating import CallBack, Finding
from shared.contracts.intake.rating import Contact, ServiceRated
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import Day
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query, Routes
from shared.runtime.opening import opened
from shared.runtime.pages import cursor_of, next_after

Text = Annotated[str, Field(min_length=1, max_length=500)]
COMMENT: TypeAdapter[str] = TypeAdapter(str)
CONTACT: TypeAdapter[Contact] = TypeAdapter(Contact)
SUBJECT = "rating"
OF_CENTRE = (Role.CLERK, Role.CENTRE_DIRECTOR)
FOLLOW_UP = (*OF_CENTRE, Role.SUPERVISOR)
RECHECK = (Role.CENTRE_DIRECTOR, Role.SUPERVISOR)
READERS = (*FOLLOW_UP, Role.AUDITOR, Role.ADMIN)


class VerificationIn(BaseModel):
    """What a bad rating is about; `plan` and `planned_on` belong to a COMPLEX one."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    finding: Finding
    plan: Text | None = None
    planned_on: Day | None = None

    def about(self, subject: str) -> VerifyBadRating:
        """The command, with its words under the rater's key."""
        plan = None if self.plan is None else Personal[str].of(subject, self.plan)
        return VerifyBadRating(finding=self.finding, plan=plan, planned_on=self.planned_on)


class AppealIn(BaseModel):
    """Why a rating should not count."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    grounds: Text

    def about(self, subject: str) -> AppealBadRating:
        """The command, with its words under the rater's key."""
        return AppealBadRating(grounds=Personal[str].of(subject, self.grounds))


Told = TypeVar("Told", VerificationIn, AppealIn)


class BadRatingOut(BaseModel):
    """A bad rating, without a word of who gave it; `named` says that they left a number to be called back."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    state: str
    hall_id: str
    centre_id: str
    item_code: str
    channel: str
    level: str
    rated_on: date
    named: bool
    handler: str | None = None
    contact_due_on: date
    fix_due_on: date
    finding: str | None = None
    planned_on: date | None = None
    escalated_to: str | None = None
    remedy: str | None = None
    measure: str | None = None
    outcome: str | None = None
    done_on: date | None = None


class BadRatingPage(BaseModel):
    """Bad ratings, oldest first; `next` continues after them."""

    ratings: tuple[BadRatingOut, ...]
    next: str | None = None


class RatingWords(BaseModel):
    """What was written with a rating, and where to call back; absent where nothing was, or it was erased."""

    comment: str | None = None
    contact: Contact | None = None


def routes(desk: Desk) -> APIRouter:
    """Register the routes of bad ratings."""
    to = Routes(desk, "ratings")

    @to.command("/v1/ratings/{id}/contact", *FOLLOW_UP, body=ContactRater)
    async def contact(call: Call[ContactRater]) -> Done | Refusal:
        """Record that who rated badly was called back (回访)."""
        return await call.execute(Step(RATING, call.id, call.body))

    @to.command("/v1/ratings/{id}/verification", *FOLLOW_UP, body=VerificationIn)
    async def verify(call: Call[VerificationIn]) -> Done | Refusal:
        """Say what a bad rating is about (核实); never of one's own service."""
        return await _tell(call)

    @to.command("/v1/ratings/{id}/appeal", *FOLLOW_UP, body=AppealIn)
    async def appeal(call: Call[AppealIn]) -> Done | Refusal:
        """Ask that a rating found mistaken or malicious should not count (申诉)."""
        return await _tell(call)

    @to.command("/v1/ratings/{id}/recheck", *RECHECK, body=RecheckBadRating)
    async def recheck(call: Call[RecheckBadRating]) -> Done | Refusal:
        """Confirm or reject that a rating is mistaken or malicious, as another than who verified it (复核)."""
        return await call.execute(Step(RATING, call.id, call.body))

    @to.command("/v1/ratings/{id}/correction", *FOLLOW_UP, body=CorrectBadRating)
    async def correct(call: Call[CorrectBadRating]) -> Done | Refusal:
        """Say what was put right or explained (整改); the words are published and name nobody."""
        return await call.execute(Step(RATING, call.id, call.body))

    @to.command("/v1/ratings/{id}/second-contact", *FOLLOW_UP, body=ContactRaterAgain)
    async def contact_again(call: Call[ContactRaterAgain]) -> Done | Refusal:
        """Record the second call, which closes the bad rating (再次回访)."""
        return await call.execute(Step(RATING, call.id, call.body))

    @to.query("/v1/ratings", *READERS, answer=BadRatingPage, parameters=("centre_id", "state", "after", "limit"))
    async def ratings(query: Query) -> BadRatingPage | Refusal:
        """List bad ratings with what is due when: those that wait for something, or those in a `state`."""
        return _page(desk, query)

    @to.query("/v1/ratings/{id}", *READERS, answer=BadRatingOut)
    async def rating(query: Query) -> BadRatingOut | Refusal | None:
        """Show how far a bad rating was followed up."""
        row = desk.views.row(view.ONE, of=query.id)
        if row is None:
            return None
        return RatingOfOtherCentre() if _is_other(query, row.centre_id) else BadRatingOut.model_validate(row)

    @to.query("/v1/ratings/{id}/history", Role.SUPERVISOR, Role.AUDITOR, Role.ADMIN, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a rating, from the log."""
        return await history_of(desk.executor, RATING.ref(query.id))

    @to.query("/v1/ratings/{id}/words", *FOLLOW_UP, answer=RatingWords, purpose=Purpose.CALLING_BACK)
    async def words(query: Query) -> RatingWords | Refusal | None:
        """Read the comment and the number, for who has to call back: of the centre, and not complained about."""
        state = await desk.state(RATING, query.id)
        if isinstance(state, NotRated | Rated):
            return None
        calling = ContactRater(result=CallBack.REACHED)
        return forbidden(calling, state.file, await desk.context(query.actor)) or await _words(desk, query.id)

    return to.router


async def _tell(call: Call[Told]) -> Done | Refusal:
    command = call.body.about(await call.desk.vault.enrol(SUBJECT, call.id))
    return await call.execute(Step(RATING, call.id, command))


def _is_other(query: Query, centre_id: str) -> bool:
    return query.actor.role in OF_CENTRE and query.actor.org != centre_id


def _page(desk: Desk, query: Query) -> BadRatingPage | Refusal:
    cursor = cursor_of(query)
    if isinstance(cursor, Refusal):
        return cursor
    said = {name: query.parameters[name] for name in ("centre_id", "state") if name in query.parameters}
    if query.actor.role in OF_CENTRE:
        said.setdefault("centre_id", query.actor.org)
        if _is_other(query, said["centre_id"]):
            return RatingOfOtherCentre()
    filters = (*said, *(() if "state" in said else ("open",)))
    rows = desk.views.rows(view.page(*filters), after=cursor.after, limit=cursor.limit, **said)
    return BadRatingPage(ratings=tuple(BadRatingOut.model_validate(row) for row in rows), next=next_after(rows, cursor))


async def _words(desk: Desk, rating_id: str) -> RatingWords:
    events = await opened(desk.executor, RATING.ref(rating_id))
    rated = next(each for each in events if isinstance(each.recorded.event, ServiceRated))
    event: ServiceRated = rated.recorded.event
    return RatingWords(
        comment=None if event.comment is None else rated.value(event.comment, COMMENT),
        contact=None if event.contact is None else rated.value(event.contact, CONTACT),
    )
