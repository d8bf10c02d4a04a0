"""A process that enrols people: `python -m tests.vault.enrolling PATH PREFIX COUNT [--forgetful]`.

It prints each number with its reference after `enrol` has returned, eight at a time; COUNT 0 never ends. The
forgetful twin prints references that it never kept: the check that misses no key must see it.
"""

import asyncio
import secrets
import sys
from itertools import count
from pathlib import Path

from shared.vault.vault import Vault
from tests.vault.conftest import WRAPPING_KEY


async def enrol(path: Path, prefix: str, limit: int, forgetful: bool) -> None:
    vault = await Vault.open(path, WRAPPING_KEY)
    numbers = iter(range(limit) if limit else count())

    async def clerk() -> None:
        for number in numbers:
            name = f"{prefix}{number}"
            ref = secrets.token_hex(16) if forgetful else await vault.enrol("citizen-id", name)
            print(name, ref, flush=True)

    await asyncio.gather(*(clerk() for _ in range(8)))
    await vault.close()


if __name__ == "__main__":
    asyncio.run(enrol(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), "--forgetful" in sys.argv))
