"""The district over HTTP: its titles, the functions that passed on, and who acts for the organs of the old order."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.councils.api.days import as_of_in
from services.councils.domain.acting_body import (
    ActingBody,
    ActingKind,
    Organ,
    of_subdistrict_office,
    of_town_government,
)
from services.councils.domain.community import COMMUNITY
from services.councils.domain.district import DISTRICT, AwardHonour, District, TransferFunction
from services.councils.domain.street import STREET
from shared.contracts.councils.district import Bearer, FormerBearer, PublicFunction
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.as_of import PARAMETERS, Held, moment_asked, state_at
from shared.runtime.desk import Desk
from shared.runtime.history import History, history_of
from shared.runtime.http import Call, Query
from shared.runtime.questions import Questions
from shared.runtime.refusals import InvalidParameter

READERS = tuple(Role)


class HonourOut(BaseModel):
    """A title that the district was awarded, and where we know it from."""

    model_config = ConfigDict(from_attributes=True)

    title: str
    awarded_by: str
    awarded_on: date
    provenance: Provenance | None = None
    source: str | None = None


class TransferOut(BaseModel):
    """A function that passed on, from whom to whom, on what basis."""

    model_config = ConfigDict(from_attributes=True)

    function: PublicFunction
    from_body: FormerBearer
    to: Bearer
    basis: str
    effective_on: date
    provenance: Provenance | None = None
    source: str | None = None


class DistrictOut(BaseModel):
    """The district by its division, with its titles and the functions that passed on."""

    id: str
    honours: tuple[HonourOut, ...]
    transfers: tuple[TransferOut, ...]


class ActingBodyOut(BaseModel):
    """Who acts for an organ: a centre by its id, or a town by its code."""

    model_config = ConfigDict(from_attributes=True)

    kind: ActingKind
    id: str
    name_zh: str


def routes(desk: Desk) -> APIRouter:
    """Register the routes of the district."""
    to = Questions(desk, "district")
    division = desk.settings.division

    @to.command("/v1/district/honours", Role.ADMIN, body=AwardHonour)
    async def award(call: Call[AwardHonour]) -> Done | Refusal:
        """Enter a title that the district was awarded (荣誉称号)."""
        return await call.execute(Step(DISTRICT, division, call.body))

    @to.command("/v1/district/function-transfers", Role.ADMIN, body=TransferFunction)
    async def transfer(call: Call[TransferFunction]) -> Done | Refusal:
        """Enter that a function passed on (管理职能上升、服务职能下沉); to no committee of residents or villagers."""
        return await call.execute(Step(DISTRICT, division, call.body))

    @to.query("/v1/district", *READERS, answer=DistrictOut, parameters=PARAMETERS)
    async def district(query: Query) -> DistrictOut | Refusal:
        """Show the district: as it is, as it was in law on a day, as it was known at a moment."""
        moment = await moment_asked(query)
        if isinstance(moment, Refusal):
            return moment
        found = await state_at(desk.executor, DISTRICT, division, moment)
        return _shown(division, found.state if isinstance(found, Held) else District())

    @to.public("/v1/public/district", answer=DistrictOut)
    async def public_district(_query: Query) -> DistrictOut:
        """Show the district's titles, and which functions passed on with the reform."""
        return _shown(division, await desk.state(DISTRICT, division))

    @to.public(
        "/v1/public/acting-body", answer=ActingBodyOut, parameters=("organ", "community_id", "street_code", "as_of")
    )
    async def acting_body(query: Query) -> ActingBodyOut | Refusal:
        """Say who acts for a subdistrict office in a community, or for a town's government, on a day."""
        day = await as_of_in(query)
        found = day if isinstance(day, Refusal) else await _acting(query, day)
        return found if isinstance(found, Refusal) else ActingBodyOut.model_validate(found)

    @to.query("/v1/district/history", *READERS, answer=History)
    async def history(_query: Query) -> History | None:
        """List what happened to the district, from the log."""
        return await history_of(desk.executor, DISTRICT.ref(division))

    return to.router


async def _acting(query: Query, day: date) -> ActingBody | Refusal:
    desk, organ = query.desk, query.parameters.get("organ")
    place = "community_id" if organ == Organ.SUBDISTRICT_OFFICE else "street_code"
    if organ not in {*Organ}:
        return InvalidParameter(name="organ")
    if (where := query.parameters.get(place)) is None:
        return InvalidParameter(name=place)
    if organ == Organ.TOWN_GOVERNMENT:
        return of_town_government(where, await desk.state(STREET, where))
    district = await desk.state(DISTRICT, desk.settings.division)
    return of_subdistrict_office(await desk.state(COMMUNITY, where), district, day)


def _shown(division: str, district: District) -> DistrictOut:
    transfers = (each for passed in district.transfers.values() for each in passed)
    return DistrictOut(
        id=division,
        honours=tuple(HonourOut.model_validate(each) for each in district.honours),
        transfers=tuple(TransferOut.model_validate(each) for each in transfers),
    )
