"""Case: sending it to another body, answering, and where it is decided; one row each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.casework.domain.case import CASE
from services.casework.domain.case_body_acts import (
    AnswerInItsName,
    BodyMissing,
    BodyNotOfItem,
    CaseAtTheCentre,
    CaseNotWithYou,
    CaseWithBody,
    StageBehind,
    StageUnknown,
)
from services.casework.domain.case_inquiry_acts import QueryDepartment
from services.casework.domain.case_inquiry_refusals import InquiryOpen
from services.casework.domain.case_refusals import AlreadyDecided, CaseNotOpen
from services.casework.domain.post import POST, OtherCentre
from services.casework.domain.rules import PostOfOtherKind
from services.casework.domain.types import PostId
from shared.contracts.casework.case import CaseTerminated, DecisionMade, ReturnedByApprover, TerminationCause
from shared.contracts.casework.case_body import BodyAnswered, CaseSentToBody
from shared.contracts.casework.post import ActedAs, PostAssigned, PostKind
from shared.contracts.intake.item import DecisionMode, Handling
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.refusals import Refusal
from shared.testing.decider import known
from tests.casework.district import CENTRE, established
from tests.casework.travels import (
    ALLOWANCE,
    DEPARTMENT,
    FOUND,
    ORPHANS,
    OTHER_BODY,
    TEMPORARY,
    Story,
    answer,
    at_once,
    close,
    decide,
    fen,
    give_back,
    handed_down,
    in_its_name,
    propose,
    send,
)

SENT = ("2015-04-02", "s-examiner", send())
ANSWERED = ("2015-04-20", "s-dept-approver", answer())
PROPOSED = ("2015-04-01", "s-examiner", propose())
EXAMINATION = PostId("dept-examination")


def orphans(*acts) -> Story:
    return Story(ORPHANS).then(*acts)


# --- sending ----------------------------------------------------------------

QUERY = QueryDepartment(post_id=PostId("examination"), request_id="q1", department="dept-traffic", question=FOUND)
DECIDED = (PROPOSED, SENT, ("2015-04-03", "s-dept-approver", decide("dept-approval")))
SENDING = {
    "the item's department is named or not": (ORPHANS, (), send(DEPARTMENT), [CaseSentToBody]),
    "another body is not the item's": (ORPHANS, (), send(OTHER_BODY), BodyNotOfItem(department=DEPARTMENT)),
    "where the item names none, one has to be named": (TEMPORARY, (), send(), BodyMissing),
    "and then it is that one": (TEMPORARY, (), send(OTHER_BODY), [CaseSentToBody]),
    "a proposed case goes to who decides": (ORPHANS, (PROPOSED,), send(), [CaseSentToBody]),
    "what is there is not sent there by another act": (
        ORPHANS,
        (SENT,),
        send(stage=0),
        CaseWithBody(body=DEPARTMENT),
    ),
    "nor to a third body": (
        TEMPORARY,
        (("2015-04-02", "s-examiner", send(OTHER_BODY)),),
        send(DEPARTMENT),
        CaseWithBody(body=OTHER_BODY),
    ),
    "sent again with the stage named it is the same sending": (ORPHANS, (SENT,), send(DEPARTMENT, 1), []),
    "a stage that the item does not have": (ORPHANS, (), send(stage=2), StageUnknown(stages=2)),
    "the stage that it is in may be another body's": (ORPHANS, (), send(stage=0), [CaseSentToBody]),
    "no stage goes back": (ORPHANS, (SENT, ANSWERED), send(stage=0), StageBehind(reached=1)),
    "after an answer it may go there again": (ORPHANS, (SENT, ANSWERED), send(), [CaseSentToBody]),
    "what is inquired into stays": (ORPHANS, (("2015-04-02", "s-examiner", QUERY),), send(), InquiryOpen(open=("q1",))),
    "what is decided does not travel": (ORPHANS, DECIDED, send(), AlreadyDecided),
    "what is closed does not either": (ORPHANS, (*DECIDED, ("2015-04-03", "s-examiner", close())), send(), CaseNotOpen),
    "an approval post does not send": (
        ORPHANS,
        (),
        send(post="approval-2"),
        PostOfOtherKind(needed=PostKind.EXAMINATION),
    ),
}


@pytest.mark.parametrize(("code", "acts", "when", "then"), SENDING.values(), ids=SENDING.keys())
def test_sending(code, acts, when, then):
    came_of(Story(code).then(*acts).on("2015-04-21", "s-examiner", when), then)


def came_of(story: Story, then) -> None:
    if isinstance(then, type):
        assert type(story.last) is then, story.last
    else:
        assert (story.last if isinstance(then, Refusal) else story.facts()) == then


def test_the_department_does_not_send_what_it_got():
    story = orphans(SENT).on("2015-04-03", "s-dept-examiner", send(OTHER_BODY, post="dept-examination"))
    assert story.last == OtherCentre()


# --- answering --------------------------------------------------------------

ANSWERING = {
    "its approver answers": ((SENT,), "s-dept-approver", answer(), [BodyAnswered]),
    "without words too": ((SENT,), "s-dept-approver", answer(finding=None), [BodyAnswered]),
    "its examiner does not speak for it": (
        (SENT,),
        "s-dept-examiner",
        answer("dept-examination"),
        PostOfOtherKind(needed=PostKind.APPROVAL),
    ),
    "the centre does not answer itself": ((SENT,), "s-approver", answer("approval"), OtherCentre),
    "a body without posts answers in its name": ((SENT,), DEPARTMENT, in_its_name, [BodyAnswered]),
    "another body does not": ((SENT,), OTHER_BODY, in_its_name, CaseNotWithYou),
    "what is back is not answered again by another": (
        (SENT, ANSWERED),
        DEPARTMENT,
        in_its_name,
        CaseAtTheCentre,
    ),
    "what was never sent is not answered": ((), DEPARTMENT, in_its_name, CaseAtTheCentre),
    "what the body inquires into comes first": (
        (SENT, ("2015-04-03", "s-dept-examiner", QUERY.model_copy(update={"post_id": EXAMINATION}))),
        "s-dept-approver",
        answer(),
        InquiryOpen(open=("q1",)),
    ),
}


@pytest.mark.parametrize(("acts", "by", "when", "then"), ANSWERING.values(), ids=ANSWERING.keys())
def test_answering(acts, by, when, then):
    came_of(orphans(*acts).on("2015-04-21", by, when), then)


@pytest.mark.parametrize("role", [Role.EXAMINER, Role.APPROVER, Role.CENTRE_DIRECTOR, Role.SUPERVISOR])
def test_only_a_department_or_its_machine_speaks_in_its_name(role):
    story = orphans(SENT)
    context = replace(story.context("2015-04-21", "x"), actor=Actor(ActorId("x"), role, DEPARTMENT))
    assert CASE.decide(AnswerInItsName(), story.state, context) == CaseNotWithYou()


def test_an_answer_says_for_whom_by_whom_and_what():
    on_a_post, in_a_name = (
        orphans(SENT).on("2015-04-20", by, command).last
        for by, command in (("s-dept-approver", answer()), (DEPARTMENT, in_its_name))
    )
    told: dict[str, Any] = {"body": DEPARTMENT, "answered_on": date(2015, 4, 20), "within": True, "finding": FOUND}
    post: dict[str, Any] = {"post_id": "dept-approval", "acted_as": ActedAs.A}
    assert on_a_post == [BodyAnswered(**told, **post, answered_by="s-dept-approver")]
    assert in_a_name == [BodyAnswered(**told, answered_by=f"m-{DEPARTMENT}")]


def test_a_case_that_ended_meanwhile_is_not_answered():
    story = orphans(SENT)
    story.state = CASE.fold([CaseTerminated(cause=TerminationCause.WITHDRAWN)], story.state)
    assert story.on("2015-04-21", DEPARTMENT, in_its_name).last == CaseNotOpen()


# --- where it is decided ----------------------------------------------------


def test_while_the_department_has_it_the_centre_s_posts_do_not_act_on_it():
    story = orphans(SENT).on("2015-04-03", "s-examiner", propose())
    assert story.last == OtherCentre()


def test_the_department_s_decision_is_its_answer_and_the_centre_closes():
    story = orphans(PROPOSED, SENT).on("2015-04-20", "s-dept-approver", decide("dept-approval"))
    decision, answered = story.last
    assert isinstance(decision, DecisionMade)
    assert decision.by_body == DEPARTMENT
    assert decision.authority
    assert decision.authority.body == DEPARTMENT
    assert (answered.body, answered.within, answered.post_id) == (DEPARTMENT, True, "dept-approval")
    assert story.state.file.body == CENTRE
    story.then(("2015-04-21", "s-examiner", close()))


def test_what_the_department_s_approver_returns_is_with_the_centre_s_examiner_again():
    story = orphans(PROPOSED, SENT).on("2015-04-20", "s-dept-approver", give_back("dept-approval"))
    returned, answered = story.last
    assert isinstance(returned, ReturnedByApprover)
    assert isinstance(answered, BodyAnswered)
    story.then(
        ("2015-04-21", "s-examiner", propose()),
        ("2015-04-21", "s-examiner", send()),
        ("2015-04-22", "s-dept-approver", decide("dept-approval")),
    )


def test_what_the_department_examined_itself_it_returns_to_itself_and_any_examiner_of_the_centre_closes():
    in_house = ("2015-04-13", "s-dept-examiner", propose(post="dept-examination"))
    story = orphans(SENT, in_house).on("2015-04-14", "s-dept-approver", give_back("dept-approval"))
    assert story.facts() == [ReturnedByApprover]
    assert story.state.file.body == DEPARTMENT
    story.then(
        ("2015-04-15", "s-dept-examiner", propose(post="dept-examination")),
        ("2015-04-16", "s-dept-approver", decide("dept-approval")),
        ("2015-04-17", "s-both", close("examination-2")),
    )


def test_another_body_does_not_close_on_the_spot_what_the_centre_closes():
    to_it = handed_down(ALLOWANCE, from_body="district-government", to_body=DEPARTMENT, single_person=True)
    how: dict[str, Any] = {"handling": Handling.INSTANT, "decision_mode": DecisionMode.SINGLE}
    story = Story(ALLOWANCE, to_it, **how).then(("2015-03-16", "s-examiner", send()))
    second = PostAssigned(holder="s-dept-examiner")
    story.related |= known(POST, "dept-approval-2", established(PostKind.APPROVAL, DEPARTMENT), second)
    spot = at_once("dept-examination", "dept-approval-2", amount=fen(100))
    assert story.on("2015-03-16", "s-dept-examiner", spot).last == CaseWithBody(body=DEPARTMENT)
    story.then(
        ("2015-03-16", "s-dept-examiner", propose(post="dept-examination")),
        ("2015-03-16", "s-dept-examiner", decide("dept-approval-2", amount=100)),
        ("2015-03-17", "s-both", close("examination-2")),
    )
