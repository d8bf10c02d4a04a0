"""Acting body: who does today what a law gives to an organ of the old order.

A law that says 街道办事处 means in a community its public service centre, once public service has passed on to the
centres; one that says 乡镇人民政府 means the town, whose government the reform left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from services.councils.domain.community import CommunityState, NotEstablished, stands_on
from services.councils.domain.district import District
from services.councils.domain.street import Listed, Street
from shared.contracts.councils.community import CentreKind
from shared.contracts.councils.district import Bearer, PublicFunction
from shared.kernel.refusals import Refusal, Unknown

_KIND_OF_UNIT = 6
_TOWN = "1"
"""The seventh digit of a statistical code: streets begin with 0, towns with 1 (县以下行政区划代码编制规则)."""


class Organ(StrEnum):
    """An organ as laws name it."""

    SUBDISTRICT_OFFICE = "SUBDISTRICT_OFFICE"
    """街道办事处."""

    TOWN_GOVERNMENT = "TOWN_GOVERNMENT"
    """乡镇人民政府."""


class ActingKind(StrEnum):
    """What acts in an organ's place."""

    CENTRE = "CENTRE"
    TOWN = "TOWN"


@dataclass(frozen=True, slots=True)
class ActingBody:
    """Who acts: a centre by its id, a town by its code."""

    kind: ActingKind
    id: str
    name_zh: str


@dataclass(frozen=True, slots=True)
class NoActingBody(Unknown):
    """Nobody acts for the organ there on that day."""

    slug: ClassVar[str] = "no-acting-body"
    zh: ClassVar[str] = "该日该处没有承接机构"
    en: ClassVar[str] = "Nobody acts for the organ there on that day"


def of_subdistrict_office(community: CommunityState, district: District, day: date) -> ActingBody | Refusal:
    """Who acts for the subdistrict office in a community on a day."""
    passed_on = district.bearer_of(PublicFunction.PUBLIC_SERVICE, day) is Bearer.CENTRE
    if isinstance(community, NotEstablished) or not stands_on(community, day) or not passed_on:
        return NoActingBody()
    centre = community.centres.get(CentreKind.PUBLIC_SERVICE)
    if centre is None or day < centre.opened_on:
        return NoActingBody()
    return ActingBody(ActingKind.CENTRE, centre.centre_id, centre.name_zh)


def of_town_government(code: str, street: Street) -> ActingBody | Refusal:
    """Who acts for a town's government: the town itself."""
    if not isinstance(street, Listed) or code[_KIND_OF_UNIT] != _TOWN:
        return NoActingBody()
    return ActingBody(ActingKind.TOWN, code, street.said.name_zh)
