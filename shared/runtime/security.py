"""Who asks: bearer tokens of a local issuer (Ed25519), verified once and remembered until they expire."""

from __future__ import annotations

import json
import os
import time
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.refusals import Refusal
from shared.runtime.refusals import RoleForbidden, TokenInvalid, TokenMissing

_ALGORITHMS = ["Ed25519", "EdDSA"]
_REMEMBERED = 4096
_SECONDS_VALID = 12 * 60 * 60
_MAX_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Bearer:
    """What a verified token says."""

    sub: str
    roles: frozenset[Role]
    org: str
    expires: float

    def acting_as(self, roles: Collection[Role]) -> Actor | None:
        """The actor in the first of `roles` that the token has."""
        role = next((role for role in roles if role in self.roles), None)
        return Actor(ActorId(self.sub), role, self.org) if role else None


class Issuer:
    """Signs tokens with a key of this deployment, kept in its state directory."""

    def __init__(self, directory: Path, division: str) -> None:
        self._division = division
        path = directory / "private.jwk"
        if not path.exists():
            _found(directory)
        self._key = OKPKey.import_key(json.loads(path.read_text()))

    def token(self, sub: str, roles: Sequence[Role], org: str = "", seconds: int = _SECONDS_VALID) -> str:
        """A token for `sub` in these roles, acting for `org`."""
        now = int(time.time())
        claims = {
            "iss": f"huimin:{self._division}",
            "sub": sub,
            "roles": [role.value for role in roles],
            "org": org,
            "iat": now,
            "exp": now + seconds,
        }
        return jwt.encode({"alg": "Ed25519"}, claims, self._key, algorithms=_ALGORITHMS)


class Verifier:
    """Checks tokens against the issuer's public key."""

    def __init__(self, directory: Path, division: str) -> None:
        self._issuer = f"huimin:{division}"
        path = directory / "public.jwk"
        if not path.exists():
            _found(directory)
        self._key = OKPKey.import_key(json.loads(path.read_text()))
        self._known: OrderedDict[str, Bearer] = OrderedDict()

    def who(self, authorization: str | None) -> Bearer | Refusal:
        """The bearer of an `Authorization` header."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            return TokenMissing()
        bearer = self._known.get(token) or self._verified(token)
        if bearer is None or bearer.expires <= time.time():
            return TokenInvalid()
        return bearer

    def actor(self, authorization: str | None, roles: Collection[Role]) -> Actor | Refusal:
        """The actor of a request that is open to `roles`."""
        bearer = self.who(authorization)
        if isinstance(bearer, Refusal):
            return bearer
        return bearer.acting_as(roles) or RoleForbidden(needed=tuple(role.value for role in roles))

    def _verified(self, token: str) -> Bearer | None:
        try:
            claims = jwt.decode(token, self._key, algorithms=_ALGORITHMS).claims
            bearer = Bearer(
                sub=str(claims["sub"]),
                roles=frozenset(Role(role) for role in claims["roles"]),
                org=str(claims.get("org", "")),
                expires=float(claims["exp"]),
            )
        except (JoseError, KeyError, TypeError, ValueError, AttributeError, RecursionError):
            return None
        if claims.get("iss") != self._issuer or not 0 < len(bearer.sub) <= _MAX_LENGTH or len(bearer.org) > _MAX_LENGTH:
            return None
        self._known[token] = bearer
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return bearer


def _found(directory: Path) -> None:
    """Make the key pair; where two processes do it at once, one pair wins."""
    directory.mkdir(parents=True, exist_ok=True)
    key = OKPKey.generate_key("Ed25519")
    draft = directory / f"private.{os.getpid()}.draft"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(key.as_dict(private=True), file)
    try:
        os.link(draft, directory / "private.jwk")
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    public = OKPKey.import_key(json.loads((directory / "private.jwk").read_text())).as_dict(private=False)
    draft.write_text(json.dumps(public))
    draft.rename(directory / "public.jwk")
