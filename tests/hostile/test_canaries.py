"""What is personal is found nowhere: not in Redis, its append-only file, any file of ours, logs, metrics or answers.

One district in which everything was said, and everything refused that could be; each search proves itself on a word
that was planted where it must be found. Order matters: a person is erased at the end, and an event poisoned.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

import pytest
import redis

from deploy.registry import SERVICES
from shared.kernel.actors import Role
from shared.kernel.envelope import LogName
from shared.kernel.personal import Personal
from shared.runtime.service import wrapping_key
from shared.store.keys import Keys
from shared.vault.sealing import Erased
from shared.vault.vault import Vault
from tests.hostile.canaries import CANARIES, CITIZEN, CONTROL, files, found, personal_fields, redis_values
from tests.hostile.wire import Wire, slug_of
from tests.journeys.district import District, running
from tests.journeys.people import Office, office

pytestmark = pytest.mark.server

T = TypeVar("T")

NAME, KIND, NUMBER, PHONE, NOTICE, WITHDRAWAL, STAFF, PROPOSAL, RETURN, DECISION = CANARIES.values()
PLAIN = (*CANARIES.values(), CITIZEN)
APPLICATIONS, CASES = "/intake/v1/applications", "/casework/v1/cases"
PERSON = {"name": NAME, "id_kind": KIND, "id_number": NUMBER, "phone": PHONE}


@dataclass
class Cage:
    """The district with all that was said in it."""

    district: District
    wire: Wire
    here: Office
    ids: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def say(self, path: str, body: Any, *roles: Role, sub: str = "s-qzx-clerk", **headers: Any) -> dict[str, Any]:
        token = self.wire.token(*roles or (Role.CLERK,), sub=sub, org=self.here.centre_id)
        answer = self.wire.post(path, body, token=token, **headers)
        assert answer.is_success, answer.text
        self.ids.append(answer.json()["id"])
        return dict(answer.json())

    def say_in_vain(self, slug: str, path: str, body: Any, *roles: Role, **headers: Any) -> None:
        sub = headers.pop("sub", "s-qzx-clerk")
        raw = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        token = self.wire.token(*roles or (Role.CLERK,), sub=sub, org=self.here.centre_id)
        answer = self.wire.send("POST", path, raw, token=token, headers=headers)
        assert slug_of(answer) == slug, answer.text
        assert not found(PLAIN, {"the refusal": answer.content}), "a refusal repeats no personal value"
        self.refused.append(slug)

    def application(self, **changes: Any) -> dict[str, Any]:
        body = {"hall_id": self.here.hall_id, "window_id": "W1", "item_code": "CD-MZ-003", "applicant": PERSON}
        return {**body, **changes}


@pytest.fixture(scope="module")
def cage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cage]:
    with running(tmp_path_factory.mktemp("cage")) as district:
        wire = Wire(district)
        with wire.http:
            own = Cage(district, wire, office(district, "QZX"))
            _everything_said(own)
            _everything_refused(own)
            district.settle()
            yield own


def _everything_said(cage: Cage) -> None:
    here = cage.here
    staff = {"id": "s-canary", "name": STAFF, "org": here.centre_id, "trained_for": []}
    cage.say("/casework/v1/staff", staff, Role.ADMIN)
    citizen = cage.say(APPLICATIONS, cage.application(applicant={"name": NAME, "id_number": CITIZEN}))["id"]
    cage.say(f"{APPLICATIONS}/{citizen}/withdrawal", {"reason": WITHDRAWAL})
    application = cage.say(APPLICATIONS, cage.application(), Idempotency_Key="canary-received")["id"]
    path = f"{APPLICATIONS}/{application}"
    cage.say(f"{path}/correction-notice", {"defects": [{"material": "身份证", "reason": NOTICE}]})
    cage.say(f"{path}/correction", {"materials": ["身份证"]})
    cage.say(f"{path}/acceptance", {})
    case = str(here.case_of(application)["id"])
    cage.ids.append(case)
    reasons = {"post_id": here.examination, "outcome": "GRANT", "reasons": [PROPOSAL]}
    cage.say(f"{CASES}/{case}/proposal", reasons, Role.EXAMINER, sub="s-qzx-examiner")
    back = {"post_id": here.approval, "reasons": [RETURN]}
    cage.say(f"{CASES}/{case}/return", back, Role.APPROVER, sub="s-qzx-approver")
    cage.say(f"{CASES}/{case}/proposal", reasons, Role.EXAMINER, sub="s-qzx-examiner")
    decided = {"post_id": here.approval, "outcome": "GRANT", "reasons": [DECISION], "remedies": []}
    cage.say(f"{CASES}/{case}/decision", decided, Role.APPROVER, sub="s-qzx-approver")
    cage.say(f"{CASES}/{case}/closure", {"post_id": here.examination}, Role.EXAMINER, sub="s-qzx-examiner")
    cage.district.settle()
    cage.say(f"{path}/delivery", {"mode": "WINDOW"})
    cage.say(f"/intake/v1/halls/{here.hall_id}/pauses", {"window_id": "W3", "reason": CONTROL}, Role.ADMIN)
    community = {"name_zh": CONTROL, "name_en": "Control", "aliases": [], "founded_on": "2013-09-29"}
    cage.say("/councils/v1/communities", community, Role.ADMIN)


def _everything_refused(cage: Cage) -> None:
    here, full = cage.here, cage.application()
    application, case = cage.ids[3], next(id_ for id_ in cage.ids if id_ == here.case_of(cage.ids[3])["id"])
    path = f"{APPLICATIONS}/{application}"
    text = json.dumps(full, ensure_ascii=False).encode()
    by_approver = {"sub": "s-qzx-approver"}
    no = cage.say_in_vain
    no("malformed-json", APPLICATIONS, text[:-1])
    no("malformed-json", APPLICATIONS, text + b"\xff")
    no("duplicate-field", APPLICATIONS, text.replace(b'"name"', b'"name": "x", "name"', 1))
    no("unknown-field", APPLICATIONS, {**full, "note": NAME})
    no("unknown-field", APPLICATIONS, cage.application(applicant={**PERSON, "address": NAME}))
    no("wrong-type", APPLICATIONS, cage.application(applicant={**PERSON, "name": [NAME]}))
    no("wrong-type", APPLICATIONS, cage.application(applicant=NAME))
    no("missing-field", APPLICATIONS, {"applicant": PERSON})
    no("invalid-value", APPLICATIONS, cage.application(applicant={**PERSON, "name": NAME * 10}))
    no("invalid-value", APPLICATIONS, cage.application(applicant={**PERSON, "id_number": f"{NUMBER} {NAME}"}))
    no("body-too-large", APPLICATIONS, text.ljust(1024 * 1024 + 1))
    no("media-type-unsupported", APPLICATIONS, text, **{"Content-Type": "text/plain"})
    no("idempotency-key-missing", APPLICATIONS, full, **{"Idempotency-Key": None})
    no("idempotency-key-missing", APPLICATIONS, full, **{"Idempotency-Key": NAME.encode()})
    no("key-reused", APPLICATIONS, cage.application(window_id="W2"), **{"Idempotency-Key": "canary-received"})
    no("role-forbidden", APPLICATIONS, full, Role.RESIDENT)
    no("hall-unknown", APPLICATIONS, cage.application(hall_id="nowhere"))
    no("item-not-offered", APPLICATIONS, cage.application(item_code="ZZ-ZZ-999"))
    no("window-not-open", APPLICATIONS, cage.application(window_id="W3"))
    no("version-stale", APPLICATIONS, full, **{"If-Match": '"9"'})
    no("phone-invalid", APPLICATIONS, cage.application(applicant={**PERSON, "phone": NUMBER}))
    wrong_digit = {"name": NAME, "id_number": CITIZEN[:-1] + "0"}
    no("id-number-invalid", APPLICATIONS, cage.application(applicant=wrong_digit))
    notice = {"defects": [{"material": "身份证", "reason": NOTICE}]}
    no("application-unknown", f"{APPLICATIONS}/nobody/correction-notice", notice)
    no("application-not-at-window", f"{path}/correction-notice", notice)
    no("application-not-at-window", f"{path}/withdrawal", {"reason": WITHDRAWAL})
    staff = {"id": "s-canary", "name": STAFF, "org": "elsewhere", "trained_for": []}
    no("staff-id-taken", "/casework/v1/staff", staff, Role.ADMIN)
    decided = {"post_id": here.approval, "outcome": "GRANT", "reasons": [DECISION], "remedies": []}
    no("case-unknown", f"{CASES}/nowhere/decision", decided, Role.APPROVER, **by_approver)
    no("post-not-held", f"{CASES}/{case}/decision", {**decided, "post_id": "none"}, Role.APPROVER, **by_approver)
    no("post-not-held", f"{CASES}/{case}/decision", decided, Role.APPROVER, sub="s-canary")


def _kept(cage: Cage) -> dict[str, bytes]:
    """All that the deployment keeps."""
    return redis_values(cage.district.local.redis_url) | files(cage.district.settings.state_dir)


def _answers(cage: Cage) -> dict[str, bytes]:
    """What every question answers to every role and to nobody, and what an operator's port shows."""
    told: dict[str, bytes] = {}
    tokens = {"nobody": None, **{role.value: cage.wire.token(role, org=cage.here.centre_id) for role in Role}}
    for service in SERVICES:
        document = cage.wire.http.get(f"{cage.wire.root(service)}/{service}/openapi.json").json()
        paths = [path for path, routes in document["paths"].items() if "get" in routes and "stream" not in path]
        for path in ("/health/ready", "/metrics"):
            told[f"{service} {path}"] = cage.wire.http.get(f"{cage.wire.root(service)}{path}").content
        for path in (*paths, "/asyncapi"):
            for id_ in dict.fromkeys(cage.ids) if "{id}" in path else [""]:
                for role, token in tokens.items():
                    address = f"/{service}{path.replace('{id}', id_)}"
                    told[f"{role} {address}"] = cage.wire.send("GET", address, token=token).content
    return told


def _vaulted(cage: Cage, ask: Callable[[Vault], Awaitable[T]]) -> T:
    async def run() -> T:
        settings = cage.district.settings
        vault = await Vault.open(settings.state_dir / "vault" / "vault.sqlite", wrapping_key(settings))
        try:
            return await ask(vault)
        finally:
            await vault.close()

    return asyncio.run(run())


def _sealed(value: Any, path: str) -> Iterator[tuple[str, Personal[Any]]]:
    if isinstance(value, dict) and value.keys() == {"subject", "sealed"}:
        yield path, Personal[Any](**value)
    elif isinstance(value, dict | list):
        for name, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _sealed(each, f"{path}.{name}")


def _opened(cage: Cage) -> list[bytes | Erased]:
    """Every personal value of every log, opened with the keys that the vault has now."""
    entries = []
    with redis.Redis.from_url(cage.district.local.redis_url) as server:
        for service in SERVICES:
            for _, fields in server.xrange(Keys(LogName(cage.district.settings.division, service)).log):
                event = json.loads(fields[b"ce"])
                entries += [(event, path, value) for path, value in _sealed(event["data"], "data")]

    async def read(vault: Vault) -> list[bytes | Erased]:
        keys = await vault.keys({value.subject for _, _, value in entries})
        return [keys.open_value(event["source"], event["id"], path, value) for event, path, value in entries]

    return _vaulted(cage, read)


def test_every_personal_field_has_its_canary():
    assert sorted(personal_fields()) == sorted(CANARIES)


def test_every_canary_was_said_and_can_be_read_with_its_key(cage):
    plain = {str(number): value for number, value in enumerate(_opened(cage)) if isinstance(value, bytes)}
    assert {text for text, _, _ in found(PLAIN, plain)} == set(PLAIN)


def test_no_canary_lies_in_anything_that_is_kept(cage):
    kept = _kept(cage)
    assert not found(PLAIN, kept)
    planted = {place for _, _, place in found([CONTROL], kept)}
    assert "redis {630102:intake}:log" in planted
    assert [place for place in planted if place.startswith("file server/appendonlydir")]
    assert [place for place in planted if place.startswith("file views/councils")]


def test_the_append_only_file_was_read_before_any_rewrite_compressed_it(cage):
    with redis.Redis.from_url(cage.district.local.redis_url) as server:
        assert server.info("persistence")["aof_rewrites"] == 0


def test_the_search_finds_a_canary_in_each_place_where_one_is_put(cage):
    state_dir = cage.district.settings.state_dir
    with redis.Redis.from_url(cage.district.local.redis_url) as server:
        planted = ["hostile:text", "hostile:hash", "hostile:stream"]
        server.set(planted[0], NAME)
        server.hset(planted[1], "x", json.dumps(NAME))
        server.xadd(planted[2], {"x": NAME.encode("utf-16-le")})
        log = state_dir / "logs" / "hostile.log"
        log.write_text(f'{{"event": "{NAME}"}}\n')
        kept = _kept(cage)
        log.unlink()
        server.delete(*planted)
    places = {place for _, _, place in found([NAME], kept)}
    assert {f"redis {key}" for key in planted} | {"file logs/hostile.log"} <= places
    assert [place for place in places if place.startswith("file server/appendonlydir")]
    with redis.Redis.from_url(cage.district.local.redis_url) as server:
        server.bgrewriteaof()  # the plants leave the file, and the searches that follow find none of them


def test_no_answer_tells_a_canary_to_anybody(cage):
    told = _answers(cage)
    assert not found(PLAIN, told)
    planted = {place for _, _, place in found([CONTROL], told)}
    assert {"auditor /intake/v1/log", "resident /councils/v1/communities"} <= planted
    assert b"huimin_refusals_total" in told["intake /metrics"]


def test_no_secret_lies_where_it_does_not_belong(cage):
    settings = cage.district.settings
    private = json.loads((settings.state_dir / "issuer" / "private.jwk").read_text())["d"]
    wrapping = (settings.state_dir / "vault" / "key").read_text().strip()
    kept, told = _kept(cage), _answers(cage)
    assert {place for _, _, place in found([private], kept | told)} == {"file issuer/private.jwk"}
    assert {place for _, _, place in found([wrapping], kept | told)} == {"file vault/key"}
    raw = bytes.fromhex(wrapping)
    assert not [place for place, content in (kept | told).items() if raw in content]
    assert (settings.state_dir / "vault" / "key").stat().st_mode & 0o077 == 0
    assert (settings.state_dir / "issuer" / "private.jwk").stat().st_mode & 0o077 == 0


def test_what_is_erased_cannot_be_had_by_any_way(cage):
    before = _opened(cage)

    async def erase(vault: Vault) -> bool:
        subject = await vault.find(KIND, NUMBER)
        assert subject is not None
        return await vault.destroy(subject, datetime(2013, 9, 29, tzinfo=UTC))

    assert _vaulted(cage, erase)
    after = _opened(cage)
    erased = [one for one, then in zip(before, after, strict=True) if isinstance(then, Erased)]
    assert {text for text, _, _ in found([NAME, NUMBER, PHONE, NOTICE, DECISION], dict(_numbered(erased)))} == {
        NAME,
        NUMBER,
        PHONE,
        NOTICE,
        DECISION,
    }
    assert not found([NUMBER, PHONE, NOTICE, DECISION], dict(_numbered(after)))
    assert not found(PLAIN, _answers(cage))
    assert _vaulted(cage, lambda vault: vault.find(KIND, NUMBER)) is None


def _numbered(values: list[bytes | Erased]) -> Iterator[tuple[str, bytes]]:
    return ((str(number), value) for number, value in enumerate(values) if isinstance(value, bytes))


def test_a_poisoned_event_is_parked_without_a_word_of_what_it_says(cage):
    """The last act: an event that no reader can take, full of plaintext, stands in intake's log."""
    keys = Keys(LogName(cage.district.settings.division, "intake"))
    poison = "金丝雀之毒Qzv0"
    with redis.Redis.from_url(cage.district.local.redis_url) as server:
        head = server.xlen(keys.log)
        event = {
            "type": "huimin.intake.application-accepted.v1",
            "data": {"accepted_on": poison, "centre_id": [poison]},
        }
        entry = {
            "ce": json.dumps(event, ensure_ascii=False),
            "t": event["type"],
            "a": "application/poisoned",
            "v": 1,
            "tp": "",
        }
        server.xadd(keys.log, entry, id=f"{head + 1}-0")
        server.hset(keys.meta, "position", head + 1)
        for service in ("intake", "casework"):
            answered = cage.wire.send(
                "GET",
                f"/{service}/v1/policies" if service == "casework" else "/intake/v1/halls",
                token=cage.wire.token(Role.AUDITOR),
                headers={"Read-After": f"intake:{head + 1}"},
            )
            assert answered.status_code == 200, answered.text
        places = {place for _, _, place in found([poison], _kept(cage))}
        assert {place for place in places if not place.startswith("file server/")} == {f"redis {keys.log}"}
        for service in ("intake", "casework"):
            parked = cage.district.admin.get(service, "/v1/parked")["parked"]
            assert [(one["aggregate"], one["error"]) for one in parked] == [("application/poisoned", "ValidationError")]
            assert b"not taken" in (cage.district.settings.state_dir / "logs" / f"{service}.log").read_bytes()
