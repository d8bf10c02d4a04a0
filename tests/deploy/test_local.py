"""The local runner: what it takes for ready is the very service that it started."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from deploy.local import _ready
from tests.journeys.district import free_port


class Councils(BaseHTTPRequestHandler):
    """Says that it is ready, and who it is."""

    def do_GET(self):
        body = json.dumps({"service": "councils", "ready": True}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words):
        """Stay quiet."""


@pytest.fixture
def port():
    with HTTPServer(("127.0.0.1", free_port()), Councils) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_a_service_is_ready_when_it_says_so_itself(port):
    assert _ready("councils", port)


def test_another_service_on_its_port_is_not_it(port):
    assert not _ready("intake", port)


def test_nobody_on_its_port_is_not_ready():
    assert not _ready("intake", free_port())


def test_no_port_is_given_out_twice():
    ports = [free_port() for _ in range(200)]
    assert len(set(ports)) == len(ports)
