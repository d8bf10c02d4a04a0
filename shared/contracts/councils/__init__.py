"""The published language of councils: every event of its log."""

from shared.contracts.access import ACCESS
from shared.contracts.councils.committee import CommitteeAssigned, CommitteeFounded
from shared.contracts.councils.community import CentreOpened, CommunityEstablished
from shared.contracts.councils.statistical_code import StatisticalCodeTaken
from shared.contracts.councils.street import StreetListed
from shared.contracts.erasure import ERASURE_ANSWER
from shared.contracts.known import CalendarYearKnown, PolicyKnown

SERVICE = "councils"
EVENTS = (
    CommunityEstablished,
    CentreOpened,
    CommitteeFounded,
    CommitteeAssigned,
    StatisticalCodeTaken,
    StreetListed,
    PolicyKnown,
    CalendarYearKnown,
    *ACCESS,
    *ERASURE_ANSWER,
)
