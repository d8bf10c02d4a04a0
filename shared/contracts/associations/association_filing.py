"""Events of the filing (备案) of an association with its community, from the public notice to its end."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.associations.association_founding import Name, PersonInCharge, Place
from shared.contracts.councils.community import Source
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event
from shared.kernel.personal import Published
from shared.kernel.provenance import Provenance

FilingNumber = Annotated[str, Field(min_length=1, max_length=60)]
"""As the policy's pattern has it: 城东社备〔2015〕GJC-0001."""


class FilingRefusalGround(StrEnum):
    """Why an association is not filed."""

    FOR_PROFIT = "FOR_PROFIT"
    BODY_OF_COMMITTEE = "BODY_OF_COMMITTEE"
    """A body of a residents' committee is no association."""

    BODY_OF_OWNERS = "BODY_OF_OWNERS"
    BUILDING_GROUP = "BUILDING_GROUP"
    DUPLICATES_NAME = "DUPLICATES_NAME"
    PAPERS_MISSING = "PAPERS_MISSING"
    CONDITIONS_NOT_MET = "CONDITIONS_NOT_MET"


class FilingCancelCause(StrEnum):
    """Why a filing was cancelled."""

    OWN_WISH = "OWN_WISH"
    SANCTIONED = "SANCTIONED"
    """After a warning."""

    INACTIVE = "INACTIVE"
    NO_REPORTS = "NO_REPORTS"


class NoticePosted(Event):
    """The filing was put up for public notice (公示) through `until_on`; the days count towards the limits."""

    until_on: date
    decision_due_on: date
    promised_due_on: date


class Filed(Event):
    """The community filed the association, valid through `valid_until_on`; in law from `filed_on`.

    From now on it is public who is in charge; where it is absent, an older submission or nobody has said it.
    `provenance` and `source` say where an entry of what was done on paper is from.
    """

    number: FilingNumber
    community_id: str
    lineage_id: str
    name_zh: Name
    filed_on: Day
    valid_until_on: date
    in_charge: Published[Name] | None = None
    provenance: Provenance | None = None
    source: Source | None = None

    def effective_at(self) -> datetime:
        """The beginning of the day of the filing."""
        return start_of(self.filed_on)


class FilingRefused(Event):
    """The community did not file the association, on all of these grounds."""

    grounds: tuple[FilingRefusalGround, ...]
    statement: Name


class FilingChanged(Event):
    """What changed on `changed_on` was entered, `late` where after the policy's days; what is absent is as it was.

    `name_answer` says why a new name passes that breaks a soft rule.
    """

    changed_on: Day
    late: bool
    name_zh: Name | None = None
    name_answer: Name | None = None
    person: PersonInCharge | None = None
    place: Place | None = None

    def effective_at(self) -> datetime:
        """The beginning of the day of the change."""
        return start_of(self.changed_on)


class FilingRenewed(Event):
    """The filing that ended on `from_on` is valid through `valid_until_on`."""

    from_on: date
    valid_until_on: date


class FilingCancelled(Event):
    """The filing was cancelled and the association is none any more; recorded by the centre, in law from `ended_on`.

    `assets_to` is the body of like purpose that what was left went to; `late` where the centre was told later than the
    policy gives.
    """

    cause: FilingCancelCause
    community_id: str
    lineage_id: str
    ended_on: Day
    assets_to: Name | None = None
    late: bool = False

    def effective_at(self) -> datetime:
        """The beginning of the first day without."""
        return start_of(self.ended_on)


class FilingExpired(Event):
    """Nobody renewed the filing, and its last day is over since `fell_due_at`."""

    community_id: str
    lineage_id: str
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """When the last day was over."""
        return self.fell_due_at


class FilingConverted(Event):
    """The filing ended in the instant in which `registered_id`, of the same lineage, was registered."""

    registered_id: str
    community_id: str
    lineage_id: str
    converted_on: Day

    def effective_at(self) -> datetime:
        """The beginning of the day of the registration."""
        return start_of(self.converted_on)


AssociationFilingEvent = (
    NoticePosted
    | Filed
    | FilingRefused
    | FilingChanged
    | FilingRenewed
    | FilingCancelled
    | FilingExpired
    | FilingConverted
)
