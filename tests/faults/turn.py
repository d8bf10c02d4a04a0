"""One turn of a client: what it does at its counter goes out under keys of this turn, the act as the last word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.kernel.actors import Role
from tests.faults.requests import NO_TOKEN, Acknowledged, Declined, Requests
from tests.faults.staff import Newcomers, ServiceCounter, Staff


@dataclass(frozen=True)
class Turn:
    """Who plays where; `choice` counts on from turn to turn, so that a story takes each of its ways."""

    requests: Requests
    staff: Staff
    newcomers: Newcomers
    counter: ServiceCounter
    key: str
    choice: int

    async def act(
        self, word: str, path: str, body: Mapping[str, Any], role: Role | None = None, *, service: str = "intake"
    ) -> Acknowledged:
        """Do what nobody may refuse, in a role at the counter or, without one, as somebody without a token."""
        told = await self.requests.command(service, path, body, self._token(role), self._named(word))
        assert isinstance(told, Acknowledged)
        return told

    async def attempt(
        self, word: str, path: str, body: Mapping[str, Any], role: Role | None, *may_be: str
    ) -> Acknowledged | Declined:
        """Ask the counter for what others may have got first."""
        return await self.requests.command("intake", path, body, self._token(role), self._named(word), may_be)

    async def see(
        self,
        path: str,
        role: Role | None = None,
        *,
        after: Acknowledged | None = None,
        body: Mapping[str, Any] | None = None,
        service: str = "intake",
    ) -> dict[str, Any]:
        """Ask what is known once `after` has arrived there."""
        arrived = "" if after is None else after.after
        return await self.requests.question(service, path, self._token(role), arrived, body)

    async def found(self, word: str, path: str, body: Mapping[str, Any]) -> Acknowledged:
        """Do something as who founds communities."""
        told = await self.requests.command("councils", path, body, self.staff.founder, self._named(word))
        assert isinstance(told, Acknowledged)
        return told

    def _named(self, word: str) -> str:
        return f"{self.key}-{word}"

    def _token(self, role: Role | None) -> str:
        return NO_TOKEN if role is None else self.counter.tokens[role]
