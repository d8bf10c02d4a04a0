"""Resolution (决议): what grants knows of one of councils, and the one project that it carries.

Invariants: what is heard counts in the order of councils' log, and nothing older after it · it carries one project at
a time, whoever came first: a project that names it, also before it is known, or the one that it opens itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, assert_never

from services.grants.domain.types import FundProjectId
from shared.contracts.grants.fund import FundAmount
from shared.contracts.grants.resolution import (
    ResolutionFreed,
    ResolutionKnown,
    ResolutionKnownEvent,
    ResolutionStandingKnown,
    ResolutionTaken,
    Standing,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Resolution:
    """What is known so far; without `known` councils have not been heard of it."""

    known: ResolutionKnown | None = None
    standing: Standing | None = None
    heard: int = 0
    project_id: str | None = None
    before: Standing | None = None
    """Where it stood when another vote was demanded."""

    @property
    def opens(self) -> bool:
        """Whether a project is still to be opened for it once it is in force."""
        return self.known is not None and self.known.amount is not None and self.project_id is None


def evolve(resolution: Resolution, event: ResolutionKnownEvent) -> Resolution:
    """Apply one recorded fact."""
    match event:
        case ResolutionKnown():
            return replace(resolution, known=event, standing=Standing.ADOPTED, heard=event.source_position)
        case ResolutionStandingKnown():
            stood = resolution.standing if event.standing is Standing.WAITING else None
            return replace(resolution, standing=event.standing, heard=event.source_position, before=stood)
        case ResolutionTaken():
            return replace(resolution, project_id=event.project_id)
        case ResolutionFreed():
            return replace(resolution, project_id=None)
        case _:
            assert_never(event)


# --- commands and refusals --------------------------------------------------


class RecordResolution(Command):
    """Record a resolution that councils adopted."""

    committee_id: str
    amount: FundAmount | None
    source_position: int


class RecordStanding(Command):
    """Record what became of it."""

    standing: Standing
    source_position: int


class RecordInForce(Command):
    """Record that it is in force; `opens` is the project that it opens in the same act, since none names it yet."""

    opens: FundProjectId | None
    source_position: int


class RecordReVote(Command):
    """Record that the meeting voted again: where it upheld the resolution, that stands as it stood before."""

    upheld: bool
    source_position: int


class TakeResolution(Command):
    """Let a project of a committee be the one that its resolution carries."""

    project_id: FundProjectId
    committee_id: str


class FreeResolution(Command):
    """Let another project be the one, since this one was given up or rejected."""

    project_id: str


ResolutionCommand = RecordResolution | RecordStanding | RecordInForce | RecordReVote | TakeResolution | FreeResolution


@dataclass(frozen=True, slots=True)
class NoResolution(Conflict):
    """No resolution of the committee's decision meeting is in force for the project; `standing` says what there is."""

    slug: ClassVar[str] = "no-resolution"
    zh: ClassVar[str] = "项目没有生效的议事决议"
    en: ClassVar[str] = "No resolution in force carries the project"
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class ResolutionTakenAlready(Conflict):
    """The resolution carries another project."""

    slug: ClassVar[str] = "resolution-taken"
    zh: ClassVar[str] = "该决议已用于另一项目"
    en: ClassVar[str] = "The resolution carries another project"
    project_id: str


# --- decisions --------------------------------------------------------------


def decide(
    command: ResolutionCommand, resolution: Resolution, _context: Context
) -> list[ResolutionKnownEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect, or that newer is known."""
    match command:
        case RecordResolution():
            return [] if resolution.known is not None else [ResolutionKnown(**dict(command))]
        case RecordStanding():
            return _stands(command.standing, resolution, command.source_position)
        case RecordInForce():
            return _put_in_force(command, resolution)
        case RecordReVote():
            upheld = resolution.before or Standing.IN_FORCE
            return _stands(upheld if command.upheld else Standing.FALLEN, resolution, command.source_position)
        case TakeResolution():
            return _take(command, resolution)
        case FreeResolution():
            carried = resolution.project_id == command.project_id
            return [ResolutionFreed(project_id=command.project_id)] if carried else []
        case _:
            assert_never(command)


def _take(command: TakeResolution, resolution: Resolution) -> list[ResolutionKnownEvent] | Refusal:
    """Another committee's, once it is known whose it is, is none."""
    if resolution.known is not None and resolution.known.committee_id != command.committee_id:
        return NoResolution(resolution.standing)
    taken = resolution.project_id
    if taken is None:
        return [ResolutionTaken(project_id=command.project_id)]
    return [] if taken == command.project_id else ResolutionTakenAlready(taken)


def _put_in_force(command: RecordInForce, resolution: Resolution) -> list[ResolutionKnownEvent] | Refusal:
    stands = _stands(Standing.IN_FORCE, resolution, command.source_position)
    if not stands or command.opens is None:
        return stands
    taken = resolution.project_id
    return [*stands, ResolutionTaken(project_id=command.opens)] if taken is None else ResolutionTakenAlready(taken)


def _stands(standing: Standing, resolution: Resolution, position: int) -> list[ResolutionKnownEvent]:
    if resolution.known is None or position <= resolution.heard:
        return []
    return [ResolutionStandingKnown(standing=standing, source_position=position)]


RESOLUTION = Decider[Resolution, ResolutionCommand, ResolutionKnownEvent](
    "resolution", Resolution(), evolve, decide, ResolutionKnownEvent
)
