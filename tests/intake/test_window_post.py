"""Window posts: what is recorded of them, and who may act at the counter, one row each."""

from dataclasses import replace
from datetime import date

import pytest

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_commands import AcceptApplication, DeemAccepted
from services.intake.domain.window_post import (
    DISTRICT,
    WINDOW_POSTS,
    NotOnWindowPost,
    RecordAssignment,
    RecordDuty,
    RecordEstablishment,
)
from shared.contracts.casework.post import ActedAs
from shared.contracts.intake.application import ApplicationDeemedAccepted
from shared.contracts.intake.window_post import WindowPostKnown
from shared.kernel.actors import TIMER, reaction_to
from shared.testing.decider import Spec, known
from tests.intake.samples import (
    RECEIVED,
    RELATED,
    accepted,
    all_in,
    ask_both,
    asked_both,
    at,
    deliver,
    delivered,
    hand_in,
    held,
    hold,
    receive,
    window_post,
    withdraw,
    withdrawn,
)

A, B = ActedAs.A, ActedAs.B
NOON = at("2014-09-24T12:00")

# --- what is recorded -------------------------------------------------------

new = WindowPostKnown(post_id="post-W2", hall_id="hall-qzx", window_id="W2", source_position=40)
a_on_it = window_post("clerk-1", A)


def established(window: bool, position: int = 40) -> RecordEstablishment:
    return RecordEstablishment(
        post_id="post-W2",
        hall_id="hall-qzx" if window else None,
        window_id="W2" if window else None,
        source_position=position,
    )


def assigned(holder: str, substitute: str | None, position: int, begins_anew: bool = False) -> RecordAssignment:
    return RecordAssignment(
        post_id="post-W2", holder=holder, substitute=substitute, begins_anew=begins_anew, source_position=position
    )


def duty(on_post: str | None, acting_as: ActedAs | None, position: int) -> RecordDuty:
    return RecordDuty(post_id="post-W2", on_post=on_post, acting_as=acting_as, source_position=position)


b_on_it, nobody_on_it = window_post("clerk-2", B, 42), window_post(None, None, 42)
KNOWN = {
    "the post of a window becomes known": ([], established(window=True), [new]),
    "a post of another kind does not": ([], established(window=False), []),
    "who is assigned to a post that was not heard of is not recorded": ([], assigned("clerk-1", "clerk-2", 41), []),
    "who is on a post that was not heard of is not recorded": ([], duty("clerk-2", B, 42), []),
    "A is on the post with the assignment": ([new], assigned("clerk-1", "clerk-2", 41), [a_on_it]),
    "B is on it in place of A": ([new, a_on_it], duty("clerk-2", B, 42), [b_on_it]),
    "who covers it acts as B": ([new, nobody_on_it], duty("clerk-9", B, 43), [window_post("clerk-9", B, 43)]),
    "A is on it again": ([new, b_on_it], duty("clerk-1", A, 43), [window_post("clerk-1", A, 43)]),
    "nobody is on it": ([new, a_on_it], duty(None, None, 42), [nobody_on_it]),
    "another B while B is on the post leaves the hand-over to the next event": (
        [new, b_on_it],
        assigned("clerk-1", "clerk-3", 43),
        [window_post("clerk-2", B, 43).model_copy(update={"substitute": "clerk-3"})],
    ),
    "another A is on the post at once": (
        [new, b_on_it],
        assigned("clerk-3", "clerk-2", 43),
        [window_post("clerk-3", A, 43).model_copy(update={"holder": "clerk-3"})],
    ),
    "an assignment of old put the same A on it anew": (
        [new, b_on_it],
        assigned("clerk-1", "clerk-2", 43, begins_anew=True),
        [window_post("clerk-1", A, 43)],
    ),
    "the same hand-over told again with another reason changes nothing": ([new, b_on_it], duty("clerk-2", B, 44), []),
    "what was heard once is not recorded again": ([new, a_on_it], assigned("clerk-3", None, 41), []),
    "what is older than the newest is not recorded": ([new, b_on_it], duty(None, None, 41), []),
    "what is older than the news of another post is": (
        [new, window_post("clerk-5", A, 99, window_id="W1")],
        assigned("clerk-1", "clerk-2", 41),
        [a_on_it],
    ),
}


@pytest.mark.parametrize(("given_", "when", "then"), KNOWN.values(), ids=KNOWN.keys())
def test_window_posts(given_, when, then):
    Spec(WINDOW_POSTS).check(given_, when, then, NOON)


# --- who may act at the counter ---------------------------------------------

W1 = window_post("clerk-5", A, 30, window_id="W1")
W2_SHARED = window_post("clerk-6", A, 44).model_copy(update={"post_id": "post-W2-afternoons"})
ELSEWHERE = window_post("clerk-7", A, 20, hall_id="hall-dg").model_copy(update={"post_id": "post-dg"})
as_a, as_b, as_cover = ("post-W2", A), ("post-W2", B), ("post-W2", B)
by_token = (None, None)
RECEIVING = {
    "A receives at the window": ([a_on_it], "clerk-1", as_a),
    "B does not while A is on the post": ([a_on_it], "clerk-2", NotOnWindowPost(("post-W2",), 41)),
    "B receives once the post is handed over": ([a_on_it, b_on_it], "clerk-2", as_b),
    "A does not then": ([a_on_it, b_on_it], "clerk-1", NotOnWindowPost(("post-W2",), 42)),
    "A does not receive at the uncovered window": ([nobody_on_it], "clerk-1", NotOnWindowPost),
    "B does not receive at the uncovered window": ([nobody_on_it], "clerk-2", NotOnWindowPost),
    "who was ordered to cover it receives": ([window_post("clerk-9", B, 43)], "clerk-9", as_cover),
    "nobody receives where the post was never assigned": ([new], "clerk-1", NotOnWindowPost),
    "who is on another window's post does not receive here": (
        [a_on_it, W1],
        "clerk-5",
        NotOnWindowPost(("post-W2",), 41),
    ),
    "each of two posts of one window receives": ([a_on_it, W2_SHARED], "clerk-6", ("post-W2-afternoons", A)),
    "who is on neither of them does not": (
        [a_on_it, W2_SHARED],
        "clerk-2",
        NotOnWindowPost(("post-W2", "post-W2-afternoons"), 44),
    ),
    "the token is enough where no post is known": ([], "clerk-2", by_token),
    "the token is enough where only another window has a post": ([W1], "clerk-2", by_token),
    "the token is enough where only another hall's window has one": ([ELSEWHERE], "clerk-2", by_token),
}


def on(event, post):
    """The event as it is recorded on a post."""
    post_id, acted_as = post
    return event.model_copy(update={"post_id": post_id, "acted_as": acted_as})


def posts(*events):
    return RELATED | known(WINDOW_POSTS, DISTRICT, *events)


@pytest.mark.parametrize(("heard", "clerk", "then"), RECEIVING.values(), ids=RECEIVING.keys())
def test_receipt(heard, clerk, then):
    then = [on(RECEIVED, then)] if isinstance(then, tuple) else then
    Spec(APPLICATION).check([], receive(), then, at("2014-09-24T09:05", clerk), posts(*heard))


def test_a_receipt_sent_again_after_the_hand_over_records_nothing():
    Spec(APPLICATION).check([RECEIVED], receive(), [], at("2014-09-24T09:05", "clerk-1"), posts(b_on_it))


THURSDAY, FRIDAY = date(2014, 9, 25), date(2014, 9, 26)
ACTS = {
    "a notice": ([RECEIVED], ask_both, THURSDAY, asked_both),
    "a correction": ([RECEIVED, asked_both], hand_in, FRIDAY, all_in),
    "an acceptance": ([RECEIVED], AcceptApplication(), FRIDAY, accepted(FRIDAY)),
    "a withdrawal": ([RECEIVED], withdraw, FRIDAY, withdrawn),
    "a delivery": ([RECEIVED, accepted(FRIDAY), held], deliver, FRIDAY, delivered),
}
GOING_ON = {
    "who is on the window's post": ([a_on_it, W1], "clerk-1", as_a),
    "who is on another window's post of the hall": ([a_on_it, W1], "clerk-5", ("post-W1", A)),
    "B to whom the post passed": ([b_on_it, W1], "clerk-2", as_b),
    "A whose post passed to B": ([b_on_it, W1], "clerk-1", NotOnWindowPost(("post-W2", "post-W1"), 42)),
    "who is on a post of another hall": ([a_on_it, ELSEWHERE], "clerk-7", NotOnWindowPost(("post-W2",), 41)),
    "a clerk without a post where only another window has one": ([W1], "clerk-1", NotOnWindowPost(("post-W1",), 30)),
    "any clerk of a hall without posts": ([ELSEWHERE], "clerk-1", by_token),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
@pytest.mark.parametrize(("heard", "clerk", "then"), GOING_ON.values(), ids=GOING_ON.keys())
def test_going_on_with_an_application(heard, clerk, then, act):
    before, when, day, recorded = act
    then = [on(recorded, then)] if isinstance(then, tuple) else then
    Spec(APPLICATION).check(before, when, then, at(f"{day}T10:00", clerk), posts(*heard))


def test_the_passing_of_time_and_the_back_office_need_no_post():
    due = replace(at("2014-10-01T00:00"), actor=TIMER, related=posts(nobody_on_it))
    deemed = APPLICATION.decide(DeemAccepted(), APPLICATION.fold([RECEIVED]), due)
    assert isinstance(deemed, list)
    assert [type(event) for event in deemed] == [ApplicationDeemedAccepted]
    closed = replace(NOON, actor=reaction_to("casework"), related=posts(nobody_on_it))
    assert APPLICATION.decide(hold, APPLICATION.fold([RECEIVED, accepted(FRIDAY)]), closed) == [held]
