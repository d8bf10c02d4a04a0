"""Where it is measured: a deployment of its own on free ports, on the machine's clock as in production or by hand."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from deploy.client import clients
from deploy.clock import HandClock, settle
from deploy.local import Local, _ended, _ready, server_arguments, server_binary
from deploy.registry import SERVICES
from deploy.seeding import Seeder
from shared.kernel.actors import Role
from shared.runtime.settings import ClockKind, Deployment, Settings
from tests.journeys.district import FOUNDED, District, free_port

ENVIRONMENT = {"HUIMIN_DEPLOYMENT": "demonstration", "HUIMIN_LOG_LEVEL": "WARNING"}


@contextmanager
def stage(
    state_dir: Path,
    *services: str,
    seeded: bool = False,
    maxmemory: str = "8gb",
    clock_kind: ClockKind = ClockKind.SYSTEM,
) -> Iterator[District]:
    """The embedded server and some services (all unless named), stopped at the end whatever happens."""
    environment = {**ENVIRONMENT, "HUIMIN_CLOCK": clock_kind.value}
    local = Local(state_dir, environment, server_port=free_port(), ports={name: free_port() for name in SERVICES})
    settings = Settings(redis_url=local.redis_url, state_dir=state_dir, deployment=Deployment.DEMONSTRATION)
    with HandClock(local.redis_url) as clock, clients(settings, local.ports) as people:
        try:
            start_server(local, maxmemory)
            if clock_kind is ClockKind.MANUAL:
                clock.set_first(FOUNDED)
            for service in services:
                local.start_service(service)
            local.wait_ready(*services) if services else None
            admin = people.person("admin", Role.ADMIN, Role.AUDITOR)
            if seeded:
                Seeder(admin, lambda _line: None).run()
                settle(admin)
            yield District(local, settings, clock, people, admin)
        finally:
            local.stop()


def start_server(local: Local, maxmemory: str = "8gb") -> None:
    """The embedded server with room for the largest log that is measured; returns when it answers."""
    data = local.state_dir / "server"
    data.mkdir(parents=True, exist_ok=True)
    local._spawn("server", [str(server_binary()), *server_arguments(local.server_port, data, maxmemory)])
    with HandClock(local.redis_url) as probe:
        local._wait("server", partial(_loaded, probe))


def start_storeless(local: Local, service: str) -> int:
    """A service with the log taken out, beside the real one; its port."""
    port = free_port()
    more = {"HUIMIN_PORT": str(port), "HUIMIN_REPLICA": "storeless"}
    local._spawn("storeless", [sys.executable, "-m", "tests.bench.storeless", service], more)
    local._wait("storeless", lambda: _ready(service, port))
    return port


def stop(local: Local, *names: str) -> None:
    """End some of the processes in good order."""
    for name in names:
        process = local.processes.pop(name)
        process.send_signal(signal.SIGTERM)
        _ended(process)


def halls(district: District) -> list[str]:
    """The twelve halls' ids."""
    return [hall["id"] for hall in district.admin.get("intake", "/v1/halls")["halls"]]


def _loaded(probe: HandClock) -> bool:
    try:
        probe.now()
    except OSError:
        return False
    except Exception as error:  # noqa: BLE001 - redis-py's own connection errors, and LOADING
        return "LOADING" not in str(error) and "onnect" not in str(error)
    return True
