"""What an observer remembers of an application by its events alone, and what must hold of each new one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from services.casework.domain import case_state as case
from shared.contracts.intake import application as told
from shared.contracts.intake import application_endings as endings
from shared.contracts.intake import application_mending as mending
from shared.contracts.intake.application_corrections import MaterialHandedIn
from shared.kernel.instants import SHANGHAI

ENDS = (
    *(told.ApplicationWithdrawn, told.ApplicationEnded, told.ResultRevoked),
    *(endings.ApplicationNotAccepted, endings.ApplicationTransferred, endings.ApplicationLapsed),
)
AT_THE_WINDOW = (endings.ApplicationNotAccepted, endings.ApplicationTransferred, endings.ApplicationLapsed)
ACCEPTED = (told.ApplicationAccepted, told.ApplicationDeemedAccepted)
CLOSES_AT = 18
"""What the shipped policy says; the observer does not ask it."""


@dataclass
class Memory:
    """`open_triggers` are acceptances that nobody took back; `new` is what came in with the last correction."""

    open_triggers: int = 0
    withdrawals: int = 0
    ended: Any = None
    notices: int = 0
    asked: tuple[str, ...] = ()
    due_on: date | None = None
    came_in: list[str] = field(default_factory=list)
    new: frozenset[str] = frozenset()
    result: str = "none"
    delivered: bool = False
    subject: str = ""

    def follow(self, event: Any, case_now: Any, now: datetime) -> None:
        """An event was recorded at `now`, while the back office's case stood where it did."""
        if self.ended is not None:
            assert isinstance(event, mending.EntryCorrected), f"{event!r} after {self.ended!r}"
        self._acceptance(event, case_now)
        self._correction(event, now)
        self._result(event)
        self._person(event)
        if isinstance(event, ENDS):
            self.ended = event

    def _acceptance(self, event: Any, case_now: Any) -> None:
        match event:
            case told.ApplicationAccepted() | told.ApplicationDeemedAccepted():
                assert self.open_triggers == 0, "one acceptance at a time"
                assert not self.asked, "nothing is accepted while papers are awaited"
                self.open_triggers = 1
                assert event.subject == self.subject
            case mending.AcceptanceWithdrawn():
                assert self.open_triggers == 1, "what was accepted is taken back"
                assert self.result == "none", "and nothing that was decided"
                self.open_triggers, self.withdrawals = 0, self.withdrawals + 1
                assert event.withdrawal == self.withdrawals
            case mending.AnnulmentConfirmed():
                assert isinstance(case_now, case.Annulled), "it is not annulled"
            case _ if isinstance(event, AT_THE_WINDOW):
                assert self.open_triggers == 0, "what is accepted does not end at the window"
                nothing_comes = isinstance(case_now, case.NotOpened | case.Annulled)
                assert nothing_comes, f"it ends at the window and its case is {type(case_now).__name__}"
            case _:
                pass

    def _correction(self, event: Any, now: datetime) -> None:
        match event:
            case told.CorrectionRequested():
                papers = tuple(each.material for each in event.defects)
                assert not self.asked, "one notice at a time"
                assert not self.open_triggers
                assert self.notices == 0 or set(papers) <= self.new, "a further notice is of new material alone"
                self.notices, self.asked, self.due_on, self.came_in = self.notices + 1, papers, event.due_on, []
            case MaterialHandedIn():
                assert event.material in self.asked, "nobody asked for it"
                assert event.material not in self.came_in, "it came in before"
                self._in_time(now)
                self.came_in.append(event.material)
                assert set(event.still_missing) == set(self.asked) - set(self.came_in)
            case told.CorrectionSubmitted():
                assert self.asked, "nothing was asked for"
                assert set(event.materials) == set(self.asked), "all of it is in"
                self._in_time(now)
                self.new, self.asked = frozenset(self.asked), ()
            case endings.ApplicationLapsed():
                assert set(event.missing) == set(self.asked) - set(self.came_in) != set()
                assert event.due_on == self.due_on
                assert self._closing() == event.fell_due_at <= now
            case told.ApplicationWithdrawn():
                self.asked = ()
            case _:
                pass

    def _closing(self) -> datetime:
        assert self.due_on is not None
        return datetime(self.due_on.year, self.due_on.month, self.due_on.day, CLOSES_AT, tzinfo=SHANGHAI)

    def _in_time(self, now: datetime) -> None:
        assert now < self._closing(), "the hall has closed on the last day"

    def _result(self, event: Any) -> None:
        match event:
            case told.ResultReceived():
                self.result, self.open_triggers = "held", 1
            case told.ResultRecalled():
                assert self.result in {"held", "delivered"}
                self.result = "recalled"
            case told.ResultDelivered():
                assert self.result == "held", "what is at the counter is handed over, once"
                self.result, self.delivered = "delivered", True
            case told.ResultRevoked():
                self.result = "revoked"
            case _:
                pass

    def _person(self, event: Any) -> None:
        match event:
            case told.ApplicationReceived():
                self.subject = event.applicant.subject
            case mending.ApplicantCorrected():
                assert not self.delivered, "somebody has a result in their hands"
                assert event.former_subject == self.subject != event.applicant.subject
                self.subject = event.applicant.subject
            case mending.EntryCorrected():
                assert event.applicant.subject == self.subject
            case _:
                pass
