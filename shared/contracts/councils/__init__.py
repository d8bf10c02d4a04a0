"""The published language of councils: every event of its log."""

from shared.contracts.councils.committee import CommitteeAssigned, CommitteeFounded
from shared.contracts.councils.community import (
    CentreOpened,
    CommunityAbolished,
    CommunityEstablished,
    CommunityMerged,
    CommunitySplit,
    PopulationCounted,
)
from shared.contracts.councils.district import FunctionTransferred, HonourAwarded
from shared.contracts.councils.grid_cell import (
    GridCellDissolved,
    GridCellDrawn,
    GridMemberPosted,
    GridOfficerPosted,
    GridPostLeft,
)
from shared.contracts.councils.joint_activity import (
    InvitationAccepted,
    InvitationDeclined,
    JointActivityCancelled,
    JointActivityHeld,
    JointActivityPlanned,
    JointActivityResultPublished,
    UnitInvited,
)
from shared.contracts.councils.party_branch_committee import BranchPostFilled, BranchPostVacated, BranchTermBegun
from shared.contracts.councils.party_working_committee import (
    FullTimeMemberAppointed,
    FullTimeMemberReleased,
    PartTimeMemberAppointed,
    PartTimeMemberReleased,
    WorkingCommitteeFormed,
)
from shared.contracts.councils.person import KinshipDeclared, KinshipEnded, PersonEntered
from shared.contracts.councils.pledge import (
    PledgeChecked,
    PledgeConfirmed,
    PledgeMade,
    PledgeMissed,
    PledgesEnded,
    PledgesExpected,
)
from shared.contracts.councils.resident_group import (
    GroupLeaderElected,
    GroupLeaderLeft,
    ResidentGroupDissolved,
    ResidentGroupFormed,
)
from shared.contracts.councils.resident_unit import (
    UnitHeadChanged,
    UnitLeft,
    UnitMoved,
    UnitPartyMembersCounted,
    UnitRegistered,
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
    PersonEntered,
    KinshipDeclared,
    KinshipEnded,
    PopulationCounted,
    CommunitySplit,
    CommunityMerged,
    CommunityAbolished,
    UnitRegistered,
    UnitHeadChanged,
    UnitPartyMembersCounted,
    UnitMoved,
    UnitLeft,
    WorkingCommitteeFormed,
    FullTimeMemberAppointed,
    FullTimeMemberReleased,
    PartTimeMemberAppointed,
    PartTimeMemberReleased,
    JointActivityPlanned,
    UnitInvited,
    InvitationAccepted,
    InvitationDeclined,
    JointActivityHeld,
    JointActivityResultPublished,
    JointActivityCancelled,
    PledgesExpected,
    PledgeMade,
    PledgeMissed,
    PledgeConfirmed,
    PledgeChecked,
    PledgesEnded,
    HonourAwarded,
    FunctionTransferred,
    ResidentGroupFormed,
    GroupLeaderElected,
    GroupLeaderLeft,
    ResidentGroupDissolved,
    GridCellDrawn,
    GridMemberPosted,
    GridOfficerPosted,
    GridPostLeft,
    GridCellDissolved,
    BranchTermBegun,
    BranchPostFilled,
    BranchPostVacated,
    PolicyKnown,
    CalendarYearKnown,
)
