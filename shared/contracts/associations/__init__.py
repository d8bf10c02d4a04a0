"""The published language of associations: every event of its log."""

from shared.contracts.access import ACCESS
from shared.contracts.erasure import ERASURE_ANSWER
from shared.contracts.known import CalendarYearKnown, PolicyKnown

SERVICE = "associations"
EVENTS = (
    PolicyKnown,
    CalendarYearKnown,
    *ACCESS,
    *ERASURE_ANSWER,
)
