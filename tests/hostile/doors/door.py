"""A service's doors: which roles open each of its routes, and which of them are open to anybody."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from shared.kernel.actors import Role

Rows = Mapping[str, tuple[Role, ...]]
EVERYBODY = tuple(Role)
"""Whoever has a token."""


@dataclass(frozen=True)
class Doors:
    """Roles by address (`/v1/halls/{id}`), and the addresses that ask nobody for a token."""

    commands: Rows
    questions: Rows
    acts_of_anybody: Set[str] = field(default_factory=set)
    told_to_anybody: Set[str] = field(default_factory=set)


def of_every_service() -> Rows:
    """Questions that each service answers alike."""
    log = (Role.INTEGRATOR, Role.AUDITOR, Role.ADMIN)
    return {**dict.fromkeys(("/v1/log", "/v1/log/stream"), log), "/v1/parked": (Role.ADMIN,)}


REDRIVE: Rows = {"/v1/parked/redrive": (Role.ADMIN,)}
"""The command that each service takes alike."""
