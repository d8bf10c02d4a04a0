"""Case: what people do on it, one row each; its opening and its clocks are in test_case_clocks."""

import pytest

from services.casework.domain.case import CASE
from services.casework.domain.case_refusals import (
    AlreadyDecided,
    AlreadyProposed,
    CaseNotOpen,
    CaseUnknown,
    NoProposal,
    NotDecided,
    NotTheExaminersPost,
    OutcomeNotProposed,
    ReasonsMissing,
)
from services.casework.domain.post import OtherCentre
from services.casework.domain.rules import PostNotHeld, PostOfOtherKind, SubstituteNotTrained
from shared.contracts.casework.post import PostKind
from shared.contracts.refusals import RemediesMissing, SamePerson
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec
from tests.casework.district import DISTRICT, HANDED_OVER, ITEM_CODE, asked
from tests.casework.stories import (
    CLOSED,
    DECIDED,
    EXAMINING,
    GRANT,
    HOW,
    OTHER,
    PROPOSED,
    REFUSE,
    RETURNED,
    TERMINATED,
    TO_REFUSE,
    WHY,
    B,
    as_recorded,
    close,
    closed,
    decide,
    decided,
    give_back,
    given_back,
    opened,
    propose,
    proposed,
    terminate,
    terminated,
)

SPEC = Spec(CASE)
REFUSED = [*TO_REFUSE, decided(REFUSE, reasons=WHY, remedies=HOW)]

EXAMINATION = {
    "the examiner proposes to grant": (EXAMINING, "s-examiner", propose(), [proposed()]),
    "proposing twice records once": (PROPOSED, "s-examiner", propose(), []),
    "another proposal has to wait for the approver": (
        PROPOSED,
        "s-examiner",
        propose(REFUSE, reasons=WHY),
        AlreadyProposed,
    ),
    "a proposal in other words is the proposal": (TO_REFUSE, "s-examiner", propose(REFUSE, reasons=OTHER), []),
    "a proposal with reasons does not lose them": (TO_REFUSE, "s-examiner", propose(REFUSE), AlreadyProposed),
    "a second examiner does not propose as well": (PROPOSED, "s-both", propose(post="examination-2"), AlreadyProposed),
    "a proposal to refuse says why": (EXAMINING, "s-examiner", propose(REFUSE), ReasonsMissing),
    "with reasons it may be proposed to refuse": (
        EXAMINING,
        "s-examiner",
        propose(REFUSE, reasons=WHY),
        [proposed(REFUSE, reasons=WHY)],
    ),
    "a returned case may be proposed again": (RETURNED, "s-examiner", propose(), [proposed()]),
    "another examiner may take a returned case up": (
        RETURNED,
        "s-both",
        propose(post="examination-2"),
        [proposed(by="s-both", post="examination-2")],
    ),
    "who returned a case as approver does not examine it": (
        [*PROPOSED, given_back(by="s-both", acted_as=B)],
        "s-both",
        propose(post="examination-2"),
        SamePerson,
    ),
    "nothing is proposed after the decision": (DECIDED, "s-examiner", propose(), AlreadyDecided),
    "nothing is proposed on a closed case": (CLOSED, "s-examiner", propose(), CaseNotOpen),
    "nothing is proposed on a terminated case": (TERMINATED, "s-examiner", propose(), CaseNotOpen),
    "nothing is proposed on a case that is none": ([], "s-examiner", propose(), CaseUnknown),
}

APPROVAL = {
    "the approver decides as proposed": (PROPOSED, "s-approver", decide(), [decided()]),
    "deciding twice records once": (DECIDED, "s-approver", decide(), []),
    "a decision without reasons does not get any later": (DECIDED, "s-approver", decide(reasons=WHY), AlreadyDecided),
    "a decision with reasons does not lose them": (
        REFUSED,
        "s-approver",
        decide(REFUSE, remedies=HOW),
        AlreadyDecided,
    ),
    "a decision in other words is the decision": (
        REFUSED,
        "s-approver",
        decide(REFUSE, reasons=OTHER, remedies=HOW),
        [],
    ),
    "a decision with other remedies is another": (
        REFUSED,
        "s-approver",
        decide(REFUSE, reasons=WHY, remedies=HOW[:1]),
        AlreadyDecided,
    ),
    "nothing is decided that is not proposed": (EXAMINING, "s-approver", decide(), NoProposal),
    "a returned case is not decided before it is proposed again": (RETURNED, "s-approver", decide(), NoProposal),
    "the examiner does not decide as holder of an approval post": (
        PROPOSED,
        "s-examiner",
        decide(post="approval-2"),
        SamePerson,
    ),
    "who examined in an earlier round does not decide": (
        [*RETURNED, proposed(by="s-substitute", acted_as=B)],
        "s-examiner",
        decide(post="approval-2"),
        SamePerson,
    ),
    "another outcome is returned and not decided": (
        PROPOSED,
        "s-approver",
        decide(REFUSE, reasons=WHY, remedies=HOW),
        OutcomeNotProposed(proposed=GRANT),
    ),
    "a refusal states reasons and remedies": (
        TO_REFUSE,
        "s-approver",
        decide(REFUSE, reasons=WHY, remedies=HOW),
        [decided(REFUSE, reasons=WHY, remedies=HOW)],
    ),
    "a refusal without remedies is not made": (
        TO_REFUSE,
        "s-approver",
        decide(REFUSE, reasons=WHY),
        RemediesMissing(missing=("remedies",)),
    ),
    "a refusal without reasons is not made": (
        TO_REFUSE,
        "s-approver",
        decide(REFUSE, remedies=HOW),
        RemediesMissing(missing=("reasons",)),
    ),
    "all that a refusal lacks is told at once": (
        TO_REFUSE,
        "s-approver",
        decide(REFUSE),
        RemediesMissing(missing=("reasons", "remedies")),
    ),
    "the approver gives the case back": (PROPOSED, "s-approver", give_back(), [given_back()]),
    "giving back twice records once": (RETURNED, "s-approver", give_back(), []),
    "giving back in other words is giving back twice": (RETURNED, "s-approver", give_back(reasons=OTHER), []),
    "the examiner does not give the own proposal back": (
        PROPOSED,
        "s-examiner",
        give_back(post="approval-2"),
        SamePerson,
    ),
    "nothing is given back before it is proposed": (EXAMINING, "s-approver", give_back(), NoProposal),
    "a decided case is not given back": (DECIDED, "s-approver", give_back(), AlreadyDecided),
    "a closed case is not decided": (CLOSED, "s-approver", decide(), CaseNotOpen),
    "a terminated case is not decided": ([*PROPOSED, terminated], "s-approver", decide(), CaseNotOpen),
    "a terminated case is not given back": ([*PROPOSED, terminated], "s-approver", give_back(), CaseNotOpen),
}

ENDING = {
    "the examiner's post closes the case": (DECIDED, "s-examiner", close(), [closed()]),
    "closing twice records once": (CLOSED, "s-examiner", close(), []),
    "a refusal is closed as well": (
        REFUSED,
        "s-examiner",
        close(),
        [closed(outcome=REFUSE)],
    ),
    "another examination post does not close it": (DECIDED, "s-both", close("examination-2"), NotTheExaminersPost),
    "what is only proposed is not closed": (PROPOSED, "s-examiner", close(), NotDecided),
    "what is being examined is not closed": (EXAMINING, "s-examiner", close(), NotDecided),
    "a withdrawal ends a case that is being examined": (EXAMINING, "reaction:intake", terminate, [terminated]),
    "a withdrawal ends a case that is proposed": (PROPOSED, "reaction:intake", terminate, [terminated]),
    "withdrawn first, it is not closed": ([*DECIDED, terminated], "s-examiner", close(), CaseNotOpen),
    "a withdrawal before the closure ends a decided case": (DECIDED, "reaction:intake", terminate, [terminated]),
    "closed first, a withdrawal ends nothing": (CLOSED, "reaction:intake", terminate, []),
    "a withdrawal heard twice ends it once": (TERMINATED, "reaction:intake", terminate, []),
    "a withdrawal before acceptance ends nothing": ([], "reaction:intake", terminate, []),
}

STANDING = {
    "who is not on the post does not act": (EXAMINING, "s-both", propose(), PostNotHeld),
    "who has left acts no more": (EXAMINING, "s-left", propose(post="examination-3"), PostNotHeld),
    "who was never engaged does not act": (EXAMINING, "s-stranger", propose(), PostNotHeld),
    "nobody acts on an empty post": (EXAMINING, "s-examiner", propose(post="empty"), PostNotHeld),
    "nobody acts on a post that is none": (EXAMINING, "s-examiner", propose(post="nowhere"), PostNotHeld),
    "a post of another centre does not examine": (EXAMINING, "s-examiner", propose(post="elsewhere"), OtherCentre),
    "an approval post does not examine": (
        EXAMINING,
        "s-approver",
        propose(post="approval"),
        PostOfOtherKind(needed=PostKind.EXAMINATION),
    ),
    "an examination post does not decide": (
        PROPOSED,
        "s-examiner",
        decide(post="examination"),
        PostOfOtherKind(needed=PostKind.APPROVAL),
    ),
    "a substitute who is not trained for the item does not act": (
        EXAMINING,
        "s-untrained",
        propose(post="examination-4"),
        SubstituteNotTrained(item_code=ITEM_CODE),
    ),
    "whether one may act is told before how the case stands": (CLOSED, "s-both", propose(), PostNotHeld),
}

# While A is absent and B is on the post.
SUBSTITUTED = {
    "the substitute proposes with the same authority": (
        EXAMINING,
        "s-substitute",
        propose(),
        [proposed(by="s-substitute", acted_as=B)],
    ),
    "the substitute decides with the same authority": (
        PROPOSED,
        "s-both",
        decide(),
        [decided(by="s-both", acted_as=B)],
    ),
    "the examiner does not decide as substitute either": (
        [opened, proposed(by="s-substitute", acted_as=B)],
        "s-substitute",
        decide(post="approval-2"),
        SamePerson,
    ),
    "what the approver gave back the substitute does not give back": (RETURNED, "s-both", give_back(), NoProposal),
    "the substitute closes the case": (DECIDED, "s-substitute", close(), [closed(acted_as=B)]),
}


@pytest.mark.parametrize(("given", "by", "when", "then"), EXAMINATION.values(), ids=EXAMINATION.keys())
def test_examination(given, by, when, then):
    SPEC.check(given, when, then, asked(by), DISTRICT)


@pytest.mark.parametrize(("given", "by", "when", "then"), APPROVAL.values(), ids=APPROVAL.keys())
def test_approval(given, by, when, then):
    SPEC.check(given, when, then, asked(by), DISTRICT)


@pytest.mark.parametrize(("given", "by", "when", "then"), ENDING.values(), ids=ENDING.keys())
def test_ending(given, by, when, then):
    SPEC.check(given, when, then, asked(by), DISTRICT)


@pytest.mark.parametrize(("given", "by", "when", "then"), SUBSTITUTED.values(), ids=SUBSTITUTED.keys())
def test_substitution(given, by, when, then):
    SPEC.check(given, when, then, asked(by), HANDED_OVER)


@pytest.mark.parametrize(("given", "by", "when", "then"), STANDING.values(), ids=STANDING.keys())
def test_who_may_act(given, by, when, then):
    SPEC.check(given, when, then, asked(by), DISTRICT)


REPEATED = {
    "a proposal": (TO_REFUSE, "s-examiner", propose(REFUSE, reasons=WHY)),
    "a return": (RETURNED, "s-approver", give_back()),
    "a decision": (REFUSED, "s-approver", decide(REFUSE, reasons=WHY, remedies=HOW)),
}


@pytest.mark.parametrize(("given", "by", "when"), REPEATED.values(), ids=REPEATED.keys())
def test_what_is_sealed_by_now_and_sent_again_records_nothing(given, by, when):
    recorded = as_recorded(given)
    assert recorded != given
    SPEC.check(recorded, when, [], asked(by), DISTRICT)


def test_a_decision_sent_again_the_next_day_records_nothing():
    SPEC.check(DECIDED, decide(), [], asked("s-approver", at="2014-10-14T09:00+08:00"), DISTRICT)


@pytest.mark.parametrize(
    "events",
    [[proposed()], [opened, opened], [opened, decided()], [*PROPOSED, closed()], [*CLOSED, terminated]],
    ids=["unopened", "opened twice", "decided unproposed", "closed undecided", "terminated after the closure"],
)
def test_a_log_that_contradicts_itself_is_corrupt(events):
    with pytest.raises(CorruptStream):
        CASE.fold(events)
