"""Tokens: only what this deployment's issuer signed, for this district and still valid, opens anything."""

from __future__ import annotations

import base64
import json
import time
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, OKPKey, RSAKey

from shared.kernel.actors import Actor, ActorId, Role
from shared.runtime import security
from shared.runtime.refusals import RoleForbidden, TokenInvalid, TokenMissing
from shared.runtime.security import Bearer, Issuer, Verifier
from tests.runtime.front import front, told

HOUR = 3600
_HEAD = "Bearer "


@pytest.fixture
def issuer(tmp_path: Path) -> Issuer:
    return Issuer(tmp_path / "issuer", "630102")


@pytest.fixture
def verifier(issuer: Issuer, tmp_path: Path) -> Verifier:
    return Verifier(tmp_path / "issuer", "630102")


def claims(**other: Any) -> dict[str, Any]:
    """Good claims, with others in their place."""
    now = int(time.time())
    return {"iss": "huimin:630102", "sub": "clerk-1", "roles": ["clerk"], "iat": now, "exp": now + HOUR, **other}


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in claims().items() if key != name}


def signed(issuer: Issuer, said: dict[str, Any]) -> str:
    return jwt.encode({"alg": "Ed25519"}, said, issuer._key, algorithms=["Ed25519"])


def unsigned(said: dict[str, Any], alg: str = "none") -> str:
    def part(value: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    return f"{part({'alg': alg})}.{part(said)}."


def test_a_token_says_who_in_which_role_for_which_body(issuer, verifier):
    token = issuer.token("clerk-1", [Role.CLERK, Role.EXAMINER], org="centre-3")
    assert verifier.actor(_HEAD + token, [Role.EXAMINER]) == Actor(ActorId("clerk-1"), Role.EXAMINER, "centre-3")
    assert verifier.actor(f"bearer {token}", [Role.ADMIN, Role.CLERK]) == Actor(
        ActorId("clerk-1"), Role.CLERK, "centre-3"
    )


def test_a_role_that_is_not_in_it_opens_nothing(issuer, verifier):
    refused = verifier.actor(_HEAD + issuer.token("clerk-1", [Role.CLERK]), [Role.ADMIN, Role.AUDITOR])
    assert refused == RoleForbidden(needed=("admin", "auditor"))


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic YTpi", "token"])
def test_no_token_is_told_apart_from_a_wrong_one(header, verifier):
    assert verifier.who(header) == TokenMissing()


CLAIMS: dict[str, dict[str, Any]] = {
    "expired": claims(exp=int(time.time()) - 1),
    "of another district": claims(iss="huimin:630103"),
    "of another issuer": claims(iss="https://issuer.example"),
    "of no issuer": without("iss"),
    "for nobody": claims(sub=""),
    "for a name too long": claims(sub="x" * 65),
    "without a subject": without("sub"),
    "without an end": without("exp"),
    "with an end that is no number": claims(exp="tomorrow"),
    "without roles": without("roles"),
    "with a role that is none": claims(roles=["emperor"]),
    "with roles that are no list": claims(roles=7),
    "for a body with a name too long": claims(org="x" * 65),
}


@pytest.mark.parametrize("said", CLAIMS.values(), ids=CLAIMS.keys())
def test_a_token_with_other_claims_is_refused(said, issuer, verifier):
    assert verifier.who(_HEAD + signed(issuer, said)) == TokenInvalid()


def test_the_claims_that_the_table_changes_are_accepted_as_they_are(issuer, verifier):
    assert isinstance(verifier.who(_HEAD + signed(issuer, claims())), Bearer)


def forged(issuer: Issuer) -> dict[str, str]:
    """Tokens that the issuer did not sign as they are."""
    good = signed(issuer, claims())
    head, body, seal = good.split(".")
    admin = base64.urlsafe_b64encode(json.dumps(claims(roles=["admin"])).encode()).decode().rstrip("=")
    public = json.dumps(issuer._key.as_dict(private=False)).encode()
    other = OKPKey.generate_key("Ed25519")
    rsa = RSAKey.generate_key(2048)
    return {
        "by another key": jwt.encode({"alg": "Ed25519"}, claims(), other, algorithms=["Ed25519"]),
        "by another kind of key": jwt.encode({"alg": "RS256"}, claims(), rsa, algorithms=["RS256"]),
        "with the public key as a secret": jwt.encode(
            {"alg": "HS256"}, claims(), OctKey.import_key(public), algorithms=["HS256"]
        ),
        "by nobody": unsigned(claims()),
        "by nobody, saying otherwise": unsigned(claims(), alg="Ed25519"),
        "with other claims under its seal": f"{head}.{admin}.{seal}",
        "without its seal": f"{head}.{body}.",
        "cut short": good[:-5],
        "of two parts": f"{head}.{body}",
        "of words": "let me in",
        "of nothing": "..",
        "too long": "a" * 100_000,
        "of other characters": "é.é.é",
    }


async def test_what_the_issuer_did_not_sign_is_refused(issuer, verifier):
    answers = {kind: verifier.who(_HEAD + token) for kind, token in forged(issuer).items()}
    assert answers == dict.fromkeys(answers, TokenInvalid())


def test_a_token_that_was_good_expires_though_it_is_remembered(issuer, verifier, monkeypatch):
    token = issuer.token("clerk-1", [Role.CLERK], seconds=60)
    assert isinstance(verifier.who(_HEAD + token), Bearer)
    later = time.time() + 61
    monkeypatch.setattr(time, "time", lambda: later)
    assert verifier.who(_HEAD + token) == TokenInvalid()


def test_many_tokens_are_remembered_up_to_a_number(issuer, verifier, monkeypatch):
    monkeypatch.setattr(security, "_REMEMBERED", 3)
    tokens = [issuer.token(f"clerk-{number}", [Role.CLERK]) for number in range(5)]
    for token in tokens:
        assert isinstance(verifier.who(_HEAD + token), Bearer)
    assert len(verifier._known) == 3
    assert isinstance(verifier.who(_HEAD + tokens[0]), Bearer)


def test_the_private_key_is_its_owners_alone_and_the_verifier_has_none(issuer, tmp_path):
    assert ((tmp_path / "issuer" / "private.jwk").stat().st_mode & 0o777) == 0o600
    assert "d" not in json.loads((tmp_path / "issuer" / "public.jwk").read_text())
    assert Verifier(tmp_path / "issuer", "630102")._key.is_private is False


def test_a_second_issuer_at_the_same_place_signs_with_the_same_key(issuer, verifier, tmp_path):
    assert isinstance(verifier.who(_HEAD + Issuer(tmp_path / "issuer", "630102").token("x", [Role.CLERK])), Bearer)


async def test_over_http_each_wrong_token_is_a_problem_of_its_kind(log, vault, tmp_path):
    async with front(log, vault, tmp_path) as api:
        wrong = {"": (401, "token-missing"), "Bearer x.y.z": (401, "token-invalid")}
        wrong[f"Bearer {api.token(Role.RESIDENT)}"] = (403, "role-forbidden")
        for authorization, refusal in wrong.items():
            assert told(await api.post("/v1/tills", Authorization=authorization)) == refusal
            headers = {"Authorization": authorization}
            assert told(await api.http.get("/till/v1/tills", headers=headers)) == refusal
            assert told(await api.http.get("/till/v1/log", headers=headers)) == refusal
        assert await log.head() == 0
