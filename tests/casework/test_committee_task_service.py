"""Committee tasks through HTTP, and what casework hears of grants: no contract, no task; and both orders of arrival."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.casework.reactions.grants import REACTION
from shared.contracts import grants
from shared.contracts.grants.contract import ContractCompleted, ContractTerminated, TerminationReason
from shared.kernel.actors import Role
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Event
from shared.runtime import telemetry
from tests.casework.district import CENTRE, policy_with
from tests.casework.service import Casework, casework_in, refused
from tests.grants.purchases import COMMITTEE, DEPARTMENT, OF_ASSOCIATION, VISIT, signed, transferred
from tests.runtime.followed import hear

EXAMINER, BUYER = (Role.EXAMINER, CENTRE), (Role.DEPARTMENT, DEPARTMENT)
OWN, OTHER = (Role.COMMITTEE, COMMITTEE), (Role.COMMITTEE, "committee-other")
WANTED = {"committee_id": COMMITTEE, "code": VISIT, "quantity": 120}
UNDER = {**WANTED, "contract_id": "c-1"}
TERMINATED = ContractTerminated(reason=TerminationReason.BREACH)


@pytest.fixture
async def casework(tmp_path: Path) -> AsyncIterator[Casework]:
    telemetry.configure("casework", "ERROR")
    async with casework_in(tmp_path) as service:
        await service.at("2015-03-02T09:00")
        yield service


class Contract:
    """A contract of grants, of which casework hears."""

    def __init__(self, casework: Casework, id_: str = "c-1") -> None:
        self.casework, self.ref, self.position = casework, AggregateRef("contract", id_), 7

    async def says(self, event: Event) -> list[str]:
        self.position += 1
        return await hear(self.casework, REACTION, event, self.ref, self.position)


async def asked(casework: Casework, **body: object) -> str:
    answer = await casework.post("/committee-tasks", *EXAMINER, **body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_before_the_contract_is_known_nobody_is_asked_and_afterwards_somebody_is(casework):
    contract = Contract(casework)
    assert refused(await casework.post("/committee-tasks", *EXAMINER, **WANTED)) == (403, "no-contract")
    answer = await casework.post("/committee-tasks", *EXAMINER, **UNDER)
    assert (refused(answer), answer.json()["lacks"]) == ((403, "no-contract"), ["NOT_KNOWN"])
    assert await contract.says(signed()) == ["contract-known"]
    answer = await casework.post("/committee-tasks", *BUYER, **UNDER)
    assert (refused(answer), answer.json()["lacks"]) == ((403, "no-contract"), ["FUNDS_NOT_TRANSFERRED"])
    assert await contract.says(transferred()) == ["contract-funds-known"]
    task = await asked(casework, **UNDER)
    other = await casework.post("/committee-tasks", Role.DEPARTMENT, "dept-health", **UNDER)
    assert other.json()["lacks"] == ["OTHER_BUYER"]
    assert (await casework.get(f"/committee-tasks/{task}", *EXAMINER[:1]))["contract_id"] == "c-1"


@pytest.mark.parametrize("end", [TERMINATED, ContractCompleted()], ids=["terminated", "completed"])
async def test_once_the_contract_ends_nobody_is_asked_any_more(casework, end):
    contract = Contract(casework)
    for event in (signed(), transferred()):
        await contract.says(event)
    assert await contract.says(end) == ["contract-end-known"]
    assert (await casework.post("/committee-tasks", *EXAMINER, **UNDER)).json()["lacks"] == ["ENDED"]


async def test_contracts_with_associations_leave_no_trace(casework):
    contract = Contract(casework)
    for event in (signed(provider=OF_ASSOCIATION), transferred(), TERMINATED):
        assert await contract.says(event) == []


async def test_the_committee_reports_what_it_was_asked_for(casework):
    contract = Contract(casework)
    for event in (signed(), transferred()):
        await contract.says(event)
    path = f"/committee-tasks/{await asked(casework, **UNDER)}"
    assert refused(await casework.post(f"{path}/refusal", *OWN, reason="no time")) == (409, "task-under-contract")
    done = {"quantity": 110, "done_on": "2015-03-02"}
    assert refused(await casework.post(f"{path}/report", *OTHER, **done)) == (403, "not-the-committee")
    assert await casework.do(f"{path}/report", *OWN, **done) == ["committee-task-reported"]
    told = await casework.get(path)
    assert (told["state"], told["reported"], told["quantity"]) == ("REPORTED", 110, 120)
    history = await casework.get(f"{path}/history")
    assert len(history["events"]) == 2
    assert [each["id"] for each in (await casework.get("/committee-tasks", committee_id=COMMITTEE))["tasks"]] == [
        path.rsplit("/", 1)[1]
    ]
    assert (await casework.get("/committee-tasks", state="REFUSED", requested_by=CENTRE))["tasks"] == []


async def test_an_emergency_has_its_contract_in_ten_working_days_or_is_told(casework):
    emergencies = policy_with("separation.emergency_tasks_without_contract", True)
    casework.service.desk.executor.reference.policy = emergencies
    late, refusable = await asked(casework, **WANTED), await asked(casework, **WANTED)
    assert await casework.do(f"/committee-tasks/{refusable}/refusal", *OWN, reason="not admitted") == [
        "committee-task-refused"
    ]
    assert (await casework.get(f"/committee-tasks/{late}"))["regularise_by"] == "2015-03-16"
    assert await casework.at("2015-03-16T23:59") == []
    assert await casework.at("2015-03-17T00:00") == ["regularisation-missed"]
    contract = Contract(casework)
    for event in (signed(), transferred()):
        await contract.says(event)
    path = f"/committee-tasks/{late}"
    assert await casework.do(f"{path}/regularisation", *EXAMINER, contract_id="c-1") == ["committee-task-regularised"]
    told = await casework.get(path)
    assert (told["missed"], told["contract_id"], told["state"]) == (True, "c-1", "REQUESTED")


def test_every_reaction_answers_an_event_of_grants():
    assert set(REACTION.on) <= set(grants.EVENTS)
