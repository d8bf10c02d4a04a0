"""Up to the posted list of voters: the call, the election committee, the criteria, the registration of voters."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from services.councils.domain.committee import COMMITTEE, NotFounded, not_standing
from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.election_commands import (
    CallElection,
    FormElectionCommittee,
    PostponeElection,
    PostVoterList,
    PublishCandidateCriteria,
    ReplaceElectionCommitteeMember,
)
from services.councils.domain.election_refusals import (
    ElectionCalledOtherwise,
    ElectionTooSoon,
    NobodyToReplace,
    NoSuchVacancy,
    NotAtThisStage,
    TermTaken,
    VoterListNotReady,
    WrongCommitteeSize,
    WrongElectorate,
    WrongSeats,
)
from services.councils.domain.election_state import (
    ON_THE_DAY,
    Called,
    CommitteeFormed,
    Election,
    Nominated,
    Prepared,
    QualificationReviewed,
    RegistrationOpen,
    VotersListed,
)
from services.councils.domain.person import PERSON, NotEntered, PersonUnknown
from services.councils.domain.regime import RegimeNotEntered, legal_regime, regime_of
from services.councils.domain.voter_roll import CLOSES, VOTER_ROLL, registration_closes_on
from services.councils.domain.voter_roll_state import VoterRoll
from shared.contracts.councils.committee import CommitteeKind
from shared.contracts.councils.committee_members import Office
from shared.contracts.councils.election import (
    CandidateCriteriaPublished,
    ElectionCalled,
    ElectionCommitteeFormed,
    ElectionCommitteeMemberReplaced,
    ElectionEvent,
    ElectionKind,
    ElectionPostponed,
    Electorate,
    VoterListPosted,
    VoterRegistrationOpened,
)
from shared.kernel.decider import Context
from shared.kernel.refusals import Refusal

VILLAGES = "election.villages_enabled"
FEWEST_MEMBERS, MOST_MEMBERS = "committee.min_members", "committee.max_members"
FEWEST, MOST = "election.committee_min_members", "election.committee_max_members"
LISTED, OBJECTIONS = "election.list_posted_cd", "election.list_objection_cd"
KINDS, FEWEST_DELEGATES = "electorate.kinds", "electorate.group_delegates_min"

Facts = list[ElectionEvent] | Refusal
_BEFORE_CANDIDATES = (Prepared, CommitteeFormed, RegistrationOpen, VotersListed)
_BEFORE_VOTING = (*_BEFORE_CANDIDATES, Nominated, QualificationReviewed, *ON_THE_DAY)


def call(command: CallElection, election: Election, context: Context) -> Facts:
    """Call an election, by the law of its day."""
    called = ElectionCalled(**{name: getattr(command, name) for name in CallElection.model_fields})
    if isinstance(election, Called):
        return [] if election.papers.called == called else ElectionCalledOtherwise()
    rules = (_under_the_law, _electorate_of_the_law, _seats_make_a_committee, _term_is_next, _in_time)
    refusal = next((refusal for rule in rules if (refusal := rule(command, context))), None)
    return refusal or [called]


def _under_the_law(command: CallElection, context: Context) -> Refusal | None:
    committee = context.look(COMMITTEE, command.committee_id)
    if (refusal := not_standing(committee)) is not None:
        return refusal
    villages = not isinstance(committee, NotFounded) and committee.kind is CommitteeKind.VILLAGERS
    if villages and context.policy.flag(VILLAGES, context.today):
        return None
    regime = regime_of(committee, command.election_on, context.policy)
    return regime if isinstance(regime, Refusal) else None


def _electorate_of_the_law(command: CallElection, context: Context) -> WrongElectorate | None:
    kinds = context.policy.texts(KINDS, command.election_on)
    return None if command.electorate in kinds else WrongElectorate(kinds)


def _seats_make_a_committee(command: CallElection, context: Context) -> Refusal | None:
    policy, on = context.policy, command.election_on
    fewest, most = policy.whole(FEWEST_MEMBERS, on), policy.whole(MOST_MEMBERS, on)
    seats = {each.office: each.seats for each in command.seats}
    once = len(seats) == len(command.seats)
    if command.kind is ElectionKind.BY_ELECTION:
        return None if once else WrongSeats(fewest, most)
    whole = seats.get(Office.CHAIR) == 1 and fewest <= sum(seats.values()) <= most
    return None if once and whole else WrongSeats(fewest, most)


def _term_is_next(command: CallElection, context: Context) -> Refusal | None:
    members = context.look(COMMITTEE_MEMBERS, command.committee_id)
    last = members.term.term if members.term else 0
    if command.kind is ElectionKind.GENERAL:
        return TermTaken(last) if command.term <= last else None
    vacant = members.vacancies(context.today)
    if command.term == last and all(each.seats <= vacant.get(each.office, 0) for each in command.seats):
        return None
    return NoSuchVacancy(tuple(sorted((office, seats) for office, seats in vacant.items() if seats)))


def _in_time(command: CallElection | PostponeElection, context: Context) -> Refusal | None:
    days = max(context.policy.whole(key, context.today) for key in (CLOSES, LISTED))
    earliest = context.today + timedelta(days=days)
    return ElectionTooSoon(earliest) if command.election_on < earliest else None


def form(command: FormElectionCommittee, election: Called, context: Context) -> Facts:
    """Enter the election committee that was chosen."""
    if not isinstance(election, Prepared):
        again = set(command.members) == set(election.papers.committee)
        return [] if again else NotAtThisStage(election.stage)
    fewest, most = (context.policy.whole(key, context.today) for key in (FEWEST, MOST))
    if not fewest <= len(set(command.members)) == len(command.members) <= most:
        return WrongCommitteeSize(fewest, most)
    if any(isinstance(context.look(PERSON, each), NotEntered) for each in command.members):
        return PersonUnknown()
    return [ElectionCommitteeFormed(members=command.members, chosen_by=command.chosen_by)]


def replace_member(command: ReplaceElectionCommitteeMember, election: Called, context: Context) -> Facts:
    """Enter who takes the place of a member who became a candidate."""
    papers = election.papers
    if command.in_place_of not in papers.left:
        return [] if command.person_id in papers.committee else NobodyToReplace()
    if command.person_id in papers.committee or command.person_id in papers.candidates:
        return NobodyToReplace()
    if isinstance(context.look(PERSON, command.person_id), NotEntered):
        return PersonUnknown()
    return [ElectionCommitteeMemberReplaced(person_id=command.person_id, in_place_of=command.in_place_of)]


def publish_criteria(command: PublishCandidateCriteria, election: Called) -> Facts:
    """Publish the criteria, before anybody is nominated."""
    if command.criteria == election.papers.criteria:
        return []
    if not isinstance(election, _BEFORE_CANDIDATES):
        return NotAtThisStage(election.stage)
    return [CandidateCriteriaPublished(criteria=command.criteria)]


def open_registration(election: Called, context: Context) -> Facts:
    """Open the registration, until the days before the vote that policy says."""
    if not isinstance(election, CommitteeFormed):
        return NotAtThisStage(election.stage) if isinstance(election, Prepared) else []
    return [VoterRegistrationOpened(closes_on=registration_closes_on(election.papers.election_on, context.policy))]


def post_list(command: PostVoterList, election: Called, context: Context) -> Facts:
    """Post the list of voters; all that stands against it is said at once."""
    if not isinstance(election, RegistrationOpen):
        return NotAtThisStage(election.stage) if isinstance(election, Prepared | CommitteeFormed) else []
    roll = context.look(VOTER_ROLL, command.election_id)
    if faults := tuple(name for name, holds in _LIST.items() if not holds(election, roll, context)):
        return VoterListNotReady(faults)
    until = context.today + timedelta(days=context.policy.whole(OBJECTIONS, context.today))
    return [VoterListPosted(voters=len(roll.voters), posted_on=context.today, objections_until_on=until)]


def _somebody_may_vote(_election: Called, roll: VoterRoll, _context: Context) -> bool:
    return bool(roll.voters)


def _early_enough(election: Called, _roll: VoterRoll, context: Context) -> bool:
    days = context.policy.whole(LISTED, context.today)
    return context.today <= election.papers.election_on - timedelta(days=days)


def _groups_send_enough(election: Called, roll: VoterRoll, context: Context) -> bool:
    if election.papers.called.electorate is not Electorate.GROUP_DELEGATES:
        return True
    fewest = context.policy.whole(FEWEST_DELEGATES, context.today)
    return all(sent >= fewest for sent in Counter(roll.voters.values()).values())


_LIST = {
    "nobody-registered": _somebody_may_vote,
    "too-late-for-election-day": _early_enough,
    "group-delegates-missing": _groups_send_enough,
}


def postpone(command: PostponeElection, election: Called, context: Context) -> Facts:
    """Put off the day of a vote that has not begun."""
    papers = election.papers
    if command.election_on == papers.election_on:
        return []
    if not isinstance(election, _BEFORE_VOTING):
        return NotAtThisStage(election.stage)
    law = legal_regime(command.election_on, context.policy)
    if isinstance(law, RegimeNotEntered):
        return law
    later = max(papers.election_on, context.today)
    if command.election_on < later:
        return ElectionTooSoon(later)
    return [ElectionPostponed(election_on=command.election_on, reason=command.reason)]
