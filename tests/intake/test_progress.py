"""What is known of a case's due dates: one row for what casework tells, and nothing counts twice."""

from __future__ import annotations

from datetime import date

import pytest

from services.intake.domain.progress import PROGRESS, RecordMove, RecordOpening, RecordRunOn, RecordStop
from shared.contracts.intake.progress import DueDatesKnown, ProgressCause, Stop
from shared.kernel.suspensions import SuspensionReason
from shared.testing.decider import Spec
from tests.intake.samples import at

NOON = at("2014-10-13T12:00")
PROMISED, STATUTORY, LATER = date(2014, 11, 5), date(2014, 11, 12), date(2014, 11, 19)
NOTICE = Stop(suspension_id="s-1", reason=SuspensionReason.PUBLIC_NOTICE)
HEARING = Stop(suspension_id="s-2", reason=SuspensionReason.HEARING)
DATES = {"promised_due_on": PROMISED, "statutory_due_on": STATUTORY}


def known(cause: ProgressCause, position: int, *stopped: Stop, **dates: date) -> DueDatesKnown:
    return DueDatesKnown(application_id="a-1", cause=cause, stopped=stopped, source_position=position, **dates)


OPENED = known(ProgressCause.OPENED, 10, **DATES)
STOPPED = known(ProgressCause.SUSPENDED, 12, NOTICE)
STOPPED_TWICE = known(ProgressCause.SUSPENDED, 13, NOTICE, HEARING)
open_ = RecordOpening(application_id="a-1", source_position=10, **DATES)
TELLS = {
    "a case is opened with its dates": ([], open_, [OPENED]),
    "the same opening heard again changes nothing": ([OPENED], open_, []),
    "a case opened anew begins with new dates": (
        [OPENED, STOPPED],
        RecordOpening(application_id="a-1", source_position=20, statutory_due_on=LATER),
        [known(ProgressCause.OPENED, 20, statutory_due_on=LATER)],
    ),
    "a notice stops the clocks, and there is no date": (
        [OPENED],
        RecordStop(stop=NOTICE, source_position=12),
        [STOPPED],
    ),
    "a hearing beside the notice is told too": (
        [OPENED, STOPPED],
        RecordStop(stop=HEARING, source_position=13),
        [STOPPED_TWICE],
    ),
    "when the notice ends the hearing is what is left": (
        [OPENED, STOPPED, STOPPED_TWICE],
        RecordRunOn(suspension_id="s-1", source_position=14),
        [known(ProgressCause.RESUMED, 14, HEARING)],
    ),
    "when the last has ended there are dates again": (
        [OPENED, STOPPED],
        RecordRunOn(suspension_id="s-1", source_position=14, **DATES),
        [known(ProgressCause.RESUMED, 14, **DATES)],
    ),
    "a calendar that moves the dates is told as the cause": (
        [OPENED],
        RecordMove(
            cause=ProgressCause.RECOMPUTED, source_position=14, promised_due_on=PROMISED, statutory_due_on=LATER
        ),
        [known(ProgressCause.RECOMPUTED, 14, promised_due_on=PROMISED, statutory_due_on=LATER)],
    ),
    "what is older than what is known changes nothing": (
        [OPENED, STOPPED],
        RecordMove(cause=ProgressCause.EXTENDED, source_position=11, statutory_due_on=LATER),
        [],
    ),
    "a case that was opened before anybody kept its dates is known when it is examined again": (
        [],
        RecordMove(cause=ProgressCause.REOPENED, application_id="a-1", source_position=20, statutory_due_on=LATER),
        [known(ProgressCause.REOPENED, 20, statutory_due_on=LATER)],
    ),
    "of a case that nobody opened nothing is told": ([], RecordStop(stop=NOTICE, source_position=12), []),
}


@pytest.mark.parametrize(("given_", "when", "then"), TELLS.values(), ids=TELLS.keys())
def test_progress(given_, when, then):
    Spec(PROGRESS).check(given_, when, then, NOON)
