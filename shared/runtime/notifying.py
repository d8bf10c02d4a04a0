"""Notifying: telling people of events of the own log through a channel, each of them once for ever.

It is undertaken in the log before it is handed over, so that neither a crash nor a second replica tells it twice; what
was undertaken and neither sent nor given up when a process ended is given up as unconfirmed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Boolean, Column, Float, Index, Integer, MetaData, Row, String, Table, bindparam, null, select

from shared.contracts.notification import FailureCause, NotificationFailed, NotificationSent, NotificationUndertaken
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Step
from shared.kernel.envelope import Recorded
from shared.kernel.ids import by_trigger
from shared.kernel.instants import SHANGHAI
from shared.kernel.messages import Event
from shared.kernel.policy import Policy
from shared.notices.port import Carriers, Channel, Notice
from shared.runtime.act import Act, Done
from shared.runtime.carriers import carriers_of
from shared.runtime.desk import Desk
from shared.runtime.duty import Duty
from shared.runtime.notification import NOTIFICATION, ConfirmSent, GiveUp, NotificationCommand, Undertake
from shared.runtime.views import Change, View

NOTIFIER = Actor(ActorId("notifier"), Role.MACHINE)
QUIET = "notification.quiet"
MAX_AGE_HOURS = "notification.max_age_hours"
LANGUAGES = "notification.languages"
TRIES = 3
UNCONFIRMED_AFTER = timedelta(minutes=10)

# --- what is told of --------------------------------------------------------

Address = str
"""A number in E.164, or nothing for a group."""

Words = tuple[str, str]
"""Title and body in one language."""


@dataclass(frozen=True, slots=True)
class Written:
    """A notice in both languages, and to whom it goes; without an address to nobody who could be reached."""

    zh: Words
    en: Words
    to: Address | None


Write = Callable[[Desk, Recorded[Any]], Awaitable[Written | None]]
"""What is said of an event; None where there is nobody to tell, or nothing any more."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Of which events somebody is told, on which channel, how long after, and whether it waits for the morning.

    `after_cd` is the key of the policy that says how many calendar days after. Of what is `discreet` the log shows that
    it was undertaken, for everybody alike, and not whether there was anything to say.
    """

    name: str
    of: type[Event]
    channel: Channel
    write: Write
    worth_telling: Callable[[Any], bool] = lambda _event: True
    after_cd: str | None = None
    urgent: bool = False
    discreet: bool = False


_TABLES = MetaData()
_WAITING = Table(
    "notification",
    _TABLES,
    Column("trigger_position", Integer, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("trigger_id", String, nullable=False),
    Column("id", String),
    Column("happened_at", Float, nullable=False),
    Column("after_cd", String),
    Column("urgent", Boolean, nullable=False),
    Column("undertaken_at", Float),
    Column("failed", String),
)
Index("notification_by_time", _WAITING.c.happened_at)
Index("notification_by_id", _WAITING.c.id, sqlite_where=_WAITING.c.id.is_not(None))
_GIVEN = ("trigger_position", "kind", "trigger_id", "happened_at", "after_cd", "urgent")
_WAIT = _WAITING.insert().values({name: bindparam(name) for name in _GIVEN})
_OF_IT = (_WAITING.c.trigger_position == bindparam("of_position"), _WAITING.c.kind == bindparam("of_kind"))
_UNDERTAKEN = _WAITING.update().where(*_OF_IT).values(id=bindparam("id_"), undertaken_at=bindparam("at"))
_UNTOLD = _WAITING.delete().where(*_OF_IT)
_OVER = _WAITING.delete().where(_WAITING.c.id == bindparam("id_"))
_FAILED = _WAITING.update().where(_WAITING.c.id == bindparam("id_")).values(failed=bindparam("cause"))
_FORGET = _WAITING.delete().where(_WAITING.c.happened_at < bindparam("before"))
# What is urgent does not wait behind fifty that sleep.
_DUE = (
    select(_WAITING)
    .where(_WAITING.c.happened_at <= bindparam("until"), _WAITING.c.happened_at >= bindparam("since"))
    .where(_WAITING.c.after_cd.is_not_distinct_from(bindparam("key")), _WAITING.c.undertaken_at == null())
    .order_by(_WAITING.c.urgent.desc(), _WAITING.c.happened_at, _WAITING.c.trigger_position)
    .limit(50)
)
_LEFT = select(_WAITING).where(_WAITING.c.undertaken_at <= bindparam("before"), _WAITING.c.failed == null()).limit(1)
FAILURES = (
    select(_WAITING.c.kind, _WAITING.c.trigger_position.label("position"), _WAITING.c.failed)
    .where(_WAITING.c.failed != null(), _WAITING.c.failed != FailureCause.NOT_NEEDED.value)
    .where(_WAITING.c.trigger_position > bindparam("after"))
    .order_by(_WAITING.c.trigger_position)
    .limit(bindparam("limit"))
)
"""What nobody was told of, by where in the log it stands."""

FORGETTING_EACH = 64
FORGOTTEN_AFTER = timedelta(days=40)
"""Rows go when so much newer ones come, in a deployment that tells nobody too: longer than any notice waits."""


def id_of(trigger_id: str, kind: str) -> str:
    """The one notification of a kind that an event leads to."""
    return by_trigger(f"notification:{kind}", trigger_id)


def view_of(kinds: Sequence[Kind]) -> View:
    """The table of what is to be told."""

    def waiting(those: Sequence[Kind]) -> Callable[[Recorded[Any]], Iterator[Change]]:
        def change(recorded: Recorded[Any]) -> Iterator[Change]:
            document = recorded.document
            if recorded.position % FORGETTING_EACH == 0:
                yield _FORGET, {"before": (document.time - FORGOTTEN_AFTER).timestamp()}
            for kind in (kind for kind in those if kind.worth_telling(recorded.event)):
                of = {"trigger_position": recorded.position, "kind": kind.name, "trigger_id": document.id}
                when = {"happened_at": document.time.timestamp(), "after_cd": kind.after_cd, "urgent": kind.urgent}
                yield _WAIT, {**of, **when}

        return change

    discreet = {kind.name for kind in kinds if kind.discreet}

    def undertaken(recorded: Recorded[NotificationUndertaken]) -> Iterator[Change]:
        event = recorded.event
        it = {"of_position": event.trigger_position, "of_kind": event.kind}
        if event.kind in discreet:
            yield _UNTOLD, it
        else:
            yield _UNDERTAKEN, {**it, "id_": recorded.aggregate.id, "at": event.undertaken_at.timestamp()}

    def sent(recorded: Recorded[NotificationSent]) -> Iterator[Change]:
        yield _OVER, {"id_": recorded.aggregate.id}

    def failed(recorded: Recorded[NotificationFailed]) -> Iterator[Change]:
        yield _FAILED, {"id_": recorded.aggregate.id, "cause": recorded.event.cause.value}

    by_event = {of: [kind for kind in kinds if kind.of is of] for of in dict.fromkeys(kind.of for kind in kinds)}
    handlers: Mapping[type[Event], Callable[[Recorded[Any]], Iterator[Change]]] = {
        **{of: waiting(those) for of, those in by_event.items()},
        NotificationUndertaken: undertaken,
        NotificationSent: sent,
        NotificationFailed: failed,
    }
    how = (f"{kind.name}:{kind.of.__name__}:{kind.after_cd}:{kind.urgent}:{kind.discreet}" for kind in kinds)
    return View("notification", _TABLES, handlers, ",".join(how))


# --- the duty ---------------------------------------------------------------


def quiet(policy: Policy, now: datetime) -> bool:
    """Whether people sleep: within the spans (`21:00-08:00`) of the policy in force."""
    local = now.astimezone(SHANGHAI)
    spans = (span.split("-") for span in policy.texts(QUIET, local.date()))
    return any(_within(local.time(), *map(time.fromisoformat, span)) for span in spans)


def _within(at: time, first: time, end: time) -> bool:
    return first <= at < end if first <= end else at >= first or at < end


def duty_of(kinds: Sequence[Kind]) -> Duty:
    """Tell people of what is due, one after another; nobody where no channel is set up."""
    by_name = {kind.name: kind for kind in kinds}

    async def turn(desk: Desk) -> bool:
        by_channel = carriers_of(desk.settings)
        if not by_channel:
            return False
        now = await desk.executor.clock.now()
        left = desk.views.row(_LEFT, before=(now - UNCONFIRMED_AFTER).timestamp())
        if left is not None:
            await _recorded(desk, left.id, GiveUp(cause=FailureCause.UNCONFIRMED))
            return True
        ripe = _ripe(desk, by_name, now)
        row = next((row for row in ripe if not by_name[row.kind].discreet), None)
        if row is None:
            await _tell_discreetly(desk, by_name, ripe, by_channel)
            return False
        if not await _undertaken(desk, row):
            return False
        await _recorded(desk, _id(row), await _tell(desk, by_name[row.kind], row, by_channel))
        return True

    def waits(desk: Desk, now: datetime) -> bool:
        return bool(carriers_of(desk.settings)) and bool(_ripe(desk, by_name, now))

    return Duty("notifying", turn, waits)


def _ripe(desk: Desk, kinds: Mapping[str, Kind], now: datetime) -> Sequence[Row[Any]]:
    """What may be told now, oldest first."""
    policy = desk.executor.reference.policy
    today = now.astimezone(SHANGHAI).date()
    # The policy arrives key by key, and before it nobody knows when people sleep.
    if any(policy.in_force(key, today) is None for key in (QUIET, MAX_AGE_HOURS, LANGUAGES)):
        return ()
    oldest, asleep = timedelta(hours=policy.whole(MAX_AGE_HOURS, today)), quiet(policy, now)
    rows: list[Row[Any]] = []
    for key in dict.fromkeys(kind.after_cd for kind in kinds.values()):
        if key is None or policy.in_force(key, today) is not None:
            until = now - timedelta(days=0 if key is None else policy.whole(key, today))
            between = {"until": until.timestamp(), "since": (until - oldest).timestamp()}
            rows += desk.views.rows(_DUE, key=key, **between)
    return [row for row in rows if kinds[row.kind].urgent or not asleep]


def _id(row: Row[Any]) -> str:
    return id_of(row.trigger_id, row.kind)


async def _undertaken(desk: Desk, row: Row[Any]) -> bool:
    return await _recorded(desk, _id(row), Undertake(kind=row.kind, trigger_position=row.trigger_position))


async def _tell_discreetly(desk: Desk, kinds: Mapping[str, Kind], ripe: Sequence[Row[Any]], carriers: Carriers) -> None:
    """Undertake them together, and last: else the time of the next would show whether the gateway was asked before."""
    begun = [row for row in ripe if await _undertaken(desk, row)]
    for row in begun:
        await _tell(desk, kinds[row.kind], row, carriers)


async def _tell(desk: Desk, kind: Kind, row: Row[Any], carriers: Carriers) -> NotificationCommand:
    carrier = carriers.get(kind.channel)
    if carrier is None:
        return GiveUp(cause=FailureCause.NO_CHANNEL)
    written = await kind.write(desk, await _trigger(desk, row.trigger_position))
    if written is None or written.to is None:
        return GiveUp(cause=FailureCause.NOT_NEEDED if written is None else FailureCause.NO_ADDRESS)
    notice = _notice(desk, _id(row), written, await desk.executor.clock.now())
    for _ in range(TRIES):
        if await carrier.carry(notice):
            return ConfirmSent(channel=kind.channel.value)
    return GiveUp(cause=FailureCause.REFUSED)


async def _trigger(desk: Desk, position: int) -> Recorded[Any]:
    (stored,) = await desk.executor.log.at([position])
    document = desk.executor.aggregates.codec.decode(stored.type, stored.document)
    return Recorded(stored.position, stored.aggregate, stored.version, document)


def _notice(desk: Desk, id_: str, written: Written, now: datetime) -> Notice:
    languages = desk.executor.reference.policy.texts(LANGUAGES, now.astimezone(SHANGHAI).date())
    said = [{"zh": written.zh, "en": written.en}[language] for language in languages]
    return Notice(id_, " · ".join(title for title, _ in said), "\n".join(body for _, body in said), written.to or "")


async def _recorded(desk: Desk, id_: str, command: NotificationCommand) -> bool:
    result = await desk.executor.execute(Act((Step(NOTIFICATION, id_, command),), NOTIFIER))
    return isinstance(result, Done) and bool(result.events)
