"""The published language of councils: every event of its log."""

from shared.contracts.councils.committee import CommitteeAssigned, CommitteeFounded
from shared.contracts.councils.community import CentreOpened, CommunityEstablished
from shared.contracts.councils.resolution import (
    ExecutionAccepted,
    ExecutionNotAccepted,
    ExecutionOverdue,
    HouseholdObjected,
    ProgressPosted,
    ResolutionAdopted,
    ResolutionArchived,
    ResolutionExecuted,
    ResolutionInForce,
    ResolutionLapsed,
    ResolutionObjected,
    ResolutionPosted,
    ResolutionRatified,
    ResolutionRediscussed,
    ResolutionRejected,
    ResolutionVerified,
    ReVoteDemanded,
    ReVoteHeld,
)
from shared.contracts.councils.statistical_code import StatisticalCodeTaken
from shared.contracts.councils.street import StreetListed
from shared.contracts.known import CalendarYearKnown, PolicyKnown

SERVICE = "councils"
EVENTS = (
    CommunityEstablished,
    CentreOpened,
    CommitteeFounded,
    CommitteeAssigned,
    StatisticalCodeTaken,
    StreetListed,
    ResolutionAdopted,
    ResolutionRejected,
    ResolutionPosted,
    HouseholdObjected,
    ResolutionObjected,
    ResolutionRediscussed,
    ResolutionInForce,
    ReVoteDemanded,
    ReVoteHeld,
    ResolutionRatified,
    ResolutionLapsed,
    ProgressPosted,
    ExecutionOverdue,
    ResolutionExecuted,
    ExecutionAccepted,
    ExecutionNotAccepted,
    ResolutionVerified,
    ResolutionArchived,
    PolicyKnown,
    CalendarYearKnown,
)
