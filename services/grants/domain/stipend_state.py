"""What is due to a supervision committee for a year, what of it is paid, and how each fact changes that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple, assert_never

from services.grants.domain.payments import Payment
from shared.contracts.grants.stipend import (
    PerformanceReleased,
    PerformanceWithheld,
    StipendAppraisalKnown,
    StipendEvent,
    StipendKnown,
    StipendPaid,
    StipendPart,
    StipendPaymentReturned,
    StipendPaymentReversed,
    WorkingFundsKnown,
)
from shared.kernel.refusals import CorruptStream


class Claim(NamedTuple):
    """A part that is paid at once, and whose it is; the working funds are nobody's own."""

    part: StipendPart
    person_id: str | None


def claim_of(paid: StipendPaid) -> Claim:
    """What a payment was for."""
    return Claim(paid.part, paid.person_id)


Undone = StipendPaymentReturned | StipendPaymentReversed


@dataclass(frozen=True, slots=True)
class Stipend:
    """What is known of a year: people by their references, results by person and period, payments by number."""

    funds: WorkingFundsKnown | None = None
    people: Mapping[str, StipendKnown] = field(default_factory=dict)
    results: Mapping[str, Mapping[str, StipendAppraisalKnown]] = field(default_factory=dict)
    released: frozenset[str] = frozenset()
    withheld: frozenset[str] = frozenset()
    payments: Mapping[str, Payment[StipendPaid, Undone]] = field(default_factory=dict)

    def due(self, claim: Claim) -> int:
        """The fen of a part that is due, paid or not; nothing while it is not known or not released."""
        if claim.part is StipendPart.WORKING_FUNDS:
            return self.funds.amount.amount if self.funds and claim.person_id is None else 0
        stated = self.people.get(claim.person_id or "")
        if stated is None:
            return 0
        if claim.part is StipendPart.BASIC:
            return stated.basic.amount
        return stated.performance.amount if stated.person_id in self.released else 0

    def paid(self, claim: Claim) -> bool:
        """Whether a payment of a part stands."""
        return any(each.undone is None and claim_of(each.paid) == claim for each in self.payments.values())


def evolve(stipend: Stipend, event: StipendEvent) -> Stipend:
    """Apply one recorded fact. Total: facts are not refused."""
    match event:
        case WorkingFundsKnown():
            return replace(stipend, funds=event)
        case StipendKnown():
            return replace(stipend, people={**stipend.people, event.person_id: event})
        case StipendAppraisalKnown():
            results = {**stipend.results.get(event.person_id, {}), event.period: event}
            return replace(stipend, results={**stipend.results, event.person_id: results})
        case PerformanceReleased():
            return replace(stipend, released=stipend.released | {event.person_id})
        case PerformanceWithheld():
            return replace(stipend, withheld=stipend.withheld | {event.person_id})
        case StipendPaid():
            return replace(stipend, payments={**stipend.payments, event.receipt_ref: Payment(event)})
        case StipendPaymentReturned() | StipendPaymentReversed():
            return _undone(stipend, event)
        case _:
            assert_never(event)


def _undone(stipend: Stipend, event: Undone) -> Stipend:
    payment = stipend.payments.get(event.receipt_ref)
    if payment is None:
        raise CorruptStream(f"the payment {event.receipt_ref} was undone before it was made")
    return replace(stipend, payments={**stipend.payments, event.receipt_ref: Payment(payment.paid, event)})
