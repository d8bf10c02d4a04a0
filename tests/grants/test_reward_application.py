"""Application for a reward: decisions, one row each; what is paid, reported and asked back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.grants.domain.association_standing import ASSOCIATION_STANDING, AssociationNotKnown
from services.grants.domain.association_standing_state import AssociationNotInStanding
from services.grants.domain.parties import NotTheAssociation
from services.grants.domain.payments import PaidAhead
from services.grants.domain.reward_application import REWARD_APPLICATION
from services.grants.domain.reward_application_commands import (
    ApplyForReward,
    ClawBackReward,
    ConfirmReward,
    ForfeitReward,
    FreezeReward,
    MissRewardPayment,
    MoveReward,
    PayReward,
    RecoverReward,
    ReleaseReward,
    ReportReward,
)
from services.grants.domain.reward_application_refusals import (
    AboveAskedBack,
    RewardAmountDiffers,
    RewardApplicationDiffers,
    RewardApplicationUnknown,
    RewardClosed,
    RewardHeld,
    RewardNotAskedBack,
    RewardNotConfirmed,
    RewardNotPaid,
    RewardPaymentNotDue,
    RewardReceiptTaken,
    RewardReportNotDue,
    SpentAboveReward,
    UseForbidden,
)
from services.grants.domain.reward_round import REWARD_ROUND
from services.grants.domain.reward_round_refusals import (
    NotNoticed,
    RewardCallClosed,
    RewardNoticeRunning,
    RewardObjectionOpen,
    RewardRoundUnknown,
)
from shared.contracts.grants.association_standing import AssociationEnd
from shared.contracts.grants.reward_application import (
    AccountKind,
    RewardApplicationEvent,
    RewardClawbackOrdered,
    RewardForfeited,
    RewardFrozen,
    RewardMoved,
    RewardNotGranted,
    RewardPaymentMissed,
    RewardRecovered,
    RewardReleased,
    RewardReported,
    RewardSpending,
    RewardUse,
)
from shared.contracts.grants.task_admission import Amount
from shared.kernel.actors import Role
from shared.kernel.instants import start_of
from shared.kernel.money import Money
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, known
from tests.grants.purchases import ASSOCIATION, asked
from tests.grants.rewards import (
    CALLED,
    CLOSED,
    LAST_DAY,
    OF_ASSOCIATION,
    OVER,
    SCORED,
    applied,
    award,
    confirmed,
    noticed,
    objected,
    opened,
    paid,
)
from tests.grants.standings import activities, filed, reports, suspended, suspension_over

SPEC = Spec(REWARD_APPLICATION)
ROUND = known(REWARD_ROUND, "2015", opened())
SOUND = [filed("2015-05-02"), *activities(6), *reports(2014)]


def apply(account: AccountKind = AccountKind.COMMUNITY) -> ApplyForReward:
    return ApplyForReward(year=2015, association_id=ASSOCIATION, account=account, account_ref="acc-1")


def standing(*events):
    return known(ASSOCIATION_STANDING, ASSOCIATION, *events)


def pay(fen: int = 1_000_000, receipt: str = "b-1") -> PayReward:
    return PayReward(receipt_ref=receipt, amount=Amount(amount=fen), paid_on=date(2015, 11, 20))


def report(fen: int = 1_000_000, use: RewardUse = RewardUse.ACTIVITIES) -> ReportReward:
    return ReportReward(spent=(RewardSpending(use=use, amount=Amount(amount=fen)),), document="paper-9")


def recover(fen: int, receipt: str = "c-1") -> RecoverReward:
    return RecoverReward(receipt_ref=receipt, amount=Amount(amount=fen))


def recovered(fen: int, receipt: str = "c-1") -> RewardRecovered:
    return RewardRecovered(receipt_ref=receipt, amount=Amount(amount=fen))


APPLYING = {
    "the same again says nothing": ([applied()], apply(), OF_ASSOCIATION, []),
    "with another account it differs": (
        [applied()],
        apply(AccountKind.PRIVATE),
        OF_ASSOCIATION,
        RewardApplicationDiffers,
    ),
    "nobody applies for another association": (
        [],
        apply(),
        asked(Role.ASSOCIATION_OFFICER, "other", CALLED),
        NotTheAssociation,
    ),
    "after the last day nobody applies": ([], apply(), asked(Role.CLERK, at=CLOSED), RewardCallClosed),
}


@pytest.mark.parametrize(("given", "when", "context", "then"), APPLYING.values(), ids=APPLYING.keys())
def test_applying(given, when, context, then):
    SPEC.check(given, when, then, context, ROUND | standing(*SOUND))


def test_without_a_call_and_by_a_stranger_nobody_applies():
    SPEC.check([], apply(), RewardRoundUnknown, OF_ASSOCIATION, known(REWARD_ROUND, "2015") | standing(*SOUND))
    SPEC.check([], apply(), AssociationNotKnown, OF_ASSOCIATION, ROUND | standing())


GRANTED: list[RewardApplicationEvent] = [applied(), confirmed]
MONEY = {
    "what is confirmed is paid": (GRANTED, pay(), [paid]),
    "once": ([*GRANTED, paid], pay(), []),
    "and not again": ([*GRANTED, paid], pay(receipt="b-2"), RewardClosed),
    "one fen less is not it": (GRANTED, pay(999_999), RewardAmountDiffers(Money(amount=1_000_000))),
    "one fen more neither": (GRANTED, pay(1_000_001), RewardAmountDiffers(Money(amount=1_000_000))),
    "not before it is confirmed": ([applied()], pay(), RewardNotConfirmed),
    "nothing to who gets nothing": ([applied(), RewardNotGranted()], pay(), RewardClosed),
    "nothing of what was never applied for": ([], pay(), RewardApplicationUnknown),
    "nothing while it is frozen": ([*GRANTED, RewardFrozen()], pay(), RewardHeld),
    "late is better than never": (
        [*GRANTED, RewardPaymentMissed(fell_due_at=start_of(date(2015, 12, 8)))],
        pay(),
        [paid],
    ),
}


@pytest.mark.parametrize(("given", "when", "then"), MONEY.values(), ids=MONEY.keys())
def test_paying(given, when, then):
    SPEC.check(given, when, then, asked(Role.FUND_OFFICER, at="2015-12-10T09:00+08:00"), standing(*SOUND))


def test_nothing_is_paid_ahead_nor_to_an_association_that_does_not_stand():
    officer = asked(Role.FUND_OFFICER, at="2015-11-19T23:59+08:00")
    SPEC.check(GRANTED, pay(), PaidAhead, officer, standing(*SOUND))
    later = asked(Role.FUND_OFFICER)
    SPEC.check(GRANTED, pay(), AssociationNotInStanding, later, standing(*SOUND, suspended()))
    SPEC.check(GRANTED, pay(), [paid], later, standing(*SOUND, suspended(), suspension_over()))


CONFIRMING = {
    "the notice is over": ([*SCORED, noticed()], OVER, [confirmed]),
    "it is not": ([*SCORED, noticed()], LAST_DAY, RewardNoticeRunning),
    "an objection waits": ([*SCORED, noticed(), objected()], OVER, RewardObjectionOpen),
    "nothing is posted": (SCORED, OVER, NotNoticed),
    "it has no tier": ([*SCORED, noticed(award(120, None, 0))], OVER, [RewardNotGranted()]),
    "the budget leaves it nothing": ([*SCORED, noticed(award(182, "A", 0))], OVER, [RewardNotGranted()]),
}


@pytest.mark.parametrize(("round_", "at", "then"), CONFIRMING.values(), ids=CONFIRMING.keys())
def test_confirming(round_, at, then):
    related = known(REWARD_ROUND, "2015", *round_)
    SPEC.check([applied()], ConfirmReward(application_id="a-1"), then, asked(Role.FUND_OFFICER, at=at), related)


PAID = [*GRANTED, paid]
reported = RewardReported(**dict(report()))
ordered = RewardClawbackOrdered(amount=Amount(amount=1_000_000), fell_due_at=start_of(date(2016, 5, 21)))
LATE, ON_LAST_DAY = "2016-05-21T00:00+08:00", "2016-05-20T23:59+08:00"
missed = RewardPaymentMissed(fell_due_at=start_of(date(2015, 12, 8)))
AFTERWARDS = {
    "its use is reported": (PAID, report(), ON_LAST_DAY, [reported]),
    "once": ([*PAID, reported], report(), ON_LAST_DAY, []),
    "in one way": ([*PAID, reported], report(1), ON_LAST_DAY, RewardClosed),
    "small equipment is a use": (
        PAID,
        report(1, RewardUse.SMALL_EQUIPMENT),
        ON_LAST_DAY,
        [RewardReported(**dict(report(1, RewardUse.SMALL_EQUIPMENT)))],
    ),
    "wages are none": (PAID, report(1, RewardUse.WAGES), ON_LAST_DAY, UseForbidden((RewardUse.WAGES,))),
    "dividends neither": (PAID, report(1, RewardUse.DIVIDENDS), ON_LAST_DAY, UseForbidden((RewardUse.DIVIDENDS,))),
    "not a fen more than was paid": (
        PAID,
        report(1_000_001),
        ON_LAST_DAY,
        SpentAboveReward(Money(amount=1_000_000)),
    ),
    "nothing is reported of what was not paid": (GRANTED, report(), ON_LAST_DAY, RewardNotPaid),
    "nor after it is asked back": ([*PAID, ordered], report(), LATE, RewardClosed),
    "without a report it is asked back": (PAID, ClawBackReward(), LATE, [ordered]),
    "not on the last day": (PAID, ClawBackReward(), ON_LAST_DAY, RewardReportNotDue(date(2016, 5, 20))),
    "not once it is reported": ([*PAID, reported], ClawBackReward(), LATE, []),
    "part of it comes back": ([*PAID, ordered], recover(1), LATE, [recovered(1)]),
    "and the rest": ([*PAID, ordered, recovered(1)], recover(999_999, "c-2"), LATE, [recovered(999_999, "c-2")]),
    "not a fen more": ([*PAID, ordered, recovered(1)], recover(1_000_000, "c-2"), LATE, AboveAskedBack),
    "not after all of it": ([*PAID, ordered, recovered(1_000_000)], recover(1, "c-2"), LATE, RewardNotAskedBack),
    "a receipt is for one amount": ([*PAID, ordered, recovered(1)], recover(2), LATE, RewardReceiptTaken),
    "what was not asked back does not come back": (PAID, recover(1), LATE, RewardNotAskedBack),
    "the payment is late": (GRANTED, MissRewardPayment(), "2015-12-08T00:00+08:00", [missed]),
    "not on its last day": (GRANTED, MissRewardPayment(), "2015-12-07T23:59+08:00", RewardPaymentNotDue),
}


@pytest.mark.parametrize(("given", "when", "at", "then"), AFTERWARDS.values(), ids=AFTERWARDS.keys())
def test_afterwards(given, when, at, then):
    SPEC.check(given, when, then, asked(Role.CLERK, at=at))


forfeit, forfeited = ForfeitReward(how=AssociationEnd.REVOKED), RewardForfeited(how=AssociationEnd.REVOKED)
move, moved = MoveReward(to_association="registered"), RewardMoved(to_association="registered")
STANDS = {
    "a suspension freezes what waits": ([applied()], FreezeReward(), [RewardFrozen()]),
    "and what is confirmed": (GRANTED, FreezeReward(), [RewardFrozen()]),
    "but nothing that is paid": (PAID, FreezeReward(), []),
    "its end releases it": ([*GRANTED, RewardFrozen()], ReleaseReward(), [RewardReleased()]),
    "what is not frozen is not released": (GRANTED, ReleaseReward(), []),
    "the end of the association forfeits it": (GRANTED, forfeit, [forfeited]),
    "but nothing that is paid already": (PAID, forfeit, []),
    "a registration moves it": (GRANTED, move, [moved]),
    "and releases it": ([*GRANTED, RewardFrozen()], move, [moved, RewardReleased()]),
    "and what is to be reported": (PAID, move, [moved]),
    "and what is asked back": ([*PAID, ordered], move, [moved]),
    "nothing that is done": ([*PAID, reported], move, []),
    "nothing of what was never applied for": ([], forfeit, []),
}


@pytest.mark.parametrize(("given", "when", "then"), STANDS.values(), ids=STANDS.keys())
def test_what_becomes_of_the_association(given, when, then):
    SPEC.check(given, when, then, replace(asked(Role.MACHINE), related={}))


def test_a_payment_before_the_confirmation_is_no_history():
    with pytest.raises(CorruptStream):
        REWARD_APPLICATION.fold([applied(), paid])
