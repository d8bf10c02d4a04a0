"""Delegations as casework announced them: what is known of them, and whether they let one person of a centre decide."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.intake.domain.delegation import (
    DELEGATIONS,
    RecordCondition,
    RecordGrant,
    RecordRevocation,
)
from shared.contracts.casework.benefit import Amount
from shared.contracts.casework.delegation import DelegationMode
from shared.contracts.intake.delegation import ConditionKnown
from shared.kernel.decider import Step
from shared.testing.decider import Spec
from tests.intake.instants import CENTRE, DAY, DELEGATION, delegation, granted, met, revoked
from tests.intake.samples import at
from tests.intake.service import told

SPEC = Spec(DELEGATIONS)
NOON = at("2015-12-07T12:00")
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
SEAL, DESK = ConditionKnown(name="印章"), ConditionKnown(name="设备")


def of(name: str, on: date | None) -> ConditionKnown:
    return ConditionKnown(name=name, met_on=on)


def grant(position: int = 60, **terms: Any) -> RecordGrant:
    return RecordGrant(granted=granted(**terms), source_position=position)


def meet(name: str, on: date = DAY, position: int = 61, number: int = 1) -> RecordCondition:
    return RecordCondition(number=number, condition=name, met_on=on, source_position=position)


def take_back(on: date = DAY, position: int = 62, number: int = 1) -> RecordRevocation:
    return RecordRevocation(number=number, revoked_on=on, source_position=position)


WITH_NEEDS = delegation(needs=(SEAL, DESK))
ROWS = {
    "a delegation becomes known": ([], grant(), [delegation()]),
    "with what it needs, of which nothing is met": ([], grant(needs=("印章", "设备")), [WITH_NEEDS]),
    "one up to an amount is known to have a cap": (
        [],
        grant(cap_amount=Amount(amount=100_000)),
        [delegation(capped=True)],
    ),
    "the same grant again is nothing new": ([delegation()], grant(position=90), []),
    "a second one has its own number": ([delegation()], grant(number=2), [delegation(number=2)]),
    "a condition is met": (
        [WITH_NEEDS],
        meet("设备"),
        [delegation(61, needs=(SEAL, of("设备", DAY)))],
    ),
    "what was heard before does not count again": ([WITH_NEEDS], meet("设备", position=60), []),
    "a condition of what is not known is nothing": ([], meet("设备"), []),
    "it is taken back": ([delegation()], take_back(), [delegation(62, revoked_on=DAY)]),
    "an older word of it changes nothing": ([delegation(70)], take_back(position=69), []),
    "what was not known is not taken back": ([], take_back(), []),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_delegations(given, when, then):
    SPEC.check(given, when, then, NOON)


LETS = {
    "one for one person lets one decide": ([delegation()], True),
    "nothing that is known lets nobody": ([], False),
    "one that takes two persons does not": ([delegation(single_person=False)], False),
    "one to this very centre does": ([delegation(to_body=CENTRE)], True),
    "one to another centre does not": ([delegation(to_body="centre-dg")], False),
    "what only accepts decides nothing": ([delegation(mode=DelegationMode.ACCEPT_ONLY)], False),
    "what is entrusted decides": ([delegation(mode=DelegationMode.ENTRUSTED)], True),
    "one up to an amount is for what is paid": ([delegation(capped=True)], False),
    "on its first day it does": ([delegation(valid_from=DAY)], True),
    "the day before it does not": ([delegation(valid_from=AFTER)], False),
    "on its last day it does": ([delegation(valid_to=DAY)], True),
    "the day after it does not": ([delegation(valid_to=BEFORE)], False),
    "until the day before it is taken back it does": ([delegation(revoked_on=AFTER)], True),
    "from the day on which it is taken back it does not": ([delegation(revoked_on=DAY)], False),
    "with all that it needs it does": ([delegation(needs=(of("印章", DAY), of("设备", BEFORE)))], True),
    "with something open it does not": ([delegation(needs=(of("印章", DAY), DESK))], False),
    "what is met tomorrow is open today": ([delegation(needs=(of("印章", AFTER),))], False),
    "another one that does is enough": ([delegation(single_person=False), delegation(number=2)], True),
}


@pytest.mark.parametrize(("events", "lets"), LETS.values(), ids=LETS.keys())
def test_whether_one_person_may_decide(events, lets):
    found = DELEGATIONS.fold(events).letting_one_decide(CENTRE, DAY)
    assert (found is not None) is lets


HEARD = {
    "a grant": (granted(), RecordGrant(granted=granted(), source_position=60)),
    "a condition": (met("印章"), meet("印章", position=60)),
    "a revocation": (revoked(), take_back(position=60)),
}


@pytest.mark.parametrize(("event", "command"), HEARD.values(), ids=HEARD.keys())
def test_what_casework_says_of_a_delegation_is_told_to_its_item(event, command):
    assert told(event, DELEGATION, 60) == Step(DELEGATIONS, DELEGATION.id, command)
