"""Kin: who is kin to somebody, as councils recorded it of both; grants asks it of a supplier's people.

Invariants: nothing is recorded that councils did not say, and nothing older after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import assert_never

from shared.contracts.grants.committee import KinEnded, KinEvent, KinKnown
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """Whether somebody is kin, and where in councils' log that was said last."""

    kin: bool
    heard: int


@dataclass(frozen=True, slots=True)
class Kin:
    """The newest word of each person that was ever said to be kin."""

    words: Mapping[str, Word] = field(default_factory=dict)

    @property
    def people(self) -> frozenset[str]:
        """Who is kin now."""
        return frozenset(person for person, word in self.words.items() if word.kin)


def evolve(kin: Kin, event: KinEvent) -> Kin:
    """Apply one recorded fact."""
    word = Word(isinstance(event, KinKnown), event.source_position)
    return Kin({**kin.words, event.person_id: word})


# --- commands ---------------------------------------------------------------


class RecordKin(Command):
    """Record that somebody is kin."""

    person_id: str
    source_position: int


class RecordKinEnded(Command):
    """Record that somebody is kin no longer."""

    person_id: str
    source_position: int


# --- decisions --------------------------------------------------------------


def decide(command: RecordKin | RecordKinEnded, kin: Kin, _context: Context) -> list[KinEvent] | Refusal:
    """Answer a command with facts; no facts means that it is known, or that something newer is."""
    word = kin.words.get(command.person_id)
    if word is not None and command.source_position <= word.heard:
        return []
    match command:
        case RecordKin():
            return [KinKnown(**command.model_dump())]
        case RecordKinEnded():
            return [KinEnded(**command.model_dump())]
        case _:
            assert_never(command)


KIN = Decider[Kin, RecordKin | RecordKinEnded, KinEvent]("kin", Kin(), evolve, decide, KinEvent)
