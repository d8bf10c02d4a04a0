"""Events of the petition for a residents' assembly (提议召开居民会议): who signed is counted, and nobody is named."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.kernel.messages import Event

Mark = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""In place of who signed a petition, the same each time; without the vault's key nobody can tell whose it is."""

Matter = Annotated[str, Field(min_length=1, max_length=300)]
"""What the assembly shall speak of; never about a person."""


class Signers(StrEnum):
    """Whose signatures are counted (城市居民委员会组织法 §10)."""

    ADULTS = "ADULTS"
    HOUSEHOLDS = "HOUSEHOLDS"
    GROUPS = "GROUPS"


class PetitionStarted(Event):
    """Residents began to demand an assembly; `needed` signatures of all `entitled` reach the threshold."""

    committee_id: str
    signers: Signers
    entitled: Annotated[int, Field(ge=1, le=100_000)]
    needed: int
    matter: Matter


class PetitionSigned(Event):
    """An adult, a household or a group signed; recorded where the paper is handed in."""

    mark: Mark


class PetitionThresholdReached(Event):
    """With this signature enough have signed: the assembly is to be called by the end of `call_by_on`."""

    committee_id: str
    signatures: int
    call_by_on: date


class PetitionAnswered(Event):
    """The residents' committee called the assembly that was demanded; recorded with the call."""

    committee_id: str
    assembly_id: str


class PetitionUnanswered(Event):
    """The last day went by, at `fell_due_at`, and no assembly was called: a matter for supervision."""

    committee_id: str
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """The end of the last day."""
        return self.fell_due_at


PetitionEvent = PetitionStarted | PetitionSigned | PetitionThresholdReached | PetitionAnswered | PetitionUnanswered
