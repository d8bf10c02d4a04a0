"""Instant items at a window: who may decide alone there, and what becomes of it in either order of what is heard."""

from dataclasses import replace
from datetime import date
from itertools import count
from typing import cast

import pytest

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_commands import (
    ApplicationCommand,
    HearDecline,
    ServeAtOnce,
    WithdrawApplication,
)
from services.intake.domain.application_duplicates_acts import DuplicateUnanswered
from services.intake.domain.application_mending import (
    CorrectApplicant,
    ResultDeliveredAlready,
    ResultHere,
    WithdrawAcceptance,
)
from services.intake.domain.application_people import AuthoriseAgent, PeopleGiven
from services.intake.domain.application_people_refusals import AgentOutOfScope
from services.intake.domain.application_refusals import ApplicationNotReceived, ItemNotOffered, ResultNotHere
from services.intake.domain.application_result import after_the_case
from services.intake.domain.application_state import Accepted, AtWindow, Delivered, NotReceived
from services.intake.domain.hall import HallUnknown, WindowNotOpen
from services.intake.domain.item_refusals import ItemNotOpened
from services.intake.domain.rating_offer import RATING_OFFER, OfferRatingAtOnce
from services.intake.domain.types import ApplicationId, HallId, ItemCode
from services.intake.domain.voucher import VOUCHERS, IssueVoucher
from services.intake.domain.window_post import NotOnWindowPost
from shared.contracts.casework.case import CaseClosed, Outcome
from shared.contracts.casework.case_aftermath import EntryFault
from shared.contracts.casework.case_window import InstantDecisionDeclined
from shared.contracts.casework.post import ActedAs
from shared.contracts.intake.application import (
    Applicant,
    ApplicationReceived,
    ApplicationWithdrawn,
    DeliveryMode,
    ResultDelivered,
    ResultReceived,
)
from shared.contracts.intake.application_instant import DecidedAtWindow, WindowDecisionDeclined
from shared.contracts.intake.application_mending import AcceptanceFault
from shared.contracts.intake.application_people import AgentAct, Protection, Relation
from shared.contracts.intake.claim import ApplicationClaimed
from shared.contracts.intake.item import DecisionMode, Handling
from shared.contracts.intake.rating import RatingOffered, ServiceChannel
from shared.contracts.refusals import RemediesMissing, SamePerson
from shared.kernel.personal import Personal, personal_values
from shared.kernel.refusals import Refusal
from shared.testing.decider import Spec
from tests.intake.instants import (
    AT_ONCE_ACCEPTED,
    AT_ONCE_RECEIVED,
    DAY,
    HOW,
    JOBLESS,
    SERVED,
    WHY,
    decided,
    declined,
    delegation,
    serve,
    there,
)
from tests.intake.people import HELPER, authorise
from tests.intake.ratings import on
from tests.intake.samples import RELATED, at, deliver, hold, hold_corrected, withdraw
from tests.intake.test_reactions import CASE, reaction

SPEC = Spec(APPLICATION)
MON = at("2015-12-07T10:05")
REFUSE = Outcome.REFUSE
MAY = (delegation(),)

ROWS = {
    "s11a: one act receives, accepts and decides": (there(*MAY), serve(), MON, SERVED),
    "it says by which of casework's words it was done, the newest": (
        there(delegation(40)),
        serve(),
        MON,
        (*SERVED[:2], decided(basis=41)),
    ),
    "a refusal says why and what may be done against it": (
        there(*MAY),
        serve(REFUSE, WHY, HOW),
        MON,
        (*SERVED[:2], decided(REFUSE, WHY, HOW)),
    ),
    "s11a: without a delegation for one person it takes two": (there(), serve(), MON, SamePerson),
    "so does an item that takes two persons": (
        there(*MAY, item={"decision_mode": DecisionMode.TWO_PERSON}),
        serve(),
        MON,
        SamePerson,
    ),
    "an item that takes its time is not done at once": (
        there(*MAY, item={"handling": Handling.PROMISED}),
        serve(),
        MON,
        SamePerson,
    ),
    "a delegation that ended yesterday is none": (
        there(delegation(valid_to=date(2015, 12, 6))),
        serve(),
        MON,
        SamePerson,
    ),
    "who is not on the window's post does not decide there": (
        there(*MAY),
        serve(),
        at("2015-12-07T10:05", "clerk-2"),
        NotOnWindowPost(posts=("post-W2",), source_position=41),
    ),
    "at a window without a post nobody does": (
        there(*MAY, post=False),
        serve(),
        MON,
        NotOnWindowPost(posts=(), source_position=0),
    ),
    "a refusal without reasons is none": (
        there(*MAY),
        serve(REFUSE, None, HOW),
        MON,
        RemediesMissing(missing=("reasons",)),
    ),
    "nor is one without remedies": (there(*MAY), serve(REFUSE, WHY), MON, RemediesMissing(missing=("remedies",))),
    "a hall that is not there serves nobody": (there(*MAY), serve(hall_id="hall-none"), MON, HallUnknown),
    "nor does a window that is not open": (there(*MAY), serve(window_id="W3"), MON, WindowNotOpen),
    "who asked for it before, and nobody said what becomes of that, is not served": (
        there(*MAY, claims=(ApplicationClaimed(application_id="a-0"),)),
        serve(),
        MON,
        DuplicateUnanswered(matches=("a-0",)),
    ),
    "what windows do not receive yet is not served": (
        there(*MAY, is_open=False),
        serve(),
        MON,
        ItemNotOpened(item_version=1),
    ),
    "nor is an item served before its time": (
        there(*MAY, item={"valid_from": date(2015, 12, 8)}),
        serve(),
        MON,
        ItemNotOffered,
    ),
}


@pytest.mark.parametrize(("related", "when", "now", "then"), ROWS.values(), ids=ROWS.keys())
def test_one_act_at_a_window(related, when, now, then):
    SPEC.check([], when, then, now, related)


def test_the_voucher_of_the_act_is_given_with_it():
    given = VOUCHERS.decide(IssueVoucher(application_id=serve().receipt.application_id), VOUCHERS.initial, MON)
    assert isinstance(given, list)
    assert [event.number for event in given] == [1]
    assert SERVED[0].voucher_number.endswith("000001")


GUARDIAN = authorise(Relation.GUARDIAN)
HAND_IN_ONLY = authorise(Relation.AGENT, AgentAct.HAND_IN, until_on=date(2015, 12, 31))


def through(agent: AuthoriseAgent, protection: Protection | None = None) -> ServeAtOnce:
    people = PeopleGiven(agent=agent, protection=protection)
    act = serve()
    return act.model_copy(update={"receipt": act.receipt.model_copy(update={"people": people})})


def test_a_guardian_is_given_the_result_for_the_child_and_both_acts_say_so():
    given = APPLICATION.decide(through(GUARDIAN, Protection.MINOR), NotReceived(), replace(MON, related=there(*MAY)))
    assert isinstance(given, list)
    acts = [event.agent for event in given if isinstance(event, ApplicationReceived | DecidedAtWindow)]
    assert acts == [HELPER, HELPER]
    (_, delivered) = after_the_case(hold, APPLICATION.fold(given))
    assert isinstance(delivered, ResultDelivered)
    assert delivered.agent == HELPER


def test_who_may_only_hand_in_is_given_nothing():
    SPEC.check([], through(HAND_IN_ONLY), AgentOutOfScope, MON, there(*MAY))


def test_with_the_act_comes_the_chance_to_rate_it_once_where_there_are_ratings():
    at_once = OfferRatingAtOnce(hall_id=HallId("hall-qzx"), item_code=ItemCode(JOBLESS))
    offered = RatingOffered(
        hall_id="hall-qzx",
        centre_id="centre-qzx",
        item_code=JOBLESS,
        channel=ServiceChannel.OFFLINE,
        offered_on=DAY,
        rate_by_on=date(2016, 1, 6),
    )
    Spec(RATING_OFFER).check([], at_once, [offered], on("2015-12-07T10:05"), RELATED)
    Spec(RATING_OFFER).check([], at_once, [], MON, RELATED)
    nowhere = OfferRatingAtOnce(hall_id=HallId("hall-none"), item_code=ItemCode(JOBLESS))
    Spec(RATING_OFFER).check([], nowhere, [], on("2015-12-07T10:05"), RELATED)


HANDED_OVER = ResultDelivered(mode=DeliveryMode.WINDOW, delivered_on=DAY, post_id="post-W2", acted_as=ActedAs.A)
RESULT = ResultReceived(case_id="case-1", outcome=Outcome.GRANT, source_position=57)
OTHER = Personal[Applicant].of(
    "subject-other", Applicant(name="示例·他人", id_kind="citizen-id", id_number="630102196207081227")
)
REPLACE = CorrectApplicant(
    application_id=ApplicationId("a-1"), entry_id="e-1", fault=EntryFault.MISTYPED, applicant=OTHER
)
LATER = {
    "with casework's closure the result is there and was handed over": (SERVED, hold, [RESULT, HANDED_OVER]),
    "what was heard of the closure is heard once": ((*SERVED, RESULT, HANDED_OVER), hold, []),
    "what casework declined is known": (
        SERVED,
        HearDecline(case_id="case-1", slug="same-person", source_position=57),
        [declined],
    ),
    "and is known once": (
        (*SERVED, declined),
        HearDecline(case_id="case-1", slug="same-person", source_position=57),
        [],
    ),
    "what took the ordinary way after it is handed over by hand": ((*SERVED, declined), hold, [RESULT]),
    "nothing is handed over that casework has not answered": (SERVED, deliver, ResultNotHere),
    "nor what it declined": ((*SERVED, declined), deliver, ResultNotHere),
    "what was decided is not taken back": (SERVED, withdraw, ApplicationNotReceived),
    "nor is its acceptance": (
        SERVED,
        WithdrawAcceptance(cause=AcceptanceFault.WRONG_ITEM, reasons=WHY),
        ResultHere,
    ),
    "nor is another person put in the applicant's place, who has the result": (
        SERVED,
        CorrectApplicant(
            application_id=ApplicationId("a-1"), entry_id="e-1", fault=EntryFault.MISTYPED, applicant=OTHER
        ),
        ResultDeliveredAlready,
    ),
    "what was declined may be": (
        (*SERVED, declined),
        withdraw,
        [ApplicationWithdrawn(reason=withdraw.reason)],
    ),
    "a result that is corrected is to be handed over again": (
        (*SERVED, RESULT, HANDED_OVER),
        hold_corrected(),
        [RESULT.model_copy(update={"outcome": REFUSE, "source_position": 90})],
    ),
    "an application that was received in three acts is not declined": (
        SERVED[:2],
        HearDecline(case_id="case-1", slug="same-person", source_position=57),
        [],
    ),
}


@pytest.mark.parametrize(("given", "when", "then"), LATER.values(), ids=LATER.keys())
def test_what_follows(given, when, then):
    SPEC.check(list(given), when, then, MON, RELATED)


CLOSED = CaseClosed(application_id="a-1", post_id="post-W2", acted_as=ActedAs.A, outcome=Outcome.GRANT, closed_on=DAY)
NO = InstantDecisionDeclined(application_id="a-1", slug="same-person", window_position=3)
RACES = {
    "closed": ([CLOSED], [ResultReceived, ResultDelivered], Delivered),
    "withdrawn before casework answers, then closed": (
        [withdraw, CLOSED],
        [ApplicationNotReceived, ResultReceived, ResultDelivered],
        Delivered,
    ),
    "declined, then closed by the ordinary way, then handed over": (
        [NO, CLOSED, deliver],
        [WindowDecisionDeclined, ResultReceived, ResultDelivered],
        Delivered,
    ),
    "declined, then withdrawn, then closed": (
        [NO, withdraw, CLOSED],
        [WindowDecisionDeclined, ApplicationWithdrawn],
        None,
    ),
}
"""What is said at the window and by casework, each word of which is heard twice; what is recorded or refused."""


@pytest.mark.parametrize(("story", "answers", "ends"), RACES.values(), ids=RACES.keys())
def test_the_window_and_the_back_office_meet_in_either_order(story, answers, ends):
    told: list[type] = []
    state, positions, context = APPLICATION.fold(SERVED), count(57), replace(MON, related=RELATED)
    for each in story:
        at_window = isinstance(each, (WithdrawApplication, type(deliver)))
        commands = [each] if at_window else [step.command for step in reaction(each, CASE, next(positions)) * 2]
        for command in commands:
            done = APPLICATION.decide(cast("ApplicationCommand", command), state, context)
            told += [type(done)] if isinstance(done, Refusal) else [type(event) for event in done]
            state = state if isinstance(done, Refusal) else APPLICATION.fold(done, state)
    assert told == answers
    assert ends is None or isinstance(state, ends)


def test_no_state_holds_the_reasons():
    state = APPLICATION.fold([AT_ONCE_RECEIVED, AT_ONCE_ACCEPTED, decided(REFUSE, WHY, HOW)])
    assert isinstance(state, Accepted)
    assert state.at_window == AtWindow("post-W2", ActedAs.A, DAY)
    assert list(personal_values(tuple(getattr(state, name) for name in state.__slots__))) == []
