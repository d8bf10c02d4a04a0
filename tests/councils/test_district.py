"""District: decisions, one row each; who acts for the organs of the old order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.councils.domain.acting_body import (
    ActingBody,
    ActingKind,
    NoActingBody,
    of_subdistrict_office,
    of_town_government,
)
from services.councils.domain.community import COMMUNITY
from services.councils.domain.district import (
    DISTRICT,
    AwardHonour,
    HonourEnteredOtherwise,
    TransferFunction,
    TransferOutOfOrder,
    TransferToItself,
)
from services.councils.domain.street import STREET
from shared.contracts.councils.community import CentreKind, CentreOpened, CommunityAbolished, CommunityEstablished
from shared.contracts.councils.district import Bearer, FormerBearer, FunctionTransferred, HonourAwarded, PublicFunction
from shared.contracts.councils.street import StreetListed
from shared.contracts.separation import SelfGoverningBody, Separation, separated
from shared.kernel.instants import start_of
from shared.testing.decider import Spec, context

SPEC, CONTEXT = Spec(DISTRICT), context()
REFORM, LATER, DAY = date(2013, 9, 29), date(2015, 4, 24), timedelta(days=1)
SUBDISTRICT, SERVICE = FormerBearer.SUBDISTRICT, PublicFunction.PUBLIC_SERVICE


def pass_on(
    to: Bearer | SelfGoverningBody = Bearer.CENTRE,
    effective_on: date = REFORM,
    function: PublicFunction = SERVICE,
    from_body: FormerBearer = SUBDISTRICT,
) -> TransferFunction:
    return TransferFunction(function=function, from_body=from_body, to=to, basis="DOC-7", effective_on=effective_on)


def passed(to: Bearer = Bearer.CENTRE, effective_on: date = REFORM) -> FunctionTransferred:
    return FunctionTransferred(function=SERVICE, from_body=SUBDISTRICT, to=to, basis="DOC-7", effective_on=effective_on)


award = AwardHonour(title="全国和谐社区建设示范城区", awarded_by="民政部", awarded_on=LATER)
awarded = HonourAwarded(title="全国和谐社区建设示范城区", awarded_by="民政部", awarded_on=LATER)
RESIDENTS, VILLAGERS = SelfGoverningBody.RESIDENTS_COMMITTEE, SelfGoverningBody.VILLAGERS_COMMITTEE

ROWS = {
    "a title is awarded": ([], award, [awarded]),
    "and entered once": ([awarded], award, []),
    "nor once more with other words": (
        [awarded],
        award.model_copy(update={"awarded_by": "民政部办公厅"}),
        HonourEnteredOtherwise,
    ),
    "another day it is another": (
        [awarded],
        award.model_copy(update={"awarded_on": REFORM}),
        [awarded.model_copy(update={"awarded_on": REFORM})],
    ),
    "a function passes on": ([], pass_on(), [passed()]),
    "and passes on once": ([passed()], pass_on(), []),
    "later it may pass on again": ([passed()], pass_on(Bearer.DISTRICT, LATER), [passed(Bearer.DISTRICT, LATER)]),
    "not on the same day": ([passed()], pass_on(Bearer.DISTRICT), TransferOutOfOrder(REFORM)),
    "nor on a day before": (
        [passed()],
        pass_on(Bearer.DISTRICT, REFORM - DAY),
        TransferOutOfOrder(REFORM),
    ),
    "nothing passes on to whom it is from": (
        [],
        pass_on(Bearer.DISTRICT, from_body=FormerBearer.DISTRICT),
        TransferToItself,
    ),
    "no residents' committee bears a public function": ([], pass_on(RESIDENTS), Separation(RESIDENTS)),
    "nor does a villagers' committee": ([passed()], pass_on(VILLAGERS, LATER), Separation(VILLAGERS)),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_district(given, when, then):
    SPEC.check(given, when, then, CONTEXT)


def test_a_function_is_with_its_bearer_from_the_day_on_which_it_passed_on():
    district = DISTRICT.fold([passed(), passed(Bearer.DISTRICT, LATER)])
    days = (REFORM - DAY, REFORM, LATER - DAY, LATER)
    bearers = [None, Bearer.CENTRE, Bearer.CENTRE, Bearer.DISTRICT]
    assert [district.bearer_of(SERVICE, day) for day in days] == bearers
    assert district.bearer_of(PublicFunction.ECONOMY, LATER) is None


@pytest.mark.parametrize(("event", "day"), [(awarded, LATER), (passed(), REFORM)])
def test_both_count_from_the_beginning_of_their_day(event, day):
    assert event.effective_at() == start_of(day)


def test_only_bodies_of_self_governance_are_kept_apart():
    assert {
        each for each in ("CENTRE", "DISTRICT", "RESIDENTS_COMMITTEE", "VILLAGERS_COMMITTEE") if separated(each)
    } == {
        "RESIDENTS_COMMITTEE",
        "VILLAGERS_COMMITTEE",
    }


# --- acting bodies ----------------------------------------------------------

community = CommunityEstablished(name_zh="东关", name_en="x", aliases=(), founded_on=REFORM)
centre = CentreOpened(
    centre_id="c1",
    community_id="dongguan",
    kind=CentreKind.PUBLIC_SERVICE,
    name_zh="东关社区公共服务中心",
    name_en="x",
    opened_on=REFORM + DAY,
)
abolished = CommunityAbolished(effective_on=LATER, basis="x")
CENTRE_ACTS = ActingBody(ActingKind.CENTRE, "c1", "东关社区公共服务中心")
OFFICES = {
    "the centre acts for the subdistrict office": ([community, centre], [passed()], REFORM + DAY, CENTRE_ACTS),
    "not before it opened": ([community, centre], [passed()], REFORM, NoActingBody()),
    "nor before the function passed on": (
        [community, centre],
        [passed(effective_on=LATER)],
        LATER - DAY,
        NoActingBody(),
    ),
    "nor once the function is elsewhere": (
        [community, centre],
        [passed(), passed(Bearer.DISTRICT, LATER)],
        LATER,
        NoActingBody(),
    ),
    "a community without its centre has nobody": ([community], [passed()], LATER, NoActingBody()),
    "so has one that ended": ([community, centre, abolished], [passed()], LATER, NoActingBody()),
    "and one that nobody founded": ([], [passed()], LATER, NoActingBody()),
}


@pytest.mark.parametrize(("here", "district", "day", "acts"), OFFICES.values(), ids=OFFICES.keys())
def test_who_acts_for_the_subdistrict_office(here, district, day, acts):
    assert of_subdistrict_office(COMMUNITY.fold(here), DISTRICT.fold(district), day) == acts


TOWNS = {
    "a town keeps its government": ("630102101", "韵家口镇", ActingBody(ActingKind.TOWN, "630102101", "韵家口镇")),
    "a street is no town": ("630102001", "东关大街街道", NoActingBody()),
    "nor is a park": ("630102400", "东川工业园", NoActingBody()),
}


@pytest.mark.parametrize(("code", "name_zh", "acts"), TOWNS.values(), ids=TOWNS.keys())
def test_who_acts_for_a_town_government(code, name_zh, acts):
    assert of_town_government(code, STREET.fold([StreetListed(code=code, name_zh=name_zh)])) == acts


def test_nobody_acts_for_a_town_that_is_not_listed():
    assert of_town_government("", STREET.initial) == NoActingBody()
