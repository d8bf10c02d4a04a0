"""What may speak against an act of an association or of the authority."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from services.associations.domain.association_state import STAGES, Known, Stage
from shared.contracts.associations.association import NameWarning, Paper
from shared.kernel.refusals import Conflict, Forbidden, Unacceptable, Unknown


class NameRule(StrEnum):
    """What no name may break."""

    FORBIDDEN_WORD = "FORBIDDEN_WORD"
    RELIGIOUS_BODY = "RELIGIOUS_BODY"


class Condition(StrEnum):
    """What an association must have to be filed or registered."""

    MEMBERS = "MEMBERS"
    """As many as the policy asks of its form, and no more residents among them than there are."""

    MOSTLY_RESIDENTS = "MOSTLY_RESIDENTS"
    MONEY = "MONEY"
    PLACE = "PLACE"
    STAFF = "STAFF"
    PERSON_IS_RESIDENT = "PERSON_IS_RESIDENT"
    PERSON_IS_OF_AGE = "PERSON_IS_OF_AGE"
    PERSON_HAS_CAPACITY = "PERSON_HAS_CAPACITY"
    PERSON_HAS_POLITICAL_RIGHTS = "PERSON_HAS_POLITICAL_RIGHTS"


@dataclass(frozen=True, slots=True)
class AssociationUnknown(Unknown):
    """There is no such association."""

    slug: ClassVar[str] = "association-unknown"
    zh: ClassVar[str] = "社团不存在"
    en: ClassVar[str] = "There is no such association"


@dataclass(frozen=True, slots=True)
class NotThisAssociation(Forbidden):
    """An officer acts for their own association alone."""

    slug: ClassVar[str] = "not-this-association"
    zh: ClassVar[str] = "只能代表本社团办理"
    en: ClassVar[str] = "Officers act for their own association alone"


@dataclass(frozen=True, slots=True)
class NotTheCentre(Forbidden):
    """The association is of another community, whose centre is `centre_id`."""

    slug: ClassVar[str] = "not-the-centre"
    zh: ClassVar[str] = "该社团不属于本中心所在社区"
    en: ClassVar[str] = "The association is of another community"
    centre_id: str


@dataclass(frozen=True, slots=True)
class NotTheAuthority(Forbidden):
    """Of a filed association the community's centre decides, of a registered one the registry."""

    slug: ClassVar[str] = "not-the-authority"
    zh: ClassVar[str] = "备案由社区公共服务中心、登记由登记管理机关办理"
    en: ClassVar[str] = "The centre decides of filings, the registry of registrations"


@dataclass(frozen=True, slots=True)
class NotTheSupervisor(Forbidden):
    """The business supervisor is `supervisor_id`."""

    slug: ClassVar[str] = "not-the-supervisor"
    zh: ClassVar[str] = "您所在单位不是该社团的业务主管单位"
    en: ClassVar[str] = "Another body supervises the association"
    supervisor_id: str


@dataclass(frozen=True, slots=True)
class ForbiddenName(Unacceptable):
    """The name breaks hard rules; `words` are those in it that no name may have."""

    slug: ClassVar[str] = "forbidden-name"
    zh: ClassVar[str] = "社团名称含有禁止使用的内容"
    en: ClassVar[str] = "No association may be called so"
    rules: tuple[NameRule, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameWarningOpen(Conflict):
    """The examiner has not answered why the name may pass although it breaks soft rules."""

    slug: ClassVar[str] = "name-warning-open"
    zh: ClassVar[str] = "名称提示事项尚未说明理由"
    en: ClassVar[str] = "A warning of the name was not answered"
    warnings: tuple[NameWarning, ...]


@dataclass(frozen=True, slots=True)
class NoSuchWarning(Conflict):
    """The name was not warned of for that."""

    slug: ClassVar[str] = "no-such-warning"
    zh: ClassVar[str] = "名称无此提示事项"
    en: ClassVar[str] = "The name was not warned of for that"


@dataclass(frozen=True, slots=True)
class CategoryUnknown(Unacceptable):
    """The policy has no such category."""

    slug: ClassVar[str] = "category-unknown"
    zh: ClassVar[str] = "无此社团类别"
    en: ClassVar[str] = "There is no such category"


@dataclass(frozen=True, slots=True)
class FormOfAnotherTrack(Unacceptable):
    """A registered association has a form and a filed one has none; only one that registers was filed before."""

    slug: ClassVar[str] = "form-of-another-track"
    zh: ClassVar[str] = "登记须选择组织形式，备案则无"
    en: ClassVar[str] = "A registered association has a form, a filed one has none"


@dataclass(frozen=True, slots=True)
class NotOnFile(Conflict):
    """What is to be converted is not filed in this community."""

    slug: ClassVar[str] = "not-on-file"
    zh: ClassVar[str] = "拟转登记的社团未在本社区备案"
    en: ClassVar[str] = "There is no such filing in the community"


@dataclass(frozen=True, slots=True)
class ConditionsNotMet(Unacceptable):
    """All conditions that are not met."""

    slug: ClassVar[str] = "conditions-not-met"
    zh: ClassVar[str] = "不符合备案或登记条件"
    en: ClassVar[str] = "Conditions of the filing or registration are not met"
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class PapersMissing(Conflict):
    """All papers that are missing."""

    slug: ClassVar[str] = "association-papers-missing"
    zh: ClassVar[str] = "材料不齐全"
    en: ClassVar[str] = "Papers are missing"
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class PaperOfAnotherTrack(Unacceptable):
    """These papers are not among those of the track."""

    slug: ClassVar[str] = "paper-of-another-track"
    zh: ClassVar[str] = "材料不属于该办理事项"
    en: ClassVar[str] = "Papers are not among those that the track asks for"
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class CorrectionIncomplete(Unacceptable):
    """What is missing is told once: the notice leaves these papers out."""

    slug: ClassVar[str] = "association-correction-incomplete"
    zh: ClassVar[str] = "须一次性告知全部需补正的材料"
    en: ClassVar[str] = "The notice leaves papers out that are missing"
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class CorrectedBefore(Conflict):
    """The founders were told as often as the policy allows."""

    slug: ClassVar[str] = "corrected-before"
    zh: ClassVar[str] = "补正只能告知一次"
    en: ClassVar[str] = "What is missing was told before"


@dataclass(frozen=True, slots=True)
class AtAnotherStage(Conflict):
    """The association is at `stage`, where this act has no place."""

    slug: ClassVar[str] = "association-at-another-stage"
    zh: ClassVar[str] = "当前阶段不能办理该事项"
    en: ClassVar[str] = "The association is not at the stage for this"
    stage: Stage


def at_another_stage(association: Known) -> AtAnotherStage:
    """That the association is where it is."""
    return AtAnotherStage(STAGES[type(association)])


@dataclass(frozen=True, slots=True)
class NoticeRunning(Conflict):
    """The public notice runs through `until_on`."""

    slug: ClassVar[str] = "filing-notice-running"
    zh: ClassVar[str] = "公示期未满"
    en: ClassVar[str] = "The public notice is not over"
    until_on: date


@dataclass(frozen=True, slots=True)
class CommunityCodeMissing(Conflict):
    """The community has no letters that a filing number could carry."""

    slug: ClassVar[str] = "community-code-missing"
    zh: ClassVar[str] = "该社区尚未设定备案编号代码"
    en: ClassVar[str] = "The community has no letters for filing numbers"


@dataclass(frozen=True, slots=True)
class NotStandingThen(Unacceptable):
    """What is told as done was before `stands_from_on`, when it was filed or registered."""

    slug: ClassVar[str] = "association-not-standing-then"
    zh: ClassVar[str] = "日期不得早于社团备案或登记之日"
    en: ClassVar[str] = "The association did not stand on that day"
    stands_from_on: date


@dataclass(frozen=True, slots=True)
class NotDoneYet(Unacceptable):
    """What is told as done has not come yet."""

    slug: ClassVar[str] = "association-act-in-future"
    zh: ClassVar[str] = "日期不得晚于今日"
    en: ClassVar[str] = "The day has not come yet"


@dataclass(frozen=True, slots=True)
class AssetsGoNowhere(Unacceptable):
    """Who ends an association says to which body of like purpose goes what is left."""

    slug: ClassVar[str] = "assets-go-nowhere"
    zh: ClassVar[str] = "须说明剩余财产移交的同类组织"
    en: ClassVar[str] = "Nobody said to which body of like purpose the assets go"
