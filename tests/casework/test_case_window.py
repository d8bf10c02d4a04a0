"""Case: what a clerk decided alone at a window, heard of from intake and judged as of that minute (S11(a))."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from services.casework.domain.case import CASE
from services.casework.domain.case_clock_acts import RecordBreach
from services.casework.domain.case_commands import DecideAtWindow, TerminateCase
from services.casework.domain.case_recheck_acts import RecheckDecision
from services.casework.domain.case_state import Closed, Examining
from services.casework.domain.delegation import DELEGATION
from services.casework.domain.post import POST
from services.casework.domain.staff import STAFF
from services.casework.domain.types import PostId
from services.casework.reactions.intake import REACTION, case_id_of
from shared.contracts.casework.case import (
    CaseClosed,
    DecisionMade,
    DecisionProposed,
    Outcome,
    TerminationCause,
)
from shared.contracts.casework.case_recheck import RecheckResult, SingleDecisionRechecked, SingleDecisionSampled
from shared.contracts.casework.case_window import InstantDecisionDeclined
from shared.contracts.casework.delegation import AuthorityKind, DelegationConditionMet, DelegationRevoked
from shared.contracts.casework.post import ActedAs, AwayReason, PostAssigned, PostKind, PostSubstituted
from shared.contracts.casework.staff import AbsenceReason, StaffAbsenceRecorded, StaffLeft
from shared.contracts.intake.application_instant import DecidedAtWindow
from shared.contracts.intake.item import DecisionMode, Handling, WhoseDecision
from shared.contracts.refusals import SamePerson
from shared.kernel.instants import start_of
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import known
from tests.casework.district import ELSEWHERE, asked, engaged, established, policy_with
from tests.casework.test_reactions import APPLICATION, react
from tests.casework.travels import FOUND, JOBLESS, Story, at_once, close, decide, handed_down, propose

DAY, MINUTE = "2015-12-07", "2015-12-07T10:00+08:00"
ALONE = handed_down(JOBLESS, from_body="dept-employment", single_person=True)
ALWAYS, NEVER = (policy_with("decision.single.recheck_share", share) for share in (100, 0))
HOW = ("60日内可申请行政复议",)
REFUSE = Outcome.REFUSE
LEFT = StaffLeft(left_on=date(2015, 12, 7))
AWAY = StaffAbsenceRecorded(from_on=date(2015, 12, 7), until_on=date(2015, 12, 7), reason=AbsenceReason.SICK)
AT_W2 = established(PostKind.WINDOW)
TRAINED = engaged("某子", trained_for=(JOBLESS,))
TO_B = PostSubstituted(
    from_staff="s-clerk", to_staff="s-second", reason=AwayReason.LEAVE, from_at=start_of(date(2015, 12, 7))
)
PEOPLE = (
    known(STAFF, "s-clerk", TRAINED)
    | known(STAFF, "s-second", TRAINED)
    | known(POST, "window", AT_W2, PostAssigned(holder="s-clerk", substitute="s-second"))
)


def revoked(on: str) -> DelegationRevoked:
    return DelegationRevoked(number=1, revoked_on=date.fromisoformat(on), basis="东政〔2015〕9号")


def story(*delegations: Any, policy=ALWAYS, people: dict[Any, object] | None = None, **item: Any) -> Story:
    """The case of the day, opened; the clerk is on the window's post."""
    told = Story(JOBLESS, *(delegations or (ALONE,)), accepted=DAY, policy=policy, **item)
    told.related |= PEOPLE | (people or {})
    return told


def at_window(
    outcome=Outcome.GRANT, by="s-clerk", explained=False, remedies=(), position=3, post="window"
) -> DecideAtWindow:
    return DecideAtWindow(
        officer=by,
        post_id=post,
        outcome=outcome,
        explained=explained,
        remedies=remedies,
        decided_at=datetime.fromisoformat(MINUTE),
        window_position=position,
    )


HEARD = "reaction:intake"
ONE_ACT = [DecisionProposed, DecisionMade, CaseClosed]


def test_s11a_the_clerk_is_examiner_and_approver_on_the_window_post_and_the_draw_is_as_always():
    told = story().then((MINUTE, HEARD, at_window()))
    assert told.facts() == [DecisionProposed, DecisionMade, SingleDecisionSampled, CaseClosed]
    proposed, decided, sampled, closed = told.last
    assert (proposed.examiner, decided.approver) == ("s-clerk", "s-clerk")
    assert {fact.post_id for fact in (proposed, decided, closed)} == {"window"}
    assert {fact.acted_as for fact in (proposed, decided, closed)} == {ActedAs.A}
    assert (decided.authority.kind, decided.authority.single_person) == (AuthorityKind.DELEGATED, True)
    assert decided.window_position == 3
    assert sampled.recheck_due_on == date(2015, 12, 14)
    assert (closed.within_promise, closed.within_statute) == (True, True)


def test_what_policy_does_not_draw_is_not_drawn():
    assert story(policy=NEVER).then((MINUTE, HEARD, at_window())).facts() == ONE_ACT


def test_what_is_heard_the_next_day_was_decided_that_day_and_in_time():
    told = story(policy=NEVER).then(("2015-12-08T00:00+08:00", "timer", RecordBreach()))
    told.then(("2015-12-08T08:30+08:00", HEARD, at_window()))
    _, decided, closed = told.last
    assert decided.decided_on == closed.closed_on == date(2015, 12, 7)


def test_the_reasons_of_a_refusal_stay_where_they_are_sealed():
    told = story(policy=NEVER).then((MINUTE, HEARD, at_window(REFUSE, explained=True, remedies=HOW)))
    _, decided, closed = told.last
    assert (decided.outcome, decided.reasons, decided.remedies) == (REFUSE, None, HOW)
    assert decided.window_position == 3
    assert closed.outcome is REFUSE


def test_another_person_rechecks_what_was_decided_at_the_window():
    told = story().then((MINUTE, HEARD, at_window()))
    recheck = RecheckDecision(post_id=PostId("approval"), result=RecheckResult.UPHELD)
    told.related |= known(POST, "approval", established(PostKind.APPROVAL), PostAssigned(holder="s-clerk"))
    assert told.on("2015-12-08", "s-clerk", recheck).last == SamePerson()
    told.related |= known(POST, "approval", established(PostKind.APPROVAL), PostAssigned(holder="s-approver"))
    assert told.then(("2015-12-14", "s-approver", recheck)).facts() == [SingleDecisionRechecked]


NEEDS = handed_down(JOBLESS, ("印章",), from_body="dept-employment", single_person=True)
WITHOUT = handed_down(JOBLESS, from_body="dept-employment")
DECLINED = {
    "without a delegation for one person it takes two": ((WITHOUT,), {}, {}, at_window(), "same-person"),
    "one that was taken back that day is none": ((ALONE, revoked(DAY)), {}, {}, at_window(), "same-person"),
    "one whose conditions are open is none": ((NEEDS,), {}, {}, at_window(), "same-person"),
    "an item for two persons takes two": (
        (ALONE,),
        {"decision_mode": DecisionMode.TWO_PERSON},
        {},
        at_window(),
        "same-person",
    ),
    "an item that takes its time takes it": (
        (ALONE,),
        {"handling": Handling.PROMISED},
        {},
        at_window(),
        "not-instant",
    ),
    "what was handed to another centre is not this one's": (
        (handed_down(JOBLESS, from_body="dept-employment", to_body=ELSEWHERE, single_person=True),),
        {"authority": WhoseDecision.DISTRICT_DEPARTMENT, "department": "dept-employment"},
        {},
        at_window(),
        "same-person",
    ),
    "who is not on the window's post decided nothing": ((ALONE,), {}, {}, at_window(by="s-second"), "holder-present"),
    "whose post it is not, neither": ((ALONE,), {}, {}, at_window(by="s-examiner"), "post-not-held"),
    "who has left that day, neither": (
        (ALONE,),
        {},
        known(STAFF, "s-clerk", TRAINED, LEFT),
        at_window(),
        "post-not-held",
    ),
    "who was absent that day, neither": ((ALONE,), {}, known(STAFF, "s-clerk", TRAINED, AWAY), at_window(), "absent"),
    "a post that is of no window is not enough": (
        (ALONE,),
        {},
        {},
        at_window(by="s-examiner", post="examination"),
        "post-of-other-kind",
    ),
    "nor is a window of another centre": (
        (ALONE,),
        {},
        known(POST, "window", established(PostKind.WINDOW, ELSEWHERE), PostAssigned(holder="s-clerk")),
        at_window(),
        "other-centre",
    ),
    "b who is not trained for the item is not enough": (
        (ALONE,),
        {},
        known(STAFF, "s-second", engaged("某丑", trained_for=()))
        | known(POST, "window", AT_W2, PostAssigned(holder="s-clerk", substitute="s-second"), TO_B),
        at_window(by="s-second"),
        "substitute-not-trained",
    ),
    "a refusal that gives no reasons is none": ((ALONE,), {}, {}, at_window(REFUSE, remedies=HOW), "reasons-missing"),
    "nor is one without remedies": ((ALONE,), {}, {}, at_window(REFUSE, explained=True), "remedies-missing"),
}


@pytest.mark.parametrize(("delegations", "item", "people", "command", "slug"), DECLINED.values(), ids=DECLINED.keys())
def test_what_does_not_hold_is_recorded_and_the_case_stays_open(delegations, item, people, command, slug):
    told = story(*delegations, people=people, **item)
    told.on(MINUTE, HEARD, command)
    assert told.last == [InstantDecisionDeclined(application_id="application-1", slug=slug, window_position=3)]
    assert isinstance(told.state, Examining)


def test_b_decides_while_the_post_is_handed_over():
    posts = known(POST, "window", AT_W2, PostAssigned(holder="s-clerk", substitute="s-second"), TO_B)
    told = story(policy=NEVER, people=posts).then((MINUTE, HEARD, at_window(by="s-second")))
    assert {fact.acted_as for fact in told.last} == {ActedAs.B}


MET = DelegationConditionMet(number=1, condition="印章", evidence="印模", met_on=date(2015, 12, 7))
ORDERS = {
    "taken back before it is heard, from that day on": ((ALONE, revoked(DAY)), False),
    "taken back before it is heard, from the next day on": ((ALONE, revoked("2015-12-08")), True),
    "completed before it is heard": ((NEEDS, MET), True),
    "not completed when it is heard": ((NEEDS,), False),
}


@pytest.mark.parametrize(("delegations", "holds"), ORDERS.values(), ids=ORDERS.keys())
def test_what_became_of_the_delegation_before_the_act_is_heard(delegations, holds):
    told = story(*delegations).on("2015-12-08T09:00+08:00", HEARD, at_window())
    assert isinstance(told.state, Closed) is holds


def test_a_delegation_taken_back_after_it_was_heard_changes_nothing():
    told = story().then((MINUTE, HEARD, at_window()))
    told.related |= known(DELEGATION, JOBLESS, ALONE, revoked(DAY))
    assert told.on("2015-12-07T10:01+08:00", HEARD, at_window()).last == []
    assert isinstance(told.state, Closed)


def test_a_case_that_was_declined_takes_the_ordinary_way_and_hears_nothing_twice():
    told = story(WITHOUT).then(
        (MINUTE, HEARD, at_window()),
        (DAY, "s-examiner", propose()),
        (DAY, "s-approver", decide()),
        (DAY, "s-examiner", close()),
    )
    assert isinstance(told.state, Closed)
    assert told.on(DAY, HEARD, at_window()).last == []


LATE = {
    "an examiner was faster": ((DAY, "s-examiner", propose()), "already-proposed"),
    "another clerk decided it on the spot": ((DAY, "s-examiner", at_once()), "case-not-open"),
    "the application had been withdrawn": (
        (DAY, HEARD, TerminateCase(cause=TerminationCause.WITHDRAWN)),
        "case-not-open",
    ),
}


@pytest.mark.parametrize(("before", "slug"), LATE.values(), ids=LATE.keys())
def test_a_case_that_has_moved_on_says_so(before, slug):
    told = story().then(before).on("2015-12-07T10:10+08:00", HEARD, at_window())
    assert [fact.slug for fact in told.last] == [slug]
    assert told.on("2015-12-07T10:11+08:00", HEARD, at_window()).last == []


def test_an_act_at_a_window_without_a_case_waits_for_it():
    with pytest.raises(CorruptStream):
        CASE.decide(at_window(), CASE.initial, replace(asked(HEARD), related=PEOPLE))


def test_what_intake_recorded_is_told_to_the_case_of_the_application():
    event = DecidedAtWindow(
        item_code=JOBLESS,
        outcome=REFUSE,
        officer="s-clerk",
        post_id="window",
        acted_as=ActedAs.A,
        reasons=FOUND.model_copy(update={"sealed": "c2VhbGVk"}),
        remedies=HOW,
        decided_on=date(2015, 12, 7),
        basis_position=60,
    )
    step = react(event, at=MINUTE, position=3)
    assert step.id == case_id_of(APPLICATION.id)
    assert step.command == at_window(REFUSE, explained=True, remedies=HOW)
    assert {str(ref) for ref in step.related} == {
        f"item/{JOBLESS}",
        f"delegation/{JOBLESS}",
        "post/window",
        "staff/s-clerk",
    }
    assert type(event) in REACTION.on
