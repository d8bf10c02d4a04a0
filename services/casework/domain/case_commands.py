"""What can be asked of a case."""

from __future__ import annotations

from datetime import date, datetime

from services.casework.domain.benefit_commands import GivenStandard
from services.casework.domain.types import CentreId, GivenOrg, GivenPostId, ItemCode
from shared.contracts.casework.benefit import Amount, Period, ReviewCategory
from shared.contracts.casework.case import Outcome, TerminationCause
from shared.contracts.casework.reasons import Reasons, Texts
from shared.kernel.instants import Day, day_of, start_of
from shared.kernel.messages import Command, Value


class OpenCase(Command):
    """Open the case of an application that intake accepted and recorded at `recorded_at`.

    `filed_on` are the posts of whoever decided before on the filing that it is about; the decision is given these.
    """

    application_id: str
    subject: str
    centre_id: CentreId
    item_code: ItemCode
    item_version: int
    accepted_on: date
    recorded_at: datetime
    deemed: bool
    filed_on: tuple[str, ...] = ()

    @property
    def started_at(self) -> datetime:
        """From when the clocks run: the minute of the acceptance, or midnight where it was recorded on a later day."""
        same_day = day_of(self.recorded_at) == self.accepted_on
        return self.recorded_at if same_day else start_of(self.accepted_on)


class Work(Command):
    """What somebody does on a post."""

    post_id: GivenPostId


class BodyAct(Command):
    """What another body does with a case: in its own name, on no post of ours."""


class ProposeDecision(Work):
    """Finish the examination on an examination post and propose a decision, with reasons or none.

    `window_position` is where they are in intake's log, of what a clerk proposes and decides at a window.
    """

    outcome: Outcome
    reasons: Reasons | None = None
    window_position: int | None = None


class ReturnToExaminer(Work):
    """Give the case back on an approval post, saying why."""

    reasons: Reasons


class GrantTerms(Value):
    """How a granted benefit begins: who pays it, and the cap of the delegation under which it is decided, if any."""

    standard: GivenStandard
    period: Period
    from_on: Day
    review_category: ReviewCategory | None = None
    payer: GivenOrg
    cap_amount: Amount | None = None


class DecideCase(Work):
    """Decide as proposed, on an approval post, with reasons or none; `amount` is what is granted for each period.

    `window_position` is where the reasons are in intake's log, of what a clerk decides at a window.
    """

    outcome: Outcome
    reasons: Reasons | None = None
    remedies: Texts = ()
    amount: Amount | None = None
    grant: GrantTerms | None = None
    window_position: int | None = None


class DecideOnTheSpot(DecideCase):
    """Propose, decide and close an instant item (即办件) by one act, on the examination post and an approval post."""

    approval_post_id: GivenPostId


class DecideAtWindow(Command):
    """Propose, decide and close an instant item as a clerk did alone at a window (即办件), and intake recorded it.

    `explained` says that at `window_position` of intake's log there are reasons.
    """

    officer: str
    post_id: str
    outcome: Outcome
    explained: bool
    remedies: Texts
    decided_at: datetime
    window_position: int


class CloseCase(Work):
    """Finish the case on the examiner's post; its result goes to the counter."""


class TerminateCase(Command):
    """End the case before its closure."""

    cause: TerminationCause
