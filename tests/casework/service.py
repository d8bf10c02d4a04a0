"""The whole of casework in this process, over a log in memory and a clock that the test moves."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from pathlib import Path

from services.casework.app import PARTS
from tests.casework.district import CALENDAR, POLICY
from tests.runtime.served import Served as Casework
from tests.runtime.served import refused, served

__all__ = ["Casework", "casework_in", "refused"]


def casework_in(state_dir: Path) -> AbstractAsyncContextManager[Casework]:
    """The service over an empty log, with policy and calendar as they are shipped."""
    return served(PARTS, state_dir, POLICY, CALENDAR)
