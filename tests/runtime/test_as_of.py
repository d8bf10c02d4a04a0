"""As of a day, as known at a moment: which facts count, which were known, and what hangs in the air without them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import assert_never

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Context, Decider
from shared.kernel.envelope import LogName, Stamp, encode, type_of
from shared.kernel.instants import start_of
from shared.kernel.messages import Command, Event
from shared.kernel.refusals import CorruptStream, Refusal
from shared.runtime.as_of import Held, Moment, fold_at, held, moment_of, state_at
from shared.runtime.http import Query
from shared.runtime.refusals import InvalidParameter, PositionAhead
from shared.store.port import Append, NewEvent, Write
from tests.runtime.house import CLERK, done, executor
from tests.runtime.till import TILL, Till, add, open_till

NAME = LogName("630102", "till")


class LampHung(Event):
    """A lamp hangs from a day on."""

    lamp: str
    on: date

    def effective_at(self) -> datetime:
        return start_of(self.on)


class LampLit(Event):
    """A lamp that hangs is lit, from when it is recorded."""

    lamp: str


class LampRehung(Event):
    """It had been hung in another colour: a correction, from the day of what it corrects on."""

    lamp: str
    colour: str
    on: date

    def effective_at(self) -> datetime:
        return start_of(self.on)


LampEvent = LampHung | LampLit | LampRehung


@dataclass(frozen=True, slots=True)
class Lamps:
    """Lamps by name with their colour, and which of them are lit."""

    colours: tuple[tuple[str, str], ...] = ()
    lit: tuple[str, ...] = ()


def _evolve(lamps: Lamps, event: LampEvent) -> Lamps:
    colours = dict(lamps.colours)
    match event:
        case LampHung():
            return replace(lamps, colours=(*lamps.colours, (event.lamp, "red")))
        case LampRehung() if event.lamp in colours:
            return replace(lamps, colours=tuple({**colours, event.lamp: event.colour}.items()))
        case LampLit() if event.lamp in colours:
            return replace(lamps, lit=(*lamps.lit, event.lamp))
        case LampLit() | LampRehung():
            raise CorruptStream("no such lamp")
        case _:
            assert_never(event)


def _decide(_command: Command, _lamps: Lamps, _context: Context) -> list[LampEvent] | Refusal:
    return []


LAMPS: Decider[Lamps, Command, LampEvent] = Decider("lamps", Lamps(), _evolve, _decide, LampEvent)


def march(day: int) -> date:
    return date(2014, 3, day)


async def recorded(log, *facts: tuple[str, LampEvent]) -> None:
    """Facts, each with the instant at which it was recorded; positions and versions are 1, 2, 3, …"""
    for number, (at, event) in enumerate(facts):
        stamp = Stamp(NAME, datetime.fromisoformat(f"2014-{at}+08:00"), Actor(ActorId("x"), Role.CLERK), 0)
        document = encode(event, f"0198-{number}", LAMPS.ref("l"), stamp)
        await log.append(Append((Write(LAMPS.ref("l"), number, (NewEvent(type_of("till", type(event)), document),)),)))


STORY: list[tuple[str, LampEvent]] = [
    ("03-01T10:00", LampHung(lamp="gate", on=march(1))),
    ("03-02T10:00", LampHung(lamp="yard", on=march(20))),
    ("03-10T10:00", LampHung(lamp="hall", on=march(5))),
    ("03-12T10:00", LampRehung(lamp="gate", colour="white", on=march(1))),
    ("03-14T23:59", LampLit(lamp="gate")),
    ("03-15T00:00", LampLit(lamp="yard")),
]
"""One in time, one for a day to come, one recorded late, a correction; what builds on the first, and on the second."""
GATE, WHITE, HALL, YARD = ("gate", "red"), ("gate", "white"), ("hall", "red"), ("yard", "red")
MOMENTS = {
    "before the first fact there is nothing": (Moment(date(2014, 2, 28)), None),
    "a fact counts from its day, corrected since": (Moment(march(1)), Held(Lamps((WHITE,)), 4)),
    "not so before the correction was known": (Moment(march(1), 3), Held(Lamps((GATE,)), 1)),
    "a fact recorded late counts from its own day": (Moment(march(5)), Held(Lamps((WHITE, HALL)), 4)),
    "not the day before": (Moment(march(4)), Held(Lamps((WHITE,)), 4)),
    "nor before it was known": (Moment(march(5), 2), Held(Lamps((GATE,)), 1)),
    "what is recorded at the end of a day counts on it": (Moment(march(14)), Held(Lamps((WHITE, HALL), ("gate",)), 5)),
    "not the day before either": (Moment(march(13)), Held(Lamps((WHITE, HALL)), 4)),
    "what builds on a fact to come is to come": (Moment(march(19)), Held(Lamps((WHITE, HALL), ("gate",)), 5)),
    "and comes with it": (Moment(march(20)), Held(Lamps((WHITE, YARD, HALL), ("gate", "yard")), 6)),
    "without a day all known facts count": (Moment(None, 2), Held(Lamps((GATE, YARD)), 2)),
    "known at the very instant": (
        Moment(None, datetime.fromisoformat("2014-03-10T02:00+00:00")),
        Held(Lamps((GATE, YARD, HALL)), 3),
    ),
    "not a moment earlier": (
        Moment(None, datetime.fromisoformat("2014-03-10T09:59:59.999+08:00")),
        Held(Lamps((GATE, YARD)), 2),
    ),
    "nothing was known at the beginning": (Moment(None, 0), None),
    "instants before our time are in order": (Moment(None, datetime.fromisoformat("0001-01-01T00:00+14:00")), None),
}


@pytest.mark.parametrize(("moment", "expected"), MOMENTS.values(), ids=MOMENTS.keys())
async def test_what_held(log, vault, moment, expected):
    await recorded(log, *STORY)
    assert await state_at(executor(log, vault), LAMPS, "l", moment) == expected


async def test_once_all_facts_count_the_answer_is_the_present_state(log, vault):
    await recorded(log, *STORY)
    everything = LAMPS.fold(event for _, event in STORY)
    assert await state_at(executor(log, vault), LAMPS, "l", Moment(date(2999, 12, 31))) == Held(everything, 6)
    assert await state_at(executor(log, vault), LAMPS, "l", Moment()) == Held(everything, 6)


async def test_a_contradiction_is_not_taken_for_a_fact_to_come(log, vault):
    await recorded(log, STORY[0], ("03-02T10:00", LampLit(lamp="nowhere")))
    with pytest.raises(CorruptStream):
        await state_at(executor(log, vault), LAMPS, "l", Moment(march(20)))


@dataclass(frozen=True)
class Told:
    """What of a document says when it counts."""

    time: datetime
    effectiveat: datetime | None
    data: LampEvent


FACTS = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=9)


@given(FACTS, st.integers(0, 10), st.integers(0, 9))
def test_a_fact_is_seen_from_when_it_counts_and_from_when_it_was_known(facts, day, position):
    events = [LampHung(lamp=f"{number}", on=march(on)) for number, (_, on) in enumerate(facts)]
    told = [
        Told(start_of(march(at)), event.effective_at(), event) for (at, _), event in zip(facts, events, strict=True)
    ]
    moment = Moment(date(2014, 2, 28) if day == 0 else march(day))
    found = fold_at(LAMPS, list(enumerate(told[:position], 1)), moment)  # type: ignore[arg-type]
    expected = [event.lamp for event in events[:position] if event.on.month == 3 and event.on.day <= day]
    assert [lamp for lamp, _ in (found.state if found else Lamps()).colours] == expected


# --- as asked ---------------------------------------------------------------


def asked(api, id_: str = "a", **parameters: str) -> Query:
    return Query(api.service.desk, CLERK, {"id": id_}, parameters)


READ = {
    "nothing": ({}, Moment()),
    "a day": ({"as_of": "2014-03-01"}, Moment(march(1))),
    "a position": ({"known_at": "812"}, Moment(None, 812)),
    "a position of this log": ({"known_at": "till:812"}, Moment(None, 812)),
    "both": ({"as_of": "2014-03-01", "known_at": "1"}, Moment(march(1), 1)),
    "an instant": (
        {"known_at": "2014-03-01T10:00:00+08:00"},
        Moment(None, datetime.fromisoformat("2014-03-01T02:00:00Z")),
    ),
    "an instant of Greenwich": (
        {"known_at": "2014-03-01T02:00:00Z"},
        Moment(None, start_of(march(1)).replace(hour=10)),
    ),
}
WRONG = [
    *({"as_of": said} for said in ("", "today", "2014-02-29", "1812-01-01", "3000-01-01", "2014-03-01T00:00")),
    *({"known_at": said} for said in ("", "bank:812", "till:", "-1", "9" * 16, "2014-03-01T10:00", "2014-03-01", "²")),
]


@pytest.mark.parametrize(("parameters", "moment"), READ.values(), ids=READ.keys())
async def test_a_moment_is_read(api, parameters, moment):
    assert moment_of(asked(api, **parameters)) == moment


@pytest.mark.parametrize("parameters", WRONG, ids=str)
async def test_what_is_no_moment_is_refused(api, parameters):
    (name,) = parameters
    assert moment_of(asked(api, **parameters)) == InvalidParameter(name=name)
    assert await held(asked(api, **parameters), TILL) == InvalidParameter(name=name)


async def test_a_query_is_answered_from_the_log_itself(api):
    till = api.service.desk.executor
    await done(till, open_till())
    await done(till, add("c1"))
    assert await held(asked(api), TILL) == Held(Till(opened=True, coins=("c1",), fen=1), 2)
    assert await held(asked(api, known_at="till:1"), TILL) == Held(Till(opened=True), 1)
    assert await held(asked(api, as_of="2014-09-23"), TILL) is None
    assert await held(asked(api, id_="b"), TILL) is None


async def test_a_position_that_the_log_has_not_reached_proves_nothing(api):
    await done(api.service.desk.executor, open_till())
    assert await held(asked(api, known_at="2"), TILL) == PositionAhead(head=1)
