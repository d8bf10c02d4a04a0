"""The containers, for real: built, started healthy, seeded, used, killed, and started again on the same data."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from deploy.registry import SERVICES
from tests.journeys.district import free_port

pytestmark = [pytest.mark.docker, pytest.mark.server]
ROOT = Path(__file__).parents[2]
PROJECT = "huimin-test"
COMPOSE = ["docker", "compose", "-p", PROJECT, "-f", str(ROOT / "deploy" / "compose.yaml")]


def run(*command: str, environment: dict[str, str]) -> str:
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


class Containers:
    """A running project, its ports, and a token."""

    def __init__(self) -> None:
        self.ports = {service: free_port() for service in SERVICES}
        self.environment = {f"HUIMIN_{service.upper()}_PORT": str(port) for service, port in self.ports.items()}

    def compose(self, *words: str) -> str:
        return run(*COMPOSE, *words, environment=self.environment)

    def huimin(self, *words: str) -> str:
        return self.compose("exec", "-T", "intake", "huimin", *words)

    def get(self, service: str, path: str) -> httpx.Response:
        token = self.huimin("token", "--role", "admin", "--role", "auditor").strip()
        headers = {"Authorization": f"Bearer {token}"}
        return httpx.get(f"http://127.0.0.1:{self.ports[service]}{path}", headers=headers)


@pytest.fixture(scope="module")
def containers() -> Iterator[Containers]:
    engine = (
        shutil.which("docker") and not subprocess.run(["docker", "info"], capture_output=True, check=False).returncode
    )
    if not engine:
        pytest.skip("no Docker engine answers")
    here = Containers()
    here.compose("down", "-v", "--remove-orphans")
    # The host's network reaches the package registries where a bridge may not.
    run("docker", "build", "--network", "host", "-f", "deploy/Dockerfile", "-t", "huimin", str(ROOT), environment={})
    try:
        here.compose("up", "--wait", "--no-build")
        yield here
    finally:
        here.compose("down", "-v")


def health(containers: Containers) -> dict[str, str]:
    lines = containers.compose("ps", "--format", "json").splitlines()
    return {each["Service"]: each["Health"] for each in map(json.loads, lines)}


def test_redis_and_the_five_services_are_healthy(containers):
    assert health(containers) == dict.fromkeys(("redis", *SERVICES), "healthy")


def test_every_port_is_published_on_loopback_only(containers):
    lines = containers.compose("ps", "--format", "json").splitlines()
    published = [each["URL"] for line in lines for each in json.loads(line)["Publishers"] if each["PublishedPort"]]
    assert sorted(published) == ["127.0.0.1"] * len(SERVICES)


def test_no_container_of_ours_runs_as_root(containers):
    assert {containers.compose("exec", "-T", service, "id", "-u").strip() for service in SERVICES} == {"10001"}


def test_the_district_is_seeded_and_survives_killing_everything(containers):
    containers.huimin("seed")
    before = containers.get("councils", "/councils/v1/communities").json()
    assert len(before["communities"]) == 12
    containers.compose("kill", "-s", "SIGKILL")
    containers.compose("up", "--wait", "--no-build")
    assert containers.get("councils", "/councils/v1/communities").json() == before
    assert len(containers.get("intake", "/intake/v1/halls").json()["halls"]) == 12


def test_what_is_published_is_the_api_and_the_operators_pages(containers):
    assert containers.get("casework", "/casework/docs").status_code == 200
    assert "huimin_log_position" in containers.get("casework", "/metrics").text
