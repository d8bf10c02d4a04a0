"""Items of the catalogue: guides, opening, suspension, and what a release enters, one row each."""

from datetime import date

import pytest

from services.intake.domain.application_refusals import ItemNotOffered
from services.intake.domain.item import ITEM, EnterItem, Entry, OpenItem, ResumeItem, ReviseGuide, SuspendItem
from services.intake.domain.item_refusals import (
    CatchAllMaterial,
    GuideIncomplete,
    ItemIsSuspended,
    ItemNotInCatalogue,
    ItemNotOpened,
    ItemVersionUnknown,
    MaterialsDiffer,
    PromiseExceedsStatute,
)
from shared.contracts.intake.item import (
    ItemEvent,
    ItemOpened,
    ItemPublished,
    ItemResumed,
    ItemRevised,
    ItemSuspended,
    ItemSuspensionReason,
    ItemVersion,
)
from shared.contracts.intake.service_guide import STARRED, ServiceGuide
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec
from tests.intake.guides import COMPLETE, without
from tests.intake.samples import at, days, guide, item_version

NOON = at("2014-09-24T12:00")
CODE = "CD-MZ-005"
FIRST = item_version(CODE)
SECOND = item_version(CODE, version=2, valid_from=date(2015, 1, 1))
SHIPPED = guide(CODE)
PUBLISHED, LATER = ItemPublished(item=FIRST), ItemPublished(item=SECOND)
VAGUE = item_version(CODE, materials=("其他材料",))


# --- guides, opening, suspension ----------------------------------------------


def revise(said: ServiceGuide, version: int = 1, demonstration: bool = False) -> ReviseGuide:
    return ReviseGuide(item_version=version, guide=said, demonstration=demonstration)


def open_(version: int | None = 1, demonstration: bool = False) -> OpenItem:
    return OpenItem(item_version=version, demonstration=demonstration)


def suspend(reason: ItemSuspensionReason = ItemSuspensionReason.NO_STAFF) -> SuspendItem:
    return SuspendItem(reason=reason)


COMPLETE_OF_VAGUE = without(COMPLETE, "materials")
INCOMPLETE = without(COMPLETE, "consult_phone")
OTHER_PAPERS = COMPLETE.model_copy(update={"materials": guide("CD-MZ-003").materials})
DESCRIBED = ItemRevised(item_version=1, guide=COMPLETE)
HALF_DESCRIBED = ItemRevised(item_version=1, guide=INCOMPLETE)
OPEN = ItemOpened(item_version=1, to_be_confirmed=())
OPEN_FOR_SHOW = ItemOpened(item_version=1, to_be_confirmed=("consult_phone",))
SUSPENDED = ItemSuspended(reason=ItemSuspensionReason.NO_STAFF)

ACTS = {
    "the guide of a version is published": ([PUBLISHED], revise(INCOMPLETE), [HALF_DESCRIBED]),
    "and completed": ([PUBLISHED, HALF_DESCRIBED], revise(COMPLETE), [DESCRIBED]),
    "the same guide again records nothing": ([PUBLISHED, DESCRIBED], revise(COMPLETE), []),
    "a guide of other papers needs a new version": (
        [PUBLISHED],
        revise(OTHER_PAPERS),
        MaterialsDiffer(materials=("困难证明", "户口簿", "申请书", "银行卡")),
    ),
    "a guide that does not speak of papers yet is taken": (
        [PUBLISHED],
        revise(COMPLETE_OF_VAGUE),
        [ItemRevised(item_version=1, guide=COMPLETE_OF_VAGUE)],
    ),
    "there is no guide of a version that was never published": ([PUBLISHED], revise(COMPLETE, 2), ItemVersionUnknown),
    "nor of an item that is not in the catalogue": ([], revise(COMPLETE), ItemNotInCatalogue),
    "what is open stays complete": (
        [PUBLISHED, DESCRIBED, OPEN],
        revise(INCOMPLETE),
        GuideIncomplete(fields=("consult_phone",)),
    ),
    "but in a demonstration": ([PUBLISHED, DESCRIBED, OPEN], revise(INCOMPLETE, demonstration=True), [HALF_DESCRIBED]),
    "a version with a complete guide is opened": ([PUBLISHED, DESCRIBED], open_(), [OPEN]),
    "opening twice records once": ([PUBLISHED, DESCRIBED, OPEN], open_(), []),
    "one field short it is not, and the field is named": (
        [PUBLISHED, HALF_DESCRIBED],
        open_(),
        GuideIncomplete(fields=("consult_phone",)),
    ),
    "without a guide everything is missing": ([PUBLISHED], open_(), GuideIncomplete(fields=STARRED)),
    "in a demonstration it opens, and the event says what is unknown": (
        [PUBLISHED, HALF_DESCRIBED],
        open_(demonstration=True),
        [OPEN_FOR_SHOW],
    ),
    "the version that holds today is opened where none is named": ([PUBLISHED, DESCRIBED], open_(None), [OPEN]),
    "where none holds today there is nothing to open": (
        [ItemPublished(item=item_version(CODE, valid_from=date(2015, 1, 1)))],
        open_(None, demonstration=True),
        ItemNotOffered,
    ),
    "a version that is not there is not opened": ([PUBLISHED], open_(2, demonstration=True), ItemVersionUnknown),
    "an item that is not there is not opened": ([], open_(), ItemNotInCatalogue),
    "an item is suspended": ([PUBLISHED, DESCRIBED, OPEN], suspend(), [SUSPENDED]),
    "for the same reason once": ([PUBLISHED, SUSPENDED], suspend(), []),
    "and not for another as well": (
        [PUBLISHED, SUSPENDED],
        suspend(ItemSuspensionReason.DISTRICT_ORDER),
        ItemIsSuspended(reason="NO_STAFF"),
    ),
    "it is resumed": ([PUBLISHED, SUSPENDED], ResumeItem(), [ItemResumed()]),
    "resuming what is not suspended records nothing": ([PUBLISHED], ResumeItem(), []),
    "and is suspended again": ([PUBLISHED, SUSPENDED, ItemResumed()], suspend(), [SUSPENDED]),
    "what is not there is not suspended": ([], suspend(), ItemNotInCatalogue),
    "nor resumed": ([], ResumeItem(), ItemNotInCatalogue),
}


@pytest.mark.parametrize(("given_", "when", "then"), ACTS.values(), ids=ACTS.keys())
def test_act(given_, when, then):
    Spec(ITEM).check(given_, when, then, NOON)


@pytest.mark.parametrize("starred", STARRED)
@pytest.mark.parametrize("said", ["nothing", "to be confirmed"])
def test_each_starred_field_keeps_a_version_shut(starred, said):
    short = without(COMPLETE, starred, absent=said == "nothing")
    given_: list[ItemEvent] = [PUBLISHED, ItemRevised(item_version=1, guide=short)]
    Spec(ITEM).check(given_, open_(), GuideIncomplete(fields=(starred,)), NOON)


def test_a_yearly_cycle_of_which_a_day_is_unknown_keeps_it_shut():
    cycle = guide("CD-JS-004").statutory_limit
    short = COMPLETE.model_copy(update={"statutory_limit": cycle})
    given_: list[ItemEvent] = [PUBLISHED, ItemRevised(item_version=1, guide=short)]
    Spec(ITEM).check(given_, open_(), GuideIncomplete(fields=("statutory_limit",)), NOON)


def test_a_guide_of_what_was_never_published_is_a_corrupt_stream():
    with pytest.raises(CorruptStream):
        ITEM.fold([DESCRIBED])


# --- what windows receive -----------------------------------------------------

RECEIVABLE = {
    "what is not in the catalogue is not offered": ([], "2014-09-24", ItemNotOffered()),
    "what is published is not open yet": ([PUBLISHED], "2014-09-24", ItemNotOpened(item_version=1)),
    "what is open is received": ([PUBLISHED, OPEN_FOR_SHOW], "2014-09-24", FIRST),
    "on the day before it begins it is not": ([PUBLISHED, OPEN_FOR_SHOW], "2012-12-31", ItemNotOffered()),
    "the next version is to be opened too": (
        [PUBLISHED, OPEN_FOR_SHOW, LATER],
        "2015-01-01",
        ItemNotOpened(item_version=2),
    ),
    "until its day the one before goes on": ([PUBLISHED, OPEN_FOR_SHOW, LATER], "2014-12-31", FIRST),
    "what is suspended is not": (
        [PUBLISHED, OPEN_FOR_SHOW, SUSPENDED],
        "2014-09-24",
        ItemIsSuspended(reason="NO_STAFF"),
    ),
    "what was resumed is": ([PUBLISHED, OPEN_FOR_SHOW, SUSPENDED, ItemResumed()], "2014-09-24", FIRST),
}


@pytest.mark.parametrize(("given_", "day", "then"), RECEIVABLE.values(), ids=RECEIVABLE.keys())
def test_receivable(given_, day, then):
    assert ITEM.fold(given_).receivable(date.fromisoformat(day)) == then


# --- what a release ships -----------------------------------------------------


def enter(*versions: ItemVersion, guided: bool = True, demonstration: bool = True) -> EnterItem:
    entries = tuple(Entry(item=version, guide=SHIPPED if guided else None) for version in versions)
    return EnterItem(entries=entries, demonstration=demonstration)


def described(number: int) -> ItemRevised:
    return ItemRevised(item_version=number, guide=SHIPPED)


def opened(number: int) -> ItemOpened:
    return ItemOpened(item_version=number, to_be_confirmed=SHIPPED.to_be_confirmed)


OWN = item_version(CODE, promised=days(5))
OWN_NEXT = item_version(CODE, version=2, valid_from=date(2014, 6, 1), promised=days(5))
ENTERED = {
    "all of an item is entered and opened": (
        [],
        enter(FIRST, SECOND),
        [PUBLISHED, described(1), opened(1), LATER, described(2), opened(2)],
    ),
    "in production nothing opens that is not complete": (
        [],
        enter(FIRST, SECOND, demonstration=False),
        [PUBLISHED, described(1), LATER, described(2)],
    ),
    "of what an older release entered, only the rest": (
        [PUBLISHED],
        enter(FIRST, SECOND),
        [described(1), opened(1), LATER, described(2), opened(2)],
    ),
    "a guide that the district has entered stays": (
        [PUBLISHED, DESCRIBED],
        enter(FIRST),
        [OPEN],
    ),
    "a version in the district's own words is neither explained nor opened, and nothing follows it": (
        [ItemPublished(item=OWN)],
        enter(FIRST, SECOND),
        [],
    ),
    "where the district went on, what is shipped does not": (
        [PUBLISHED, ItemPublished(item=OWN_NEXT)],
        enter(FIRST, SECOND),
        [described(1), opened(1)],
    ),
    "also by more versions than are shipped": (
        [PUBLISHED, ItemPublished(item=OWN_NEXT)],
        enter(FIRST),
        [described(1), opened(1)],
    ),
    "what is suspended stays so": (
        [PUBLISHED, described(1), opened(1), SUSPENDED],
        enter(FIRST),
        [],
    ),
    "a version that may not be promised so is refused, and nothing is entered": (
        [],
        enter(FIRST, item_version(CODE, version=2, valid_from=date(2015, 1, 1), promised=days(31))),
        PromiseExceedsStatute,
    ),
}


@pytest.mark.parametrize(("given_", "when", "then"), ENTERED.values(), ids=ENTERED.keys())
def test_entered(given_, when, then):
    Spec(ITEM).check(given_, when, then, NOON)


def test_what_was_published_before_the_rule_is_neither_opened_nor_explained_after_it():
    given_, context = [ItemPublished(item=VAGUE)], at("2022-01-01T12:00")
    opening = OpenItem(item_version=1, demonstration=True)
    Spec(ITEM).check(given_, opening, CatchAllMaterial, context)
    Spec(ITEM).check(given_, revise(COMPLETE_OF_VAGUE), CatchAllMaterial, context)


def test_a_guide_is_read_as_it_was_written():
    assert ServiceGuide.model_validate_json(SHIPPED.model_dump_json()) == SHIPPED
