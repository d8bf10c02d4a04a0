"""The whole life of an application, with its case: everything that the hall, the resident, the back office and time can
do to it, in any order, while each service hears the other later.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any, cast

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.casework.domain import case_state as case
from services.intake.domain import application_state as application
from services.intake.domain.application import APPLICATION, AnyApplicationCommand
from services.intake.domain.application_commands import AcceptApplication, WithdrawApplication
from services.intake.domain.application_endings import DeclineApplication, TransferApplication
from services.intake.timers import TIMERS
from shared.contracts.intake.application_endings import NotAcceptedCause
from shared.kernel.actors import TIMER
from tests.casework.aftermath import corrected, ended, reopened, revoked
from tests.casework.stories import closed, decided, given_back, proposed
from tests.intake.course import (
    OTHER,
    ask_again,
    bring,
    decline,
    hand_in_one,
    mend,
    replace_person,
    take_back,
    transfer,
)
from tests.intake.life_told import Memory
from tests.intake.samples import SUBJECT, deliver, withdraw
from tests.intake.two_logs import TwoLogs

PAPERS = ("身份证", "户口簿", "银行卡")
SOME = st.lists(st.sampled_from(PAPERS), min_size=1, max_size=3, unique=True)
OF_APPLICATIONS = tuple(timer for timer in TIMERS if timer.decider is APPLICATION)
STEPS = (timedelta(minutes=1), timedelta(hours=3), timedelta(hours=9), timedelta(days=1), timedelta(days=4))
WORK: dict[str, tuple[Any, Callable[[], Any]]] = {
    "propose": (case.Examining, proposed),
    "return": (case.Proposed, given_back),
    "decide": (case.Proposed, decided),
    "close": (case.Decided, closed),
    "correct": (case.Closed, corrected),
    "revoke": (case.Decided | case.Closed, revoked),
    "do again": (case.Decided | case.Closed, reopened),
    "end": (case.Examining | case.Proposed | case.Decided, ended),
}


RARELY = st.sampled_from([True, False, False, False])
ANY_TIME = (
    *(AcceptApplication(), take_back, decline(), decline(NotAcceptedCause.CORRECTION_INCOMPLETE), transfer, withdraw),
    *(deliver, ask_again("身份证"), ask_again(*PAPERS), bring("身份证"), bring(*PAPERS), hand_in_one("身份证")),
)
ENDING = (DeclineApplication, TransferApplication, WithdrawApplication)


class ApplicationLife(RuleBasedStateMachine):
    """Most acts are drawn where they mean something, so that lives come far; some are drawn anywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.two, self.memory, self.entries = TwoLogs(), Memory(), count(1)
        self.rows: set[str] = set()
        self.followed = 0

    @initialize()
    def received(self) -> None:
        self.two.receive()
        self._follow()

    # --- the observer and the timekeeper ------------------------------------

    def _follow(self) -> None:
        for recorded in self.two.counter.log[self.followed :]:
            self.memory.follow(recorded.event, self.two.case, self.two.now)
            for timer in OF_APPLICATIONS:
                if type(recorded.event) in timer.starts:
                    self.rows.add(timer.name)
                elif type(recorded.event) in timer.stops:
                    self.rows.discard(timer.name)
        self.followed = len(self.two.counter.log)

    def _ask(self, command: Any) -> None:
        self.two.ask(command)
        self._follow()

    def _due(self, timer: Any) -> datetime | None:
        due: datetime | None = timer.due(self.two.application, self.two.context(TIMER))
        return due

    def _fire(self) -> None:
        for timer in OF_APPLICATIONS:
            due = self._due(timer) if timer.name in self.rows else None
            if due is not None and due <= self.two.now:
                (step,) = timer.steps("a-1", self.two.application, self.two.context(TIMER))
                assert self.two.ask(cast("AnyApplicationCommand", step.command), TIMER), (
                    f"{timer.name} fired without effect"
                )
                self._follow()

    @rule(step=st.sampled_from(STEPS))
    def time_passes(self, step: timedelta) -> None:
        end = self.two.now + step
        dues = (self._due(timer) for timer in OF_APPLICATIONS if timer.name in self.rows)
        for due in sorted(each for each in dues if each is not None and each <= end):
            self.two.now = max(due, self.two.now)
            self._fire()
        self.two.now = end
        self._fire()

    @rule(before=st.sampled_from([timedelta(0), timedelta(seconds=1)]))
    def until_something_is_due(self, before: timedelta) -> None:
        dues = [due for timer in OF_APPLICATIONS if (due := self._due(timer)) is not None]
        if dues:
            self.two.now = max(min(dues) - before, self.two.now)
            self._fire()

    # --- the counter and the resident ---------------------------------------

    @rule(data=st.data(), words=st.integers(0, 2), through=st.integers(0, 3))
    def it_takes_its_usual_way(self, data: Any, words: int, through: int) -> None:
        """A step at the counter, and with luck on to the office and back."""
        self.the_counter_goes_on(data)
        self.the_office_hears_and_goes_on(words, through)
        self.the_counter_hears(words)

    @rule(data=st.data())
    def the_counter_goes_on(self, data: Any) -> None:
        if commands := self._in_turn(data):
            self._ask(data.draw(st.sampled_from(commands), "asked"))

    def _in_turn(self, data: Any) -> list[Any]:
        """What is likely to be asked where the application stands."""
        match self.two.application:
            case application.Received(annulling=True):
                return [AcceptApplication(), AcceptApplication(), ask_again(*PAPERS), decline(), transfer]
            case application.Received() as received:
                papers = received.submitted or tuple(data.draw(SOME, "papers"))
                rare = data.draw(st.sampled_from([(), (), (decline(),), (transfer,)]), "rare")
                notice = ask_again(*papers)
                return [AcceptApplication(), AcceptApplication(), notice, ask_again(*PAPERS), *rare]
            case application.AwaitingCorrection() as awaiting:
                one = data.draw(st.sampled_from(awaiting.missing), "paper")
                return [bring(*awaiting.missing), hand_in_one(one), hand_in_one(one), bring(one)]
            case application.Accepted():
                return [take_back, mend("entry-0", self.memory.subject)]
            case application.ResultHeld():
                return [deliver]
            case _:
                return []

    @rule(command=st.sampled_from(ANY_TIME), really=RARELY)
    def something_is_asked_out_of_turn(self, command: Any, really: bool) -> None:
        if really or type(command) not in ENDING:
            self._ask(command)

    @rule(subject=st.sampled_from([SUBJECT, OTHER]), whole=st.booleans())
    def what_was_entered_is_mended(self, subject: str, whole: bool) -> None:
        entry = f"entry-{next(self.entries)}"
        self._ask(replace_person(entry, subject) if whole else mend(entry, subject))

    # --- the back office ----------------------------------------------------

    @rule(words=st.integers(0, 2), through=st.integers(0, 3))
    def the_office_hears_and_goes_on(self, words: int, through: int) -> None:
        for _ in range(words):
            self.two.office_hears()
        for what in ("propose", "decide", "close")[:through]:
            self._works(what)

    @rule(what=st.sampled_from(sorted(WORK)), really=RARELY)
    def the_office_works(self, what: str, really: bool) -> None:
        if really or what not in {"end", "revoke"}:
            self._works(what)

    def _works(self, what: str) -> None:
        phase, event = WORK[what]
        if isinstance(self.two.case, phase):
            self.two.work(event())

    @rule(words=st.integers(1, 2))
    def the_counter_hears(self, words: int) -> None:
        for _ in range(words):
            self.two.counter_hears()
        self._follow()

    # --- what holds ---------------------------------------------------------

    @rule()
    def all_is_heard(self) -> None:
        self.two.rest()
        self._follow()
        now, there = self.two.application, self.two.case
        none = case.NotOpened | case.Annulled
        match now:
            case application.Accepted():
                assert isinstance(there, case.Open), there
            case application.Received(annulling=True):
                assert isinstance(there, case.Decided) or there.file.aftermath.decided_before, there
            case application.ResultHeld() | application.Delivered():
                assert isinstance(there, case.Closed), there
            case application.Withdrawn():
                # Closed before the withdrawal was heard, it may be done again, for nobody.
                assert not isinstance(there, case.Open) or there.file.aftermath.decided_before, there
            case application.Ended():
                assert isinstance(there, case.Terminated), there
            case application.Revoked():
                assert isinstance(there, case.Revoked), there
            case _:
                assert isinstance(there, none), there
        if not isinstance(there, none):
            assert there.file.opened.subject == self.memory.subject

    @invariant()
    def an_end_is_an_end(self) -> None:
        terminal = (
            *(application.Withdrawn, application.Ended, application.Revoked),
            *(application.NotAccepted, application.Transferred, application.Lapsed),
        )
        assert isinstance(self.two.application, terminal) is (self.memory.ended is not None)

    @invariant()
    def nothing_is_slept_through(self) -> None:
        if isinstance(self.two.application, application.NotReceived):
            return
        for timer in OF_APPLICATIONS:
            due = self._due(timer)
            assert due is None or (due > self.two.now and timer.name in self.rows), timer.name


ApplicationLife.TestCase.settings = settings(max_examples=120, stateful_step_count=50, deadline=None)
TestApplicationLife = ApplicationLife.TestCase
