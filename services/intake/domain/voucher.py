"""Voucher series: the numbers of one hall and year, given out one after another with the receipts themselves.

Invariant: no number is given twice, none is left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from services.intake.domain.types import ApplicationId
from shared.contracts.intake.hall import VoucherIssued, VoucherSeriesEvent
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import CorruptStream, Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VoucherSeries:
    """How many numbers have been given, and to whom the last one."""

    issued: int = 0
    last_application_id: str = ""

    def next_number(self, hall_code: str, year: int) -> str:
        """`QZX-2014-000812`."""
        return f"{hall_code}-{year}-{self.issued + 1:06d}"


def evolve(series: VoucherSeries, event: VoucherSeriesEvent) -> VoucherSeries:
    """Apply one recorded fact."""
    if event.number != series.issued + 1:
        raise CorruptStream("a voucher number was left out")
    return VoucherSeries(event.number, event.application_id)


# --- command ----------------------------------------------------------------


class IssueVoucher(Command):
    """Give the next number to an application that is received in the same act."""

    application_id: ApplicationId


# --- decision ---------------------------------------------------------------


def decide(command: IssueVoucher, series: VoucherSeries, _context: Context) -> list[VoucherSeriesEvent] | Refusal:
    """Give the number; there is nothing to refuse."""
    if series.last_application_id == command.application_id:
        return []
    return [VoucherIssued(number=series.issued + 1, application_id=command.application_id)]


VOUCHERS = Decider("vouchers", VoucherSeries(), evolve, decide, VoucherSeriesEvent)


def series_id(hall_id: str, year: int) -> str:
    """The series of a hall and year."""
    return f"{hall_id}-{year}"
