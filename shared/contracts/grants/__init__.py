"""The published language of grants: every event of its log."""

from shared.contracts.access import ACCESS
from shared.contracts.erasure import ERASURE_ANSWER
from shared.contracts.known import CalendarYearKnown, PolicyKnown

SERVICE = "grants"
EVENTS = (
    PolicyKnown,
    CalendarYearKnown,
    *ACCESS,
    *ERASURE_ANSWER,
)
