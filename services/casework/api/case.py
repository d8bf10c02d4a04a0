"""One case over HTTP: where it stands, where it stood, and what happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from fastapi import APIRouter
from pydantic import BaseModel, RootModel

from services.casework.api.case_work import READERS
from services.casework.domain.case import CASE
from services.casework.domain.case_state import Decided, NotOpened, Opened, Proposed
from services.casework.domain.case_supervision import YELLOW_WD, Colour, yellow_through
from services.casework.views import case as view
from services.casework.views.case_file import CaseState, micros
from shared.contracts.casework.case import Outcome
from shared.contracts.casework.case_clocks import Clock
from shared.kernel.instants import day_of
from shared.kernel.limits import DueDate
from shared.kernel.refusals import Refusal
from shared.kernel.suspensions import SuspensionReason
from shared.runtime import as_of
from shared.runtime.as_of import Held
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Query, Routes


class CaseFacts(BaseModel):
    """What is told of a case now and of its past.

    Of the limits it has what is told to the applicant; one is absent where its item has none and while its clock stands
    still, for each of `suspended_why`. `body` has the case, `post_id` is whose work it is there.
    """

    id: str
    application_id: str
    centre_id: str
    item_code: str
    item_version: int
    state: CaseState
    accepted_on: date
    deemed: bool
    promised_due_on: date | None = None
    promised_due_at: datetime | None = None
    statutory_due_on: date | None = None
    statutory_due_at: datetime | None = None
    promise_missed: bool
    statute_missed: bool
    suspended_why: tuple[SuspensionReason, ...] = ()
    body: str
    post_id: str | None = None
    proposed_outcome: Outcome | None = None
    outcome: Outcome | None = None
    decided_on: date | None = None


class CaseOut(CaseFacts):
    """Where a case stands. `provisional` due dates may still move; a case that has ended has no `colour`.

    `waiting_for`: APPROVER (a proposal), OBJECTION, MORE_TIME (both to be answered), PUBLIC (a notice), STEP:<kind>,
    CHECK:<body>, DEPARTMENT:<body>, BODY:<body>; empty where the case waits for nobody but its examiner.
    """

    waiting_for: tuple[str, ...] = ()
    colour: Colour | None = None
    provisional: bool
    calendar_version: int
    examiner_post_id: str | None = None
    closed_on: date | None = None
    within_promise: bool | None = None
    within_statute: bool | None = None

    @classmethod
    def of(cls, row: Any, colour: Colour | None) -> Self:  # noqa: ANN401 - a row of the view, which has no types
        """A row of the view."""
        pending = row.pending.split(",") if row.pending else []
        if row.state == CaseState.PROPOSED:
            pending.append("WAIT:APPROVER")
        told = {
            "suspended_why": tuple(sorted({each[5:] for each in pending if each.startswith("STOP:")})),
            "waiting_for": tuple(sorted({each[5:] for each in pending if each.startswith("WAIT:")})),
            "colour": colour,
        }
        if row.urgent_at is None:
            told["waiting_for"] = ()  # what was left open when it ended
        return cls.model_validate(row._asdict() | told)


class CaseThen(CaseFacts):
    """Where a case stood at a moment: `version` is that of the last fact that counted and was known."""

    version: int

    @classmethod
    def of(cls, id_: str, case: Opened, version: int) -> Self:
        """The state that the facts of the time make."""
        file, opened, clocks = case.file, case.file.opened, case.file.clocks
        known = {name: getattr(opened, name) for name in cls.model_fields if name in _OPENED_WITH}
        missed, standing = clocks.breached | clocks.missed_before, file.aftermath.standing
        return cls(
            id=id_,
            version=version,
            state=CaseState(type(case).__name__.upper()),
            promised_due_on=_on(clocks.due.promised),
            promised_due_at=_at(clocks.due.promised),
            statutory_due_on=_on(clocks.due.statutory),
            statutory_due_at=_at(clocks.due.statutory),
            promise_missed=Clock.PROMISED in missed,
            statute_missed=Clock.STATUTORY in missed,
            suspended_why=tuple(sorted({each.reason for each in clocks.open.values()})),
            body=file.body,
            post_id=file.assignment.at(file.body),
            proposed_outcome=case.proposal.outcome if isinstance(case, (Proposed, Decided)) else None,
            outcome=standing.outcome if standing else None,
            decided_on=standing.decided_on if standing else None,
            **known,
        )


_OPENED_WITH = frozenset({"application_id", "centre_id", "item_code", "item_version", "accepted_on", "deemed"})


class CaseNowOrThen(RootModel[CaseOut | CaseThen]):
    """`CaseThen` where `as_of` or `known_at` is given."""


def _on(due: DueDate | None) -> date | None:
    return due.on if due else None


def _at(due: DueDate | None) -> datetime | None:
    return due.at if due else None


@dataclass(frozen=True, slots=True)
class Lights:
    """By what colours are told at one moment: `now` in microseconds, and the last due day that is yellow."""

    now: int
    yellow_through: date

    @classmethod
    async def at(cls, desk: Desk) -> Self:
        """Those of this moment."""
        now, reference = await desk.executor.clock.now(), desk.executor.reference
        today = day_of(now)
        n = reference.policy.whole(YELLOW_WD, today)
        return cls(micros(now), yellow_through(today, n, reference.calendar))

    def colour(self, row: Any) -> Colour | None:  # noqa: ANN401 - as above
        """As `case_supervision.colour` has it; None of a case that has ended."""
        if row.urgent_at is None:
            return None
        if row.urgent_at <= self.now:
            return Colour.RED
        return Colour.YELLOW if row.near_on is not None and row.near_on <= self.yellow_through else Colour.GREEN

    def show(self, row: Any) -> CaseOut:  # noqa: ANN401 - as above
        """A row of the view."""
        return CaseOut.of(row, self.colour(row))


def routes(desk: Desk) -> APIRouter:
    """Register the routes of one case."""
    to = Routes(desk, "cases")

    @to.query("/v1/cases/{id}", *READERS, answer=CaseNowOrThen, parameters=as_of.PARAMETERS)
    async def case(query: Query) -> CaseOut | CaseThen | Refusal | None:
        """Show where a case stands: now, as it held in law on a day (`as_of`), as it was known at a moment."""
        if query.parameters:
            found = await as_of.held(query, CASE)
            return _then(query.id, found) if isinstance(found, Held) else found
        row = desk.views.row(view.ONE, of=query.id)
        return (await Lights.at(desk)).show(row) if row else None

    @to.query("/v1/cases/{id}/history", *READERS, answer=History)
    async def history(query: Query) -> History | None:
        """List what happened to a case, from the log."""
        return await history_of(desk.executor, CASE.ref(query.id))

    return to.router


def _then(id_: str, found: Held[Any]) -> CaseThen | None:
    return None if isinstance(found.state, NotOpened) else CaseThen.of(id_, found.state, found.version)
