"""Who acts: a pseudonymous id, the role in which they act, and the organisation they act for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

ActorId = NewType("ActorId", str)


class Role(StrEnum):
    """What a token opens coarsely; whether the person holds the post now is decided from the log."""

    CLERK = "clerk"
    EXAMINER = "examiner"
    APPROVER = "approver"
    CENTRE_DIRECTOR = "centre_director"
    SUPERVISOR = "supervisor"
    DEPARTMENT = "department"
    FUND_OFFICER = "fund_officer"
    REGISTRAR = "registrar"
    PANEL = "panel"
    COMMITTEE = "committee"
    REPRESENTATIVE = "representative"
    UNIT_DELEGATE = "unit_delegate"
    ELECTION_COMMITTEE = "election_committee"
    SUPERVISION_COMMITTEE = "supervision_committee"
    WORKING_COMMITTEE = "working_committee"
    ASSOCIATION_OFFICER = "association_officer"
    RESIDENT = "resident"
    MACHINE = "machine"
    INTEGRATOR = "integrator"
    AUDITOR = "auditor"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Actor:
    """`id` never names a person; `org` is the acting body's id, empty where the role has none."""

    id: ActorId
    role: Role
    org: str = ""


TIMER = Actor(ActorId("timer"), Role.MACHINE)
"""What falls due by the passing of time alone."""


WITHHELD = Actor(ActorId("withheld"), Role.RESIDENT)
"""Who does what is secret: a rating, a ballot."""

ANYBODY = Actor(ActorId("anybody"), Role.RESIDENT)
"""Who asks without a token: nobody looked at who it is."""


def reaction_to(service: str) -> Actor:
    """The actor of commands that answer an event of another service."""
    return Actor(ActorId(f"reaction:{service}"), Role.MACHINE)
