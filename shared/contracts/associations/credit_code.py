"""Events of the unified social credit code: one aggregate for each, so that no two bodies have the same."""

from __future__ import annotations

from shared.kernel.messages import Event


class CreditCodeAssigned(Event):
    """A registered association has the code, for ever; recorded with its registration."""

    association_id: str


CreditCodeEvent = CreditCodeAssigned
