"""The guide for founders, one row each, and what is shipped of it."""

from __future__ import annotations

import json
from datetime import date

import pytest

from deploy.seeding import load
from services.associations.domain.founding_guide import (
    FOUNDING_GUIDE,
    GuideIncomplete,
    LaterEdition,
    PublishFoundingGuide,
)
from shared.contracts.associations.association_founding import Track
from shared.contracts.associations.founding_guide import FoundingGuidePublished, GuideEntry, GuideField
from shared.kernel.actors import Role
from shared.kernel.provenance import Provenance
from shared.testing.decider import Spec
from tests.associations.samples import at

SPEC = Spec(FOUNDING_GUIDE)
NOW = at("2016-05-03T10:00", Role.ADMIN)
SHIPPED = {each.pop("track"): each for each in load("founding_guides.yaml")}
PUBLISH = {Track(track): PublishFoundingGuide.model_validate_json(json.dumps(said)) for track, said in SHIPPED.items()}
first = PUBLISH[Track.FILED]
later = first.model_copy(update={"effective_on": date(2016, 6, 1)})


def edition(number: int, of: PublishFoundingGuide) -> FoundingGuidePublished:
    return FoundingGuidePublished(edition=number, entries=of.entries, effective_on=of.effective_on)


GUIDES = {
    "the first edition": ([], first, NOW, [edition(1, first)]),
    "publishing twice records once": ([edition(1, first)], first, NOW, []),
    "the next takes its place on its day": ([edition(1, first)], later, NOW, [edition(2, later)]),
    "an edition for an earlier day comes too late": (
        [edition(1, first), edition(2, later)],
        first,
        NOW,
        LaterEdition(date(2016, 6, 1)),
    ),
    "no field is left out": (
        [],
        first.model_copy(update={"entries": first.entries[1:]}),
        NOW,
        GuideIncomplete((GuideField.CONDITIONS,)),
    ),
    "none is told twice": (
        [],
        first.model_copy(update={"entries": (*first.entries[:-1], first.entries[0])}),
        NOW,
        GuideIncomplete((GuideField.CONDITIONS, GuideField.REMEDIES)),
    ),
}


@pytest.mark.parametrize(("given", "when", "context", "then"), GUIDES.values(), ids=GUIDES.keys())
def test_guides(given, when, context, then):
    SPEC.check(given, when, then, context)


def test_an_edition_holds_from_its_day_on():
    guide = FOUNDING_GUIDE.fold([edition(1, first), edition(2, later)])
    assert [found and found.edition for found in map(guide.on, (date(2012, 12, 31), date(2016, 5, 31)))] == [None, 1]
    assert [found and found.edition for found in map(guide.on, (date(2016, 6, 1), date(2020, 1, 1)))] == [2, 2]


@pytest.mark.parametrize("track", Track)
def test_what_is_shipped_is_whole_and_invents_nothing(track):
    entries = PUBLISH[track].entries
    assert [each.field for each in entries] == [*GuideField]
    unknown = {each.field for each in entries if each.value == "TO_BE_CONFIRMED"}
    assert unknown == {GuideField.CONSULT_PHONE, GuideField.COMPLAINT_PHONE, GuideField.REMEDIES}
    assert all(each.provenance is not Provenance.SYNTHETIC for each in entries)


def test_what_is_to_be_confirmed_still_says_where_that_is_from():
    with pytest.raises(ValueError, match="source"):
        GuideEntry.model_validate({"field": "FEE", "value": "TO_BE_CONFIRMED", "provenance": "DEFAULT"})
