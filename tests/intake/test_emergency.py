"""Emergency service: when there is one, until when what must be done, and what is missed; S4 is among the rows."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.casework.reactions.intake import case_id_of
from services.intake.domain.application import APPLICATION
from services.intake.domain.application_refusals import ItemNotOffered
from services.intake.domain.emergency import (
    EMERGENCY,
    EmergencyCommand,
    HearPayment,
    MissLimits,
    emergency_id,
    limit_due,
)
from services.intake.domain.emergency_limits import offices_open
from services.intake.domain.emergency_refusals import (
    AlreadyResponded,
    EmergencyUnknown,
    InstantImpossible,
    NotUrgent,
    WithinOfficeHours,
)
from services.intake.domain.emergency_state import InService
from services.intake.domain.hall import HallUnknown, WindowNotOpen
from services.intake.domain.item_refusals import ItemNotOpened
from services.intake.domain.window_post import NotOnWindowPost
from shared.contracts.casework.benefit import Amount, AssistancePaid, PaymentMethod
from shared.contracts.intake.application import ApplicationEvent
from shared.contracts.intake.emergency import EmergencyEvent, EmergencyLimit, EmergencyLimitMissed, EmergencyReason
from shared.kernel.actors import TIMER, Actor, ActorId, Role
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.kernel.limits import Limit
from shared.kernel.policy import PolicyEntry
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import Refusal
from shared.testing.decider import Spec, known
from tests.intake.emergencies import (
    DIED,
    GRANTED,
    ON_W2,
    OPENED,
    ORDINARY,
    REFUSED,
    TAKEN_BACK,
    TAKEN_IN,
    complete,
    hear_payment,
    local,
    missed,
    opened,
    opening,
    paid,
    respond,
    responded,
    submit,
    submitted,
    take_in,
    taken_in,
    then,
    there,
)
from tests.intake.samples import POLICY
from tests.intake.service import told

SPEC, RECEIPTS = Spec(EMERGENCY), Spec(APPLICATION)
TEN = then("2015-09-03T10:00")
RESPONSE, PAYMENT, PAPERS_LATE = EmergencyLimit
OTHER_DEED = EmergencyReason.DEATH_CERTIFICATE

OPENING = {
    "s4: a family after a fire is taken on at ten on a holiday": (opening(), TEN, {}, [OPENED]),
    "the call has its half hour, whenever the case is opened": (
        opening("2015-09-03T09:50"),
        TEN,
        {},
        [opened("2015-09-03T09:50", respond_due_at=local("2015-09-03T10:20"))],
    ),
    "what counts in hours is an emergency in office hours too": (
        opening("2015-09-02T10:00"),
        then("2015-09-02T10:00"),
        {},
        [
            opened(
                "2015-09-02T10:00",
                respond_due_at=local("2015-09-02T10:30"),
                promised_paid_due_at=local("2015-09-03T10:00"),
                statutory_paid_due_at=local("2015-09-04T10:00"),
            )
        ],
    ),
    "what can wait is received at a window while the offices are open": (
        opening("2015-09-02T10:00", ORDINARY),
        then("2015-09-02T10:00"),
        {},
        WithinOfficeHours,
    ),
    "also where it is told after hours": (
        opening("2015-09-02T17:59", ORDINARY),
        then("2015-09-02T20:00"),
        {},
        WithinOfficeHours,
    ),
    "after hours it is an emergency, without hours for a payment": (
        opening("2015-09-02T18:00", ORDINARY),
        then("2015-09-02T18:00"),
        {},
        [
            opened(
                "2015-09-02T18:00",
                item_code=ORDINARY,
                respond_due_at=local("2015-09-02T18:30"),
                promised_paid_due_at=None,
                statutory_paid_due_at=None,
                papers=("申请书", "困难证明", "身份证"),
            )
        ],
    ),
    "on a holiday it is one, though a duty window is open": (
        opening(code=ORDINARY),
        TEN,
        {},
        [
            opened(
                item_code=ORDINARY,
                promised_paid_due_at=None,
                statutory_paid_due_at=None,
                papers=("申请书", "困难证明", "身份证"),
            )
        ],
    ),
    "hours that are only promised are the payment's": (
        opening(),
        TEN,
        {"statutory": Limit(stages=())},
        [opened(statutory_paid_due_at=None)],
    ),
    "a call that is still to come is none": (
        opening("2015-09-03T10:01"),
        TEN,
        {},
        InstantImpossible(field="called_at"),
    ),
    "a hall that is not there takes nobody on": (opening(hall="hall-nowhere"), TEN, {}, HallUnknown),
    "nor is anybody taken on for what is not offered": (opening(code="CD-MZ-999"), TEN, {}, ItemNotOffered),
}


@pytest.mark.parametrize(("when", "now", "item", "recorded"), OPENING.values(), ids=OPENING.keys())
def test_opening(when, now, item, recorded):
    SPEC.check([], when, recorded, now, there(**item))


def test_a_reason_that_policy_does_not_call_urgent_is_none():
    entry = PolicyEntry(
        key="emergency.reasons",
        value=("MEDICAL", "DISASTER"),
        effective_on=date(2015, 1, 1),
        basis="a test",
        provenance=Provenance.SYNTHETIC,
    )
    stricter = replace(TEN, policy=POLICY.adopt(entry))
    SPEC.check([], opening(), [OPENED], stricter, there())
    SPEC.check([], opening(reason=OTHER_DEED), NotUrgent(reasons=("MEDICAL", "DISASTER")), stricter, there())


HOURS = {
    "just before the morning": ("2015-09-02T08:29:59", False),
    "from the first minute": ("2015-09-02T08:30", True),
    "to the last of the morning": ("2015-09-02T11:59:59", True),
    "not at noon": ("2015-09-02T12:00", False),
    "in the afternoon": ("2015-09-02T14:30", True),
    "not when they close": ("2015-09-02T18:00", False),
    "not on a holiday": ("2015-09-03T10:00", False),
    "on a sunday that is worked": ("2015-09-06T10:00", True),
    "not on any other": ("2015-09-13T10:00", False),
}


@pytest.mark.parametrize(("at", "are_open"), HOURS.values(), ids=HOURS.keys())
def test_the_offices_work(at, are_open):
    assert offices_open(local(at), TEN) is are_open
    assert offices_open(local(at).astimezone(tz=None), TEN) is are_open, "whatever the offset"


# --- the application --------------------------------------------------------

CALLED_OUT = replace(TEN, actor=Actor(ActorId("clerk-9"), Role.CLERK, "centre-qzx"))
STRANGER = replace(TEN, actor=Actor(ActorId("clerk-9"), Role.CLERK, "centre-dg"))
AS_A_STRANGER = NotOnWindowPost(posts=("post-W2",), source_position=41)
TAKING_IN = {
    "who is on the window's post takes in and on": (take_in(), TEN, True, taken_in(**ON_W2)),
    "who is on no post does not, at a window that has one": (take_in(), CALLED_OUT, True, AS_A_STRANGER),
    "where it has none, the token is enough": (take_in(), CALLED_OUT, False, taken_in()),
    "at no window, who is on a post of the hall does": (take_in(None), TEN, True, taken_in("", **ON_W2)),
    "at no window, any clerk of the centre does": (take_in(None), CALLED_OUT, True, taken_in("")),
    "one of another centre does not": (take_in(None), STRANGER, True, AS_A_STRANGER),
    "a window that is not open takes nobody in": (take_in("W3"), TEN, False, WindowNotOpen),
}


def test_nobody_is_taken_in_for_what_windows_do_not_receive_yet():
    RECEIPTS.check([], take_in(), ItemNotOpened(item_version=1), TEN, there(is_open=False))


@pytest.mark.parametrize(("when", "now", "post", "recorded"), TAKING_IN.values(), ids=TAKING_IN.keys())
def test_taking_in(when, now, post, recorded):
    RECEIPTS.check([], when, recorded, now, there(post=post))


def test_the_service_is_heard_of_by_the_case_that_casework_opens():
    assert emergency_id("a-1") == case_id_of("a-1")


# --- what follows -----------------------------------------------------------

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


# --- limits -----------------------------------------------------------------

UNANSWERED = missed(RESPONSE, "2015-09-03T10:30")
UNPAID = missed(PAYMENT, "2015-09-05T10:00")
NO_PAPERS = missed(PAPERS_LATE, "2015-09-10T18:00")
IN_TIME = [
    responded("2015-09-03T10:05"),
    paid("2015-09-05T09:59:59", promise=False, statute=True),
    submitted("身份证", "火灾证明"),
    complete(),
]
MISSING = {
    "nothing is missed a moment before": ([OPENED], (), "2015-09-03T10:29:59", []),
    "nobody answered": ([OPENED], (), "2015-09-03T10:30", [UNANSWERED]),
    "s4: nothing was paid": ([OPENED, UNANSWERED], (), "2015-09-05T10:00", [UNPAID]),
    "s4: a second before there is still time": ([OPENED, UNANSWERED], (), "2015-09-05T09:59:59", []),
    "s4: no papers came until the hall closed": ([OPENED, UNANSWERED, UNPAID], (), "2015-09-10T18:00", [NO_PAPERS]),
    "all that is over is told, in its order": ([OPENED], (), "2015-09-11T09:00", [UNANSWERED, UNPAID, NO_PAPERS]),
    "what was kept is not missed": ([OPENED, *IN_TIME], (), "2015-09-11T09:00", []),
    "an answer that came late is": (
        [OPENED, responded("2015-09-03T10:31", within=False)],
        (),
        "2015-09-03T10:40",
        [UNANSWERED],
    ),
    "a payment that came late is": (
        [OPENED, UNANSWERED, paid("2015-09-05T10:00", promise=False, statute=False)],
        (),
        "2015-09-05T10:00",
        [UNPAID],
    ),
    "half of the papers are none": (
        [OPENED, UNANSWERED, UNPAID, submitted("身份证")],
        (),
        "2015-09-10T18:00",
        [NO_PAPERS],
    ),
    "where the law gives no hours the promise is the time": (
        [opened(statutory_paid_due_at=None), UNANSWERED],
        (),
        "2015-09-04T10:00",
        [missed(PAYMENT, "2015-09-04T10:00")],
    ),
    "where nothing is paid in hours no payment is missed": (
        [opened(promised_paid_due_at=None, statutory_paid_due_at=None), UNANSWERED],
        (),
        "2015-09-06T10:00",
        [],
    ),
    "what was refused is not paid, and its papers are not asked for": (
        [OPENED, UNANSWERED],
        (*TAKEN_IN, REFUSED),
        "2015-09-11T09:00",
        [],
    ),
    "what was granted is": ([OPENED, UNANSWERED], (*TAKEN_IN, GRANTED), "2015-09-11T09:00", [UNPAID, NO_PAPERS]),
    "of what was taken back nothing is missed but the answer": (
        [OPENED],
        (*TAKEN_IN, TAKEN_BACK),
        "2015-09-11T09:00",
        [UNANSWERED],
    ),
    "nor of who has died": ([OPENED, UNANSWERED], (*TAKEN_IN, DIED), "2015-09-11T09:00", []),
    "what was no emergency misses nothing": ([], (), "2015-09-11T09:00", []),
}


@pytest.mark.parametrize(("given_", "application", "now", "recorded"), MISSING.values(), ids=MISSING.keys())
def test_limits(given_, application, now, recorded):
    related = there(*(application or TAKEN_IN))
    context = replace(then(now), actor=TIMER, related=related)
    SPEC.check(given_, MissLimits(), recorded, context)
    due_at = limit_due(EMERGENCY.fold(given_), context)
    assert (due_at is not None and due_at <= context.now) is bool(recorded)


def test_what_is_missed_counts_from_when_its_time_was_over():
    assert UNPAID.effective_at() == local("2015-09-05T10:00")


BASE = there()
MOMENTS = [local("2015-09-03T10:00") + timedelta(hours=6 * n, minutes=29) for n in range(32)]
ACTS = st.sampled_from(["answer", "pay", "some papers", "all papers", "refuse", "the timer"])


@settings(max_examples=200)
@given(story=st.lists(st.tuples(st.sampled_from(MOMENTS), ACTS), max_size=12), told_late=st.booleans())
def test_whatever_comes_in_whatever_order_no_limit_is_missed_twice_or_forgotten(story, told_late):
    events: list[EmergencyEvent] = [OPENED]
    application: tuple[ApplicationEvent, ...] = TAKEN_IN
    for now, act in sorted(story, key=lambda each: each[0]):
        context = replace(TEN, now=now, related=BASE | known(APPLICATION, "a-1", *application))
        happened = local("2015-09-03T10:01") if told_late else now
        commands: dict[str, EmergencyCommand] = {
            "answer": respond(happened.replace(tzinfo=None).isoformat()),
            "pay": HearPayment(paid_at=happened, source_position=80),
            "some papers": submit("身份证"),
            "all papers": submit("身份证", "火灾证明"),
        }
        command = commands.get(act, MissLimits())
        if act == "refuse":
            application = (*TAKEN_IN, REFUSED)
        decided = EMERGENCY.decide(command, EMERGENCY.fold(events), context)
        events += [] if isinstance(decided, Refusal) else decided
    over = local("2015-09-12T09:00")
    end = replace(TEN, now=over, actor=TIMER, related=BASE | known(APPLICATION, "a-1", *application))
    decided = EMERGENCY.decide(MissLimits(), EMERGENCY.fold(events), end)
    assert isinstance(decided, list)
    limits = [event.limit for event in (*events, *decided) if isinstance(event, EmergencyLimitMissed)]
    assert len(limits) == len(set(limits))
    state = EMERGENCY.fold([*events, *decided])
    assert isinstance(state, InService)
    assert limit_due(state, end) is None
    kept = {
        RESPONSE: state.responded is not None and state.responded.within,
        PAYMENT: state.paid is not None and state.paid.within_statute,
        PAPERS_LATE: state.completed is not None and state.completed.within,
    }
    wanted = set(EmergencyLimit) if application == TAKEN_IN else {RESPONSE}
    assert all(kept[limit] or limit in limits for limit in wanted)


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
