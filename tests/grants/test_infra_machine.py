"""An infrastructure project under anything that may be asked of it, in any order and of any day.

The bookkeeper beside it shares no code with the project's book: it goes through all events anew for each question.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.grants.domain.infra_project import INFRA_PROJECT
from services.grants.domain.infra_project_commands import InfraProjectCommand
from shared.contracts.grants.infra_project import (
    AreaTargetMissed,
    ConstructionStarted,
    DesignApproved,
    InfraMode,
    InfraProjectEvent,
    PremisesContractSigned,
    ProjectAccepted,
    ProjectCancelled,
    ProjectPlanned,
    ProjectResumed,
    ProjectSuspended,
    SourceAppliedFor,
    SourceGranted,
)
from shared.kernel.actors import Role
from tests.grants.infra import (
    AT,
    accept,
    apply,
    approve,
    cancel,
    complete,
    grant,
    plan,
    resume,
    select,
    sign,
    start,
    suspend,
    use,
)
from tests.grants.purchases import asked

ADMIN = asked(Role.ADMIN, at=AT)
DAYS = st.integers(0, 400)
SOURCES = st.sampled_from(["nation", "city", "district"])
FEN = st.sampled_from([1, 99, 100, 101, 200])
AREAS = st.sampled_from([280, 299, 300, 480, 499, 500, 520])
WILD = st.sampled_from([False, False, False, True])
"""Whether an act is of any day, and not of one that follows the last."""


class ProjectLife(RuleBasedStateMachine):
    """A committee's complex; acts come as they come, most on a day after the last."""

    def __init__(self) -> None:
        super().__init__()
        self.log: list[InfraProjectEvent] = []
        self.project: Any = INFRA_PROJECT.initial
        self.last = date(2015, 3, 17)

    @initialize(mode=st.sampled_from(InfraMode), fen=FEN, ready=st.booleans())
    def planned(self, mode: InfraMode, fen: int, ready: bool) -> None:
        self._tell(plan(mode=mode))
        assert len(self.log) == 1
        if ready:
            for command in (apply(200, on="2015-03-17"), grant(fen, on="2015-03-17"), select("2015-03-17")):
                self._tell(command)
            self._tell(approve(500, "2015-03-17"))

    def _tell(self, command: InfraProjectCommand) -> None:
        answer = INFRA_PROJECT.decide(command, self.project, ADMIN)
        if isinstance(answer, list):
            self.log += answer
            self.project = INFRA_PROJECT.fold(answer, self.project)

    def _on(self, offset: int, wild: bool) -> str:
        if not wild:
            self.last += timedelta(days=offset % 20)
            return self.last.isoformat()
        return (date(2015, 3, 17) + timedelta(days=offset)).isoformat()

    # --- what is entered ------------------------------------------------------

    @rule(source=SOURCES, fen=FEN, offset=DAYS, wild=WILD)
    def money_is_applied_for(self, source: str, fen: int, offset: int, wild: bool) -> None:
        self._tell(apply(fen, source, self._on(offset, wild)))

    @rule(source=SOURCES, fen=FEN, offset=DAYS, wild=WILD)
    def money_is_granted(self, source: str, fen: int, offset: int, wild: bool) -> None:
        self._tell(grant(fen, source, self._on(offset, wild)))

    @rule(offset=DAYS, wild=WILD)
    def the_site_is_selected(self, offset: int, wild: bool) -> None:
        self._tell(select(self._on(offset, wild)))

    @rule(area=AREAS, offset=DAYS, wild=WILD)
    def a_design_is_judged(self, area: int, offset: int, wild: bool) -> None:
        self._tell(approve(area, self._on(offset, wild)))

    @rule(more=st.sampled_from([-1, 0, 0, 1, 100]), offset=DAYS, wild=WILD)
    def a_contract_is_made(self, more: int, offset: int, wild: bool) -> None:
        fen = max(1, sum(each.amount.amount for each in self._all(SourceGranted)) + more)
        on, bought = self._on(offset, wild), (self._mode is InfraMode.PURCHASE) is not wild
        self._tell(sign(fen, on) if bought else start(fen, on))

    @rule(offset=DAYS, wild=WILD)
    def the_rooms_are_there(self, offset: int, wild: bool) -> None:
        self._tell(complete(self._on(offset, wild)))

    @rule(area=AREAS, offset=DAYS, wild=WILD)
    def they_are_measured(self, area: int, offset: int, wild: bool) -> None:
        self._tell(accept(area, self._on(offset, wild)))

    @rule(offset=DAYS, wild=WILD)
    def somebody_moves_in(self, offset: int, wild: bool) -> None:
        self._tell(use(self._on(offset, wild)))

    @rule(offset=DAYS, wild=WILD, rests=st.booleans())
    def work_rests_or_goes_on(self, offset: int, wild: bool, rests: bool) -> None:
        on = self._on(offset, wild)
        self._tell(suspend(on) if rests else resume(on))

    @rule(offset=DAYS, rarely=st.sampled_from([*[False] * 9, True]))
    def it_is_given_up(self, offset: int, rarely: bool) -> None:
        if rarely:
            self._tell(cancel(self._on(offset, wild=False)))

    # --- what the bookkeeper sees ---------------------------------------------

    def _all(self, *kinds: type[InfraProjectEvent]) -> list[Any]:
        return [event for event in self.log if isinstance(event, kinds)]

    @property
    def _mode(self) -> InfraMode:
        mode: InfraMode = self._all(ProjectPlanned)[0].mode
        return mode

    @invariant()
    def no_contract_is_above_what_was_granted_by_its_day(self) -> None:
        for contract in self._all(PremisesContractSigned, ConstructionStarted):
            on = contract.effective_at()
            grants = [each.amount.amount for each in self._all(SourceGranted) if each.effective_at() <= on]
            assert contract.price.amount <= sum(grants)

    @invariant()
    def nothing_is_granted_above_what_was_applied_for_nor_twice(self) -> None:
        applied = {each.source_id: each for each in self._all(SourceAppliedFor)}
        grants = self._all(SourceGranted)
        assert len({each.source_id for each in grants}) == len(grants)
        for each in grants:
            assert each.amount.amount <= applied[each.source_id].amount.amount
            assert each.granted_on >= applied[each.source_id].applied_on

    @invariant()
    def no_new_complex_is_below_the_minimum_and_each_small_one_is_warned_of(self) -> None:
        for event, next_ in pairwise([*self.log, None]):
            if isinstance(event, DesignApproved | ProjectAccepted):
                assert event.area_m2 >= 500 or self._mode in (InfraMode.EXTEND, InfraMode.RENOVATE)
                assert isinstance(next_, AreaTargetMissed) is (event.area_m2 < 300)

    @invariant()
    def the_days_of_its_course_follow_one_another(self) -> None:
        course = [each.effective_at() for each in self.log if not isinstance(each, SourceAppliedFor | SourceGranted)]
        assert course == sorted(course)

    @invariant()
    def each_stage_is_reached_once_and_none_while_it_rests_or_after_its_end(self) -> None:
        kinds = [type(event) for event in self.log]
        again = {SourceAppliedFor, SourceGranted, DesignApproved, AreaTargetMissed, ProjectSuspended, ProjectResumed}
        once = [kind for kind in kinds if kind not in again]
        assert len(once) == len(set(once))
        assert kinds.count(ProjectPlanned) == 1
        if ProjectCancelled in kinds:
            assert kinds[-1] is ProjectCancelled
        for here, kind in enumerate(kinds[:-1]):
            if kind is ProjectSuspended:
                follow = {*kinds[here + 1 :]} if ProjectResumed not in kinds[here:] else set()
                assert follow <= {SourceAppliedFor, SourceGranted, ProjectCancelled}


TestProjectLife = ProjectLife.TestCase
TestProjectLife.settings = settings(max_examples=60, stateful_step_count=50, deadline=None)
