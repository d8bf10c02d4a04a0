"""Households without an account: the code by which each acts once on one matter, handed to it with the notice of it.

A code is derived and kept nowhere; that it was told is recorded as a reading of the household before it is told.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.ids import AggregateRef
from shared.kernel.personal import SubjectRef
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk
from shared.runtime.reading import Seen, note

HOUSEHOLD = "household"
"""What the vault knows a household by, the number of its register."""
RegisterNumber = Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{4,30}$")]


class SlipsIn(BaseModel):
    """Whose codes are asked for, by the numbers of their registers."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    register_numbers: Annotated[tuple[RegisterNumber, ...], Field(min_length=1, max_length=50)]


class HouseholdCodeIn(BaseModel):
    """A household, by the number of its register, and the code that was handed to it."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    register_number: RegisterNumber
    code: Annotated[str, Field(pattern=r"^[0-9A-Za-z]{8}$")]


class HouseholdCode(BaseModel):
    """The slip of one household."""

    register_number: str
    code: str


class HouseholdCodes(BaseModel):
    """A slip for each household that was asked for; whether one was used is not told."""

    codes: tuple[HouseholdCode, ...]


async def household_of(desk: Desk, register_number: str) -> SubjectRef:
    """The household with that number."""
    return await desk.vault.enrol(HOUSEHOLD, register_number.upper())


async def codes_of(desk: Desk, matter: AggregateRef, said: SlipsIn) -> HouseholdCodes:
    """The codes of households for a matter, for who hands them out."""
    numbers = dict.fromkeys(number.upper() for number in said.register_numbers)
    for number in numbers:
        note(Seen(await household_of(desk, number), matter, "code"))
    slips = {number: desk.vault.code(HOUSEHOLD, _slip(matter, number)) for number in numbers}
    return HouseholdCodes(codes=tuple(HouseholdCode(register_number=n, code=code) for n, code in slips.items()))


async def proven(desk: Desk, matter: AggregateRef, said: HouseholdCodeIn, *, there: bool) -> SubjectRef | Refusal:
    """The household of who has its code for a matter; a wrong code and a matter that is not there are told alike."""
    refusal = await desk.wrong_code(HOUSEHOLD, _slip(matter, said.register_number.upper()), said.code, there=there)
    return refusal or await household_of(desk, said.register_number)


def itself(household: SubjectRef) -> Actor:
    """A household that acts by its code: none of those who live in it is known."""
    return Actor(ActorId(household), Role.RESIDENT)


def _slip(matter: AggregateRef, register_number: str) -> str:
    return f"{matter}/{register_number}"
