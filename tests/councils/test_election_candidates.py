"""Candidates of an election: decisions, one row each. The vote is on 2014-11-20, three members of seven review."""

from __future__ import annotations

import pytest

from services.councils.domain.election_candidate_refusals import (
    CandidateUnknown,
    NamesDoNotMatch,
    NominatedOtherwise,
    NoSuchCriterion,
    NoSuchOffice,
    NotTheCandidate,
    ReviewedOtherwise,
    ReviewerNotOnCommittee,
    ReviewIncomplete,
)
from services.councils.domain.election_commands import (
    ReplaceElectionCommitteeMember,
    ReviewCandidates,
    WithdrawCandidacy,
)
from services.councils.domain.election_refusals import (
    ElectionCommitteeIncomplete,
    NobodyToReplace,
    NotAtThisStage,
    NotOnElectionCommittee,
)
from services.councils.domain.person import PersonUnknown
from services.councils.domain.types import PersonId
from shared.contracts.councils.election import (
    ElectionCommitteeMemberLeft,
    ElectionCommitteeMemberReplaced,
)
from shared.contracts.councils.election_candidates import (
    CandidateNominated,
    CandidateNotQualified,
    CandidateQualified,
    CandidatesPosted,
    CandidateWithdrawn,
)
from shared.kernel.actors import Actor, ActorId, Role
from tests.councils.elections import (
    CHAIR,
    CLERK,
    COMMITTEE_OF,
    COURSE,
    DEPUTY,
    E1,
    MEMBER,
    STAND,
    call,
    finding,
    names,
    nominate,
    review,
)
from tests.councils.poll import Poll, checked

C1, C2 = (Actor(ActorId(each), Role.RESIDENT) for each in ("c1", "c2"))
E4, E9 = (Actor(ActorId(each), Role.ELECTION_COMMITTEE) for each in ("e4", "e9"))


def withdraw(person_id: str) -> WithdrawCandidacy:
    return WithdrawCandidacy(person_id=PersonId(person_id))


def replacement(person_id: str, in_place_of: str = "e7") -> ReplaceElectionCommitteeMember:
    return ReplaceElectionCommitteeMember(person_id=PersonId(person_id), in_place_of=PersonId(in_place_of))


CANDIDATES = {
    "somebody is nominated": ("listed", "2014-10-22", CLERK, nominate("c1"), [CandidateNominated]),
    "for an office that is elected": (
        "listed",
        "2014-10-22",
        CLERK,
        nominate("nobody", CHAIR),
        PersonUnknown,
    ),
    "not before the list of voters is posted": (
        "registered",
        "2014-10-19",
        CLERK,
        nominate("c1"),
        NotAtThisStage("REGISTRATION_OPEN"),
    ),
    "the same nomination again is silent": ("nominated", "2014-10-23", CLERK, nominate("c1"), []),
    "nobody stands for two offices": ("nominated", "2014-10-23", CLERK, nominate("c1", MEMBER), NominatedOtherwise),
    "a member who is nominated leaves the election committee": (
        "listed",
        "2014-10-22",
        CLERK,
        nominate("e7", CHAIR),
        [ElectionCommitteeMemberLeft, CandidateNominated],
    ),
    "all are reviewed": ("nominated", "2014-10-25", E1, review(), [CandidateQualified] * 8),
    "one is refused": (
        "nominated",
        "2014-10-25",
        E1,
        review("m4"),
        [*[CandidateQualified] * 7, CandidateNotQualified],
    ),
    "a review that forgets somebody says nothing of the others": (
        "nominated",
        "2014-10-25",
        E1,
        review(of=[*STAND][1:]),
        ReviewIncomplete(("c1",), ()),
    ),
    "nor one of somebody who does not stand": (
        "nominated",
        "2014-10-25",
        E1,
        review(of=[*STAND, "x1"]),
        ReviewIncomplete((), ("x1",)),
    ),
    "who reviews is on the committee": (
        "nominated",
        "2014-10-25",
        E1,
        review(by=(PersonId("e1"), PersonId("x1"))),
        ReviewerNotOnCommittee(("x1",)),
    ),
    "a refusal names a published criterion": (
        "nominated",
        "2014-10-25",
        E1,
        ReviewCandidates(
            reviewers=COMMITTEE_OF[:3],
            findings=(finding("c1", False, "party-member"), *(finding(each, True) for each in [*STAND][1:])),
        ),
        NoSuchCriterion(("c1",)),
    ),
    "the same review again is silent": ("reviewed", "2014-10-26", E1, review(), []),
    "another one is not": ("reviewed", "2014-10-26", E1, review("m4"), ReviewedOtherwise()),
    "a candidate withdraws": ("nominated", "2014-10-23", C1, withdraw("c1"), [CandidateWithdrawn]),
    "nobody withdraws for another": ("nominated", "2014-10-23", C2, withdraw("c1"), NotTheCandidate),
    "the counter takes it down": ("reviewed", "2014-10-26", CLERK, withdraw("c1"), [CandidateWithdrawn]),
    "not once the list is posted": ("posted", "2014-10-27", C1, withdraw("c1"), NotAtThisStage("CANDIDATES_POSTED")),
    "who does not stand does not withdraw": ("nominated", "2014-10-23", CLERK, withdraw("x1"), CandidateUnknown),
    "the list is posted": ("reviewed", "2014-10-26", E1, names(), [CandidatesPosted]),
    "the same list again is silent": ("posted", "2014-10-27", E1, names(), []),
    "another is not posted": ("posted", "2014-10-27", E1, names("c1"), NotAtThisStage("CANDIDATES_POSTED")),
    "it names all who are qualified and nobody else": (
        "reviewed",
        "2014-10-26",
        E1,
        names(*[*STAND][1:], "x1"),
        NamesDoNotMatch(("c1",), ("x1",)),
    ),
    "nobody is posted before the review": ("nominated", "2014-10-26", E1, names(), NotAtThisStage("NOMINATED")),
}


@pytest.mark.parametrize(("step", "on", "by", "command", "then"), CANDIDATES.values(), ids=CANDIDATES.keys())
def test_candidates(step, on, by, command, then):
    checked(Poll().through(step), on, by, command, then)


def left() -> Poll:
    """e7 left the election committee to stand beside all the others."""
    return Poll().through("nominated").on("2014-10-22", nominate("e7", CHAIR), CLERK)


EVERYBODY = [*STAND, "e7"]
REPLACEMENTS = {
    "nobody is reviewed by an incomplete committee": (left, review(of=EVERYBODY), ElectionCommitteeIncomplete(1)),
    "somebody takes the place": (left, replacement("x1"), [ElectionCommitteeMemberReplaced]),
    "no candidate does": (left, replacement("c1"), NobodyToReplace),
    "nor who is on it already": (left, replacement("e2"), NobodyToReplace),
    "nor who was never entered": (left, replacement("nobody"), PersonUnknown),
    "who did not leave is not replaced": (left, replacement("x1", "e2"), NobodyToReplace),
    "the same again is silent": (lambda: left().on("2014-10-23", replacement("x1")), replacement("x1"), []),
    "a whole committee reviews": (
        lambda: left().on("2014-10-23", replacement("x1")),
        review(of=EVERYBODY),
        [CandidateQualified] * 9,
    ),
}


@pytest.mark.parametrize(("told", "command", "then"), REPLACEMENTS.values(), ids=REPLACEMENTS.keys())
def test_replacing(told, command, then):
    checked(told(), "2014-10-25", E1, command, then)


def test_who_left_to_stand_acts_no_more_for_the_committee():
    e7 = Actor(ActorId("e7"), Role.ELECTION_COMMITTEE)
    checked(left(), "2014-10-25", e7, review(of=EVERYBODY), NotOnElectionCommittee)


def test_nobody_is_nominated_for_an_office_without_a_seat():
    poll = Poll()
    for name, on, by, command in COURSE[:6]:
        poll.on(on, call(seats={CHAIR: 1, MEMBER: 4}) if name == "called" else command, by)
    checked(poll, "2014-10-22", CLERK, nominate("d1", DEPUTY), NoSuchOffice)
