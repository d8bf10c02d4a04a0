"""Destroying a key: nothing of it is left in the file, and everybody notices."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone

import pytest

from shared.vault import file
from shared.vault.errors import ErasureUnfinished, KeyDestroyed, KeyMissing
from shared.vault.sealing import Erased
from shared.vault.vault import Vault
from tests.vault.bytes_of import file_and_log, rows
from tests.vault.conftest import WRAPPING_KEY, opened, sealed

NOON = datetime(2015, 6, 1, 12, tzinfo=UTC)


def traces(path, ref):
    """Wrapped key and number hash of a person, without the ends that a freed cell may lose to its header."""
    [(wrapped, number_hash)] = rows(path, "SELECT wrapped_key, number_hash FROM subject WHERE ref = ?", ref)
    return wrapped[8:-8], number_hash[8:-8]


def found(path, all_traces):
    content = file_and_log(path)
    return [trace in content for trace in all_traces]


async def test_of_one_who_was_erased_the_instant_is_left(vault):
    ref = await vault.enrol("citizen-id", "1")
    value = await sealed(vault, ref)
    shanghai = timezone(timedelta(hours=8))
    assert await vault.destroy(ref, NOON.astimezone(shanghai)) is True
    assert await opened(vault, value) == Erased(NOON)


async def test_nothing_is_sealed_for_one_who_was_erased(vault):
    ref = await vault.mint()
    await vault.destroy(ref, NOON)
    with pytest.raises(KeyDestroyed):
        await sealed(vault, ref)


async def test_the_number_then_enrols_a_new_person(vault):
    ref = await vault.enrol("citizen-id", "1")
    await vault.destroy(ref, NOON)
    assert await vault.find("citizen-id", "1") is None
    again = await vault.enrol("citizen-id", "1")
    assert again != ref
    assert await vault.find("citizen-id", "1") == again


async def test_destroying_twice_changes_nothing(vault):
    value = await sealed(vault, await vault.mint())
    await vault.destroy(value.subject, NOON)
    assert await vault.destroy(value.subject, NOON + timedelta(days=1)) is False
    assert await opened(vault, value) == Erased(NOON)


async def test_who_is_unknown_cannot_be_destroyed(vault):
    with pytest.raises(KeyMissing):
        await vault.destroy("0" * 32, NOON)


async def test_others_keep_their_keys(vault):
    wang, li = await sealed(vault, await vault.mint()), await sealed(vault, await vault.mint())
    await vault.destroy(wang.subject, NOON)
    assert await opened(vault, li) == b'"Wang"'


async def test_another_door_that_had_the_key_cached_notices(vault, path):
    other = await Vault.open(path, WRAPPING_KEY)
    value = await sealed(other, await vault.mint())
    assert await opened(other, value) == b'"Wang"'
    await vault.destroy(value.subject, NOON)
    assert await opened(other, value) == Erased(NOON)
    await other.close()


@pytest.mark.server
async def test_neither_key_nor_hash_is_left_in_the_file_or_its_log(vault, path):
    ref = await vault.enrol("citizen-id", "1")
    gone = traces(path, ref)
    assert found(path, gone) == [True, True]
    await vault.destroy(ref, NOON)
    assert found(path, gone) == [False, False]
    assert ref.encode() in file_and_log(path)
    assert rows(path, "SELECT generation, scrub_due FROM vault") == [(1, 0)]


@pytest.mark.server
async def test_nothing_is_left_among_many_people_whose_pages_were_split(vault, path):
    refs = await asyncio.gather(*(vault.enrol("citizen-id", str(number)) for number in range(600)))
    await asyncio.gather(*(vault.destroy(ref, NOON) for ref in refs[1::60]))
    refs += await asyncio.gather(*(vault.enrol("citizen-id", str(number)) for number in range(600, 900)))
    erased, kept = refs[::3], refs[2::3]
    erased = [ref for ref in erased if ref not in refs[1::60]]
    gone = [trace for ref in erased for trace in traces(path, ref)]
    stays = [trace for ref in kept if ref not in refs[1:600:60] for trace in traces(path, ref)]
    assert all(found(path, gone))
    await asyncio.gather(*(vault.destroy(ref, NOON) for ref in erased))
    assert not any(found(path, gone))
    assert all(found(path, stays))


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(file, "BUSY_SECONDS", 0.05)


@pytest.mark.server
@pytest.mark.usefixtures("impatient")
async def test_an_erasure_that_a_reader_holds_up_says_so_and_is_finished_by_the_next(path):
    vault = await Vault.open(path, WRAPPING_KEY)
    ref = await vault.enrol("citizen-id", "1")
    gone = traces(path, ref)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM subject").fetchall()
        with pytest.raises(ErasureUnfinished):
            await vault.destroy(ref, NOON)
        assert any(found(path, gone))
        reader.execute("ROLLBACK")
        assert await vault.destroy(ref, NOON) is False
        assert found(path, gone) == [False, False]
    await vault.close()


@pytest.mark.server
@pytest.mark.usefixtures("impatient")
async def test_an_erasure_that_was_cut_short_is_finished_at_the_next_opening(path):
    vault = await Vault.open(path, WRAPPING_KEY)
    ref = await vault.enrol("citizen-id", "1")
    gone = traces(path, ref)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM subject").fetchall()
        with pytest.raises(ErasureUnfinished):
            await vault.destroy(ref, NOON)
        reader.execute("ROLLBACK")
        assert any(found(path, gone))
        again = await Vault.open(path, WRAPPING_KEY)
        assert found(path, gone) == [False, False]
    await again.close()
    await vault.close()
