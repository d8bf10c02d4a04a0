"""A change of an association over HTTP, on either track: its name, its place, who is in charge."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from services.associations.api.matter import matter_of
from services.associations.api.person_in_charge import FitPersonIn, person_given
from services.associations.domain.association_commands import ChangeFiling, ChangeRegistration
from services.associations.domain.association_holdings import exchanged
from shared.contracts.associations.association_founding import Name, Place
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.http import Call


class ChangeIn(BaseModel):
    """What is another now; what is left out is as it was. `name_answer` says why a name passes that is warned of."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    name_zh: Name | None = None
    name_answer: Name | None = None
    religious_body: bool = False
    person: FitPersonIn | None = None
    place: Place | None = None


C = TypeVar("C", bound=ChangeIn)


async def change(call: Call[C], empty: ChangeFiling | ChangeRegistration) -> Done | Refusal:
    """Enter what a body says, in the command of the track that has none of it yet."""
    matter, body = await matter_of(call), call.body
    if isinstance(matter, Refusal):
        return matter
    person = None if body.person is None else await person_given(call.desk, body.person)
    if isinstance(person, Refusal):
        return person
    said = {name: getattr(body, name) for name in ("name_zh", "name_answer", "religious_body", "place")}
    held = exchanged(matter.id, matter.file, body.name_zh, person.person.ref if person else None)
    return await call.execute(matter.step(empty.model_copy(update={**said, "person": person})), *held)
