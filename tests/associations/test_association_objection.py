"""Objections to the notice of a filing, one row each: the notice of Monday 12 October runs through Monday the 19th."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_commands import MissLimit, RefuseFiling, TakeApplicationBack
from services.associations.domain.association_founding import LimitNotMissed
from services.associations.domain.association_objection import (
    FilingNoticeOver,
    FilingObjectionAnsweredOtherwise,
    FilingObjectionsOpen,
    FilingObjectionUnknown,
    FilingObjectionUpheld,
)
from services.associations.domain.association_objection_commands import AnswerFilingObjection, ObjectToFiling
from services.associations.domain.association_refusals import (
    AtAnotherStage,
    NoticeRunning,
    NotTheAuthority,
    NotTheCentre,
)
from services.associations.domain.association_state import Stage
from shared.contracts.associations.association import ApplicationTakenBack, DecisionLimitMissed, LimitKind
from shared.contracts.associations.association_filing import FilingRefusalGround, FilingRefused
from shared.contracts.associations.association_objection import (
    FilingObjected,
    FilingObjectionAnswered,
    FilingObjectionAnswerMissed,
    FilingObjectionGround,
    FilingObjectionOutcome,
)
from shared.contracts.refusals import ObjectedForAnother, SamePerson
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Context
from shared.kernel.instants import SHANGHAI
from shared.testing.decider import Spec, context
from tests.associations.samples import (
    CALENDAR,
    EXAMINED,
    ON_FILE,
    POLICY,
    RELATED,
    at,
    by_itself,
    examiner,
    file,
    filed,
    posted,
)

SPEC = Spec(ASSOCIATION)
PLACE, UPHELD, DISMISSED = FilingObjectionGround.PLACE, FilingObjectionOutcome.UPHELD, FilingObjectionOutcome.DISMISSED
ON_NOTICE = (*EXAMINED, posted)


def living_there(who: str, instant: str = "2015-10-13T10:00") -> Context:
    """Somebody with a token of their own, or a household by its code."""
    return context(f"{instant}+08:00", Actor(ActorId(who), Role.RESIDENT), POLICY, CALENDAR)


def answering(who: str) -> Context:
    return context("2015-10-14T10:00+08:00", Actor(ActorId(who), Role.EXAMINER, "centre-gjc"), POLICY, CALENDAR)


def object_to(household: str = "h-1", objection: str = "o-1", document: str | None = None) -> ObjectToFiling:
    return ObjectToFiling(objection_id=objection, ground=PLACE, document=document, household=household)


def objected(household: str = "h-1", objection: str = "o-1", **more: object) -> FilingObjected:
    """Made on Tuesday, to be answered by Friday."""
    said = {"objection_id": objection, "ground": PLACE, "household": household, "answer_due_on": date(2015, 10, 16)}
    return FilingObjected.model_validate({**said, **more})


def answer(outcome: FilingObjectionOutcome = DISMISSED, objection: str = "o-1") -> AnswerFilingObjection:
    return AnswerFilingObjection(objection_id=objection, outcome=outcome, statement="已到场核实")


def answered(outcome: FilingObjectionOutcome = DISMISSED, objection: str = "o-1") -> FilingObjectionAnswered:
    return FilingObjectionAnswered(objection_id=objection, outcome=outcome, statement="已到场核实")


def missed(objection: str = "o-1") -> FilingObjectionAnswerMissed:
    return FilingObjectionAnswerMissed(objection_id=objection, fell_due_at=datetime(2015, 10, 17, tzinfo=SHANGHAI))


promise = DecisionLimitMissed(
    limit=LimitKind.PROMISED, due_on=date(2015, 10, 14), fell_due_at=datetime(2015, 10, 15, tzinfo=SHANGHAI)
)
refuse = RefuseFiling(grounds=(FilingRefusalGround.CONDITIONS_NOT_MET,), statement="活动场所扰民")
refused = FilingRefused(grounds=(FilingRefusalGround.CONDITIONS_NOT_MET,), statement="活动场所扰民")
TUE, AFTER = at("2015-10-13T10:00"), examiner("2015-10-20T10:00")
OBJECTED = (*ON_NOTICE, objected())

OBJECTING = {
    "the counter takes one down for a household": (ON_NOTICE, object_to(), TUE, [objected()]),
    "with the paper that says it": (ON_NOTICE, object_to(document="d-1"), TUE, [objected(document="d-1")]),
    "who lives there objects for their own": (
        ON_NOTICE,
        object_to(),
        living_there("s-wang"),
        [objected(resident="s-wang")],
    ),
    "a household does by its code": (ON_NOTICE, object_to(), living_there("h-1"), [objected()]),
    "on the last day too": (
        ON_NOTICE,
        object_to(),
        at("2015-10-19T23:59"),
        [objected(answer_due_on=date(2015, 10, 22))],
    ),
    "not on the day after": (ON_NOTICE, object_to(), at("2015-10-20T00:00"), FilingNoticeOver(date(2015, 10, 19))),
    "the same once more says nothing": (OBJECTED, object_to(), TUE, []),
    "nor does the household under another id": (OBJECTED, object_to(objection="o-2"), TUE, []),
    "another household does": (
        OBJECTED,
        object_to("h-2", "o-2"),
        TUE,
        [objected("h-2", "o-2")],
    ),
    "who objected for one household not for a second": (
        [*ON_NOTICE, objected(resident="s-wang")],
        object_to("h-2", "o-2"),
        living_there("s-wang"),
        ObjectedForAnother,
    ),
    "but the counter takes that down": (
        [*ON_NOTICE, objected(resident="s-wang")],
        object_to("h-2", "o-2"),
        TUE,
        [objected("h-2", "o-2")],
    ),
    "not before it is posted": (EXAMINED, object_to(), TUE, AtAnotherStage(Stage.UNDER_EXAMINATION)),
    "nor when it is filed": (ON_FILE, object_to(), TUE, AtAnotherStage(Stage.FILED)),
    "nor at the counter of another community": (
        ON_NOTICE,
        object_to(),
        at("2015-10-13T10:00", Role.CLERK, "centre-dg"),
        NotTheCentre("centre-gjc"),
    ),
}
ANSWERING = {
    "the examiner dismisses it": (OBJECTED, answer(), answering("s-li"), [answered()]),
    "or finds it right": (OBJECTED, answer(UPHELD), answering("s-li"), [answered(UPHELD)]),
    "the same once more says nothing": ([*OBJECTED, answered()], answer(), answering("s-li"), []),
    "not otherwise": (
        [*OBJECTED, answered()],
        answer(UPHELD),
        answering("s-li"),
        FilingObjectionAnsweredOtherwise,
    ),
    "nor what nobody objected": (ON_NOTICE, answer(), answering("s-li"), FilingObjectionUnknown),
    "nor does the counter": (OBJECTED, answer(), TUE, NotTheAuthority),
    "nor who is to be in charge of it": (OBJECTED, answer(), answering("zhuoma"), SamePerson),
    "nor who objected": ([*ON_NOTICE, objected(resident="s-li")], answer(), answering("s-li"), SamePerson),
    "nor once the founders took it back": (
        [*OBJECTED, ApplicationTakenBack()],
        answer(),
        answering("s-li"),
        AtAnotherStage(Stage.ENDED),
    ),
    "who answers late says so": ([*OBJECTED, promise], answer(), AFTER, [missed(), answered()]),
    "which the timer may have said before": ([*OBJECTED, promise, missed()], answer(), AFTER, [answered()]),
}
DECIDING = {
    "nothing is filed while one waits": (OBJECTED, file, AFTER, FilingObjectionsOpen(("o-1",))),
    "nor refused": (OBJECTED, refuse, AFTER, FilingObjectionsOpen(("o-1",))),
    "nor while one of two does": (
        [*OBJECTED, objected("h-2", "o-2"), answered()],
        refuse,
        AFTER,
        FilingObjectionsOpen(("o-2",)),
    ),
    "filed when all were dismissed": ([*OBJECTED, promise, answered()], file, AFTER, [filed]),
    "not before the notice is over": (
        [*OBJECTED, answered()],
        file,
        examiner("2015-10-19T10:00"),
        NoticeRunning(date(2015, 10, 19)),
    ),
    "nor when one was right": ([*OBJECTED, answered(UPHELD)], file, AFTER, FilingObjectionUpheld(("o-1",))),
    "then it is refused": ([*OBJECTED, promise, answered(UPHELD)], refuse, AFTER, [refused]),
    "also while the notice runs": ([*OBJECTED, answered(UPHELD)], refuse, answering("s-li"), [refused]),
    "the founders take it back, and what is late is said": (
        [*OBJECTED, promise],
        TakeApplicationBack(),
        at("2015-10-20T10:00"),
        [missed(), ApplicationTakenBack()],
    ),
}
LATE = {
    "the answer is late at midnight": (
        [*OBJECTED, promise],
        MissLimit(),
        by_itself("2015-10-17T00:00"),
        [missed()],
    ),
    "not a minute before": ([*OBJECTED, promise], MissLimit(), by_itself("2015-10-16T23:59"), LimitNotMissed),
    "nor twice": ([*OBJECTED, promise, missed()], MissLimit(), by_itself("2015-10-17T00:00"), LimitNotMissed),
    "nor once it was answered": (
        [*OBJECTED, promise, answered()],
        MissLimit(),
        by_itself("2015-10-17T00:00"),
        LimitNotMissed,
    ),
    "the limits of the filing go on": (OBJECTED, MissLimit(), by_itself("2015-10-15T00:00"), [promise]),
}


@pytest.mark.parametrize(("given", "when", "context", "then"), OBJECTING.values(), ids=OBJECTING.keys())
def test_who_objects(given, when, context, then):
    SPEC.check(given, when, then, context, RELATED)


@pytest.mark.parametrize(("given", "when", "context", "then"), ANSWERING.values(), ids=ANSWERING.keys())
def test_what_is_answered(given, when, context, then):
    SPEC.check(given, when, then, context, RELATED)


@pytest.mark.parametrize(("given", "when", "context", "then"), DECIDING.values(), ids=DECIDING.keys())
def test_what_is_decided_then(given, when, context, then):
    SPEC.check(given, when, then, context, RELATED)


@pytest.mark.parametrize(("given", "when", "context", "then"), LATE.values(), ids=LATE.keys())
def test_what_is_late(given, when, context, then):
    SPEC.check(given, when, then, context, RELATED)
