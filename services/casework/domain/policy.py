"""Policy: the values that the district has adopted under one prefix of keys, `policy/clock` for `clock.…`.

Invariants: what was adopted stays on record, a later adoption holds from its own date · a key keeps its kind of value,
so that no rule finds a word where it counts days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pydantic import AfterValidator, TypeAdapter

from services.casework.domain.policy_fixed import stated_otherwise
from shared.contracts.casework.policy import PolicyAdopted, PolicyEvent
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.policy import Policy, PolicyEntry
from shared.kernel.refusals import Refusal, Unacceptable

# --- state ------------------------------------------------------------------


def evolve(policy: Policy, event: PolicyEvent) -> Policy:
    """Apply one recorded fact."""
    return policy.adopt(event.entry)


# --- command and refusals ---------------------------------------------------


_DAY: TypeAdapter[date] = TypeAdapter(Day)
LARGEST = 10**12
"""No number of days, persons or fen is larger, and past some thousand digits no JSON reader takes one."""


def _of_our_time(entry: PolicyEntry) -> PolicyEntry:
    _DAY.validate_python(entry.effective_on)
    return entry


def _countable(entry: PolicyEntry) -> PolicyEntry:
    if isinstance(entry.value, int) and abs(entry.value) > LARGEST:
        raise ValueError(f"beyond {LARGEST}")
    return entry


class AdoptPolicy(Command):
    """Set a value from its date on."""

    entry: Annotated[PolicyEntry, AfterValidator(_of_our_time), AfterValidator(_countable)]


@dataclass(frozen=True, slots=True)
class PolicyPrefixDiffers(Unacceptable):
    """The key belongs to another prefix than the one that was addressed."""

    slug: ClassVar[str] = "policy-prefix-differs"
    zh: ClassVar[str] = "政策键不属于该前缀"
    en: ClassVar[str] = "The key does not belong to this prefix"
    prefix: str


@dataclass(frozen=True, slots=True)
class PolicyKindDiffers(Unacceptable):
    """The key has held values of another kind."""

    slug: ClassVar[str] = "policy-kind-differs"
    zh: ClassVar[str] = "政策值的类型与既有的不同"
    en: ClassVar[str] = "The value is of another kind than those adopted before"
    key: str


# --- decision ---------------------------------------------------------------


def decide(command: AdoptPolicy, policy: Policy, _context: Context) -> list[PolicyEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that the very entry is adopted already."""
    entry = command.entry
    adopted = policy.entries.get(entry.key, ())
    # Not `in`: to Python True is 1, and a switch would pass for the number.
    if any(_same(entry, other) for other in adopted):
        return []
    if adopted and type(entry.value) is not type(adopted[0].value):
        return PolicyKindDiffers(key=entry.key)
    return stated_otherwise(entry) or [PolicyAdopted(entry=entry)]


def prefix_of(entry: PolicyEntry) -> str:
    """The aggregate that an entry belongs to: its key up to the first dot."""
    return entry.key.partition(".")[0]


def _same(one: PolicyEntry, other: PolicyEntry) -> bool:
    return one == other and type(one.value) is type(other.value)


POLICY = Decider("policy", Policy(), evolve, decide, PolicyEvent)
