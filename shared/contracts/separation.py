"""Separation of residents' self-governance from administration (居政分离): a rule that several services keep.

A committee of residents or villagers decides nothing for the government and is the window of nothing: it is neither
the bearer of a public function nor the authority or the window of a service item.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from shared.kernel.refusals import Forbidden


class SelfGoverningBody(StrEnum):
    """Bodies by which people govern themselves."""

    RESIDENTS_COMMITTEE = "RESIDENTS_COMMITTEE"
    VILLAGERS_COMMITTEE = "VILLAGERS_COMMITTEE"


@dataclass(frozen=True, slots=True)
class Separation(Forbidden):
    """A self-governing body would do what is the government's."""

    slug: ClassVar[str] = "separation"
    zh: ClassVar[str] = "居政分离：居（村）委会不得承担行政职能"
    en: ClassVar[str] = "A committee of residents or villagers bears no function of the government"
    body: SelfGoverningBody


def separated(body: str) -> Separation | None:
    """Why a kind of body may not decide, serve or administer for the government, if so."""
    return Separation(SelfGoverningBody(body)) if body in frozenset(SelfGoverningBody) else None
