"""Events of the association (社区社团, 社会组织) on its two tracks, filing (备案) with a community and registration
(登记) with the district. One that goes from the first to the second is two associations of one lineage.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from shared.contracts.associations.association_care import AssociationCareEvent
from shared.contracts.associations.association_ending import AssociationEndingEvent
from shared.contracts.associations.association_filing import AssociationFilingEvent
from shared.contracts.associations.association_founding import (
    Area,
    Form,
    Founder,
    Name,
    PersonInCharge,
    Place,
    Reference,
    Track,
)
from shared.contracts.associations.association_objection import AssociationObjectionEvent
from shared.contracts.associations.association_registration import AssociationRegistrationEvent
from shared.contracts.councils.community import Source
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event, Value
from shared.kernel.money import Money
from shared.kernel.provenance import Provenance

Category = Annotated[str, Field(pattern=r"^[A-Z_]{2,40}$")]
"""A word of the policy's list `association.categories`."""


class NameWarning(StrEnum):
    """What the examiner answers with a reason before a name is taken for good."""

    PREFIX_MISSING = "PREFIX_MISSING"
    """The name does not begin with the district or the community."""

    FORM_WORD_MISSING = "FORM_WORD_MISSING"
    """The name does not end in a word for what the association is."""


class Paper(StrEnum):
    """What is handed in, the first six for a filing and the others for a registration."""

    FILING_FORM = "FILING_FORM"
    SHORT_CHARTER = "SHORT_CHARTER"
    ID_OF_PERSON_IN_CHARGE = "ID_OF_PERSON_IN_CHARGE"
    MEMBER_LIST = "MEMBER_LIST"
    PLACE_OF_ACTIVITY = "PLACE_OF_ACTIVITY"
    FUND_AND_AREA = "FUND_AND_AREA"
    APPLICATION = "APPLICATION"
    SUPERVISOR_APPROVAL = "SUPERVISOR_APPROVAL"
    CAPITAL_VERIFICATION = "CAPITAL_VERIFICATION"
    PREMISES_PROOF = "PREMISES_PROOF"
    OFFICERS_DETAILS = "OFFICERS_DETAILS"
    DRAFT_CHARTER = "DRAFT_CHARTER"


class LimitKind(StrEnum):
    """Which of the two limits of one decision."""

    PROMISED = "PROMISED"
    STATUTORY = "STATUTORY"


class Members(Value):
    """How many there are, never who: individuals, those of them who live in the community, and units."""

    individuals: Annotated[int, Field(ge=0, le=100_000)]
    residents: Annotated[int, Field(ge=0, le=100_000)]
    units: Annotated[int, Field(ge=0, le=100_000)] = 0


class Founding(Value):
    """What founders write down of their association; `money` is what it starts with."""

    name_zh: Name
    category: Category
    purpose: Name
    area: Area
    members: Members
    money: Money
    place: Place | None = None
    full_time_staff: Annotated[int, Field(ge=0, le=10_000)] = 0


class AssociationDrafted(Event):
    """Founders wrote down what they want to found; a later draft takes the place of an earlier one.

    One that is to become registered out of a filed one refers to it by `filed_id` and is of its lineage; else the
    lineage begins here. `window_filing` is the application at a window that waits for the filing. `provenance` and
    `source` say where an entry of the register is from, and `entered_on` is the day from which such an entry counts.
    """

    track: Track
    form: Form | None = None
    community_id: str
    lineage_id: str
    filed_id: str | None = None
    window_filing: Reference | None = None
    supervisor_id: Reference | None = None
    founding: Founding
    name_warnings: tuple[NameWarning, ...]
    provenance: Provenance | None = None
    source: Source | None = None
    entered_on: Day | None = None

    def effective_at(self) -> datetime | None:
        """Of what was done on paper, the beginning of the day on which it was."""
        return None if self.entered_on is None else start_of(self.entered_on)


class Submitted(Event):
    """The founders handed in their papers and named who is in charge; recorded where they were taken in.

    Of a filing, and of the preparation of a social group, the decision is due on `decision_due_on`, and promised for
    `promised_due_on`; of a registration that waits for the registry's acceptance nothing is due yet. The rules of
    `applied_on` hold for the whole application. `entered_on` is the day from which an entry from paper counts.
    """

    person: PersonInCharge
    papers: tuple[Paper, ...]
    applied_on: date
    decision_due_on: date | None = None
    promised_due_on: date | None = None
    entered_on: Day | None = None

    def effective_at(self) -> datetime | None:
        """Of what was done on paper, the beginning of the day on which it was."""
        return None if self.entered_on is None else start_of(self.entered_on)


class SubmittedV2(Event):
    """The founders handed in their papers and said who is to be in charge; recorded where they were taken in.

    The name is sealed: only the filing or the registration makes it public. The rest is as in version 1, which is
    recorded no more.
    """

    version: ClassVar[int] = 2

    founder: Founder
    papers: tuple[Paper, ...]
    applied_on: date
    decision_due_on: date | None = None
    promised_due_on: date | None = None
    entered_on: Day | None = None

    def effective_at(self) -> datetime | None:
        """Of what was done on paper, the beginning of the day on which it was."""
        return None if self.entered_on is None else start_of(self.entered_on)


class CorrectionAsked(Event):
    """The founders were told once of all that is missing or wrong (一次性告知); nothing is due until they answer."""

    papers: tuple[Paper, ...]


class CorrectionSubmitted(Event):
    """What was asked for has come in, and the limits begin anew."""

    papers: tuple[Paper, ...]
    decision_due_on: date | None = None
    promised_due_on: date | None = None


class NameWarningAnswered(Event):
    """The examiner let a name pass that breaks a soft rule, and said why."""

    warning: NameWarning
    answer: Name


class DecisionLimitMissed(Event):
    """A limit passed without a decision, at `fell_due_at`: a warning to whoever owes it; recorded once for each."""

    limit: LimitKind
    due_on: date
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """When the last day was over."""
        return self.fell_due_at


class ApplicationTakenBack(Event):
    """The founders took their application back before it was decided; another one begins with a draft of its own."""


Submission = Submitted | SubmittedV2
"""That founders handed in, of whichever version."""

AssociationFoundingEvent = (
    AssociationDrafted
    | Submission
    | CorrectionAsked
    | CorrectionSubmitted
    | NameWarningAnswered
    | DecisionLimitMissed
    | ApplicationTakenBack
)
AssociationEvent = (
    AssociationFoundingEvent
    | AssociationFilingEvent
    | AssociationObjectionEvent
    | AssociationRegistrationEvent
    | AssociationEndingEvent
    | AssociationCareEvent
)
