"""A stage: somebody plays a story through the HTTP APIs, on a clock moved by hand, and tells it as it goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from rich.console import Console

from deploy.client import Client, Clients
from deploy.clock import HandClock
from shared.kernel.actors import Role
from shared.kernel.instants import SHANGHAI


@dataclass
class Stage:
    """Who plays, when it is, and who listens. Played again, each step meets what it did before."""

    clients: Clients
    clock: HandClock
    console: Console
    admin: Client = field(init=False)
    people: dict[tuple[str, Role, str], Client] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Introduce the administrator."""
        self.admin = self.clients.person("admin", Role.ADMIN, Role.AUDITOR, Role.CENTRE_DIRECTOR)

    def person(self, sub: str, role: Role, org: str) -> Client:
        """Somebody who works for a body; the same token each time, so that services need not check it anew."""
        who = (sub, role, org)
        if who not in self.people:
            self.people[who] = self.clients.person(sub, role, org=org)
        return self.people[who]

    def at(self, instant: str) -> None:
        """Let it become a local time; a story that was played before is not played backwards."""
        now = self.clock.now()
        if now is None or now < local(instant):
            self.clock.advance(local(instant), self.admin)

    def say(self, what: str) -> None:
        """Tell what happened, with the time."""
        now = self.clock.now()
        self.console.print(f"[dim]{now:%Y-%m-%d %H:%M}[/dim] {what}", highlight=False, soft_wrap=True)


def local(instant: str) -> datetime:
    """A local time of the district."""
    return datetime.fromisoformat(instant).replace(tzinfo=SHANGHAI)
