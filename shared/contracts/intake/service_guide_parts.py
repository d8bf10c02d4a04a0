"""What a service guide is made of: the words for its fields, and its parts, of which each may be to be confirmed."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field

from shared.kernel.cycles import MonthDay
from shared.kernel.messages import Value

ToBeConfirmed = Literal["TO_BE_CONFIRMED"]
TO_BE_CONFIRMED: Final = "TO_BE_CONFIRMED"

Word = Annotated[str, Field(min_length=1, max_length=100)]
Line = Annotated[str, Field(min_length=1, max_length=300)]
Passage = Annotated[str, Field(min_length=1, max_length=4000)]
OfficePhone = Annotated[str, Field(pattern=r"^[0-9][0-9-]{2,19}$")]
"""The number of an office or a hotline, as it is dialled here."""


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
