"""Case: whose decision it is, with its proof; when one person may make it alone; and what it grants."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.casework.domain.case_clock_acts import ResumeClock, SuspendClock
from services.casework.domain.case_commands import GrantTerms
from services.casework.domain.case_refusals import (
    AlreadyDecided,
    AmountMissing,
    CapNotOfDelegation,
    ClockStopped,
    NoBenefit,
)
from services.casework.domain.delegation_refusals import AboveCap, AcceptOnly, DelegationConditionsOpen, NoDelegation
from services.casework.domain.post import OtherCentre
from services.casework.domain.types import PostId
from shared.contracts.casework.benefit import Amount, Period
from shared.contracts.casework.case import DecisionMade, Outcome
from shared.contracts.casework.delegation import AuthorityKind, DelegationMode, DelegationRevoked
from shared.contracts.intake.item import DecisionMode, WhoseDecision
from shared.contracts.refusals import SamePerson
from shared.kernel.refusals import Refusal
from tests.casework.district import CENTRE, policy_with
from tests.casework.travels import (
    ALLOWANCE,
    DEPARTMENT,
    JOBLESS,
    OTHER_BODY,
    TEMPORARY,
    Story,
    decide,
    fen,
    handed_down,
    propose,
    send,
)

PROPOSED = ("2015-03-20", "s-examiner", propose())
SENT = ("2015-03-20", "s-examiner", send())
AT_THE_CENTRE, IN_THE_DEPARTMENT = ("s-approver", decide()), ("s-dept-approver", decide("dept-approval"))
HOW = ("60日内可申请行政复议",)
REFUSAL: dict[str, Any] = {"outcome": Outcome.REFUSE, "remedies": HOW}


def came_of(story: Story, then) -> None:
    if isinstance(then, type) and issubclass(then, Refusal):
        assert type(story.last) is then, story.last
    else:
        assert (story.last if isinstance(then, Refusal) else story.facts()) == then


# --- whose decision ---------------------------------------------------------

OWN, BY_DELEGATION = AuthorityKind.OWN, AuthorityKind.DELEGATED
POWER = {
    "the centre decides its own items": (JOBLESS, (), AT_THE_CENTRE, (OWN, CENTRE, ())),
    "where the guide does not tell whose it is, nothing is proven": (TEMPORARY, (), AT_THE_CENTRE, None),
    "what is the department's the centre decides under a delegation": (
        ALLOWANCE,
        (handed_down(),),
        AT_THE_CENTRE,
        (BY_DELEGATION, CENTRE, (1,)),
    ),
    "without one it does not": (ALLOWANCE, (), AT_THE_CENTRE, NoDelegation(body=CENTRE)),
    "a delegation to another centre is none": (
        ALLOWANCE,
        (handed_down(to_body="centre-elsewhere"),),
        AT_THE_CENTRE,
        NoDelegation(body=CENTRE),
    ),
    "to accept is not to decide": (
        ALLOWANCE,
        (handed_down(mode=DelegationMode.ACCEPT_ONLY),),
        AT_THE_CENTRE,
        AcceptOnly(goes_up_to=DEPARTMENT),
    ),
    "nor does it while conditions are open": (
        ALLOWANCE,
        (handed_down(needs=("专用章",)),),
        AT_THE_CENTRE,
        DelegationConditionsOpen(conditions=("专用章",)),
    ),
    "what was accepted before the revocation is decided under it": (
        ALLOWANCE,
        (handed_down(), DelegationRevoked(number=1, revoked_on=date(2015, 3, 17), basis="东政〔2015〕9号")),
        AT_THE_CENTRE,
        (BY_DELEGATION, CENTRE, (1,)),
    ),
    "what was accepted on its day is not": (
        ALLOWANCE,
        (handed_down(), DelegationRevoked(number=1, revoked_on=date(2015, 3, 16), basis="东政〔2015〕9号")),
        AT_THE_CENTRE,
        NoDelegation(body=CENTRE),
    ),
}


@pytest.mark.parametrize(("code", "delegations", "act", "then"), POWER.values(), ids=POWER.keys())
def test_power_at_the_centre(code, delegations, act, then):
    story = Story(code, *delegations).then(PROPOSED).on("2015-03-23", *act)
    if isinstance(then, Refusal):
        assert story.last == then
        return
    (decision,) = story.last
    assert decision.by_body is None
    proof = decision.authority
    assert (proof and (proof.kind, proof.body, tuple(link.number for link in proof.links))) == then


def test_the_department_decides_what_is_its_own_once_it_has_the_case():
    story = Story(ALLOWANCE).then(PROPOSED).on("2015-03-23", *IN_THE_DEPARTMENT)
    assert story.last == OtherCentre()
    decision, _ = story.then(SENT).on("2015-03-23", *IN_THE_DEPARTMENT).last
    assert (decision.by_body, decision.authority.kind, decision.authority.links) == (DEPARTMENT, OWN, ())


def test_where_the_item_names_only_the_kind_the_body_it_was_sent_to_decides():
    story = Story(TEMPORARY, authority=WhoseDecision.DISTRICT_DEPARTMENT)
    story.then(PROPOSED, ("2015-03-20", "s-examiner", send(DEPARTMENT)))
    assert story.on("2015-03-23", *IN_THE_DEPARTMENT).last[0].authority.kind is OWN


def test_a_body_that_is_asked_about_the_centre_s_own_item_does_not_decide_it():
    story = Story(TEMPORARY, authority=WhoseDecision.CENTRE)
    story.then(PROPOSED, ("2015-03-20", "s-examiner", send(DEPARTMENT)))
    assert story.on("2015-03-23", *IN_THE_DEPARTMENT).last == NoDelegation(body=DEPARTMENT)


CAPPED = handed_down(cap=300_000)
CAP = {
    "the cap itself may be granted": ((CAPPED,), decide(amount=300_000), [DecisionMade]),
    "one fen more may not": ((CAPPED,), decide(amount=300_001), AboveCap),
    "under a cap the decision says how much": ((CAPPED,), decide(), AmountMissing),
    "where there is none it need not": ((handed_down(),), decide(), [DecisionMade]),
}


@pytest.mark.parametrize(("delegations", "when", "then"), CAP.values(), ids=CAP.keys())
def test_cap(delegations, when, then):
    came_of(Story(ALLOWANCE, *delegations).then(PROPOSED).on("2015-03-23", "s-approver", when), then)


def test_under_a_cap_a_refusal_needs_no_amount():
    story = Story(ALLOWANCE, CAPPED).then(("2015-03-20", "s-examiner", propose(Outcome.REFUSE)))
    reasons = story.last[0].reasons
    story.on("2015-03-23", "s-approver", decide(reasons=reasons, **REFUSAL))
    assert story.facts() == [DecisionMade]


# --- one person -------------------------------------------------------------

ALONE = handed_down(JOBLESS, from_body="dept-employment", single_person=True)
ALONE_PAST = ALONE.model_copy(update={"valid_to": date(2015, 3, 22)})
DECIDES_ALONE = ("s-examiner", decide("approval-2"))
NEVER_DRAWN = policy_with("decision.single.recheck_share", 0)
TWO = {"decision_mode": DecisionMode.TWO_PERSON}
SINGLE = {
    "item and delegation say so": (JOBLESS, (ALONE,), {}, [DecisionMade]),
    "the centre's own power does not": (JOBLESS, (), {}, SamePerson),
    "a delegation that does not name it does not": (
        JOBLESS,
        (ALONE.model_copy(update={"single_person": False}),),
        {},
        SamePerson,
    ),
    "one that is over does not any more": (JOBLESS, (ALONE_PAST,), {}, SamePerson),
    "one with open conditions does not yet": (
        JOBLESS,
        (handed_down(JOBLESS, from_body="dept-employment", single_person=True, needs=("专用章",)),),
        {},
        SamePerson,
    ),
    "the item has to as well": (JOBLESS, (ALONE,), TWO, SamePerson),
    "the department lets one person decide what is its own": (
        ALLOWANCE,
        (handed_down(single_person=True),),
        {"decision_mode": DecisionMode.SINGLE},
        [DecisionMade],
    ),
    "another department cannot let one": (
        ALLOWANCE,
        (handed_down(single_person=True, from_body=OTHER_BODY),),
        {"decision_mode": DecisionMode.SINGLE},
        SamePerson,
    ),
}


@pytest.mark.parametrize(("code", "delegations", "item", "then"), SINGLE.values(), ids=SINGLE.keys())
def test_one_person_examines_and_decides_where(code, delegations, item, then):
    story = Story(code, *delegations, policy=NEVER_DRAWN, **item).then(PROPOSED)
    came_of(story.on("2015-03-23", *DECIDES_ALONE), then)


def test_the_proof_of_a_single_decision_is_the_delegation_that_allows_it():
    story = Story(JOBLESS, ALONE, policy=NEVER_DRAWN).then(PROPOSED, ("2015-03-23", *DECIDES_ALONE))
    proof = story.last[0].authority
    assert (proof.kind, proof.single_person, proof.links[0].from_body) == (BY_DELEGATION, True, "dept-employment")
    assert story.on("2015-03-24", "s-examiner", decide("approval-2")).last == [], "sent again on another day"


# --- when nothing is open ---------------------------------------------------


def test_nothing_is_decided_while_the_clock_stands_still():
    stop, run = (act(post_id=PostId("examination")) for act in (SuspendClock, ResumeClock))
    story = Story(JOBLESS).then(PROPOSED, ("2015-03-23", "s-examiner", stop))
    assert story.on("2015-03-23", *AT_THE_CENTRE).last == ClockStopped(suspensions=("force-majeure-1",))
    story.then(("2015-03-24", "s-examiner", run), ("2015-03-24", *AT_THE_CENTRE))


# --- what it grants ---------------------------------------------------------

TERMS = GrantTerms(standard="cd-2015", period=Period.MONTH, from_on=date(2015, 4, 1), payer=DEPARTMENT)
UNDER_CAP = TERMS.model_copy(update={"cap_amount": fen(300_000)})
GRANTS = {
    "so much a month": (TEMPORARY, (), decide(amount=40_000, grant=TERMS), [DecisionMade]),
    "an amount alone": (TEMPORARY, (), decide(amount=40_000), [DecisionMade]),
    "no benefit without its amount": (TEMPORARY, (), decide(grant=TERMS), AmountMissing),
    "no benefit on an item that is none": (JOBLESS, (), decide(amount=40_000, grant=TERMS), NoBenefit),
    "under the cap of the delegation": (
        ALLOWANCE,
        (CAPPED,),
        decide(amount=40_000, grant=UNDER_CAP),
        [DecisionMade],
    ),
    "not without that cap": (
        ALLOWANCE,
        (CAPPED,),
        decide(amount=40_000, grant=TERMS),
        CapNotOfDelegation(cap_amount=Amount(amount=300_000)),
    ),
    "nor under a cap that there is not": (
        ALLOWANCE,
        (handed_down(),),
        decide(amount=40_000, grant=UNDER_CAP),
        CapNotOfDelegation(cap_amount=None),
    ),
}


@pytest.mark.parametrize(("code", "delegations", "when", "then"), GRANTS.values(), ids=GRANTS.keys())
def test_a_decision_grants(code, delegations, when, then):
    story = Story(code, *delegations).then(PROPOSED).on("2015-03-23", "s-approver", when)
    came_of(story, then)
    if not isinstance(story.last, Refusal):
        assert story.last[0].amount == when.amount


@pytest.mark.parametrize("more", [{"amount": 1}, {"grant": TERMS}], ids=["an amount", "a benefit"])
def test_a_refusal_grants_nothing(more):
    story = Story(TEMPORARY).then(("2015-03-20", "s-examiner", propose(Outcome.REFUSE)))
    reasons = story.last[0].reasons
    assert story.on("2015-03-23", "s-approver", decide(reasons=reasons, **REFUSAL, **more)).last == NoBenefit()


def test_another_amount_is_another_decision():
    story = Story(TEMPORARY).then(PROPOSED, ("2015-03-23", "s-approver", decide(amount=40_000)))
    assert story.on("2015-03-23", "s-approver", decide(amount=40_001)).last == AlreadyDecided()
