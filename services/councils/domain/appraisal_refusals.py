"""Why an appraisal does not go on so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from shared.kernel.refusals import Conflict, Forbidden, Unacceptable, Unknown


class OpeningRule(StrEnum):
    """A rule for who is appraised when, by its name."""

    RIGHT_PERIOD = "RIGHT_PERIOD"
    """Members and units are appraised for a year, centres for half a year, as the policy says."""

    PERIOD_BEGUN = "PERIOD_BEGUN"
    """The period is not ahead."""

    COMMITTEE_OF_COMMUNITY = "COMMITTEE_OF_COMMUNITY"
    """A member's committee is named, and belongs to the community."""

    SUBJECT_KNOWN = "SUBJECT_KNOWN"
    """The person is entered; the centre is the community's public service centre; the unit is resident in it."""

    HELD_OFFICE = "HELD_OFFICE"
    """They were in office in the period, or hold a post of the branch, as far as the log knows who did."""

    NAMED_BY_LAW = "NAMED_BY_LAW"
    """Only who was elected is named, since the law makes that public."""


class ScoringRule(StrEnum):
    """A rule for scores that were cast, by its name."""

    DAY_HAS_COME = "DAY_HAS_COME"
    """The day is not ahead."""

    DAY_OF_MEETING = "DAY_OF_MEETING"
    """It is the day of the report meeting."""

    OF_COMMUNITY = "OF_COMMUNITY"
    """A member is scored by their own committee's residents, an outsider by a committee's of the community."""

    REGISTER_KNOWN = "REGISTER_KNOWN"
    """How many representatives there are is said of a village, and known of anybody else."""

    NO_MORE_THAN_CAME = "NO_MORE_THAN_CAME"
    """Not more scored than came, and not more came than are on the register, nor than are at the meeting."""

    SOMEBODY_SCORED = "SOMEBODY_SCORED"
    """At least one scored."""


class Stage(StrEnum):
    """What a result is made of, and the meeting at which it is scored."""

    REPORT = "REPORT"
    MEETING = "MEETING"
    SCORES = "SCORES"
    MARKS = "MARKS"


@dataclass(frozen=True, slots=True)
class AppraisalUnknown(Unknown):
    """There is no such appraisal."""

    slug: ClassVar[str] = "appraisal-unknown"
    zh: ClassVar[str] = "评议考核不存在"
    en: ClassVar[str] = "There is no such appraisal"


@dataclass(frozen=True, slots=True)
class AppraisalRulesBroken(Unacceptable):
    """It cannot be opened so."""

    slug: ClassVar[str] = "appraisal-rules-broken"
    zh: ClassVar[str] = "不符合评议考核对象或周期的规定"
    en: ClassVar[str] = "The appraisal cannot be opened so"
    broken: tuple[OpeningRule, ...]


@dataclass(frozen=True, slots=True)
class OpenedOtherwise(Conflict):
    """The subject is appraised for the period, together with others."""

    slug: ClassVar[str] = "appraisal-opened-otherwise"
    zh: ClassVar[str] = "该对象本周期的评议考核已经启动"
    en: ClassVar[str] = "The subject is appraised for this period already"


@dataclass(frozen=True, slots=True)
class NotTheSubject(Forbidden):
    """Somebody else reports for the subject, or answers for it."""

    slug: ClassVar[str] = "not-the-subject"
    zh: ClassVar[str] = "只能由被评议对象本人（本单位）提交"
    en: ClassVar[str] = "Only the subject itself may do this"


@dataclass(frozen=True, slots=True)
class OwnAppraisal(Forbidden):
    """Nobody counts, marks or judges in their own appraisal."""

    slug: ClassVar[str] = "own-appraisal"
    zh: ClassVar[str] = "不得办理对本人的评议考核"
    en: ClassVar[str] = "Nobody handles their own appraisal"


@dataclass(frozen=True, slots=True)
class AppraisalStageOpen(Conflict):
    """Something has to come before."""

    slug: ClassVar[str] = "appraisal-stage-open"
    zh: ClassVar[str] = "前一环节尚未完成"
    en: ClassVar[str] = "Something has to come before"
    missing: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class RollIncomplete(Conflict):
    """Others who are graded together are not scored and marked yet."""

    slug: ClassVar[str] = "roll-incomplete"
    zh: ClassVar[str] = "同批考评对象尚未全部完成评分"
    en: ClassVar[str] = "Others who are graded together are not scored yet"
    appraisals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportPresentedAlready(Conflict):
    """The subject has reported."""

    slug: ClassVar[str] = "report-presented"
    zh: ClassVar[str] = "述职报告已提交"
    en: ClassVar[str] = "The subject has reported"
    presented_on: date


@dataclass(frozen=True, slots=True)
class ScoresCastOtherwise(Conflict):
    """The committee's scores are in, and others."""

    slug: ClassVar[str] = "scores-cast"
    zh: ClassVar[str] = "该居（村）委会的评议结果已录入"
    en: ClassVar[str] = "The scores of this committee are in"
    held_on: date


@dataclass(frozen=True, slots=True)
class ScoringRulesBroken(Unacceptable):
    """The scores cannot have been cast so."""

    slug: ClassVar[str] = "scoring-rules-broken"
    zh: ClassVar[str] = "评议结果不符合规定"
    en: ClassVar[str] = "The scores cannot have been cast so"
    broken: tuple[ScoringRule, ...]


@dataclass(frozen=True, slots=True)
class DailyWorkMark(Unacceptable):
    """A member's daily work is marked, an outsider's is what the record says."""

    slug: ClassVar[str] = "daily-work-mark"
    zh: ClassVar[str] = "日常工作分由成员考评给出，中心和单位按实绩计算"
    en: ClassVar[str] = "A member's daily work is marked, an outsider's is reckoned from the record"
    given: bool


@dataclass(frozen=True, slots=True)
class ResultPublic(Conflict):
    """The result is public; what it is made of changes by an objection alone."""

    slug: ClassVar[str] = "appraisal-published"
    zh: ClassVar[str] = "考评结果已公示"
    en: ClassVar[str] = "The result is public"
    until_on: date


@dataclass(frozen=True, slots=True)
class NotPublic(Conflict):
    """There is no public result to object to, or its days for objections are over."""

    slug: ClassVar[str] = "appraisal-not-public"
    zh: ClassVar[str] = "考评结果不在公示期内"
    en: ClassVar[str] = "The result is not open to objections"


@dataclass(frozen=True, slots=True)
class ObjectionUnknown(Unknown):
    """Nobody raised such an objection."""

    slug: ClassVar[str] = "appraisal-objection-unknown"
    zh: ClassVar[str] = "异议不存在"
    en: ClassVar[str] = "There is no such objection"


@dataclass(frozen=True, slots=True)
class ObjectionAnsweredOtherwise(Conflict):
    """The objection has another answer."""

    slug: ClassVar[str] = "appraisal-objection-answered"
    zh: ClassVar[str] = "异议已答复"
    en: ClassVar[str] = "The objection has been answered"


@dataclass(frozen=True, slots=True)
class NoticeRuns(Conflict):
    """The notice is not over, or an objection waits."""

    slug: ClassVar[str] = "appraisal-notice-runs"
    zh: ClassVar[str] = "公示期未满或异议尚未答复"
    en: ClassVar[str] = "The notice is not over, or an objection waits"
