"""Garbage is collected after work, in a quiet moment, once."""

import pytest

from shared.runtime.tidying import Quiet

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
