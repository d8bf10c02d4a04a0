"""What casework does about intake: from the event as intake recorded it to the case."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from services.casework.domain.case import CASE
from services.casework.domain.case_commands import OpenCase, TerminateCase
from services.casework.domain.case_state import Case, Examining, NotOpened
from services.casework.domain.item import ITEM
from services.casework.domain.post import POST
from services.casework.domain.staff import STAFF
from services.casework.reactions.intake import REACTION, case_id_of
from shared.contracts import intake
from shared.contracts.casework.case import CaseOpened, Outcome, TerminationCause
from shared.contracts.casework.case_filing import FilingOutcomeKept
from shared.contracts.intake.application import ApplicationAccepted, ApplicationDeemedAccepted, ApplicationWithdrawn
from shared.contracts.intake.application_duplicates import ApplicationMerged
from shared.contracts.intake.item import ItemPublished
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Step
from shared.kernel.envelope import Codec, LogName, Recorded, Stamp, encode, type_of
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Event
from shared.kernel.personal import Personal
from shared.kernel.reaction import Draft
from tests.casework.district import CENTRE, ITEM_CODE, ITEM_VERSION, asked

LOG = LogName("630102", intake.SERVICE)
SUBJECT = "subject-ma"
APPLICATION = AggregateRef("application", "a-1")
CASE_REF = CASE.ref(case_id_of(APPLICATION.id))


def recorded(event: Event, of: AggregateRef = APPLICATION, at: str = "2014-09-26T10:00+08:00", position: int = 7):
    stamp = Stamp(LOG, datetime.fromisoformat(at), Actor(ActorId("s-clerk"), Role.CLERK), policy_version=1)
    document = encode(event, "0198-event", of, stamp)
    decoded = Codec(intake.SERVICE, intake.EVENTS).decode(type_of(intake.SERVICE, type(event)), document)
    return Recorded(position, of, 1, decoded)


def react(event: Event, case: Case = CASE.initial, **where) -> Step:
    """What it leads to where the case of the application stands so."""
    answer = REACTION.on[type(event)](recorded(event, **where))
    if isinstance(answer, Draft):
        assert answer.on == (CASE_REF,)
        (answer,) = answer.steps(replace(asked("reaction:intake"), related={CASE_REF: case}))
    assert isinstance(answer, Step)
    return answer


def accepted() -> ApplicationAccepted:
    return ApplicationAccepted(
        subject=SUBJECT, centre_id=CENTRE, item_code=ITEM_CODE, item_version=1, accepted_on=date(2014, 9, 26)
    )


def deemed() -> ApplicationDeemedAccepted:
    return ApplicationDeemedAccepted(
        subject=SUBJECT,
        centre_id=CENTRE,
        item_code=ITEM_CODE,
        item_version=1,
        accepted_on=date(2014, 9, 26),
        fell_due_at=datetime.fromisoformat("2014-10-10T00:00+08:00"),
    )


withdrawn = ApplicationWithdrawn(reason=Personal[str](subject=SUBJECT, sealed="c2VhbGVk"))


def case_after(*steps: Step) -> CaseOpened:
    """Carry steps out one after another; how the case of the application was opened."""
    states: dict[AggregateRef, Any] = {}
    for step in steps:
        related = {ref: states.get(ref, ITEM.initial) for ref in step.related}
        state = states.get(step.ref, step.decider.initial)
        decided = step.decider.decide(step.command, state, replace(asked("reaction:intake"), related=related))
        assert isinstance(decided, list)
        states[step.ref] = step.decider.fold(decided, state)
    case = states[CASE_REF]
    assert isinstance(case, Examining)
    return case.file.opened


def test_a_published_item_and_an_acceptance_open_the_case():
    steps = (react(ItemPublished(item=ITEM_VERSION), of=AggregateRef("item", ITEM_CODE)), react(accepted()))
    opened = case_after(*steps)
    assert (opened.application_id, opened.subject) == ("a-1", SUBJECT)
    assert opened.promised_due_on == date(2014, 11, 5)
    assert not opened.deemed


def test_an_acceptance_by_the_passing_of_time_opens_it_as_well():
    steps = (
        react(ItemPublished(item=ITEM_VERSION), of=AggregateRef("item", ITEM_CODE)),
        react(deemed(), at="2014-10-10T00:00+08:00"),
    )
    opened = case_after(*steps)
    assert opened.deemed
    assert opened.subject == SUBJECT
    assert opened.promised_due_on == date(2014, 11, 5)


def test_what_was_decided_on_a_filing_before_is_decided_with_the_opening_on_the_posts_that_were_kept():
    kept = FilingOutcomeKept(
        association_id="troupe",
        outcome=Outcome.GRANT,
        officer="s-examiner",
        posts=("examination",),
        decided_at=datetime.fromisoformat("2014-10-13T10:00+08:00"),
        source_position=7,
    )
    step = react(accepted(), NotOpened(kept))
    assert isinstance(step.command, OpenCase)
    assert step.command.filed_on == kept.posts
    assert {POST.ref("examination"), STAFF.ref("s-examiner"), ITEM.ref(ITEM_CODE)} == set(step.related)


def test_an_application_leads_to_one_case():
    assert react(accepted()).ref == react(deemed()).ref == react(withdrawn).ref
    assert case_id_of("a-1") != case_id_of("a-2")


def test_a_merger_ends_the_case_of_what_is_merged():
    merged = react(ApplicationMerged(into="a-0", merged_on=date(2014, 9, 26)))
    assert (merged.ref, merged.command) == (react(withdrawn).ref, react(withdrawn).command)


def test_a_withdrawal_ends_the_case_and_hands_on_no_word_of_the_applicant():
    assert react(withdrawn).command == TerminateCase(cause=TerminationCause.WITHDRAWN)


def test_every_reaction_answers_an_event_of_intake():
    assert set(REACTION.on) <= set(intake.EVENTS)
