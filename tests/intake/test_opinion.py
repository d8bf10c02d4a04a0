"""Opinions at the counter: what is taken down and what is not, one row each; and over HTTP with number and code."""

from __future__ import annotations

from datetime import date

import pytest

from services.intake.domain.committee import COMMITTEE, RecordCommittee
from services.intake.domain.hall import HallUnknown, WindowNotOpen
from services.intake.domain.opinion import OPINION, TakeOpinion
from services.intake.domain.types import HallId, WindowId
from services.intake.domain.window_post import DISTRICT, WINDOW_POSTS, NotOnWindowPost
from shared.contracts.casework.post import ActedAs
from shared.contracts.councils.committee import CommitteeFounded, CommitteeKind
from shared.contracts.intake.opinion import CommitteeKnown, OpinionTaken
from shared.contracts.intake.window_post import WindowPostKnown
from shared.contracts.refusals import CommitteeNotKnown, WrongRegime
from shared.kernel.actors import Role
from shared.kernel.ids import AggregateRef
from shared.kernel.personal import Personal
from shared.testing.decider import Spec, context, known
from tests.intake.samples import RELATED, at
from tests.intake.service import heard, intake_in, opened_hall, refused

SPEC = Spec(OPINION)
XIADU, VILLAGE, NOWHERE = "committee-xiadu", "committee-village", "committee-none"
RESIDENTS = CommitteeKnown(kind=CommitteeKind.RESIDENTS, source_position=3)
TEXT = Personal[str].of("wang", "楼道里没有灯")
AROUND = (
    RELATED
    | known(COMMITTEE, XIADU, RESIDENTS)
    | known(COMMITTEE, VILLAGE, CommitteeKnown(kind=CommitteeKind.VILLAGERS, source_position=4))
    | known(COMMITTEE, NOWHERE)
)


def on_post(who: str) -> dict[AggregateRef, object]:
    """The window's post is known, and who is on it."""
    post = WindowPostKnown(
        post_id="post-w1",
        hall_id="hall-qzx",
        window_id="W1",
        holder=who,
        on_post=who,
        acting_as=ActedAs.A,
        source_position=5,
    )
    return known(WINDOW_POSTS, DISTRICT, post)


def take(committee=XIADU, hall="hall-qzx", window="W1") -> TakeOpinion:
    return TakeOpinion(
        hall_id=HallId(hall),
        window_id=WindowId(window),
        committee_id=committee,
        proposer="wang",
        text=TEXT,
        contact=None,
    )


def taken(**post: object) -> OpinionTaken:
    return OpinionTaken.model_validate({**dict(take()), "taken_on": date(2014, 9, 24), **post})


ROWS = {
    "what somebody raises at a window is taken down": ([], take(), AROUND, [taken()]),
    "on its post": ([], take(), AROUND | on_post("clerk-1"), [taken(post_id="post-w1", acted_as=ActedAs.A)]),
    "not by who is not on it": ([], take(), AROUND | on_post("clerk-2"), NotOnWindowPost),
    "taken twice it is recorded once": ([taken()], take(), AROUND, []),
    "villagers are under another law": ([], take(VILLAGE), AROUND, WrongRegime()),
    "a committee that is not known has no opinions": ([], take(NOWHERE), AROUND, CommitteeNotKnown),
    "there is no such hall": ([], take(hall="hall-none"), AROUND, HallUnknown),
    "nor such a window": ([], take(window="W9"), AROUND, WindowNotOpen),
}


@pytest.mark.parametrize(("given", "when", "around", "then"), ROWS.values(), ids=ROWS.keys())
def test_opinion(given, when, around, then):
    SPEC.check(given, when, then, at("2014-09-24T10:00"), around)


def test_a_committee_becomes_known_once():
    record = RecordCommittee(kind=CommitteeKind.RESIDENTS, source_position=3)
    Spec(COMMITTEE).check([], record, [RESIDENTS], context())
    Spec(COMMITTEE).check([RESIDENTS], record, [], context())


async def test_before_and_after_the_committee_is_known(tmp_path):
    founded = CommitteeFounded(
        kind=CommitteeKind.RESIDENTS,
        name_zh="夏都花园",
        aliases=(),
        stat_code_12="630102002009",
        street_code="630102002",
    )
    async with intake_in(tmp_path) as intake:
        said = {"hall_id": await opened_hall(intake), "window_id": "W1", "committee_id": XIADU, "text": "楼道里没有灯"}
        assert refused(await intake.post("/opinions", Role.CLERK, **said)) == (404, "committee-not-known")
        await heard(intake, "councils", AggregateRef("committee", XIADU), founded, 3)
        answer = await intake.post("/opinions", Role.CLERK, **said, phone="13897230001")
        told = answer.json()
        assert answer.status_code == 201
        assert told["code"] == intake.service.desk.vault.code("opinion", told["id"])
        wrong = await intake.post("/opinions", Role.CLERK, **said, phone="1")
        assert refused(wrong) == (422, "invalid-code")
        assert refused(await intake.post("/opinions", Role.COMMITTEE, XIADU, **said))[0] == 403
