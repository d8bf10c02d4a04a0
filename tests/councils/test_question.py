"""Questions to the centre: decisions, one row each."""

from __future__ import annotations

from datetime import date

import pytest

from services.councils.domain.mandate import OfAnotherCommittee
from services.councils.domain.question import (
    QUESTION,
    AnsweredOtherwise,
    AnswerNotDue,
    AnswerQuestion,
    MissAnswer,
    NoCentreToAsk,
    PutQuestion,
    QuestionToOtherCentre,
    QuestionUnknown,
    question_due,
)
from services.councils.domain.types import CommitteeId
from shared.contracts.councils.question import QuestionAnswered, QuestionAnswerMissed, QuestionPut
from shared.kernel.actors import TIMER, Actor, ActorId, Role
from shared.kernel.instants import start_of
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import CLERK, Spec
from tests.councils.appraisals import (
    CENTRE,
    CIYOU,
    DIRECTOR,
    DONGGUAN,
    ELSEWHERE,
    M1,
    NOW,
    OTHER_DIRECTOR,
    RELATED,
    VILLAGE,
    here,
)

SPEC = Spec(QUESTION)
FOREIGN = Actor(ActorId("x"), Role.COMMITTEE, ELSEWHERE)
TODAY, DUE = date(2014, 12, 22), date(2015, 1, 5)
LAST, LATE = "2015-01-05T23:59+08:00", "2015-01-06T00:00+08:00"


def ask(committee_id: str = CIYOU) -> PutQuestion:
    return PutQuestion(committee_id=CommitteeId(committee_id), question="午间窗口为何无人")


def put(committee_id: str = CIYOU) -> QuestionPut:
    return QuestionPut(
        committee_id=committee_id,
        centre_id=CENTRE,
        community_id=DONGGUAN,
        question="午间窗口为何无人",
        put_on=TODAY,
        answer_due_on=DUE,
    )


answer = AnswerQuestion(answer="自下月起错时值班")
answered = QuestionAnswered(answer="自下月起错时值班", answered_on=TODAY)
overdue = QuestionAnswerMissed(due_on=DUE, fell_due_at=start_of(date(2015, 1, 6)))

ROWS = {
    "a committee asks its community's centre": ([], ask(), M1, NOW, [put()]),
    "and asks it once": ([put()], ask(), M1, NOW, []),
    "a village asks too": ([], ask(VILLAGE), CLERK, NOW, [put(VILLAGE)]),
    "nobody asks for another committee": ([], ask(), FOREIGN, NOW, OfAnotherCommittee),
    "who belongs to no community has none to ask": ([], ask("unassigned"), CLERK, NOW, NoCentreToAsk),
    "nor has who is not entered": ([], ask("nobody"), CLERK, NOW, NoCentreToAsk),
    "nor has whose community has no centre": ([], ask(ELSEWHERE), CLERK, NOW, NoCentreToAsk),
    "the centre answers": ([put()], answer, DIRECTOR, NOW, [answered]),
    "once": ([put(), answered], answer, DIRECTOR, NOW, []),
    "not otherwise": ([put(), answered], AnswerQuestion(answer="x"), DIRECTOR, NOW, AnsweredOtherwise(TODAY)),
    "another centre does not": ([put()], answer, OTHER_DIRECTOR, NOW, QuestionToOtherCentre),
    "what nobody asked is not answered": ([], answer, DIRECTOR, NOW, QuestionUnknown),
    "the tenth working day is not over": ([put()], MissAnswer(), TIMER, LAST, AnswerNotDue),
    "then the answer is overdue": ([put()], MissAnswer(), TIMER, LATE, [overdue]),
    "and once": ([put(), overdue], MissAnswer(), TIMER, LATE, []),
    "it may still be given": ([put(), overdue], answer, DIRECTOR, NOW, [answered]),
    "an answer that is late says so before the timer does": (
        [put()],
        answer,
        DIRECTOR,
        LATE,
        [overdue, answered.model_copy(update={"answered_on": date(2015, 1, 6)})],
    ),
    "who has answered owes nothing": ([put(), answered], MissAnswer(), TIMER, LATE, []),
}


@pytest.mark.parametrize(("given_", "when", "actor", "at", "then"), ROWS.values(), ids=ROWS.keys())
def test_question(given_, when, actor, at, then):
    SPEC.check(given_, when, then, here(at, actor), RELATED)


def test_what_nobody_asked_is_not_due():
    assert question_due(QUESTION.initial, here()) is None
    with pytest.raises(CorruptStream):
        QUESTION.fold([answered])
