"""Why nothing more can be done with a granted benefit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.contracts.casework.benefit import Period
from shared.kernel.money import Money
from shared.kernel.refusals import Conflict, Forbidden, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class BenefitUnknown(Unknown):
    """No decision granted a benefit under this id."""

    slug: ClassVar[str] = "benefit-unknown"
    zh: ClassVar[str] = "没有该项待遇"
    en: ClassVar[str] = "There is no such benefit"


@dataclass(frozen=True, slots=True)
class BenefitAlreadyGranted(Conflict):
    """The case granted a benefit already, and otherwise than is asked now."""

    slug: ClassVar[str] = "benefit-already-granted"
    zh: ClassVar[str] = "该办件的待遇已经确定"
    en: ClassVar[str] = "The case granted a benefit already"


@dataclass(frozen=True, slots=True)
class NotThePayer(Forbidden):
    """The money is another department's; of one-off help the centre that decided may act too."""

    slug: ClassVar[str] = "not-the-payer"
    zh: ClassVar[str] = "该项待遇不由您所在单位支付"
    en: ClassVar[str] = "Your organisation does not pay this benefit"


@dataclass(frozen=True, slots=True)
class NotTheReviewer(Forbidden):
    """Neither of the paying department nor of the centre that examined the case."""

    slug: ClassVar[str] = "not-the-reviewer"
    zh: ClassVar[str] = "该项待遇不由您所在单位复核"
    en: ClassVar[str] = "Your organisation does not review this benefit"


@dataclass(frozen=True, slots=True)
class InstalmentOfOtherPeriod(Unacceptable):
    """The instalment is not named after a period of the benefit's length."""

    slug: ClassVar[str] = "instalment-of-other-period"
    zh: ClassVar[str] = "发放期次与待遇的发放周期不符"
    en: ClassVar[str] = "The instalment is not a period of this benefit"
    period: Period


@dataclass(frozen=True, slots=True)
class AlreadyPaid(Conflict):
    """The instalment was paid, and nothing of it is short."""

    slug: ClassVar[str] = "already-paid"
    zh: ClassVar[str] = "该期待遇已发放"
    en: ClassVar[str] = "The instalment is paid already"
    instalment: str


@dataclass(frozen=True, slots=True)
class InstalmentUnpaid(Conflict):
    """A further payment makes up for one that was raised after it was paid; this one was never paid."""

    slug: ClassVar[str] = "instalment-unpaid"
    zh: ClassVar[str] = "该期待遇尚未发放，不存在补发"
    en: ClassVar[str] = "The instalment is not paid yet, so there is nothing to add to"
    instalment: str


@dataclass(frozen=True, slots=True)
class BeforeStart(Unacceptable):
    """The day is before the benefit begins."""

    slug: ClassVar[str] = "before-start"
    zh: ClassVar[str] = "早于待遇的起始日期"
    en: ClassVar[str] = "The benefit had not begun"
    from_on: date


@dataclass(frozen=True, slots=True)
class InstalmentNotBegun(Unacceptable):
    """The period of the instalment begins after the day of the payment."""

    slug: ClassVar[str] = "instalment-not-begun"
    zh: ClassVar[str] = "该期尚未开始，不得提前发放"
    en: ClassVar[str] = "The period of the instalment had not begun"
    begins_on: date


@dataclass(frozen=True, slots=True)
class PaidInFuture(Unacceptable):
    """The payment is said to have been made at an instant that is still to come."""

    slug: ClassVar[str] = "paid-in-future"
    zh: ClassVar[str] = "发放时间晚于当前时间"
    en: ClassVar[str] = "The time of the payment is still to come"


@dataclass(frozen=True, slots=True)
class BenefitEnded(Conflict):
    """The benefit is stopped from a day that is not after the one in question."""

    slug: ClassVar[str] = "benefit-ended"
    zh: ClassVar[str] = "待遇已停发"
    en: ClassVar[str] = "The benefit is stopped"
    from_on: date


@dataclass(frozen=True, slots=True)
class AboveDecision(Unacceptable):
    """More than the decision, as it held for the instalment."""

    slug: ClassVar[str] = "above-decision"
    zh: ClassVar[str] = "金额超过决定的数额"
    en: ClassVar[str] = "The amount is above what was decided"
    decided: Money


@dataclass(frozen=True, slots=True)
class BelowDecision(Unacceptable):
    """Less than the decision, as it held for the instalment; an instalment is paid whole."""

    slug: ClassVar[str] = "below-decision"
    zh: ClassVar[str] = "金额低于决定的数额，应足额发放"
    en: ClassVar[str] = "The amount is below what was decided; an instalment is paid whole"
    decided: Money


@dataclass(frozen=True, slots=True)
class NotPeriodic(Conflict):
    """One-off help is neither reviewed nor changed; a wrong decision on it is corrected."""

    slug: ClassVar[str] = "not-periodic"
    zh: ClassVar[str] = "一次性待遇不作复核、变更；决定有误的，应当更正"
    en: ClassVar[str] = "One-off help is neither reviewed nor changed; a wrong decision is corrected"


@dataclass(frozen=True, slots=True)
class CorrectionNeeded(Unacceptable):
    """The reason is that the decision was wrong; that is for a correction or revocation of the decision to say."""

    slug: ClassVar[str] = "correction-needed"
    zh: ClassVar[str] = "因决定错误的，应当由有权机关更正或者撤销决定"
    en: ClassVar[str] = "That the decision was wrong is said by its correction or revocation"


@dataclass(frozen=True, slots=True)
class NothingOverpaid(Conflict):
    """All that was paid was due, is returned, or is asked back already."""

    slug: ClassVar[str] = "nothing-overpaid"
    zh: ClassVar[str] = "没有多发的款项可以追回"
    en: ClassVar[str] = "Nothing is overpaid that could be asked back"


@dataclass(frozen=True, slots=True)
class AboveOverpaid(Unacceptable):
    """More than was overpaid and not asked back yet."""

    slug: ClassVar[str] = "above-overpaid"
    zh: ClassVar[str] = "追回金额超过多发的款项"
    en: ClassVar[str] = "More would be asked back than was overpaid"
    overpaid: Money


@dataclass(frozen=True, slots=True)
class RecoveryDuePast(Unacceptable):
    """The money would have to be back on a day that is over."""

    slug: ClassVar[str] = "recovery-due-past"
    zh: ClassVar[str] = "退还期限早于今天"
    en: ClassVar[str] = "The day for the return is over"


@dataclass(frozen=True, slots=True)
class AboveOrdered(Unacceptable):
    """More than is asked back and has not come in."""

    slug: ClassVar[str] = "above-ordered"
    zh: ClassVar[str] = "退还金额超过应退还的款项"
    en: ClassVar[str] = "More would be returned than is asked back"
    ordered: Money


@dataclass(frozen=True, slots=True)
class ReferenceTaken(Conflict):
    """An order or receipt of this number is recorded, and says something else."""

    slug: ClassVar[str] = "reference-taken"
    zh: ClassVar[str] = "该文号或者凭证号已使用"
    en: ClassVar[str] = "The number of the order or receipt is taken"
    reference: str
