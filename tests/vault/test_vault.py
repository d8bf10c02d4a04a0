"""The vault: who is who, what is durable, and what is gone."""

import asyncio
import stat

import pytest

from shared.vault.errors import KeyDamaged, KeyMissing, VaultClosed, VaultUnreadable, WrongWrappingKey
from shared.vault.vault import Vault
from shared.vault.wrapping import WrappingKey
from tests.vault.bytes_of import file_and_log, rows, transactions_in_log
from tests.vault.conftest import EVENT, WRAPPING_KEY, opened, sealed

# --- who is who -------------------------------------------------------------


async def test_a_number_is_one_person(vault):
    assert await vault.enrol("citizen-id", "1") == await vault.enrol("citizen-id", "1")


async def test_another_number_or_kind_is_another_person(vault):
    refs = {await vault.enrol(*who) for who in (("citizen-id", "1"), ("citizen-id", "2"), ("passport", "1"))}
    assert len(refs) == 3


async def test_people_without_a_number_are_all_different(vault):
    assert len(set(await asyncio.gather(*(vault.mint() for _ in range(20))))) == 20


async def test_fifty_at_once_with_one_number_are_one_person(vault):
    assert len(set(await asyncio.gather(*(vault.enrol("citizen-id", "1") for _ in range(50))))) == 1


async def test_a_person_is_found_once_enrolled(vault):
    assert await vault.find("citizen-id", "1") is None
    ref = await vault.enrol("citizen-id", "1")
    assert await vault.find("citizen-id", "1") == ref


async def test_a_reference_says_nothing_and_fits_an_event(vault):
    ref = await vault.enrol("citizen-id", "630102195001010018")
    assert len(ref) == 32
    assert ref.isalnum()


@pytest.mark.server
async def test_neither_number_nor_key_stands_in_the_file(vault, path):
    number = "630102195001010018"
    ref = await vault.enrol("citizen-id", number)
    [(wrapped,)] = rows(path, "SELECT wrapped_key FROM subject WHERE ref = ?", ref)
    assert number.encode() not in file_and_log(path)
    assert WRAPPING_KEY.unwrap(wrapped, ref) not in file_and_log(path)
    assert wrapped in file_and_log(path)


# --- durable ----------------------------------------------------------------


async def test_what_was_sealed_opens_after_a_restart(vault, path):
    value = await sealed(vault, await vault.enrol("citizen-id", "1"))
    await vault.close()
    again = await Vault.open(path, WRAPPING_KEY)
    assert await opened(again, value) == b'"Wang"'
    await again.close()


@pytest.mark.server
async def test_many_at_once_share_one_transaction(vault, path):
    before = transactions_in_log(path)
    await asyncio.gather(*(vault.mint() for _ in range(200)))
    assert transactions_in_log(path) == before + 1


@pytest.mark.server
async def test_one_after_another_take_one_transaction_each(vault, path):
    before = transactions_in_log(path)
    for _ in range(5):
        await vault.mint()
    assert transactions_in_log(path) == before + 5


@pytest.mark.server
async def test_enrolling_a_known_person_writes_nothing(vault, path):
    await vault.enrol("citizen-id", "1")
    before = transactions_in_log(path)
    await asyncio.gather(*(vault.enrol("citizen-id", "1") for _ in range(20)))
    assert transactions_in_log(path) == before


async def test_one_who_stops_waiting_breaks_nobody_elses_turn(vault):
    waiting = [asyncio.ensure_future(vault.enrol("citizen-id", str(number))) for number in range(40)]
    await asyncio.wait(waiting[:1], timeout=0)
    for impatient in waiting[::2]:
        impatient.cancel()
    answers = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(answer, asyncio.CancelledError) for answer in answers[::2])
    assert [await vault.find("citizen-id", str(number)) for number in range(1, 40, 2)] == answers[1::2]


async def test_closing_finishes_what_was_begun(vault, path):
    begun = [asyncio.ensure_future(vault.enrol("citizen-id", "1")), asyncio.ensure_future(vault.mint())]
    await asyncio.wait(begun, timeout=0)
    await asyncio.gather(vault.mint(), vault.mint())
    await asyncio.gather(*begun)
    await vault.close()
    assert rows(path, "SELECT count(*) FROM subject") == [(4,)]


async def test_a_closed_vault_says_so(vault):
    await vault.close()
    await vault.close()
    with pytest.raises(VaultClosed):
        await vault.mint()


async def test_another_wrapping_key_is_refused_at_the_door(vault, path):
    ref = await vault.mint()
    with pytest.raises(WrongWrappingKey):
        await Vault.open(path, WrappingKey(bytes(32)))
    assert await opened(vault, await sealed(vault, ref)) == b'"Wang"'


async def test_a_file_that_is_no_vault_is_refused(path):
    path.write_bytes(b"no database" * 1000)
    with pytest.raises(VaultUnreadable):
        await Vault.open(path, WRAPPING_KEY)


async def test_only_the_owner_may_read_the_files(vault, path):
    await vault.mint()
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert len(modes) == 4
    assert set(modes.values()) == {0o600}


async def test_a_damaged_key_is_told_and_spoils_nobody_elses(vault, path):
    one, two = await vault.mint(), await vault.mint()
    rows(path, "UPDATE subject SET wrapped_key = zeroblob(60) WHERE ref = ?", one)
    keys = await vault.keys([one, two])
    with pytest.raises(KeyDamaged):
        keys.sealer(*EVENT)(one, "data.name", b"{}")
    assert keys.sealer(*EVENT)(two, "data.name", b"{}")


async def test_an_unknown_person_has_no_key(vault):
    with pytest.raises(KeyMissing):
        await sealed(vault, "0" * 32)


async def test_more_people_than_one_query_asks_for_are_loaded_in_one_go(vault):
    refs = await asyncio.gather(*(vault.mint() for _ in range(1_001)))
    seal = (await vault.keys(refs)).sealer(*EVENT)
    assert all(seal(ref, "data.name", b"{}") for ref in refs)
