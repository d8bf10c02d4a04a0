"""One suite for whoever carries notices: a file, and a gateway that Apprise reaches."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from shared.notices.apprise_carrier import AppriseCarrier
from shared.notices.file_carrier import FileCarrier
from shared.notices.port import Carrier, Channel, Notice
from shared.runtime.carriers import carriers_of
from shared.runtime.settings import Settings

NOTICE = Notice("n-1", "收件回执", "您的申请已收件，回执编号 QZX-2014-000001。", "+8613997000000")


@dataclass
class Place:
    """Where notices arrive, and a carrier that brings them there."""

    carrier: Carrier
    arrived: Callable[[], list[tuple[str, str, str]]]
    out_of_order: Callable[[], None]


@dataclass
class Gateway:
    """A gateway on this machine: what it was sent, and what it answers."""

    status: int = 200
    taken: list[tuple[str, str, str]] = field(default_factory=list)


@pytest.fixture
def in_a_file(tmp_path: Path) -> Place:
    path = tmp_path / "out" / "notices.jsonl"

    def arrived() -> list[tuple[str, str, str]]:
        told = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []
        return [(each["to"], each["title"], each["body"]) for each in told]

    def spoilt() -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir()

    return Place(FileCarrier(path, Channel.SMS), arrived, spoilt)


@pytest.fixture
def by_gateway() -> Iterator[Place]:
    gateway = Gateway()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if gateway.status == 200:
                gateway.taken.append((self.path.strip("/").replace("%2B", "+"), body["title"], body["message"]))
            self.send_response(gateway.status)
            self.end_headers()

        def log_message(self, *_arguments: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        carrier = AppriseCarrier(f"json://127.0.0.1:{server.server_address[1]}/{{to}}")
        yield Place(carrier, lambda: gateway.taken, lambda: setattr(gateway, "status", 503))
        server.shutdown()


@pytest.fixture(params=["in_a_file", "by_gateway"])
def place(request: pytest.FixtureRequest) -> Place:
    place: Place = request.getfixturevalue(request.param)
    return place


async def test_a_notice_arrives_as_it_was_written(place):
    assert await place.carrier.carry(NOTICE) is True
    assert place.arrived() == [(NOTICE.to, NOTICE.title, NOTICE.body)]


async def test_what_is_not_taken_is_said_so_and_told_nobody_else(place, caplog, capfd):
    place.out_of_order()
    with caplog.at_level(logging.DEBUG):
        assert await place.carrier.carry(NOTICE) is False
    told = "".join([*(record.getMessage() for record in caplog.records), *capfd.readouterr()])
    assert NOTICE.to[1:] not in told


async def test_an_address_that_no_gateway_knows_is_refused_without_a_word_of_it(caplog, capfd):
    with caplog.at_level(logging.DEBUG):
        assert await AppriseCarrier("nonsense://{to}").carry(NOTICE) is False
    told = "".join([*(record.getMessage() for record in caplog.records), *capfd.readouterr()])
    assert NOTICE.to[1:] not in told


def test_a_notice_does_not_print_whom_it_goes_to():
    assert NOTICE.to not in repr(NOTICE)


def test_a_deployment_has_the_channels_that_it_names(tmp_path):
    assert carriers_of(Settings()) == {}
    named = Settings(notify_sms_url="json://127.0.0.1:1/{to}", notify_wecom_url="wecombot://a-key-of-the-staff")
    assert set(carriers_of(named)) == {Channel.SMS, Channel.WECOM}
    assert set(carriers_of(Settings(notify_file=tmp_path / "all.jsonl"))) == set(Channel)
