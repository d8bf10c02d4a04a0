"""A local deployment whose services are forked from one process that has read in all of them, and so start sooner.

What they then do, and what `kill -9` ends, is what `python -m deploy.serving` does; that command itself is started by
`huimin up`, by the benchmark and where a service stands alone.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

from deploy.local import Local
from deploy.registry import SERVICES
from deploy.serving import serve
from shared.runtime.settings import Settings

READ_IN = ["tests.journeys.forked", *(f"services.{service}.app" for service in SERVICES)]


@dataclass(frozen=True, slots=True)
class Forked:
    """A forked process, with the words of `subprocess.Popen`."""

    process: ForkServerProcess

    @property
    def pid(self) -> int:
        """By what the machine knows it."""
        assert self.process.pid is not None, "it was started"
        return self.process.pid

    def poll(self) -> int | None:
        """With what it ended, None while it has not."""
        return self.process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended."""
        self.process.join(timeout)
        if (code := self.process.exitcode) is None:
            raise subprocess.TimeoutExpired(self.process.name, timeout or 0)
        return code

    def send_signal(self, sig: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, sig)

    def kill(self) -> None:
        """`kill -9`."""
        self.process.kill()


class ForkedLocal(Local):
    """A local deployment of forked services; its server is started as ever."""

    def start_service(self, service: str) -> None:
        """Start one service without waiting for it."""
        environment = self.environment_with({"HUIMIN_PORT": str(self.ports[service])})
        said = (service, environment, self.log_of(service))
        process = _forking().Process(target=_serve, args=said, name=service, daemon=True)
        process.start()
        self.processes[service] = Forked(process)


@cache
def _forking() -> ForkServerContext:
    context = get_context("forkserver")
    context.set_forkserver_preload(READ_IN)
    return context


def _serve(service: str, environment: Mapping[str, str], log: Path) -> None:
    os.setsid()
    with log.open("ab") as end:
        os.dup2(end.fileno(), 1)
        os.dup2(end.fileno(), 2)
    os.environ.clear()
    os.environ.update(environment)
    serve(service, Settings())
