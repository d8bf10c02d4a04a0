"""Rectifications: decisions, one row each, and what falls due."""

from __future__ import annotations

from datetime import date

import pytest

from services.councils.domain.appraisal import APPRAISAL
from services.councils.domain.appraisal_refusals import NotTheSubject
from services.councils.domain.mandate import OfAnotherCommunity
from services.councils.domain.rectification import (
    RECTIFICATION,
    CheckRectification,
    MissRectification,
    OrderRectification,
    OwnRectification,
    RectificationAnswered,
    RectificationNotAnswered,
    RectificationNotDue,
    RectificationUnknown,
    ResultDoesNotCount,
    SubmitRectification,
    rectification_due,
)
from shared.contracts.councils.appraisal import SubjectKind
from shared.contracts.councils.rectification import (
    RectificationAccepted,
    RectificationNotAccepted,
    RectificationOrdered,
    RectificationStep,
    RectificationStepMissed,
    RectificationSubmitted,
)
from shared.kernel.actors import TIMER
from shared.kernel.instants import start_of
from shared.kernel.personal import Personal
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import CLERK, Spec, known
from tests.councils.appraisal_rows import (
    AFTER,
    LAST_MINUTE,
    alone,
    centre_reported,
    concluded,
    given,
    of_centre,
    public,
    published,
    was_cast,
)
from tests.councils.appraisals import (
    CENTRE,
    CIYOU,
    DIRECTOR,
    DONGGUAN,
    M1,
    M2,
    OTHER_DIRECTOR,
    THEIRS,
    THEMSELVES,
    WORKING_COMMITTEE,
    here,
    id_of,
)

SPEC = Spec(RECTIFICATION)
OF_CENTRE = id_of(CENTRE, SubjectKind.SERVICE_CENTRE, "2014-H2")
OF_MEMBER, RUNNING, NOBODY = id_of("m1"), id_of("m2"), id_of("m3")
GIVEN = (
    known(APPRAISAL, OF_CENTRE, of_centre, centre_reported, was_cast(), given(), published())
    | known(APPRAISAL, OF_MEMBER, *public, concluded())
    | known(APPRAISAL, RUNNING, alone)
    | known(APPRAISAL, NOBODY)
)
DAY, DUE = date(2014, 12, 30), date(2015, 1, 13)
LAST, LATE = "2015-01-13T23:59+08:00", "2015-01-14T00:00+08:00"


def ordered(kind: SubjectKind = SubjectKind.SERVICE_CENTRE) -> RectificationOrdered:
    of_centre = kind is SubjectKind.SERVICE_CENTRE
    return RectificationOrdered(
        subject_kind=kind,
        subject_id=CENTRE if of_centre else "m1",
        committee_id=None if of_centre else CIYOU,
        community_id=DONGGUAN,
        ordered_on=DAY,
        answer_due_on=DUE,
    )


def order(of: str = OF_CENTRE) -> OrderRectification:
    return OrderRectification(appraisal_id=of)


def submit(plan: str = "增开一个窗口") -> SubmitRectification:
    return SubmitRectification(plan=plan)


sealed = Personal[str].of("m1", "每周入户")
of_member = ordered(SubjectKind.COMMITTEE_MEMBER)
submitted = RectificationSubmitted(
    plan="增开一个窗口",
    submitted_on=DUE,
    public_until_on=date(2015, 1, 20),
    recheck_due_on=date(2015, 3, 16),
)
member_submitted = submitted.model_copy(update={"plan": None, "sealed_plan": sealed})
late = RectificationStepMissed(step=RectificationStep.ANSWER, due_on=DUE, fell_due_at=start_of(date(2015, 1, 14)))
unchecked = RectificationStepMissed(
    step=RectificationStep.RECHECK, due_on=date(2015, 3, 16), fell_due_at=start_of(date(2015, 3, 17))
)
day_later = submitted.model_copy(
    update={
        "submitted_on": date(2015, 1, 14),
        "public_until_on": date(2015, 1, 21),
        "recheck_due_on": date(2015, 3, 16),
    }
)
accept, decline = CheckRectification(accepted=True), CheckRectification(accepted=False)
accepted = RectificationAccepted(checked_on=DUE)
again = RectificationNotAccepted(checked_on=DUE, answer_due_on=date(2015, 1, 27))

ROWS = {
    "with its result a centre is told to answer in ten working days": ([], order(), TIMER, AFTER, [ordered()]),
    "not while the notice runs": ([], order(), TIMER, LAST_MINUTE, ResultDoesNotCount),
    "nor of an appraisal that runs": ([], order(RUNNING), WORKING_COMMITTEE, AFTER, ResultDoesNotCount),
    "nor of none": ([], order(NOBODY), WORKING_COMMITTEE, AFTER, ResultDoesNotCount),
    "of a member the working committee asks for it": ([], order(OF_MEMBER), WORKING_COMMITTEE, AFTER, [of_member]),
    "another community's does not": ([], order(OF_MEMBER), THEIRS, AFTER, OfAnotherCommunity),
    "it is ordered once": ([ordered()], order(), TIMER, AFTER, []),
    "the centre answers on the last day": ([ordered()], submit(), DIRECTOR, LAST, [submitted]),
    "another does not for it": ([ordered()], submit(), OTHER_DIRECTOR, LAST, NotTheSubject),
    "the counter enters what came on paper": ([ordered()], submit(), CLERK, LAST, [submitted]),
    "a member's words are sealed": (
        [of_member],
        SubmitRectification(sealed_plan=sealed),
        M1,
        LAST,
        [member_submitted],
    ),
    "a colleague does not answer": ([of_member], SubmitRectification(sealed_plan=sealed), M2, LAST, NotTheSubject),
    "it is answered once": ([ordered(), submitted], submit(), DIRECTOR, LAST, []),
    "not otherwise": ([ordered(), submitted], submit("无"), DIRECTOR, LAST, RectificationAnswered),
    "what nobody ordered is not answered": ([], submit(), DIRECTOR, LAST, RectificationUnknown),
    "there is nothing to check before": ([ordered()], accept, WORKING_COMMITTEE, LAST, RectificationNotAnswered),
    "the working committee finds it done": ([ordered(), submitted], accept, WORKING_COMMITTEE, LAST, [accepted]),
    "and finds it once": ([ordered(), submitted, accepted], accept, WORKING_COMMITTEE, LAST, []),
    "or has it answered again": ([ordered(), submitted], decline, WORKING_COMMITTEE, LAST, [again]),
    "what was accepted stays so": (
        [ordered(), submitted, accepted],
        decline,
        WORKING_COMMITTEE,
        LAST,
        RectificationNotAnswered,
    ),
    "nobody checks what they put right": ([of_member, member_submitted], accept, THEMSELVES, LAST, OwnRectification),
    "the last day is not over": ([ordered()], MissRectification(), TIMER, LAST, RectificationNotDue),
    "then the answer is late": ([ordered()], MissRectification(), TIMER, LATE, [late]),
    "and late once": ([ordered(), late], MissRectification(), TIMER, LATE, []),
    "a late answer is one": ([ordered(), late], submit(), DIRECTOR, LAST, [submitted]),
    "and says so before the timer does": ([ordered()], submit(), DIRECTOR, LATE, [late, day_later]),
    "the re-check has sixty days": (
        [ordered(), submitted],
        MissRectification(),
        TIMER,
        "2015-03-16T23:59+08:00",
        RectificationNotDue,
    ),
    "then it is late": ([ordered(), submitted], MissRectification(), TIMER, "2015-03-17T00:00+08:00", [unchecked]),
    "a late re-check says so before the timer does": (
        [ordered(), submitted],
        accept,
        WORKING_COMMITTEE,
        "2015-03-17T00:00+08:00",
        [unchecked, RectificationAccepted(checked_on=date(2015, 3, 17))],
    ),
    "what was accepted is never late": ([ordered(), submitted, accepted], MissRectification(), TIMER, LATE, []),
}


@pytest.mark.parametrize(("given_", "when", "actor", "at", "then"), ROWS.values(), ids=ROWS.keys())
def test_rectification(given_, when, actor, at, then):
    SPEC.check(given_, when, then, here(at, actor), GIVEN)


def test_a_second_answer_has_its_own_last_day():
    state = RECTIFICATION.fold([ordered(), late, submitted, again])
    assert rectification_due(state, here()) == start_of(date(2015, 1, 28))


def test_what_was_not_ordered_is_not_accepted():
    with pytest.raises(CorruptStream):
        RECTIFICATION.fold([accepted])
