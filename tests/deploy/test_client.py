"""The client of the command line asks again for what is only late, and for nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import httpx
import pytest

from deploy import client as under_test
from deploy.client import Client, Refused

LATE = httpx.Response(503, json={"type": "urn:huimin:problem:view-late"})
THERE = httpx.Response(200, json={"halls": []})


def client(*answers: httpx.Response) -> tuple[Client, Sequence[httpx.Request]]:
    asked: list[httpx.Request] = []
    left = iter(answers)

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return next(left)

    return Client({"intake": 1}, "token", httpx.Client(transport=httpx.MockTransport(answer))), asked


@pytest.fixture(autouse=True)
def _without_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_test, "PAUSE_SECONDS", 0)


def test_a_view_that_is_late_is_asked_again():
    asks, asked = client(LATE, LATE, THERE)
    assert asks.get("intake", "/v1/halls", read_after="intake:7") == {"halls": []}
    assert [request.headers["Read-After"] for request in asked] == 3 * ["intake:7"]


def test_a_view_that_stays_late_is_told():
    asks, asked = client(*under_test.TRIES * [LATE])
    with pytest.raises(Refused) as refusal:
        asks.get("intake", "/v1/halls", read_after="intake:7")
    assert (refusal.value.slug, len(asked)) == ("view-late", under_test.TRIES)


def test_who_asks_for_no_position_is_told_at_once_what_is_unavailable():
    asks, asked = client(LATE, THERE)
    with pytest.raises(Refused):
        asks.get("intake", "/v1/halls")
    assert len(asked) == 1
