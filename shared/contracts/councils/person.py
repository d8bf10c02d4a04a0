"""Events of the person (人): somebody of whom councils know nothing but who is kin to whom.

The aggregate's id is the vault's reference; whom it names is sealed under their own key.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.kernel.messages import Event, Value
from shared.kernel.personal import Personal, SubjectRef


class Kinship(StrEnum):
    """How two people are related; each kind holds from either side."""

    SPOUSE = "SPOUSE"
    DIRECT = "DIRECT"
    """直系亲属: parents, children, grandparents, grandchildren."""

    COLLATERAL = "COLLATERAL"
    """三代以内旁系亲属: siblings, uncles, aunts, cousins."""

    CLOSE_BY_MARRIAGE = "CLOSE_BY_MARRIAGE"
    """近姻亲: a spouse's direct and close relatives, and the spouses of one's own."""


class Identity(Value):
    """Somebody as their document names them; `id_kind` is `citizen-id` or the kind of another document."""

    name: Annotated[str, Field(min_length=1, max_length=50)]
    id_kind: Annotated[str, Field(max_length=30)]
    id_number: Annotated[str, Field(max_length=30)]


class PersonEntered(Event):
    """Somebody was entered who holds an office or may come to; recorded once for each person."""

    identity: Personal[Identity]


class KinshipDeclared(Event):
    """This person and another are kin; recorded of both in the same act."""

    person_id: SubjectRef
    kinship: Kinship


class KinshipEnded(Event):
    """They are kin no longer, as by a divorce, or never were; recorded of both in the same act."""

    person_id: SubjectRef


PersonEvent = PersonEntered | KinshipDeclared | KinshipEnded
