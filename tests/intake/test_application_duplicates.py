"""Duplicates: what a receipt meets and what the answer does, one row each; claims, and one spelling of an address."""

import json
from dataclasses import replace
from datetime import date

import pytest

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_commands import AcceptApplication, DeemAccepted
from services.intake.domain.application_duplicates import AnswerDuplicate
from services.intake.domain.application_duplicates_acts import (
    DuplicateAnsweredBefore,
    DuplicateUnanswered,
    MergeTargetUnfit,
    NoDuplicateFound,
)
from services.intake.domain.application_people import PeopleGiven
from services.intake.domain.application_people_refusals import AgentOutOfScope
from services.intake.domain.application_refusals import ApplicationNotReceived
from services.intake.domain.claim import CLAIMS, LOOKED_AT, ClaimItem, Claims, claims_of
from services.intake.domain.types import ApplicationId
from shared.contracts.casework.case import Outcome
from shared.contracts.intake.application import ApplicationDeemedAccepted
from shared.contracts.intake.application_duplicates import (
    ApplicationMerged,
    DuplicateAnswer,
    DuplicateAnswered,
    DuplicateFound,
    DuplicateMatch,
    MatchedBy,
    MatchState,
)
from shared.contracts.intake.application_people import AgentAct, Relation
from shared.contracts.intake.claim import ApplicationClaimed
from shared.kernel.personal import Personal
from shared.kernel.policy import PolicyEntry
from shared.testing.decider import Spec, known
from tests.intake import samples
from tests.intake.people import HELPER, HOUSEHOLD, THE_HOUSEHOLD, authorised, receive_for
from tests.intake.samples import (
    RECEIVED,
    SUBJECT,
    accepted,
    all_in,
    asked_both,
    at,
    delivered,
    ended,
    held,
    recalled,
    receive,
    revoked,
    withdraw,
    withdrawn,
)

SPEC = Spec(APPLICATION)
WED = at("2014-09-24T09:05")
THU = at("2014-09-25T10:00")
PERSON, HOUSE, PLACE = "CD-MZ-005-subject-ma", "CD-MZ-005-household-1", "CD-MZ-005-address-1"
AT_HOME = HOUSEHOLD.model_copy(update={"address_ref": "address-1"})
refused = held.model_copy(update={"outcome": Outcome.REFUSE})


def claims(person=(), house=(), place=()):
    """Who asked for the item before, in each name."""
    by_id = {PERSON: person, HOUSE: house, PLACE: place}
    told = {id_: [ApplicationClaimed(application_id=each) for each in ids] for id_, ids in by_id.items()}
    return {ref: state for id_, events in told.items() for ref, state in known(CLAIMS, id_, *events).items()}


def other(*events, id_="a-0"):
    """Another application as it stands."""
    return known(APPLICATION, id_, *events)


def found(*matches):
    return DuplicateFound(matches=matches)


def match(id_="a-0", by=(MatchedBy.PERSON,), state=MatchState.OPEN):
    return DuplicateMatch(application_id=id_, matched_by=by, state=state)


ACCEPTED = [RECEIVED, accepted(WED.today)]
MET = {
    "received": ([RECEIVED], MatchState.OPEN),
    "waiting for papers": ([RECEIVED, asked_both], MatchState.OPEN),
    "corrected": ([RECEIVED, asked_both, all_in], MatchState.OPEN),
    "accepted": (ACCEPTED, MatchState.OPEN),
    "granted and held": ([*ACCEPTED, held], MatchState.GRANTED),
    "granted and delivered": ([*ACCEPTED, held, delivered], MatchState.GRANTED),
    "examined again": ([*ACCEPTED, held, recalled], MatchState.OPEN),
    "refused": ([*ACCEPTED, refused], None),
    "refused and delivered": ([*ACCEPTED, refused, delivered], None),
    "withdrawn": ([RECEIVED, withdrawn], None),
    "ended": ([*ACCEPTED, ended()], None),
    "revoked": ([*ACCEPTED, held, revoked], None),
    "merged": ([RECEIVED, ApplicationMerged(into="a-9", merged_on=WED.today)], None),
}


@pytest.mark.parametrize(("events", "state"), MET.values(), ids=MET.keys())
def test_a_receipt_meets_one_that_was(events, state):
    then = [RECEIVED, found(match(state=state))] if state else [RECEIVED]
    SPEC.check([], receive(), then, WED, samples.RELATED | claims(person=("a-0",)) | other(*events))


RECEIPTS = {
    "nobody asked before": (claims(), [THE_HOUSEHOLD]),
    "the same household": (
        claims(house=("a-0",)) | other(RECEIVED),
        [THE_HOUSEHOLD, found(match(by=(MatchedBy.HOUSEHOLD,)))],
    ),
    "the same address": (
        claims(place=("a-0",)) | other(RECEIVED),
        [THE_HOUSEHOLD, found(match(by=(MatchedBy.ADDRESS,)))],
    ),
    "one that matches by all three is one match": (
        claims(("a-0",), ("a-0",), ("a-0",)) | other(RECEIVED),
        [THE_HOUSEHOLD, found(match(by=(MatchedBy.PERSON, MatchedBy.HOUSEHOLD, MatchedBy.ADDRESS)))],
    ),
    "two others, the newest first": (
        claims(person=("a-0", "a-00")) | other(RECEIVED) | other(RECEIVED, id_="a-00"),
        [THE_HOUSEHOLD, found(match("a-00"), match("a-0"))],
    ),
    "one claimed meanwhile that could not be looked at counts as open": (
        claims(person=("a-0", "a-new")) | other(RECEIVED, withdrawn),
        [THE_HOUSEHOLD, found(match("a-new"))],
    ),
    "itself is no duplicate": (claims(person=("a-1",)), [THE_HOUSEHOLD]),
}


@pytest.mark.parametrize(("related", "then"), RECEIPTS.values(), ids=RECEIPTS.keys())
def test_receipt_of_a_household_at_an_address(related, then):
    received = THE_HOUSEHOLD.model_copy(update={"address_ref": "address-1"})
    SPEC.check([], receive_for(AT_HOME), [received, *then[1:]], WED, samples.RELATED | related)


def ruled(key, value):
    entry = {"key": key, "value": value, "effective_on": "2014-09-24", "basis": "示例", "provenance": "DEFAULT"}
    return replace(WED, policy=WED.policy.adopt(PolicyEntry.model_validate_json(json.dumps(entry))))


elsewhere = RECEIVED.model_copy(update={"centre_id": "centre-other", "hall_id": "hall-other"})
RULES = {
    "elsewhere in the district counts": (WED, elsewhere, True),
    "within one centre only, elsewhere does not": (ruled("duplicate.scope", "CENTRE"), elsewhere, False),
    "within one centre only, the same centre does": (ruled("duplicate.scope", "CENTRE"), RECEIVED, True),
    "where only households are matched, a person is not": (
        ruled("duplicate.matched_by", ["HOUSEHOLD"]),
        RECEIVED,
        False,
    ),
    "where persons match, a person does": (ruled("duplicate.matched_by", ["PERSON"]), RECEIVED, True),
}


@pytest.mark.parametrize(("now", "there", "matches"), RULES.values(), ids=RULES.keys())
def test_what_counts_follows_the_policy(now, there, matches):
    then = [RECEIVED, found(match())] if matches else [RECEIVED]
    SPEC.check([], receive(), then, now, samples.RELATED | claims(person=("a-0",)) | other(there))


@pytest.mark.parametrize(("before", "seen"), [(LOOKED_AT - 1, True), (LOOKED_AT, False)])
def test_only_so_many_of_the_newest_are_looked_at(before, seen):
    ids = ("a-old", *(f"a-{n}" for n in range(before)))
    assert ("a-old" in Claims(ids).newest) is seen
    assert Claims(ids).newest[0] == ids[-1]


FOUND = [RECEIVED, found(match(), match("a-00", state=MatchState.GRANTED))]


def answer(said, into=None, through=None):
    reason = Personal[str].of(SUBJECT, "两户实为一户")
    return AnswerDuplicate(answer=said, reason=reason, into=into, through=through)


def answered(said, into=None, agent=None):
    reason = Personal[str].of(SUBJECT, "两户实为一户")
    return DuplicateAnswered(answer=said, reason=reason, into=into, answered_on=THU.today, agent=agent)


GO_ON, MERGE, TAKE_BACK = DuplicateAnswer
merged = ApplicationMerged(into="a-0", merged_on=THU.today)
taken_back = withdrawn.model_copy(update={"reason": Personal[str].of(SUBJECT, "两户实为一户")})
AGENT_FOR_ALL = authorised(Relation.AGENT, *AgentAct)
ROWS = {
    "nobody accepts before the answer": (FOUND, AcceptApplication(), DuplicateUnanswered(matches=("a-0", "a-00"))),
    "not after a correction either": (
        [*FOUND, asked_both, all_in],
        AcceptApplication(),
        DuplicateUnanswered,
    ),
    "it goes on, with a reason": (FOUND, answer(GO_ON), [answered(GO_ON)]),
    "and is then accepted": ([*FOUND, answered(GO_ON)], AcceptApplication(), [accepted(THU.today)]),
    "the same answer again is the same": ([*FOUND, answered(GO_ON)], answer(GO_ON), []),
    "another answer is too late": (
        [*FOUND, answered(GO_ON)],
        answer(TAKE_BACK),
        DuplicateAnsweredBefore(answer=GO_ON),
    ),
    "but it may still be withdrawn": ([*FOUND, answered(GO_ON)], withdraw, [withdrawn]),
    "it is withdrawn by the answer": (FOUND, answer(TAKE_BACK), [answered(TAKE_BACK), taken_back]),
    "withdrawn once": ([*FOUND, answered(TAKE_BACK), taken_back], answer(TAKE_BACK), []),
    "it is merged into one of the others": (FOUND, answer(MERGE, "a-0"), [answered(MERGE, "a-0"), merged]),
    "merged once": ([*FOUND, answered(MERGE, "a-0"), merged], answer(MERGE, "a-0"), []),
    "merged into one and not into another": (
        [*FOUND, answered(MERGE, "a-0"), merged],
        answer(MERGE, "a-00"),
        DuplicateAnsweredBefore,
    ),
    "not into one that has ended since": (FOUND, answer(MERGE, "a-00"), MergeTargetUnfit),
    "not into one that was not found": (FOUND, answer(MERGE, "a-9"), MergeTargetUnfit),
    "not into nothing": (FOUND, answer(MERGE), MergeTargetUnfit),
    "what is merged is not accepted": (
        [*FOUND, answered(MERGE, "a-0"), merged],
        AcceptApplication(),
        ApplicationNotReceived,
    ),
    "where nothing was found there is nothing to answer": ([RECEIVED], answer(GO_ON), NoDuplicateFound),
    "nothing is answered for what was withdrawn": ([*FOUND, withdrawn], answer(GO_ON), ApplicationNotReceived),
    "an agent answers, and it says so": (
        [*FOUND, AGENT_FOR_ALL],
        answer(GO_ON, through=Relation.AGENT),
        [answered(GO_ON, agent=HELPER)],
    ),
    "an agent who may answer and not withdraw does not end it": (
        [*FOUND, authorised(Relation.AGENT, AgentAct.ANSWER_DUPLICATE)],
        answer(MERGE, "a-0", through=Relation.AGENT),
        AgentOutOfScope,
    ),
    "an agent who may withdraw ends it": (
        [*FOUND, authorised(Relation.AGENT, AgentAct.WITHDRAW)],
        answer(TAKE_BACK, through=Relation.AGENT),
        [answered(TAKE_BACK, agent=HELPER), taken_back.model_copy(update={"agent": HELPER})],
    ),
    "what was taken as accepted unanswered is answered afterwards": (
        [*FOUND, accepted(WED.today)],
        answer(TAKE_BACK),
        [answered(TAKE_BACK), taken_back],
    ),
}
OTHERS = samples.RELATED | other(RECEIVED) | other(RECEIVED, withdrawn, id_="a-00") | other(id_="a-9")


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_answer(given, when, then):
    SPEC.check(given, when, then, THU, OTHERS)


def test_the_passing_of_the_limit_is_blocked_by_no_duplicate():
    midnight = at("2014-10-01T00:00")
    deemed = ApplicationDeemedAccepted(
        subject=SUBJECT,
        centre_id="centre-qzx",
        item_code="CD-MZ-005",
        item_version=1,
        accepted_on=date(2014, 9, 24),
        fell_due_at=midnight.now,
    )
    SPEC.check(FOUND, DeemAccepted(), [deemed], midnight, OTHERS)


CLAIMED = ApplicationClaimed(application_id="a-1")
CLAIM = ClaimItem(application_id=ApplicationId("a-1"))
CLAIM_ROWS = {
    "the first claim": ([], [CLAIMED]),
    "a claim beside another": ([ApplicationClaimed(application_id="a-0")], [CLAIMED]),
    "a claim is made once": ([CLAIMED], []),
}


@pytest.mark.parametrize(("given", "then"), CLAIM_ROWS.values(), ids=CLAIM_ROWS.keys())
def test_claim(given, then):
    Spec(CLAIMS).check(given, CLAIM, then, WED)


def test_claims_are_made_in_each_name_that_is_told():
    assert claims_of("CD-MZ-005", SUBJECT, PeopleGiven()) == {MatchedBy.PERSON: PERSON}
    in_all = {MatchedBy.PERSON: PERSON, MatchedBy.HOUSEHOLD: HOUSE, MatchedBy.ADDRESS: PLACE}
    assert claims_of("CD-MZ-005", SUBJECT, AT_HOME) == in_all
