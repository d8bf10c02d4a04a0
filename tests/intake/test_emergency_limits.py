"""Limits of an emergency: what is missed when, and never twice, whatever comes in whatever order."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.intake.domain.application import APPLICATION
from services.intake.domain.emergency import (
    EMERGENCY,
    EmergencyCommand,
    HearPayment,
    MissLimits,
    limit_due,
)
from services.intake.domain.emergency_state import InService
from shared.contracts.intake.application import ApplicationEvent
from shared.contracts.intake.emergency import EmergencyEvent, EmergencyLimit, EmergencyLimitMissed
from shared.kernel.actors import TIMER
from shared.kernel.refusals import Refusal
from shared.testing.decider import Spec, known
from tests.intake.emergencies import (
    DIED,
    GRANTED,
    OPENED,
    REFUSED,
    TAKEN_BACK,
    TAKEN_IN,
    complete,
    local,
    missed,
    opened,
    paid,
    respond,
    responded,
    submit,
    submitted,
    then,
    there,
)

SPEC = Spec(EMERGENCY)
TEN = then("2015-09-03T10:00")
RESPONSE, PAYMENT, PAPERS_LATE = EmergencyLimit

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
