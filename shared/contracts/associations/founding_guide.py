"""Events of the guide for founders (社团设立指南): conditions, procedure and duties, in public, track by track."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from shared.kernel.instants import start_of
from shared.kernel.messages import Event, Value
from shared.kernel.provenance import Provenance

ToBeConfirmed = Literal["TO_BE_CONFIRMED"]
Passage = Annotated[str, Field(min_length=1, max_length=1000)]
Passages = Annotated[tuple[Passage, ...], Field(min_length=1, max_length=30)]


class GuideField(StrEnum):
    """What a guide tells founders."""

    CONDITIONS = "CONDITIONS"
    PAPERS = "PAPERS"
    PROCEDURE = "PROCEDURE"
    TIME_LIMIT = "TIME_LIMIT"
    FEE = "FEE"
    OUTPUT = "OUTPUT"
    DUTIES = "DUTIES"
    OFFICE = "OFFICE"
    CONSULT_PHONE = "CONSULT_PHONE"
    COMPLAINT_PHONE = "COMPLAINT_PHONE"
    REMEDIES = "REMEDIES"


class GuideEntry(Value):
    """One value of a guide, and where it is from; what nobody has stated is to be confirmed."""

    field: GuideField
    value: Passages | ToBeConfirmed
    provenance: Provenance
    source: Annotated[str, Field(min_length=1, max_length=300)]


class FoundingGuidePublished(Event):
    """An edition of the guide was published, in the place of the one before it; it holds from `effective_on` on."""

    edition: int
    entries: tuple[GuideEntry, ...]
    effective_on: date

    def effective_at(self) -> datetime:
        """The beginning of its first day."""
        return start_of(self.effective_on)


FoundingGuideEvent = FoundingGuidePublished
