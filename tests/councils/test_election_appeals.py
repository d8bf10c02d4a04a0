"""Appeals of candidates who were found not qualified: decisions, one row each. The vote is on 2014-11-20."""

from __future__ import annotations

import pytest

from services.councils.domain.election import ELECTION
from services.councils.domain.election_candidate_refusals import (
    AppealsOpen,
    AppealTooLate,
    CandidateUnknown,
    NamesDoNotMatch,
    NothingAppealed,
    NothingToAppeal,
    NotTheCandidate,
    ReviewedOtherwise,
    ReviewerMayNotAnswer,
    TooFewCandidates,
)
from services.councils.domain.election_refusals import (
    NotOnElectionCommittee,
)
from services.councils.domain.mandate import OfAnotherCommunity
from shared.contracts.councils.election import (
    ElectionDeadlineMissed,
)
from shared.contracts.councils.election_candidates import (
    CandidateNotQualified,
    CandidatesPosted,
    QualificationAppealDecided,
    QualificationAppealed,
)
from shared.kernel.actors import Actor, ActorId, Role
from tests.councils.elections import (
    ADMIN,
    CLERK,
    DISTRICT,
    E1,
    ELSEWHERE,
    MEMBER,
    STAND,
    answer,
    appeal,
    day,
    names,
    review,
)
from tests.councils.poll import Poll, checked

C1, C2 = (Actor(ActorId(each), Role.RESIDENT) for each in ("c1", "c2"))
E4, E9 = (Actor(ActorId(each), Role.ELECTION_COMMITTEE) for each in ("e4", "e9"))


def refused() -> Poll:
    """m4 was found not qualified on 2014-10-25."""
    return Poll().through("nominated").on("2014-10-25", review("m4"))


def appealed() -> Poll:
    """m4 appealed on the last day."""
    return refused().on("2014-10-28", appeal("m4"), CLERK)


def appealed_of(by: Actor) -> Poll:
    """The same, where the review of the first three was entered by somebody else."""
    return Poll().through("nominated").on("2014-10-25", review("m4"), by).on("2014-10-28", appeal("m4"), CLERK)


def appealed_of_old() -> Poll:
    """The same, in a record that does not say who entered it."""
    poll = appealed_of(E4)
    log = poll.logs[ELECTION.name]
    log[:] = [
        each.model_copy(update={"entered_by": None} if isinstance(each, CandidateNotQualified) else {}) for each in log
    ]
    return poll


APPEALS = {
    "who was refused appeals within three days": (refused, "2014-10-28", CLERK, appeal("m4"), [QualificationAppealed]),
    "on the fourth it is too late": (refused, "2014-10-29", CLERK, appeal("m4"), AppealTooLate(day("2014-10-28"))),
    "who is qualified has nothing to appeal against": (refused, "2014-10-26", CLERK, appeal("m1"), NothingToAppeal),
    "nobody appeals for another": (refused, "2014-10-26", C1, appeal("m4"), NotTheCandidate),
    "who does not stand does not appeal": (refused, "2014-10-26", CLERK, appeal("x1"), CandidateUnknown),
    "the same appeal again is silent": (appealed, "2014-10-28", CLERK, appeal("m4"), []),
    "a reviewer does not answer": (appealed, "2014-10-29", E1, answer("m4"), ReviewerMayNotAnswer),
    "nor does who entered what the others found": (
        lambda: appealed_of(E4),
        "2014-10-29",
        E4,
        answer("m4"),
        ReviewerMayNotAnswer,
    ),
    "be it the administrator": (lambda: appealed_of(ADMIN), "2014-10-29", ADMIN, answer("m4"), ReviewerMayNotAnswer),
    "nor the others then": (lambda: appealed_of(E4), "2014-10-29", E1, answer("m4"), ReviewerMayNotAnswer),
    "of an old record only the reviewers are known": (
        appealed_of_old,
        "2014-10-29",
        E4,
        answer("m4"),
        [QualificationAppealDecided],
    ),
    "another member does": (appealed, "2014-10-30", E4, answer("m4"), [QualificationAppealDecided]),
    "so does the district": (appealed, "2014-10-30", DISTRICT, answer("m4", False), [QualificationAppealDecided]),
    "that of elsewhere does not": (appealed, "2014-10-30", ELSEWHERE, answer("m4"), OfAnotherCommunity),
    "a stranger does not": (appealed, "2014-10-30", E9, answer("m4"), NotOnElectionCommittee),
    "a late answer counts, and that it is late is told": (
        appealed,
        "2014-10-31",
        E4,
        answer("m4"),
        [ElectionDeadlineMissed, QualificationAppealDecided],
    ),
    "nobody answers what nobody asked": (refused, "2014-10-26", E4, answer("m4"), NothingAppealed),
    "the list waits while an appeal may still come": (
        refused,
        "2014-10-28",
        E1,
        names(*[*STAND][:-1]),
        AppealsOpen(("m4",)),
    ),
    "the day after it needs four members": (
        refused,
        "2014-10-29",
        E1,
        names(*[*STAND][:-1]),
        TooFewCandidates(((MEMBER, 4),)),
    ),
    "as many as seats do where the voters agree": (
        refused,
        "2014-10-29",
        E1,
        names(*[*STAND][:-1], agreed=True),
        [CandidatesPosted],
    ),
    "the list waits for the answer": (appealed, "2014-11-05", E1, names(), AppealsOpen(("m4",))),
    "who was heard is put on it": (
        lambda: appealed().on("2014-10-29", answer("m4"), E4),
        "2014-10-30",
        E1,
        names(),
        [CandidatesPosted],
    ),
    "the same answer again is silent": (
        lambda: appealed().on("2014-10-29", answer("m4"), E4),
        "2014-10-30",
        E4,
        answer("m4"),
        [],
    ),
    "nor does the review change, whatever became of the appeal": (
        lambda: appealed().on("2014-10-29", answer("m4"), E4),
        "2014-10-30",
        E1,
        review(),
        ReviewedOtherwise(),
    ),
    "the same review again is silent then too": (
        lambda: appealed().on("2014-10-29", answer("m4"), E4),
        "2014-10-30",
        E1,
        review("m4"),
        [],
    ),
    "who was dismissed is not": (
        lambda: appealed().on("2014-10-29", answer("m4", False), E4),
        "2014-10-30",
        E1,
        names(),
        NamesDoNotMatch((), ("m4",)),
    ),
}


@pytest.mark.parametrize(("told", "on", "by", "command", "then"), APPEALS.values(), ids=APPEALS.keys())
def test_appeals(told, on, by, command, then):
    checked(told(), on, by, command, then)
