"""However many codes are used however often and late: each counts once, and all that were cast are told."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.associations.domain.activity import ACTIVITY
from services.associations.domain.activity_box import ACTIVITY_BOX, CastActivityRating, OpenActivityBox, totals
from services.associations.domain.activity_token import ACTIVITY_TOKEN, SpendActivityToken
from shared.contracts.associations.activity import ActivityRated
from shared.contracts.intake.rating import Level
from shared.kernel.instants import SHANGHAI
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.testing.decider import known
from tests.associations.samples import at
from tests.associations.test_activity import OPENS, RATEABLE

FIRST = datetime(2016, 5, 3, 10, tzinfo=SHANGHAI)
TRIES = st.lists(st.tuples(st.integers(1, 20), st.sampled_from(Level), st.integers(0, 36)), max_size=40)


@given(TRIES)
def test_each_code_counts_once_and_all_that_were_cast_are_told(tries):
    given_ = replace(at("2016-05-03T10:00"), related=known(ACTIVITY, "x-1", *RATEABLE))
    box, spent, said = ACTIVITY_BOX.initial, dict.fromkeys(range(1, 21), ACTIVITY_TOKEN.initial), dict[int, Level]()
    for number, level, days in sorted(tries, key=lambda each: each[2]):
        now = replace(given_, now=FIRST + timedelta(days=days))
        used = ACTIVITY_TOKEN.decide(SpendActivityToken(activity_id="x-1"), spent[number], now)
        if isinstance(used, Refusal):
            assert number in said or now.now >= OPENS
            continue
        ballot = Personal[Level].of("s" * 26, level)
        cast = ACTIVITY_BOX.decide(
            CastActivityRating(activity_id="x-1", token_id=f"{number:064x}", ballot=ballot), box, now
        )
        assert not isinstance(cast, Refusal), "what may be spent may be cast"
        spent[number], box = ACTIVITY_TOKEN.fold(used, spent[number]), ACTIVITY_BOX.fold(cast, box)
        said[number] = level
    told = OpenActivityBox(activity_id="x-1", ballots=box.cast, totals=totals([*said.values()]))
    opened = ACTIVITY_BOX.decide(told, box, replace(given_, now=OPENS))
    assert not isinstance(opened, Refusal)
    if not said:
        assert opened == []
        return
    (rated,) = opened
    assert isinstance(rated, ActivityRated)
    counted = Counter(said.values())
    assert rated.cast == len(said) == sum(rated.totals.model_dump().values())
    assert rated.totals.model_dump() == {level.value.lower(): counted[level] for level in Level}
