"""Case: what follows for a benefit when its decision is corrected or revoked (S11(d))."""

from datetime import date
from typing import Any

import pytest

from services.casework.domain.benefit import BENEFIT
from services.casework.domain.benefit_commands import OrderRecovery
from services.casework.domain.benefit_refusals import AboveOverpaid
from services.casework.domain.benefit_state import Benefit
from services.casework.domain.case import CASE
from services.casework.domain.case_aftermath_benefit import follows
from services.casework.domain.case_aftermath_commands import (
    CorrectDecision,
    RevokeDecision,
)
from services.casework.domain.case_aftermath_refusals import (
    AuthorityBelow,
)
from services.casework.domain.case_commands import GrantTerms
from services.casework.domain.case_refusals import (
    AmountMissing,
    CapNotOfDelegation,
    CaseNotOpen,
    NoBenefit,
)
from services.casework.domain.case_state import Closed, Decided, Revoked
from shared.contracts.casework.benefit import (
    Amount,
    BenefitChanged,
    BenefitEvent,
    BenefitStopped,
    Period,
    RecoveryOrdered,
    RecoveryReason,
)
from shared.kernel.actors import Role
from shared.kernel.money import Money
from shared.kernel.refusals import Refusal
from shared.testing.decider import known
from tests.casework.aftermath import (
    CHANGED,
    DEPARTMENT,
    KNOWN,
    REFUSED,
    SPEC,
    TWO_MONTHS,
    concluded,
    correct,
    corrected,
    of,
    on_post,
    recorded,
    revoke,
    revoked,
)
from tests.casework.benefits import granted
from tests.casework.district import (
    CENTRE,
    ITEM_CODE,
)
from tests.casework.stories import (
    CLOSED,
    DECIDED,
    GRANT,
    REFUSE,
    close,
    opened,
)


def test_what_is_closed_afterwards_tells_the_counter_what_stands():
    state = CASE.fold([*DECIDED, corrected()])
    assert isinstance(state, Decided)
    (end,) = recorded(close(), state, on_post("s-examiner"))
    assert end.outcome is REFUSE


def test_what_is_revoked_is_not_closed():
    SPEC.check([*DECIDED, revoked()], close(), CaseNotOpen, on_post("s-examiner"), KNOWN)
    assert isinstance(CASE.fold([*DECIDED, revoked()]), Revoked)


def test_a_correction_leaves_a_closed_case_closed():
    assert isinstance(CASE.fold([*CLOSED, corrected()]), Closed)


def steps_of(command: RevokeDecision | CorrectDecision, *benefit: BenefitEvent) -> tuple[list[Any], Benefit]:
    """What the word does to a benefit in the same act, and the benefit after it."""
    state = BENEFIT.fold(benefit)
    done: list[Any] = []
    for each in follows(command, opened):
        events = BENEFIT.decide(each, state, of(DEPARTMENT, "2015-12-21T09:00+08:00"))
        assert not isinstance(events, Refusal), events
        state, done = BENEFIT.fold(events, state), [*done, *events]
    return done, state


TERMS = GrantTerms(standard="minimum-living-2015", period=Period.MONTH, from_on=date(2015, 9, 1), payer=DEPARTMENT)
FOLLOWS = {
    "a lower amount leaves an overpayment": (correct(None, 20_000, on=date(2015, 9, 1)), BenefitChanged, 20_000, 0),
    "a higher one arrears": (correct(None, 35_000, on=date(2015, 9, 1)), BenefitChanged, 0, 10_000),
    "of the days from which it counts": (correct(None, 20_000, on=date(2015, 10, 1)), BenefitChanged, 10_000, 0),
    "a refusal makes all of it too much": (correct(on=date(2015, 9, 1)), BenefitStopped, 60_000, 0),
    "a revocation too": (revoke(on=date(2015, 9, 1)), BenefitStopped, 60_000, 0),
}


@pytest.mark.parametrize(("word", "kind", "overpaid", "arrears"), FOLLOWS.values(), ids=FOLLOWS.keys())
def test_what_follows_for_money_that_was_paid_for_two_months(word, kind, overpaid, arrears):
    (event,), _ = steps_of(word, *TWO_MONTHS)
    assert type(event) is kind
    assert (event.overpaid.amount, event.arrears.amount) == (overpaid, arrears)


def test_a_benefit_that_was_refused_begins_by_its_terms():
    word = correct(GRANT, 30_000, remedies=(), grant=TERMS)
    (event,), _ = steps_of(word)
    assert event == granted().model_copy(update={"item_code": ITEM_CODE, "payer": DEPARTMENT})


@pytest.mark.parametrize("word", [correct(), revoke(), correct(GRANT)], ids=["refused", "revoked", "granted"])
def test_where_nothing_was_granted_nothing_follows(word):
    assert steps_of(word)[0] == []


def test_s11d_the_excess_is_ordered_back_to_the_fen():
    """Paid for two months; the reconsideration says CHANGED; the centre is below; the department corrects."""
    known_benefit = KNOWN | known(BENEFIT, "case-1", *TWO_MONTHS)
    at = "2015-12-21T09:00+08:00"
    events = [*CLOSED, concluded(CHANGED)]
    word = correct(None, 20_000, remedies=(), on=date(2015, 9, 1))
    SPEC.check(events, word, AuthorityBelow(decided_by=CENTRE), of(CENTRE, at, Role.APPROVER), known_benefit)
    then = corrected(outcome=None, fen=20_000, remedies=()).model_copy(update={"effective_on": date(2015, 9, 1)})
    SPEC.check(events, word, [then], of(DEPARTMENT, at), known_benefit)
    _, benefit = steps_of(word, *TWO_MONTHS)
    assert BENEFIT.decide(order(20_001), benefit, of(DEPARTMENT, at)) == AboveOverpaid(overpaid=Money(amount=20_000))
    assert BENEFIT.decide(order(20_000), benefit, of(DEPARTMENT, at)) == [
        RecoveryOrdered(
            order_ref="order-1",
            amount=Amount(amount=20_000),
            reason=RecoveryReason.DECISION_CORRECTED,
            due_on=date(2016, 1, 31),
        )
    ]


def order(fen: int) -> OrderRecovery:
    return OrderRecovery(
        order_ref="order-1",
        amount=Amount(amount=fen),
        reason=RecoveryReason.DECISION_CORRECTED,
        due_on=date(2016, 1, 31),
    )


TERMS_OF = {
    "terms begin what was refused": (REFUSED, correct(GRANT, 100, remedies=(), grant=TERMS), None),
    "with an amount": (REFUSED, correct(GRANT, remedies=(), grant=TERMS), AmountMissing),
    "under no cap": (
        REFUSED,
        correct(GRANT, 100, remedies=(), grant=TERMS.model_copy(update={"cap_amount": Amount(amount=200)})),
        CapNotOfDelegation,
    ),
    "and not with a refusal": (CLOSED, correct(REFUSE, grant=TERMS), NoBenefit),
}


@pytest.mark.parametrize(("events", "when", "refusal"), TERMS_OF.values(), ids=TERMS_OF.keys())
def test_terms_of_a_benefit_that_a_correction_grants(events, when, refusal):
    then = refusal or [corrected(outcome=GRANT, fen=100, remedies=())]
    SPEC.check(events, when, then, of(DEPARTMENT), KNOWN)
