"""What can be asked of an application."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.intake.domain.application_duplicates import AnswerDuplicate
from services.intake.domain.application_people import NOBODY_ELSE, PeopleCommand, PeopleGiven
from services.intake.domain.types import ApplicationId, HallId, ItemCode, WindowId
from shared.contracts.casework.case import Outcome
from shared.contracts.casework.case_aftermath import TerminationCauseV2
from shared.contracts.casework.reasons import Reasons, Texts
from shared.contracts.intake.application import Applicant, Defect, DeliveryMode, Name
from shared.contracts.intake.application_people import Relation
from shared.kernel.messages import Command
from shared.kernel.personal import Personal


class ReceiveApplication(Command):
    """Take an application in at a window, in an emergency also at none, and give a voucher for it."""

    application_id: ApplicationId
    hall_id: HallId
    window_id: WindowId | None
    item_code: ItemCode
    applicant: Personal[Applicant]
    materials: Annotated[tuple[Name, ...], Field(max_length=50)]
    people: PeopleGiven = NOBODY_ELSE


class ReceiveInEmergency(Command):
    """Take an application in and on, without papers (应急服务)."""

    receipt: ReceiveApplication


class ServeAtOnce(Command):
    """Take an application in and on, and decide it alone at the window (即办件), with reasons or none."""

    receipt: ReceiveApplication
    outcome: Outcome
    reasons: Reasons | None = None
    remedies: Texts = ()


class RequestCorrection(Command):
    """Tell the applicant everything that is missing or wrong, once; after that, only of what came in since."""

    defects: Annotated[tuple[Defect, ...], Field(min_length=1, max_length=50)]
    of_new_material: bool = False


class SubmitCorrection(Command):
    """Hand in all that the notice listed; `through` says who does it for the applicant."""

    materials: Annotated[tuple[Name, ...], Field(min_length=1, max_length=50)]
    through: Relation | None = None


class AcceptApplication(Command):
    """Take the application on."""


class DeemAccepted(Command):
    """The limit for telling the applicant has run out."""


class WithdrawApplication(Command):
    """Take the application back; `through` says who does it for the applicant."""

    reason: Personal[str]
    through: Relation | None = None


class HoldResult(Command):
    """Keep the result of a closed case at the counter."""

    case_id: str
    outcome: Outcome
    source_position: int


class HoldCorrectedResult(Command):
    """Keep a corrected result in the place of the one that the counter was given; without an outcome that stays."""

    case_id: str
    outcome: Outcome | None
    source_position: int


class RecallResult(Command):
    """Keep no result while its case is examined again."""

    case_id: str
    source_position: int


class RevokeResult(Command):
    """Hand nothing over any more: the decision was taken back."""

    case_id: str
    source_position: int


class HearDecline(Command):
    """Know that casework made no decision of what was decided at the window."""

    case_id: str
    slug: str
    source_position: int


class EndApplication(Command):
    """Wait for no result any more: the case ended without a decision."""

    case_id: str
    cause: TerminationCauseV2
    source_position: int


class DeliverResult(Command):
    """Hand the result over; `through` says to whom in the applicant's place."""

    mode: DeliveryMode
    through: Relation | None = None


CounterCommand = (
    RequestCorrection
    | SubmitCorrection
    | AcceptApplication
    | WithdrawApplication
    | DeliverResult
    | AnswerDuplicate
    | PeopleCommand
)
"""What people of the hall ask for after the receipt."""
BackOfficeCommand = HoldResult | HoldCorrectedResult | RecallResult | RevokeResult | EndApplication | HearDecline
"""What is heard of the back office."""
OneActCommand = ReceiveInEmergency | ServeAtOnce
"""What takes an application in and on by one act."""
ApplicationCommand = ReceiveApplication | OneActCommand | CounterCommand | DeemAccepted | BackOfficeCommand
