"""What may speak against an act about how an association lives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.contracts.associations.association_care import Addressee, Outcome
from shared.kernel.refusals import Conflict, Unacceptable


@dataclass(frozen=True, slots=True)
class ReportOfAnotherTrack(Unacceptable):
    """A filed association reports to the centre, a registered one to its supervisor and then to the registry."""

    slug: ClassVar[str] = "report-of-another-track"
    zh: ClassVar[str] = "备案社团向社区中心报告，登记社会组织向业务主管单位和登记管理机关报告"
    en: ClassVar[str] = "The report goes to somebody else"
    to: tuple[Addressee, ...]


@dataclass(frozen=True, slots=True)
class YearNotOver(Conflict):
    """A year is reported and inspected when it is over."""

    slug: ClassVar[str] = "report-year-not-over"
    zh: ClassVar[str] = "该年度尚未结束"
    en: ClassVar[str] = "The year is not over"


@dataclass(frozen=True, slots=True)
class YearNotOwed(Conflict):
    """What it did before `from_on` is not reported here."""

    slug: ClassVar[str] = "report-year-not-owed"
    zh: ClassVar[str] = "该年度早于社团备案、登记或录入之日"
    en: ClassVar[str] = "The association did not stand in that year, or it is on paper"
    from_on: date


@dataclass(frozen=True, slots=True)
class SupervisorHasNoReport(Conflict):
    """The report goes to the registry when the supervisor has it."""

    slug: ClassVar[str] = "supervisor-has-no-report"
    zh: ClassVar[str] = "年度工作报告尚未报业务主管单位"
    en: ClassVar[str] = "The supervisor does not have the report yet"


@dataclass(frozen=True, slots=True)
class ReportedBefore(Conflict):
    """Another report of the year is in."""

    slug: ClassVar[str] = "reported-before"
    zh: ClassVar[str] = "该年度报告已提交"
    en: ClassVar[str] = "Another report of the year is in"


@dataclass(frozen=True, slots=True)
class ReportNotIn(Conflict):
    """Nobody passes an inspection whose report the registry does not have."""

    slug: ClassVar[str] = "report-not-in"
    zh: ClassVar[str] = "登记管理机关尚未收到年度报告"
    en: ClassVar[str] = "The registry does not have the report of the year"


@dataclass(frozen=True, slots=True)
class InspectedBefore(Conflict):
    """The inspection of the year came to `outcome`."""

    slug: ClassVar[str] = "inspected-before"
    zh: ClassVar[str] = "该年度检查已有结论"
    en: ClassVar[str] = "The year was inspected before"
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class NothingMissed(Conflict):
    """No last day of a report, or to deregister, has passed, or not long enough in silence."""

    slug: ClassVar[str] = "nothing-missed"
    zh: ClassVar[str] = "期限尚未届满"
    en: ClassVar[str] = "Nothing has passed yet"


@dataclass(frozen=True, slots=True)
class BeganActivities(Conflict):
    """It has held activities, the last on `active_on`, so that it is not one that never began."""

    slug: ClassVar[str] = "began-activities"
    zh: ClassVar[str] = "该社会组织已开展活动"
    en: ClassVar[str] = "The association has held activities"
    active_on: date


@dataclass(frozen=True, slots=True)
class FilingNotInactive(Conflict):
    """The rules bear the silence of a filed association through `inactive_on`."""

    slug: ClassVar[str] = "filing-not-inactive"
    zh: ClassVar[str] = "连续未开展活动的时间未满规定期限"
    en: ClassVar[str] = "The association was not silent for long enough"
    inactive_on: date


@dataclass(frozen=True, slots=True)
class ReportsNotMissing(Conflict):
    """A filing is cancelled when the reports of so many years in a row are missing."""

    slug: ClassVar[str] = "reports-not-missing"
    zh: ClassVar[str] = "连续未提交年度报告的年数未满规定"
    en: ClassVar[str] = "The reports of fewer years are missing"
