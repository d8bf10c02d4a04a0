"""The box of a day: one row each; then that each ballot is counted once, whatever the order of casts and openings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.rating import RATING
from services.intake.domain.rating_box import HANDFUL, RATING_BOX, CastRating, OpenRatingBox, RatingBox
from services.intake.domain.rating_commands import RecordRating
from services.intake.domain.rating_refusals import (
    RatingBoxClosed,
    RatingBoxNotDue,
)
from services.intake.domain.rating_rules import next_opening
from services.intake.timers import RATING_BOX_OPENING
from shared.contracts.intake.rating import (
    Ballot,
    Contact,
    Level,
    RatingBoxOpened,
    RatingCast,
)
from shared.kernel.decider import Context, Step
from shared.kernel.instants import SHANGHAI
from shared.kernel.personal import Personal
from shared.testing.decider import Spec
from tests.intake.ratings import RATED_POLICY, adopted, ballot, on

CLOSING = datetime(2015, 12, 7, 23, 30, tzinfo=SHANGHAI)


def token(n: int) -> str:
    return f"{n:064x}"


def cast(n: int, opens_at: datetime = CLOSING) -> RatingCast:
    return RatingCast(token_id=token(n), ballot=sealed(n), opens_at=opens_at)


def sealed(n: int) -> Personal[Ballot]:
    return Personal[Ballot].of("subject-of-the-box", ballot(rating_id=f"r-{n}"))


def put(n: int, day: date = date(2015, 12, 7)) -> CastRating:
    return CastRating(day=day, token_id=token(n), ballot=sealed(n))


def out(count: int) -> RatingBoxOpened:
    return RatingBoxOpened(count=count)


BOXES = {
    "a rating goes into the box of the day": ([], put(1), [cast(1)], on("2015-12-07T10:00")),
    "the same again is in it already": ([cast(1)], put(1), [], on("2015-12-07T10:00")),
    "in the last second it still lies in the box of the day": ([], put(1), [cast(1)], on("2015-12-07T23:29:59")),
    "once that was opened it does not": ([], put(1), RatingBoxClosed, on("2015-12-07T23:30")),
    "but in the next day's": (
        [],
        put(1, date(2015, 12, 8)),
        [cast(1, CLOSING + timedelta(days=1))],
        on("2015-12-07T23:30"),
    ),
    "before its time the box stays shut": (
        [cast(1)],
        OpenRatingBox(after=0, count=1),
        RatingBoxNotDue,
        on("2015-12-07T23:29:59"),
    ),
    "at its time it is opened": ([cast(1), cast(2)], OpenRatingBox(after=0, count=2), [out(2)], on("2015-12-07T23:30")),
    "what somebody else took out is not taken out again": (
        [cast(1), cast(2), out(2)],
        OpenRatingBox(after=0, count=2),
        [],
        on("2015-12-07T23:31"),
    ),
    "more than lies in it is not taken out": (
        [cast(1)],
        OpenRatingBox(after=0, count=2),
        [],
        on("2015-12-07T23:30"),
    ),
    "an empty box is not opened": ([], OpenRatingBox(after=0, count=1), [], on("2015-12-07T23:30")),
}


@pytest.mark.parametrize(("given_", "when", "then", "context"), BOXES.values(), ids=BOXES.keys())
def test_box(given_, when, then, context):
    Spec(RATING_BOX).check(given_, when, then, context)


@pytest.mark.parametrize(
    ("cast_", "handful"), [(0, 0), (1, 1), (HANDFUL, HANDFUL), (HANDFUL + 1, 26), (2 * HANDFUL + 1, 34)]
)
def test_a_box_that_takes_several_handfuls_has_no_small_last_one(cast_, handful):
    box = RatingBox(cast=cast_)
    assert box.handful == handful
    handfuls = []
    while box.handful:
        handfuls.append(box.handful)
        box = replace(box, opened=box.opened + box.handful)
    assert sum(handfuls) == cast_
    assert len(handfuls) < 2 or min(handfuls) >= HANDFUL // 2


CHANGES = RATED_POLICY.adopt(
    adopted("rating.box_opened_at", ("23:30", "18:30")), adopted("rating.box_opened_at", (), date(2016, 1, 1))
)
OPENINGS = {
    "before the first of a day": ("2015-12-07T18:29:59", "2015-12-07T18:30"),
    "at the first, the second": ("2015-12-07T18:30", "2015-12-07T23:30"),
    "at the last, the first of the next day": ("2015-12-07T23:30", "2015-12-08T18:30"),
    "where none is set, midnight": ("2016-01-05T10:00", "2016-01-06T00:00"),
}


@pytest.mark.parametrize(("now", "then"), OPENINGS.values(), ids=OPENINGS.keys())
def test_the_next_opening(now, then):
    found = next_opening(datetime.fromisoformat(now).replace(tzinfo=SHANGHAI), CHANGES)
    assert found == datetime.fromisoformat(then).replace(tzinfo=SHANGHAI)


# --- casts and openings in any order ----------------------------------------


def opening_steps(day: str, box: RatingBox, said: Sequence[Ballot | None], context: Context) -> tuple[Step, ...]:
    """What the timer does when a box is due."""
    assert RATING_BOX_OPENING.opening is not None
    return RATING_BOX_OPENING.opening.steps(day, box, said, context)


def _recorded(step: Step) -> RecordRating:
    assert isinstance(step.command, RecordRating)
    return step.command


LEVELS = st.sampled_from(list(Level))
MINUTES = st.integers(0, 600)


@given(turns=st.lists(st.one_of(LEVELS, st.just("open"), MINUTES), max_size=150), stale=st.booleans())
def test_each_ballot_is_counted_once_however_casts_and_openings_alternate(turns, stale):
    now = datetime(2015, 12, 7, 8, tzinfo=SHANGHAI)
    boxes: dict[str, RatingBox] = {}
    ballots: dict[str, list[Ballot]] = {}
    given_: list[tuple[str, Level]] = []
    told: list[tuple[str, Level]] = []

    def context() -> Context:
        return replace(on("2015-12-07T08:00"), now=now)

    def opened() -> None:
        for day, box in list(boxes.items()):
            while (due := RATING_BOX_OPENING.due(boxes[day], context())) is not None and due <= now:
                steps = opening_steps(day, boxes[day], ballots[day], context())
                # Another replica, too, may have looked before and act only now.
                for take, *ratings in (steps, steps) if stale else (steps,):
                    taken = take.decider.decide(take.command, boxes[day], context())
                    assert isinstance(taken, list)
                    boxes[day] = RATING_BOX.fold(taken, boxes[day])
                    told.extend((step.id, _recorded(step).level) for step in ratings if taken)
            assert box.cast >= box.opened

    for turn in turns:
        if isinstance(turn, Level):
            day = next_opening(now, RATED_POLICY).date().isoformat()
            n = len(given_)
            put_in = RATING_BOX.decide(put(n, date.fromisoformat(day)), boxes.get(day, RatingBox()), context())
            assert isinstance(put_in, list)
            boxes[day] = RATING_BOX.fold(put_in, boxes.get(day, RatingBox()))
            ballots.setdefault(day, []).append(ballot(turn, f"r-{n}"))
            given_.append((f"r-{n}", turn))
        elif isinstance(turn, int):
            now += timedelta(minutes=turn)
        else:
            opened()
    now += timedelta(days=2)
    opened()
    assert sorted(told) == sorted(given_)


def test_a_handful_is_told_by_its_ids_and_not_as_it_was_cast():
    box = RatingBox(cast=5, opens_at=CLOSING)
    ids = ["r-4", "r-1", "r-5", "r-2", "r-3"]
    ballots = [ballot(rating_id=id_) for id_ in ids]
    steps = opening_steps("2015-12-07", box, ballots, on("2015-12-07T23:30"))
    assert [step.id for step in steps] == ["2015-12-07", *sorted(ids)]


def test_what_is_opened_of_an_erased_box_is_counted_and_tells_nothing():
    box = RatingBox(cast=2, opens_at=CLOSING)
    first, second = opening_steps("2015-12-07", box, [None, ballot()], on("2015-12-07T23:30"))
    assert first.command == OpenRatingBox(after=0, count=2)
    assert second.decider is RATING


def test_comment_and_number_are_sealed_again_before_they_are_told():
    said = ballot(comment="意见", contact=Contact(phone="+8613912345678"))
    box = RatingBox(cast=1, opens_at=CLOSING)
    _, step = opening_steps("2015-12-07", box, [said], on("2015-12-07T23:30"))
    command = _recorded(step)
    assert command.comment is not None
    assert command.contact is not None
    assert {command.comment.subject, command.contact.subject} == {said.subject}
    assert command.rated_on == date(2015, 12, 7)
    assert "意见" not in repr(command)
