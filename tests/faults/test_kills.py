"""The whole path survives `kill -9` of any of its processes; and each invariant that says so can go red."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from deploy.registry import SERVICES
from tests.faults import deployed, kill_loop, planting
from tests.faults.elsewhere import COUNTED, Told, told_elsewhere, told_here
from tests.faults.invariants import INVARIANTS, complaints
from tests.faults.invariants.bodies import OF_ASSOCIATIONS, OF_COUNCILS, OF_GRANTS
from tests.faults.invariants.casework import OF_CASEWORK
from tests.faults.invariants.sent import OF_THE_COUNTER, WRITES
from tests.faults.kill_loop import Survived
from tests.faults.left_out import LEFT_OUT
from tests.faults.load import IN_FLIGHT
from tests.faults.logs import errors_logged
from tests.faults.observed import Observed, observe
from tests.faults.planted import PLANTED
from tests.faults.routes import commands_of, unreached

STRIKES = 50
AT_NIGHT = 2

pytestmark = pytest.mark.server


@dataclass(frozen=True)
class Aftermath:
    """What a struck deployment looks like once it has come to rest, and which `commands` each service has.

    `here` is what everybody is told by it, `elsewhere` what others tell who begin anew.
    """

    survived: Survived
    observed: Observed
    commands: Mapping[str, frozenset[str]]
    here: Told
    elsewhere: Told
    errors: list[str]
    seed: int


@pytest.fixture(scope="module")
def aftermath(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aftermath]:
    seed = Random().randrange(2**32)
    state_dir: Path = tmp_path_factory.mktemp("struck")
    with deployed.running(state_dir) as struck:
        random = Random(seed)
        load, survived = asyncio.run(kill_loop.run(struck, STRIKES, AT_NIGHT, random))
        observed = observe(struck, load, tmp_path_factory.mktemp("rebuilt"))
        commands = {service: commands_of(struck, service) for service in SERVICES}
        committee = load.staff.bodies.committee
        here = told_here(struck, committee)
        elsewhere = told_elsewhere(struck, committee, tmp_path_factory.mktemp("elsewhere") / "state")
        yield Aftermath(survived, observed, commands, here, elsewhere, errors_logged(state_dir), seed)


def told(observed: Observed) -> str:
    """How many notices left, and how many were given up amid telling."""
    given_up = Counter(event.data["cause"] for event in observed.logs["intake"].of("notification-failed"))
    return f"{len(observed.notices)} notices left, given up: {dict(given_up) or 'none'}"


def test_enough_was_killed_amid_commands(aftermath, capsys):
    with capsys.disabled():
        print(f"\nwhole path: {aftermath.survived} (seed {aftermath.seed}); {told(aftermath.observed)}")
    assert aftermath.survived.strikes >= STRIKES
    assert aftermath.survived.least_in_flight >= IN_FLIGHT
    assert set(aftermath.survived.victims) == {"server", *SERVICES}
    assert aftermath.survived.unknown > 0
    assert aftermath.survived.amid_timers > 0
    assert aftermath.survived.afterwards > 0


def test_every_kind_of_command_got_through(aftermath):
    got_through = {told.key.rpartition("-")[2] for told in aftermath.observed.acknowledged}
    assert got_through >= WRITES.keys()


@pytest.mark.parametrize(("service", "left_out"), LEFT_OUT.items(), ids=LEFT_OUT.keys())
def test_every_command_but_what_is_left_out_was_reached(service, left_out, aftermath, capsys):
    acknowledged, commands = aftermath.observed.acknowledged, aftermath.commands[service]
    with capsys.disabled():
        reasons = "".join(f"\n  {command}: {why}" for command, why in left_out.items())
        print(f"\n{service}: {len(commands) - len(left_out)} of {len(commands)} commands were reached{reasons}")
    assert unreached(commands - left_out.keys(), service, acknowledged) == []
    assert left_out.keys() <= commands


def test_a_command_that_nobody_sent_is_named(aftermath):
    commands = {*aftermath.commands["intake"], "/v1/halls/{id}/hours/{day}"}
    assert unreached(commands, "intake", aftermath.observed.acknowledged) == ["/v1/halls/{id}/hours/{day}"]


@pytest.mark.parametrize("invariant", INVARIANTS, ids=lambda invariant: invariant.__name__)
def test_what_must_never_happen_did_not(aftermath, invariant):
    assert invariant(aftermath.observed) == []


def test_who_begins_anew_elsewhere_tells_everybody_the_same(aftermath):
    """In another directory, in another time zone, under another hash seed, started in another order."""
    assert aftermath.elsewhere == aftermath.here
    telling = {address.partition("/")[0] for address, said in aftermath.here.items() if b'id"' in said}
    assert telling == set(SERVICES)
    numbers = {address: said for address, said in aftermath.here.items() if COUNTED.search(address)}
    counted = {address.partition("?")[0] for address, said in numbers.items() if b"urn:huimin:problem" not in said}
    assert counted == {address.partition("?")[0] for address in numbers}
    assert {address.partition("/")[0] for address in counted} >= {"associations", "casework", "grants", "intake"}


def test_nobody_logged_a_bug(aftermath):
    assert aftermath.errors == []


@pytest.mark.parametrize(("fault", "invariant"), PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_fault_is_seen(aftermath, fault, invariant):
    assert invariant(fault(aftermath.observed)) != []


def test_copying_alone_plants_nothing(aftermath):
    copied = aftermath.observed
    for name, log in aftermath.observed.logs.items():
        copied = planting.written(copied, name, log.events)
    assert complaints(copied) == {}


def test_each_word_is_of_one_command():
    tables = (OF_THE_COUNTER, OF_CASEWORK, OF_COUNCILS, OF_GRANTS, OF_ASSOCIATIONS)
    assert len(WRITES) == sum(map(len, tables))


def test_each_invariant_has_its_fault():
    assert {invariant for _, invariant in PLANTED.values()} == set(INVARIANTS)
