"""What can be asked of an association."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.associations.domain.association_care_commands import CareCommand
from services.associations.domain.association_change_request_commands import ChangeRequestCommand
from services.associations.domain.association_consent_commands import ConsentCommand
from services.associations.domain.association_objection_commands import ObjectionCommand
from services.associations.domain.credit_code import GivenCode
from services.associations.domain.fitness import FounderGiven, PersonGiven
from services.associations.domain.types import AssociationId, GivenId
from shared.contracts.associations.association import Founding, NameWarning, Paper
from shared.contracts.associations.association_ending import RevocationCause, SanctionKind
from shared.contracts.associations.association_filing import FilingCancelCause, FilingRefusalGround
from shared.contracts.associations.association_founding import Form, Founder, Name, Place, Track
from shared.contracts.associations.association_registration import RegistrationRefusalGround
from shared.contracts.councils.community import Source
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.personal import Published
from shared.kernel.provenance import Provenance

Papers = Annotated[tuple[Paper, ...], Field(max_length=len(Paper))]


# --- founding ---------------------------------------------------------------


class DraftAssociation(Command):
    """Write down what is to be founded, in the place of what was written before."""

    association_id: AssociationId
    track: Track
    form: Form | None
    community_id: GivenId
    filed_id: GivenId | None
    window_filing: GivenId | None = None
    supervisor_id: GivenId | None
    religious_body: bool
    founding: Founding


class SubmitAssociation(Command):
    """Hand in the papers, and say who is to be in charge."""

    given: FounderGiven
    papers: Papers


class AskCorrection(Command):
    """Tell once which papers are missing or wrong."""

    papers: Annotated[Papers, Field(min_length=1)]


class SubmitCorrection(Command):
    """Hand in all that was asked for."""

    papers: Papers


class AnswerNameWarning(Command):
    """Let the name pass although it breaks a soft rule, and say why."""

    warning: NameWarning
    answer: Name


class MissLimit(Command):
    """A limit has passed without a decision, or without the answer to an objection."""


class TakeApplicationBack(Command):
    """End an application that is not decided yet, by the wish of the founders."""


# --- filing -----------------------------------------------------------------


class PostNotice(Command):
    """Put the filing up for public notice today."""


class FileAssociation(Command):
    """File it under the next number of its community, and publish who is in charge."""

    in_charge: Published[Name]


class RefuseFiling(Command):
    """Do not file it, and say why."""

    grounds: Annotated[tuple[FilingRefusalGround, ...], Field(min_length=1, max_length=len(FilingRefusalGround))]
    statement: Name


class Change(Command):
    """Enter what changed; what is left out is as it was. `name_answer` says why a name passes that is warned of."""

    name_zh: Name | None = None
    name_answer: Name | None = None
    religious_body: bool = False
    person: PersonGiven | None = None
    place: Place | None = None


class ChangeFiling(Change):
    """Enter what changed in a filed association on a day."""

    changed_on: Day


class RenewFiling(Command):
    """Let the filing that ends on a day go on for as long again."""

    from_on: Day


class CancelFiling(Command):
    """End a filing from a day on."""

    cause: FilingCancelCause
    ended_on: Day
    assets_to: Name | None = None


class ExpireFiling(Command):
    """The last day of the filing is over."""


class ConvertFiling(Command):
    """End the filing of an association that is registered in the same act."""

    registered_id: AssociationId


# --- registration -----------------------------------------------------------


class ApprovePreparation(Command):
    """Let a social group prepare its founding."""


class HoldFoundingMeeting(Command):
    """Tell that the founding meeting was held."""

    held_on: Day


class LapsePreparation(Command):
    """The time for the founding meeting is over."""


class AcceptRegistration(Command):
    """Hold all valid papers."""


class ApproveCharter(Command):
    """Approve the charter, or what was changed in it, on a day."""

    approved_on: Day


class RegisterAssociation(Command):
    """Register it, with its credit code or before 2015-10-01 with an old number, and publish who is in charge."""

    in_charge: Published[Name]
    uscc: GivenCode | None = None
    legacy_reg_no: GivenId | None = None


class RefuseRegistration(Command):
    """Do not approve the preparation or do not register it, and say why."""

    grounds: Annotated[
        tuple[RegistrationRefusalGround, ...], Field(min_length=1, max_length=len(RegistrationRefusalGround))
    ]
    statement: Name


class ChangeRegistration(Change):
    """Enter what the supervisor consented to on a day."""

    consented_on: Day


# --- sanctions and endings --------------------------------------------------


class Sanction(Command):
    """Warn the association from a day on, or suspend its activities from it through `until_on`."""

    sanction_id: GivenId
    kind: SanctionKind
    imposed_on: Day
    until_on: Day | None = None
    offence: Name


class EndSuspension(Command):
    """The suspension is over by its last day, or is `lifted` before."""

    lifted: bool


class StartLiquidation(Command):
    """Begin to wind up, with the supervisor's consent of a day."""

    consented_on: Day


class FinishLiquidation(Command):
    """Tell on which day the liquidation ended, and to which body of like purpose what was left went."""

    liquidated_on: Day
    assets_to: Name | None = None


class MissDeregistration(Command):
    """The last day to deregister is over."""


class Deregister(Command):
    """End a registered association that has wound up on a day."""

    liquidated_on: Day


class RevokeRegistration(Command):
    """Take the registration back."""

    cause: RevocationCause
    offence: Name


# --- what was done on paper -------------------------------------------------


class EnterAssociation(Command):
    """Enter an association that was filed or registered on paper on a day, and where that is known from.

    A filed one takes the next number of the year of `on`; a registered one has the code or number that it was given.
    Where the paper says who is in charge, it is told sealed as of founders and in public as of what stands.
    """

    draft: DraftAssociation
    founder: Founder | None
    in_charge: Published[Name] | None
    on: Day
    uscc: GivenCode | None
    legacy_reg_no: GivenId | None
    provenance: Provenance
    source: Source


FoundingCommand = (
    DraftAssociation
    | SubmitAssociation
    | AskCorrection
    | SubmitCorrection
    | AnswerNameWarning
    | MissLimit
    | TakeApplicationBack
)
FilingCommand = (
    PostNotice
    | ObjectionCommand
    | FileAssociation
    | RefuseFiling
    | ChangeFiling
    | RenewFiling
    | CancelFiling
    | ExpireFiling
    | ConvertFiling
)
RegistrationCommand = (
    ConsentCommand
    | ApprovePreparation
    | HoldFoundingMeeting
    | LapsePreparation
    | AcceptRegistration
    | ApproveCharter
    | RegisterAssociation
    | RefuseRegistration
    | ChangeRequestCommand
    | ChangeRegistration
)
LiquidationCommand = StartLiquidation | FinishLiquidation | MissDeregistration
EndingCommand = Sanction | EndSuspension | LiquidationCommand | Deregister | RevokeRegistration
AssociationCommand = (
    FoundingCommand | FilingCommand | RegistrationCommand | EndingCommand | CareCommand | EnterAssociation
)
