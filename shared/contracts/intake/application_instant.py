"""Events of an application that was served by one act at one window (即办件): what the clerk decided there and then."""

from __future__ import annotations

from datetime import date

from shared.contracts.casework.benefit import Reference
from shared.contracts.casework.case import Outcome
from shared.contracts.casework.post import ActedAs, StaffRef
from shared.contracts.casework.reasons import Reasons, Texts
from shared.kernel.messages import Event
from shared.kernel.personal import SubjectRef


class DecidedAtWindow(Event):
    """A clerk decided an instant item alone and handed the result over; recorded with receipt and acceptance.

    `agent` is who handed in for the applicant and was given the result. A refusal states reasons, for the applicant
    alone, and remedies, which are the law's words. `basis_position` is the
    newest position of casework's log by which the clerk was on the post and might decide alone. Casework makes it a
    decision, or says why not.
    """

    item_code: str
    outcome: Outcome
    officer: StaffRef
    post_id: str
    acted_as: ActedAs
    reasons: Reasons | None = None
    remedies: Texts
    decided_on: date
    basis_position: int
    agent: SubjectRef | None = None


class WindowDecisionDeclined(Event):
    """Casework did not make a decision of what was decided at a window, for what the refusal `slug` says: the result
    is not there yet, whatever was handed over; recorded by reaction to `instant-decision-declined`.
    """

    case_id: str
    slug: Reference
    source_position: int


ApplicationInstantEvent = DecidedAtWindow | WindowDecisionDeclined
