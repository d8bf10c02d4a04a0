"""What can be asked of a case."""

from __future__ import annotations

from datetime import date, datetime

from services.casework.domain.types import CentreId, GivenPostId, ItemCode
from shared.contracts.casework.case import Outcome, Reasons, TerminationCause, Texts
from shared.kernel.instants import day_of, start_of
from shared.kernel.messages import Command


class OpenCase(Command):
    """Open the case of an application that intake accepted and recorded at `recorded_at`."""

    application_id: str
    subject: str
    centre_id: CentreId
    item_code: ItemCode
    item_version: int
    accepted_on: date
    recorded_at: datetime
    deemed: bool

    @property
    def started_at(self) -> datetime:
        """From when the clocks run: the minute of the acceptance, or midnight where it was recorded on a later day."""
        same_day = day_of(self.recorded_at) == self.accepted_on
        return self.recorded_at if same_day else start_of(self.accepted_on)


class ProposeDecision(Command):
    """Finish the examination on an examination post and propose a decision, with reasons or none."""

    post_id: GivenPostId
    outcome: Outcome
    reasons: Reasons | None = None


class ReturnToExaminer(Command):
    """Give the case back on an approval post, saying why."""

    post_id: GivenPostId
    reasons: Reasons


class DecideCase(Command):
    """Decide as proposed, on an approval post, with reasons or none."""

    post_id: GivenPostId
    outcome: Outcome
    reasons: Reasons | None = None
    remedies: Texts = ()


class CloseCase(Command):
    """Finish the case on the examiner's post; its result goes to the counter."""

    post_id: GivenPostId


class TerminateCase(Command):
    """End the case before its closure."""

    cause: TerminationCause


Work = ProposeDecision | ReturnToExaminer | DecideCase | CloseCase
"""What people do on a post."""

CaseCommand = OpenCase | TerminateCase | Work
