"""One turn of a client: what it does at its counter goes out under keys of this turn, the act as the last word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.kernel.actors import Role
from tests.faults.requests import NO_TOKEN, Acknowledged, Body, Command, Question, Requests
from tests.faults.staff import Newcomers, ServiceCounter, Staff

SEATS = 3
"""Windows of a hall, and so clients of one hall of which each has one for itself."""


@dataclass(frozen=True)
class Turn:
    """Who plays where; `choice` counts on from turn to turn, so that a story takes each of its ways.

    Those who play the same at one counter have a `seat` each.
    """

    requests: Requests
    staff: Staff
    newcomers: Newcomers
    counter: ServiceCounter
    key: str
    seat: int
    choice: int

    @property
    def window(self) -> str:
        """The window of this seat; those of seats beyond the third share one."""
        return f"W{self.seat % SEATS + 1}"

    async def act(
        self, word: str, path: str, body: Body, role: Role | None = None, *, service: str = "intake"
    ) -> Acknowledged:
        """Do what nobody may refuse, in a role at the counter or of a body, or without one: with no token."""
        return await self._done(Command(service, path, body, self._token(role), self._named(word)))

    async def attempt(self, word: str, path: str, body: Body, role: Role | None, may_be: str) -> Acknowledged | None:
        """Ask the counter for what others may have got first; None where they did."""
        command = Command("intake", path, body, self._token(role), self._named(word), (may_be,))
        told = await self.requests.command(command)
        return told if isinstance(told, Acknowledged) else None

    async def secretly(self, word: str, path: str, body: Body, *, service: str = "intake") -> Acknowledged:
        """Do what nobody may find out who did."""
        return await self._done(Command(service, path, body, NO_TOKEN, self._named(word), secret=True))

    async def enter(self, word: str, path: str, body: Mapping[str, Any]) -> Acknowledged:
        """Do something at the counter as the administration."""
        return await self._done(Command("intake", path, body, self.staff.admin, self._named(word)))

    async def found(self, word: str, path: str, body: Body) -> Acknowledged:
        """Do something as who founds communities."""
        return await self._done(Command("councils", path, body, self.staff.founder, self._named(word)))

    async def overrule(self, word: str, path: str, body: Body) -> Acknowledged:
        """Do something in casework as who is above all that decide."""
        return await self._done(Command("casework", path, body, self.staff.government, self._named(word)))

    async def see(
        self,
        path: str,
        role: Role | None = None,
        *,
        after: str = "",
        body: Mapping[str, Any] | None = None,
        service: str = "intake",
    ) -> dict[str, Any]:
        """Ask what is known there once a position is followed (`intake:812`)."""
        return await self.requests.question(Question(service, path, self._token(role), after, body))

    async def look_up(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Ask the counter, as the administration, what would say too much in an address."""
        return await self.requests.question(Question("intake", path, self.staff.admin, "", body))

    async def _done(self, command: Command) -> Acknowledged:
        told = await self.requests.command(command)
        assert isinstance(told, Acknowledged)
        return told

    def _named(self, word: str) -> str:
        return f"{self.key}-{word}"

    def _token(self, role: Role | None) -> str:
        return NO_TOKEN if role is None else {**self.staff.bodies.tokens, **self.counter.tokens}[role]
