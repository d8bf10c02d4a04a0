"""A service small enough to see through, no part of the product: tills that take coins until they are sealed.

The bank follows it. Its decider never drops a repetition: what is recorded once there was asked once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, assert_never

from sqlalchemy import Column, Integer, MetaData, String, Table, bindparam, select

from shared.contracts.known import CalendarYearKnown, PolicyKnown
from shared.kernel.decider import Context, Decider, Step
from shared.kernel.envelope import Recorded
from shared.kernel.messages import Command, Event
from shared.kernel.personal import Personal
from shared.kernel.reaction import Reaction
from shared.kernel.refusals import Conflict, Refusal
from shared.kernel.timer import Timer
from shared.runtime.views import Change, View

# --- the till ---------------------------------------------------------------


class TillOpened(Event):
    """A till was opened for its owner; it is sealed at `seals_at`, if ever."""

    owner: Personal[str] | None = None
    seals_at: datetime | None = None


class CoinAdded(Event):
    """A coin was put in."""

    coin_id: str
    fen: int
    note: str = ""


class TillSealed(Event):
    """Nothing goes in any more."""


TillEvent = TillOpened | CoinAdded | TillSealed


@dataclass(frozen=True, slots=True)
class Till:
    """What has been put in."""

    opened: bool = False
    owner: str = ""
    coins: tuple[str, ...] = ()
    fen: int = 0
    seals_at: datetime | None = None
    sealed: bool = False


class OpenTill(Command):
    """Open it."""

    owner: Personal[str] | None = None
    seals_at: datetime | None = None


class AddCoin(Command):
    """Put a coin in; `beside` names a till that must be open meanwhile."""

    coin_id: str
    fen: int
    note: str = ""
    beside: str = ""


class SealTill(Command):
    """Let nothing in any more."""


TillCommand = OpenTill | AddCoin | SealTill


@dataclass(frozen=True, slots=True)
class TillClosed(Conflict):
    """It is not open."""

    slug: ClassVar[str] = "till-closed"
    zh: ClassVar[str] = "钱箱未开启"
    en: ClassVar[str] = "The till is not open"


@dataclass(frozen=True, slots=True)
class TillFull(Conflict):
    """It takes no more than 1,000 fen."""

    slug: ClassVar[str] = "till-full"
    zh: ClassVar[str] = "钱箱已满，最多 {limit} 分"
    en: ClassVar[str] = "The till is full; it takes {limit} fen"
    limit: int


LIMIT = 1000


def _evolve(till: Till, event: TillEvent) -> Till:
    match event:
        case TillOpened():
            return Till(opened=True, owner=event.owner.subject if event.owner else "", seals_at=event.seals_at)
        case CoinAdded():
            return replace(till, coins=(*till.coins, event.coin_id), fen=till.fen + event.fen)
        case TillSealed():
            return replace(till, sealed=True)
        case _:
            assert_never(event)


def _decide(command: TillCommand, till: Till, context: Context) -> list[TillEvent] | Refusal:
    match command:
        case OpenTill():
            return [] if till.opened else [TillOpened(owner=command.owner, seals_at=command.seals_at)]
        case AddCoin():
            return _add(command, till, context)
        case SealTill():
            return [TillSealed()] if till.opened and not till.sealed else []
        case _:
            assert_never(command)


def _add(command: AddCoin, till: Till, context: Context) -> list[TillEvent] | Refusal:
    if command.coin_id in till.coins:
        return []
    if not till.opened or till.sealed or (command.beside and context.look(TILL, command.beside).sealed):
        return TillClosed()
    if till.fen + command.fen > LIMIT:
        return TillFull(limit=LIMIT)
    return [CoinAdded(coin_id=command.coin_id, fen=command.fen, note=command.note)]


TILL: Decider[Till, TillCommand, TillEvent] = Decider("till", Till(), _evolve, _decide, TillEvent)


def open_till(id_: str = "a", owner: Personal[str] | None = None, seals_at: datetime | None = None) -> Step:
    return Step(TILL, id_, OpenTill(owner=owner, seals_at=seals_at))


def add(coin: str, to: str = "a", fen: int = 1, beside: str = "", note: str = "") -> Step:
    related = (TILL.ref(beside),) if beside else ()
    return Step(TILL, to, AddCoin(coin_id=coin, fen=fen, beside=beside, note=note), related)


def seal_till(id_: str = "a") -> Step:
    return Step(TILL, id_, SealTill())


# --- its view and timer -----------------------------------------------------

TABLES = MetaData()
_TILL = Table(
    "till",
    TABLES,
    Column("id", String, primary_key=True),
    Column("coins", String, nullable=False),
    Column("fen", Integer, nullable=False),
)
OPEN = _TILL.insert().values(id=bindparam("till"), coins="", fen=0)
_ADD = (
    _TILL.update()
    .where(_TILL.c.id == bindparam("till"))
    .values(coins=_TILL.c.coins + bindparam("coin") + " ", fen=_TILL.c.fen + bindparam("more"))
)
ONE = select(_TILL).where(_TILL.c.id == bindparam("of"))
ALL = select(_TILL).order_by(_TILL.c.id)


class CannotTake(Exception):
    """A planted fault of the view."""


def view(broken: Collection[str] = (), revision: str = "") -> View:
    """The view; events of coins named in `broken` raise until they are taken out of it."""

    def opened(recorded: Recorded[TillOpened]) -> Iterator[Change]:
        yield OPEN, {"till": recorded.aggregate.id}

    def added(recorded: Recorded[CoinAdded]) -> Iterator[Change]:
        if recorded.event.coin_id in broken:
            raise CannotTake
        yield _ADD, {"till": recorded.aggregate.id, "coin": recorded.event.coin_id, "more": recorded.event.fen}

    return View("till", TABLES, {TillOpened: opened, CoinAdded: added}, revision)


SEALING = Timer(
    name="sealing",
    decider=TILL,
    starts=frozenset({TillOpened}),
    stops=frozenset({TillSealed}),
    due=lambda till, _context: None if till.sealed else till.seals_at,
    steps=lambda id_, _till, _context: (seal_till(id_),),
)
TILL_EVENTS = (TillOpened, CoinAdded, TillSealed, PolicyKnown, CalendarYearKnown)

# --- the bank ---------------------------------------------------------------


class CoinBooked(Event):
    """The bank heard of a coin; recorded by reaction to the till."""

    coin_id: str


class BookCoin(Command):
    """Book it, again each time it is asked."""

    coin_id: str
    fen: int


@dataclass(frozen=True, slots=True)
class DebtNotTaken(Conflict):
    """A coin of less than nothing."""

    slug: ClassVar[str] = "debt-not-taken"
    zh: ClassVar[str] = "不受理负数"
    en: ClassVar[str] = "Debts are not taken"


def _booked(coins: tuple[str, ...], event: CoinBooked) -> tuple[str, ...]:
    return (*coins, event.coin_id)


def _book(command: BookCoin, _coins: tuple[str, ...], _context: Context) -> list[CoinBooked] | Refusal:
    return DebtNotTaken() if command.fen < 0 else [CoinBooked(coin_id=command.coin_id)]


ACCOUNT: Decider[tuple[str, ...], BookCoin, CoinBooked] = Decider("account", (), _booked, _book, CoinBooked)
BANK_EVENTS = (CoinBooked,)


def booking(broken: Collection[str] = ()) -> Reaction:
    """The bank's reaction; coins named in `broken` raise."""

    def book(recorded: Recorded[CoinAdded]) -> Step:
        if recorded.event.coin_id in broken:
            raise CannotTake
        return Step(ACCOUNT, recorded.aggregate.id, BookCoin(coin_id=recorded.event.coin_id, fen=recorded.event.fen))

    return Reaction("till", TILL_EVENTS, {CoinAdded: book})
