"""Events of the policy: one aggregate for each prefix of keys, `policy/clock`."""

from __future__ import annotations

from datetime import datetime

from shared.kernel.instants import start_of
from shared.kernel.messages import Event
from shared.kernel.policy import PolicyEntry


class PolicyAdopted(Event):
    """The district set a value of its policy; recorded when it is adopted, in force from `entry.effective_on`."""

    entry: PolicyEntry

    def effective_at(self) -> datetime:
        """The beginning of the day from which the value holds."""
        return start_of(self.entry.effective_on)


PolicyEvent = PolicyAdopted
