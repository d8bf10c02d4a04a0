"""What intake does about casework: it knows who is on the posts of windows, as they go, and hears nothing twice; the
counter holds what stands of a decision, in whichever order the word and an act at the window arrive.
"""

from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_commands import (
    ApplicationCommand,
    DeliverResult,
    EndApplication,
    HoldCorrectedResult,
    HoldResult,
    RecallResult,
    RevokeResult,
    WithdrawApplication,
)
from services.intake.domain.application_refusals import ApplicationNotReceived, ResultTakenBack
from services.intake.domain.window_post import WINDOW_POSTS, WindowPosts, WindowPostsCommand
from services.intake.reactions.casework import REACTION
from shared.contracts import casework
from shared.contracts.casework.case import CaseEvent, Outcome
from shared.contracts.casework.case_aftermath import CaseAftermathEvent, TerminationCauseV2
from shared.contracts.casework.post import PostEstablished, PostEvent, PostKind
from shared.contracts.intake.application import (
    ApplicationEnded,
    ApplicationWithdrawn,
    ResultDelivered,
    ResultReceived,
    ResultRevoked,
)
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Step
from shared.kernel.envelope import Codec, LogName, Recorded, Stamp, encode, type_of
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Event
from shared.kernel.personal import seal
from shared.kernel.reaction import Draft
from shared.kernel.refusals import Refusal
from tests.casework.aftermath import DIED, LOST, corrected, ended, reopened, revoked
from tests.casework.stories import CLOSED, REFUSE, WHY
from tests.casework.test_hand_over_stories import STORIES, Office
from tests.intake.samples import RECEIVED, RELATED, accepted, at, deliver, withdraw

NOON = at("2014-09-24T12:00")
LOG = LogName("630102", casework.SERVICE)
CODEC = Codec(casework.SERVICE, casework.EVENTS)
ADMIN = Actor(ActorId("admin"), Role.ADMIN)
WINDOW = PostEstablished(
    org="centre-qzx", kind=PostKind.WINDOW, title_zh="窗口", title_en="Window", hall_id="hall-qzx", window_id="W1"
)
OTHER = PostEstablished(org="centre-qzx", kind=PostKind.EXAMINATION, title_zh="审查", title_en="Examination")


def reaction(event: PostEvent | CaseEvent | CaseAftermathEvent, of: AggregateRef, position: int) -> list[Step]:
    """What intake does about an event as casework wrote it down, if anything."""
    sealed: Event = seal(event, lambda _subject, _path, _plain: "c2VhbGVk")
    document = encode(sealed, "0198-event", of, Stamp(LOG, NOON.now, ADMIN, policy_version=1))
    recorded = Recorded(position, of, 1, CODEC.decode(type_of(casework.SERVICE, type(event)), document))
    react = REACTION.on.get(type(event))
    steps = react(recorded) if react else ()
    assert not isinstance(steps, Draft)
    return list(steps) if isinstance(steps, tuple) else [steps]


def heard(posts: WindowPosts, step: Step) -> WindowPosts:
    events = WINDOW_POSTS.decide(cast("WindowPostsCommand", step.command), posts, NOON)
    assert isinstance(events, list)
    return WINDOW_POSTS.fold(events, posts)


@settings(max_examples=250)
@given(story=STORIES, chance=st.randoms(use_true_random=False))
def test_what_is_known_of_a_windows_post_is_what_casework_says_and_nothing_counts_twice(story, chance):
    office, positions, posts, told = Office(), count(1), WindowPosts(), 0
    office.events[0] = WINDOW
    done: list[Step] = []
    for hours, act in story:
        office.now += timedelta(hours=hours)
        office.act(*act)
        for event in office.events[told:]:
            of_another_kind = OTHER if event == WINDOW else event
            steps = [
                *reaction(event, AggregateRef("post", "window"), next(positions)),
                *reaction(of_another_kind, AggregateRef("post", "other"), next(positions)),
            ]
            for step in steps:
                posts = heard(posts, step)
            done += steps
        told = len(office.events)
        assert heard(posts, chance.choice(done)) == posts
        assert list(posts.by_id) == ["window"]
        said, post = posts.by_id["window"], office.post
        assert (said.holder, said.substitute, said.on_post) == (post.holder, post.substitute, post.acting)
        assert said.acting_as is (post.part_of(post.acting) if post.acting else None)


def test_every_reaction_answers_an_event_of_casework():
    assert set(REACTION.on) <= set(casework.EVENTS)


CASE = AggregateRef("case", "case-1")
GRANT = Outcome.GRANT
closed = CLOSED[-1]
ENDED = EndApplication(case_id="case-1", cause=DIED, source_position=57)
SAID = {
    "a closure is held": (closed, HoldResult(case_id="case-1", outcome=GRANT, source_position=57)),
    "a corrected outcome is held in its place": (
        corrected(),
        HoldCorrectedResult(case_id="case-1", outcome=REFUSE, source_position=57),
    ),
    "so is a corrected amount, with the outcome there was": (
        corrected(outcome=None, fen=20_000),
        HoldCorrectedResult(case_id="case-1", outcome=None, source_position=57),
    ),
    "a case that is examined again recalls it": (reopened(), RecallResult(case_id="case-1", source_position=57)),
    "a revocation leaves nothing to hand over": (revoked(), RevokeResult(case_id="case-1", source_position=57)),
    "a death ends the application": (ended(), ENDED),
    "a lost purpose does": (ended(LOST, WHY), ENDED.model_copy(update={"cause": TerminationCauseV2.LOST_PURPOSE})),
}


@pytest.mark.parametrize(("event", "command"), SAID.values(), ids=SAID.keys())
def test_what_is_said_of_a_case_is_told_to_its_application(event, command):
    of_applications = [step for step in reaction(event, CASE, 57) if step.decider is APPLICATION]
    assert of_applications == [Step(APPLICATION, event.application_id, command)]


ACCEPTED = (RECEIVED, accepted(NOON.today))
AT_WINDOW = (WithdrawApplication, DeliverResult)
COUNTER = replace(NOON, related=RELATED)
RACES = {
    "withdrawn, then ended": ([withdraw, ended()], [ApplicationWithdrawn]),
    "ended, then withdrawn": ([ended(), withdraw], [ApplicationEnded, ApplicationNotReceived]),
    "withdrawn, then closed": ([withdraw, closed], [ApplicationWithdrawn]),
    "closed, then withdrawn": ([closed, withdraw], [ResultReceived, ApplicationNotReceived]),
    "delivered, then corrected": (
        [closed, deliver, corrected(), deliver],
        [ResultReceived, ResultDelivered, ResultReceived, ResultDelivered],
    ),
    "corrected, then delivered": (
        [closed, corrected(), deliver, deliver],
        [ResultReceived, ResultReceived, ResultDelivered],
    ),
    "corrected, then closed": ([corrected(), closed, deliver], [ResultReceived, ResultDelivered]),
    "delivered, then revoked": (
        [closed, deliver, revoked(), deliver],
        [ResultReceived, ResultDelivered, ResultRevoked, ResultTakenBack],
    ),
    "revoked, then delivered": ([closed, revoked(), deliver], [ResultReceived, ResultRevoked, ResultTakenBack]),
    "withdrawn, then revoked": ([withdraw, revoked()], [ApplicationWithdrawn]),
    "revoked, then withdrawn": ([revoked(), withdraw], [ResultRevoked, ApplicationNotReceived]),
    "delivered, then closed again": (
        [closed, deliver, closed, deliver],
        [ResultReceived, ResultDelivered, ResultReceived, ResultDelivered],
    ),
    "closed again, then delivered": (
        [closed, closed, deliver, deliver],
        [ResultReceived, ResultReceived, ResultDelivered],
    ),
}
"""What is said at the window and by casework, each word of which is heard twice; what is recorded or refused."""


@pytest.mark.parametrize(("story", "answers"), RACES.values(), ids=RACES.keys())
def test_the_window_and_the_back_office_meet_in_either_order(story, answers):
    told: list[type] = []
    state, positions = APPLICATION.fold(ACCEPTED), count(57)
    for each in story:
        at_window = isinstance(each, AT_WINDOW)
        commands = [each] if at_window else [step.command for step in reaction(each, CASE, next(positions)) * 2]
        for command in commands:
            decided = APPLICATION.decide(cast("ApplicationCommand", command), state, COUNTER)
            if isinstance(decided, Refusal):
                told.append(type(decided))
                continue
            told += [type(event) for event in decided]
            state = APPLICATION.fold(decided, state)
    assert told == answers
