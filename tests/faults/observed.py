"""What can be seen of a deployment at rest: its logs as a plain Redis client reads them, its answers, its views."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import redis

from deploy.registry import SERVICES, parts
from shared.kernel.envelope import Codec, LogName
from shared.runtime import reference
from shared.runtime.effects import ViewEffect
from shared.runtime.follower import Follower
from shared.runtime.metrics import Metrics
from shared.runtime.parking import Parking
from shared.runtime.reference import Reference
from shared.runtime.timers import view_of
from shared.runtime.views import Views
from shared.store.pump import Pump
from shared.store.redis_log import RedisLog
from tests.faults.deployed import NOTICES
from tests.faults.load import Load
from tests.faults.requests import Acknowledged, Declined
from tests.journeys.district import District

POSITION_BYTES = 6
Tables = Mapping[str, tuple[tuple[object, ...], ...]]
# Of a timer's row it is no fact of the log when it will be looked at, and the place's log is named by its process.
HINTS = {("due", "due_at"), ("place", "log_id")}


@dataclass(frozen=True)
class Event:
    """An entry of a log: `entry_id` as the stream has it, the rest out of its fields and document."""

    entry_id: str
    type: str
    aggregate: str
    version: int
    id: str
    correlation: str
    cause: str
    data: Mapping[str, Any] = field(hash=False)

    @property
    def position(self) -> int:
        """The number before the dash."""
        return int(self.entry_id.partition("-")[0])

    @property
    def word(self) -> str:
        """`case-opened`."""
        return self.type.split(".")[2]


@dataclass(frozen=True)
class Log:
    """One service's keys: its stream, the head in `meta`, packed indexes by aggregate, tracks by source, parked."""

    events: tuple[Event, ...]
    head: int
    index: Mapping[str, bytes]
    tracks: Mapping[str, int]
    parked: int

    def of(self, *words: str) -> Iterator[Event]:
        """The events of some kinds, in their order."""
        return (event for event in self.events if event.word in words)


@dataclass(frozen=True)
class Observed:
    """All of it; `views` and `rebuilt` are the tables of each process's file, `followed` its positions by log.

    `notices` are the ids of those that reached the file which takes them all, in its order; `files` the hashes of what
    lies on the shelf by name; `ballots` what was said in secret, by hall and level.
    """

    logs: Mapping[str, Log]
    acknowledged: tuple[Acknowledged, ...]
    declined: tuple[Declined, ...]
    sent_twice: tuple[tuple[Acknowledged, Acknowledged], ...]
    notices: tuple[str, ...]
    files: Mapping[str, str]
    ballots: Mapping[tuple[str, str], int]
    views: Mapping[str, Tables]
    rebuilt: Mapping[str, Tables]
    followed: Mapping[str, Mapping[str, int]]


def observe(district: District, load: Load, scratch: Path, replicas: Iterable[str] = ("0",)) -> Observed:
    """Look at a deployment that has come to rest."""
    state_dir, url = district.settings.state_dir, district.local.redis_url
    files = {
        file.name.rpartition("-")[0]: file
        for service in SERVICES
        for replica in replicas
        for file in (state_dir / "views").glob(f"{service}-{replica}-*.sqlite")
    }
    with redis.Redis.from_url(url) as client:
        logs = {service: log_of(client, f"{{{district.settings.division}:{service}}}") for service in SERVICES}
    rebuilt = {service: asyncio.run(_rebuilt(service, url, scratch)) for service in SERVICES}
    return Observed(
        logs=logs,
        acknowledged=tuple(load.requests.acknowledged),
        declined=tuple(load.requests.declined),
        sent_twice=tuple(load.requests.sent_twice),
        notices=notices_in(state_dir),
        files=files_in(district.settings.attachments_dir),
        ballots=dict(load.requests.ballots),
        views={process: tables_of(file) for process, file in files.items()},
        rebuilt={process: rebuilt[process.partition("-")[0]] for process in files},
        followed={service: district.admin.status(service)["followed"] for service in SERVICES},
    )


def notices_in(state_dir: Path) -> tuple[str, ...]:
    """What the file of notices says; every line of it is whole."""
    lines = (state_dir / NOTICES).read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line)["id"] for line in lines)


def files_in(directory: Path) -> Mapping[str, str]:
    """What lies on the shelf; drafts of those who were killed have other names."""
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in directory.glob("??/*")}


def log_of(client: redis.Redis, tag: str) -> Log:
    """All that a server holds of one log."""
    entries: Any = client.xrange(f"{tag}:log")
    prefix = f"{tag}:agg:"
    keys: Iterable[Any] = client.scan_iter(match=f"{prefix}*", count=1000)
    index = {key.decode().removeprefix(prefix): client.get(key) for key in keys}
    tracks: Any = client.hgetall(f"{tag}:track")
    return Log(
        events=tuple(_event(entry_id.decode(), fields) for entry_id, fields in entries),
        head=int(client.hget(f"{tag}:meta", "position") or 0),
        index=index,  # type: ignore[arg-type]
        tracks={source.decode(): int(position) for source, position in tracks.items()},
        parked=int(client.xlen(f"{tag}:parked")),
    )


def _event(entry_id: str, fields: Mapping[bytes, bytes]) -> Event:
    document = json.loads(fields[b"ce"])
    assert document["type"] == fields[b"t"].decode()
    assert document["subject"] == fields[b"a"].decode()
    return Event(
        entry_id=entry_id,
        type=document["type"],
        aggregate=document["subject"],
        version=int(fields[b"v"]),
        id=document["id"],
        correlation=document.get("correlationid", ""),
        cause=document.get("causationid", ""),
        data=document["data"],
    )


def tables_of(file: Path) -> Tables:
    """The rows of every table of a view's file, in an order of their own."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: tuple(sorted(_rows(connection, name), key=repr)) for name in sorted(names)}


def _rows(connection: sqlite3.Connection, table: str) -> Iterable[tuple[object, ...]]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    kept = ", ".join(f'"{column}"' for column in columns if (table, column) not in HINTS)
    return connection.execute(f"SELECT {kept} FROM {table}")  # noqa: S608 - names out of the file's own schema


async def _rebuilt(service: str, url: str, scratch: Path) -> Tables:
    """Views over an empty directory, filled by the service's own follower from the first event on."""
    its = parts(service)
    pump = Pump(url)
    await pump.start()
    log = RedisLog(pump, LogName("630102", service))
    views = Views(scratch, f"{service}-rebuilt", (*its.views, reference.VIEW, view_of(its.timers)), "rebuilt")
    effect, parking = ViewEffect(views, service, Reference()), Parking(pump, log.keys.parked, Metrics(service))
    await Follower(service, log, Codec(service, its.events), effect, parking).catch_up()
    views.close()
    await pump.stop()
    return tables_of(views.path)
