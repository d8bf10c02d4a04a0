"""Events of the street or town (街道, 镇) as statistics have it, beside the communities."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from shared.contracts.councils.community import Name, Source
from shared.kernel.messages import Event
from shared.kernel.provenance import Provenance

StreetCode = Annotated[str, Field(pattern=r"^[0-9]{9}$")]


class StreetListed(Event):
    """A street or town entered the statistical hierarchy; `code` has nine digits and begins with the division's."""

    code: StreetCode
    name_zh: Name
    provenance: Provenance | None = None
    source: Source | None = None


StreetEvent = StreetListed
