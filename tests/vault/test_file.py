"""The file under the vault: settings that durability and erasure rest on, turns, and the keys kept in memory."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from fcntl import LOCK_EX, flock
from functools import partial
from pathlib import Path
from random import Random
from threading import Event
from typing import Any

import pytest

from shared.vault import file as vault_file
from shared.vault import statements
from shared.vault.errors import VaultUnavailable
from shared.vault.file import VaultFile
from shared.vault.keyring import Keyring
from shared.vault.turns import Turns
from tests.vault.bytes_of import file_and_log, rows
from tests.vault.conftest import WRAPPING_KEY

ENROLMENT = {"ref": "one", "number_hash": b"hash", "wrapped_key": WRAPPING_KEY.wrap(b"k" * 32, "one")}


@pytest.fixture
def file(path: Path) -> Iterator[VaultFile]:
    opened = VaultFile(path, WRAPPING_KEY.id)
    yield opened
    opened.close()


SETTINGS = {
    "a commit is on the disk when it returns": ("synchronous", 2),
    "readers and a writer do not wait for each other": ("journal_mode", "wal"),
    "what is deleted is overwritten": ("secure_delete", 1),
    "no copy goes to a temporary file": ("temp_store", 2),
    "who meets a lock waits": ("busy_timeout", 10_000),
}


@pytest.mark.parametrize(("pragma", "value"), SETTINGS.values(), ids=SETTINGS.keys())
def test_settings(file, pragma, value):
    assert file.read([lambda connection: connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one()]) == [value]


def test_a_turn_is_written_whole_or_not_at_all(file, path):
    def enrol(connection):
        connection.execute(statements.ENROL, ENROLMENT)

    def fail(connection):
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        file.write([enrol, fail])
    assert rows(path, "SELECT count(*) FROM subject") == [(0,)]
    file.write([enrol])
    assert rows(path, "SELECT count(*) FROM subject") == [(1,)]


def test_who_finds_the_lock_kept_gives_up_in_time(file, path, monkeypatch):
    monkeypatch.setattr(vault_file, "BUSY_SECONDS", 0.05)
    with path.with_name(f"{path.name}-lock").open() as other:
        flock(other, LOCK_EX)
        with pytest.raises(VaultUnavailable):
            file.write([])
    assert file.write([]) == []


@pytest.mark.server
def test_an_erasure_reaches_what_split_pages_have_left_behind(file, path):
    """With this seed SQLite 3.40.1 leaves a number hash in the unused part of a page, for all its `secure_delete`."""
    chance = Random(6)
    living: list[dict[str, Any]] = []
    gone: list[dict[str, Any]] = []

    def execute(statement, row):
        return lambda connection: connection.execute(statement, row)

    for _ in range(60):
        born = [
            {
                "ref": chance.randbytes(16).hex(),
                "number_hash": chance.randbytes(32),
                "wrapped_key": chance.randbytes(60),
            }
            for _ in range(chance.randint(1, 40))
        ]
        file.write([execute(statements.ENROL, row) for row in born])
        living += born
        erased = [living.pop(chance.randrange(len(living))) for _ in range(min(chance.randint(0, 15), len(living)))]
        file.write([execute(statements.DESTROY, {"subject": row["ref"], "at": "2015-06-01"}) for row in erased])
        gone += erased
    file.erase([execute(statements.ERASED, {})])
    content = file_and_log(path)
    assert all(row["wrapped_key"] in content and row["number_hash"] in content for row in living)
    assert not any(row["wrapped_key"][8:-8] in content or row["number_hash"][8:-8] in content for row in gone)


@pytest.mark.parametrize("people", [0, 1, 2, 3, 7])
def test_the_keyring_keeps_no_more_keys_than_it_may_and_loads_all_the_same(file, people):
    refs = [f"p{number}" for number in range(people)]
    for ref in refs:
        row = {"ref": ref, "number_hash": None, "wrapped_key": WRAPPING_KEY.wrap(b"k" * 32, ref)}
        file.write([lambda connection, row=row: connection.execute(statements.ENROL, row)])
    keyring = Keyring(WRAPPING_KEY, capacity=2)
    for _ in range(2):
        _, keys = file.read([keyring.renew, partial(keyring.load, refs)])
        assert all(keys.sealer("log", "event")(ref, "data.name", b"{}") for ref in refs)
        assert len(keyring) == min(people, 2)


async def test_a_turn_that_fails_fails_all_who_wait_for_it_and_the_next_one_runs():
    def run(works):
        return [work("") for work in works]

    def fail(_):
        raise ArithmeticError

    with ThreadPoolExecutor(max_workers=1) as thread:
        turns = Turns[str](thread, run)
        answers = await asyncio.gather(turns.do(str.upper), turns.do(fail), turns.do(str.upper), return_exceptions=True)
        assert [type(answer) for answer in answers] == [ArithmeticError] * 3
        assert await turns.do(lambda _: "next") == "next"


async def test_what_arrives_while_a_turn_runs_shares_the_next_one():
    sizes = []

    def run(works):
        sizes.append(len(works))
        return [work("") for work in works]

    with ThreadPoolExecutor(max_workers=1) as thread:
        turns = Turns[str](thread, run)
        loop = asyncio.get_running_loop()
        later: list[asyncio.Future[str]] = []

        def arrive():
            later.extend(asyncio.ensure_future(turns.do(str.upper)) for _ in range(9))

        def first(_):
            arrived = Event()
            loop.call_soon_threadsafe(arrive)
            loop.call_soon_threadsafe(loop.call_soon, arrived.set)
            assert arrived.wait(10)

        await turns.do(first)
        await asyncio.gather(*later)
    assert sizes == [1, 9]
