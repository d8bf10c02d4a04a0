"""Case: the publication of what was granted, one row each."""

from __future__ import annotations

from typing import Any

import pytest

from services.casework.domain.case_publication_acts import PublishDecision
from services.casework.domain.case_refusals import (
    NotDecided,
    RefusalNotPublished,
)
from services.casework.domain.types import PostId
from shared.contracts.casework.case import Outcome
from shared.contracts.casework.case_publication import DecisionPublished, PublicationPlace
from tests.casework.travels import (
    TEMPORARY,
    Story,
    close,
    decide,
    propose,
)

PROPOSED = ("2015-03-20", "s-examiner", propose())
AT_THE_CENTRE = ("s-approver", decide())
REFUSAL: dict[str, Any] = {"outcome": Outcome.REFUSE, "remedies": ("60日内可申请行政复议",)}


BOARD, WEBSITE, BOTH = PublicationPlace


def publish(place: PublicationPlace = BOARD) -> PublishDecision:
    return PublishDecision(post_id=PostId("examination"), place=place)


GRANTED = (PROPOSED, ("2015-03-23", *AT_THE_CENTRE))
PUBLICATION = {
    "what was granted is published": (GRANTED, publish(), [DecisionPublished]),
    "after the closure too": ((*GRANTED, ("2015-03-23", "s-examiner", close())), publish(), [DecisionPublished]),
    "at a second place as well": (
        (*GRANTED, ("2015-03-23", "s-examiner", publish())),
        publish(BOTH),
        [DecisionPublished],
    ),
    "both places show it at each": ((*GRANTED, ("2015-03-23", "s-examiner", publish(BOTH))), publish(WEBSITE), []),
    "what is only proposed is not": ((PROPOSED,), publish(), NotDecided),
}


@pytest.mark.parametrize(("acts", "when", "then"), PUBLICATION.values(), ids=PUBLICATION.keys())
def test_publication(acts, when, then):
    story = Story(TEMPORARY).then(*acts).on("2015-03-24", "s-examiner", when)
    assert (story.facts() if isinstance(then, list) else type(story.last)) == then


def test_a_refusal_is_not_published():
    story = Story(TEMPORARY).then(("2015-03-20", "s-examiner", propose(Outcome.REFUSE)))
    refused = decide(reasons=story.last[0].reasons, **REFUSAL)
    story.then(("2015-03-23", "s-approver", refused))
    assert story.on("2015-03-24", "s-examiner", publish()).last == RefusalNotPublished()
