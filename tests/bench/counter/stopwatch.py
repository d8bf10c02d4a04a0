"""One client of the counter that asks one thing after another over a kept connection, and notes how long each took."""

from __future__ import annotations

import http.client
import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from time import perf_counter
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

TRIES = 40
UNAVAILABLE = 503
_NAMED = re.compile(r"{(\w+)}")
_JSON = "application/json"


class Route(NamedTuple):
    """A route as OpenAPI has it, and whether it records anything."""

    method: str
    path: str
    command: bool

    def __str__(self) -> str:
        """`POST /v1/…`."""
        return f"{self.method} {self.path}"


@dataclass
class Stopwatch:
    """`took` are milliseconds by route, `kinds` those of what was given a name of its own."""

    port: int
    run: str
    took: defaultdict[Route, list[float]] = field(default_factory=lambda: defaultdict(list))
    kinds: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    _keys: count[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        """Connect."""
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def hang_up(self) -> None:
        """Let go of a connection that was silent for long, as the service does; the next call makes another."""
        self._connection.close()

    def act(
        self, path: str, body: Mapping[str, Any] | bytes, token: str = "", known_as: str = "", **named: str
    ) -> dict[str, Any]:
        """Carry out a command; a body of bytes is a PDF that is attached."""
        sent = _Sent(
            Route("POST", path, command=True), named, token, body, f"{self.run}-{next(self._keys):06d}", known_as
        )
        read: dict[str, Any] = _read(self._timed(sent))
        return read

    def look_up(self, path: str, body: Mapping[str, Any], token: str = "", known_as: str = "", **named: str) -> Any:
        """Ask a question that has a body."""
        return _read(self._timed(_Sent(Route("POST", path, command=False), named, token, body, "", known_as)))

    def ask(self, path: str, token: str = "", after: Mapping[str, Any] | None = None, **named: str) -> Any:
        """Ask; once the view has what an answer told of, and that waiting is not counted."""
        return _read(self.print(path, token, after, **named))

    def print(
        self, path: str, token: str = "", after: Mapping[str, Any] | None = None, known_as: str = "", **named: str
    ) -> bytes:
        """Ask for bytes."""
        sent = _Sent(Route("GET", path, command=False), named, token, None, "", known_as)
        if after is not None:
            self._answered(sent, {"Read-After": str(after["position"])})
        return self._timed(sent)

    def _timed(self, sent: _Sent) -> bytes:
        answer, milliseconds = self._answered(sent, {})
        self.took[sent.route].append(milliseconds)
        if sent.known_as:
            self.kinds[sent.known_as].append(milliseconds)
        return answer

    def _answered(self, sent: _Sent, headers: Mapping[str, str]) -> tuple[bytes, float]:
        url, body, headers = sent.url, sent.content, {**sent.headers, **headers}
        for _ in range(TRIES):
            begun = perf_counter()
            self._connection.request(sent.route.method, url, body, headers)
            response = self._connection.getresponse()
            answer = response.read()
            milliseconds = 1000 * (perf_counter() - begun)
            if response.status != UNAVAILABLE:
                assert response.status < http.client.MULTIPLE_CHOICES, f"{sent.route} {url}: {answer.decode()}"
                return answer, milliseconds
        raise AssertionError(f"{url} stayed unavailable")


@dataclass(frozen=True)
class _Sent:
    """A request before it is on the wire."""

    route: Route
    named: Mapping[str, str]
    token: str
    body: Mapping[str, Any] | bytes | None
    key: str
    known_as: str

    @property
    def url(self) -> str:
        """The address: names that the path does not have are parameters."""
        in_path = set(_NAMED.findall(self.route.path))
        place = self.route.path.format(**{name: quote(self.named[name], safe="") for name in in_path})
        said = urlencode({name: value for name, value in self.named.items() if name not in in_path})
        return f"/intake{place}{'?' * bool(said)}{said}"

    @property
    def content(self) -> bytes | None:
        """What the body is on the wire."""
        return json.dumps(self.body).encode() if isinstance(self.body, Mapping) else self.body

    @property
    def headers(self) -> dict[str, str]:
        """Who sends it, as what, under which key."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if self.body is not None:
            headers["Content-Type"] = "application/pdf" if isinstance(self.body, bytes) else _JSON
        return {**headers, "Idempotency-Key": self.key} if self.key else headers


def _read(answer: bytes) -> Any:
    return json.loads(answer)
