"""Requests as an attacker writes them, and what every answer must look like."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from itertools import count
from pkgutil import walk_packages
from typing import Any

import httpx
import redis

import services
import shared
from deploy.registry import SERVICES
from shared.kernel.actors import Role
from shared.kernel.envelope import LogName
from shared.kernel.refusals import Refusal
from shared.runtime.problems import PROBLEM, status_of
from shared.runtime.security import Issuer
from shared.store.keys import Keys
from tests.journeys.district import District

URN = "urn:huimin:problem:"


@cache
def refusals() -> dict[str, type[Refusal]]:
    """Every refusal that the code can give, by slug."""
    for package in (services, shared):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.startswith("shared.testing"):
                import_module(module.name)
    return {refusal.slug: refusal for refusal in _below(Refusal) if "slug" in vars(refusal)}


def _below(kind: type[Refusal]) -> list[type[Refusal]]:
    return [each for direct in kind.__subclasses__() for each in (direct, *_below(direct))]


def slug_of(response: Any, language: str = "zh-CN") -> str:
    """The slug of a problem that is all that a problem must be."""
    assert response.headers["content-type"] == PROBLEM, response.text[:200]
    problem = response.json()
    slug = str(problem["type"]).removeprefix(URN)
    assert slug in refusals(), problem
    refusal = refusals()[slug]
    assert response.headers["content-language"] == language
    assert problem["title"] == (refusal.en if language == "en" else refusal.zh)
    assert problem["status"] == response.status_code == status_of(refusal)
    assert problem["detail"]
    assert response.status_code < 500 or response.status_code == httpx.codes.SERVICE_UNAVAILABLE, problem
    return slug


def correlations(district: District) -> set[str]:
    """The correlation ids of all that the logs hold: whose request each event came from."""
    with redis.Redis.from_url(district.local.redis_url) as server:
        return {
            json.loads(fields[b"ce"]).get("correlationid", "")
            for service in SERVICES
            for _, fields in server.xrange(Keys(LogName(district.settings.division, service)).log)
        }


def heads(district: District) -> dict[str, int]:
    """How long each log is, once the services have come to rest."""
    district.settle()
    with redis.Redis.from_url(district.local.redis_url) as server:
        return {name: server.xlen(Keys(LogName(district.settings.division, name)).log) for name in SERVICES}


@dataclass
class Wire:
    """Sends anything; each request has a key and a correlation id of its own unless it says otherwise."""

    district: District
    http: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=20))
    _numbers: Any = field(default_factory=count)

    @property
    def issuer(self) -> Issuer:
        return Issuer(self.district.settings.state_dir / "issuer", self.district.settings.division)

    def token(self, *roles: Role, sub: str = "s-hostile", org: str = "") -> str:
        return self.issuer.token(sub, roles, org)

    def root(self, service: str) -> str:
        return f"http://127.0.0.1:{self.district.local.ports[service]}"

    def send(
        self,
        method: str,
        path: str,
        content: Any = None,
        *,
        token: str | None,
        headers: dict[str, Any] | None = None,
    ) -> httpx.Response:
        """`path` begins with the service's name."""
        service = path.split("/", 2)[1]
        sent: dict[str, Any] = {
            "Idempotency-Key": f"hostile-{next(self._numbers)}",
            "Content-Type": "application/json",
            **({"Authorization": f"Bearer {token}"} if token is not None else {}),
            **(headers or {}),
        }
        kept = {name: value for name, value in sent.items() if value is not None}
        return self.http.request(method, f"{self.root(service)}{path}", content=content, headers=kept)

    def post(self, path: str, body: Any, *, token: str, **headers: Any) -> httpx.Response:
        """A command as JSON."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.send("POST", path, json.dumps(body).encode(), token=token, headers=named)
