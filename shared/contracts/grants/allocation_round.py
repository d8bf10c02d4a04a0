"""Events of the allocation round (资金分配) of the special fund: it ends when nobody is left out without a reason."""

from __future__ import annotations

from shared.contracts.grants.fund import Period, Reference
from shared.kernel.messages import Event


class AllocationRoundOpened(Event):
    """The district opened the round of a period for the residents' committees that it knew then."""

    period: Period
    committees: tuple[Reference, ...]


class AllocationRoundClosed(Event):
    """Each residents' committee active in the period had its allocation, or a recorded reason why not."""

    allocated: tuple[Reference, ...]
    withheld: tuple[Reference, ...]


AllocationRoundEvent = AllocationRoundOpened | AllocationRoundClosed
