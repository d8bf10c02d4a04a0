"""Days in an address: read, or the parameter named that cannot be."""

from datetime import date

import pytest

from shared.kernel.actors import ANYBODY
from shared.runtime.days import day_asked
from shared.runtime.http import Query
from shared.runtime.refusals import InvalidParameter

THE_DAY, UNSAID = date(2014, 9, 24), date(1949, 10, 1)


def asked(unsaid=None, **parameters):
    return day_asked(Query(None, ANYBODY, {}, parameters), "on", unsaid)  # type: ignore[arg-type]


def test_a_day_is_read():
    assert asked(on="2014-09-24") == THE_DAY
    assert asked(UNSAID, on="2014-09-24") == THE_DAY


def test_what_is_not_said_is_what_stands_for_it_or_wrong():
    assert asked(UNSAID) == UNSAID
    assert asked() == InvalidParameter(name="on")


@pytest.mark.parametrize("said", ["", "today", "2014-09-31", "1949-09-30", "3000-01-01", "2014-09-24T10:00"])
def test_what_is_no_day_of_ours_is_wrong(said):
    assert asked(UNSAID, on=said) == InvalidParameter(name="on")
