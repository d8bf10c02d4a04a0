"""Emergency service: what follows the opening, answer, payment and papers, one row each; S4 is among them."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from services.casework.reactions.intake import case_id_of
from services.intake.domain.emergency import (
    EMERGENCY,
    emergency_id,
)
from services.intake.domain.emergency_refusals import (
    AlreadyResponded,
    EmergencyUnknown,
    InstantImpossible,
)
from services.intake.domain.window_post import NotOnWindowPost
from shared.contracts.casework.benefit import Amount, AssistancePaid, PaymentMethod
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.testing.decider import Spec
from tests.intake.emergencies import (
    OPENED,
    TAKEN_IN,
    complete,
    hear_payment,
    local,
    opened,
    paid,
    respond,
    responded,
    submit,
    submitted,
    then,
    there,
)
from tests.intake.service import told

SPEC = Spec(EMERGENCY)
TEN = then("2015-09-03T10:00")
CALLED_OUT = replace(TEN, actor=Actor(ActorId("clerk-9"), Role.CLERK, "centre-qzx"))

NEXT_DAY = date(2015, 9, 4)
PUT_DOWN = then("2015-09-04T09:00")
FOLLOWS = {
    "whoever is on duty answers": ([OPENED], respond("2015-09-03T10:05"), PUT_DOWN, [responded("2015-09-03T10:05")]),
    "at the last moment": (
        [OPENED],
        respond("2015-09-03T10:29:59"),
        PUT_DOWN,
        [responded("2015-09-03T10:29:59")],
    ),
    "or late, when the half hour is over": (
        [OPENED],
        respond("2015-09-03T10:30"),
        PUT_DOWN,
        [responded("2015-09-03T10:30", within=False)],
    ),
    "at the minute of the call": ([OPENED], respond("2015-09-03T10:00"), TEN, [responded("2015-09-03T10:00")]),
    "not before it": ([OPENED], respond("2015-09-03T09:59"), TEN, InstantImpossible(field="responded_at")),
    "not in the future": ([OPENED], respond("2015-09-03T10:01"), TEN, InstantImpossible(field="responded_at")),
    "once": ([OPENED, responded("2015-09-03T10:05")], respond("2015-09-03T10:05"), PUT_DOWN, []),
    "and not at two times": (
        [OPENED, responded("2015-09-03T10:05")],
        respond("2015-09-03T10:06"),
        PUT_DOWN,
        AlreadyResponded(responded_at=local("2015-09-03T10:05")),
    ),
    "nothing is answered that was not opened": ([], respond("2015-09-03T10:05"), PUT_DOWN, EmergencyUnknown),
    "s4: paid in its promise": (
        [OPENED],
        hear_payment("2015-09-04T09:59"),
        PUT_DOWN,
        [paid("2015-09-04T09:59", promise=True, statute=True)],
    ),
    "after the promise, in the hours of the rule": (
        [OPENED],
        hear_payment("2015-09-04T10:00"),
        PUT_DOWN,
        [paid("2015-09-04T10:00", promise=False, statute=True)],
    ),
    "s4: at ten on the second day it is late": (
        [OPENED],
        hear_payment("2015-09-05T10:00"),
        PUT_DOWN,
        [paid("2015-09-05T10:00", promise=False, statute=False)],
    ),
    "a payment without hours is in time and late for nothing": (
        [opened(promised_paid_due_at=None, statutory_paid_due_at=None)],
        hear_payment("2015-09-30T10:00"),
        PUT_DOWN,
        [paid("2015-09-30T10:00", promise=None, statute=None)],
    ),
    "the first payment is the help": (
        [OPENED, paid("2015-09-04T09:59", promise=True, statute=True)],
        hear_payment("2015-09-04T11:00", position=90),
        PUT_DOWN,
        [],
    ),
    "a payment of a case that was no emergency is nothing here": ([], hear_payment("2015-09-04T09:59"), PUT_DOWN, []),
    "some papers come in": ([OPENED], submit("身份证"), PUT_DOWN, [submitted("身份证", on=NEXT_DAY)]),
    "the same papers again are nothing new": (
        [OPENED, submitted("身份证")],
        submit("身份证", "身份证"),
        PUT_DOWN,
        [],
    ),
    "with the last of them the service is complete": (
        [OPENED, submitted("身份证")],
        submit("身份证", "火灾证明"),
        PUT_DOWN,
        [submitted("火灾证明", on=NEXT_DAY), complete(NEXT_DAY)],
    ),
    "s4: until close of business they are in time": (
        [OPENED],
        submit("身份证", "火灾证明"),
        then("2015-09-10T17:59"),
        [submitted("身份证", "火灾证明", on=date(2015, 9, 10)), complete(date(2015, 9, 10))],
    ),
    "s4: when the hall closes they are late": (
        [OPENED],
        submit("身份证", "火灾证明"),
        then("2015-09-10T18:00"),
        [submitted("身份证", "火灾证明", on=date(2015, 9, 10)), complete(date(2015, 9, 10), within=False)],
    ),
    "a paper that nobody asked for is taken too": (
        [OPENED, submitted("身份证", "火灾证明"), complete()],
        submit("房屋鉴定"),
        PUT_DOWN,
        [submitted("房屋鉴定", on=NEXT_DAY)],
    ),
    "where the item asks for none, the first is enough": (
        [opened(papers=())],
        submit("救助登记表"),
        PUT_DOWN,
        [submitted("救助登记表", on=NEXT_DAY), complete(NEXT_DAY)],
    ),
    "who is on no post of the hall takes nothing in": (
        [OPENED],
        submit("身份证"),
        then("2015-09-04T09:00", "clerk-7"),
        NotOnWindowPost,
    ),
}


@pytest.mark.parametrize(("given_", "when", "now", "recorded"), FOLLOWS.values(), ids=FOLLOWS.keys())
def test_what_follows(given_, when, now, recorded):
    SPEC.check(given_, when, recorded, now, there(*TAKEN_IN))


def test_a_clerk_of_the_centre_who_is_called_out_answers_on_no_post():
    at_home = replace(PUT_DOWN, actor=CALLED_OUT.actor)
    answered = responded("2015-09-03T10:05", post_id=None, acted_as=None)
    SPEC.check([OPENED], respond("2015-09-03T10:05"), [answered], at_home, there(*TAKEN_IN))


# --- what is heard ----------------------------------------------------------


def test_a_payment_that_casework_recorded_is_told_to_the_emergency_of_its_case():
    event = AssistancePaid(
        instalment="once",
        amount=Amount(amount=50_000),
        method=PaymentMethod.CASH,
        paid_at=datetime.fromisoformat("2015-09-03T15:00+08:00"),
        payee_ref="payee-1",
    )
    heard = told(event, AggregateRef("benefit", case_id_of("a-1")), 80)
    assert heard == Step(EMERGENCY, emergency_id("a-1"), hear_payment("2015-09-03T15:00"))
