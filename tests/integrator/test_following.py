"""An outsider follows a log with twenty lines of their own, stops, resumes, and has the very bytes that others have."""

import hashlib
import json
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from redis import Redis

from shared.kernel.actors import Role
from tests.journeys.conftest import district
from tests.journeys.people import office

HERE = Path(__file__).parent
LOG = "{630102:intake}:log"
pytestmark = pytest.mark.server
__all__ = ["district"]


@contextmanager
def following(command):
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        try:
            yield process.stdout
        finally:
            process.send_signal(signal.SIGKILL)


def plain_redis(district, position):
    return [sys.executable, str(HERE / "follow.py"), district.local.redis_url, LOG, str(position)]


def curl(district, position):
    token = district.person("integrator", Role.INTEGRATOR).token
    url = f"http://127.0.0.1:{district.local.ports['intake']}/intake/v1/log/stream"
    return [str(HERE / "follow.sh"), url, token, str(position)]


def head(district):
    with Redis.from_url(district.local.redis_url) as server:
        return int(server.hget("{630102:intake}:meta", "position"))


def read(command, through):
    hashes = {}
    with following(command) as lines:
        for line in lines:
            position, digest = line.split()
            hashes[int(position)] = digest
            if int(position) == through:
                return hashes
    raise AssertionError(f"it ended before {through}")


def over_http(district, accept):
    token = district.person("auditor", Role.AUDITOR).token
    url = f"http://127.0.0.1:{district.local.ports['intake']}/intake/v1/log?limit=1000"
    return httpx.get(url, headers={"Authorization": f"Bearer {token}", "Accept": accept})


def digests_of_lines(body):
    # The bytes between `"event":` and the closing brace of the line are the document, as it was written.
    lines = body.rstrip(b"\n").split(b"\n")
    pairs = [line.split(b',"event":', 1) for line in lines]
    return {int(json.loads(at + b"}")["position"]): hashlib.sha256(rest[:-1]).hexdigest() for at, rest in pairs}


@pytest.mark.parametrize("follow", [plain_redis, curl], ids=["plain redis-py", "curl on server-sent events"])
def test_an_integrator_follows_from_0_stops_and_resumes_with_the_same_bytes(district, follow):
    if follow is curl and shutil.which("curl") is None:
        pytest.skip("there is no curl on this machine")
    here = office(district, "GJC")
    half = head(district)
    first = read(follow(district, 0), through=half)
    for number in range(5):
        here.receive("CD-MZ-005", f"{follow.__name__}-{number}")
    whole = head(district)
    assert whole >= half + 10
    second = read(follow(district, half), through=whole)
    followed = first | second
    assert list(followed) == list(range(1, whole + 1))
    assert digests_of_lines(over_http(district, "application/x-ndjson").content) == followed


def test_pages_and_lines_carry_the_same_documents(district):
    page = over_http(district, "application/json")
    lines = over_http(district, "application/x-ndjson").content.rstrip(b"\n")
    assert page.content == b'{"events":[%b],"next":%d}' % (lines.replace(b"\n", b","), page.json()["next"])


def test_the_program_of_the_integrator_is_twenty_lines():
    assert len((HERE / "follow.py").read_text().splitlines()) <= 20
