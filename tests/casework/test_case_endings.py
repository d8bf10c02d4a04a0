"""Case: slips of the pen, and ends without a decision; one row each."""

import pytest
from pydantic import ValidationError

from services.casework.domain.case import CASE
from services.casework.domain.case_aftermath_refusals import (
    TerminationUnexplained,
)
from services.casework.domain.case_commands import TerminateCase
from services.casework.domain.case_refusals import (
    AlreadyDecided,
    CaseNotOpen,
    NotDecided,
)
from services.casework.domain.case_state import Decided
from services.casework.domain.post import OtherCentre
from services.casework.domain.rules import PostOfOtherKind
from shared.contracts.casework.case import TerminationCause
from shared.contracts.casework.case_aftermath import (
    EntryField,
    TerminationCauseV2,
)
from shared.contracts.refusals import SamePerson
from tests.casework.aftermath import (
    AGAIN,
    KNOWN,
    LOST,
    OTHER_POSTS,
    SPEC,
    by_department,
    end,
    ended,
    mend,
    mended,
    of,
    on_post,
    revoked,
)
from tests.casework.stories import (
    CLOSED,
    DECIDED,
    EXAMINING,
    OTHER,
    PROPOSED,
    RETURNED,
    TERMINATED,
    WHY,
    propose,
    terminate,
    terminated,
)

SLIPS = {
    "the body that decided mends a slip": (DECIDED, "s-approver", mend(), [mended()]),
    "also when the case is closed": (CLOSED, "s-approver", mend(), [mended()]),
    "mending twice records once": ([*CLOSED, mended()], "s-approver", mend(), []),
    "a second slip is mended by itself": (
        [*CLOSED, mended()],
        "s-approver",
        mend("entry-2", field=EntryField.DECISION_REASONS),
        [mended("entry-2", EntryField.DECISION_REASONS)],
    ),
    "before the decision there is none": (PROPOSED, "s-approver", mend(), NotDecided),
    "nor while it is made again": (AGAIN, "s-approver", mend(), NotDecided),
    "what the department said the centre does not mend": (
        by_department(CLOSED),
        "s-approver",
        mend(),
        OtherCentre,
    ),
    "what is revoked is not mended": ([*CLOSED, revoked()], "s-approver", mend(), CaseNotOpen),
    "it is for an approval post": (CLOSED, "s-examiner", mend(post="examination"), PostOfOtherKind),
}


@pytest.mark.parametrize(("events", "by", "when", "then"), SLIPS.values(), ids=SLIPS.keys())
def test_slips_of_the_pen(events, by, when, then):
    SPEC.check(events, when, then, on_post(by), KNOWN)


def test_no_slip_of_the_pen_changes_what_was_decided():
    before, after = CASE.fold(DECIDED), CASE.fold([*DECIDED, mended()])
    assert isinstance(before, Decided)
    assert isinstance(after, Decided)
    assert (after.decision, after.file.aftermath.standing) == (before.decision, before.file.aftermath.standing)


ENDS = {
    "a case ends when its applicant has died": (EXAMINING, "s-approver", end(), [ended()]),
    "also when a decision is proposed": (PROPOSED, "s-approver", end(), [ended()]),
    "also when it was returned": (RETURNED, "s-approver", end(), [ended()]),
    "ending twice records once": ([*EXAMINING, ended()], "s-approver", end(), []),
    "and when its purpose is lost, with reasons": (
        EXAMINING,
        "s-approver",
        end(LOST, WHY),
        [ended(LOST, WHY)],
    ),
    "in other words it is the same end": ([*EXAMINING, ended(LOST, WHY)], "s-approver", end(LOST, OTHER), []),
    "a lost purpose is explained": (EXAMINING, "s-approver", end(LOST), TerminationUnexplained),
    "what has ended does not end for another cause": ([*EXAMINING, ended()], "s-approver", end(LOST, WHY), CaseNotOpen),
    "nor by another person": ([*EXAMINING, ended()], "s-both", end(post="approval-9"), CaseNotOpen),
    "what was withdrawn does not end again": (TERMINATED, "s-approver", end(), CaseNotOpen),
    "a withdrawal does not end it again either": ([*EXAMINING, ended()], "s-stranger", terminate, []),
    "who examined does not end it": (PROPOSED, "s-examiner", end(post="approval-2"), SamePerson),
    "it is for an approval post": (EXAMINING, "s-examiner", end(post="examination"), PostOfOtherKind),
    "what is decided is closed, not ended": (DECIDED, "s-approver", end(), AlreadyDecided),
    "what is closed has ended": (CLOSED, "s-approver", end(), CaseNotOpen),
    "nothing is proposed afterwards": ([*EXAMINING, ended()], "s-examiner", propose(), CaseNotOpen),
}


@pytest.mark.parametrize(("events", "by", "when", "then"), ENDS.values(), ids=ENDS.keys())
def test_how_a_case_ends_without_a_decision(events, by, when, then):
    SPEC.check(events, when, then, on_post(by), KNOWN | OTHER_POSTS)


def test_an_officer_cannot_say_that_the_applicant_withdrew():
    with pytest.raises(ValidationError):
        end(TerminationCauseV2.WITHDRAWN)


def test_followers_of_the_first_version_hear_of_every_withdrawal():
    assert TerminateCase(cause=TerminationCause.WITHDRAWN) == terminate
    SPEC.check(EXAMINING, terminate, [terminated], of(""), KNOWN)
