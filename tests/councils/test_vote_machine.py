"""People come, leave, step out and vote in any order: no majority comes of rounding, nobody recused counts."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.councils.domain.meeting import MEETING
from services.councils.domain.meeting_commands import (
    EndAttendance,
    MarkAttendance,
    MeetingCommand,
    OpenMeeting,
    RecuseMember,
    TakeVote,
)
from services.councils.domain.meeting_refusals import MeetingNotOpen, MoreVotesThanVoters, VoteIsTaken
from services.councils.domain.meeting_state import InSession, Meeting
from services.councils.domain.rules import QuorumNotMet
from services.councils.domain.types import TopicId
from shared.contracts.councils.meeting import Attendee, Capacity, Interest, MeetingEvent, VoteTaken
from shared.kernel.refusals import Refusal
from tests.councils.deliberation import FIFTY, called, on

EVENING = on()
TOPICS = (TopicId("lights"), TopicId("noise"))
HALF = Fraction(1, 2)
people = st.sampled_from(FIFTY)
votes = st.integers(min_value=0, max_value=30)


class Evening(RuleBasedStateMachine):
    """One decision meeting; `there` and `out` are kept beside it, by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.meeting: Meeting = MEETING.fold([called(agenda=TOPICS)])
        self.there: set[str] = set()
        self.out: dict[str, set[str]] = {topic: set() for topic in TOPICS}
        self.taken: list[tuple[VoteTaken, int, int]] = []

    def say(self, command: MeetingCommand) -> list[MeetingEvent] | Refusal:
        decided = MEETING.decide(command, self.meeting, EVENING)
        if not isinstance(decided, Refusal):
            self.meeting = MEETING.fold(decided, self.meeting)
            again = MEETING.decide(command, self.meeting, EVENING)
            assert isinstance(again, Refusal) or not again
        return decided

    @initialize(first=st.integers(min_value=24, max_value=30))
    def evening_falls(self, first: int) -> None:
        for person in FIFTY[:first]:
            self.comes(person)

    @rule(person=people)
    def comes(self, person: str) -> None:
        attendee = Attendee(person_id=person, capacity=Capacity.REPRESENTATIVE)
        assert isinstance(self.say(MarkAttendance(attendees=(attendee,))), list)
        self.there.add(person)

    @rule(number=st.integers(min_value=1, max_value=5))
    def delegate_comes(self, number: int) -> None:
        attendee = Attendee(person_id=f"d{number}", capacity=Capacity.UNIT_DELEGATE, body_id="unit-1")
        assert isinstance(self.say(MarkAttendance(attendees=(attendee,))), list)

    @rule(person=people)
    def leaves(self, person: str) -> None:
        assert isinstance(self.say(EndAttendance(person_id=person)), list)
        self.there.discard(person)

    @rule()
    def begins(self) -> None:
        begun = isinstance(self.meeting, InSession)
        said = self.say(OpenMeeting())
        assert isinstance(said, QuorumNotMet) is (not begun and len(self.there) <= len(FIFTY) * HALF)

    @rule(person=people, topic=st.sampled_from(TOPICS))
    def steps_out(self, person: str, topic: TopicId) -> None:
        if isinstance(self.say(RecuseMember(topic_id=topic, person_id=person, interest=Interest.KIN)), list):
            self.out[topic].add(person)

    @rule(topic=st.sampled_from(TOPICS), beyond=st.integers(min_value=-1, max_value=1))
    def votes_near_the_half(self, topic: TopicId, beyond: int) -> None:
        """Where rounding would tell: one less than half of those present, half of them, one more."""
        _, present = self.counts(topic)
        self.votes(topic, max(0, present // 2 + beyond), 0)

    @rule(topic=st.sampled_from(TOPICS), in_favour=votes, against=votes)
    def votes_anyhow(self, topic: TopicId, in_favour: int, against: int) -> None:
        self.votes(topic, in_favour, against)

    def votes(self, topic: TopicId, in_favour: int, against: int) -> None:
        base, present = self.counts(topic)
        said = self.say(TakeVote(topic_id=topic, in_favour=in_favour, against=against))
        match said:
            case MeetingNotOpen():
                assert not isinstance(self.meeting, InSession)
            case QuorumNotMet():
                assert present <= base * HALF
            case MoreVotesThanVoters():
                assert in_favour + against > present
            case [VoteTaken() as vote]:
                self.taken.append((vote, base, present))
            case _:
                assert said == [] or isinstance(said, VoteIsTaken), said

    def counts(self, topic: TopicId) -> tuple[int, int]:
        """Who counts for a topic, and who of them is there, without those who stepped out for it."""
        return len(set(FIFTY) - self.out[topic]), len(self.there - self.out[topic])

    @invariant()
    def each_vote_is_sound(self) -> None:
        for vote, base, present in self.taken:
            assert (vote.base, vote.present) == (base, present)
            assert present > base * HALF
            assert vote.in_favour + vote.against + vote.abstained == present
            assert vote.abstained >= 0
            assert vote.carried is (Fraction(vote.in_favour) > Fraction(present, 2))

    @invariant()
    def each_topic_is_voted_on_once(self) -> None:
        topics = [vote.topic_id for vote, _, _ in self.taken]
        assert len(topics) == len(set(topics))


Evening.TestCase.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
TestEvening = Evening.TestCase
