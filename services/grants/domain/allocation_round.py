"""Allocation round (资金分配): each residents' committee of a period gets its allocation, or a reason is recorded.

Invariants: it is closed once, when nobody who was active in the period is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, assert_never

from services.grants.domain.committee import COMMITTEES, DISTRICT
from services.grants.domain.fund import FUND
from services.grants.domain.fund_state import Ended, Running
from services.grants.domain.types import fund_id
from shared.contracts.grants.allocation_round import (
    AllocationRoundClosed,
    AllocationRoundEvent,
    AllocationRoundOpened,
)
from shared.contracts.grants.fund import Period
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, CorruptStream, Refusal, Unknown

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotOpened:
    """Nobody has opened the round."""


@dataclass(frozen=True, slots=True)
class Open:
    """Committees are waiting for their allocation."""

    period: int


@dataclass(frozen=True, slots=True)
class Closed:
    """Nobody was left out."""

    period: int


AllocationRound = NotOpened | Open | Closed


def evolve(round_: AllocationRound, event: AllocationRoundEvent) -> AllocationRound:
    """Apply one recorded fact."""
    match event:
        case AllocationRoundOpened():
            return Open(event.period)
        case AllocationRoundClosed():
            if isinstance(round_, NotOpened):
                raise CorruptStream("a round was closed before it was opened")
            return Closed(round_.period)
        case _:
            assert_never(event)


# --- commands and refusals --------------------------------------------------


class OpenAllocationRound(Command):
    """Open the round of a period."""

    period: Period


class CloseAllocationRound(Command):
    """Close the round."""


@dataclass(frozen=True, slots=True)
class RoundUnknown(Unknown):
    """Nobody has opened a round of that period."""

    slug: ClassVar[str] = "round-unknown"
    zh: ClassVar[str] = "该期资金分配尚未启动"
    en: ClassVar[str] = "There is no such allocation round"


@dataclass(frozen=True, slots=True)
class RoundIncomplete(Conflict):
    """These committees have neither their allocation nor a recorded reason."""

    slug: ClassVar[str] = "round-incomplete"
    zh: ClassVar[str] = "仍有居委会未拨付且未说明理由"
    en: ClassVar[str] = "Some committees have neither money nor a reason"
    missing: tuple[str, ...]


# --- decisions --------------------------------------------------------------


def decide(
    command: OpenAllocationRound | CloseAllocationRound, round_: AllocationRound, context: Context
) -> list[AllocationRoundEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case OpenAllocationRound():
            if not isinstance(round_, NotOpened):
                return []
            active = context.look(COMMITTEES, DISTRICT).active_in(command.period)
            return [AllocationRoundOpened(period=command.period, committees=active)]
        case CloseAllocationRound():
            return _close(round_, context)
        case _:
            assert_never(command)


def _close(round_: AllocationRound, context: Context) -> list[AllocationRoundEvent] | Refusal:
    match round_:
        case NotOpened():
            return RoundUnknown()
        case Closed():
            return []
        case Open(period):
            active = context.look(COMMITTEES, DISTRICT).active_in(period)
            settled = {id_: given for id_ in active if (given := _given(id_, period, context)) is not None}
            if missing := tuple(id_ for id_ in active if id_ not in settled):
                return RoundIncomplete(missing)
            allocated, withheld = (tuple(id_ for id_ in settled if settled[id_] is given) for given in (True, False))
            return [AllocationRoundClosed(allocated=allocated, withheld=withheld)]
        case _:
            assert_never(round_)


def _given(committee_id: str, period: int, context: Context) -> bool | None:
    """Whether a committee got money; None where nothing is recorded, or nobody looked, for want of knowing it yet."""
    fund = context.related.get(FUND.ref(fund_id(committee_id, period)))
    if not isinstance(fund, Running | Ended) or not fund.book.settled:
        return None
    return fund.book.ledger.sums.allocated > 0


ALLOCATION_ROUND = Decider[AllocationRound, OpenAllocationRound | CloseAllocationRound, AllocationRoundEvent](
    "allocation-round", NotOpened(), evolve, decide, AllocationRoundEvent
)
