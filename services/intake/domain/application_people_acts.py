"""Who acts for an applicant: what is decided about agents, guardians and representatives, and what they may do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import assert_never

from services.intake.domain.application_commands import (
    DeliverResult,
    ReceiveApplication,
    SubmitCorrection,
    WithdrawApplication,
)
from services.intake.domain.application_duplicates import AnswerDuplicate
from services.intake.domain.application_household import about_household, household_at_receipt
from services.intake.domain.application_people import (
    AuthoriseAgent,
    Authority,
    EndAuthority,
    EstablishFullCapacity,
    HouseholdCommand,
    People,
    PeopleCommand,
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
from services.intake.domain.application_state import (
    Accepted,
    AwaitingCorrection,
    Delivered,
    Events,
    Facts,
    Kept,
    Received,
    ResultHeld,
)
from services.intake.domain.window_post import OnPost
from shared.contracts.intake.application import (
    ApplicationWithdrawn,
    CorrectionSubmitted,
    DeliveryMode,
    ResultDelivered,
)
from shared.contracts.intake.application_duplicates import DuplicateAnswer, DuplicateAnswered
from shared.contracts.intake.application_people import (
    AgentAct,
    AgentAuthorised,
    AgentAuthorityEnded,
    ApplicantKind,
    ApplicationPeopleEvent,
    FullCapacityEstablished,
    Protection,
    Relation,
)
from shared.kernel.decider import Context
from shared.kernel.messages import Command
from shared.kernel.refusals import Refusal

AtHand = Received | AwaitingCorrection | Accepted | ResultHeld | Delivered
Told = Events | Refusal

# --- who acts ---------------------------------------------------------------


def acting_for(command: Command, people: People, context: Context) -> str | Refusal | None:
    """Who does for the applicant what they themselves would do; None where they do, or where it is the office's act."""
    match command:
        case SubmitCorrection():
            act = AgentAct.CORRECT
        case WithdrawApplication():
            act = AgentAct.WITHDRAW
        case AnswerDuplicate():
            goes_on = command.answer is DuplicateAnswer.CONTINUE
            act = AgentAct.ANSWER_DUPLICATE if goes_on else AgentAct.WITHDRAW
        case DeliverResult() if command.through is not None or command.mode is not DeliveryMode.POST:
            act = AgentAct.RECEIVE_RESULT
        case _:
            return None
    return _through(command.through, act, people, context.today)


def _through(relation: Relation | None, act: AgentAct, people: People, today: date) -> str | Refusal | None:
    if relation is None:
        return _represented(people.kind, people.protection)
    authority = people.authorities.get(relation)
    if authority is None:
        return AgentOutOfScope(act=act)
    if not authority.covers(act, today):
        return AgentOutOfScope(act=act, scope=tuple(sorted(authority.scope)), until_on=authority.until_on)
    return authority.agent


def signed(told: Told, agent: str | None) -> Told:
    """What was done through somebody says through whom."""
    if agent is None or isinstance(told, Refusal):
        return told
    acts = CorrectionSubmitted | ApplicationWithdrawn | ResultDelivered | DuplicateAnswered
    return [event.model_copy(update={"agent": agent}) if isinstance(event, acts) else event for event in told]


def handed_in_by(command: ReceiveApplication, today: date) -> str | Refusal | None:
    """Who hands an application in for its applicant, None where they do; the people said at a receipt do it there."""
    given, agent = command.people, command.people.agent
    if agent is None:
        return _represented(given.kind, given.protection)
    if refused := _not_fit(agent, command.applicant.subject, given.kind, today):
        return refused
    if given.protection is not None and agent.relation is not Relation.GUARDIAN:
        return GuardianNeeded(protection=given.protection)
    if AgentAct.HAND_IN not in _scope(agent):
        return AgentOutOfScope(act=AgentAct.HAND_IN, scope=agent.scope, until_on=agent.until_on)
    return agent.agent.subject


def told_at_receipt(command: ReceiveApplication, on: OnPost, today: date) -> Iterator[ApplicationPeopleEvent]:
    """Who stands behind an application, as it is recorded with the receipt."""
    yield from household_at_receipt(command, on, today)
    if command.people.agent is not None:
        yield _authorised(command.people.agent, on, today)


def _represented(kind: ApplicantKind, protection: Protection | None) -> Refusal | None:
    if kind is ApplicantKind.LEGAL_PERSON:
        return RepresentativeNeeded()
    return None if protection is None else GuardianNeeded(protection=protection)


# --- authorities ------------------------------------------------------------


def _under_age(agent: AuthoriseAgent, _subject: str, _kind: ApplicantKind) -> bool:
    return not agent.of_age


def _the_applicant(agent: AuthoriseAgent, subject: str, _kind: ApplicantKind) -> bool:
    return agent.agent.subject == subject


def _impossible(agent: AuthoriseAgent, _subject: str, kind: ApplicantKind) -> bool:
    only = Relation.GUARDIAN if kind is ApplicantKind.LEGAL_PERSON else Relation.LEGAL_REPRESENTATIVE
    return agent.relation is only


_UNFIT: Mapping[str, Callable[[AuthoriseAgent, str, ApplicantKind], bool]] = {
    "under-age": _under_age,
    "the-applicant": _the_applicant,
    "relation-impossible": _impossible,
}
"""A natural person has no legal representative, a legal person no guardian."""


def _not_fit(agent: AuthoriseAgent, subject: str, kind: ApplicantKind, today: date) -> Refusal | None:
    if faults := tuple(fault for fault, found in _UNFIT.items() if found(agent, subject, kind)):
        return AgentUnfit(faults=faults)
    written, until_on = agent.relation is Relation.AGENT, agent.until_on
    lacks = ("scope",) if written and not agent.scope else ()
    if (until_on is None and written) or (until_on is not None and until_on < today):
        lacks = (*lacks, "until_on")
    return AuthorityIncomplete(lacks=lacks) if lacks else None


def _scope(agent: AuthoriseAgent) -> tuple[AgentAct, ...]:
    """What is left open a guardian or legal representative has by law."""
    return tuple(act for act in AgentAct if act in agent.scope or not agent.scope)


def _authorised(agent: AuthoriseAgent, on: OnPost, today: date) -> AgentAuthorised:
    return AgentAuthorised(
        agent=agent.agent,
        relation=agent.relation,
        scope=_scope(agent),
        until_on=agent.until_on,
        material=agent.material,
        authorised_on=today,
        post_id=on.post_id,
        acted_as=on.acted_as,
    )


# --- acts of the counter ----------------------------------------------------


def about_people(command: PeopleCommand, application: Kept, on: OnPost, context: Context) -> Told:
    """Answer what is asked about who may act for the applicant, or about the members of a household."""
    if isinstance(command, HouseholdCommand):
        return about_household(command, application, on, context)
    if not isinstance(application, AtHand):
        return ApplicationNotReceived()
    match command:
        case AuthoriseAgent():
            return _authorise_agent(command, application.facts, on, context.today)
        case EndAuthority():
            return _end_authority(command, application.facts.people, on, context.today)
        case EstablishFullCapacity():
            return _establish_full_capacity(command, application.facts.people, on, context.today)
        case _:
            assert_never(command)


def _authorise_agent(command: AuthoriseAgent, facts: Facts, on: OnPost, today: date) -> Told:
    if refused := _not_fit(command, facts.subject, facts.people.kind, today):
        return refused
    told = _authorised(command, on, today)
    standing = facts.people.authorities.get(command.relation)
    same = standing == Authority(command.agent.subject, frozenset(told.scope), command.until_on)
    return [] if same else [told]


def _end_authority(command: EndAuthority, people: People, on: OnPost, today: date) -> Told:
    authority = people.authorities.get(command.relation)
    if authority is None:
        return NobodyAuthorised()
    return [
        AgentAuthorityEnded(
            agent=authority.agent,
            relation=command.relation,
            cause=command.cause,
            ended_on=today,
            post_id=on.post_id,
            acted_as=on.acted_as,
        )
    ]


def _establish_full_capacity(command: EstablishFullCapacity, people: People, on: OnPost, today: date) -> Told:
    if people.protection is None:
        return []
    return [
        FullCapacityEstablished(
            material=command.material, established_on=today, post_id=on.post_id, acted_as=on.acted_as
        )
    ]
