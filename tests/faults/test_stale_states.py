"""A process that has just come up knows no states: what it decides on them in haste is never taken for a bug."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from deploy.seeding import load
from services.casework import app
from services.casework.domain.case import CASE
from services.casework.domain.case_commands import OpenCase
from services.casework.domain.item import ITEM, RecordItem
from services.casework.domain.types import CentreId, ItemCode
from shared.contracts.intake.item import ItemVersion
from shared.kernel.actors import reaction_to
from shared.kernel.decider import Step
from shared.kernel.envelope import Codec, LogName
from shared.kernel.instants import SHANGHAI
from shared.kernel.policy import Policy, PolicyEntry
from shared.kernel.refusals import CorruptStream
from shared.runtime.act import Act, Done
from shared.runtime.aggregates import Aggregates
from shared.runtime.executor import Executor
from shared.runtime.metrics import Metrics
from shared.runtime.reference import Reference
from shared.store.port import LogIdentity
from shared.testing.memory_log import Memory, MemoryLog
from shared.vault.vault import Vault
from shared.vault.wrapping import WrappingKey
from tests.runtime.house import StandingClock, fresh_id

CODE = ItemCode("CD-JS-001")
ACCEPTED_AT = datetime(2014, 9, 24, 9, tzinfo=SHANGHAI)


@pytest.fixture
async def vault(tmp_path):
    opened = await Vault.open(tmp_path / "vault.sqlite", WrappingKey(bytes(range(32))))
    yield opened
    await opened.close()


def come_up(memory: Memory, vault: Vault) -> Executor:
    """Casework as a process has it that has folded nothing yet."""
    log = MemoryLog(memory.identity, memory)
    parts = app.PARTS
    reference = Reference()
    reference.policy = Policy.of(PolicyEntry.model_validate_json(json.dumps(entry)) for entry in load("policy.yaml"))
    return Executor(
        log=log,
        log_name=LogName("630102", parts.name),
        aggregates=Aggregates(log, Codec(parts.name, parts.events), parts.deciders),
        reference=reference,
        clock=StandingClock(),
        vault=vault,
        metrics=Metrics(parts.name),
        new_event_id=fresh_id,
    )


def reaction(*steps: Step) -> Act:
    return Act(steps, reaction_to("intake"), causation_id="trigger")


def item_known() -> Step:
    said = next(item for item in load("items.yaml") if item.pop("code") == CODE)
    item = ItemVersion.model_validate_json(json.dumps(said))
    return Step(ITEM, CODE, RecordItem(code=CODE, item=item, source_position=1))


def case_opened() -> Step:
    command = OpenCase(
        application_id="a1",
        subject="p1",
        centre_id=CentreId("c1"),
        item_code=CODE,
        item_version=1,
        accepted_on=date(2014, 9, 24),
        recorded_at=ACCEPTED_AT,
        deemed=False,
    )
    return Step(CASE, "case-1", command, related=(ITEM.ref(CODE),))


async def test_the_first_case_after_a_restart_is_opened_under_the_item_that_the_log_has(vault):
    memory = Memory(identity=LogIdentity("log-a", 1))
    assert isinstance(await come_up(memory, vault).execute(reaction(item_known())), Done)
    opened = await come_up(memory, vault).execute(reaction(case_opened()))
    assert isinstance(opened, Done)
    assert [type_ for type_, _ in opened.events] == ["huimin.casework.case-opened.v1"]


async def test_what_contradicts_the_log_itself_is_a_bug_and_told(vault):
    memory = Memory(identity=LogIdentity("log-a", 1))
    with pytest.raises(CorruptStream):
        await come_up(memory, vault).execute(reaction(case_opened()))
