"""What holds for every test: `docker` implies `server`, no example has a deadline, what was collected is no garbage,
and the run closes with the servers that it met.
"""

from __future__ import annotations

import gc
import os
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.servers_seen import THIS_RUN

# No test depends on a time: a loaded machine is slow, and nothing is wrong.
settings.register_profile("huimin", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# Two runs of continuous integration on the same files draw the same; whoever works on them looks further each time.
settings.register_profile("ci", settings.get_profile("huimin"), derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "huimin"))

# Fifteen thousand tests and all of our code would be looked through again and again.
gc.disable()

_SEEN, _MISSED = "servers seen", "servers missed"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("docker"):
            item.add_marker(pytest.mark.server)


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


def pytest_sessionfinish(session: pytest.Session) -> None:
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output.update({_SEEN: list(THIS_RUN.seen), _MISSED: dict(THIS_RUN.missed)})


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """What a worker met, told to the process that closes the run."""
    output = getattr(node, "workeroutput", {})
    THIS_RUN.seen.update(dict.fromkeys(output.get(_SEEN, ())))
    THIS_RUN.missed.update(output.get(_MISSED, {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if line := THIS_RUN.closing_line():
        terminalreporter.section("servers", sep="-")
        terminalreporter.write_line(line)
