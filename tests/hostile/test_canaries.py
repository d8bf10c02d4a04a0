"""What is personal is found nowhere: not in Redis, its append-only file, any file of ours, logs, metrics or answers.

One district in which everything was said, and everything refused that could be; each search proves itself on a word
that was planted where it must be found. Order matters: a person is erased at the end, and an event poisoned.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any, TypeVar

import pytest
import redis
from prometheus_client import generate_latest

from deploy.registry import SERVICES
from shared.kernel.actors import Role
from shared.kernel.envelope import LogName
from shared.kernel.personal import Personal
from shared.runtime.metrics import Metrics
from shared.runtime.service import wrapping_key
from shared.store.keys import Keys
from shared.vault.sealing import Erased
from shared.vault.vault import Vault
from tests.hostile.associations_words import IN_CHARGE
from tests.hostile.cage import (
    KIND,
    NAME,
    NUMBER,
    OBJECTOR,
    PLAIN,
    STAFF,
    WITHDRAWAL,
    Cage,
    answers_of,
    everything_refused,
    everything_said,
    kept_by,
)
from tests.hostile.canaries import (
    ASSOCIATIONS,
    CANARIES,
    CITIZEN,
    CONTROL,
    COUNCILS,
    COUNTER,
    FILE_TEXT,
    HOUSEHOLDS,
    OF_ONE,
    SAID_ELSEWHERE,
    found,
    personal_fields,
    sealed,
    spellings,
)
from tests.hostile.wire import Wire
from tests.journeys.district import running
from tests.journeys.people import office

pytestmark = pytest.mark.server
PARKED = "{630102:intake}:parked"
ERASED_AT = datetime(2013, 9, 29, tzinfo=UTC)

T = TypeVar("T")


@pytest.fixture(scope="module")
def cage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cage]:
    with running(tmp_path_factory.mktemp("cage")) as district:
        wire = Wire(district)
        with wire.http:
            own = Cage(district, wire, office(district, "QZX"))
            everything_said(own)
            everything_refused(own)
            district.settle()
            yield own


@pytest.fixture(scope="module")
def told(cage: Cage) -> dict[str, bytes]:
    """All answers before anybody was erased."""
    return answers_of(cage)


def _vaulted(cage: Cage, ask: Callable[[Vault], Awaitable[T]]) -> T:
    async def run() -> T:
        settings = cage.district.settings
        vault = await Vault.open(settings.state_dir / "vault" / "vault.sqlite", wrapping_key(settings))
        try:
            return await ask(vault)
        finally:
            await vault.close()

    return asyncio.run(run())


def _personal(cage: Cage) -> list[tuple[Any, str, Personal[Any]]]:
    """Every personal value of every log, with its event and its path there."""
    values = []
    with redis.Redis.from_url(cage.district.local.redis_url) as server:
        for service in SERVICES:
            for _, fields in server.xrange(Keys(LogName(cage.district.settings.division, service)).log):
                event = json.loads(fields[b"ce"])
                values += [(event, path, value) for path, value in sealed(event["data"], "data")]
    return values


def _opened(cage: Cage) -> list[bytes | Erased]:
    """Every personal value of every log, opened with the keys that the vault has now."""
    values = _personal(cage)

    async def read(vault: Vault) -> list[bytes | Erased]:
        keys = await vault.keys({value.subject for _, _, value in values})
        return [keys.open_value(event["source"], event["id"], path, value) for event, path, value in values]

    return _vaulted(cage, read)


def test_every_personal_field_has_its_canary():
    fields = [each for each in personal_fields() if not each.startswith(SAID_ELSEWHERE)]
    assert sorted(fields) == sorted(CANARIES)


def test_the_search_finds_each_spelling_of_each_canary():
    for text in PLAIN:
        for how, form in spellings(text).items():
            assert (text, how, "there") in found(PLAIN, {"there": b"\xe9\x87" + form + b"\xe4"})


def test_every_canary_was_said_and_can_be_read_with_its_key(cage):
    plain = {str(number): value for number, value in enumerate(_opened(cage)) if isinstance(value, bytes)}
    assert {text for text, _, _ in found(PLAIN, plain)} == set(PLAIN)


def test_no_canary_lies_in_anything_that_iskept_by(cage):
    kept = kept_by(cage)
    assert not found([*PLAIN, *HOUSEHOLDS, *cage.codes, FILE_TEXT], kept)
    assert [place for place in kept if place.startswith("file attachments/")], "the file itself was looked into"
    planted = {place for _, _, place in found([CONTROL], kept)}
    assert "redis {630102:intake}:log" in planted
    assert [place for place in planted if place.startswith("file server/appendonlydir")]
    assert [place for place in planted if place.startswith("file views/councils")]
    assert [place for place in planted if place.startswith("file views/casework")]


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
        parked = server.xadd(PARKED, {"error": NAME})
        log = state_dir / "logs" / "hostile.log"
        log.write_text(f'{{"event": "{NAME}"}}\n')
        kept = kept_by(cage)
        log.unlink()
        server.delete(*planted)
        server.xdel(PARKED, parked)
    places = {place for _, _, place in found([NAME], kept)}
    assert {f"redis {key}" for key in (*planted, PARKED)} | {"file logs/hostile.log"} <= places
    assert [place for place in places if place.startswith("file server/appendonlydir")]
    with redis.Redis.from_url(cage.district.local.redis_url) as server:
        server.bgrewriteaof()  # the plants leave the file, and the searches that follow find none of them


def test_no_answer_tells_a_canary_to_anybody(cage, told):
    assert not found([*PLAIN, *HOUSEHOLDS, *cage.codes], told)
    planted = {place for _, _, place in found([CONTROL], told)}
    assert {"auditor /intake/v1/log", "resident /councils/v1/communities", "clerk /casework/v1/posts"} <= planted
    register = {"clerk /associations/v1/associations", "nobody /associations/v1/public/associations"}
    assert register <= planted
    assert register <= {place for _, _, place in found([IN_CHARGE], told)}, "whom the register names is found there"
    case = f"/casework/v1/cases/{cage.back.cases['visited']}"
    held = {place for _, _, place in found(["visited_on", "EXAMINING"], told)}
    assert {f"examiner {case}/inquiries", f"auditor {case}", f"auditor {case}?as_of=2013-09-29"} <= held
    assert {f"{service} /metrics" for service in SERVICES} <= {
        place for _, _, place in found(["huimin_refusals_total"], told)
    }


def test_the_search_finds_a_canary_in_a_metric_when_a_label_tells_one():
    metrics = Metrics("intake")
    assert not found([NAME], {"metrics": generate_latest(metrics.registry)})
    metrics.refusals.labels(slug=NAME).inc()
    assert found([NAME], {"metrics": generate_latest(metrics.registry)})


def test_no_secret_lies_where_it_does_not_belong(cage, told):
    settings = cage.district.settings
    private = json.loads((settings.state_dir / "issuer" / "private.jwk").read_text())["d"]
    wrapping = (settings.state_dir / "vault" / "key").read_text().strip()
    kept = kept_by(cage)
    assert {place for _, _, place in found([private], kept | told)} == {"file issuer/private.jwk"}
    assert {place for _, _, place in found([wrapping], kept | told)} == {"file vault/key"}
    raw = bytes.fromhex(wrapping)
    assert not [place for place, content in (kept | told).items() if raw in content]
    for key in _keys_of_persons(cage):
        forms = (key, key.hex().encode(), b64encode(key).rstrip(b"="), urlsafe_b64encode(key).rstrip(b"="))
        assert not [place for place, content in (kept | told).items() if any(form in content for form in forms)]
    assert (settings.state_dir / "vault" / "key").stat().st_mode & 0o077 == 0
    assert (settings.state_dir / "issuer" / "private.jwk").stat().st_mode & 0o077 == 0


def _keys_of_persons(cage: Cage) -> list[bytes]:
    """The vault's keys, unwrapped; as they lie in its file, the search has found each of them."""
    settings = cage.district.settings
    path = settings.state_dir / "vault" / "vault.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        wrapped = connection.execute("SELECT ref, wrapped_key FROM subject WHERE wrapped_key IS NOT NULL").fetchall()
    lies_there = b"".join(content for place, content in kept_by(cage).items() if place.startswith("file vault/"))
    assert wrapped
    assert all(key in lies_there for _, key in wrapped)
    return [wrapping_key(settings).unwrap(key, ref) for ref, key in wrapped]


def test_what_is_erased_cannot_be_had_by_any_way(cage):
    of_others = {CITIZEN, WITHDRAWAL, STAFF, OBJECTOR, *COUNTER.values(), *COUNCILS.values(), *ASSOCIATIONS.values()}
    assert _erased(cage, KIND, NUMBER) == set(PLAIN) - of_others, "what was said of others is theirs"
    left = {text for text, _, _ in found(PLAIN, dict(_numbered(_opened(cage))))}
    assert left == {NAME, *of_others}
    assert not found(PLAIN, answers_of(cage))


@pytest.mark.parametrize(("document", "theirs"), OF_ONE.values(), ids=OF_ONE.keys())
def test_with_one_person_goes_what_was_said_of_them_alone(document, theirs, cage):
    kind, number = (CANARIES.get(each, each) for each in document)
    number = f"+86{number}" if kind == "phone" else number
    assert _erased(cage, kind, number) == {value for where, value in CANARIES.items() if where.startswith(theirs)}


def test_when_all_are_erased_nothing_personal_can_be_read(cage):
    subjects = {value.subject for _, _, value in _personal(cage)}

    async def erase_all(vault: Vault) -> None:
        for subject in subjects:
            await vault.destroy(subject, ERASED_AT)

    _vaulted(cage, erase_all)
    assert _vaulted(cage, lambda vault: vault.find("citizen-id", CITIZEN)) is None
    assert not found(PLAIN, dict(_numbered(_opened(cage))))
    assert not found(PLAIN, kept_by(cage))


def _erased(cage: Cage, kind: str, number: str) -> set[str]:
    """The canaries that could be read with the key of somebody, whom this erases."""
    before = _opened(cage)
    _erase(cage, kind, number)
    erased = [one for one, then in zip(before, _opened(cage), strict=True) if isinstance(then, Erased)]
    return {text for text, _, _ in found(PLAIN, dict(_numbered(erased)))}


def _erase(cage: Cage, kind: str, number: str) -> None:
    async def erase(vault: Vault) -> bool:
        subject = await vault.find(kind, number)
        assert subject is not None
        return await vault.destroy(subject, ERASED_AT)

    assert _vaulted(cage, erase)
    assert _vaulted(cage, lambda vault: vault.find(kind, number)) is None


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
        places = {place for _, _, place in found([poison], kept_by(cage))}
        assert {place for place in places if not place.startswith("file server/")} == {f"redis {keys.log}"}
        for service in ("intake", "casework"):
            parked = cage.district.admin.get(service, "/v1/parked")["parked"]
            assert [(one["aggregate"], one["error"]) for one in parked] == [("application/poisoned", "ValidationError")]
            assert b"not taken" in (cage.district.settings.state_dir / "logs" / f"{service}.log").read_bytes()
