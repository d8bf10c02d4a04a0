"""Bad ratings: the closed loop, one row each, and what is excluded and stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.intake.domain.rating import RATING
from services.intake.domain.rating_commands import (
    AppealBadRating,
    ContactRater,
    ContactRaterAgain,
    CorrectBadRating,
    RecheckBadRating,
    RecordRating,
    VerifyBadRating,
)
from services.intake.domain.rating_refusals import (
    ContactDiffers,
    NextStep,
    NotNextStep,
    OwnRating,
    PlanMissing,
    RatingAlreadyRechecked,
    RatingOfOtherCentre,
    RatingUnknown,
    SamePersonRechecks,
)
from services.intake.domain.rating_state import Closed, Excluded
from shared.contracts.intake.bad_rating import (
    BadRatingClosed,
    BadRatingRecontacted,
    CallBack,
    ClosingOutcome,
    Finding,
    Remedy,
)
from shared.contracts.intake.rating import Level
from shared.kernel.actors import Role
from shared.kernel.personal import Personal
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec
from tests.intake.ratings import (
    AGAIN,
    ANONYMOUS,
    APPEALED,
    ASSIGNED,
    BAD,
    CLEAR,
    CLOSED,
    CONTACTED,
    CORRECTED,
    DONE,
    EXCLUDED,
    GONE,
    GROUNDS,
    MISTAKEN,
    RATED_POLICY,
    REJECTED,
    SUBJECT,
    TO_CALL_AGAIN,
    TO_RECHECK,
    TO_VERIFY,
    adopted,
    on,
    rated,
    verified,
)


def record(level: Level = Level.DISSATISFIED) -> RecordRating:
    said = rated(level)
    names = (name for name in RecordRating.model_fields if name != "handler")
    return RecordRating(**{name: getattr(said, name) for name in names}, handler="s-clerk")


PLAN = Personal[str].of(SUBJECT, "下周起增开窗口")

OPENING = on("2015-12-07T23:30")
DAY_8, DAY_9, DAY_10, DAY_11 = (on(f"2015-12-{day:02d}T10:00") for day in (8, 9, 10, 11))
CLERK, CLERK_9, CLERK_10 = (on(f"2015-12-{day:02d}T10:00", "s-clerk") for day in (8, 9, 10))
DIRECTOR = on("2015-12-10T10:00", "s-director", Role.CENTRE_DIRECTOR)
SECOND_RECHECKS = on("2015-12-10T10:00", "s-second", Role.CENTRE_DIRECTOR)
STRANGER = on("2015-12-08T10:00", "s-stranger", Role.CENTRE_DIRECTOR, "centre-dg")
SUPERVISOR = on("2015-12-08T10:00", "s-supervisor", Role.SUPERVISOR, "")

reached = ContactRater(result=CallBack.REACHED)
clear = VerifyBadRating(finding=Finding.CLEAR)
appeal = AppealBadRating(grounds=GROUNDS)
correct = CorrectBadRating(measure=CORRECTED.measure)
content = ContactRaterAgain(result=CallBack.REACHED, content=True)


def later(event: BadRatingRecontacted | BadRatingClosed, **changes: object) -> BadRatingRecontacted | BadRatingClosed:
    return event.model_copy(update=changes)


ROWS = {
    # recorded
    "a good rating is recorded and nothing follows": ([], record(Level.BASICALLY), [rated(Level.BASICALLY)], OPENING),
    "a bad one goes to its handler the same day": ([], record(), BAD, OPENING),
    "the worst, too": ([], record(Level.VERY_DISSATISFIED), [rated(Level.VERY_DISSATISFIED), ASSIGNED], OPENING),
    "it is recorded once": (BAD, record(), [], OPENING),
    "what nobody rated is not followed up": ([], reached, RatingUnknown, DAY_8),
    "nor is a good rating": ([rated(Level.SATISFIED)], reached, RatingUnknown, DAY_8),
    # called back
    "who rated is called back": (BAD, reached, [CONTACTED], DAY_8),
    "the same call again records nothing": (TO_VERIFY, reached, [], DAY_9),
    "who is complained about does not call": (BAD, reached, OwnRating, CLERK),
    "nor does another centre": (BAD, reached, RatingOfOtherCentre, STRANGER),
    "the district's supervisor may": (
        BAD,
        reached,
        [CONTACTED.model_copy(update={"contacted_by": "s-supervisor"})],
        SUPERVISOR,
    ),
    "who left no number cannot be reached": (ANONYMOUS, reached, ContactDiffers, DAY_8),
    "which is said": (
        ANONYMOUS,
        ContactRater(result=CallBack.NO_CONTACT),
        [CONTACTED.model_copy(update={"result": CallBack.NO_CONTACT})],
        DAY_8,
    ),
    "who left one has one": (BAD, ContactRater(result=CallBack.NO_CONTACT), ContactDiffers, DAY_8),
    # verified
    "then it is looked into": (TO_VERIFY, clear, [verified(Finding.CLEAR)], DAY_8),
    "not before": (BAD, clear, NotNextStep(next_step=NextStep.CONTACT), DAY_8),
    "the handler does not verify their own": (TO_VERIFY, clear, OwnRating, CLERK),
    "the same finding again records nothing": (CLEAR, clear, [], DAY_9),
    "another comes too late": (
        CLEAR,
        VerifyBadRating(finding=Finding.NO_LEGAL_BASIS),
        NotNextStep(next_step=NextStep.CORRECTION),
        DAY_9,
    ),
    "what is complex has a plan": (
        TO_VERIFY,
        VerifyBadRating(finding=Finding.COMPLEX, plan=PLAN, planned_on=date(2015, 12, 8)),
        [verified(Finding.COMPLEX).model_copy(update={"plan": PLAN, "planned_on": date(2015, 12, 8)})],
        DAY_8,
    ),
    "without one it is not complex": (TO_VERIFY, VerifyBadRating(finding=Finding.COMPLEX), PlanMissing, DAY_8),
    "a plan for yesterday is none": (
        TO_VERIFY,
        VerifyBadRating(finding=Finding.COMPLEX, plan=PLAN, planned_on=date(2015, 12, 7)),
        PlanMissing,
        DAY_8,
    ),
    "what is clear needs no plan": (
        TO_VERIFY,
        VerifyBadRating(finding=Finding.CLEAR, plan=PLAN, planned_on=date(2015, 12, 9)),
        PlanMissing,
        DAY_8,
    ),
    # appealed and rechecked
    "the handler may appeal upon a mistaken one": (MISTAKEN, appeal, [APPEALED], CLERK_9),
    "but not upon a clear one": (CLEAR, appeal, NotNextStep(next_step=NextStep.CORRECTION), CLERK_9),
    "appealing twice records once": (TO_RECHECK, appeal, [], CLERK_9),
    "nothing is excluded without an appeal": (
        MISTAKEN,
        RecheckBadRating(confirmed=True),
        NotNextStep(next_step=NextStep.APPEAL),
        DIRECTOR,
    ),
    "who verified does not recheck": (
        TO_RECHECK,
        RecheckBadRating(confirmed=True),
        SamePersonRechecks,
        SECOND_RECHECKS,
    ),
    "nor who is complained about": (
        TO_RECHECK,
        RecheckBadRating(confirmed=True),
        OwnRating,
        on("2015-12-10T10:00", "s-clerk", Role.CENTRE_DIRECTOR),
    ),
    "another does, and it is excluded": (TO_RECHECK, RecheckBadRating(confirmed=True), [EXCLUDED], DIRECTOR),
    "excluding twice records once": (GONE, RecheckBadRating(confirmed=True), [], DIRECTOR),
    "what was excluded is not taken back": (
        GONE,
        RecheckBadRating(confirmed=False),
        NotNextStep(next_step=NextStep.NOTHING),
        DIRECTOR,
    ),
    "or it counts": (TO_RECHECK, RecheckBadRating(confirmed=False), [REJECTED], DIRECTOR),
    "rejecting twice records once": ([*TO_RECHECK, REJECTED], RecheckBadRating(confirmed=False), [], DIRECTOR),
    "then it is not found mistaken again": (
        [*TO_RECHECK, REJECTED],
        VerifyBadRating(finding=Finding.MALICIOUS),
        RatingAlreadyRechecked,
        DAY_11,
    ),
    "but verified anew": (
        [*TO_RECHECK, REJECTED],
        clear,
        [verified(Finding.CLEAR).model_copy(update={"verified_on": date(2015, 12, 11)})],
        DAY_11,
    ),
    "without an appeal it may be found otherwise": (
        MISTAKEN,
        clear,
        [verified(Finding.CLEAR).model_copy(update={"verified_on": date(2015, 12, 9)})],
        DAY_9,
    ),
    # put right and called again
    "the handler puts it right": (CLEAR, correct, [CORRECTED], CLERK_10),
    "before it was looked into nobody does": (BAD, correct, NotNextStep(next_step=NextStep.CONTACT), CLERK_10),
    "putting it right twice records once": (TO_CALL_AGAIN, correct, [], CLERK_10),
    "what has no legal basis is explained": (
        [*TO_VERIFY, verified(Finding.NO_LEGAL_BASIS)],
        correct,
        [CORRECTED.model_copy(update={"remedy": Remedy.EXPLAINED})],
        CLERK_10,
    ),
    "the second call closes it": (TO_CALL_AGAIN, content, [AGAIN, CLOSED], DAY_11),
    "not before it was put right": (CLEAR, content, NotNextStep(next_step=NextStep.CORRECTION), DAY_11),
    "nor by the handler": (TO_CALL_AGAIN, content, OwnRating, on("2015-12-11T10:00", "s-clerk")),
    "who was reached said something": (
        TO_CALL_AGAIN,
        ContactRaterAgain(result=CallBack.REACHED),
        ContactDiffers,
        DAY_11,
    ),
    "who was not reached said nothing": (
        TO_CALL_AGAIN,
        ContactRaterAgain(result=CallBack.NOT_REACHED, content=True),
        ContactDiffers,
        DAY_11,
    ),
    "and it is closed all the same": (
        TO_CALL_AGAIN,
        ContactRaterAgain(result=CallBack.NOT_REACHED),
        [
            later(AGAIN, result=CallBack.NOT_REACHED),
            later(CLOSED, outcome=ClosingOutcome.NOT_ASKED),
        ],
        DAY_11,
    ),
    "who is not content is on record": (
        TO_CALL_AGAIN,
        ContactRaterAgain(result=CallBack.REACHED, content=False),
        [AGAIN, later(CLOSED, outcome=ClosingOutcome.NOT_CONTENT)],
        DAY_11,
    ),
    "closing twice records once": (DONE, content, [], DAY_11),
    "what is closed stays as it is": (
        DONE,
        ContactRaterAgain(result=CallBack.REACHED, content=False),
        NotNextStep(next_step=NextStep.NOTHING),
        DAY_11,
    ),
}


@pytest.mark.parametrize(("given_", "when", "then", "context"), ROWS.values(), ids=ROWS.keys())
def test_bad_rating(given_, when, then, context):
    Spec(RATING).check(given_, when, then, context)


def test_where_the_policy_lets_them_the_handler_may_verify():
    lenient = RATED_POLICY.adopt(adopted("rating.handler_may_verify", True))
    context = replace(on("2015-12-08T10:00", "s-clerk"), policy=lenient)
    found = verified(Finding.CLEAR).model_copy(update={"verified_by": "s-clerk"})
    assert RATING.decide(clear, RATING.fold(TO_VERIFY), context) == [found]


def test_an_excluded_rating_stays_on_record_as_it_was_given():
    stream = GONE
    assert isinstance(RATING.fold(stream), Excluded)
    assert stream[0] == rated()
    assert not RATING.decide(record(Level.VERY_SATISFIED), RATING.fold(stream), DAY_8), "nothing takes its place"


def test_a_closed_one_says_what_came_of_it():
    closed = RATING.fold(DONE)
    assert isinstance(closed, Closed)
    assert closed.outcome is ClosingOutcome.CONTENT


def test_what_contradicts_what_was_recorded_is_a_corrupt_stream():
    with pytest.raises(CorruptStream):
        RATING.fold([*BAD, CORRECTED])
