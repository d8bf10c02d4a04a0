"""The published language of councils: every event of its log."""

from shared.contracts.councils.committee import CommitteeAssigned, CommitteeFounded
from shared.contracts.councils.community import CentreOpened, CommunityEstablished
from shared.contracts.councils.person import KinshipDeclared, KinshipEnded, PersonEntered
from shared.contracts.councils.representatives import (
    RepresentativeElected,
    RepresentativeLeft,
    RepresentativeRecalled,
    SeatsApportioned,
)
from shared.contracts.councils.statistical_code import StatisticalCodeTaken
from shared.contracts.councils.street import StreetListed
from shared.contracts.councils.supervision_committee import (
    CountersignatureRefused,
    Countersigned,
    MeetingProposed,
    StipendEntitled,
    SupervisionCommitteeFiled,
    SupervisionElectionHeld,
    SupervisionElectionReviewed,
    SupervisionMemberElected,
    SupervisionMemberNominated,
    SupervisionMemberRecalled,
    SupervisionRecallDemanded,
    SupervisionRecallRejected,
    SupervisionReported,
    SupervisionReportMissed,
    SupervisionSeatLost,
    WorkingFundsEntitled,
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
    SeatsApportioned,
    RepresentativeElected,
    RepresentativeRecalled,
    RepresentativeLeft,
    SupervisionMemberNominated,
    SupervisionElectionHeld,
    SupervisionMemberElected,
    SupervisionElectionReviewed,
    SupervisionCommitteeFiled,
    SupervisionSeatLost,
    SupervisionRecallDemanded,
    SupervisionMemberRecalled,
    SupervisionRecallRejected,
    MeetingProposed,
    Countersigned,
    CountersignatureRefused,
    SupervisionReported,
    SupervisionReportMissed,
    WorkingFundsEntitled,
    StipendEntitled,
    PolicyKnown,
    CalendarYearKnown,
)
