"""The service guide (办事指南) of an item's version: what the law wants public before the item may be opened (★).

Each value says where it is from. Nobody invents a law, a document number or a phone: what nobody has stated is
TO_BE_CONFIRMED. A guide is about the item and never about a person, so that its texts stay readable.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final, Generic, Literal, TypeVar

from pydantic import BaseModel, Field

from shared.kernel.cycles import MonthDay
from shared.kernel.instants import Day
from shared.kernel.messages import Value
from shared.kernel.provenance import Provenance

ToBeConfirmed = Literal["TO_BE_CONFIRMED"]
TO_BE_CONFIRMED: Final = "TO_BE_CONFIRMED"

Word = Annotated[str, Field(min_length=1, max_length=100)]
Line = Annotated[str, Field(min_length=1, max_length=300)]
Passage = Annotated[str, Field(min_length=1, max_length=4000)]
OfficePhone = Annotated[str, Field(pattern=r"^[0-9][0-9-]{2,19}$")]
"""The number of an office or a hotline, as it is dialled here."""

T = TypeVar("T")


class ServiceObject(StrEnum):
    """Who may apply (服务对象)."""

    NATURAL_PERSON = "NATURAL_PERSON"
    HOUSEHOLD = "HOUSEHOLD"
    LEGAL_PERSON = "LEGAL_PERSON"
    OTHER_ORGANISATION = "OTHER_ORGANISATION"


class ExercisingLevel(StrEnum):
    """At which level the power is exercised (行使层级)."""

    STATE = "STATE"
    PROVINCE = "PROVINCE"
    CITY = "CITY"
    DISTRICT = "DISTRICT"
    TOWN = "TOWN"
    COMMUNITY = "COMMUNITY"


class PowerSource(StrEnum):
    """Where the power comes from (权力来源): 法定, 授权, 委托, 上级下放."""

    STATUTORY = "STATUTORY"
    AUTHORISED = "AUTHORISED"
    ENTRUSTED = "ENTRUSTED"
    DELEGATED = "DELEGATED"


class PaperForm(StrEnum):
    """In which form a paper is handed in."""

    ORIGINAL = "ORIGINAL"
    COPY = "COPY"
    ORIGINAL_AND_COPY = "ORIGINAL_AND_COPY"


class PaperSource(StrEnum):
    """From whom a paper comes: the applicant, the sharing of data between departments, a third party."""

    APPLICANT = "APPLICANT"
    DEPARTMENT_SHARE = "DEPARTMENT_SHARE"
    THIRD_PARTY = "THIRD_PARTY"


class ResultChannel(StrEnum):
    """How the result can reach the applicant (送达方式)."""

    WINDOW = "WINDOW"
    POST = "POST"
    HOME_VISIT = "HOME_VISIT"
    ELECTRONIC = "ELECTRONIC"


class OnlineDepth(StrEnum):
    """How far the item is handled online (网上办理深度), by the four classes of the portals."""

    I = "I"  # noqa: E741 - as the portals write it
    II = "II"
    III = "III"
    IV = "IV"


class Stated(Value, Generic[T]):
    """A value of the guide, or that it is to be confirmed; `source` names the document or paragraph it is from."""

    value: T | ToBeConfirmed
    provenance: Provenance
    source: Word


class LegalBasis(Value):
    """One rule on which the item rests (设定依据); `text` quotes it."""

    title: Annotated[str, Field(min_length=1, max_length=200)] | ToBeConfirmed = TO_BE_CONFIRMED
    document_no: Word | ToBeConfirmed = TO_BE_CONFIRMED
    article: Word | ToBeConfirmed = TO_BE_CONFIRMED
    text: Passage | ToBeConfirmed = TO_BE_CONFIRMED


class Paper(Value):
    """One paper to hand in (申请材料). `tolerated_missing` is 容缺受理, `commitment_replaceable` 告知承诺."""

    name: Word
    form: PaperForm | ToBeConfirmed = TO_BE_CONFIRMED
    count: Annotated[int, Field(ge=1, le=99)] | ToBeConfirmed = TO_BE_CONFIRMED
    e_copy_ok: bool | ToBeConfirmed = TO_BE_CONFIRMED
    source: PaperSource | ToBeConfirmed = TO_BE_CONFIRMED
    needed: bool | ToBeConfirmed = TO_BE_CONFIRMED
    tolerated_missing: bool | ToBeConfirmed = TO_BE_CONFIRMED
    commitment_replaceable: bool | ToBeConfirmed = TO_BE_CONFIRMED
    sample: Word | None = None


class ProcessStep(Value):
    """One step (办理环节): how long it takes in words, and by what it is judged (审核标准), where the guide says so."""

    name: Word
    time_limit: Word | None = None
    standard: Line | None = None


class Process(Value):
    """The steps in their order, and the flow chart (流程图) as text."""

    steps: Annotated[tuple[ProcessStep, ...], Field(min_length=1, max_length=30)] | ToBeConfirmed = TO_BE_CONFIRMED
    flow_chart: Passage | ToBeConfirmed = TO_BE_CONFIRMED


class Fee(Value):
    """Whether something is charged, and then how much, on what basis, and who pays less."""

    charged: bool
    standard: Line | ToBeConfirmed | None = None
    basis: Line | ToBeConfirmed | None = None
    reductions: Line | ToBeConfirmed | None = None


class Result(Value):
    """What the applicant gets."""

    name: Word
    kind: Word | None = None
    sample: Word | None = None
    validity: Word | None = None


class CycleDays(Value):
    """The days of a yearly cycle of which not all are known, so that it is no limit of the version."""

    apply_by: MonthDay | ToBeConfirmed = TO_BE_CONFIRMED
    decide_by: MonthDay | ToBeConfirmed = TO_BE_CONFIRMED


class Question(Value):
    """A frequent question and its answer."""

    question: Line
    answer: Line


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
