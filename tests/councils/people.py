"""People of the tables: entered, and nothing else is known of them."""

from __future__ import annotations

from shared.contracts.councils.person import Identity, PersonEntered
from shared.kernel.personal import Personal


def identity(person_id: str) -> Personal[Identity]:
    told = Identity(name="x", id_kind="citizen-id", id_number="630102198503120015")
    return Personal[Identity].of(person_id, told)


def entered(person_id: str) -> PersonEntered:
    return PersonEntered(identity=identity(person_id))
