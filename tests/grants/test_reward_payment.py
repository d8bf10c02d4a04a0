"""Payment of a reward that the bank sent back: decisions, one row each; it is paid again, into the right account."""

from __future__ import annotations

from datetime import date

import pytest

from services.grants.domain.association_standing import ASSOCIATION_STANDING
from services.grants.domain.parties import NotTheAssociation
from services.grants.domain.payments import PaidAhead, PaymentNotMade, ReturnedBeforePaid
from services.grants.domain.reward_application import REWARD_APPLICATION
from services.grants.domain.reward_application_commands import (
    ClawBackReward,
    CorrectRewardAccount,
    MissRewardPayment,
    PayReward,
    ReportReward,
)
from services.grants.domain.reward_application_refusals import (
    PrivateAccount,
    RewardAmountDiffers,
    RewardApplicationUnknown,
    RewardClosed,
    RewardHeld,
    RewardNotPaid,
    RewardPaymentNotDue,
    RewardReceiptTaken,
)
from shared.contracts.associations.association_founding import Track
from shared.contracts.grants.association_standing import AssociationEnd
from shared.contracts.grants.reward_application import (
    AccountKind,
    RewardAccountCorrected,
    RewardApplicationEvent,
    RewardClawbackOrdered,
    RewardForfeited,
    RewardFrozen,
    RewardMoved,
    RewardNotGranted,
    RewardPaid,
    RewardPaymentMissed,
    RewardReported,
    RewardSpending,
    RewardUse,
)
from shared.contracts.grants.task_admission import Amount
from shared.kernel.actors import Role
from shared.kernel.instants import start_of
from shared.kernel.money import Money
from shared.testing.decider import Spec, known
from tests.grants.purchases import ASSOCIATION, asked
from tests.grants.rewards import AGAIN_BY, OF_ASSOCIATION, applied, confirmed, paid, returned, send_back
from tests.grants.standings import filed, gone, suspended

SPEC = Spec(REWARD_APPLICATION)
OFFICER = asked(Role.FUND_OFFICER, at="2015-12-10T09:00+08:00")
STANDS = known(ASSOCIATION_STANDING, ASSOCIATION, filed())
PAID: list[RewardApplicationEvent] = [applied(), confirmed, paid]
BACK = [*PAID, returned()]
spent = ReportReward(
    spent=(RewardSpending(use=RewardUse.ACTIVITIES, amount=Amount(amount=1_000_000)),), document="paper-9"
)
reported = RewardReported(**dict(spent))
ordered = RewardClawbackOrdered(amount=Amount(amount=1_000_000), fell_due_at=start_of(date(2016, 5, 21)))


def pay(fen: int = 1_000_000, receipt: str = "b-2", on: str = "2015-12-10") -> PayReward:
    return PayReward(receipt_ref=receipt, amount=Amount(amount=fen), paid_on=date.fromisoformat(on))


paid_again = RewardPaid(**dict(pay()), report_due_on=date(2016, 6, 10))
RETURNING = {
    "the bank sends the payment back: there are fifteen working days more": (PAID, send_back(), [returned()]),
    "it is told once": (BACK, send_back(), []),
    "of one day": (BACK, send_back(on="2015-11-21"), PaymentNotMade),
    "not before the day of the payment": (PAID, send_back(on="2015-11-19"), ReturnedBeforePaid(date(2015, 11, 20))),
    "nor tomorrow": (PAID, send_back(on="2015-12-11"), PaidAhead),
    "today it may": (PAID, send_back(on="2015-12-10"), [returned(on="2015-12-10", due_on=date(2015, 12, 31))]),
    "what was not paid does not come back": (PAID[:2], send_back(), PaymentNotMade),
    "nor under another number": (PAID, send_back("b-2"), PaymentNotMade),
    "nor of who gets nothing": ([applied(), RewardNotGranted()], send_back(), PaymentNotMade),
    "nor of what was never applied for": ([], send_back(), RewardApplicationUnknown),
    "nor what is reported as spent": ([*PAID, reported], send_back(), RewardClosed),
    "nor what is asked back already": ([*PAID, ordered], send_back(), RewardClosed),
    "it is paid again": (BACK, pay(), [paid_again]),
    "exactly": (BACK, pay(999_999), RewardAmountDiffers(Money(amount=1_000_000))),
    "its number stands for it for ever": (BACK, pay(receipt="b-1"), RewardReceiptTaken("b-1")),
    "entered once more it says nothing": (BACK, pay(receipt="b-1", on="2015-11-20"), []),
    "also after the next payment": ([*BACK, paid_again], pay(receipt="b-1", on="2015-11-20"), []),
    "which is one": ([*BACK, paid_again], pay(receipt="b-3"), RewardClosed),
    "and may come back as well": (
        [*BACK, paid_again],
        send_back("b-2", "2015-12-10"),
        [returned("b-2", "2015-12-10", date(2015, 12, 31))],
    ),
    "while it is back nothing is reported": (BACK, spent, RewardNotPaid),
    "nor asked back": (BACK, ClawBackReward(), []),
}


@pytest.mark.parametrize(("given", "when", "then"), RETURNING.values(), ids=RETURNING.keys())
def test_a_payment_comes_back(given, when, then):
    counter = asked(Role.CLERK, at="2015-12-10T09:00+08:00") if when is spent else OFFICER
    SPEC.check(given, when, then, counter, STANDS)


forfeited = RewardForfeited(how=AssociationEnd.CANCELLED)
SINCE = {
    "a suspension freezes it": ([filed(), suspended()], [returned(), RewardFrozen()]),
    "an end forfeits it": ([filed(), gone()], [returned(), forfeited]),
}


@pytest.mark.parametrize(("standing", "then"), SINCE.values(), ids=SINCE.keys())
def test_what_the_association_became_since_it_was_paid(standing, then):
    SPEC.check(PAID, send_back(), then, OFFICER, known(ASSOCIATION_STANDING, ASSOCIATION, *standing))


def test_what_came_back_and_is_frozen_or_forfeited_is_not_paid():
    SPEC.check([*BACK, RewardFrozen()], pay(), RewardHeld, OFFICER, STANDS)
    SPEC.check([*BACK, forfeited], pay(), RewardClosed, OFFICER, STANDS)


missed = RewardPaymentMissed(fell_due_at=start_of(date(2015, 12, 12)))
LATE = {
    "the last day is counted anew": (BACK, "2015-12-11T23:59+08:00", RewardPaymentNotDue(AGAIN_BY)),
    "after it the payment is late": (BACK, "2015-12-12T00:00+08:00", [missed]),
    "also where the first was": (
        [*PAID[:2], RewardPaymentMissed(fell_due_at=start_of(date(2015, 12, 8))), paid, returned()],
        "2015-12-12T00:00+08:00",
        [missed],
    ),
    "once": ([*BACK, missed], "2015-12-12T00:00+08:00", []),
}


@pytest.mark.parametrize(("given", "at", "then"), LATE.values(), ids=LATE.keys())
def test_the_next_payment_is_late(given, at, then):
    SPEC.check(given, MissRewardPayment(), then, asked(Role.MACHINE, at=at))


def correct(account: AccountKind = AccountKind.COMMUNITY, ref: str = "acc-2") -> CorrectRewardAccount:
    return CorrectRewardAccount(account=account, account_ref=ref)


def corrected(account: AccountKind = AccountKind.COMMUNITY, ref: str = "acc-2") -> RewardAccountCorrected:
    return RewardAccountCorrected(**dict(correct(account, ref)))


OTHER = asked(Role.ASSOCIATION_OFFICER, "other")
ACCOUNTS = {
    "after it came back, another account": (BACK, correct(), OF_ASSOCIATION, [corrected()]),
    "before it is paid, too": (PAID[:2], correct(), OF_ASSOCIATION, [corrected()]),
    "and before it is confirmed": ([applied()], correct(), OF_ASSOCIATION, [corrected()]),
    "not once it is paid": (PAID, correct(), OF_ASSOCIATION, RewardClosed),
    "the same account says nothing": (BACK, correct(ref="acc-1"), OF_ASSOCIATION, []),
    "nor does it twice": ([*BACK, corrected()], correct(), OF_ASSOCIATION, []),
    "back to the first": ([*BACK, corrected()], correct(ref="acc-1"), OF_ASSOCIATION, [corrected(ref="acc-1")]),
    "a private one never": (BACK, correct(AccountKind.PRIVATE), OF_ASSOCIATION, PrivateAccount),
    "nor a filed association's own": (BACK, correct(AccountKind.ASSOCIATION), OF_ASSOCIATION, PrivateAccount),
    "the counter enters it as well": (BACK, correct(), asked(Role.CLERK), [corrected()]),
    "another association does not": (BACK, correct(), OTHER, NotTheAssociation),
}


@pytest.mark.parametrize(("given", "when", "context", "then"), ACCOUNTS.values(), ids=ACCOUNTS.keys())
def test_another_account(given, when, context, then):
    SPEC.check(given, when, then, context, STANDS)


def test_one_that_was_registered_since_is_paid_into_its_own():
    given = [*BACK, RewardMoved(to_association="registered")]
    standing = known(ASSOCIATION_STANDING, "registered", filed(track=Track.REGISTERED))
    own = correct(AccountKind.ASSOCIATION)
    SPEC.check(given, own, [corrected(AccountKind.ASSOCIATION)], asked(Role.CLERK), standing)
