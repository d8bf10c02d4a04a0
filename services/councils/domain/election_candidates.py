"""Candidates: nominated, reviewed against published criteria, heard on appeal by others, posted by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction
from typing import assert_never

from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.election_candidate_refusals import (
    AppealsOpen,
    AppealTooLate,
    CandidateUnknown,
    NamesDoNotMatch,
    NominatedOtherwise,
    NoSuchCriterion,
    NoSuchOffice,
    NothingAppealed,
    NothingToAppeal,
    NotTheCandidate,
    ReviewedOtherwise,
    ReviewerMayNotAnswer,
    ReviewerNotOnCommittee,
    ReviewIncomplete,
    TooFewCandidates,
    TooManyFromElsewhere,
)
from services.councils.domain.election_commands import (
    AppealQualification,
    DecideQualificationAppeal,
    NominateCandidate,
    OfCandidates,
    PostCandidates,
    ReviewCandidates,
    ReviewFinding,
    WithdrawCandidacy,
)
from services.councils.domain.election_deadlines import missed
from services.councils.domain.election_outcome import EXTRA_CANDIDATES
from services.councils.domain.election_papers import (
    AppealDismissed,
    Appealing,
    NotQualified,
    Papers,
    Qualified,
    Unreviewed,
    Withdrawn,
)
from services.councils.domain.election_refusals import ElectionCommitteeIncomplete, NotAtThisStage
from services.councils.domain.election_state import (
    Called,
    Nominated,
    QualificationReviewed,
    VotersListed,
)
from services.councils.domain.person import PERSON, NotEntered, PersonUnknown
from services.councils.domain.types import PersonId
from shared.contracts.councils.election import ElectionCommitteeMemberLeft, ElectionEvent, ElectionKind
from shared.contracts.councils.election_candidates import (
    CandidateNominated,
    CandidateNotQualified,
    CandidateQualified,
    CandidatesPosted,
    CandidateWithdrawn,
    PostedCandidate,
    QualificationAppealDecided,
    QualificationAppealed,
)
from shared.kernel.actors import Role
from shared.kernel.decider import Context
from shared.kernel.personal import Published
from shared.kernel.refusals import Refusal

LEAVES = "election.candidate_leaves_committee"
APPEAL, ANSWER = "election.qualification_appeal_cd", "election.qualification_answer_cd"
EQUAL_NUMBER, ELSEWHERE = "election.equal_number_if_agreed", "election.nonresident_max_fraction"
LIST_IS_PUBLIC = "城市居民委员会组织法: 候选人名单应当公布"

Facts = list[ElectionEvent] | Refusal
_CHOOSING = (VotersListed, Nominated, QualificationReviewed)


def of_candidates(command: OfCandidates, election: Called, context: Context) -> Facts:
    """What is asked for or by a candidate."""
    match command:
        case NominateCandidate():
            return _nominate(command, election, context)
        case AppealQualification():
            return _not_themselves(command, context) or _appeal(command, election, context)
        case DecideQualificationAppeal():
            return _decide_appeal(command, election, context)
        case WithdrawCandidacy():
            return _not_themselves(command, context) or _withdraw(command, election)
        case _:
            assert_never(command)


def _not_themselves(command: AppealQualification | WithdrawCandidacy, context: Context) -> Refusal | None:
    """A resident speaks for nobody else; the counter takes down what a candidate says."""
    other = context.actor.role is Role.RESIDENT and str(context.actor.id) != command.person_id
    return NotTheCandidate() if other else None


def _nominate(command: NominateCandidate, election: Called, context: Context) -> Facts:
    papers = election.papers
    nominated = CandidateNominated(**command.model_dump())
    if (already := papers.candidates.get(command.person_id)) is not None:
        same = already.nominated == nominated and not isinstance(already.review, Withdrawn)
        return [] if same else NominatedOtherwise()
    if not isinstance(election, _CHOOSING) or not papers.criteria:
        return NotAtThisStage(election.stage)
    if not papers.seats(command.office):
        return NoSuchOffice()
    if isinstance(context.look(PERSON, command.person_id), NotEntered):
        return PersonUnknown()
    leaves = command.person_id in papers.committee and context.policy.flag(LEAVES, context.today)
    return [*([ElectionCommitteeMemberLeft(person_id=command.person_id)] if leaves else []), nominated]


def review(command: ReviewCandidates, election: Called, context: Context) -> Facts:
    """Review all candidates whom nobody has reviewed yet."""
    papers = election.papers
    said = [each.person_id for each in command.findings]
    if set(said) <= papers.candidates.keys() and not papers.standing(Unreviewed).keys() & set(said):
        same = all(papers.candidates[each.person_id].was_found(each.reasons is None) for each in command.findings)
        return [] if same else ReviewedOtherwise()
    if not isinstance(election, Nominated):
        return NotAtThisStage(election.stage)
    rules = (_committee_is_whole, _reviewers_are_of_it, _everybody_is_reviewed, _by_published_criteria)
    if refusal := next((refusal for rule in rules if (refusal := rule(command, papers))), None):
        return refusal
    return [_found(each, command, context) for each in command.findings]


def _committee_is_whole(_command: ReviewCandidates, papers: Papers) -> Refusal | None:
    return ElectionCommitteeIncomplete(len(papers.left)) if papers.left else None


def _reviewers_are_of_it(command: ReviewCandidates, papers: Papers) -> Refusal | None:
    strangers = tuple(each for each in command.reviewers if each not in papers.committee)
    return ReviewerNotOnCommittee(strangers) if strangers else None


def _everybody_is_reviewed(command: ReviewCandidates, papers: Papers) -> Refusal | None:
    missing, more = _apart(papers.standing(Unreviewed), [each.person_id for each in command.findings])
    return ReviewIncomplete(missing, more) if missing or more else None


def _by_published_criteria(command: ReviewCandidates, papers: Papers) -> Refusal | None:
    codes = {each.code for each in papers.criteria}
    wrong = (each for each in command.findings if not _well_founded(each, codes))
    people = tuple(each.person_id for each in wrong)
    return NoSuchCriterion(people) if people else None


def _well_founded(finding: ReviewFinding, codes: set[str]) -> bool:
    """Reasons where something is unmet, nothing where they are qualified."""
    return set(finding.unmet) <= codes and bool(finding.unmet) == (finding.reasons is not None)


def _found(
    finding: ReviewFinding, command: ReviewCandidates, context: Context
) -> CandidateQualified | CandidateNotQualified:
    if finding.reasons is None:
        return CandidateQualified(person_id=finding.person_id, reviewers=command.reviewers)
    return CandidateNotQualified(
        person_id=finding.person_id,
        reviewers=command.reviewers,
        reasons=finding.reasons,
        appeal_until_on=context.today + timedelta(days=context.policy.whole(APPEAL, context.today)),
        entered_by=context.actor.id,
    )


def _appeal(command: AppealQualification, election: Called, context: Context) -> Facts:
    if (candidate := election.papers.candidates.get(command.person_id)) is None:
        return CandidateUnknown()
    if isinstance(candidate.review, Appealing):
        return []
    if not isinstance(candidate.review, NotQualified):
        return NothingToAppeal()
    if context.today > candidate.review.appeal_until_on:
        return AppealTooLate(candidate.review.appeal_until_on)
    due = context.today + timedelta(days=context.policy.whole(ANSWER, context.today))
    return [QualificationAppealed(person_id=command.person_id, grounds=command.grounds, answer_due_on=due)]


def _decide_appeal(command: DecideQualificationAppeal, election: Called, context: Context) -> Facts:
    if (candidate := election.papers.candidates.get(command.person_id)) is None:
        return CandidateUnknown()
    appeal = candidate.review
    if not isinstance(appeal, Appealing):
        answered = isinstance(appeal, Qualified if command.upheld else AppealDismissed)
        return [] if answered else NothingAppealed()
    if context.actor.id in appeal.reviewers:
        return ReviewerMayNotAnswer()
    decided = QualificationAppealDecided(
        person_id=command.person_id,
        upheld=command.upheld,
        decided_by=context.actor.id,
        reasons=command.reasons,
    )
    return [*missed(election, context), decided]


def _withdraw(command: WithdrawCandidacy, election: Called) -> Facts:
    if (candidate := election.papers.candidates.get(command.person_id)) is None:
        return CandidateUnknown()
    if isinstance(candidate.review, Withdrawn):
        return []
    if not isinstance(election, Nominated | QualificationReviewed):
        return NotAtThisStage(election.stage)
    return [CandidateWithdrawn(person_id=command.person_id)]


# --- the posted list --------------------------------------------------------


def post(command: PostCandidates, election: Called, context: Context) -> Facts:
    """Post the list of candidates; the ballots will have these names."""
    papers = election.papers
    posted = _list(command, papers, context)
    if papers.posted is not None:
        again = posted.model_copy(update={"posted_on": papers.posted.posted_on}) == papers.posted
        return [] if again else NotAtThisStage(election.stage)
    if not isinstance(election, Nominated | QualificationReviewed) or papers.standing(Unreviewed):
        return NotAtThisStage(election.stage)
    rules = (_no_appeal_is_open, _names_are_those_of_the_qualified, _more_than_seats, _few_from_elsewhere)
    refusal = next((refusal for rule in rules if (refusal := rule(command, papers, context))), None)
    return refusal or [posted]


def _list(command: PostCandidates, papers: Papers, context: Context) -> CandidatesPosted:
    known = [each for each in command.names if each.person_id in papers.candidates]
    return CandidatesPosted(
        candidates=tuple(
            PostedCandidate(
                person_id=each.person_id,
                office=papers.candidates[each.person_id].nominated.office,
                name=Published(value=each.name, reason=LIST_IS_PUBLIC),
            )
            for each in known
        ),
        equal_number_agreed=command.equal_number_agreed,
        posted_on=context.today,
    )


def _no_appeal_is_open(_command: PostCandidates, papers: Papers, context: Context) -> Refusal | None:
    waiting = (id_ for id_ in papers.candidates if _may_appeal(papers, id_, context))
    people = tuple(sorted((*papers.standing(Appealing), *waiting)))
    return AppealsOpen(people) if people else None


def _may_appeal(papers: Papers, person_id: PersonId, context: Context) -> bool:
    refused = papers.candidates[person_id].review
    return isinstance(refused, NotQualified) and context.today <= refused.appeal_until_on


def _names_are_those_of_the_qualified(command: PostCandidates, papers: Papers, _context: Context) -> Refusal | None:
    missing, more = _apart(papers.standing(Qualified), [each.person_id for each in command.names])
    return NamesDoNotMatch(missing, more) if missing or more else None


def _more_than_seats(command: PostCandidates, papers: Papers, context: Context) -> Refusal | None:
    agreed = command.equal_number_agreed and context.policy.flag(EQUAL_NUMBER, context.today)
    extra = 0 if agreed else context.policy.whole(EXTRA_CANDIDATES, context.today)
    stand = Counter(each.nominated.office for each in papers.standing(Qualified).values())
    needed = tuple(
        (each.office, each.seats + extra) for each in papers.called.seats if stand[each.office] < each.seats + extra
    )
    return TooFewCandidates(needed) if needed else None


def _few_from_elsewhere(_command: PostCandidates, papers: Papers, context: Context) -> Refusal | None:
    """Whoever is elected, the share of the whole committee is kept: a by-election counts those in office with it."""
    members = context.look(COMMITTEE_MEMBERS, papers.called.committee_id)
    seats, sitting = papers.called.seats, 0
    if papers.called.kind is ElectionKind.BY_ELECTION and members.term is not None:
        seats, sitting = members.term.seats, members.from_elsewhere(context.today)
    share = Fraction(context.policy.text(ELSEWHERE, context.today))
    most = max(0, int(sum(each.seats for each in seats) * share) - sitting)
    elsewhere = sum(not each.nominated.lives_here for each in papers.standing(Qualified).values())
    return TooManyFromElsewhere(most) if elsewhere > most else None


def _apart(expected: Iterable[str], said: list[PersonId]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who is missing, and who is said too much: somebody else, or somebody twice."""
    missing, more = Counter[str]([*expected]), Counter[str](said)
    return tuple(sorted(missing - more)), tuple(sorted(more - missing))
