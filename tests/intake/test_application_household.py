"""The household that applies: decisions, one row each; each adult's own word, by the policy of the day."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_commands import (
    AcceptApplication,
    DeemAccepted,
    RequestCorrection,
    SubmitCorrection,
)
from services.intake.domain.application_household import AUTHORISATION, EACH_ADULT
from services.intake.domain.application_people import ALONE, AuthoriseMember, RemoveMember
from services.intake.domain.application_people_refusals import AuthorisationMissing, MemberUnknown, NotAHousehold
from services.intake.domain.application_refusals import ApplicationNotReceived
from services.intake.domain.application_state import NotReceived
from services.intake.domain.claim import CLAIMS
from shared.contracts.intake.application import (
    ApplicationDeemedAccepted,
    ApplicationEvent,
    CorrectionRequested,
    CorrectionSubmitted,
)
from shared.contracts.intake.application_people import HouseholdMemberRemoved, MemberRemovalCause
from shared.kernel.policy import PolicyEntry
from shared.kernel.refusals import Refusal
from shared.testing.decider import Spec, known
from tests.intake import samples
from tests.intake.people import (
    CHILD,
    HOUSEHOLD,
    SPOUSE,
    THE_HOUSEHOLD,
    declare,
    declared,
    member,
    receive_for,
    word_of,
)
from tests.intake.samples import (
    RECEIVED,
    SUBJECT,
    accepted,
    at,
    defect,
    held,
    withdrawn,
)

SPEC = Spec(APPLICATION)
RELATED = samples.RELATED | known(CLAIMS, "CD-MZ-005-household-1")
WED = at("2014-09-24T09:05")
THU = at("2014-09-25T10:00")
spouse, child = member(SPOUSE), member(CHILD, adult=False)
COUPLE: list[ApplicationEvent] = [THE_HOUSEHOLD, declared(spouse)]
BOTH = [*COUPLE, word_of(SUBJECT), word_of(SPOUSE)]
gone = HouseholdMemberRemoved(member=SPOUSE, cause=MemberRemovalCause.MOVED_OUT, removed_on=WED.today)
removal = RemoveMember(member=SPOUSE, cause=MemberRemovalCause.MOVED_OUT)
paper = defect(AUTHORISATION, "配偶未授权")
ask = RequestCorrection(defects=(paper,))
asked = CorrectionRequested(defects=(paper,), due_on=at("2014-10-14T09:00").today)
bring = SubmitCorrection(materials=(AUTHORISATION,))
brought = CorrectionSubmitted(materials=(AUTHORISATION,), received_on=THU.today)

RECEIPTS = {
    "a household is received by its register alone": (HOUSEHOLD, [THE_HOUSEHOLD]),
    "its members are declared with the receipt": (
        HOUSEHOLD.model_copy(update={"members": (spouse, child)}),
        [THE_HOUSEHOLD, declared(spouse), declared(child)],
    ),
    "who is there authorises at once": (
        HOUSEHOLD.model_copy(update={"members": (member(SPOUSE, authorises=True),), "authorises": True}),
        [THE_HOUSEHOLD, word_of(SUBJECT), declared(spouse), word_of(SPOUSE)],
    ),
    "a minor has no word to give": (
        HOUSEHOLD.model_copy(update={"members": (member(CHILD, adult=False, authorises=True),)}),
        [THE_HOUSEHOLD, declared(child)],
    ),
    "the applicant is not named a second time, nor anybody else": (
        HOUSEHOLD.model_copy(update={"members": (member(SUBJECT), spouse, member(SPOUSE))}),
        [THE_HOUSEHOLD, declared(spouse)],
    ),
}


@pytest.mark.parametrize(("people", "then"), RECEIPTS.values(), ids=RECEIPTS.keys())
def test_receipt(people, then):
    SPEC.check([], receive_for(people), then, WED, RELATED)


ROWS = {
    "a member is declared later": ([THE_HOUSEHOLD], declare(spouse), WED, [declared(spouse)]),
    "who was declared is not declared again": (COUPLE, declare(spouse, child), WED, [declared(child)]),
    "one person alone has no members": ([RECEIVED], declare(spouse), WED, NotAHousehold),
    "nobody is declared once there is a result": (
        [*BOTH, accepted(THU.today), held],
        declare(child),
        THU,
        ApplicationNotReceived,
    ),
    "nobody is declared for what was withdrawn": ([*COUPLE, withdrawn], declare(child), THU, ApplicationNotReceived),
    "an adult authorises at the window": (COUPLE, AuthoriseMember(member=SPOUSE), WED, [word_of(SPOUSE)]),
    "or by a paper": (
        COUPLE,
        AuthoriseMember(member=SPOUSE, material=AUTHORISATION),
        WED,
        [word_of(SPOUSE, AUTHORISATION)],
    ),
    "so does the applicant": (COUPLE, AuthoriseMember(member=SUBJECT), WED, [word_of(SUBJECT)]),
    "a word is given once": (BOTH, AuthoriseMember(member=SPOUSE), WED, []),
    "a child has none to give": ([*COUPLE, declared(child)], AuthoriseMember(member=CHILD), WED, MemberUnknown),
    "nor has a stranger": (COUPLE, AuthoriseMember(member="subject-nobody"), WED, MemberUnknown),
    "who moved out does not count": (COUPLE, removal, WED, [gone]),
    "who is gone is not removed again": ([*COUPLE, gone], removal, WED, MemberUnknown),
    "the applicant is never removed": (
        COUPLE,
        RemoveMember(member=SUBJECT, cause=MemberRemovalCause.MISTAKE),
        WED,
        MemberUnknown,
    ),
    "no acceptance while one adult has not authorised": (
        [*COUPLE, word_of(SUBJECT)],
        AcceptApplication(),
        THU,
        AuthorisationMissing(missing=1, members=(SPOUSE,)),
    ),
    "nor while two have not": (
        COUPLE,
        AcceptApplication(),
        THU,
        AuthorisationMissing(missing=2, members=(SUBJECT, SPOUSE)),
    ),
    "acceptance when each adult has": (BOTH, AcceptApplication(), THU, [accepted(THU.today)]),
    "a child's word is not asked": ([*BOTH, declared(child)], AcceptApplication(), THU, [accepted(THU.today)]),
    "nor that of who is gone": (
        [*COUPLE, word_of(SUBJECT), gone],
        AcceptApplication(),
        THU,
        [accepted(THU.today)],
    ),
    "a missing word is listed in the correction notice": ([*COUPLE, word_of(SUBJECT)], ask, THU, [asked]),
    "and the paper does not make up for who has not given it": (
        [*COUPLE, word_of(SUBJECT), asked],
        bring,
        THU,
        AuthorisationMissing(missing=1, members=(SPOUSE,)),
    ),
    "the notice is answered when all have": (
        [*COUPLE, word_of(SUBJECT), asked, word_of(SPOUSE)],
        bring,
        THU,
        [brought],
    ),
    "the passing of the limit asks for nobody's word": (
        COUPLE,
        DeemAccepted(),
        at("2014-10-01T00:00"),
        [
            ApplicationDeemedAccepted(
                subject=SUBJECT,
                centre_id="centre-qzx",
                item_code="CD-MZ-005",
                item_version=1,
                accepted_on=WED.today,
                fell_due_at=at("2014-10-01T00:00").now,
            )
        ],
    ),
    "which is given afterwards": (
        [*COUPLE, accepted(THU.today)],
        AuthoriseMember(member=SPOUSE),
        THU,
        [word_of(SPOUSE, on=THU.today)],
    ),
}


@pytest.mark.parametrize(("given", "when", "now", "then"), ROWS.values(), ids=ROWS.keys())
def test_household(given, when, now, then):
    SPEC.check(given, when, then, now, RELATED)


def not_asked(effective_on):
    entry = {"key": EACH_ADULT, "value": False, "effective_on": effective_on, "basis": "示例", "provenance": "DEFAULT"}
    return THU.policy.adopt(PolicyEntry.model_validate_json(json.dumps(entry)))


BY_DATE = {
    "from the day on which nobody asks for it": ("2014-09-25", [accepted(THU.today)]),
    "the day before it is still asked for": ("2014-09-26", AuthorisationMissing),
}


@pytest.mark.parametrize(("effective_on", "then"), BY_DATE.values(), ids=BY_DATE.keys())
def test_whether_each_adult_is_asked_follows_the_policy_of_the_day(effective_on, then):
    SPEC.check(COUPLE, AcceptApplication(), then, replace(THU, policy=not_asked(effective_on)), RELATED)


def test_an_application_of_one_person_shares_what_it_has_nothing_of():
    state = APPLICATION.fold([RECEIVED])
    assert not isinstance(state, NotReceived)
    assert state.facts.people is ALONE


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=8), st.booleans())
def test_acceptance_waits_for_exactly_the_adults_without_a_word(members, applicant_too):
    people = [member(f"subject-{number}", adult, authorises) for number, (adult, authorises) in enumerate(members)]
    given_ = HOUSEHOLD.model_copy(update={"members": tuple(people), "authorises": applicant_too})
    receipt = APPLICATION.decide(receive_for(given_), NotReceived(), replace(WED, related=RELATED))
    assert not isinstance(receipt, Refusal)
    answer = APPLICATION.decide(AcceptApplication(), APPLICATION.fold(receipt), replace(THU, related=RELATED))
    waits_for = sum(adult and not authorises for adult, authorises in members) + (not applicant_too)
    assert (answer.missing if isinstance(answer, AuthorisationMissing) else 0) == waits_for
