"""Delegation: decisions, one row each, and who may take them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.casework.domain.delegation import (
    DELEGATION,
    ConfirmCondition,
    GrantDelegation,
    RevokeDelegation,
)
from services.casework.domain.delegation_refusals import (
    ConditionAlreadyMet,
    ConditionNotMetYet,
    ConditionsRepeated,
    ConditionUnknown,
    DelegationAlreadyRevoked,
    DelegationOverlaps,
    DelegationToItself,
    DelegationUnknown,
    ItemUnknown,
    NotTheGrantingBody,
    RedelegationNotAllowed,
    RevokedInThePast,
    ValidityReversed,
)
from services.casework.domain.item import ITEM
from shared.contracts.casework.benefit import Amount
from shared.contracts.casework.delegation import (
    DelegationCondition,
    DelegationConditionMet,
    DelegationGranted,
    DelegationMode,
    DelegationRevoked,
)
from shared.contracts.casework.item import ItemKnown
from shared.contracts.separation import SelfGoverningBody, Separation
from shared.kernel.actors import Role
from shared.kernel.instants import start_of
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, known
from tests.casework.district import CENTRE, ELSEWHERE, ITEM_VERSION, asked

SPEC = Spec(DELEGATION)
ITEM_CODE, DEPARTMENT, CENTRES, BASIS = "CD-MZ-003", "dept-civil-affairs", "CENTRE", "东政〔2013〕46号"
ITEM_IS_KNOWN = known(ITEM, ITEM_CODE, ItemKnown(code=ITEM_CODE, item=ITEM_VERSION, source_position=1))
TRAINED, SEAL = "经办人员已培训", "审批专用章已启用"
JANUARY, MARCH, JUNE = date(2014, 1, 1), date(2014, 3, 1), date(2014, 6, 1)
TODAY = date(2014, 3, 10)
DELEGATED, ENTRUSTED, ACCEPT_ONLY = DelegationMode
"""In the order of their definition."""


def of_department(day: date = TODAY, org: str = DEPARTMENT):
    return asked("officer", f"{day}T09:00+08:00", Role.DEPARTMENT, org)


def granted(number: int = 1, to: str = CENTRE, **terms) -> DelegationGranted:
    """As the department hands the item down from January on, unless a row says otherwise."""
    conditions = tuple(DelegationCondition(name=name) for name in terms.pop("needs", ()))
    cap = terms.pop("cap", None)
    held = {"from_body": DEPARTMENT, "mode": DELEGATED, "single_person": False, "valid_from": JANUARY, **terms}
    return DelegationGranted(
        number=number,
        item_code=ITEM_CODE,
        to_body=to,
        conditions=conditions,
        cap_amount=Amount(amount=cap) if cap else None,
        basis=BASIS,
        provenance=Provenance.SYNTHETIC,
        **held,
    )


def grant(**said) -> GrantDelegation:
    """The command that leads to `granted` of the same words."""
    event = granted(**said)
    terms = {name: getattr(event, name) for name in type(event).model_fields if name != "number"}
    return GrantDelegation(**{**terms, "conditions": tuple(one.name for one in event.conditions)})


def met(condition: str, on: date = JANUARY, number: int = 1, evidence: str = "验收单 2014-3") -> DelegationConditionMet:
    return DelegationConditionMet(number=number, condition=condition, evidence=evidence, met_on=on)


def confirm(*args, **said) -> ConfirmCondition:
    return ConfirmCondition(**met(*args, **said).model_dump())


def revoked(on: date, number: int = 1, basis: str = "东政〔2014〕9号") -> DelegationRevoked:
    return DelegationRevoked(number=number, revoked_on=on, basis=basis)


def revoke(*args, **said) -> RevokeDelegation:
    return RevokeDelegation(**revoked(*args, **said).model_dump())


WITH_TWO = granted(needs=(TRAINED, SEAL))
TO_MARCH = granted(valid_to=date(2014, 2, 28))
AT_THE_CENTRE: dict[str, Any] = {"from_body": CENTRE, "to": "station"}
ROWS = {
    "no committee gets a power of the government": (
        [],
        grant(to="RESIDENTS_COMMITTEE"),
        Separation(SelfGoverningBody.RESIDENTS_COMMITTEE),
    ),
    "an item is handed down": ([], grant(), [granted()]),
    "with conditions, a cap and an end": (
        [],
        grant(needs=(TRAINED, SEAL), cap=300_000, valid_to=JUNE),
        [granted(needs=(TRAINED, SEAL), cap=300_000, valid_to=JUNE)],
    ),
    "the same terms again are the same delegation": ([granted()], grant(), []),
    "the next one has the next number": ([granted()], grant(to=ELSEWHERE), [granted(2, to=ELSEWHERE)]),
    "a body does not hold an item twice": ([granted()], grant(cap=1), DelegationOverlaps(number=1)),
    "not even for a day": ([granted(valid_to=MARCH)], grant(valid_from=MARCH), DelegationOverlaps(number=1)),
    "from the day after on it may": ([TO_MARCH], grant(valid_from=MARCH), [granted(2, valid_from=MARCH)]),
    "nor the day that a later one begins": ([granted(valid_from=MARCH)], grant(valid_to=MARCH), DelegationOverlaps),
    "up to the day before it may": (
        [granted(valid_from=MARCH)],
        grant(valid_to=date(2014, 2, 28)),
        [granted(2, valid_to=date(2014, 2, 28))],
    ),
    "what was taken back is free from that day on": (
        [granted(), revoked(MARCH)],
        grant(valid_from=MARCH),
        [granted(2, valid_from=MARCH)],
    ),
    "and not a day earlier": (
        [granted(), revoked(MARCH)],
        grant(valid_from=date(2014, 2, 28)),
        DelegationOverlaps(number=1),
    ),
    "all centres and one of them are two names": ([granted(to=CENTRES)], grant(cap=9), [granted(2, cap=9)]),
    "it may last one day": ([], grant(valid_to=JANUARY), [granted(valid_to=JANUARY)]),
    "it does not end before it begins": ([], grant(valid_to=date(2013, 12, 31)), ValidityReversed),
    "a body does not delegate to itself": ([], grant(to=DEPARTMENT), DelegationToItself),
    "a condition is named once": (
        [],
        grant(needs=(TRAINED, SEAL, TRAINED)),
        ConditionsRepeated(conditions=(TRAINED,)),
    ),
    "what is entrusted is not handed on": ([], grant(mode=ENTRUSTED, may_redelegate=True), RedelegationNotAllowed),
    "nor is the counter": ([], grant(mode=ACCEPT_ONLY, may_redelegate=True), RedelegationNotAllowed),
    "a condition is met": ([WITH_TWO], confirm(SEAL), [met(SEAL)]),
    "a condition is met today at the latest": ([WITH_TWO], confirm(SEAL, TODAY), [met(SEAL, TODAY)]),
    "it is not met tomorrow": ([WITH_TWO], confirm(SEAL, date(2014, 3, 11)), ConditionNotMetYet),
    "met is met once": ([WITH_TWO, met(SEAL)], confirm(SEAL), []),
    "not on another day": ([WITH_TWO, met(SEAL)], confirm(SEAL, MARCH), ConditionAlreadyMet(met_on=JANUARY)),
    "nor by another evidence": ([WITH_TWO, met(SEAL)], confirm(SEAL, evidence="另一份"), ConditionAlreadyMet),
    "nobody asked for it": ([WITH_TWO], confirm("办公用房"), ConditionUnknown(conditions=(TRAINED, SEAL))),
    "evidence may come late": ([WITH_TWO, revoked(MARCH)], confirm(SEAL), [met(SEAL)]),
    "what is taken back needs nothing more": (
        [WITH_TWO, revoked(MARCH)],
        confirm(SEAL, MARCH),
        DelegationAlreadyRevoked(revoked_on=MARCH),
    ),
    "a condition of no delegation": ([], confirm(SEAL), DelegationUnknown),
    "it is taken back today": ([granted()], revoke(TODAY), [revoked(TODAY)]),
    "or from a day to come": ([granted()], revoke(JUNE), [revoked(JUNE)]),
    "never from yesterday": ([granted()], revoke(date(2014, 3, 9)), RevokedInThePast),
    "taking back twice records once": ([granted(), revoked(MARCH)], revoke(MARCH), []),
    "not from another day": ([granted(), revoked(MARCH)], revoke(JUNE), DelegationAlreadyRevoked(revoked_on=MARCH)),
    "nor by another order": ([granted(), revoked(MARCH)], revoke(MARCH, basis="他文"), DelegationAlreadyRevoked),
    "there is nothing to take back": ([granted()], revoke(TODAY, number=2), DelegationUnknown),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_delegation(given, when, then):
    SPEC.check(given, when, then, of_department(), ITEM_IS_KNOWN)


def test_an_item_that_nobody_knows_is_not_handed_down():
    SPEC.check([], grant(), ItemUnknown, of_department(), known(ITEM, ITEM_CODE))


HANDED_ON = {
    "who may hand on, does": ([granted(may_redelegate=True)], [granted(2, **AT_THE_CENTRE)]),
    "who may not, does not": ([granted()], RedelegationNotAllowed),
    "who has nothing yet, may claim it": ([], [granted(**AT_THE_CENTRE)]),
    "what they lost before binds nobody": ([granted(), revoked(JANUARY)], [granted(2, **AT_THE_CENTRE)]),
}


@pytest.mark.parametrize(("given", "then"), HANDED_ON.values(), ids=HANDED_ON.keys())
def test_who_hands_on(given, then):
    SPEC.check(given, grant(**AT_THE_CENTRE), then, of_department(org=CENTRE), ITEM_IS_KNOWN)


ACTORS = {
    "the granting body": (Role.DEPARTMENT, DEPARTMENT, None),
    "another department": (Role.DEPARTMENT, "dept-health", NotTheGrantingBody(from_body=DEPARTMENT)),
    "a department without a name": (Role.DEPARTMENT, "", NotTheGrantingBody),
    "the administrator": (Role.ADMIN, "", None),
    "the body itself": (Role.CENTRE_DIRECTOR, CENTRE, NotTheGrantingBody),
    "the body's director under the department's name": (Role.CENTRE_DIRECTOR, DEPARTMENT, NotTheGrantingBody),
}
ACTS = {
    "grants": ([], grant(), [granted()]),
    "completes": ([WITH_TWO], confirm(SEAL), [met(SEAL)]),
    "takes back": ([granted()], revoke(JUNE), [revoked(JUNE)]),
}


@pytest.mark.parametrize(("given", "when", "then"), ACTS.values(), ids=ACTS.keys())
@pytest.mark.parametrize(("role", "org", "refused"), ACTORS.values(), ids=ACTORS.keys())
def test_who_acts(role, org, refused, given, when, then):
    SPEC.check(given, when, refused or then, asked("x", f"{TODAY}T09:00+08:00", role, org), ITEM_IS_KNOWN)


CORRUPT = {
    "two under one number": [granted(), granted()],
    "a condition of none": [met(SEAL)],
    "a condition that it has not": [granted(), met(SEAL)],
    "a condition met twice": [WITH_TWO, met(SEAL), met(SEAL, MARCH)],
    "none taken back": [revoked(MARCH)],
    "taken back twice": [granted(), revoked(MARCH), revoked(JUNE)],
}


@pytest.mark.parametrize("events", CORRUPT.values(), ids=CORRUPT.keys())
def test_a_log_that_contradicts_itself_is_corrupt(events):
    with pytest.raises(CorruptStream):
        DELEGATION.fold(events)


def test_facts_count_in_law_from_the_beginning_of_their_days():
    assert granted().effective_at() == start_of(JANUARY)
    assert met(SEAL, MARCH).effective_at() == start_of(MARCH)
    assert revoked(JUNE).effective_at() == start_of(JUNE)
