"""Several processes share a vault, and any of them may die."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pytest

from shared.vault.errors import KeyMissing
from shared.vault.vault import Vault
from tests.vault.conftest import WRAPPING_KEY

pytestmark = pytest.mark.server

ROOT = Path(__file__).parents[2]
KILLS = 24


@contextmanager
def enrolling(path: Path, prefix: str, limit: int, *more: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.vault.enrolling", str(path), prefix, str(limit), *more]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        try:
            yield child
        finally:
            child.kill()


def said(lines: str) -> dict[str, str]:
    """Number -> reference of each whole line; a kill may have cut the last one."""
    whole = lines[: lines.rfind("\n") + 1].splitlines()
    return dict(line.split() for line in whole)


def killed_after(lines: int, path: Path, prefix: str, *more: str) -> dict[str, str]:
    with enrolling(path, prefix, 0, *more) as child:
        assert child.stdout is not None
        heard = "".join(islice(child.stdout, lines))
        child.send_signal(signal.SIGKILL)
        heard += child.stdout.read()
        assert child.wait() == -signal.SIGKILL
    return said(heard)


async def lost(path: Path, promised: dict[str, str]) -> set[str]:
    """References that were promised to someone and whose key the vault does not have."""
    vault = await Vault.open(path, WRAPPING_KEY)
    keys = await vault.keys(promised.values())
    gone = set()
    for number, ref in promised.items():
        try:
            keys.sealer("log", "event")(ref, "data.name", b"{}")
        except KeyMissing:
            gone.add(ref)
        if await vault.find("citizen-id", number) != ref:
            gone.add(ref)
    await vault.close()
    return gone


async def test_processes_that_enrol_the_same_numbers_at_once_agree(path):
    with (
        enrolling(path, "same-", 50) as one,
        enrolling(path, "same-", 50) as two,
        enrolling(path, "same-", 50) as three,
    ):
        heard = [said(child.communicate()[0]) for child in (one, two, three)]
    assert heard[0] == heard[1] == heard[2]
    assert len(set(heard[0].values())) == 50
    assert await lost(path, heard[0]) == set()


async def test_no_reference_that_was_given_out_is_lost_when_a_process_is_killed(path):
    promised: dict[str, str] = {}
    with enrolling(path, "bystander-", 0) as bystander:
        for kill in range(KILLS):
            promised |= killed_after(1 + 7 * (kill % 8), path, f"kill{kill}-")
        bystander.kill()
        assert bystander.stdout is not None
        overlapping = said(bystander.stdout.read())
    assert len(promised) >= KILLS
    assert overlapping
    assert await lost(path, promised | overlapping) == set()
    print(f"survived {KILLS} kills beside another writer: {len(promised)} + {len(overlapping)} references, none lost")


async def test_the_check_sees_a_process_that_gave_out_what_it_had_not_kept(path):
    promised = killed_after(5, path, "forgotten-", "--forgetful")
    assert await lost(path, promised) == set(promised.values())
