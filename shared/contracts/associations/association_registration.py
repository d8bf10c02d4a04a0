"""Events of the registration (登记) of an association with the district, which its supervisor consents to first."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from shared.contracts.associations.association_founding import Form, Name, PersonInCharge, Place, Reference
from shared.contracts.councils.community import Source
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event
from shared.kernel.personal import Published
from shared.kernel.provenance import Provenance


class RegistrationRefusalGround(StrEnum):
    """Why the registry does not register an association (社会团体登记管理条例 §13)."""

    ILLEGAL_AIM = "ILLEGAL_AIM"
    SIMILAR_EXISTS = "SIMILAR_EXISTS"
    """The same or a similar one is active in the area, and another is not needed."""

    FOUNDERS_BARRED = "FOUNDERS_BARRED"
    FRAUD = "FRAUD"
    OTHER_LAW = "OTHER_LAW"


class SupervisorConsented(Event):
    """The business supervisor (业务主管单位) consented to the application; nobody applies to the registry before."""

    supervisor_id: Reference
    consented_on: Day


class ConsentedAct(StrEnum):
    """For what a registered association needs its supervisor's consent (社会团体登记管理条例 §18, §19)."""

    CHANGE = "CHANGE"
    """变更登记."""

    LIQUIDATION = "LIQUIDATION"
    """清算、注销登记."""


class AssociationActConsented(Event):
    """The business supervisor of a registered association consented to what that is going to do.

    Recorded when the supervisor does so itself; a consent on paper is told with the act alone. That to a change holds
    until the registry has entered or refused one.
    """

    supervisor_id: Reference
    act: ConsentedAct
    consented_on: Day


class PreparationApproved(Event):
    """The registry approved the preparation of a social group (筹备) as the regulation of 1998 has it.

    It holds its founding meeting by `founding_by_on`.
    """

    founding_by_on: date


class FoundingMeetingHeld(Event):
    """A social group in preparation held its founding meeting, and may apply for registration."""

    held_on: Day


class PreparationLapsed(Event):
    """No founding meeting was held while the preparation lasted, which was over at `fell_due_at`."""

    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """When its last day was over."""
        return self.fell_due_at


class RegistrationAccepted(Event):
    """The registry holds all valid papers; the decision is due on `decision_due_on`, promised for `promised_due_on`."""

    accepted_on: date
    decision_due_on: date
    promised_due_on: date


class CharterApproved(Event):
    """The registry approved the charter, or what was changed in it."""

    approved_on: Day


class Registered(Event):
    """The district registered the association, a legal person from `registered_on` on.

    Before 2015-10-01 it has a `legacy_reg_no` and no credit code (`uscc`), later the other way round. The filed
    association of the same lineage that it was, `filed_id`, ends in the same act. From now on it is public who is in
    charge; where it is absent, an older submission or nobody has said it.
    """

    form: Form
    community_id: str
    lineage_id: str
    name_zh: Name
    registered_on: Day
    uscc: Reference | None = None
    legacy_reg_no: Reference | None = None
    filed_id: str | None = None
    in_charge: Published[Name] | None = None
    provenance: Provenance | None = None
    source: Source | None = None

    def effective_at(self) -> datetime:
        """The beginning of the day of the registration."""
        return start_of(self.registered_on)


class RegistrationRefused(Event):
    """The registry did not approve the preparation or did not register the association, on all of these grounds."""

    grounds: tuple[RegistrationRefusalGround, ...]
    statement: Name


class RegistrationChangeRequested(Event):
    """The association asked the registry to enter what its supervisor consented to on `consented_on`.

    `late` where it did so later than the law gives; what is absent is to stay as it is. Who a new legal representative
    is the registry is shown by a document, and records with the change.
    """

    consented_on: Day
    late: bool
    name_zh: Name | None = None
    place: Place | None = None
    new_representative: bool = False


class RegistrationChangeRefused(Event):
    """The registry did not enter what the association had asked for, and said why."""

    statement: Name


class RegistrationChanged(Event):
    """What the supervisor consented to on `consented_on` was entered, `late` where later than the law gives.

    What is absent is as it was; `name_answer` says why a new name passes that breaks a soft rule.
    """

    consented_on: Day
    late: bool
    name_zh: Name | None = None
    name_answer: Name | None = None
    person: PersonInCharge | None = None
    place: Place | None = None


AssociationRegistrationEvent = (
    SupervisorConsented
    | AssociationActConsented
    | PreparationApproved
    | PreparationLapsed
    | FoundingMeetingHeld
    | RegistrationAccepted
    | CharterApproved
    | Registered
    | RegistrationRefused
    | RegistrationChangeRequested
    | RegistrationChangeRefused
    | RegistrationChanged
)
