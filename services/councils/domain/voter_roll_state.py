"""What a voter roll holds, and how each fact changes that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from services.councils.domain.types import PersonId
from shared.contracts.councils.voter_roll import (
    ListAnswerMissed,
    TurnoutMarked,
    VoterListObjected,
    VoterListObjectionAnswered,
    VoterRollEvent,
    VotersRegistered,
    VoterStruck,
)
from shared.kernel.refusals import CorruptStream

Handed = Mapping[PersonId, PersonId | None]
"""For whom a ballot was given out, and to whom instead."""


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection to the list; `upheld` is None until it is answered."""

    raised: VoterListObjected
    upheld: bool | None = None
    missed: bool = False


@dataclass(frozen=True, slots=True)
class VoterRoll:
    """Who may vote and for which household or group, the objections by their ids, the ballots given out by round."""

    voters: Mapping[PersonId, str | None] = field(default_factory=dict)
    struck: frozenset[PersonId] = frozenset()
    objections: Mapping[str, Objection] = field(default_factory=dict)
    rounds: Mapping[int, Handed] = field(default_factory=dict)

    def handed_out(self, round_: int) -> Handed:
        """The ballots given out in a round."""
        return self.rounds.get(round_, {})

    @property
    def unanswered(self) -> tuple[Objection, ...]:
        """Objections that wait for an answer."""
        return tuple(each for each in self.objections.values() if each.upheld is None)


def evolve(roll: VoterRoll, event: VoterRollEvent) -> VoterRoll:
    """Apply one recorded fact. Total: facts are not refused."""
    match event:
        case VotersRegistered():
            more = {PersonId(each.person_id): each.delegated_by for each in event.voters}
            return replace(roll, voters={**roll.voters, **more}, struck=roll.struck - more.keys())
        case VoterStruck():
            left = {id_: by for id_, by in roll.voters.items() if id_ != event.person_id}
            return replace(roll, voters=left, struck=roll.struck | {PersonId(event.person_id)})
        case VoterListObjected():
            return _with(roll, Objection(event))
        case VoterListObjectionAnswered():
            return _with(roll, replace(_objection(roll, event.objection_id), upheld=event.upheld))
        case ListAnswerMissed():
            return _with(roll, replace(_objection(roll, event.objection_id), missed=True))
        case TurnoutMarked():
            marks = {PersonId(each.person_id): _to(each.proxy_id) for each in event.marks}
            handed = {**roll.handed_out(event.round), **marks}
            return replace(roll, rounds={**roll.rounds, event.round: handed})
        case _:
            assert_never(event)


def _with(roll: VoterRoll, objection: Objection) -> VoterRoll:
    return replace(roll, objections={**roll.objections, objection.raised.objection_id: objection})


def _objection(roll: VoterRoll, objection_id: str) -> Objection:
    if (objection := roll.objections.get(objection_id)) is None:
        raise CorruptStream("an objection was answered that nobody raised")
    return objection


def _to(proxy_id: str | None) -> PersonId | None:
    return None if proxy_id is None else PersonId(proxy_id)
