"""Case: instant items decided by one act (S11(a)), and the re-check of what one person decided alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.casework.domain.case import CASE
from services.casework.domain.case_commands import TerminateCase
from services.casework.domain.case_recheck import drawn
from services.casework.domain.case_recheck_acts import (
    AlreadyRechecked,
    FaultNotNamed,
    MissRecheck,
    NotSampled,
    RecheckDecision,
)
from services.casework.domain.case_refusals import (
    AlreadyDecided,
    AlreadyProposed,
    CaseNotOpen,
    NotInstant,
)
from services.casework.domain.case_state import Closed, Examining
from services.casework.domain.rules import PostNotHeld, PostOfOtherKind
from services.casework.domain.types import PostId
from services.casework.timers import RECHECK
from shared.contracts.casework.case import (
    CaseClosed,
    DecisionMade,
    DecisionProposed,
    Outcome,
    TerminationCause,
)
from shared.contracts.casework.case_aftermath import CaseReopened, ReconsiderationConcluded, ReconsiderationResult
from shared.contracts.casework.case_clocks import DueDates
from shared.contracts.casework.case_recheck import (
    RecheckMissed,
    RecheckResult,
    SingleDecisionRechecked,
    SingleDecisionSampled,
)
from shared.contracts.casework.post import ActedAs, PostKind
from shared.contracts.intake.item import Handling
from shared.contracts.refusals import RemediesMissing, SamePerson
from shared.kernel.instants import start_of
from shared.kernel.refusals import Refusal
from tests.casework.district import policy_with
from tests.casework.travels import FOUND, JOBLESS, Story, at_once, close, decide, handed_down, propose

ALONE = handed_down(JOBLESS, from_body="dept-employment", single_person=True)
DAY = "2015-12-07"
ALWAYS, NEVER = (policy_with("decision.single.recheck_share", share) for share in (100, 0))
ONE_ACT = [DecisionProposed, DecisionMade, CaseClosed]
DRAWN = [DecisionProposed, DecisionMade, SingleDecisionSampled, CaseClosed]
UPHELD, WRONG = RecheckResult.UPHELD, RecheckResult.WRONG


def jobless(policy=ALWAYS, *delegations, **item) -> Story:
    return Story(JOBLESS, *(delegations or (ALONE,)), accepted=DAY, policy=policy, **item)


def decided(policy=ALWAYS) -> Story:
    return jobless(policy).then((DAY + "T10:05+08:00", "s-examiner", at_once()))


# --- one act ----------------------------------------------------------------


def test_s11a_one_act_proposes_decides_draws_and_closes():
    story = decided()
    assert story.facts() == DRAWN
    assert isinstance(story.state, Closed)
    sampled, closed = story.last[2:]
    assert sampled.recheck_due_on == date(2015, 12, 14)
    assert (closed.within_promise, closed.within_statute) == (True, True)


def test_one_act_is_what_three_acts_are():
    story = jobless().then(
        (DAY, "s-examiner", propose()),
        (DAY, "s-examiner", decide("approval-2")),
        (DAY, "s-examiner", close()),
    )
    assert story.state == jobless().then((DAY, "s-examiner", at_once())).state


PROPOSED = (DAY, "s-examiner", propose())
WITHOUT = handed_down(JOBLESS, from_body="dept-employment")
AT_ONCE = {
    "without a delegation for one person it takes two": ((), "s-examiner", at_once(), (WITHOUT,), {}, SamePerson),
    "an item that is not instant takes its steps": (
        (),
        "s-examiner",
        at_once(),
        (ALONE,),
        {"handling": Handling.PROMISED},
        NotInstant,
    ),
    "both posts are the same person's": ((), "s-examiner", at_once(approval="approval"), (ALONE,), {}, PostNotHeld),
    "an examination post does not approve": (
        (),
        "s-examiner",
        at_once(approval="examination"),
        (ALONE,),
        {},
        PostOfOtherKind(needed=PostKind.APPROVAL),
    ),
    "a refusal is explained": (
        (),
        "s-examiner",
        at_once(outcome=Outcome.REFUSE, reasons=FOUND),
        (ALONE,),
        {},
        RemediesMissing(missing=("remedies",)),
    ),
    "and may be made": (
        (),
        "s-examiner",
        at_once(outcome=Outcome.REFUSE, reasons=FOUND, remedies=("60日内可申请行政复议",)),
        (ALONE,),
        {},
        DRAWN,
    ),
    "what is proposed waits for its approver": ((PROPOSED,), "s-examiner", at_once(), (ALONE,), {}, AlreadyProposed),
    "what is decided is closed by its examiner": (
        (PROPOSED, (DAY, "s-approver", decide())),
        "s-examiner",
        at_once(),
        (ALONE,),
        {},
        AlreadyDecided,
    ),
    "what is closed otherwise is closed": (
        ((DAY, "s-examiner", at_once()),),
        "s-examiner",
        at_once(outcome=Outcome.REFUSE, reasons=FOUND, remedies=("60日内可申请行政复议",)),
        (ALONE,),
        {},
        CaseNotOpen,
    ),
}


@pytest.mark.parametrize(("acts", "by", "when", "by_what", "item", "then"), AT_ONCE.values(), ids=AT_ONCE.keys())
def test_deciding_at_once(acts, by, when, by_what, item, then):
    story = jobless(ALWAYS, *by_what, **item).then(*acts)
    before = story.state
    came_of(story.on(DAY, by, when), then)
    assert isinstance(then, list) or story.state == before, "all of the act or nothing"


def came_of(story: Story, then) -> None:
    if isinstance(then, type):
        assert type(story.last) is then, story.last
    else:
        assert (story.last if isinstance(then, Refusal) else story.facts()) == then


# --- the draw ---------------------------------------------------------------


def test_a_decision_by_two_is_never_drawn():
    story = jobless().then(PROPOSED, (DAY, "s-approver", decide()))
    assert story.facts() == [DecisionMade]


def test_what_policy_does_not_draw_is_not_drawn():
    assert decided(NEVER).facts() == ONE_ACT


def test_five_percent_are_drawn():
    ids = [f"application-{n}" for n in range(20_000)]
    assert 0.045 < sum(drawn(each, 5) for each in ids) / len(ids) < 0.055


@given(st.uuids().map(str), st.integers(0, 100), st.integers(0, 100))
def test_who_is_drawn_at_a_share_is_drawn_at_every_larger_one(application_id, one, other):
    smaller, larger = sorted((one, other))
    assert drawn(application_id, smaller) <= drawn(application_id, larger)
    assert drawn(application_id, 100) > drawn(application_id, 0)


# --- the re-check -----------------------------------------------------------


def recheck(result=UPHELD, post="approval", reasons=None) -> RecheckDecision:
    return RecheckDecision(post_id=PostId(post), result=result, reasons=reasons)


CHECKED = ("2015-12-08", "s-approver", recheck())
MISSED = ("2015-12-15T00:00+08:00", "timer", MissRecheck())
RECHECKS = {
    "another person upholds it after the closure": (ALWAYS, (), "s-approver", recheck(), [SingleDecisionRechecked]),
    "or finds it wrong and says why": (
        ALWAYS,
        (),
        "s-approver",
        recheck(WRONG, reasons=FOUND),
        [SingleDecisionRechecked],
    ),
    "not without saying why": (ALWAYS, (), "s-approver", recheck(WRONG), FaultNotNamed),
    "who decided does not": (ALWAYS, (), "s-examiner", recheck(post="approval-2"), SamePerson),
    "what was not drawn is not re-checked": (NEVER, (), "s-approver", recheck(), NotSampled),
    "what was upheld is not found wrong": (
        ALWAYS,
        (CHECKED,),
        "s-approver",
        recheck(WRONG, reasons=FOUND),
        AlreadyRechecked(result=UPHELD),
    ),
    "an examination post does not re-check": (
        ALWAYS,
        (),
        "s-both",
        recheck(post="examination-2"),
        PostOfOtherKind(needed=PostKind.APPROVAL),
    ),
    "what was missed may still be done": (ALWAYS, (MISSED,), "s-approver", recheck(), [SingleDecisionRechecked]),
}


@pytest.mark.parametrize(("policy", "acts", "by", "when", "then"), RECHECKS.values(), ids=RECHECKS.keys())
def test_rechecking(policy, acts, by, when, then):
    came_of(decided(policy).then(*acts).on("2015-12-16", by, when), then)


def test_what_was_found_wrong_is_known_to_be_wrong():
    story = decided()
    story.then(("2015-12-08", "s-approver", recheck(WRONG, reasons=FOUND)))
    assert story.last == [
        SingleDecisionRechecked(
            result=WRONG,
            post_id="approval",
            acted_as=ActedAs.A,
            officer="s-approver",
            reasons=FOUND,
            rechecked_on=date(2015, 12, 8),
        )
    ]
    assert story.state.file.recheck.wrong
    assert not decided().then(CHECKED).state.file.recheck.wrong


def to_be_made_again(story: Story) -> Story:
    concluded = ReconsiderationConcluded(
        by_body="district-government", result=ReconsiderationResult.REDO, concluded_on=date(2015, 12, 9)
    )
    again = CaseReopened(application_id="application-1", started_at=start_of(date(2015, 12, 9)), due=DueDates())
    story.state = CASE.fold([concluded, again], story.state)
    return story


def test_of_a_decision_that_is_to_be_made_again_no_recheck_is_missed():
    story = to_be_made_again(decided())
    assert RECHECK.due(story.state, story.context("2015-12-20", "timer")) is None
    assert story.on("2015-12-20", "timer", MissRecheck()).last == []
    assert CaseReopened in RECHECK.stops


def test_a_decision_that_is_made_again_is_not_wrong_for_what_was_found_before():
    story = to_be_made_again(decided().then(("2015-12-08", "s-approver", recheck(WRONG, reasons=FOUND))))
    story.then(("2015-12-09", "s-both", propose(post="examination-2")))
    assert story.on("2015-12-10", "s-examiner", decide("approval-2")).last == SamePerson(), "who decided before"
    story.then(("2015-12-10", "s-approver", decide()))
    assert not story.state.file.recheck.wrong
    assert story.on("2015-12-11", "s-approver", recheck()).last == NotSampled()


def test_s11a_a_recheck_that_nobody_did_until_the_fourteenth_is_missed_once():
    story, over = decided(), start_of(date(2015, 12, 15))
    just_before = (over - timedelta(microseconds=1)).isoformat()
    assert RECHECK.due(story.state, story.context(just_before, "timer")) == over
    assert story.on(just_before, "timer", MissRecheck()).last == []
    story.on(over.isoformat(), "timer", MissRecheck())
    assert story.last == [RecheckMissed(due_on=date(2015, 12, 14), due_at=over)]
    assert RECHECK.due(story.state, story.context("2015-12-20", "timer")) is None


def test_a_recheck_that_was_done_is_not_missed():
    story = decided().then(CHECKED)
    assert RECHECK.due(story.state, story.context("2015-12-20", "timer")) is None
    assert story.on("2015-12-20", "timer", MissRecheck()).last == []


def test_a_case_that_was_withdrawn_is_not_rechecked():
    withdrawn = ("2015-12-07", "reaction:intake", TerminateCase(cause=TerminationCause.WITHDRAWN))
    story = jobless().then(PROPOSED, (DAY, "s-examiner", decide("approval-2")), withdrawn)
    assert RECHECK.due(story.state, story.context("2015-12-20", "timer")) is None
    assert story.on("2015-12-16", "s-approver", recheck()).last == CaseNotOpen()


def test_nothing_is_missed_before_anything_is_decided():
    story = jobless()
    assert isinstance(story.state, Examining)
    assert CASE.decide(MissRecheck(), story.state, story.context("2016-01-04", "timer")) == []
