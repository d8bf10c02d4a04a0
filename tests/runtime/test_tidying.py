"""Garbage is collected after work, in a quiet moment, once."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from shared.runtime.tidying import Quiet, tidy

STORIES = {
    "nothing was done": ([0, 0], [False, False]),
    "something is done at each look": ([1, 2, 3], [False, False, False]),
    "quiet after work": ([1, 1], [False, True]),
    "quiet that lasts is tidied once": ([1, 1, 1, 1], [False, True, False, False]),
    "work again, and quiet again": ([1, 1, 2, 2], [False, True, False, True]),
    "work goes on for long": ([1, 2, 2, 3, 3], [False, False, True, False, True]),
}


@pytest.mark.parametrize(("looks", "tidied"), STORIES.values(), ids=STORIES)
def test_it_is_tidied_in_the_first_quiet_moment_after_work(looks, tidied):
    quiet = Quiet(0)
    assert [quiet.after_work(done) for done in looks] == tidied


class Ring:
    """Holds on to itself."""

    def __init__(self) -> None:
        self.next = self


@pytest.fixture
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("thawed")
def test_a_ring_that_was_frozen_is_freed_when_everything_is_looked_at():
    kept = Ring()
    ring = weakref.ref(kept)
    tidy()
    del kept
    tidy()
    assert ring() is not None
    tidy(whole=True)
    assert ring() is None
