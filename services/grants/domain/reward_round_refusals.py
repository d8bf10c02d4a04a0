"""Why a round of rewards does not go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from shared.kernel.refusals import Conflict, Forbidden, Unacceptable, Unknown


class PanelRule(StrEnum):
    """A rule for panels by its name."""

    ENOUGH_MEMBERS = "ENOUGH_MEMBERS"
    ODD_NUMBER = "ODD_NUMBER"
    ENOUGH_RESIDENTS = "ENOUGH_RESIDENTS"
    NOBODY_TWICE = "NOBODY_TWICE"


@dataclass(frozen=True, slots=True)
class RewardRoundUnknown(Unknown):
    """There is no call of the year."""

    slug: ClassVar[str] = "reward-round-unknown"
    zh: ClassVar[str] = "该年度没有以奖代补申报"
    en: ClassVar[str] = "There is no call for rewards of that year"


@dataclass(frozen=True, slots=True)
class RewardCallOpenedAlready(Conflict):
    """The year has its call, with other words."""

    slug: ClassVar[str] = "reward-call-opened"
    zh: ClassVar[str] = "该年度的申报已经开始"
    en: ClassVar[str] = "The year's call is open already"


@dataclass(frozen=True, slots=True)
class CallOutsideYear(Unacceptable):
    """The call is for another year than today's, or would end before it begins."""

    slug: ClassVar[str] = "call-outside-year"
    zh: ClassVar[str] = "申报年度或者截止日期不符"
    en: ClassVar[str] = "The call is not of this year, or would end before it begins"


@dataclass(frozen=True, slots=True)
class RewardCallClosed(Conflict):
    """The last day for applications is over."""

    slug: ClassVar[str] = "reward-call-closed"
    zh: ClassVar[str] = "申报期已过"
    en: ClassVar[str] = "The last day for applications is over"
    apply_until_on: date


@dataclass(frozen=True, slots=True)
class RewardCallOpen(Conflict):
    """Applications may still come in."""

    slug: ClassVar[str] = "reward-call-open"
    zh: ClassVar[str] = "申报期未满"
    en: ClassVar[str] = "Applications may still come in"
    apply_until_on: date


@dataclass(frozen=True, slots=True)
class AppliedAlready(Conflict):
    """The association has an application in the round, as itself or as the filed one that it was."""

    slug: ClassVar[str] = "applied-already"
    zh: ClassVar[str] = "该社团本年度已经申报"
    en: ClassVar[str] = "The association has applied already"
    application_id: str


@dataclass(frozen=True, slots=True)
class PanelUnsound(Unacceptable):
    """The panel breaks these rules."""

    slug: ClassVar[str] = "panel-unsound"
    zh: ClassVar[str] = "评审组的组成不符合要求"
    en: ClassVar[str] = "The panel breaks a rule"
    failed: tuple[PanelRule, ...]


@dataclass(frozen=True, slots=True)
class PanelFormedAlready(Conflict):
    """What the panel found is posted, and no other takes its place."""

    slug: ClassVar[str] = "panel-formed"
    zh: ClassVar[str] = "评审组已经组成"
    en: ClassVar[str] = "The panel is formed already"


@dataclass(frozen=True, slots=True)
class PanelMissing(Conflict):
    """Nobody was named who scores."""

    slug: ClassVar[str] = "panel-missing"
    zh: ClassVar[str] = "尚未组成评审组"
    en: ClassVar[str] = "There is no panel"


@dataclass(frozen=True, slots=True)
class NotOnPanel(Unacceptable):
    """They are no members of the panel."""

    slug: ClassVar[str] = "not-on-panel"
    zh: ClassVar[str] = "不是评审组成员"
    en: ClassVar[str] = "Not a member of the panel"
    persons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotThatMember(Forbidden):
    """A member of the panel says of nobody else that they have no part in a score."""

    slug: ClassVar[str] = "not-that-member"
    zh: ClassVar[str] = "评审人员只能申请本人回避"
    en: ClassVar[str] = "A member recuses only themselves"


@dataclass(frozen=True, slots=True)
class RecusalRequired(Unacceptable):
    """These members are of the association or close to it, or were recused: they have no part in its score."""

    slug: ClassVar[str] = "recusal-required"
    zh: ClassVar[str] = "评审人员与该社团有利害关系，应当回避"
    en: ClassVar[str] = "A member of the panel is of this association and must be recused"
    persons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApplicationNotInRound(Unknown):
    """No eligible application of the round has this id."""

    slug: ClassVar[str] = "application-not-in-round"
    zh: ClassVar[str] = "本年度没有该符合条件的申报"
    en: ClassVar[str] = "The round has no such eligible application"


@dataclass(frozen=True, slots=True)
class ScoresIncomplete(Unacceptable):
    """Every member who is not recused scores, once, with a total that can be given."""

    slug: ClassVar[str] = "scores-incomplete"
    zh: ClassVar[str] = "评分份数或者分值不符"
    en: ClassVar[str] = "Each member who is not recused gives one total within the points"
    expected: int
    most_points: int


@dataclass(frozen=True, slots=True)
class ScorePartsUnsound(Unacceptable):
    """Of each part every member gives points within its weight, and together they are the totals.

    `most` are the weights, in the order organisation, activities, effect, self-governance, openness.
    """

    slug: ClassVar[str] = "score-parts-unsound"
    zh: ClassVar[str] = "分项得分与分项满分或者总分不符"
    en: ClassVar[str] = "Each part is scored by all, within its weight, and together they are the totals"
    most: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TooFewScores(Unacceptable):
    """After the highest and the lowest are dropped nothing is left."""

    slug: ClassVar[str] = "too-few-scores"
    zh: ClassVar[str] = "去掉最高分和最低分后没有有效评分"
    en: ClassVar[str] = "Nothing is left once the highest and lowest are dropped"


@dataclass(frozen=True, slots=True)
class ScoredAlready(Conflict):
    """The application has its scores."""

    slug: ClassVar[str] = "scored-already"
    zh: ClassVar[str] = "该申报已经评分"
    en: ClassVar[str] = "The application is scored already"


@dataclass(frozen=True, slots=True)
class ScoresMissing(Conflict):
    """Applications wait for their scores."""

    slug: ClassVar[str] = "scores-missing"
    zh: ClassVar[str] = "尚有申报未评分"
    en: ClassVar[str] = "Applications wait for their scores"
    applications: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotNoticed(Conflict):
    """Nothing is posted."""

    slug: ClassVar[str] = "rewards-not-posted"
    zh: ClassVar[str] = "尚未公示"
    en: ClassVar[str] = "Nothing is posted"


@dataclass(frozen=True, slots=True)
class RewardNoticeOver(Conflict):
    """The last day for objections is over."""

    slug: ClassVar[str] = "reward-notice-over"
    zh: ClassVar[str] = "奖补公示期已满"
    en: ClassVar[str] = "The last day for objections is over"
    until_on: date


@dataclass(frozen=True, slots=True)
class RewardNoticeRunning(Conflict):
    """The last day of the notice is not over."""

    slug: ClassVar[str] = "reward-notice-running"
    zh: ClassVar[str] = "奖补公示期未满"
    en: ClassVar[str] = "The last day of the notice is not over"
    until_on: date


@dataclass(frozen=True, slots=True)
class RewardObjectionOpen(Conflict):
    """Objections wait for their review: nothing is confirmed and nothing is paid."""

    slug: ClassVar[str] = "reward-objection-open"
    zh: ClassVar[str] = "尚有异议未复核，不得确认或者拨付"
    en: ClassVar[str] = "Objections wait for their review"
    objections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RewardObjectionUnknown(Unknown):
    """Nobody objected under this id."""

    slug: ClassVar[str] = "reward-objection-unknown"
    zh: ClassVar[str] = "没有该奖补异议"
    en: ClassVar[str] = "There is no such objection"


@dataclass(frozen=True, slots=True)
class RewardObjectionDiffers(Conflict):
    """The objection is filed or reviewed, and otherwise than is said now."""

    slug: ClassVar[str] = "reward-objection-differs"
    zh: ClassVar[str] = "该奖补异议已有记录"
    en: ClassVar[str] = "The objection is on record with other words"


@dataclass(frozen=True, slots=True)
class RewardsConfirmedAlready(Conflict):
    """What was posted stands."""

    slug: ClassVar[str] = "rewards-confirmed"
    zh: ClassVar[str] = "奖补结果已经确认"
    en: ClassVar[str] = "The rewards are confirmed"
