"""The published language of councils: every event of its log."""

from shared.contracts.councils.committee import CommitteeAssigned, CommitteeFounded
from shared.contracts.councils.committee_members import ByElectionHeld, CommitteeTermBegun, MemberElected, MemberRemoved
from shared.contracts.councils.community import CentreOpened, CommunityEstablished
from shared.contracts.councils.election import (
    CandidateCriteriaPublished,
    ElectionCalled,
    ElectionCommitteeFormed,
    ElectionCommitteeMemberLeft,
    ElectionCommitteeMemberReplaced,
    ElectionDeadlineMissed,
    ElectionFiled,
    ElectionPostponed,
    ElectionResultPosted,
    HandoverCompleted,
    VoterListPosted,
    VoterRegistrationOpened,
)
from shared.contracts.councils.election_candidates import (
    CandidateNominated,
    CandidateNotQualified,
    CandidateQualified,
    CandidatesPosted,
    CandidateWithdrawn,
    QualificationAppealDecided,
    QualificationAppealed,
)
from shared.contracts.councils.election_vote import (
    BallotBoxOpened,
    CandidateElected,
    ElectionDeclaredInvalid,
    ElectionDeclaredValid,
    SeatsFilled,
    SeatsLeftUnfilled,
    SupplementaryRoundCalled,
    VotesCounted,
)
from shared.contracts.councils.person import KinshipDeclared, KinshipEnded, PersonEntered
from shared.contracts.councils.statistical_code import StatisticalCodeTaken
from shared.contracts.councils.street import StreetListed
from shared.contracts.councils.voter_roll import (
    ListAnswerMissed,
    TurnoutMarked,
    VoterListObjected,
    VoterListObjectionAnswered,
    VotersRegistered,
    VoterStruck,
)
from shared.contracts.known import CalendarYearKnown, PolicyKnown

SERVICE = "councils"
EVENTS = (
    CommunityEstablished,
    CentreOpened,
    CommitteeFounded,
    CommitteeAssigned,
    StatisticalCodeTaken,
    StreetListed,
    PersonEntered,
    KinshipDeclared,
    KinshipEnded,
    CommitteeTermBegun,
    MemberElected,
    MemberRemoved,
    ByElectionHeld,
    ElectionCalled,
    ElectionCommitteeFormed,
    ElectionCommitteeMemberLeft,
    ElectionCommitteeMemberReplaced,
    CandidateCriteriaPublished,
    VoterRegistrationOpened,
    VoterListPosted,
    ElectionPostponed,
    ElectionResultPosted,
    HandoverCompleted,
    ElectionFiled,
    ElectionDeadlineMissed,
    CandidateNominated,
    CandidateQualified,
    CandidateNotQualified,
    QualificationAppealed,
    QualificationAppealDecided,
    CandidateWithdrawn,
    CandidatesPosted,
    BallotBoxOpened,
    VotesCounted,
    ElectionDeclaredValid,
    ElectionDeclaredInvalid,
    CandidateElected,
    SeatsFilled,
    SeatsLeftUnfilled,
    SupplementaryRoundCalled,
    VotersRegistered,
    VoterStruck,
    VoterListObjected,
    VoterListObjectionAnswered,
    ListAnswerMissed,
    TurnoutMarked,
    PolicyKnown,
    CalendarYearKnown,
)
