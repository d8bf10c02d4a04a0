"""What councils do about intake, casework and grants: from the event as it was recorded to the command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.councils.domain.centre_record import (
    CENTRE_MATTER,
    CENTRE_RECORD,
    OverlookMatter,
    RecordAnsweredComplaint,
    RecordClosure,
    RecordComplaint,
    RecordExcludedRating,
    RecordMatter,
    RecordMissedLimit,
    RecordRating,
)
from services.councils.domain.task_refusal import KNOWN_ADMISSION, RecordAdmission
from services.councils.domain.types import CentreId
from services.councils.reactions import casework, grants, intake
from shared.contracts import casework as casework_contracts
from shared.contracts import grants as grants_contracts
from shared.contracts import intake as intake_contracts
from shared.contracts.casework.case import CaseClosed, CaseOpened, Outcome
from shared.contracts.casework.case_clocks import Clock, PromisedLimitBreached, StatutoryLimitBreached
from shared.contracts.casework.post import ActedAs
from shared.contracts.councils.centre_record import (
    CentreMatterKnown,
)
from shared.contracts.grants.task_admission import TaskAdmissionApproved
from shared.contracts.intake.bad_rating import BadRatingExcluded, ExclusionGround
from shared.contracts.intake.complaint import ComplaintAnswered, ComplaintFiled
from shared.contracts.intake.rating import Level, ServiceChannel, ServiceRated
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Step
from shared.kernel.envelope import Codec, LogName, Recorded, Stamp, encode, type_of
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Event
from shared.kernel.personal import Personal
from shared.kernel.reaction import Answer, Draft, Reaction
from shared.testing.decider import context, known
from tests.councils.appraisals import CENTRE

JUNE, JULY = date(2014, 6, 30), date(2014, 7, 1)
OF = AggregateRef("any", "m")


def recorded(reaction: Reaction, event: Event) -> Recorded[Any]:
    stamp = Stamp(LogName("630102", reaction.source), due_at, Actor(ActorId("x"), Role.CLERK), policy_version=1)
    document = encode(event, "0198-event", OF, stamp)
    codec = Codec(reaction.source, reaction.events)
    return Recorded(7, OF, 1, codec.decode(type_of(reaction.source, type(event)), document))


def steps_of(reaction: Reaction, event: Event, *matters: CentreMatterKnown) -> Sequence[Step]:
    answer: Answer = reaction.on[type(event)](recorded(reaction, event))
    if isinstance(answer, Draft):
        return answer.steps(replace(context(), related=known(CENTRE_MATTER, "m", *matters)))
    return (answer,) if isinstance(answer, Step) else answer


due_at = datetime(2014, 7, 1, tzinfo=UTC)
case_opened = CaseOpened(
    subject="s",
    application_id="a",
    centre_id=CENTRE,
    item_code="CD-MZ-001",
    item_version=1,
    accepted_on=JUNE,
    deemed=False,
    provisional=False,
    calendar_version=1,
)


def case_closed(within_promise: bool | None, within_statute: bool | None) -> CaseClosed:
    return CaseClosed(
        application_id="a",
        post_id="p",
        acted_as=ActedAs.A,
        outcome=Outcome.GRANT,
        closed_on=JUNE,
        within_promise=within_promise,
        within_statute=within_statute,
    )


service_rated = ServiceRated(
    hall_id="h",
    centre_id=CENTRE,
    item_code="CD-MZ-001",
    served_in="2014-06",
    channel=ServiceChannel.OFFLINE,
    level=Level.BASICALLY,
    indicators=(),
    rated_on=JUNE,
)
words = Personal[str](subject="s", sealed="c2VhbGVk")
filed = ComplaintFiled(
    application_id="a",
    hall_id="h",
    centre_id=CENTRE,
    item_code="CD-MZ-001",
    complainant="s",
    text=words,
    filed_on=JUNE,
    answer_due_on=JULY,
)
excluded = BadRatingExcluded(ground=next(iter(ExclusionGround)), rechecked_by="x", excluded_on=JULY)
complaint_answered = ComplaintAnswered(answer=words, upheld=True, officer="o", answered_on=JUNE)
matter = RecordMatter(centre_id=CentreId(CENTRE), since_on=JUNE, source_position=7)
rating = RecordRating(level=Level.BASICALLY, rated_on=JUNE, source_position=7)
in_record, of_matter = (CENTRE_RECORD.ref(CENTRE), CENTRE_MATTER.ref("m"))

HEARD: dict[str, tuple[Reaction, Event, list[tuple[AggregateRef, object]]]] = {
    "a case is opened": (casework.REACTION, case_opened, [(of_matter, matter)]),
    "it is closed in time": (
        casework.REACTION,
        case_closed(True, True),
        [(in_record, RecordClosure(case_id="m", closed_on=JUNE, on_time=True, source_position=7))],
    ),
    "or where there is no limit": (
        casework.REACTION,
        case_closed(None, None),
        [(in_record, RecordClosure(case_id="m", closed_on=JUNE, on_time=True, source_position=7))],
    ),
    "or late by one of the two": (
        casework.REACTION,
        case_closed(False, True),
        [(in_record, RecordClosure(case_id="m", closed_on=JUNE, on_time=False, source_position=7))],
    ),
    "its promise is missed": (
        casework.REACTION,
        PromisedLimitBreached(due_on=JUNE, due_at=due_at, body="b"),
        [(in_record, RecordMissedLimit(case_id="m", clock=Clock.PROMISED, due_on=JUNE, source_position=7))],
    ),
    "its statute is": (
        casework.REACTION,
        StatutoryLimitBreached(due_on=JUNE, due_at=due_at, body="b"),
        [(in_record, RecordMissedLimit(case_id="m", clock=Clock.STATUTORY, due_on=JUNE, source_position=7))],
    ),
    "a service is rated": (
        intake.REACTION,
        service_rated,
        [(of_matter, matter), (in_record, rating)],
    ),
    "the rating is excluded": (
        intake.REACTION,
        excluded,
        [(in_record, RecordExcludedRating(rated_on=JUNE, source_position=7))],
    ),
    "somebody complains": (
        intake.REACTION,
        filed,
        [(of_matter, matter), (in_record, RecordComplaint(complaint_id="m", filed_on=JUNE, source_position=7))],
    ),
    "and is answered": (
        intake.REACTION,
        complaint_answered,
        [
            (
                in_record,
                RecordAnsweredComplaint(complaint_id="m", upheld=True, answered_on=JUNE, source_position=7),
            )
        ],
    ),
}


known_matter = CentreMatterKnown(centre_id=CENTRE, since_on=JUNE, source_position=1)


@pytest.mark.parametrize(("reaction", "event", "then"), HEARD.values(), ids=HEARD.keys())
def test_what_is_heard_goes_into_the_record(reaction, event, then):
    steps = steps_of(reaction, event, known_matter)
    assert [(step.ref, step.command) for step in steps] == then


@pytest.mark.parametrize(
    ("reaction", "event"),
    [
        pytest.param(casework.REACTION, case_closed(True, True), id="a case"),
        pytest.param(intake.REACTION, complaint_answered, id="a complaint"),
        pytest.param(intake.REACTION, excluded, id="a rating"),
    ],
)
def test_the_end_of_what_was_there_before_councils_followed_says_nothing(reaction, event):
    (step,) = steps_of(reaction, event)
    assert (step.ref, step.command) == (of_matter, OverlookMatter())
    assert CENTRE_MATTER.decide(OverlookMatter(), CENTRE_MATTER.initial, context()) == []


def test_an_admission_is_known_by_the_code_of_the_task():
    (step,) = steps_of(grants.REACTION, TaskAdmissionApproved(document="d"))
    assert (step.ref, step.command) == (KNOWN_ADMISSION.ref("m"), RecordAdmission(source_position=7))


@pytest.mark.parametrize(
    ("reaction", "contracts"),
    [
        pytest.param(casework.REACTION, casework_contracts, id="casework"),
        pytest.param(intake.REACTION, intake_contracts, id="intake"),
        pytest.param(grants.REACTION, grants_contracts, id="grants"),
    ],
)
def test_each_reaction_answers_events_of_the_log_that_it_follows(reaction, contracts):
    assert set(reaction.on) <= set(contracts.EVENTS)
    assert reaction.source == contracts.SERVICE
