"""Holiday rotation: who is proposed for which duty day, as properties of any staff with any absences."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.rotation import Candidate, DutyDay, proposed

FIRST = date(2015, 9, 3)
DAYS = [FIRST + timedelta(days=n) for n in range(12)]


@st.composite
def staffs(draw: st.DrawFn) -> list[Candidate]:
    names = draw(st.lists(st.sampled_from([f"s-{n}" for n in range(8)]), unique=True, max_size=8))
    return [
        Candidate(name, draw(st.integers(0, 5)), frozenset(draw(st.sets(st.sampled_from(DAYS), max_size=5))))
        for name in names
    ]


@given(staff=staffs(), people=st.integers(1, 3), last=st.sets(st.sampled_from([f"s-{n}" for n in range(8)])))
def test_nobody_has_two_duty_days_running_nor_one_while_away_and_the_fewest_come_first(staff, people, last):
    rota = proposed(DAYS, people, staff, frozenset(last))
    assert [duty.day for duty in rota] == DAYS
    before, duties = frozenset(last), {each.staff: each.duties for each in staff}
    for duty in rota:
        free = {each.staff for each in staff if duty.day not in each.away} - before
        left = free - set(duty.staff)
        assert set(duty.staff) <= free
        assert len(duty.staff) == min(people, len(free)), "nobody is left out while somebody is missing"
        assert all(duties[one] <= duties[other] for one in duty.staff for other in left)
        duties |= {each: duties[each] + 1 for each in duty.staff}
        before = frozenset(duty.staff)


@given(n=st.integers(2, 8))
def test_without_absences_nobody_has_two_duties_more_than_another(n):
    rota = proposed(DAYS, 1, [Candidate(f"s-{each}") for each in range(n)])
    counts = Counter({f"s-{each}": 0 for each in range(n)})
    counts.update(each for duty in rota for each in duty.staff)
    assert max(counts.values()) - min(counts.values()) <= 1
    assert all(set(one.staff).isdisjoint(other.staff) for one, other in pairwise(rota))


def test_one_person_alone_has_every_other_duty_day():
    rota = proposed(DAYS[:3], 1, [Candidate("s-ma")])
    assert rota == (DutyDay(DAYS[0], ("s-ma",)), DutyDay(DAYS[1], ()), DutyDay(DAYS[2], ("s-ma",)))


def test_who_had_the_last_duty_day_of_the_month_before_rests_on_the_first():
    rota = proposed(DAYS[:1], 1, [Candidate("s-ma"), Candidate("s-han", duties=3)], last=frozenset({"s-ma"}))
    assert rota == (DutyDay(DAYS[0], ("s-han",)),)
