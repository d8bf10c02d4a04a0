"""Who may act for an applicant: decisions, one row each, with the first and the last day of an authority."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_commands import DeliverResult
from services.intake.domain.application_people import (
    EndAuthority,
    EstablishFullCapacity,
    PeopleGiven,
)
from services.intake.domain.application_people_refusals import (
    AgentOutOfScope,
    AgentUnfit,
    AuthorityIncomplete,
    GuardianNeeded,
    NobodyAuthorised,
    RepresentativeNeeded,
)
from services.intake.domain.application_refusals import ApplicationNotReceived
from services.intake.domain.application_state import NotReceived
from shared.contracts.intake.application import ApplicationEvent, DeliveryMode
from shared.contracts.intake.application_people import (
    AgentAct,
    AgentAuthorityEnded,
    AuthorityEndCause,
    FullCapacityEstablished,
    Protection,
    Relation,
)
from shared.kernel.personal import Personal
from shared.testing.decider import Spec
from tests.intake.people import (
    BODY,
    DAY,
    HELPER,
    THE_BODY,
    THE_CHILD,
    UNTIL,
    authorise,
    authorised,
    protected,
    receive_for,
    received_for,
)
from tests.intake.samples import (
    RECEIVED,
    RELATED,
    SUBJECT,
    accepted,
    all_in,
    asked_both,
    at,
    deliver,
    delivered,
    hand_in,
    held,
    withdraw,
    withdrawn,
)

SPEC = Spec(APPLICATION)
WED = at("2014-09-24T09:05")
FRI = at("2014-09-26T09:30")
ALL = tuple(AgentAct)
ALONE = PeopleGiven()
HAND_IN = authorise(Relation.AGENT, AgentAct.HAND_IN)
GUARDIAN = authorise(Relation.GUARDIAN)
REPRESENTATIVE = authorise(Relation.LEGAL_REPRESENTATIVE)


def through(command, relation):
    return command.model_copy(update={"through": relation})


def signed(event, agent=HELPER):
    return event.model_copy(update={"agent": agent})


def by(people, agent):
    return receive_for(people.model_copy(update={"agent": agent}))


ended = AgentAuthorityEnded(agent=HELPER, relation=Relation.AGENT, cause=AuthorityEndCause.REVOKED, ended_on=FRI.today)
of_age = FullCapacityEstablished(material="身份证", established_on=FRI.today)

RECEIPTS = {
    "an agent hands in, and both are recorded with the receipt": (
        by(ALONE, HAND_IN),
        [received_for(ALONE, HELPER), authorised(Relation.AGENT, AgentAct.HAND_IN)],
    ),
    "an agent who may not hand in does not": (
        by(ALONE, authorise(Relation.AGENT, AgentAct.CORRECT)),
        AgentOutOfScope(act=AgentAct.HAND_IN, scope=(AgentAct.CORRECT,), until_on=UNTIL),
    ),
    "an authority is good on its last day": (
        by(ALONE, authorise(Relation.AGENT, AgentAct.HAND_IN, until_on=DAY)),
        [received_for(ALONE, HELPER), authorised(Relation.AGENT, AgentAct.HAND_IN, until_on=DAY)],
    ),
    "an authority that ended yesterday is none": (
        by(ALONE, authorise(Relation.AGENT, AgentAct.HAND_IN, until_on=DAY - timedelta(days=1))),
        AuthorityIncomplete(lacks=("until_on",)),
    ),
    "an agent's authority says its scope and its end": (
        by(ALONE, authorise(Relation.AGENT, until_on=None)),
        AuthorityIncomplete(lacks=("scope", "until_on")),
    ),
    "nobody is their own agent": (
        by(ALONE, authorise(Relation.AGENT, *ALL, agent=Personal.of(SUBJECT, None))),
        AgentUnfit(faults=("the-applicant",)),
    ),
    "a minor acts for nobody": (
        by(ALONE, authorise(Relation.AGENT, *ALL, of_age=False)),
        AgentUnfit(faults=("under-age",)),
    ),
    "a natural person has no legal representative": (
        by(ALONE, REPRESENTATIVE),
        AgentUnfit(faults=("relation-impossible",)),
    ),
    "a child does not hand in alone": (
        receive_for(protected(Protection.UNDER_14)),
        GuardianNeeded(protection=Protection.UNDER_14),
    ),
    "nor does a minor of 14 and more": (
        receive_for(protected(Protection.MINOR)),
        GuardianNeeded(protection=Protection.MINOR),
    ),
    "nor does who has no full capacity": (
        receive_for(protected(Protection.WITHOUT_CAPACITY)),
        GuardianNeeded(protection=Protection.WITHOUT_CAPACITY),
    ),
    "a guardian hands in for a child, with all that the relation gives": (
        by(protected(), GUARDIAN),
        [THE_CHILD, authorised(Relation.GUARDIAN)],
    ),
    "a mere agent does not take a guardian's place": (
        by(protected(), HAND_IN),
        GuardianNeeded(protection=Protection.UNDER_14),
    ),
    "a legal person does not hand in by itself": (receive_for(BODY), RepresentativeNeeded),
    "its legal representative hands in for it": (
        by(BODY, REPRESENTATIVE),
        [THE_BODY, authorised(Relation.LEGAL_REPRESENTATIVE)],
    ),
    "its agent hands in for it": (
        by(BODY, HAND_IN),
        [THE_BODY, authorised(Relation.AGENT, AgentAct.HAND_IN)],
    ),
    "a legal person has no guardian": (by(BODY, GUARDIAN), AgentUnfit(faults=("relation-impossible",))),
}


@pytest.mark.parametrize(("when", "then"), RECEIPTS.values(), ids=RECEIPTS.keys())
def test_receipt(when, then):
    SPEC.check([], when, then, WED, RELATED)


WITH_AGENT = [RECEIVED, authorised(Relation.AGENT, *ALL)]
CHILD: list[ApplicationEvent] = [THE_CHILD, authorised(Relation.GUARDIAN)]
LEGAL = [THE_BODY, authorised(Relation.LEGAL_REPRESENTATIVE)]
last_day, day_after = at("2014-10-31T17:00"), at("2014-11-01T09:00")
too_late = AgentOutOfScope(act=AgentAct.WITHDRAW, scope=tuple(sorted(ALL)), until_on=UNTIL)
by_post = DeliverResult(mode=DeliveryMode.POST)
posted = delivered.model_copy(update={"mode": DeliveryMode.POST})

ROWS = {
    "an agent is authorised at the counter": (
        [RECEIVED],
        authorise(Relation.AGENT, *ALL),
        WED,
        [authorised(Relation.AGENT, *ALL)],
    ),
    "the same authority again is the same": (WITH_AGENT, authorise(Relation.AGENT, *ALL), WED, []),
    "a wider one takes the place of a narrower": (
        [RECEIVED, authorised(Relation.AGENT, AgentAct.CORRECT)],
        authorise(Relation.AGENT, *ALL),
        WED,
        [authorised(Relation.AGENT, *ALL)],
    ),
    "a guardian is authorised later for who has lost capacity": (
        [RECEIVED],
        GUARDIAN,
        WED,
        [authorised(Relation.GUARDIAN)],
    ),
    "nobody is authorised for what was withdrawn": (
        [RECEIVED, withdrawn],
        authorise(Relation.AGENT, *ALL),
        FRI,
        ApplicationNotReceived,
    ),
    "an agent corrects, and it says so": (
        [*WITH_AGENT, asked_both],
        through(hand_in, Relation.AGENT),
        FRI,
        [signed(all_in)],
    ),
    "an agent withdraws, and it says so": (WITH_AGENT, through(withdraw, Relation.AGENT), FRI, [signed(withdrawn)]),
    "an agent takes the result, and it says so": (
        [*WITH_AGENT, accepted(FRI.today), held],
        through(deliver, Relation.AGENT),
        FRI,
        [signed(delivered)],
    ),
    "the applicant still does it alone": (WITH_AGENT, withdraw, FRI, [withdrawn]),
    "an agent who may only correct does not withdraw": (
        [RECEIVED, authorised(Relation.AGENT, AgentAct.CORRECT)],
        through(withdraw, Relation.AGENT),
        FRI,
        AgentOutOfScope(act=AgentAct.WITHDRAW, scope=(AgentAct.CORRECT,), until_on=UNTIL),
    ),
    "an agent who may only take the result does not correct": (
        [RECEIVED, authorised(Relation.AGENT, AgentAct.RECEIVE_RESULT), asked_both],
        through(hand_in, Relation.AGENT),
        FRI,
        AgentOutOfScope,
    ),
    "nobody acts through an agent who was not authorised": (
        [RECEIVED],
        through(withdraw, Relation.AGENT),
        FRI,
        AgentOutOfScope(act=AgentAct.WITHDRAW),
    ),
    "a guardian's authority is no agent's": (CHILD, through(withdraw, Relation.AGENT), FRI, AgentOutOfScope),
    "an agent acts on the last day": (
        WITH_AGENT,
        through(withdraw, Relation.AGENT),
        last_day,
        [signed(withdrawn)],
    ),
    "and not on the day after it": (WITH_AGENT, through(withdraw, Relation.AGENT), day_after, too_late),
    "an authority is taken back": (
        WITH_AGENT,
        EndAuthority(relation=Relation.AGENT, cause=AuthorityEndCause.REVOKED),
        FRI,
        [ended],
    ),
    "what was taken back is not taken back again": (
        [*WITH_AGENT, ended],
        EndAuthority(relation=Relation.AGENT, cause=AuthorityEndCause.REVOKED),
        FRI,
        NobodyAuthorised,
    ),
    "after that the agent does nothing": (
        [*WITH_AGENT, ended],
        through(withdraw, Relation.AGENT),
        FRI,
        AgentOutOfScope,
    ),
    "a child withdraws nothing alone": (CHILD, withdraw, FRI, GuardianNeeded(protection=Protection.UNDER_14)),
    "a child is handed no result": ([*CHILD, accepted(FRI.today), held], deliver, FRI, GuardianNeeded),
    "a guardian takes a child's result": (
        [*CHILD, accepted(FRI.today), held],
        through(deliver, Relation.GUARDIAN),
        FRI,
        [signed(delivered)],
    ),
    "a result that is posted is handed to nobody": ([*CHILD, accepted(FRI.today), held], by_post, FRI, [posted]),
    "who comes of age acts alone": ([*CHILD, of_age], withdraw, FRI, [withdrawn]),
    "and their guardian for them no more": (
        [*CHILD, of_age],
        through(withdraw, Relation.GUARDIAN),
        FRI,
        AgentOutOfScope(act=AgentAct.WITHDRAW),
    ),
    "full capacity is shown by a paper": (CHILD, EstablishFullCapacity(material="身份证"), FRI, [of_age]),
    "who never lacked it has nothing to show": ([RECEIVED], EstablishFullCapacity(material="身份证"), FRI, []),
    "a legal person withdraws nothing by itself": (LEGAL, withdraw, FRI, RepresentativeNeeded),
    "its representative does": (
        LEGAL,
        through(withdraw, Relation.LEGAL_REPRESENTATIVE),
        FRI,
        [signed(withdrawn)],
    ),
}


@pytest.mark.parametrize(("given", "when", "now", "then"), ROWS.values(), ids=ROWS.keys())
def test_later_acts(given, when, now, then):
    SPEC.check(given, when, then, now, RELATED)


@pytest.mark.parametrize("act", list(AgentAct))
def test_an_agent_may_do_what_the_scope_has_and_nothing_else(act):
    commands: dict[AgentAct, tuple[list[ApplicationEvent], Any]] = {
        AgentAct.CORRECT: ([asked_both], hand_in),
        AgentAct.WITHDRAW: ([], withdraw),
        AgentAct.RECEIVE_RESULT: ([accepted(FRI.today), held], deliver),
    }
    for needed, (events, command) in commands.items():
        state = APPLICATION.fold([RECEIVED, authorised(Relation.AGENT, act), *events])
        told = APPLICATION.decide(through(command, Relation.AGENT), state, replace(FRI, related=RELATED))
        assert isinstance(told, AgentOutOfScope) is (needed is not act)


def test_state_knows_agents_and_members_by_reference_alone():
    state = APPLICATION.fold(CHILD)
    assert not isinstance(state, NotReceived)
    people = state.facts.people
    authority = people.authorities[Relation.GUARDIAN]
    assert (people.handed_in_by, authority.agent, authority.until_on) == (HELPER, HELPER, None)
    assert "示例" not in repr(state)
