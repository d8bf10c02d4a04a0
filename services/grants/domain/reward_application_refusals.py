"""Why an application for a reward does not go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.contracts.grants.reward_application import RewardUse
from shared.kernel.money import Money
from shared.kernel.refusals import Conflict, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class RewardApplicationUnknown(Unknown):
    """There is no such application."""

    slug: ClassVar[str] = "reward-application-unknown"
    zh: ClassVar[str] = "没有该奖补申报"
    en: ClassVar[str] = "There is no such application for a reward"


@dataclass(frozen=True, slots=True)
class RewardApplicationDiffers(Conflict):
    """The application is on record with other words."""

    slug: ClassVar[str] = "reward-application-differs"
    zh: ClassVar[str] = "该奖补申报已有记录"
    en: ClassVar[str] = "The application is on record with other words"


@dataclass(frozen=True, slots=True)
class PrivateAccount(Unacceptable):
    """A filed association is no legal person: it is paid through its community's account, never a private one."""

    slug: ClassVar[str] = "private-account"
    zh: ClassVar[str] = "奖补资金不得拨付个人账户；备案社团通过所在社区账户拨付"
    en: ClassVar[str] = "No reward is paid to a private account; a filed association is paid through its community"


@dataclass(frozen=True, slots=True)
class RewardNotConfirmed(Conflict):
    """The round has not confirmed the reward."""

    slug: ClassVar[str] = "reward-not-confirmed"
    zh: ClassVar[str] = "奖补尚未确认，不得拨付"
    en: ClassVar[str] = "The reward is not confirmed"


@dataclass(frozen=True, slots=True)
class RewardAmountDiffers(Unacceptable):
    """Exactly what was confirmed is paid, at once."""

    slug: ClassVar[str] = "reward-amount-differs"
    zh: ClassVar[str] = "拨付金额与确认金额不符"
    en: ClassVar[str] = "Exactly what was confirmed is paid"
    confirmed: Money


@dataclass(frozen=True, slots=True)
class RewardClosed(Conflict):
    """The application was paid, gets nothing or is forfeited."""

    slug: ClassVar[str] = "reward-closed"
    zh: ClassVar[str] = "该奖补申报已经办结"
    en: ClassVar[str] = "The application is closed"


@dataclass(frozen=True, slots=True)
class RewardHeld(Conflict):
    """The association is suspended."""

    slug: ClassVar[str] = "reward-held"
    zh: ClassVar[str] = "该社团被暂停活动，奖补暂缓拨付"
    en: ClassVar[str] = "The association is suspended, and its reward is held"


@dataclass(frozen=True, slots=True)
class RewardNotPaid(Conflict):
    """There is nothing to report on."""

    slug: ClassVar[str] = "reward-not-paid"
    zh: ClassVar[str] = "奖补尚未拨付"
    en: ClassVar[str] = "The reward is not paid"


@dataclass(frozen=True, slots=True)
class UseForbidden(Unacceptable):
    """A reward is for activities and small equipment."""

    slug: ClassVar[str] = "use-forbidden"
    zh: ClassVar[str] = "奖补资金只能用于开展活动和购置小型设备"
    en: ClassVar[str] = "A reward is for activities and small equipment"
    uses: tuple[RewardUse, ...]


@dataclass(frozen=True, slots=True)
class SpentAboveReward(Unacceptable):
    """More would have been spent than was paid."""

    slug: ClassVar[str] = "spent-above-reward"
    zh: ClassVar[str] = "支出合计超过奖补金额"
    en: ClassVar[str] = "More is reported than was paid"
    paid: Money


@dataclass(frozen=True, slots=True)
class RewardReportNotDue(Conflict):
    """The last day for the report is not over."""

    slug: ClassVar[str] = "reward-report-not-due"
    zh: ClassVar[str] = "使用报告期限未到"
    en: ClassVar[str] = "The last day for the report is not over"
    report_due_on: date


@dataclass(frozen=True, slots=True)
class RewardPaymentNotDue(Conflict):
    """The last day for the payment is not over."""

    slug: ClassVar[str] = "reward-payment-not-due"
    zh: ClassVar[str] = "拨付期限未到"
    en: ClassVar[str] = "The last day for the payment is not over"
    pay_due_on: date


@dataclass(frozen=True, slots=True)
class RewardNotAskedBack(Conflict):
    """Nothing was asked back, or all of it has come in."""

    slug: ClassVar[str] = "reward-not-asked-back"
    zh: ClassVar[str] = "没有需要追回的奖补资金"
    en: ClassVar[str] = "Nothing is asked back"


@dataclass(frozen=True, slots=True)
class AboveAskedBack(Unacceptable):
    """More would come in than was asked back."""

    slug: ClassVar[str] = "above-asked-back"
    zh: ClassVar[str] = "超出应追回的金额"
    en: ClassVar[str] = "More than was asked back"
    owed: Money


@dataclass(frozen=True, slots=True)
class RewardReceiptTaken(Conflict):
    """The receipt is on record with other words."""

    slug: ClassVar[str] = "reward-receipt-taken"
    zh: ClassVar[str] = "该票据号已有记录"
    en: ClassVar[str] = "The receipt is on record with other words"
    receipt_ref: str
