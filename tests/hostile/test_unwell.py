"""A log server that is gone, flushed or restored: 503 by name from every kind of route, and nothing recorded.

The order tells the story: the server dies and comes back, is then restored from a copy, then flushed.
"""

from collections.abc import Iterator

import pytest
import redis

from shared.kernel.actors import Role
from shared.kernel.envelope import LogName
from shared.store.keys import Keys
from tests.hostile.wire import Wire, slug_of
from tests.journeys.district import FOUNDED, running

pytestmark = pytest.mark.server

OF_EACH_KIND = {
    "a history, read from the log": ("GET", "/intake/v1/applications/a/history", None),
    "a page of the log": ("GET", "/intake/v1/log", None),
    "a day that the clock must say": ("GET", "/councils/v1/committees", None),
    "a command that first reads a state": ("POST", "/intake/v1/applications/a/acceptance", b"{}"),
    "a command that only decides": ("POST", "/intake/v1/halls/a/windows", b'{"window_id": "W1"}'),
    "a read after a position": ("GET", "/intake/v1/halls", None),
}
STREET = b'{"code": "630102001", "name_zh": "\xe8\xa1\x97"}'


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wire]:
    with running(tmp_path_factory.mktemp("unwell"), seeded=False) as district:
        own = Wire(district)
        with own.http:
            yield own


@pytest.fixture(scope="module")
def anybody(wire: Wire) -> str:
    return wire.token(*Role)


@pytest.fixture
def server(wire: Wire) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(wire.district.local.redis_url) as own:
        yield own


def test_with_the_server_gone_every_kind_of_route_says_so(wire, anybody):
    wire.district.local.kill("server")
    for method, path, content in OF_EACH_KIND.values():
        headers = {"Read-After": "intake:1"} if path == "/intake/v1/halls" else {}
        answer = wire.send(method, path, content, token=anybody, headers=headers)
        assert slug_of(answer) == "log-unavailable", path
        assert answer.headers["retry-after"] == "1"
    wire.district.local.start_server()
    wire.district.local.wait_ready()
    wire.district.settle()
    for method, path, content in OF_EACH_KIND.values():
        answer = wire.send(method, path, content, token=anybody)
        assert answer.status_code in {200, 400, 404}, path


def test_a_log_restored_from_a_copy_takes_nothing_from_those_who_knew_it_before(wire, anybody, server):
    keys = Keys(LogName(wire.district.settings.division, "councils"))
    assert wire.send("POST", "/councils/v1/streets", STREET, token=anybody).status_code == 201
    server.hincrby(keys.meta, "epoch", 1)
    other = STREET.replace(b"001", b"002")
    assert slug_of(wire.send("POST", "/councils/v1/streets", other, token=anybody)) == "wrong-epoch"
    assert server.xlen(keys.log) == 1
    server.hincrby(keys.meta, "epoch", -1)
    assert wire.send("POST", "/councils/v1/streets", other, token=anybody).status_code == 201


def test_a_flushed_server_takes_nothing(wire, anybody, server):
    server.flushall()
    wire.district.clock.set_first(FOUNDED)
    other = STREET.replace(b"001", b"003")
    assert slug_of(wire.send("POST", "/councils/v1/streets", other, token=anybody)) == "wrong-log"
    keys = Keys(LogName(wire.district.settings.division, "councils"))
    assert server.exists(keys.log) == 0


def test_a_clock_that_nobody_set_stops_commands(wire, anybody, server):
    server.flushall()
    other = STREET.replace(b"001", b"004")
    assert slug_of(wire.send("POST", "/councils/v1/streets", other, token=anybody)) == "clock-suspect"
