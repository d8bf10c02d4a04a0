"""Vote (表决): how many count, how many of them are there, and whether what was counted carries a topic.

Every comparison is one of whole numbers and fractions: nothing is rounded into a majority. Whoever has an interest in a
topic and left the room counts neither for the base nor as present; whoever is present and votes neither way abstains,
and is present.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from services.councils.domain.meeting_state import Room
from shared.contracts.councils.meeting import Capacity, MeetingConvened, MeetingKind
from shared.kernel.policy import Policy

NO_OTHER_MAJORITY = "NONE"
"""What policy `decision.qualified` says where no majority but that of those present is named."""


@dataclass(frozen=True, slots=True)
class Muster:
    """Of how many who count (`base`) how many are there, and how many have a vote."""

    base: int
    present: int
    voters: int


def over(part: int, whole: int, share: Fraction) -> bool:
    """Whether a part is more than a share of the whole."""
    return part > whole * share


def at_least(part: int, whole: int, share: Fraction) -> bool:
    """Whether a part is a share of the whole or more."""
    return part >= whole * share


def share(policy: Policy, key: str, day: date) -> Fraction:
    """The share that a key names, "1/2"."""
    return Fraction(policy.text(key, day))


def muster(call: MeetingConvened, room: Room, register: Set[str], topic_id: str = "") -> Muster:
    """Who counts for a topic, or for the meeting as a whole; `register` are the representatives of its day.

    An assembly's base is its electorate, and whoever left it for a topic had been there. At a topic meeting residents
    beside the representatives vote too, and count for no quorum.
    """
    out = room.out_for(topic_id)
    if call.assembly is not None:
        present = max(0, room.residents - len(out))
        return Muster(call.assembly.count - len(out), present, present)
    there = (room.there(Capacity.REPRESENTATIVE) & register) - out
    voting_residents = room.residents if call.kind is MeetingKind.TOPIC else 0
    return Muster(len(register - out), len(there), len(there) + voting_residents)


def has_quorum(kind: MeetingKind, found: Muster, policy: Policy, day: date) -> bool:
    """Whether enough of those who count are there; an opinion meeting needs none."""
    match kind:
        case MeetingKind.OPINION:
            return True
        case MeetingKind.TOPIC:
            return at_least(found.present, found.base, share(policy, "topic.quorum_min_fraction", day))
        case MeetingKind.DECISION:
            return over(found.present, found.base, share(policy, "decision.quorum_over_fraction", day))


def carries(kind: MeetingKind, in_favour: int, voters: int, policy: Policy, day: date) -> bool:
    """Whether so many carry a topic: more than the share of those present, and what else policy names."""
    if kind is not MeetingKind.DECISION:
        return over(in_favour, voters, share(policy, "topic.advances_over_fraction", day))
    qualified = policy.text("decision.qualified", day)
    enough = qualified == NO_OTHER_MAJORITY or at_least(in_favour, voters, Fraction(qualified))
    return enough and over(in_favour, voters, share(policy, "decision.adopted_over_fraction", day))
