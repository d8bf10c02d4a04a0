"""A client of the HTTP APIs, as the command line and the demonstration use them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from shared.kernel.actors import Role
from shared.runtime.security import Issuer
from shared.runtime.settings import Settings

TRIES = 20
PAUSE_SECONDS = 0.25


class Refused(Exception):
    """A service said no."""

    def __init__(self, problem: Mapping[str, Any]) -> None:
        super().__init__(f"{problem.get('type', '')}: {problem.get('detail', problem)}")
        self.slug = str(problem.get("type", "")).rsplit(":", 1)[-1]
        self.problem = problem


@dataclass(slots=True)
class Client:
    """Speaks to the services as one person in one role, or without a token as anybody."""

    ports: Mapping[str, int]
    token: str
    http: httpx.Client
    address: str = "http://127.0.0.1:{port}"
    language: str = "zh-CN"

    def post(self, service: str, path: str, body: object, key: str) -> dict[str, Any]:
        """Send a command under an idempotency key; what is only unavailable is tried again under it."""
        headers = {**self._headers(), "Idempotency-Key": key}
        return self._sent(lambda: self.http.post(self._url(service, path), json=body, headers=headers))

    def send_file(
        self, service: str, path: str, file: bytes, media_type: str, key: str, **about: str
    ) -> dict[str, Any]:
        """Send a file under an idempotency key, with what is said about it; tried again likewise."""
        headers = {**self._headers(), "Idempotency-Key": key, "Content-Type": media_type}
        url = self._url(service, path)
        return self._sent(lambda: self.http.post(url, params=about, content=file, headers=headers))

    def get_file(self, service: str, path: str, **parameters: str) -> bytes:
        """Ask for what is answered with a file."""
        response = self.http.get(self._url(service, path), params=parameters, headers=self._headers())
        if response.is_error:
            raise Refused(response.json())
        return response.content

    def get(self, service: str, path: str, read_after: str | None = None, **parameters: str) -> dict[str, Any]:
        """Ask; with `read_after` no earlier than that position, for which a view that is late is asked again."""
        url = self._url(service, path)
        if read_after is None:
            return _answer(self.http.get(url, params=parameters, headers=self._headers()))
        headers = {**self._headers(), "Read-After": read_after}
        return self._sent(lambda: self.http.get(url, params=parameters, headers=headers))

    def pages(self, service: str, path: str, of: str, **parameters: str) -> Iterator[dict[str, Any]]:
        """Ask for a list, page after page, and give what stands in it under the name `of`."""
        after: str | None = "0"
        while after is not None:
            page = self.get(service, path, after=after, **parameters)
            yield from page[of]
            after = page.get("next")

    def status(self, service: str) -> dict[str, Any]:
        """How a service stands."""
        answer: dict[str, Any] = self.http.get(f"{self._root(service)}/health/ready").json()
        return answer

    def _sent(self, send: Callable[[], httpx.Response]) -> dict[str, Any]:
        unavailable: Mapping[str, Any] = {}
        for _ in range(TRIES):
            try:
                response = send()
            except httpx.TransportError as error:
                unavailable = {"type": "unreachable", "detail": str(error)}
            else:
                if response.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                    return _answer(response)
                unavailable = response.json()
            time.sleep(PAUSE_SECONDS)
        raise Refused(unavailable)

    def _url(self, service: str, path: str) -> str:
        return f"{self._root(service)}/{service}{path}"

    def _root(self, service: str) -> str:
        return self.address.format(service=service, port=self.ports[service])

    def _headers(self) -> dict[str, str]:
        known = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return {**known, "Accept-Language": self.language}


@dataclass(frozen=True, slots=True)
class Clients:
    """Clients of one deployment, over one pool of connections."""

    settings: Settings
    ports: Mapping[str, int]
    http: httpx.Client

    def person(self, sub: str, *roles: Role, org: str = "") -> Client:
        """Somebody with a token of the local issuer."""
        token = Issuer(self.settings.state_dir / "issuer", self.settings.division).token(sub, roles, org)
        return Client(self.ports, token, self.http, self.settings.service_url)


@contextmanager
def clients(settings: Settings, ports: Mapping[str, int]) -> Iterator[Clients]:
    """Clients of a deployment while the context lasts."""
    with httpx.Client(timeout=10) as http:
        yield Clients(settings, ports, http)


def _answer(response: httpx.Response) -> dict[str, Any]:
    answer: dict[str, Any] = response.json()
    if response.is_error:
        raise Refused(answer)
    return answer
