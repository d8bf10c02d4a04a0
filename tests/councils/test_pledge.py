"""Pledges of a resident unit: decisions, one row each, and the year as it goes by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st

from services.councils.domain.mandate import OfAnotherCommunity, OfAnotherUnit
from services.councils.domain.pledge import PLEDGES, Expected, pledge_due
from services.councils.domain.pledge_commands import (
    CheckPledge,
    ConfirmPledge,
    EndPledges,
    ExpectPledges,
    MakePledge,
    MissPledge,
)
from services.councils.domain.pledge_refusals import (
    NotCheckQuarter,
    PledgeCheckedAlready,
    PledgeEntryUnknown,
    PledgeListsMissing,
    PledgeMadeOtherwise,
    PledgeNotDue,
    PledgeNotMade,
    PledgeOfOtherYear,
)
from services.councils.domain.resident_unit_refusals import UnitUnknown
from services.councils.domain.types import UnitId
from shared.contracts.councils.pledge import (
    PledgeChecked,
    PledgeConfirmed,
    PledgeEntry,
    PledgeEvent,
    PledgeList,
    PledgeMade,
    PledgeMissed,
    PledgesEnded,
    PledgesExpected,
)
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.instants import start_of
from shared.kernel.refusals import CorruptStream, Refusal
from shared.testing.decider import Spec
from tests.councils.joint import DONGGUAN, GONE, RELATED, TAINING, U1, here

SPEC = Spec(PLEDGES)
RESOURCE, NEED, PROJECT = (
    PledgeEntry(list_of=PledgeList.RESOURCE, title="会议室每周开放一次"),
    PledgeEntry(list_of=PledgeList.NEED, title="停车位"),
    PledgeEntry(list_of=PledgeList.PROJECT, title="楼道照明改造"),
)
ALL = (RESOURCE, NEED, PROJECT)
DUE, AFTER = date(2015, 3, 31), date(2015, 4, 1)


def make(*entries: PledgeEntry, year: int = 2015, unit_id: UnitId = U1) -> MakePledge:
    return MakePledge(unit_id=unit_id, year=year, entries=entries or ALL)


def made(made_on: date = DUE, entries: tuple[PledgeEntry, ...] = ALL) -> PledgeMade:
    return PledgeMade(year=2015, entries=entries, made_on=made_on, due_on=DUE)


def confirm(*fulfilled: int) -> ConfirmPledge:
    return ConfirmPledge(unit_id=U1, year=2015, fulfilled=fulfilled)


def confirmed(*fulfilled: int, on: date = date(2015, 10, 1)) -> PledgeConfirmed:
    return PledgeConfirmed(year=2015, fulfilled=fulfilled, confirmed_on=on)


def check(*fulfilled: int, year: int = 2015) -> CheckPledge:
    return CheckPledge(unit_id=U1, year=year, fulfilled=fulfilled)


def checked(*fulfilled: int, on: date = date(2015, 10, 1)) -> PledgeChecked:
    return PledgeChecked(year=2015, fulfilled=fulfilled, checked_on=on)


def missed(year: int = 2015) -> PledgeMissed:
    due_on = date(year, 3, 31)
    return PledgeMissed(year=year, due_on=due_on, fell_due_at=start_of(due_on + timedelta(days=1)))


def expected(first_year: int = 2015) -> PledgesExpected:
    return PledgesExpected(first_year=first_year)


ended = PledgesEnded(ended_on=DUE)
LAST, LATE, AUTUMN = "2015-03-31T23:59+08:00", "2015-04-01T00:00+08:00", "2015-10-01T09:00+08:00"

ROWS = {
    "who comes by the last day pledges in that year": (LAST, [], ExpectPledges(), [expected(2015)]),
    "who comes a day later does the year after": (LATE, [], ExpectPledges(), [expected(2016)]),
    "a unit is expected to once": (LATE, [expected()], ExpectPledges(), []),
    "a unit fills the three lists": (LAST, [expected()], make(), [made()]),
    "and fills them once": (LAST, [expected(), made()], make(), []),
    "not otherwise the next time": (LAST, [expected(), made()], make(RESOURCE), PledgeMadeOtherwise(DUE)),
    "an empty list is told": (LAST, [expected()], make(RESOURCE), PledgeListsMissing(("NEED", "PROJECT"))),
    "nobody pledges for next year": (LAST, [expected()], make(year=2016), PledgeOfOtherYear(2015)),
    "nor for the last": (LAST, [expected()], make(year=2014), PledgeOfOtherYear(2015)),
    "a late pledge is one": (LATE, [expected(), missed()], make(), [made(AFTER)]),
    "a unit that nobody registered pledges nothing": (LAST, [], make(), UnitUnknown),
    "nor one that is gone": (LAST, [expected(), ended], make(), UnitUnknown),
    "nor one that has left and whose pledges go on": (LAST, [expected()], make(unit_id=GONE), UnitUnknown),
    "the last day is not over": (LAST, [expected()], MissPledge(), PledgeNotDue),
    "then it is": (LATE, [expected()], MissPledge(), [missed()]),
    "a year is missed once": (LATE, [expected(), missed()], MissPledge(), PledgeNotDue),
    "who pledged misses nothing": (LATE, [expected(), made()], MissPledge(), PledgeNotDue),
    "who is gone misses nothing": (LATE, [expected(), ended], MissPledge(), []),
    "its pledges end": (LAST, [expected()], EndPledges(ended_on=DUE), [ended]),
    "and end once": (LAST, [expected(), ended], EndPledges(ended_on=DUE), []),
    "the unit says what it has done": (AUTUMN, [expected(), made()], confirm(1, 3), [confirmed(1, 3)]),
    "and says it once": (AUTUMN, [expected(), made(), confirmed(1, 3)], confirm(1, 3), []),
    "it may have done more since": (
        AUTUMN,
        [expected(), made(), confirmed(1)],
        confirm(1, 3),
        [confirmed(1, 3)],
    ),
    "it may have done nothing": (AUTUMN, [expected(), made()], confirm(), [confirmed()]),
    "not what it did not pledge": (AUTUMN, [expected(), made()], confirm(3, 4), PledgeEntryUnknown((4,))),
    "nor where it pledged nothing": (AUTUMN, [expected(), missed()], confirm(1), PledgeNotMade(2015)),
    "what was checked is not confirmed otherwise": (
        AUTUMN,
        [expected(), made(), checked(1)],
        confirm(1, 3),
        PledgeCheckedAlready(date(2015, 10, 1)),
    ),
    "the working committee checks": (AUTUMN, [expected(), made()], check(1), [checked(1)]),
    "and checks once": (AUTUMN, [expected(), made(), checked(1)], check(1), []),
    "not otherwise": (
        AUTUMN,
        [expected(), made(), checked(1)],
        check(1, 2),
        PledgeCheckedAlready(date(2015, 10, 1)),
    ),
    "not a day before the quarter": (
        "2015-09-30T09:00+08:00",
        [expected(), made()],
        check(1),
        NotCheckQuarter(4),
    ),
    "on its last day": (
        "2015-12-31T23:00+08:00",
        [expected(), made()],
        check(1),
        [checked(1, on=date(2015, 12, 31))],
    ),
    "not in the year after": ("2016-10-01T09:00+08:00", [expected(), made()], check(1), NotCheckQuarter(4)),
}


@pytest.mark.parametrize(("at", "given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_pledges(at, given, when, then):
    SPEC.check(given, when, then, here(at), RELATED)


def test_a_delegate_pledges_for_their_own_unit_and_a_working_committee_checks_its_own_units():
    delegates = [replace(here(LAST), actor=Actor(ActorId("d"), Role.UNIT_DELEGATE, org)) for org in (U1, "u2")]
    SPEC.check([expected()], make(), [made()], delegates[0], RELATED)
    SPEC.check([expected()], make(), OfAnotherUnit, delegates[1], RELATED)
    own, other = (
        replace(here(AUTUMN), actor=Actor(ActorId("w"), Role.WORKING_COMMITTEE, org)) for org in (DONGGUAN, TAINING)
    )
    SPEC.check([expected(), made()], check(1), [checked(1)], own, RELATED)
    SPEC.check([expected(), made()], check(1), OfAnotherCommunity, other, RELATED)


def test_a_pledge_of_no_unit_is_no_history():
    with pytest.raises(CorruptStream):
        PLEDGES.fold([made()])


def test_the_next_pledge_is_due_in_the_year_after_the_last_of_which_something_is_known():
    state = PLEDGES.fold([expected(2014), missed(2014), missed(2015), made(AFTER)])
    assert pledge_due(state, here()) == start_of(date(2016, 4, 1))


def test_what_the_days_bring_counts_from_their_end():
    assert missed(2014).effective_at() == missed(2014).fell_due_at
    assert ended.effective_at() == start_of(DUE)


@hypothesis_given(st.lists(st.tuples(st.integers(1, 120), st.booleans()), max_size=30))
def test_each_year_that_goes_by_was_pledged_for_or_missed(steps):
    now = datetime.fromisoformat("2014-01-01T09:00+08:00")
    history: list[PledgeEvent] = [expected(2014)]
    for days, pledges in steps:
        now += timedelta(days=days)
        history += timers_until(history, now)
        history += decided(history, make(year=now.year), now) if pledges else []
    state = PLEDGES.fold(history)
    assert isinstance(state, Expected)
    over = {year for year in range(2014, now.year + 1) if start_of(date(year, 4, 1)) <= now}
    assert over <= set(state.promises) | set(state.missed)
    assert not any(each.made_on <= each.due_on for year, each in made_in(state) if year in state.missed)


def timers_until(history: list[PledgeEvent], now: datetime) -> list[PledgeEvent]:
    found: list[PledgeEvent] = []
    while due := decided([*history, *found], MissPledge(), now):
        found += due
    return found


def decided(history: list[PledgeEvent], command: MakePledge | MissPledge, now: datetime) -> list[PledgeEvent]:
    answer = PLEDGES.decide(command, PLEDGES.fold(history), replace(here(), now=now, related=RELATED))
    return [] if isinstance(answer, Refusal) else answer


def made_in(state: Expected) -> list[tuple[int, PledgeMade]]:
    return [(year, promise.made) for year, promise in state.promises.items()]
