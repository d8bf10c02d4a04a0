"""The published language of casework: every event of its log."""

from shared.contracts.casework.calendar import CalendarYearPublished
from shared.contracts.casework.case import (
    CaseClosed,
    CaseOpened,
    CaseTerminated,
    DecisionMade,
    DecisionProposed,
    ReturnedByApprover,
)
from shared.contracts.casework.item import ItemKnown
from shared.contracts.casework.policy import PolicyAdopted
from shared.contracts.casework.post import PostAssigned, PostEstablished
from shared.contracts.casework.staff import StaffEngaged, StaffLeft
from shared.contracts.casework.substitutes import SubstituteNamed

SERVICE = "casework"
EVENTS = (
    PolicyAdopted,
    CalendarYearPublished,
    StaffEngaged,
    StaffLeft,
    PostEstablished,
    PostAssigned,
    SubstituteNamed,
    ItemKnown,
    CaseOpened,
    DecisionProposed,
    ReturnedByApprover,
    DecisionMade,
    CaseClosed,
    CaseTerminated,
)
