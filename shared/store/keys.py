"""Names of a log's keys. The hash tag keeps all of one log in one slot of a Redis Cluster."""

from __future__ import annotations

from dataclasses import dataclass

from shared.kernel.envelope import LogName
from shared.kernel.ids import AggregateRef


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one log (design §3)."""

    log_name: LogName

    @property
    def tag(self) -> str:
        """`{630102:casework}`."""
        return f"{{{self.log_name.division}:{self.log_name.service}}}"

    @property
    def log(self) -> str:
        """Stream of events, entry id `<position>-0`."""
        return f"{self.tag}:log"

    @property
    def meta(self) -> str:
        """Hash of log id, epoch and position."""
        return f"{self.tag}:meta"

    @property
    def track(self) -> str:
        """Hash of reactions' positions by source log."""
        return f"{self.tag}:track"

    @property
    def parked(self) -> str:
        """Stream of events that a follower could not take."""
        return f"{self.tag}:parked"

    def index(self, aggregate: AggregateRef) -> str:
        """String of an aggregate's positions, 6 bytes each."""
        return f"{self.tag}:agg:{aggregate}"

    def tries(self, name: str) -> str:
        """Hash of wrong codes said for one thing; lives two hours."""
        return f"{self.tag}:tries:{name}"

    def once(self, key: str) -> str:
        """What an idempotency key was used for; lives 24 hours."""
        return f"{self.tag}:key:{key}"
