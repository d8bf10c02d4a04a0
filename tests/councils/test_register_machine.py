"""Register and supervision committee under anything that may be asked of them, in any order and of any day.

A plain list of spans beside them says who counts: no quorum counts anybody who was not on the register that day, no
group has more on it than seats, nobody is elected or recalled by half, and nobody sits whom the meeting did not elect.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.councils.domain.representatives import REPRESENTATIVES
from services.councils.domain.representatives_commands import (
    ElectRepresentative,
    LeaveRegister,
    RecallRepresentative,
    RepresentativesCommand,
)
from services.councils.domain.rules import QuorumNotMet
from services.councils.domain.supervision_committee import SUPERVISION_COMMITTEE
from services.councils.domain.supervision_committee_commands import (
    Candidate,
    DemandRecall,
    HoldElection,
    Nominate,
    SupervisionCommitteeCommand,
    VoteOnRecall,
)
from services.councils.domain.types import PersonId
from shared.contracts.councils.representatives import GroupShare, LeavingReason, RepresentativesEvent
from shared.contracts.councils.supervision_committee import (
    Office,
    SupervisionElectionHeld,
    SupervisionMemberElected,
    SupervisionMemberRecalled,
    SupervisionRecallRejected,
)
from shared.contracts.councils.supervision_committee_acts import SupervisionCommitteeEvent
from tests.councils.bodies import (
    COMMITTEES,
    FROM,
    TUANJIE,
    apportioned,
    branch,
    groups_led_by,
    members,
    on,
    people,
)
from tests.councils.supervision import name

LAST = FROM + timedelta(days=60)
DAYS = st.sampled_from([0, 1, 30, 59, 60]).map(lambda days: FROM + timedelta(days=days))
WHO = st.sampled_from([PersonId(f"r{number}") for number in range(8)])
HEADS = st.integers(1, 5)
SEATS = (GroupShare(group_id="g1", households=90, seats=3), GroupShare(group_id="g2", households=60, seats=2))
AROUND = COMMITTEES | people(*(f"r{number}" for number in range(8))) | members("boss") | branch() | groups_led_by()
AT_END = on(LAST.isoformat())


@dataclass
class Span:
    """Somebody for a group, from the first to the last day."""

    who: PersonId
    group: str
    first: date
    last: date = LAST


class Bodies(RuleBasedStateMachine):
    """Eight people in two groups with five seats, during two months."""

    def __init__(self) -> None:
        super().__init__()
        self.register_log: list[RepresentativesEvent] = [apportioned(SEATS)]
        self.supervision_log: list[SupervisionCommitteeEvent] = []
        self.spans: list[Span] = []
        self.meetings = 0
        for who, group in (("r0", "g1"), ("r1", "g1"), ("r2", "g1"), ("r3", "g2")):
            self.choose(PersonId(who), group, FROM)

    def tell_register(self, command: RepresentativesCommand) -> bool:
        register = REPRESENTATIVES.fold(self.register_log)
        answer = REPRESENTATIVES.decide(command, register, replace(AT_END, related=dict(AROUND)))
        self.register_log += answer if isinstance(answer, list) else []
        return isinstance(answer, list) and len(answer) > 0

    def tell_supervision(self, command: SupervisionCommitteeCommand) -> object:
        related = dict(AROUND) | {REPRESENTATIVES.ref(TUANJIE): REPRESENTATIVES.fold(self.register_log)}
        committee = SUPERVISION_COMMITTEE.fold(self.supervision_log)
        answer = SUPERVISION_COMMITTEE.decide(command, committee, replace(AT_END, related=related))
        self.supervision_log += answer if isinstance(answer, list) else []
        return answer

    def counted(self, day: date) -> int:
        """How many were on the register that day, by the spans beside it."""
        return sum(span.first <= day <= span.last for span in self.spans)

    @rule(who=WHO, group=st.sampled_from(["g1", "g2"]), day=DAYS)
    def choose(self, who: PersonId, group: str, day: date) -> None:
        command = ElectRepresentative(committee_id=TUANJIE, person_id=who, group_id=group, elected_on=day, from_on=day)
        if self.tell_register(command):
            self.spans.append(Span(who, group, day))

    @rule(who=WHO, day=DAYS, votes=st.sampled_from([30, 31, 45, 46]))
    def recall(self, who: PersonId, day: date, votes: int) -> None:
        command = RecallRepresentative(committee_id=TUANJIE, person_id=who, votes_for=votes, from_on=day)
        if self.tell_register(command):
            assert votes > (45 if self.ended(who, day).group == "g1" else 30)

    @rule(who=WHO, day=DAYS)
    def leave(self, who: PersonId, day: date) -> None:
        reason = LeavingReason.RESIGNED
        if self.tell_register(LeaveRegister(committee_id=TUANJIE, person_id=who, reason=reason, from_on=day)):
            self.ended(who, day)

    def ended(self, who: PersonId, day: date) -> Span:
        (span,) = (each for each in self.spans if each.who == who and each.first <= day <= each.last)
        span.last = day - timedelta(days=1)
        return span

    @rule(who=WHO, office=st.sampled_from(Office))
    def nominate(self, who: PersonId, office: Office) -> None:
        answer = self.tell_supervision(Nominate(committee_id=TUANJIE, person_id=who, office=office))
        if isinstance(answer, list) and answer:
            assert any(span.who == who and span.first <= LAST <= span.last for span in self.spans)

    @rule(day=DAYS, present=HEADS, votes=HEADS)
    def vote(self, day: date, present: int, votes: int) -> None:
        self.meetings += 1
        nominees = SUPERVISION_COMMITTEE.fold(self.supervision_log).nominees or {PersonId("r7"): Office.MEMBER}
        answer = self.tell_supervision(
            HoldElection(
                committee_id=TUANJIE,
                meeting_id=f"m{self.meetings}",
                held_on=day,
                present=present,
                candidates=tuple(Candidate(person_id=who, name=name(who), votes=votes) for who in nominees),
            )
        )
        if isinstance(answer, QuorumNotMet):
            assert 2 * present <= self.counted(day)
        elif isinstance(answer, list):
            self.decided(day, present, answer[0])
            assert len(answer) == 1 or 2 * votes > present
            on_it = {span.who for span in self.spans if span.first <= day <= span.last}
            assert nominees.keys() <= on_it

    @rule(who=WHO, joined=st.sampled_from([200, 201]), day=DAYS, present=HEADS, votes=HEADS)
    def recall_supervisor(self, who: PersonId, joined: int, day: date, present: int, votes: int) -> None:
        self.meetings += 1
        one = min(SUPERVISION_COMMITTEE.fold(self.supervision_log).on(LAST), default=who)
        of: dict[str, Any] = {"committee_id": TUANJIE, "person_id": one}
        demanded = self.tell_supervision(DemandRecall(**of, joined=joined, residents=1001))
        assert not isinstance(demanded, list) or not demanded or joined == 201
        vote = VoteOnRecall(**of, meeting_id=f"m{self.meetings}", held_on=day, present=present, votes_for=votes)
        answer = self.tell_supervision(vote)
        if isinstance(answer, list):
            self.decided(day, present, answer[0])
            assert isinstance(answer[0], SupervisionMemberRecalled) is (2 * votes > present)

    def decided(self, day: date, present: int, fact: SupervisionCommitteeEvent) -> None:
        assert isinstance(fact, SupervisionElectionHeld | SupervisionMemberRecalled | SupervisionRecallRejected)
        assert fact.on_register == self.counted(day)
        assert 2 * present > fact.on_register >= present

    @invariant()
    def the_register_says_who_counts(self) -> None:
        register = REPRESENTATIVES.fold(self.register_log)
        for day in {date_ for span in self.spans for date_ in (span.first, span.last)}:
            assert len(register.on(day)) == self.counted(day)
            filled = Counter(register.on(day).values())
            assert filled["g1"] <= 3
            assert filled["g2"] <= 2

    @invariant()
    def nobody_sits_whom_no_meeting_elected(self) -> None:
        elected = {each.person_id for each in self.supervision_log if isinstance(each, SupervisionMemberElected)}
        sitting = SUPERVISION_COMMITTEE.fold(self.supervision_log).on(LAST)
        assert sitting.keys() <= elected
        assert list(sitting.values()).count(Office.CHAIR) <= 1
        assert len(sitting) <= 5


TestBodies = Bodies.TestCase
TestBodies.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
