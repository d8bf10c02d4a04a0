"""Voter roll (选民名册): who may vote in an election, and for whom a ballot was given out; it knows no ballot.

Invariants: nobody is on it twice, and nobody who will be under age on election day · a household sends one delegate, a
group as many as the law says · what the posted list has changes by an answered objection or a strike alone · a ballot
of a round is given out once for each voter, and nobody holds more than the allowed number of proxies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import assert_never

from services.councils.domain.election_refusals import ElectionUnknown, NotOnElectionCommittee
from services.councils.domain.election_state import (
    ON_THE_DAY,
    Called,
    Nominated,
    QualificationReviewed,
    RegistrationOpen,
    VotersListed,
    Voting,
    election_of,
)
from services.councils.domain.types import PersonId
from services.councils.domain.voter_roll_commands import (
    AnswerListObjection,
    MarkTurnout,
    MissListAnswer,
    NewVoter,
    ObjectToVoterList,
    OfElection,
    RegisterVoters,
    StrikeVoter,
    VoterRollCommand,
)
from services.councils.domain.voter_roll_refusals import (
    BallotsAlreadyOut,
    ListAnswerNotMissed,
    NotEntitled,
    NotOnTheRoll,
    ObjectionKnownOtherwise,
    ObjectionTooLate,
    ObjectionUnknown,
    RollClosed,
    RollMovedOn,
    TooManyProxies,
    VoterNeeded,
    WrongDelegates,
)
from services.councils.domain.voter_roll_state import Handed, Objection, VoterRoll, evolve
from shared.contracts.councils.election import Electorate
from shared.contracts.councils.voter_roll import (
    ListAnswerMissed,
    ListClaim,
    Mark,
    StrikeReason,
    TurnoutMarked,
    Voter,
    VoterListObjected,
    VoterListObjectionAnswered,
    VoterRollEvent,
    VotersRegistered,
    VoterStruck,
)
from shared.kernel.actors import Role
from shared.kernel.counting import months_after
from shared.kernel.decider import Context, Decider
from shared.kernel.limits import END_OF_DAY
from shared.kernel.policy import Policy
from shared.kernel.refusals import Refusal

CLOSES = "election.registration_closes_cd"
MIN_AGE, ELSEWHERE = "electorate.min_age_years", "electorate.without_registration_here"
MOST_DELEGATES = "electorate.group_delegates_max"
ANSWER, PROXIES = "election.list_answer_cd", "election.max_proxies"
_BEFORE_VOTING = (RegistrationOpen, VotersListed, Nominated, QualificationReviewed, *ON_THE_DAY)
_NOBODY = ""

Facts = list[VoterRollEvent] | Refusal


def decide(command: VoterRollCommand, roll: VoterRoll, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, MissListAnswer):
        late: list[VoterRollEvent] = [*_missed(roll, context)]
        return late or ListAnswerNotMissed()
    election = election_of(context, command.election_id)
    if not isinstance(election, Called):
        return ElectionUnknown()
    if not _may(command, election, context):
        return NotOnElectionCommittee()
    return _of_election(command, roll, election, context)


def _may(command: OfElection, election: Called, context: Context) -> bool:
    """Anybody objects; the counter registers too; all else is for who is on the election committee now."""
    if isinstance(command, ObjectToVoterList):
        return True
    at_counter = context.actor.role is Role.CLERK and isinstance(command, RegisterVoters)
    return at_counter or context.actor.role is Role.ADMIN or context.actor.id in election.papers.committee


def _of_election(command: OfElection, roll: VoterRoll, election: Called, context: Context) -> Facts:
    match command:
        case RegisterVoters():
            return _register(command, roll, election, context)
        case StrikeVoter():
            return _strike(command, roll, election)
        case ObjectToVoterList():
            return _object(command, roll, election, context)
        case AnswerListObjection():
            return _answer(command, roll, election, context)
        case MarkTurnout():
            return _mark(command, roll, election, context)
        case _:
            assert_never(command)


# --- registration -----------------------------------------------------------


def registration_closes_on(election_on: date, policy: Policy) -> date:
    """The last day on which voters are registered for a vote."""
    return election_on - timedelta(days=policy.whole(CLOSES, election_on))


def _register(command: RegisterVoters, roll: VoterRoll, election: Called, context: Context) -> Facts:
    new = {each.person_id: each for each in command.voters if each.person_id not in roll.voters}
    if not new:
        return []
    closes_on = registration_closes_on(election.papers.election_on, context.policy)
    if not isinstance(election, RegistrationOpen) or context.today > closes_on:
        return RollClosed(closes_on)
    return _entitled(new.values(), roll, election, context) or [_registered(new.values())]


def _registered(voters: Collection[NewVoter]) -> VotersRegistered:
    return VotersRegistered(
        voters=tuple(Voter(person_id=each.person_id, delegated_by=each.delegated_by) for each in voters)
    )


def _entitled(voters: Collection[NewVoter], roll: VoterRoll, election: Called, context: Context) -> Refusal | None:
    on, policy = election.papers.election_on, context.policy
    months = 12 * policy.whole(MIN_AGE, on)
    young = tuple(each.person_id for each in voters if months_after(each.born_on, months) > on)
    here = policy.flag(ELSEWHERE, on)
    elsewhere = tuple(each.person_id for each in voters if not (here or each.registered_here))
    if young or elsewhere:
        return NotEntitled(young, elsewhere)
    return _sent(voters, roll, election, context)


def _sent(voters: Collection[NewVoter], roll: VoterRoll, election: Called, context: Context) -> Refusal | None:
    electorate, senders = election.papers.called.electorate, Counter(each.delegated_by for each in voters)
    if electorate is Electorate.ALL_ADULTS:
        wrong = tuple(sorted(each for each in senders if each is not None))
        return WrongDelegates(0, wrong) if wrong else None
    of_groups = context.policy.whole(MOST_DELEGATES, election.papers.election_on)
    most = of_groups if electorate is Electorate.GROUP_DELEGATES else 1
    sent = Counter(roll.voters.values()) + senders
    wrong = tuple(sorted(each or "" for each in senders if each is None or sent[each] > most))
    return WrongDelegates(most, wrong) if wrong else None


def _strike(command: StrikeVoter, roll: VoterRoll, election: Called) -> Facts:
    if command.person_id in roll.struck:
        return []
    if not isinstance(election, _BEFORE_VOTING):
        return RollMovedOn(election.stage)
    if command.person_id not in roll.voters:
        return NotOnTheRoll((command.person_id,))
    return [VoterStruck(person_id=command.person_id, reason=command.reason)]


# --- objections -------------------------------------------------------------


def _object(command: ObjectToVoterList, roll: VoterRoll, election: Called, context: Context) -> Facts:
    if (known := roll.objections.get(command.objection_id)) is not None:
        same = (known.raised.person_id, known.raised.claim) == (command.person_id, command.claim)
        return [] if same else ObjectionKnownOtherwise()
    listed = election.papers.listed
    if listed is None or context.today > listed.objections_until_on:
        return ObjectionTooLate()
    raised = VoterListObjected(
        objection_id=command.objection_id,
        person_id=command.person_id,
        claim=command.claim,
        answer_due_on=context.today + timedelta(days=context.policy.whole(ANSWER, context.today)),
    )
    return [raised]


def _answer(command: AnswerListObjection, roll: VoterRoll, election: Called, context: Context) -> Facts:
    if (objection := roll.objections.get(command.objection_id)) is None:
        return ObjectionUnknown()
    if objection.upheld is not None:
        return [] if objection.upheld is command.upheld else ObjectionKnownOtherwise()
    follows = _follows(command, objection, roll, election, context)
    if isinstance(follows, Refusal):
        return follows
    answered = VoterListObjectionAnswered(objection_id=command.objection_id, upheld=command.upheld)
    return [*_missed(roll, context), answered, *follows]


def _follows(
    command: AnswerListObjection, objection: Objection, roll: VoterRoll, election: Called, context: Context
) -> Facts:
    """What an upheld objection does to the roll: who was omitted is entered, who is not entitled is struck."""
    person_id, voter = PersonId(objection.raised.person_id), command.voter
    omitted = command.upheld and objection.raised.claim is ListClaim.OMITTED
    if omitted is not (voter is not None) or (voter is not None and voter.person_id != person_id):
        return VoterNeeded()
    if voter is not None:
        missing = [voter] if person_id not in roll.voters else []
        return _entitled(missing, roll, election, context) or [_registered([each]) for each in missing]
    if not command.upheld or person_id not in roll.voters:
        return []
    return [VoterStruck(person_id=person_id, reason=StrikeReason.OBJECTION_UPHELD)]


def list_answer_due(roll: VoterRoll, _context: Context) -> datetime | None:
    """The first instant at which an answer is late that nobody has told yet."""
    waiting = (each.raised.answer_due_on for each in roll.unanswered if not each.missed)
    return min(map(END_OF_DAY.of, waiting), default=None)


def _missed(roll: VoterRoll, context: Context) -> list[ListAnswerMissed]:
    return [
        ListAnswerMissed(objection_id=each.raised.objection_id, due_on=each.raised.answer_due_on)
        for each in roll.unanswered
        if not each.missed and END_OF_DAY.of(each.raised.answer_due_on) <= context.now
    ]


# --- ballots given out ------------------------------------------------------


def _mark(command: MarkTurnout, roll: VoterRoll, election: Called, context: Context) -> Facts:
    if not isinstance(election, Voting):
        return RollMovedOn(election.stage)
    round_ = election.papers.round.number
    handed = roll.handed_out(round_)
    if all(handed.get(PersonId(each.person_id), _NOBODY) == each.proxy_id for each in command.marks):
        return []
    if strangers := _strangers(command.marks, roll):
        return NotOnTheRoll(strangers)
    if twice := _twice(command.marks, handed):
        return BallotsAlreadyOut(twice)
    most = context.policy.whole(PROXIES, election.papers.election_on)
    if greedy := _greedy(command.marks, handed, most):
        return TooManyProxies(most, greedy)
    return [TurnoutMarked(round=round_, marks=command.marks)]


def _strangers(marks: tuple[Mark, ...], roll: VoterRoll) -> tuple[str, ...]:
    named = {each.person_id for each in marks} | {each.proxy_id for each in marks if each.proxy_id is not None}
    return tuple(sorted(named - roll.voters.keys()))


def _twice(marks: tuple[Mark, ...], handed: Handed) -> tuple[str, ...]:
    times = Counter(PersonId(each.person_id) for each in marks)
    return tuple(sorted(one for one, n in times.items() if n > 1 or one in handed))


def _greedy(marks: tuple[Mark, ...], handed: Handed, most: int) -> tuple[str, ...]:
    named = (*handed.values(), *(each.proxy_id for each in marks))
    proxies = Counter[str](each for each in named if each is not None)
    themselves = {each.person_id for each in marks if each.person_id == each.proxy_id}
    return tuple(sorted({one for one, n in proxies.items() if n > most} | themselves))


VOTER_ROLL = Decider[VoterRoll, VoterRollCommand, VoterRollEvent](
    "voter-roll", VoterRoll(), evolve, decide, VoterRollEvent
)
