"""A server that was flushed, restored, filled up, gone or set up carelessly: refused by name, and nothing written."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from tests.faults.alone import BY_HAND, BY_THE_MACHINE, SERVICE, Alone, alone, slug, until

META = f"{{630102:{SERVICE}}}:meta"
FOUNDED = 201
UNAVAILABLE = 503

pytestmark = pytest.mark.server


@pytest.fixture
def service(tmp_path) -> Iterator[Alone]:
    """Councils, ready."""
    with alone(tmp_path) as its:
        its.start()
        yield its


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        pytest.param(BY_THE_MACHINE, "wrong-log", id="under the machine's clock"),
        pytest.param(BY_HAND, "clock-suspect", id="under a clock that went with the log"),
    ],
)
def test_a_flushed_server_takes_nothing_and_no_service_starts_on_it(tmp_path, environment, told):
    with alone(tmp_path, environment) as its:
        its.start()
        assert its.found("before-the-flush").status_code == FOUNDED
        its.client.flushall()
        assert slug(its.found("after-the-flush")) == (UNAVAILABLE, told)
        until(lambda: its.ready()["wrong"] == "wrong-log")
        assert not its.ready()["ready"]
        its.ended(signal.SIGTERM)
        its.local.start_service(SERVICE)
        assert its.ended() != 0
        assert "was it flushed?" in its.log()
        assert its.client.dbsize() == 0


def test_a_log_restored_meanwhile_takes_nothing_until_the_service_is_started_again(service):
    assert service.found("before-the-restore").status_code == FOUNDED
    service.client.hincrby(META, "epoch", 1)
    assert slug(service.found("after-the-restore")) == (UNAVAILABLE, "wrong-epoch")
    assert service.length() == 1
    until(lambda: service.ready()["wrong"] == "wrong-epoch")
    service.ended(signal.SIGTERM)
    service.start()
    assert service.found("after-the-restore").status_code == FOUNDED
    assert service.length() == 2


def test_no_service_starts_on_an_epoch_older_than_it_knows(service):
    service.client.hincrby(META, "epoch", -1)
    service.ended(signal.SIGTERM)
    service.local.start_service(SERVICE)
    assert service.ended() != 0
    assert "is older than" in service.log()


def test_a_full_server_takes_nothing_and_everything_again_when_it_has_room(service):
    assert service.found("before-it-was-full").status_code == FOUNDED
    service.client.config_set("maxmemory", "1")
    assert slug(service.found("while-it-is-full")) == (UNAVAILABLE, "log-full")
    assert service.length() == 1
    service.client.config_set("maxmemory", "512mb")
    assert service.found("while-it-is-full").status_code == FOUNDED
    assert service.length() == 2
    until(lambda: service.ready()["followed"][SERVICE] == 2)


def test_a_server_that_is_gone_is_said_so_and_the_same_key_acts_once_when_it_is_back(service):
    service.local.kill("server")
    assert slug(service.found("while-it-is-gone")) == (UNAVAILABLE, "log-unavailable")
    service.local.start_server()
    assert service.found("while-it-is-gone").status_code == FOUNDED
    again = service.found("while-it-is-gone")
    assert again.headers["Idempotent-Replay"] == "true"
    assert service.length() == 1


def test_an_entry_that_no_service_wrote_stops_all_that_follow(service):
    service.client.xadd(f"{{630102:{SERVICE}}}:log", {"ce": "{}"}, id="1-0")
    assert slug(service.found("after-a-forgery")) == (UNAVAILABLE, "log-damaged")
    assert service.length() == 1


CARELESS = {
    "appendonly": ("no", "appendonly is no"),
    "appendfsync": ("everysec", "appendfsync is everysec"),
    "maxmemory": ("0", "maxmemory is 0"),
    "maxmemory-policy": ("allkeys-lru", "maxmemory-policy is allkeys-lru"),
}


@pytest.mark.parametrize("setting", CARELESS)
def test_no_service_starts_on_a_server_that_could_lose_what_it_took_and_it_says_why(tmp_path, setting):
    value, why = CARELESS[setting]
    with alone(tmp_path) as its:
        its.client.config_set(setting, value)
        its.local.start_service(SERVICE)
        assert its.ended() != 0
        assert why in its.log()
        assert its.client.exists(META) == 0


def test_all_that_is_careless_is_told_at_once(tmp_path):
    with alone(tmp_path) as its:
        for setting, (value, _) in CARELESS.items():
            its.client.config_set(setting, value)
        its.local.start_service(SERVICE)
        assert its.ended() != 0
        assert "; ".join(why for _, why in CARELESS.values()) in its.log()
