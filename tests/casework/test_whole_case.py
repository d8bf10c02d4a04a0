"""Everything that can be done to a case, in any order, by all who do it, while time passes: what must always hold."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from services.casework.domain.case import CASE
from services.casework.domain.case_aftermath_commands import (
    ConcludeReconsideration,
    CorrectDecision,
    CorrectEntry,
    RevokeDecision,
    TerminateProcedure,
)
from services.casework.domain.case_clock_acts import (
    ResumeClock,
)
from services.casework.domain.case_clocks import DUE_TIME, QUERY_MAX_WD
from services.casework.domain.case_commands import (
    CloseCase,
    DecideAtWindow,
    DecideCase,
    DecideOnTheSpot,
    ProposeDecision,
    ReturnToExaminer,
    TerminateCase,
)
from services.casework.domain.case_inquiry_acts import (
    CompleteStep,
)
from services.casework.domain.case_mending import AnnulCase, CorrectSubject
from services.casework.domain.case_publication_acts import PublishDecision
from services.casework.domain.case_recheck import drawn
from services.casework.domain.case_recheck_acts import RecheckDecision
from services.casework.domain.case_state import Annulled, Closed, Decided, Examining, Proposed
from services.casework.domain.case_supervision import YELLOW_WD
from services.casework.domain.types import CaseId, PostId
from shared.contracts.casework.benefit import Amount
from shared.contracts.casework.case import Outcome, TerminationCause
from shared.contracts.casework.case_aftermath import (
    EntryFault,
    EntryField,
    ReconsiderationResult,
    RevocationReason,
    TerminationCauseV2,
)
from shared.contracts.casework.case_publication import PublicationPlace
from shared.contracts.casework.case_recheck import RecheckResult
from shared.contracts.casework.case_window import InstantDecisionDeclined
from shared.kernel.decider import Step
from shared.kernel.instants import at
from shared.kernel.policy import PolicyEntry
from shared.kernel.provenance import Provenance
from shared.kernel.timer import Timer
from shared.kernel.working_days import Calendar, CalendarYear
from tests.casework.district import CALENDAR, POLICY, policy_with
from tests.casework.inquiries import FINANCE, FOUND
from tests.casework.stories import GRANT, HOW, REFUSE, SUBJECT, WHY
from tests.casework.travels import DEPARTMENT
from tests.casework.whole_case import CASE_ID, HOLDERS, INTAKE, OF_CASES, WINDOW, Whole
from tests.casework.whole_case_examined import APPROVALS, EXAMINATIONS, Examined, of
from tests.casework.whole_case_items import GOVERNMENT, GUIDES, LIMITS, WHOSE, item

SHARE = POLICY.whole("decision.single.recheck_share", date(2015, 1, 1))
DRAWN = next(name for n in range(1000) if drawn(name := f"application-{n}", SHARE))
KNOWN_IN_2015 = Calendar.of(year for year in CALENDAR.years.values() if year.year <= 2015)
POLICIES = {
    "as shipped": POLICY,
    "until the hall closes": policy_with(DUE_TIME, "CLOSE_OF_BUSINESS"),
    "nothing rolls": policy_with("clock.roll_forward", False),
    "time is granted three times": policy_with("extension.times", 3),
    "warned a week before": policy_with(YELLOW_WD, 5),
    "a query stops for a day": policy_with(QUERY_MAX_WD, 1),
}
ADOPTED = (
    *((YELLOW_WD, 0), (YELLOW_WD, 4), (YELLOW_WD, 9), (QUERY_MAX_WD, 2), (QUERY_MAX_WD, 15)),
    *((DUE_TIME, "END_OF_DAY"), (DUE_TIME, "CLOSE_OF_BUSINESS")),
)
OF_ONE_PERSON = [(one, two) for one in EXAMINATIONS for two in APPROVALS if HOLDERS[one] == HOLDERS[two]]
ACCEPTED = (date(2015, 2, 13), date(2015, 4, 20), date(2015, 8, 31), date(2015, 9, 26), date(2015, 12, 18))
STEPS = (
    *(timedelta(0), timedelta(minutes=1), timedelta(hours=5), timedelta(hours=12), timedelta(days=1)),
    *(timedelta(days=2), timedelta(days=5), timedelta(days=9), timedelta(weeks=3)),
)


class WholeCase(Examined):
    """Hypothesis leaves out some of the rules each time, so that the others are drawn more often."""

    @initialize(
        limits=st.sampled_from(sorted(LIMITS)),
        guide=st.sampled_from(sorted(GUIDES)),
        whose=st.sampled_from(sorted(WHOSE)),
        instant=st.booleans(),
        policy=st.sampled_from(sorted(POLICIES)),
        next_year_is_known=st.booleans(),
        accepted=st.sampled_from(ACCEPTED),
        days=st.sampled_from([0, 0, 0, 3]),
        application=st.sampled_from([DRAWN, DRAWN, "application-x"]),
    )
    def opened(self, *, policy, next_year_is_known, accepted, days, application, whose, **guide) -> None:
        now, calendar = at(accepted + timedelta(days=days), 10), CALENDAR if next_year_is_known else KNOWN_IN_2015
        self.case = Whole(item(whose=whose, **guide), WHOSE[whose][1], now, calendar, POLICIES[policy])
        self.case.opened(accepted, application)
        self.instant, self.heard = guide["instant"], 0

    # --- time ---------------------------------------------------------------

    @rule(step=st.sampled_from(STEPS))
    def time_passes(self, step: timedelta) -> None:
        self.case.until(self.case.now + step)

    @rule(before=st.sampled_from([timedelta(0), timedelta(seconds=1)]))
    def until_something_is_due(self, before: timedelta) -> None:
        if due := self.case.rows.next():
            self.case.until(max(due - before, self.case.now))

    @rule(day=st.integers(1, 20), hour=st.sampled_from([0, 9, 18]))
    def until_a_day(self, day: int, hour: int) -> None:
        self.case.until(self.case.now.replace(hour=hour, minute=0, second=0) + timedelta(days=day))

    @rule()
    def the_timekeeper_sleeps_or_wakes(self) -> None:
        self.case.asleep = not self.case.asleep
        self.case.fire()

    @rule(timer=st.sampled_from(OF_CASES))
    def a_timer_fires_out_of_turn(self, timer: Timer) -> None:
        self.case.out_of_turn(timer)

    @rule(days=st.sets(st.integers(-3, 45), max_size=6), later=st.booleans())
    def a_calendar_year_is_published(self, days: set[int], later: bool) -> None:
        year = self.case.now.year + later
        known = self.case.calendar.years.get(year) or CALENDAR.years[year]
        turned = {day for n in days if (day := (self.case.now + timedelta(days=n)).date()).year == year}
        off, made_up = set(known.days_off), set(known.make_up_days)
        off ^= {day for day in turned if day.weekday() < 5}
        made_up ^= {day for day in turned if day.weekday() >= 5}
        said: dict[str, Any] = {
            "version": known.version + 1,
            "days_off": tuple(sorted(off)),
            "make_up_days": tuple(sorted(made_up)),
        }
        self.case.calendar = self.case.calendar.with_year(CalendarYear(**{**known.model_dump(), **said}))
        self.case.rows.ask_all()
        self.case.fire()

    @rule(adopted=st.sampled_from(ADOPTED), days=st.sampled_from([-1000, 0, 1, 4, 12]))
    def a_policy_is_adopted(self, adopted: tuple[str, int | str], days: int) -> None:
        key, value = adopted
        from_on = self.case.now.date() + timedelta(days=days)
        said: dict[str, Any] = {"basis": "a test", "provenance": Provenance.SYNTHETIC}
        self.case.policy = self.case.policy.adopt(PolicyEntry(key=key, value=value, effective_on=from_on, **said))
        self.case.rows.ask_all()
        self.case.fire()

    # --- the decision -------------------------------------------------------

    @of(Examining)
    @rule(outcome=st.sampled_from(Outcome), second=st.booleans())
    def the_examination_is_over(self, outcome: Outcome, second: bool) -> None:
        """All that is under way ends, but for a notice, and somebody proposes."""
        case, file = self.case, self.case.state.file
        post = PostId("dept-examination" if file.body == DEPARTMENT else "examination-2" if second else "examination")
        for step in file.inquiries.open_steps:
            said: dict[str, Any] = {"step_id": step.step_id, "ended_on": case.now.date(), "finding": FOUND}
            case.on_post(CompleteStep(post_id=post, **said))
        while case.state.file.inquiries.open:
            self.a_body_answers(FINANCE)
        case.on_post(ResumeClock(post_id=post))
        case.on_post(ProposeDecision(post_id=post, outcome=outcome, reasons=WHY))

    @of(Proposed)
    @rule(posts=st.permutations(APPROVALS), alone=st.booleans())
    def the_proposal_is_followed(self, posts: list[str], alone: bool) -> None:
        """By the first whom rules and powers allow it, if there is anybody; `alone` prefers who proposed it."""
        examiner = self.case.state.proposal.examiner
        for each in sorted(posts, key=lambda post: alone and HOLDERS[post] != examiner):
            if isinstance(self.case.state, Proposed):
                self.case.on_post(DecideCase(post_id=PostId(each), **self._as(self.case.state.proposal.outcome, 100)))

    @of(Examining)
    @rule(data=st.data(), outcome=st.sampled_from(Outcome))
    def a_decision_is_proposed(self, data: Any, outcome: Outcome) -> None:
        self.on(data, EXAMINATIONS, ProposeDecision, outcome=outcome, reasons=WHY if outcome is REFUSE else None)

    @of(Proposed)
    @rule(data=st.data())
    def it_is_returned(self, data: Any) -> None:
        self.on(data, APPROVALS, ReturnToExaminer, reasons=WHY)

    @of(Proposed)
    @rule(data=st.data(), fen=st.sampled_from([None, 100, 101]))
    def it_is_decided(self, data: Any, fen: int | None) -> None:
        self.on(data, APPROVALS, DecideCase, **self._as(self.case.state.proposal.outcome, fen))

    def _as(self, outcome: Outcome, fen: int | None) -> dict[str, Any]:
        if outcome is REFUSE:
            return {"outcome": REFUSE, "reasons": WHY, "remedies": HOW}
        return {"outcome": GRANT, "amount": None if fen is None else Amount(amount=fen)}

    @precondition(lambda self: self.instant and isinstance(self.case.state, Examining | Proposed))
    @rule(posts=st.sampled_from(OF_ONE_PERSON), outcome=st.sampled_from(Outcome))
    def it_is_decided_on_the_spot(self, posts: tuple[str, str], outcome: Outcome) -> None:
        post, approval = (PostId(each) for each in posts)
        self.case.on_post(DecideOnTheSpot(post_id=post, approval_post_id=approval, **self._as(outcome, 100)))

    @precondition(lambda self: isinstance(self.case.state, Examining | Proposed | Decided))
    @rule(officer=st.sampled_from(["s-both", "s-both", "s-approver"]), outcome=st.sampled_from(Outcome))
    def it_is_decided_at_a_window(self, officer: str, outcome: Outcome) -> None:
        before, self.heard = self.case.state, self.heard + 1
        explained = outcome is REFUSE
        said: dict[str, Any] = {"remedies": HOW if explained else (), "explained": explained, "outcome": outcome}
        told: dict[str, Any] = {
            "officer": officer,
            "post_id": WINDOW,
            "decided_at": self.case.now,
            "window_position": self.heard,
        }
        self.case.at_window(DecideAtWindow(**said, **told))
        declined = any(isinstance(fact, InstantDecisionDeclined) for fact in self.case.last)
        assert isinstance(self.case.state, type(before) if declined else Closed)
        assert declined or self.instant, "what takes its time is not done at once"

    @of(Decided)
    @rule(data=st.data(), likely=st.booleans())
    def it_is_closed(self, data: Any, likely: bool) -> None:
        if likely and (post := self.case.state.proposal.post_id) and not post.startswith("dept"):
            self.case.on_post(CloseCase(post_id=PostId(post)))
        else:
            self.on(data, EXAMINATIONS, CloseCase)

    @rule(data=st.data(), withdrawn=st.booleans())
    def it_ends_before(self, data: Any, withdrawn: bool) -> None:
        if not data.draw(st.sampled_from([False] * 7 + [True]), "really"):
            return
        if withdrawn:
            self.case.take(Step(CASE, CASE_ID, TerminateCase(cause=TerminationCause.WITHDRAWN)), INTAKE)
        else:
            self.on(data, APPROVALS, TerminateProcedure, cause=TerminationCauseV2.DIED)

    # --- the hall's mistakes ------------------------------------------------

    @rule(data=st.data(), application=st.sampled_from([DRAWN, "application-x"]))
    def the_hall_takes_its_acceptance_back(self, data: Any, application: str) -> None:
        """And gives it again, then or never."""
        if data.draw(st.sampled_from([False] * 5 + [True]), "really"):
            self.case.take(Step(CASE, CASE_ID, AnnulCase(withdrawal=1)), INTAKE)
        if isinstance(self.case.state, Annulled) and data.draw(st.booleans(), "given again"):
            self.case.opened(self.case.now.date(), application)

    @rule(subject=st.sampled_from([SUBJECT, "subject-han"]))
    def the_hall_had_entered_a_wrong_person(self, subject: str) -> None:
        self.case.take(Step(CASE, CASE_ID, CorrectSubject(subject=subject)), INTAKE)

    # --- after the decision -------------------------------------------------

    @of(Decided, Closed, when=lambda file: file.recheck.sampled)
    @rule(data=st.data(), result=st.sampled_from(RecheckResult))
    def it_is_rechecked(self, data: Any, result: RecheckResult) -> None:
        self.on(data, APPROVALS, RecheckDecision, result=result, reasons=WHY)

    @of(Decided, Closed)
    @rule(body=st.sampled_from([GOVERNMENT, GOVERNMENT, DEPARTMENT]), result=st.sampled_from(ReconsiderationResult))
    def it_is_reconsidered(self, body: str, result: ReconsiderationResult) -> None:
        self.case.in_the_name_of(body, ConcludeReconsideration(result=result, concluded_on=self.case.now.date()))

    @of(Decided, Closed)
    @rule(ago=st.integers(0, 3))
    def it_is_to_be_done_again(self, ago: int) -> None:
        on = self.case.now.date() - timedelta(days=ago)
        self.case.in_the_name_of(
            GOVERNMENT, ConcludeReconsideration(result=ReconsiderationResult.REDO, concluded_on=on)
        )

    @of(Decided, Closed)
    @rule(body=st.sampled_from([GOVERNMENT, DEPARTMENT]), outcome=st.sampled_from(Outcome))
    def it_is_corrected(self, body: str, outcome: Outcome) -> None:
        told: dict[str, Any] = {"outcome": outcome, "reasons": WHY, "remedies": HOW}
        today = self.case.now.date()
        self.case.in_the_name_of(body, CorrectDecision(case_id=CaseId(CASE_ID), effective_on=today, **told))

    @of(Decided, Closed)
    @rule(body=st.sampled_from([GOVERNMENT, DEPARTMENT]))
    def it_is_revoked(self, body: str) -> None:
        today, why = self.case.now.date(), RevocationReason.FACTS_WRONG
        self.case.in_the_name_of(body, RevokeDecision(reason=why, reasons=WHY, effective_on=today))

    @of(Decided, Closed)
    @rule(data=st.data())
    def a_slip_is_mended(self, data: Any) -> None:
        said: dict[str, Any] = {"field": EntryField.REMEDIES, "fault": EntryFault.OMITTED, "correction": WHY}
        self.on(data, APPROVALS, CorrectEntry, entry_id=self.new_id("entry"), **said)

    @of(Decided, Closed)
    @rule(data=st.data(), place=st.sampled_from(PublicationPlace))
    def it_is_published(self, data: Any, place: PublicationPlace) -> None:
        self.on(data, EXAMINATIONS, PublishDecision, place=place)

    @invariant()
    def nothing_is_slept_through(self) -> None:
        self.case.sleeps_through_nothing()


WholeCase.TestCase.settings = settings(max_examples=80, stateful_step_count=60, deadline=None)
TestWholeCase = WholeCase.TestCase
