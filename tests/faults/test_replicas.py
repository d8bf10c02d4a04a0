"""Two processes of each service on the same logs, each request sent to both at once: still everything exactly once."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace

import pytest

from deploy.clock import settle
from tests.faults import deployed
from tests.faults.invariants import complaints
from tests.faults.kill_loop import loaded
from tests.faults.load import Load
from tests.faults.logs import errors_logged
from tests.faults.observed import observe
from tests.journeys.district import District, free_port
from tests.journeys.forked import ForkedLocal

DOUBLED = ("intake", "casework", "councils")

pytestmark = pytest.mark.server


async def both_at_once(running: District, replicas: Mapping[str, int]) -> Load:
    ports = {
        name: [port, *([replicas[name]] if name in replicas else [])] for name, port in running.local.ports.items()
    }
    async with loaded(running, ports) as load:
        load.requests.both_at_once = True
        async with asyncio.TaskGroup() as clients:
            load.start(clients, turns=1)
    return load


def test_two_replicas_act_as_one(tmp_path_factory, capsys):
    state_dir = tmp_path_factory.mktemp("doubled")
    with deployed.running(state_dir) as running:
        own = {"HUIMIN_REDIS_URL": running.local.redis_url, "HUIMIN_REPLICA": "1"}
        environment = {**deployed.environment_of(state_dir), **own}
        second = ForkedLocal(state_dir, environment, ports={service: free_port() for service in DOUBLED})
        try:
            for service in DOUBLED:
                second.start_service(service)
            second.wait_ready(*DOUBLED)
            load = asyncio.run(both_at_once(running, second.ports))
            deployed.rested(running)
            deployed.night(running)
            settle(replace(running.admin, ports={**running.local.ports, **second.ports}))
            observed = observe(running, load, tmp_path_factory.mktemp("rebuilt"), replicas=("0", "1"))
        finally:
            second.stop()
    with capsys.disabled():
        sent = f"{len(load.requests.acknowledged)} commands, each sent to both replicas at once"
        print(f"\nreplicas: {sent}; told to wait: {dict(load.requests.not_now) or 'never'}")
    assert complaints(observed) == {}
    assert set(observed.views) == {f"{name}-0" for name in running.local.ports} | {f"{name}-1" for name in DOUBLED}
    assert errors_logged(state_dir) == []
