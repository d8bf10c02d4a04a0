"""Complaints: decisions, one row each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_refusals import ApplicationUnknown
from services.intake.domain.complaint import (
    COMPLAINT,
    AnswerComplaint,
    ComplaintAlreadyAnswered,
    ComplaintAnswerNotDue,
    ComplaintOfOtherCentre,
    ComplaintUnknown,
    FileComplaint,
    MissComplaintAnswer,
)
from shared.contracts.intake.complaint import ComplaintAnswered, ComplaintAnswerMissed, ComplaintFiled
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.instants import SHANGHAI
from shared.kernel.personal import Personal
from shared.testing.decider import Spec, known
from tests.intake.samples import RECEIVED, SUBJECT, at

TEXT = Personal[str].of(SUBJECT, "窗口无人")
SORRY = Personal[str].of(SUBJECT, "已整改")
FILED = ComplaintFiled(
    application_id="a-1",
    hall_id="hall-qzx",
    centre_id="centre-qzx",
    item_code="CD-MZ-005",
    complainant=SUBJECT,
    text=TEXT,
    filed_on=date(2014, 9, 26),
    answer_due_on=date(2014, 10, 15),
)
MISSED = ComplaintAnswerMissed(due_on=date(2014, 10, 15), fell_due_at=datetime(2014, 10, 16, tzinfo=SHANGHAI))
ANSWERED = ComplaintAnswered(answer=SORRY, upheld=True, officer="director-1", answered_on=date(2014, 10, 8))
file = FileComplaint(application_id="a-1", text=TEXT)
answer = AnswerComplaint(answer=SORRY, upheld=True)
RELATED = known(APPLICATION, "a-1", RECEIVED) | known(APPLICATION, "a-none")


def by(org: str, when: str = "2014-10-08T09:00"):
    return replace(at(when), actor=Actor(ActorId("director-1"), Role.CENTRE_DIRECTOR, org))


OURS = by("centre-qzx")
ROWS = {
    "an applicant complains, and ten working days are given": ([], file, [FILED], at("2014-09-26T10:00")),
    "complaining twice under one key records once": ([FILED], file, [], at("2014-09-26T10:00")),
    "nobody complains about what was never received": (
        [],
        FileComplaint(application_id="a-none", text=TEXT),
        ApplicationUnknown,
        OURS,
    ),
    "the centre answers": ([FILED], answer, [ANSWERED], OURS),
    "another centre does not": ([FILED], answer, ComplaintOfOtherCentre, by("centre-dg")),
    "the same finding again is the same answer": ([FILED, ANSWERED], answer, [], OURS),
    "it is not answered otherwise afterwards": (
        [FILED, ANSWERED],
        AnswerComplaint(answer=SORRY, upheld=False),
        ComplaintAlreadyAnswered,
        OURS,
    ),
    "in the last minute of the last day it is not late": (
        [FILED],
        MissComplaintAnswer(),
        ComplaintAnswerNotDue,
        at("2014-10-15T23:59"),
    ),
    "at midnight it is": ([FILED], MissComplaintAnswer(), [MISSED], at("2014-10-16T00:00")),
    "what was answered is not missed": ([FILED, ANSWERED], MissComplaintAnswer(), [], at("2014-10-16T00:00")),
    "what was missed may still be answered": (
        [FILED, MISSED],
        answer,
        [ANSWERED.model_copy(update={"answered_on": date(2014, 10, 20)})],
        by("centre-qzx", "2014-10-20T09:00"),
    ),
    "what was not filed is not answered": ([], answer, ComplaintUnknown, OURS),
}


@pytest.mark.parametrize(("given_", "when", "then", "context"), ROWS.values(), ids=ROWS.keys())
def test_complaint(given_, when, then, context):
    Spec(COMPLAINT).check(given_, when, then, context, RELATED)
