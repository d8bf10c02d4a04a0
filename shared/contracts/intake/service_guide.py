"""The service guide (办事指南) of an item's version: what the law wants public before the item may be opened (★).

Each value says where it is from. Nobody invents a law, a document number or a phone: what nobody has stated is
TO_BE_CONFIRMED. A guide is about the item and never about a person, so that its texts stay readable.
"""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, Field

from shared.contracts.intake.service_guide_parts import (
    TO_BE_CONFIRMED,
    CycleDays,
    ExercisingLevel,
    Fee,
    LegalBasis,
    Line,
    OfficePhone,
    OnlineDepth,
    Paper,
    PowerSource,
    Process,
    Question,
    Result,
    ResultChannel,
    ServiceObject,
    ToBeConfirmed,
    Word,
)
from shared.kernel.instants import Day
from shared.kernel.messages import Value
from shared.kernel.provenance import Provenance

T = TypeVar("T")


class Stated(Value, Generic[T]):
    """A value of the guide, or that it is to be confirmed; `source` names the document or paragraph it is from."""

    value: T | ToBeConfirmed
    provenance: Provenance
    source: Word


Lines = Annotated[tuple[Line, ...], Field(min_length=1, max_length=50)]
Bases = Annotated[tuple[LegalBasis, ...], Field(min_length=1, max_length=20)]
Objects = Annotated[tuple[ServiceObject, ...], Field(min_length=1, max_length=4)]
Channels = Annotated[tuple[ResultChannel, ...], Field(min_length=1, max_length=4)]
Papers = Annotated[tuple[Paper, ...], Field(max_length=50)]
Questions = Annotated[tuple[Question, ...], Field(max_length=50)]


class StatedBases(Stated[Bases]):
    """On which rules the item rests."""


class StatedWord(Stated[Word]):
    """A name or an address."""


class StatedLine(Stated[Line]):
    """A sentence."""


class StatedLines(Stated[Lines]):
    """Several sentences."""


class StatedLevel(Stated[ExercisingLevel]):
    """At which level the power is exercised."""


class StatedPower(Stated[PowerSource]):
    """Where the power comes from."""


class StatedObjects(Stated[Objects]):
    """Who may apply."""


class StatedPapers(Stated[Papers]):
    """What is to be handed in."""


class StatedProcess(Stated[Process]):
    """How it goes."""


class StatedCycle(Stated[CycleDays]):
    """The days of a yearly cycle."""


class StatedFee(Stated[Fee]):
    """What it costs."""


class StatedResult(Stated[Result]):
    """What comes of it."""


class StatedChannels(Stated[Channels]):
    """How the result can be had."""


class StatedVisits(Stated[Annotated[int, Field(ge=0, le=99)]]):
    """How often the applicant has to come (到现场次数)."""


class StatedPhone(Stated[OfficePhone]):
    """A number to call."""


class StatedDepth(Stated[OnlineDepth]):
    """How far it is handled online."""


class StatedQuestions(Stated[Questions]):
    """What is often asked."""


class StatedDay(Stated[Day]):
    """A day."""


STARRED = (
    "legal_basis",
    "implementing_body",
    "service_object",
    "conditions_accept",
    "materials",
    "process",
    "fee",
    "visits_to_site",
    "office",
    "hours",
    "consult_phone",
    "complaint_phone",
)
"""What must be public, beside what each version says itself: names, kind, handling, limits, special steps."""


class ServiceGuide(Value):
    """What a guide says beyond the version itself; a value that is absent was never spoken of.

    `statutory_limit` is there only where the rule names a yearly cycle and not all its days are known; `effective_to`
    only where the version has ended or must end on a day that nobody has confirmed.
    """

    legal_basis: StatedBases | None = None
    implementing_body: StatedWord | None = None
    exercising_level: StatedLevel | None = None
    power_source: StatedPower | None = None
    service_object: StatedObjects | None = None
    conditions_accept: StatedLines | None = None
    conditions_refuse: StatedLines | None = None
    materials: StatedPapers | None = None
    process: StatedProcess | None = None
    statutory_limit: StatedCycle | None = None
    fee: StatedFee | None = None
    result: StatedResult | None = None
    delivery_modes: StatedChannels | None = None
    visits_to_site: StatedVisits | None = None
    office: StatedWord | None = None
    hours: StatedLine | None = None
    consult_phone: StatedPhone | None = None
    complaint_phone: StatedPhone | None = None
    remedies: StatedLines | None = None
    online_depth: StatedDepth | None = None
    faq: StatedQuestions | None = None
    effective_to: StatedDay | None = None

    @property
    def to_be_confirmed(self) -> tuple[str, ...]:
        """The ★ fields that are absent, or in which something is still to be confirmed."""
        unknown = tuple(name for name in STARRED if (value := getattr(self, name)) is None or _is_open(value))
        return (*unknown, "statutory_limit") if _is_open(self.statutory_limit) else unknown


def _is_open(value: object) -> bool:
    if isinstance(value, Fee) and value.charged and None in {value.standard, value.basis}:
        return True
    if isinstance(value, BaseModel):
        return any(_is_open(getattr(value, name)) for name in type(value).model_fields)
    if isinstance(value, tuple):
        return any(map(_is_open, value))
    return value == TO_BE_CONFIRMED
