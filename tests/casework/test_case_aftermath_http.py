"""After the decision over HTTP: one act for the decision and its money, and each answer with its status (S11(d))."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from services.casework.domain.benefit import BENEFIT
from services.casework.domain.benefit_state import Running, Stopped
from services.casework.domain.case import CASE
from shared.contracts.casework.case import CaseEvent
from shared.kernel.actors import Role
from shared.testing.memory_log import MemoryLog
from tests.casework.aftermath import DEPARTMENT, GOVERNMENT, POLICY, REFUSED
from tests.casework.benefits import granted, paid
from tests.casework.district import CENTRE, ITEM_VERSION
from tests.casework.office import IDENTITY, Office, memory, office
from tests.casework.stories import CLOSED, EXAMINING, PROPOSED

TWO_MONTHS = (granted(), paid("2015-09"), paid("2015-10"))
LESS = {"amount": {"amount": 20_000, "currency": "CNY"}, "reasons": ["收入有误"], "effective_on": "2015-09-01"}
TERMS = {"standard": "minimum-living-2015", "period": "MONTH", "from_on": "2015-09-01", "payer": DEPARTMENT}


@pytest.fixture
async def here(tmp_path) -> AsyncIterator[Office]:
    async with office(tmp_path, MemoryLog(IDENTITY, memory())) as opened:
        opened.desk.executor.reference.policy = POLICY
        opened.clock.at = datetime.fromisoformat("2015-12-21T09:00+08:00")
        await opened.staffed(ITEM_VERSION.model_copy(update={"department": DEPARTMENT}))
        yield opened


async def case(here: Office, *events: CaseEvent, benefit: tuple = ()) -> None:
    await here.opened("c-1", *events[1:])
    if benefit:
        await here.record(BENEFIT.ref("c-1"), *benefit)


async def said(
    here: Office, act: str, body: object, role: Role = Role.DEPARTMENT, org: str = DEPARTMENT, key: str = ""
):
    answer = await here.post(f"/v1/cases/c-1/{act}", body, key or f"{act}-{org}", f"s-of-{org}", role, org=org)
    problem = answer.json().get("type", "").rpartition(":")[2]
    return answer.status_code, problem or [event["type"].split(".")[2] for event in answer.json()["events"]]


async def test_s11d_the_department_corrects_and_the_excess_is_ordered_back(here):
    """Paid for two months; the reconsideration says CHANGED; the centre is below; the department does."""
    await case(here, *CLOSED, benefit=TWO_MONTHS)
    conclusion = {"result": "CHANGED", "concluded_on": "2015-12-21"}
    assert await said(here, "reconsideration", conclusion, org=GOVERNMENT) == (200, ["reconsideration-concluded"])
    assert await said(here, "decision-correction", LESS, Role.CENTRE_DIRECTOR, CENTRE) == (403, "authority-below")
    taken_back = {"reason": "FACTS_WRONG", "reasons": ["收入有误"], "effective_on": "2015-09-01"}
    assert await said(here, "decision-revocation", taken_back) == (409, "reconsideration-binds")
    both = (200, ["decision-corrected", "benefit-changed"])
    assert await said(here, "decision-correction", LESS) == both
    assert await said(here, "decision-correction", LESS) == both, "the same request is answered alike"
    assert await said(here, "decision-correction", LESS, key="another-key") == (200, [])
    order = {
        "order_ref": "order-1",
        "amount": {"amount": 20_000, "currency": "CNY"},
        "reason": "DECISION_CORRECTED",
        "due_on": "2016-01-31",
    }
    answer = await here.post(
        "/v1/benefits/c-1/recovery-order", order, "order-key", "s-dept", Role.DEPARTMENT, org=DEPARTMENT
    )
    assert answer.status_code == 200
    benefit = await here.desk.state(BENEFIT, "c-1")
    assert isinstance(benefit, Running)
    assert (benefit.book.ledger.overpaid, benefit.book.ledger.owed) == (20_000, 20_000)


async def test_what_the_benefit_refuses_is_not_said_of_the_decision_either(here):
    """One act: a benefit that was ended by a refusal does not begin again by a correction."""
    await case(here, *CLOSED, benefit=TWO_MONTHS)
    refusal = {"outcome": "REFUSE", "remedies": ["60日内可申请行政复议"], **LESS}
    del refusal["amount"]
    assert await said(here, "decision-correction", refusal) == (200, ["decision-corrected", "benefit-stopped"])
    back = {"outcome": "GRANT", **LESS}
    assert await said(here, "decision-correction", back, org=GOVERNMENT) == (409, "benefit-ended")
    assert (await here.words("c-1")).count("decision-corrected") == 1


async def test_a_revocation_ends_the_benefit_with_the_decision(here):
    await case(here, *CLOSED, benefit=TWO_MONTHS)
    taken_back = {"reason": "OBTAINED_BY_FRAUD", "reasons": ["隐瞒收入"], "effective_on": "2015-10-01"}
    assert await said(here, "decision-revocation", taken_back) == (200, ["decision-revoked", "benefit-stopped"])
    assert isinstance(await here.desk.state(BENEFIT, "c-1"), Stopped)


async def test_what_was_refused_is_granted_and_the_benefit_begins(here):
    await case(here, *REFUSED)
    word = {"outcome": "GRANT", "grant": TERMS, **LESS}
    assert await said(here, "decision-correction", word) == (200, ["decision-corrected", "benefit-granted"])


AGAIN = {
    "granted less, the benefit changes": (
        "GRANT",
        {"amount": LESS["amount"], "grant": TERMS},
        ["decision-made", "benefit-changed"],
    ),
    "granted as before, it goes on": ("GRANT", {}, ["decision-made"]),
    "refused, it ends": (
        "REFUSE",
        {"reasons": ["收入高于标准"], "remedies": ["60日内可申请行政复议"]},
        ["decision-made", "benefit-stopped"],
    ),
}


@pytest.mark.parametrize(("outcome", "more", "words"), AGAIN.values(), ids=AGAIN.keys())
async def test_a_benefit_whose_decision_is_made_again(here, outcome, more, words):
    """It was examined by s-examiner and decided by another approver than who is on the post now."""
    first = [
        event.model_copy(update={"approver": "s-former"}) if "approver" in event.model_fields_set else event
        for event in CLOSED
    ]
    await case(here, *first, benefit=TWO_MONTHS)
    redo = {"result": "REDO", "concluded_on": "2015-12-21"}
    opened_again = (200, ["reconsideration-concluded", "case-reopened"])
    assert await said(here, "reconsideration", redo, org=GOVERNMENT) == opened_again
    reasons = {"reasons": more["reasons"]} if "reasons" in more else {}
    proposal = {"post_id": "examination", "outcome": outcome, **reasons}
    answer = await here.post("/v1/cases/c-1/proposal", proposal, "proposal-2", "s-examiner", Role.EXAMINER)
    assert answer.status_code == 200, answer.text
    decision = {"post_id": "approval", "outcome": outcome, **more}
    answer = await here.post("/v1/cases/c-1/decision", decision, "decision-2", "s-approver", Role.APPROVER)
    assert answer.status_code == 200, answer.text
    assert [event["type"].split(".")[2] for event in answer.json()["events"]] == words


async def test_a_slip_is_mended_and_its_words_are_sealed(here):
    await case(here, *CLOSED)
    body = {"post_id": "approval", "field": "REMEDIES", "fault": "MISTYPED", "correction": ["canary-六十日"]}
    for key, words in (("slip-0001", ["entry-corrected"]), ("slip-0001", ["entry-corrected"])):
        answer = await here.post("/v1/cases/c-1/entry-corrections", body, key, "s-approver", Role.APPROVER)
        assert [event["type"].split(".")[2] for event in answer.json()["events"]] == words
    assert (await here.words("c-1")).count("entry-corrected") == 1
    stored = await here.log.at(await here.log.positions(CASE.ref("c-1")))
    assert not any(b"canary" in entry.document or "canary-六十日".encode() in entry.document for entry in stored)


ENDS = {
    "the applicant has died": (EXAMINING, {"cause": "DIED"}, (200, ["case-terminated"])),
    "the purpose is lost": (PROPOSED, {"cause": "LOST_PURPOSE", "reasons": ["已迁离"]}, (200, ["case-terminated"])),
    "why it is lost is not said": (EXAMINING, {"cause": "LOST_PURPOSE"}, (422, "termination-unexplained")),
    "a withdrawal is told at the counter": (EXAMINING, {"cause": "WITHDRAWN"}, (422, "invalid-value")),
    "decided is decided": (CLOSED[:-1], {"cause": "DIED"}, (409, "already-decided")),
}


@pytest.mark.parametrize(("events", "body", "then"), ENDS.values(), ids=ENDS.keys())
async def test_ending_a_case(here, events, body, then):
    await case(here, *events)
    answer = await here.post(
        "/v1/cases/c-1/termination", {"post_id": "approval", **body}, "end-00001", "s-approver", Role.APPROVER
    )
    problem = answer.json().get("type", "").rpartition(":")[2]
    told = problem or [event["type"].split(".")[2] for event in answer.json()["events"]]
    assert (answer.status_code, told) == then
