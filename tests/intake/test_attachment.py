"""Attachments: decisions, one row each."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_refusals import ApplicationUnknown
from services.intake.domain.attachment import (
    ATTACHMENTS,
    AddAttachment,
    AttachmentLimit,
    AttachmentsClosed,
    AttachmentUnknown,
    CounterOnly,
    RemoveAttachment,
)
from services.intake.domain.types import ApplicationId
from services.intake.domain.window_post import DISTRICT, WINDOW_POSTS, NotOnWindowPost
from shared.contracts.casework.post import ActedAs
from shared.contracts.intake.attachment import AttachmentAdded, AttachmentKind, AttachmentRemoved, RemovalCause
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.personal import Personal
from shared.testing.decider import Spec, known
from tests.intake.samples import (
    RECEIVED,
    SUBJECT,
    accepted,
    asked_both,
    at,
    delivered,
    ended,
    held,
    revoked,
    window_post,
    withdrawn,
)

SPEC = Spec(ATTACHMENTS)
MATERIAL, RESULT = AttachmentKind.MATERIAL, AttachmentKind.RESULT
CONTENT = Personal[str].of(SUBJECT, "c" * 64)
NOON = at("2014-09-25T12:00")
EXAMINER = replace(NOON, actor=Actor(ActorId("examiner-1"), Role.EXAMINER, "centre-qzx"))
LIMIT = NOON.policy.whole("attachment.max_files", NOON.today)


def add(attachment_id: str = "f-1", kind: AttachmentKind = MATERIAL) -> AddAttachment:
    """A scan of a paper."""
    return AddAttachment(
        application_id=ApplicationId("a-1"),
        attachment_id=attachment_id,
        kind=kind,
        material="户口簿",
        media_type="image/png",
        size_bytes=1000,
        sha256="e" * 64,
        content=CONTENT,
    )


def added(attachment_id: str = "f-1", kind: AttachmentKind = MATERIAL, **by: object) -> AttachmentAdded:
    """What is recorded of it."""
    event = AttachmentAdded(
        attachment_id=attachment_id,
        material="户口簿",
        kind=kind,
        media_type="image/png",
        size_bytes=1000,
        sha256="e" * 64,
        content=CONTENT,
    )
    return event.model_copy(update=by)


def remove(attachment_id: str = "f-1") -> RemoveAttachment:
    """The mistake is put right."""
    return RemoveAttachment(
        application_id=ApplicationId("a-1"), attachment_id=attachment_id, cause=RemovalCause.WRONG_PERSON
    )


def removed(attachment_id: str = "f-1") -> AttachmentRemoved:
    """What is recorded of that."""
    return AttachmentRemoved(attachment_id=attachment_id, cause=RemovalCause.WRONG_PERSON)


def many(n: int) -> list[AttachmentAdded]:
    """As many files."""
    return [added(f"f-{number}") for number in range(n)]


IN_HAND = (RECEIVED,)
TAKEN_ON = (RECEIVED, accepted(NOON.today))
HELD = (*TAKEN_ON, held)

ROWS = {
    "a paper is attached at the window": ([], IN_HAND, add(), NOON, [added()]),
    "the same upload again records nothing": ([added()], IN_HAND, add(), NOON, []),
    "a paper is attached while a correction is awaited": ([], (RECEIVED, asked_both), add(), NOON, [added()]),
    "a paper is attached while the case is examined": ([], TAKEN_ON, add(), NOON, [added()]),
    "no paper is attached once there is a result": ([], HELD, add(), NOON, AttachmentsClosed(kind=MATERIAL)),
    "no paper is attached to what was withdrawn": ([], (RECEIVED, withdrawn), add(), NOON, AttachmentsClosed),
    "nothing is attached to an application that is not there": ([], (), add(), NOON, ApplicationUnknown),
    "no result is attached before acceptance": (
        [],
        IN_HAND,
        add(kind=RESULT),
        NOON,
        AttachmentsClosed(kind=RESULT),
    ),
    "a result is attached while the case is examined": ([], TAKEN_ON, add(kind=RESULT), NOON, [added(kind=RESULT)]),
    "a result is attached when it is at the counter": ([], HELD, add(kind=RESULT), NOON, [added(kind=RESULT)]),
    "a result is attached after the delivery": (
        [],
        (*HELD, delivered),
        add(kind=RESULT),
        NOON,
        [added(kind=RESULT)],
    ),
    "no result is attached to a revoked decision": (
        [],
        (*HELD, revoked),
        add(kind=RESULT),
        NOON,
        AttachmentsClosed,
    ),
    "no result is attached where the case ended": ([], (*TAKEN_ON, ended()), add(kind=RESULT), NOON, AttachmentsClosed),
    "an examiner attaches a result": ([], TAKEN_ON, add(kind=RESULT), EXAMINER, [added(kind=RESULT)]),
    "an examiner attaches no material": ([], TAKEN_ON, add(), EXAMINER, CounterOnly),
    "an examiner takes a result off": ([added(kind=RESULT)], TAKEN_ON, remove(), EXAMINER, [removed()]),
    "an examiner takes no material off": ([added()], TAKEN_ON, remove(), EXAMINER, CounterOnly),
    "one file below the limit is taken": (many(LIMIT - 1), IN_HAND, add("one more"), NOON, [added("one more")]),
    "one file at the limit is not": (many(LIMIT), IN_HAND, add("one more"), NOON, AttachmentLimit(limit=LIMIT)),
    "what was taken off does not count": (
        [*many(LIMIT), removed("f-7")],
        IN_HAND,
        add("one more"),
        NOON,
        [added("one more")],
    ),
    "a mistake is taken off": ([added()], IN_HAND, remove(), NOON, [removed()]),
    "taking it off twice records once": ([added(), removed()], IN_HAND, remove(), NOON, []),
    "a mistake is taken off at any time": ([added()], (*HELD, delivered), remove(), NOON, [removed()]),
    "what was never attached is not taken off": ([added()], IN_HAND, remove("f-2"), NOON, AttachmentUnknown),
    "an upload that was taken off does not come back under its key": (
        [added(), removed()],
        IN_HAND,
        add(),
        NOON,
        [],
    ),
}


@pytest.mark.parametrize(("given_", "application", "when", "context", "then"), ROWS.values(), ids=ROWS.keys())
def test_attachments(given_, application, when, context, then):
    related = known(APPLICATION, "a-1", *application) | known(WINDOW_POSTS, DISTRICT)
    SPEC.check(given_, when, then, context, related)


POSTS = known(WINDOW_POSTS, DISTRICT, window_post("clerk-1", ActedAs.A), window_post("clerk-2", ActedAs.B, 42, "W1"))
ON_POSTS = {
    "who is on a post of the hall attaches, and as what": (
        at("2014-09-25T12:00", "clerk-2"),
        add(),
        [added(post_id="post-W1", acted_as=ActedAs.B)],
    ),
    "who is on no post of the hall does not": (at("2014-09-25T12:00", "clerk-9"), add(), NotOnWindowPost),
    "nor takes anything off": (at("2014-09-25T12:00", "clerk-9"), remove("f-0"), NotOnWindowPost),
    "an examiner's result needs no window post": (EXAMINER, add(kind=RESULT), [added(kind=RESULT)]),
}


@pytest.mark.parametrize(("context", "when", "then"), ON_POSTS.values(), ids=ON_POSTS.keys())
def test_attachments_at_a_counter_with_posts(context, when, then):
    SPEC.check([added("f-0")], when, then, context, known(APPLICATION, "a-1", *TAKEN_ON) | POSTS)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, LIMIT + 3)), max_size=3 * LIMIT))
def test_never_more_files_than_allowed_whatever_comes_and_goes(acts):
    related = known(APPLICATION, "a-1", *IN_HAND) | known(WINDOW_POSTS, DISTRICT)
    context, state = replace(NOON, related=related), ATTACHMENTS.initial
    for come, number in acts:
        command = add(f"f-{number}") if come else remove(f"f-{number}")
        decided = ATTACHMENTS.decide(command, state, context)
        state = ATTACHMENTS.fold(decided if isinstance(decided, list) else [], state)
        assert state.kept <= LIMIT
