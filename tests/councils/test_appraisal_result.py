"""Results of appraisals: published, objected to, concluded, and who of a roll is excellent."""

from __future__ import annotations

from datetime import date

import pytest

from services.councils.domain.appraisal import APPRAISAL
from services.councils.domain.appraisal_commands import (
    ConcludeAppraisal,
    PublishAppraisal,
)
from services.councils.domain.appraisal_refusals import (
    AppraisalStageOpen,
    NoticeRuns,
    NotPublic,
    ObjectionAnsweredOtherwise,
    ObjectionUnknown,
    OwnAppraisal,
    RollIncomplete,
    Stage,
)
from shared.contracts.councils.appraisal import (
    AppraisalEvent,
    AppraisalResultSent,
    Grade,
    Recipient,
    RemovalProposed,
)
from shared.kernel.actors import TIMER, Actor, ActorId, Role
from shared.kernel.ids import AggregateRef
from shared.testing.decider import CLERK, known
from tests.councils.appraisal_rows import (
    AFTER,
    ENDS_ON,
    FIVE,
    GIVEN,
    LAST_MINUTE,
    OF_CENTRE,
    OF_UNIT,
    SPEC,
    Row,
    alone,
    answer,
    answered,
    centre_reported,
    concluded,
    failed,
    give,
    given,
    objected,
    objection,
    of_centre,
    of_unit,
    public,
    published,
    reported,
    running,
    unit_reported,
    was_cast,
)
from tests.councils.appraisals import (
    CENTRE,
    CIYOU,
    NOW,
    UNIT,
    WORKING_COMMITTEE,
    here,
    id_of,
    marks,
    opened,
    scores,
)

W = WORKING_COMMITTEE
RESULT: dict[str, Row] = {
    "the result is public for five working days": (running, PublishAppraisal(), W, NOW, [published()]),
    "and is published once": (public, PublishAppraisal(), W, NOW, []),
    "one that has nothing is told all that it lacks": (
        [alone],
        PublishAppraisal(),
        W,
        NOW,
        AppraisalStageOpen((Stage.REPORT, Stage.SCORES, Stage.MARKS)),
    ),
    "an outsider's is for seven days": (
        [of_centre, centre_reported, was_cast(), given()],
        PublishAppraisal(),
        W,
        NOW,
        [published()],
    ),
    "somebody objects on the last day": (
        public,
        objection(),
        CLERK,
        LAST_MINUTE,
        [objected().model_copy(update={"objected_on": ENDS_ON})],
    ),
    "and not a minute later": (public, objection(), CLERK, AFTER, NotPublic),
    "nor before there is a result": (running, objection(), CLERK, NOW, NotPublic),
    "an objection is raised once": ([*public, objected()], objection(), CLERK, NOW, []),
    "one that is wrong leaves the result": (
        [*public, objected()],
        answer(upheld=False),
        W,
        NOW,
        [answered(upheld=False)],
    ),
    "one that is right brings other marks, and the notice runs anew": (
        [*public, objected()],
        answer(True, give(80)),
        W,
        NOW,
        [answered(True, marks(80)), published(8300)],
    ),
    "or the scores are cast again": ([*public, objected()], answer(True), W, NOW, [answered(True)]),
    "then there is no result": (
        [*public, objected(), answered(True)],
        PublishAppraisal(),
        W,
        NOW,
        AppraisalStageOpen((Stage.SCORES,)),
    ),
    "an objection has one answer": (
        [*public, objected(), answered(upheld=False)],
        answer(upheld=True),
        W,
        NOW,
        ObjectionAnsweredOtherwise,
    ),
    "what nobody raised has none": (public, answer(upheld=False), W, NOW, ObjectionUnknown),
    "nobody answers an objection to their own result": (
        [*public, objected()],
        answer(upheld=False),
        Actor(ActorId("m1"), Role.ADMIN),
        NOW,
        OwnAppraisal,
    ),
}

CONCLUSION: dict[str, Row] = {
    "the last day of the notice is not over": (public, ConcludeAppraisal(), TIMER, LAST_MINUTE, NoticeRuns),
    "then the result counts": (public, ConcludeAppraisal(), TIMER, AFTER, [concluded()]),
    "and counts from that day, also where nobody has looked for a week": (
        public,
        ConcludeAppraisal(),
        TIMER,
        "2015-01-06T00:00+08:00",
        [concluded()],
    ),
    "or from the last answer to an objection": (
        [*public, objected(), answered(upheld=False).model_copy(update={"answered_on": date(2015, 1, 5)})],
        ConcludeAppraisal(),
        TIMER,
        "2015-01-06T00:00+08:00",
        [concluded().model_copy(update={"concluded_on": date(2015, 1, 5)})],
    ),
    "and counts once": ([*public, concluded()], ConcludeAppraisal(), TIMER, AFTER, []),
    "not while an objection waits": ([*public, objected()], ConcludeAppraisal(), TIMER, AFTER, NoticeRuns),
    "a first year not competent is counted": (
        failed,
        ConcludeAppraisal(),
        TIMER,
        AFTER,
        [concluded(Grade.NOT_COMPETENT, 36, 1)],
    ),
    "a centre's result goes to the district": (
        [of_centre, centre_reported, was_cast(), given(), published()],
        ConcludeAppraisal(),
        TIMER,
        AFTER,
        [
            concluded(kind=OF_CENTRE, of=CENTRE),
            AppraisalResultSent(recipient=Recipient.DISTRICT, sent_on=date(2014, 12, 30)),
        ],
    ),
    "a unit's goes to its superior Party organisation": (
        [of_unit, unit_reported, was_cast(), given(), published()],
        ConcludeAppraisal(),
        TIMER,
        AFTER,
        [
            concluded(kind=OF_UNIT, of=UNIT),
            AppraisalResultSent(recipient=Recipient.SUPERIOR_PARTY_ORGANISATION, sent_on=date(2014, 12, 30)),
        ],
    ),
}

ROWS = {**RESULT, **CONCLUSION}


@pytest.mark.parametrize(("given_", "when", "actor", "at", "then"), ROWS.values(), ids=ROWS.keys())
def test_result(given_, when, actor, at, then):
    SPEC.check(given_, when, then, here(at, actor), GIVEN)


def before(*events: AppraisalEvent) -> dict[AggregateRef, object]:
    return {**GIVEN, **known(APPRAISAL, id_of("m1", period="2013"), *events)}


def test_a_second_year_not_competent_in_a_row_goes_to_the_assembly():
    last_year = concluded(Grade.NOT_COMPETENT, 36, 1).model_copy(update={"period": "2013"})
    removal = RemovalProposed(committee_id=CIYOU, person_id="m1", failed_in_a_row=2)
    then: list[AppraisalEvent] = [concluded(Grade.NOT_COMPETENT, 36, 2), removal]
    SPEC.check(failed, ConcludeAppraisal(), then, here(AFTER, TIMER), before(*failed, last_year))


def test_a_second_half_year_not_competent_is_no_second_year():
    half = [opened("m1", period="2014-H2"), *failed[1:]]
    then = [concluded(Grade.NOT_COMPETENT, 36, 2).model_copy(update={"period": "2014-H2"})]
    first_half = concluded(Grade.NOT_COMPETENT, 36, 1).model_copy(update={"period": "2014-H1"})
    related = {**GIVEN, **known(APPRAISAL, id_of("m1", period="2014-H1"), *failed, first_half)}
    SPEC.check(half, ConcludeAppraisal(), then, here(AFTER, TIMER), related)


def test_a_year_that_was_good_enough_begins_the_count_anew():
    last_year = concluded().model_copy(update={"period": "2013"})
    then = [concluded(Grade.NOT_COMPETENT, 36, 1)]
    SPEC.check(failed, ConcludeAppraisal(), then, here(AFTER, TIMER), before(*public, last_year))


def of_five(subject_id: str, *more: AppraisalEvent) -> list[AppraisalEvent]:
    return [opened(subject_id, roll=FIVE), *more]


def full(subject_id: str, daily_work: int) -> list[AppraisalEvent]:
    return of_five(subject_id, reported, was_cast(told=scores(excellent=20)), given(marks(daily_work)))


def together(**streams: list[AppraisalEvent]) -> dict[AggregateRef, object]:
    known_ones = [known(APPRAISAL, id_of(each), *events) for each, events in streams.items()]
    return {ref: state for each in (GIVEN, *known_ones) for ref, state in each.items()}


OTHERS = {each: full(each, 60) for each in FIVE[2:]}


def test_nobody_is_graded_before_the_others_of_the_roll_are_scored():
    related = together(**{**OTHERS, "m2": of_five("m2", reported)})
    SPEC.check(full("m1", 90), PublishAppraisal(), RollIncomplete((id_of("m2"),)), here(), related)


@pytest.mark.parametrize(
    ("of_second", "grade", "capped"),
    [
        pytest.param(89, Grade.EXCELLENT, False, id="the best of five is excellent"),
        pytest.param(90, Grade.COMPETENT, True, id="two who share the place do not have it"),
        pytest.param(91, Grade.COMPETENT, True, id="the second is not"),
    ],
)
def test_one_of_five_may_be_excellent(of_second, grade, capped):
    related = together(**{**OTHERS, "m2": full("m2", of_second)})
    SPEC.check(full("m1", 90), PublishAppraisal(), [published(9400, grade, capped=capped)], here(), related)


def test_who_was_published_as_excellent_keeps_the_place():
    """Also where a later correction makes somebody else better."""
    first = [*full("m2", 89), published(9370, Grade.EXCELLENT)]
    related = together(**{**OTHERS, "m2": first})
    SPEC.check(full("m1", 90), PublishAppraisal(), [published(9400, Grade.COMPETENT, capped=True)], here(), related)
