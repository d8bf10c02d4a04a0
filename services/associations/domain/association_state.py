"""Where an association stands: its file, the phases that it goes through, and how each fact changes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from services.associations.domain.association_file import File, Limits
from shared.contracts.associations.association import (
    ApplicationTakenBack,
    AssociationDrafted,
    AssociationEvent,
    CorrectionAsked,
    CorrectionSubmitted,
    DecisionLimitMissed,
    NameWarningAnswered,
    Paper,
    Submission,
    Submitted,
    SubmittedV2,
)
from shared.contracts.associations.association_care import AssociationCareEvent
from shared.contracts.associations.association_ending import (
    Deregistered,
    DeregistrationMissed,
    LiquidationFinished,
    LiquidationStarted,
    Revoked,
    Sanctioned,
    SuspensionEnded,
)
from shared.contracts.associations.association_filing import (
    Filed,
    FilingCancelled,
    FilingChanged,
    FilingConverted,
    FilingExpired,
    FilingRefused,
    FilingRenewed,
    NoticePosted,
)
from shared.contracts.associations.association_objection import AssociationObjectionEvent
from shared.contracts.associations.association_registration import (
    AssociationActConsented,
    CharterApproved,
    FoundingMeetingHeld,
    PreparationApproved,
    PreparationLapsed,
    Registered,
    RegistrationAccepted,
    RegistrationChanged,
    RegistrationChangeRefused,
    RegistrationChangeRequested,
    RegistrationRefused,
    SupervisorConsented,
)
from shared.kernel.refusals import CorruptStream

NotGranted = FilingRefused | RegistrationRefused | ApplicationTakenBack | PreparationLapsed
"""What an application ends by that came to nothing."""

Ending = NotGranted | FilingCancelled | FilingExpired | FilingConverted | Deregistered | Revoked
"""What an association ends by."""


@dataclass(frozen=True, slots=True)
class NotDrafted:
    """Before anybody wrote anything down."""


@dataclass(frozen=True, slots=True)
class InDraft:
    """With the founders."""

    file: File


@dataclass(frozen=True, slots=True)
class UnderExamination:
    """With the authority. Without `limits` a registration waits to be accepted; with them, of a social group, its
    preparation waits to be approved.
    """

    file: File
    limits: Limits | None


@dataclass(frozen=True, slots=True)
class UnderCorrection:
    """With the founders again, who were told `asked`; nothing is due."""

    file: File
    asked: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class OnNotice:
    """Put up in public through `until_on`."""

    file: File
    limits: Limits
    until_on: date


@dataclass(frozen=True, slots=True)
class InPreparation:
    """A social group under the regulation of 1998, which may hold its founding meeting through `founding_by_on`."""

    file: File
    founding_by_on: date


@dataclass(frozen=True, slots=True)
class BeforeRegistry:
    """With all valid papers before the registry."""

    file: File
    limits: Limits


@dataclass(frozen=True, slots=True)
class OnFile:
    """Filed, and valid through `valid_until_on`."""

    file: File
    valid_until_on: date


@dataclass(frozen=True, slots=True)
class OnRegister:
    """A legal person."""

    file: File
    registered: Registered


@dataclass(frozen=True, slots=True)
class WindingUp:
    """A legal person in liquidation, `finished` once that is told; `missed` where it was not deregistered in time."""

    file: File
    registered: Registered
    started: LiquidationStarted
    finished: LiquidationFinished | None = None
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Over:
    """Terminal: refused, or ended by what `by` says."""

    file: File
    by: Ending


class Stage(StrEnum):
    """Where an association stands, in one word."""

    IN_DRAFT = "IN_DRAFT"
    UNDER_EXAMINATION = "UNDER_EXAMINATION"
    UNDER_CORRECTION = "UNDER_CORRECTION"
    ON_NOTICE = "ON_NOTICE"
    IN_PREPARATION = "IN_PREPARATION"
    BEFORE_REGISTRY = "BEFORE_REGISTRY"
    FILED = "FILED"
    REGISTERED = "REGISTERED"
    WINDING_UP = "WINDING_UP"
    ENDED = "ENDED"


Applying = InDraft | UnderExamination | UnderCorrection | OnNotice | InPreparation | BeforeRegistry
Standing = OnFile | OnRegister | WindingUp
Known = Applying | Standing | Over
Association = NotDrafted | Known

STAGES: Mapping[type[Known], Stage] = {
    InDraft: Stage.IN_DRAFT,
    UnderExamination: Stage.UNDER_EXAMINATION,
    UnderCorrection: Stage.UNDER_CORRECTION,
    OnNotice: Stage.ON_NOTICE,
    InPreparation: Stage.IN_PREPARATION,
    BeforeRegistry: Stage.BEFORE_REGISTRY,
    OnFile: Stage.FILED,
    OnRegister: Stage.REGISTERED,
    WindingUp: Stage.WINDING_UP,
    Over: Stage.ENDED,
}


def evolve(association: Association, event: AssociationEvent) -> Association:
    """Apply one recorded fact."""
    if isinstance(event, AssociationDrafted):
        return _drafted(association, event)
    if isinstance(association, NotDrafted | Over):
        raise CorruptStream(f"{type(event).__name__} of an association that is {type(association).__name__}")
    if isinstance(event, Ending):
        return Over(association.file, event)
    if isinstance(event, AssociationCareEvent) and isinstance(association, OnFile | OnRegister):
        return replace(association, file=replace(association.file, care=association.file.care.after(event)))
    if isinstance(event, AssociationObjectionEvent) and isinstance(association, OnNotice):
        return replace(association, file=replace(association.file, objections=association.file.objections.after(event)))
    return _applied(association, event)


def _drafted(association: Association, event: AssociationDrafted) -> Association:
    if not isinstance(association, NotDrafted | InDraft):
        raise CorruptStream("an association was drafted after it had applied")
    return InDraft(File.of(event))


def _applied(association: Applying | Standing, event: AssociationEvent) -> Association:
    """What founders hand in, and what they are told of it."""
    file = association.file
    match event, association:
        case ((Submitted() | SubmittedV2()), (InDraft() | InPreparation())):
            return UnderExamination(file.submitted(event), _limits(event))
        case CorrectionAsked(), UnderExamination():
            asked = replace(file, corrections=file.corrections + 1, papers=file.papers - {*event.papers})
            return UnderCorrection(asked, event.papers)
        case CorrectionSubmitted(), UnderCorrection():
            return UnderExamination(replace(file, papers=file.papers | {*event.papers}), _limits(event))
        case NameWarningAnswered(), UnderExamination():
            left = tuple(each for each in file.open_warnings if each is not event.warning)
            return replace(association, file=replace(file, open_warnings=left))
        case DecisionLimitMissed(), UnderExamination() | OnNotice() | BeforeRegistry() if association.limits:
            return replace(association, limits=association.limits.after(event.limit))
        case _:
            return _decided(association, event)


def _limits(event: Submission | CorrectionSubmitted) -> Limits | None:
    if event.decision_due_on is None or event.promised_due_on is None:
        return None
    return Limits(event.decision_due_on, event.promised_due_on)


def _decided(association: Applying | Standing, event: AssociationEvent) -> Association:
    """How an application goes on to a filing or a registration."""
    file = association.file
    match event, association:
        case NoticePosted(), UnderExamination(limits=Limits() as limits):
            moved = replace(limits, decision_due_on=event.decision_due_on, promised_due_on=event.promised_due_on)
            return OnNotice(file, moved, event.until_on)
        case Filed(), InDraft() | UnderExamination() | OnNotice():
            return OnFile(file.entered(event), event.valid_until_on)
        case SupervisorConsented(), InDraft():
            return InDraft(replace(file, consented=True))
        case PreparationApproved(), UnderExamination():
            return InPreparation(file, event.founding_by_on)
        case FoundingMeetingHeld(), InPreparation():
            return replace(association, file=replace(file, founded_on=event.held_on))
        case RegistrationAccepted(), UnderExamination():
            return BeforeRegistry(file, Limits(event.decision_due_on, event.promised_due_on))
        case CharterApproved(), BeforeRegistry() | OnRegister():
            return replace(association, file=replace(file, charter_approved_on=event.approved_on))
        case Registered(), InDraft() | UnderExamination() | BeforeRegistry():
            return OnRegister(file.entered(event), event)
        case _:
            return _stood(association, event)


def _stood(association: Applying | Standing, event: AssociationEvent) -> Association:
    """What happens to an association that stands."""
    file = association.file
    match event, association:
        case FilingChanged() | RegistrationChanged(), OnFile() | OnRegister():
            return replace(association, file=file.changed_by(event))
        case RegistrationChangeRequested(), OnRegister():
            return replace(association, file=replace(file, change_requested=event))
        case RegistrationChangeRefused(), OnRegister():
            return replace(association, file=file.asked_no_more())
        case AssociationActConsented(), OnRegister():
            return replace(association, file=replace(file, consents={**file.consents, event.act: event.consented_on}))
        case FilingRenewed(), OnFile():
            return replace(association, valid_until_on=event.valid_until_on)
        case Sanctioned(), OnFile() | OnRegister() | WindingUp():
            return replace(association, file=file.sanctioned(event))
        case SuspensionEnded(), OnFile() | OnRegister() | WindingUp():
            return replace(association, file=file.resumed(event))
        case LiquidationStarted(), OnRegister():
            return WindingUp(replace(file, consents={}), association.registered, event)
        case LiquidationFinished(), WindingUp():
            return replace(association, finished=event)
        case DeregistrationMissed(), WindingUp():
            return replace(association, missed=True)
        case _:
            raise CorruptStream(f"{type(event).__name__} of an association that is {type(association).__name__}")
