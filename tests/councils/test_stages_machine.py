"""A topic under any votes of any meetings, in any order: no stage is skipped, and one resolution at most stands."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from services.councils.domain.meeting import MEETING
from services.councils.domain.meeting_commands import TakeVote
from services.councils.domain.resolution import RESOLUTION
from services.councils.domain.resolution_commands import (
    DemandReVote,
    ObjectToResolution,
    PostResolution,
    RediscussResolution,
    ResolutionCommand,
    Terms,
    VoteOnResolution,
)
from services.councils.domain.resolution_state import Fallen, Objected, Rejected, Resolution, Standing
from services.councils.domain.topic import TOPIC
from services.councils.domain.topic_commands import CallTopic, DecideTopic, DiscussTopic, DropTopic
from services.councils.domain.topic_state import Decided, Dropped, Topic
from services.councils.domain.types import MeetingId, ResolutionId, resolution_id
from shared.contracts.councils.meeting import MeetingKind
from shared.contracts.councils.topic import TopicDecided, TopicDiscussed
from shared.kernel.decider import Context
from shared.kernel.messages import Event
from shared.kernel.refusals import Refusal
from shared.testing.decider import known
from tests.councils.deliberation import LIGHTS, SUPERVISOR, in_session, on
from tests.councils.resolutions import TASK, URGENT_TOPIC
from tests.councils.test_topic import NEW

EVENING = on()
TERMS = Terms(task=TASK, owner="wuye", due_on=EVENING.today)


class Stages(RuleBasedStateMachine):
    """One topic and all that is resolved on it; an act is recorded whole or not at all, as the service does it."""

    opened = NEW

    def __init__(self) -> None:
        super().__init__()
        self.topic: Topic = TOPIC.fold([self.opened])
        self.resolutions: dict[str, Resolution] = {}
        self.numbers = count()
        self.events: list[Event] = []

    def context(self, meeting_id: str, kind: MeetingKind, *, emergency: bool = False) -> Context:
        meeting = known(MEETING, meeting_id, *in_session(26, kind, emergency=emergency))
        own = {TOPIC.ref(LIGHTS): self.topic}
        return replace(EVENING, related={**EVENING.related, **meeting, **own})

    def resolve(self, id_: str, command: ResolutionCommand, at: Context = EVENING) -> bool:
        decided = RESOLUTION.decide(command, self.resolutions.get(id_, RESOLUTION.initial), at)
        if isinstance(decided, Refusal):
            return False
        self.resolutions[id_] = RESOLUTION.fold(decided, self.resolutions.get(id_, RESOLUTION.initial))
        self.events += decided
        return True

    def record(self, events: object) -> None:
        assert isinstance(events, list)
        self.topic = TOPIC.fold(events, self.topic)
        self.events += events

    @rule(in_favour=st.sampled_from((13, 14)))
    def discuss(self, in_favour: int) -> None:
        """A topic meeting votes; what was decided is laid down in the same act, or nothing is recorded."""
        id_ = MeetingId(f"m{next(self.numbers)}")
        at, vote = self.context(id_, MeetingKind.TOPIC), TakeVote(topic_id=LIGHTS, in_favour=in_favour, against=0)
        of = ResolutionId(self.topic.decided.resolution_id) if isinstance(self.topic, Decided) else None
        decided = TOPIC.decide(DiscussTopic(meeting_id=id_, vote=vote, lays_down=of), self.topic, at)
        if isinstance(decided, Refusal):
            return
        if of is not None:
            stood = isinstance(self.resolutions[of], Standing) and not isinstance(self.resolutions[of], Objected)
            laid_down = self.resolve(of, RediscussResolution(meeting_id=id_))
            assert laid_down is not stood
            if not laid_down:
                return
        self.record(decided)

    @rule(in_favour=st.sampled_from((13, 14)), emergency=st.booleans())
    def decide(self, in_favour: int, emergency: bool) -> None:
        """A decision meeting is called and votes: on the topic, or a second time on what was resolved."""
        id_ = MeetingId(f"m{next(self.numbers)}")
        at = self.context(id_, MeetingKind.DECISION, emergency=emergency)
        call = CallTopic(kind=MeetingKind.DECISION, assembly=False, emergency=emergency)
        if isinstance(TOPIC.decide(call, self.topic, at), Refusal):
            return
        of = self.topic.decided.resolution_id if isinstance(self.topic, Decided) else resolution_id(id_, LIGHTS)
        vote = TakeVote(topic_id=LIGHTS, in_favour=in_favour, against=0)
        decided = TOPIC.decide(DecideTopic(meeting_id=id_, vote=vote, resolution_id=ResolutionId(of)), self.topic, at)
        if not isinstance(decided, Refusal) and self.resolve(
            of, VoteOnResolution(meeting_id=id_, vote=vote, terms=TERMS), at
        ):
            self.record(decided)

    @precondition(lambda self: self.resolutions)
    @rule(households=st.integers(min_value=1, max_value=10))
    def post_and_object(self, households: int) -> None:
        newest = next(reversed(self.resolutions))
        if self.resolve(newest, PostResolution()):
            for number in range(households):
                self.resolve(newest, ObjectToResolution(household=f"h{number}"))

    @precondition(lambda self: self.resolutions)
    @rule()
    def demand(self) -> None:
        self.resolve(next(reversed(self.resolutions)), DemandReVote(member=SUPERVISOR, reason="x"))

    @rule(chance=st.integers(min_value=0, max_value=9))
    def drop(self, chance: int) -> None:
        decided = TOPIC.decide(DropTopic(reasons="x"), self.topic, EVENING)
        if chance == 0 and not isinstance(decided, Refusal):
            self.record(decided)

    @invariant()
    def no_stage_is_skipped(self) -> None:
        """Each decision on the topic follows a discussion that carried it on, and no other decision between."""
        ready = self.opened.emergency is not None
        for event in self.events:
            if isinstance(event, TopicDiscussed):
                ready = event.advances or self.opened.emergency is not None
            if isinstance(event, TopicDecided):
                assert ready
                ready = False

    @invariant()
    def one_resolution_at_most_stands(self) -> None:
        standing = [each for each in self.resolutions.values() if isinstance(each, Standing)]
        assert len(standing) <= 1
        assert all(isinstance(each, Standing | Rejected | Fallen) for each in self.resolutions.values())

    @invariant()
    def what_stands_is_of_the_last_decision(self) -> None:
        if isinstance(self.topic, Decided):
            assert next(reversed(self.resolutions)) == self.topic.decided.resolution_id
        assert not isinstance(self.topic, Dropped) or not any(
            isinstance(each, Standing) for each in self.resolutions.values()
        )


class EmergencyStages(Stages):
    """The same of an emergency, which may come to the vote at once."""

    opened = URGENT_TOPIC


Stages.TestCase.settings = EmergencyStages.TestCase.settings = settings(
    max_examples=60, stateful_step_count=30, deadline=None
)
TestStages = Stages.TestCase
TestEmergencyStages = EmergencyStages.TestCase
