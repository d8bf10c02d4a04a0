"""Draft: decisions, one row each."""

from datetime import date, datetime
from typing import Any

import pytest

from services.intake.domain.application_refusals import ItemNotOffered
from services.intake.domain.draft import (
    DRAFT,
    DiscardDraft,
    DraftApplication,
    DraftOfAnother,
    DraftOver,
    DraftStillKept,
    DraftUnknown,
    HandInDraft,
    LapseDraft,
    NotDrafted,
    ReviseDraft,
    Writing,
    draft_due,
)
from services.intake.domain.hall import HallUnknown
from services.intake.domain.types import ApplicationId, HallId, ItemCode
from services.intake.domain.window_post import DISTRICT, WINDOW_POSTS, NotOnWindowPost
from shared.contracts.casework.post import ActedAs
from shared.contracts.intake.draft import (
    ApplicationDrafted,
    DraftDiscarded,
    DraftHandedIn,
    DraftLapsed,
    DraftRevised,
)
from shared.kernel.actors import ANYBODY
from shared.kernel.instants import SHANGHAI
from shared.kernel.personal import personal_values
from shared.testing.decider import Spec, context, known
from tests.intake.course import OTHER, person
from tests.intake.samples import APPLICANT, CALENDAR, POLICY, RELATED, SUBJECT, at, window_post

SPEC = Spec(DRAFT)
LAST = date(2014, 10, 24)
WRITTEN: dict[str, Any] = {"item_code": "CD-MZ-005", "materials": ("身份证",), "applicant": APPLICANT}


def outside(instant: str = "2014-09-24T22:00"):
    """Somebody without a token at this instant, local time."""
    return context(f"{instant}+08:00", ANYBODY, POLICY, CALENDAR)


def writing(item="CD-MZ-005", hall="hall-qzx", applicant=APPLICANT) -> Writing:
    hall_id = None if hall is None else HallId(hall)
    return Writing(item_code=ItemCode(item), hall_id=hall_id, applicant=applicant, materials=("身份证",))


def drafted(hall="hall-qzx", until=LAST, **on_post) -> ApplicationDrafted:
    return ApplicationDrafted(**WRITTEN, hall_id=hall, kept_until_on=until, **on_post)


def begin(**said) -> DraftApplication:
    return DraftApplication(writing=writing(**said))


def revise(revision="revision-1", **said) -> ReviseDraft:
    return ReviseDraft(revision_id=revision, writing=writing(**said))


def revised(revision="revision-1", until=LAST, applicant=APPLICANT) -> DraftRevised:
    said = {**WRITTEN, "applicant": applicant}
    return DraftRevised(revision_id=revision, hall_id="hall-qzx", kept_until_on=until, **said)


def hand_in(application="a-1", item="CD-MZ-005", subject=SUBJECT) -> HandInDraft:
    return HandInDraft(application_id=ApplicationId(application), item_code=ItemCode(item), subject=subject)


handed_in = DraftHandedIn(application_id="a-1")
NOW, WED = outside(), at("2014-09-24T09:05")
LAST_MINUTE, OVER = outside("2014-10-24T23:59"), outside("2014-10-25T00:00")

ROWS = {
    "anybody begins an application": ([], begin(), NOW, [drafted()]),
    "also where it is not known at which hall": ([], begin(hall=None), NOW, [drafted(hall=None)]),
    "a clerk begins it for somebody": ([], begin(), WED, [drafted()]),
    "beginning twice records once": ([drafted()], begin(), NOW, []),
    "not at a hall that is not there": ([], begin(hall="hall-none"), NOW, HallUnknown),
    "not for what is not in the catalogue": ([], begin(item="CD-MZ-999"), NOW, ItemNotOffered),
    "it is written anew and kept for the whole time again": (
        [drafted()],
        revise(),
        outside("2014-10-01T08:00"),
        [revised(until=date(2014, 10, 31))],
    ),
    "the same revision twice is one": ([drafted(), revised()], revise(), NOW, []),
    "an older revision that is sent again does not come back": (
        [drafted(), revised(), revised("revision-2")],
        revise(),
        NOW,
        [],
    ),
    "in the last minute of its last day it is written anew": (
        [drafted()],
        revise(),
        LAST_MINUTE,
        [revised(until=date(2014, 11, 23))],
    ),
    "after that it is not": ([drafted()], revise(), OVER, DraftOver),
    "not for what is not in the catalogue either": ([drafted()], revise(item="CD-MZ-999"), NOW, ItemNotOffered),
    "it is handed in with the receipt": ([drafted()], hand_in(), WED, [handed_in]),
    "on its last day too": ([drafted()], hand_in(), at("2014-10-24T17:00"), [handed_in]),
    "and not on the day after": ([drafted()], hand_in(), at("2014-10-25T09:00"), DraftOver),
    "handing in twice is one receipt": ([drafted(), handed_in], hand_in(), WED, []),
    "another receipt does not hand it in again": ([drafted(), handed_in], hand_in("a-2"), WED, DraftOver),
    "another person does not hand it in": ([drafted()], hand_in(subject=OTHER), WED, DraftOfAnother),
    "nor anybody for another item": ([drafted()], hand_in(item="CD-MZ-003"), WED, DraftOfAnother),
    "whoever is written down last hands it in": (
        [drafted(), revised(applicant=person(OTHER))],
        hand_in(subject=OTHER),
        WED,
        [handed_in],
    ),
    "it is given up": ([drafted()], DiscardDraft(), NOW, [DraftDiscarded()]),
    "giving up twice records once": ([drafted(), DraftDiscarded()], DiscardDraft(), NOW, []),
    "what was given up is not handed in": ([drafted(), DraftDiscarded()], hand_in(), WED, DraftOver),
    "nor written anew": ([drafted(), DraftDiscarded()], revise(), NOW, DraftOver),
    "what was handed in is not given up": ([drafted(), handed_in], DiscardDraft(), NOW, DraftOver),
    "what is kept no longer neither": ([drafted()], DiscardDraft(), OVER, DraftOver),
    "it lapses after exactly thirty days": ([drafted()], LapseDraft(), OVER, [DraftLapsed(kept_until_on=LAST)]),
    "and not in their last minute": ([drafted()], LapseDraft(), LAST_MINUTE, DraftStillKept),
    "what was handed in does not lapse": ([drafted(), handed_in], LapseDraft(), OVER, []),
    "what lapsed is not handed in": ([drafted(), DraftLapsed(kept_until_on=LAST)], hand_in(), WED, DraftOver),
    "what nobody began is not handed in": ([], hand_in(), WED, DraftUnknown),
    "nor written anew from nothing": ([], revise(), NOW, DraftUnknown),
}


@pytest.mark.parametrize(("given", "when", "now", "then"), ROWS.values(), ids=ROWS.keys())
def test_a_draft(given, when, now, then):
    SPEC.check(given, when, then, now, RELATED)


POSTED = RELATED | known(WINDOW_POSTS, DISTRICT, window_post("clerk-2", ActedAs.B, window_id="W2"))


def test_where_the_hall_has_posts_only_who_is_on_one_writes_for_somebody():
    SPEC.check([], begin(), NotOnWindowPost, at("2014-09-24T09:05", "clerk-1"), POSTED)
    on_post = drafted(post_id="post-W2", acted_as=ActedAs.B)
    SPEC.check([], begin(), [on_post], at("2014-09-24T09:05", "clerk-2"), POSTED)


def test_at_home_nobody_is_on_a_post():
    SPEC.check([], begin(), [drafted()], NOW, POSTED)


def test_the_timer_waits_for_the_end_of_the_last_day():
    assert draft_due(DRAFT.fold([drafted()]), NOW) == datetime(2014, 10, 25, tzinfo=SHANGHAI)


@pytest.mark.parametrize("events", [[], [drafted(), handed_in], [drafted(), DraftDiscarded()]])
def test_nothing_lapses_that_is_not_kept(events):
    assert draft_due(DRAFT.fold(events), NOW) is None


def test_the_state_holds_nothing_of_the_person_but_the_reference():
    state = DRAFT.fold([drafted(), revised()])
    assert not isinstance(state, NotDrafted)
    assert list(personal_values(tuple(getattr(state, name) for name in state.__slots__))) == []
