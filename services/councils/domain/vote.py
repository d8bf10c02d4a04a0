"""Vote (表决): how many count, how many of them are there, and whether what was counted carries a topic.

Every comparison is one of whole numbers and fractions: nothing is rounded into a majority. Whoever has an interest in a
topic and left the room counts neither for the base nor as present; whoever is present and votes neither way abstains,
and is present.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from services.councils.domain.meeting_state import Call, Room, held_on, kind_of
from services.councils.domain.rules import QuorumNotMet, fewest_of, fewest_over
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


def muster(call: Call, room: Room, register: Set[str], topic_id: str = "") -> Muster:
    """Who counts for a topic, or for the meeting as a whole; `register` are the representatives of its day.

    An assembly's base is its electorate, and whoever left it for a topic had been there. At a topic meeting residents
    beside the representatives vote too, and count for no quorum.
    """
    out = room.out_for(topic_id)
    if isinstance(call, MeetingConvened) and call.assembly is not None:
        present = max(0, room.residents - len(out))
        return Muster(call.assembly.count - len(out), present, present)
    there = (room.there(Capacity.REPRESENTATIVE) & register) - out
    voting_residents = room.residents if kind_of(call) is MeetingKind.TOPIC else 0
    return Muster(len(register - out), len(there), len(there) + voting_residents)


def quorum(call: Call, base: int, policy: Policy) -> int:
    """The fewest of `base` who must be there; an opinion meeting needs nobody."""
    day, kind = held_on(call), kind_of(call)
    match kind:
        case None:
            return quorum_of_report(base, day, policy)
        case MeetingKind.OPINION:
            return 0
        case MeetingKind.TOPIC:
            return fewest_of(policy.text("topic.quorum_min_fraction", day), base)
        case MeetingKind.DECISION:
            return fewest_over(policy.text("decision.quorum_over_fraction", day), base)
        case _:
            assert_never(kind)


def quorum_of_report(base: int, day: date, policy: Policy) -> int:
    """The fewest of `base` who hear a report and score it; somebody must."""
    return max(1, fewest_of(policy.text("report.quorum_min_fraction", day), base))


def without_quorum(call: Call, found: Muster, policy: Policy) -> QuorumNotMet | None:
    """That too few of those who count are there."""
    needed = quorum(call, found.base, policy)
    return QuorumNotMet(found.present, needed) if found.present < needed else None


def majority(call: Call, voters: int, policy: Policy) -> int:
    """The fewest in favour who carry a topic: more than the share of those present, and what else policy names."""
    day = held_on(call)
    if kind_of(call) is not MeetingKind.DECISION:
        return fewest_over(policy.text("topic.advances_over_fraction", day), voters)
    ordinary = fewest_over(policy.text("decision.adopted_over_fraction", day), voters)
    qualified = policy.text("decision.qualified", day)
    return ordinary if qualified == NO_OTHER_MAJORITY else max(ordinary, fewest_of(qualified, voters))
