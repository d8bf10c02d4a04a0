"""How events are called and told: each says what happened, in the past, in words of its own."""

from __future__ import annotations

import re

import pytest

from deploy.reference import told
from deploy.registry import SERVICES, parts
from shared.kernel.envelope import type_of
from shared.kernel.messages import Event
from tests.contracts.language import NAMES, PUBLISHED

IRREGULAR = {
    "Begun": "begin",
    "Cast": "cast",
    "Done": "do",
    "Drawn": "draw",
    "Found": "find",
    "Frozen": "freeze",
    "Given": "give",
    "Held": "hold",
    "Kept": "keep",
    "Known": "know",
    "Left": "leave",
    "Lost": "lose",
    "Made": "make",
    "Met": "meet",
    "Paid": "pay",
    "Put": "put",
    "Read": "read",
    "Sent": "send",
    "Spent": "spend",
    "Split": "split",
    "Struck": "strike",
    "Taken": "take",
    "Undertaken": "undertake",
    "Undone": "undo",
    "Withdrawn": "withdraw",
    "Withheld": "withhold",
}
"""Participles that do not end in -ed, with their verbs."""

OF_THE_LAW = {"ResolutionInForce": "the law's word for what begins then (生效, in force) is no participle"}
"""Names that end in no participle, and why."""

PARTICIPLE_FIRST = {
    "ActivityCalledOff": "the verb has two words (call off)",
    "ApplicationTakenBack": "the verb has two words (take back)",
    "EnquiryHandedOver": "the verb has two words (domain: handed over)",
    "CaseSentToBody": "to whom a case was sent sets it apart from its way back (domain: case sent to body)",
    "DecidedAtWindow": "where it was decided sets it apart from the decision that the back office makes of it",
    "DraftHandedIn": "that it was handed in (提交) is what the draft was written for (domain: hand in)",
    "ElectionDeclaredInvalid": "what a round of votes was declared to be tells it from the other declaration",
    "ElectionDeclaredValid": "what a round of votes was declared to be tells it from the other declaration",
    "FundsCarriedIn": "the verb has two words: what the year before carried over came in",
    "FundsCarriedOver": "the verb has two words (domain: carry over)",
    "MaterialHandedIn": "one paper (材料) of those that a notice asks for was handed in, before the others",
    "NeedTakenUp": "the verb has two words (domain: need taken up)",
    "ReturnedByApprover": "who returned the proposal sets it apart from other returns (domain: returned by approver)",
    "SourceAppliedFor": "the verb has two words (domain: source applied for)",
}
"""Names in which something follows the participle, and why."""

OF_THE_DOMAIN = {
    "PutInUse": "rooms were put in use: what the domain calls it, and an office too (投入使用)",
    "ContractPaymentDue": "a payment fell due: what the domain calls it, and an office too (应付)",
    "RewardIneligible": "an application was found ineligible: what the domain calls it, and an office too (不符合条件)",
}
"""Names without a participle that the domain gives, and why they stay."""

CRUD = re.compile(r"(Created|Updated|Changed|Modified|Deleted|Saved)(V\d+)?$")
OF_THE_FIELD = {
    "BenefitChanged": "what a decision about a benefit (待遇变更) is called; its reason states the cause",
    "UnitHeadChanged": "who heads a unit's Party organisation changes, for whatever reason (domain: unit head changed)",
    "FilingChanged": "what the entry of another name, place or person in charge (变更备案) is called",
    "RegistrationChanged": "the same in the district's register (变更登记)",
}


def is_past(name: str) -> bool:
    """Whether the last word of a name is a participle."""
    words = re.findall(r"[A-Z][a-z]*", re.sub(r"V\d+$", "", name))
    return words[-1].endswith("ed") or words[-1] in IRREGULAR or name in OF_THE_LAW


@pytest.mark.parametrize("event", dict.fromkeys(event for _, event in PUBLISHED), ids=lambda event: event.__name__)
def test_an_event_is_a_past_participle_that_names_its_cause(event):
    name = event.__name__
    first = r"([A-Z][a-z]+)?([A-Z][a-z]+ed|Sent|Taken)[A-Z]"
    assert is_past(name) or name in OF_THE_DOMAIN or (name in PARTICIPLE_FIRST and re.match(first, name))
    assert not CRUD.search(name) or name in OF_THE_FIELD


@pytest.mark.parametrize("name", ["OpenCase", "CaseOpening", "Case", "CaseOpens"])
def test_a_name_in_another_tense_would_be_seen(name):
    assert not is_past(name)


def test_no_exception_is_kept_for_an_event_that_is_no_more():
    assert PARTICIPLE_FIRST.keys() | OF_THE_DOMAIN.keys() | OF_THE_FIELD.keys() <= {
        event.__name__ for _, event in PUBLISHED
    }


@pytest.mark.parametrize("event", dict.fromkeys(event for _, event in PUBLISHED), ids=lambda event: event.__name__)
def test_an_event_says_what_happened_in_a_sentence(event):
    assert event.__doc__ != Event.__doc__
    assert re.fullmatch(r"[A-Z].{15,}[.].*", told(event), re.DOTALL)


def test_no_two_events_of_a_service_have_one_type():
    types = [type_of(service, event) for service, event in PUBLISHED]
    assert len(types) == len(set(types)) == len(NAMES)


@pytest.mark.parametrize("service", SERVICES)
def test_each_event_is_decided_by_one_aggregate_and_published(service):
    decided = [event for decider in parts(service).deciders for event in decider.event_types()]
    assert sorted(event.__name__ for event in decided) == sorted(event.__name__ for event in parts(service).events)
