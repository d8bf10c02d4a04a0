"""A round of rewards as a state machine: what anybody may do in it, in whatever order."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from services.grants.domain.association_standing import ASSOCIATION_STANDING, NoteEngagement, of_lineage
from services.grants.domain.association_standing_state import Engagement
from services.grants.domain.reward_application import REWARD_APPLICATION, applicant_of
from services.grants.domain.reward_application_commands import (
    ApplyForReward,
    ConfirmReward,
    PayReward,
    ReturnRewardPayment,
)
from services.grants.domain.reward_application_state import Granted, Paid
from services.grants.domain.reward_round import REWARD_ROUND
from services.grants.domain.reward_round_commands import (
    ConfirmRewards,
    EnterApplication,
    FormPanel,
    GiveScores,
    PostRewardNotice,
    RecuseMember,
    ReviewRewardObjection,
)
from services.grants.domain.reward_round_state import Noticed
from services.grants.timers import TIMERS
from shared.contracts.associations.association_ending import Sanctioned, SanctionKind, SuspensionEnded
from shared.contracts.associations.association_filing import FilingCancelCause, FilingCancelled
from shared.contracts.associations.association_founding import Form, Track
from shared.contracts.associations.association_registration import Registered
from shared.contracts.grants.association_standing import EngagementKind
from shared.contracts.grants.reward_application import (
    AccountKind,
    RewardPaid,
)
from shared.contracts.grants.reward_round import (
    ObjectionOutcome,
    PanelMember,
)
from shared.contracts.grants.task_admission import Amount
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.limits import END_OF_DAY
from shared.kernel.messages import Event
from shared.kernel.refusals import Refusal
from tests.grants.acts import Acts
from tests.grants.purchases import asked
from tests.grants.rewards import object_to, open_call
from tests.grants.standings import activities, filed, reports

ROUND, FEWEST = "2015", 3
MANY = [f"s-{n}" for n in range(5)]
WHO = st.sampled_from(MANY)
WILD = st.sampled_from([False, False, False, True])
POINTS = st.lists(st.integers(60, 100), min_size=5, max_size=5)
DISMISSED = ObjectionOutcome.DISMISSED
OFTEN_DISMISSED = st.sampled_from([DISMISSED, DISMISSED, *ObjectionOutcome])
FATES = st.sampled_from(["suspend", "release", "register", *["nothing"] * 3, "cancel"])


class RoundLife(RuleBasedStateMachine):
    """Five filed associations, a panel of five of whom some are close to some of them."""

    def __init__(self) -> None:
        super().__init__()
        self.acts, self.numbers = Acts(), count(1)
        self.now = datetime.fromisoformat("2015-11-02T09:00+08:00")
        self.applications: dict[str, str] = {}

    @initialize(
        budget=st.integers(1, 4_000_000),
        ties=st.lists(st.sets(WHO, max_size=1), min_size=5, max_size=5),
        eager=st.integers(0, 4),
    )
    def called(self, budget: int, ties: list[set[str]], eager: int) -> None:
        for id_ in MANY:
            known = filed("2015-05-01", lineage=f"l-{id_}")
            self.acts.given(ASSOCIATION_STANDING, id_, known, *activities(6), *reports(2014))
        self._officer(open_call(budget))
        members = tuple(
            PanelMember(person=f"p{n}", resident=n < 2, ties=tuple(sorted(close))) for n, close in enumerate(ties)
        )
        self._officer(FormPanel(members=members))
        for who in MANY[:eager]:
            self.an_association_applies(who)

    def _officer(self, command: Any) -> list[Event] | Refusal:
        return self.acts.tell(asked(Role.FUND_OFFICER, at=self.now.isoformat()), Step(REWARD_ROUND, ROUND, command))

    @property
    def round(self) -> Any:
        return self.acts.state(REWARD_ROUND, ROUND)

    # --- what people do -------------------------------------------------------

    @rule(days=st.sampled_from([0, 1, 1, 4, 11]))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)
        for timer in TIMERS:
            context = asked(Role.MACHINE, at=self.now.isoformat())
            for id_ in [ref.id for ref in self.acts.states if ref.kind == timer.decider.name]:
                due = timer.due(self.acts.state(timer.decider, id_), context)
                if due is not None and due <= self.now:
                    steps = timer.steps(id_, self.acts.state(timer.decider, id_), context)
                    assert self.acts.tell(context, *steps), f"{timer.name} fired without effect"

    @rule(who=WHO)
    def an_association_applies(self, who: str) -> None:
        id_ = f"a-{next(self.numbers)}"
        apply = ApplyForReward(year=2015, association_id=who, account=AccountKind.COMMUNITY, account_ref="acc")
        related = (REWARD_ROUND.ref(ROUND), *of_lineage(who, self.acts.state(ASSOCIATION_STANDING, who)))
        entered = EnterApplication(application_id=id_, association_id=who)
        engaged = NoteEngagement(engagement=Engagement(kind=EngagementKind.REWARD, id=id_))
        told = self.acts.tell(
            asked(Role.CLERK, at=self.now.isoformat()),
            Step(REWARD_APPLICATION, id_, apply, related),
            Step(REWARD_ROUND, ROUND, entered),
            Step(ASSOCIATION_STANDING, who, engaged),
        )
        if not isinstance(told, Refusal):
            self.applications[id_] = who

    @rule(totals=st.lists(POINTS, min_size=5, max_size=5), wild=WILD)
    def applications_are_scored(self, totals: list[list[int]], wild: bool) -> None:
        for application_id, given in zip(self.round.book.unscored[: 1 if wild else 5], totals, strict=False):
            self._score(application_id, given, wild)

    def _score(self, application_id: str, totals: list[int], wild: bool) -> None:
        """Wild: by whoever comes. Otherwise the members who are close to it are recused first."""
        book = self.round.book
        entry = book.entries[application_id]
        people = tuple(member.person for member in book.panel)
        if not wild:
            self.now = max(self.now, datetime.fromisoformat("2015-11-06T09:00+08:00"))
            for person in book.tied(entry):
                self._officer(RecuseMember(person=person, application_id=application_id))
            people = tuple(person for person in people if person not in book.tied(entry))
        if len(people) < FEWEST:
            return
        scores = GiveScores(application_id=application_id, scorers=people, totals=tuple(totals[: len(people)]))
        self._officer(scores)

    @rule(person=st.integers(0, 5), which=st.integers(0, 9))
    def a_member_is_recused(self, person: int, which: int) -> None:
        if which == 0 and self.applications:
            self._officer(RecuseMember(person=f"p{person}", application_id=next(iter(self.applications))))

    @rule()
    def the_notice_is_posted(self) -> None:
        self._officer(PostRewardNotice())

    @rule(which=st.integers(0, 9), wild=WILD)
    def somebody_objects(self, which: int, wild: bool) -> None:
        if self.applications and (wild or isinstance(self.round, Noticed)):
            id_ = list(self.applications)[which % len(self.applications)]
            command = object_to(f"o-{next(self.numbers)}", id_)
            self.acts.tell(asked(Role.CLERK, at=self.now.isoformat()), Step(REWARD_ROUND, ROUND, command))

    @rule(outcome=OFTEN_DISMISSED)
    def an_objection_is_reviewed(self, outcome: ObjectionOutcome) -> None:
        for objection_id in self.round.book.unreviewed[:1]:
            self._officer(ReviewRewardObjection(objection_id=objection_id, outcome=outcome, reason="已核对"))

    @rule(wild=WILD)
    def the_round_is_confirmed(self, wild: bool) -> None:
        """Not wild: when the notice is over, and whatever waited is dismissed."""
        if isinstance(self.round, Noticed) and not wild:
            self.now = max(self.now, END_OF_DAY.of(self.round.notice.until_on))
            for objection_id in self.round.book.unreviewed:
                self._officer(ReviewRewardObjection(objection_id=objection_id, outcome=DISMISSED, reason="已核对"))
        looked_at = (REWARD_ROUND.ref(ROUND),)
        each = (
            Step(REWARD_APPLICATION, id_, ConfirmReward(application_id=id_), looked_at)
            for id_ in self.round.book.entries
        )
        context = asked(Role.FUND_OFFICER, at=self.now.isoformat())
        self.acts.tell(context, Step(REWARD_ROUND, ROUND, ConfirmRewards()), *each)

    @rule(which=st.integers(0, 9), wild=WILD)
    def a_reward_is_paid(self, which: int, wild: bool) -> None:
        granted_ones = [id_ for id_ in self.applications if self._granted(id_)]
        for id_ in (list(self.applications) if wild else granted_ones)[which % 2 :][:2]:
            application = self.acts.state(REWARD_APPLICATION, id_)
            right = self._granted(id_) and not wild
            amount = application.confirmed.amount if right else Amount(amount=1 + 1_000 * which)
            command = PayReward(receipt_ref=f"b-{next(self.numbers)}", amount=amount, paid_on=self.now.date())
            step = Step(REWARD_APPLICATION, id_, command, applicant_of(application))
            self.acts.tell(asked(Role.FUND_OFFICER, at=self.now.isoformat()), step)

    @rule(which=st.integers(0, 9), wild=WILD)
    def the_bank_sends_a_reward_back(self, which: int, wild: bool) -> None:
        """Not wild: one that is paid. Wild: whatever was paid at some time, or nothing."""
        paid = [(id_, told.paid) for id_ in self.applications if isinstance(told := self._application(id_), Paid)]
        ever = [(ref.id, event) for ref, event in self.acts.events if isinstance(event, RewardPaid)]
        for id_, payment in (ever if wild else paid)[which % 3 :][:1]:
            command = ReturnRewardPayment(receipt_ref=payment.receipt_ref, returned_on=self.now.date())
            step = Step(REWARD_APPLICATION, id_, command, applicant_of(self._application(id_)))
            self.acts.tell(asked(Role.FUND_OFFICER, at=self.now.isoformat()), step)

    @rule(which=st.integers(0, 9))
    def a_round_ends_well(self, which: int) -> None:
        """In their order: a run that leaves out one of these acts seldom comes to a payment by itself."""
        self.the_notice_is_posted()
        self.the_round_is_confirmed(wild=False)
        self.a_reward_is_paid(which, wild=False)

    def _application(self, id_: str) -> Any:
        return self.acts.state(REWARD_APPLICATION, id_)

    def _granted(self, id_: str) -> bool:
        return isinstance(self._application(id_), Granted)

    @rule(who=WHO, fate=FATES)
    def something_becomes_of_an_association(self, who: str, fate: str) -> None:
        place: dict[str, Any] = {"community_id": "taining", "lineage_id": f"l-{who}"}
        events: dict[str, Event] = {
            "suspend": Sanctioned(
                sanction_id="sanction-1",
                kind=SanctionKind.SUSPENSION,
                imposed_on=self.now.date(),
                offence="违规",
                track=Track.FILED,
                **place,
            ),
            "release": SuspensionEnded(lifted=True, ended_on=self.now.date()),
            "cancel": FilingCancelled(cause=FilingCancelCause.OWN_WISH, ended_on=self.now.date(), **place),
        }
        if fate in events:
            self.acts.hear(events[fate], who)
        elif fate == "register":
            event = Registered(
                form=Form.SOCIAL_GROUP, name_zh="示例", registered_on=date(2015, 11, 2), filed_id=who, **place
            )
            self.acts.hear(event, f"r-{who}")
