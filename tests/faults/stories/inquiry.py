"""What officers find out before a decision: steps and visits, what other bodies say, a notice and who objects to it."""

from __future__ import annotations

from typing import Any

from shared.kernel.actors import Role
from shared.kernel.ids import by_trigger
from tests.faults.bodies import DEPARTMENT, TODAY
from tests.faults.requests import Acknowledged
from tests.faults.stories.application import decided
from tests.faults.turn import Turn

CASEWORK = "casework"
HELP, FILING = "CD-MZ-003", "CD-MZ-013"
WHY = {"reasons": ["示例"]}
FOUND = {"finding": ["示例"]}


async def inquiry(turn: Turn) -> None:
    """One way after another."""
    await (_inquired, _sent, _posted, _ended)[turn.choice % 4](turn)


async def opened(turn: Turn, item: str = HELP, time: str = "") -> tuple[Acknowledged, str]:
    """The acceptance of an application by somebody who was never here before, and the address of its case."""
    applicant = {"name": "示例", "id_number": turn.newcomers.citizen(), "phone": "13997000000"}
    place = {"hall_id": turn.counter.hall, "window_id": turn.window, "item_code": item}
    form = {**place, "applicant": applicant, "materials": ["身份证"]}
    received = await turn.act(f"{time}receive", "/v1/applications", form, Role.CLERK)
    accepted = await turn.act(f"{time}accept", f"/v1/applications/{received.id}/acceptance", {}, Role.CLERK)
    case = f"/v1/cases/{by_trigger('case', received.id)}"
    await turn.see(case, Role.CLERK, after=accepted.after, service=CASEWORK)
    return accepted, case


async def _inquired(turn: Turn) -> None:
    """Somebody takes it up, hears, visits and asks; more time is denied, and what was proposed too early comes back."""
    _, case = await opened(turn)
    await examine(turn, "claim", f"{case}/uptake")
    hearing = {"kind": "HEARING", "takes": {"n": 5, "unit": "WORKING_DAY"}}
    await examine(turn, "hearing", f"{case}/steps", **hearing)
    asked = await examine(turn, "means", f"{case}/finance-checks", of=DEPARTMENT)
    told = await turn.see(f"{case}/inquiries", Role.EXAMINER, after=asked.after, service=CASEWORK)
    step, check = told["steps"][0]["step_id"], told["finance_checks"][0]["request_id"]
    await examine(turn, "held", f"{case}/step-completions", step_id=step, ended_on=TODAY, **FOUND)
    await examine(turn, "doorstep", f"{case}/household-visits", visited_on=TODAY, **FOUND)
    answer = {"request_id": check, "result": "CLEAR"}
    await _act(turn, "findings", f"{case}/finance-check-results", Role.DEPARTMENT, **answer)
    question = {"department": DEPARTMENT, "question": ["示例"]}
    asked = await examine(turn, "confer", f"{case}/department-queries", **question)
    told = await turn.see(f"{case}/inquiries", Role.EXAMINER, after=asked.after, service=CASEWORK)
    query = told["department_queries"][0]["request_id"]
    await _act(turn, "rejoin", f"{case}/department-replies", Role.DEPARTMENT, request_id=query, answer=["示例"])
    await examine(turn, "ask", f"{case}/extension-request", n=5, **WHY)
    await approve(turn, "stint", f"{case}/extension-denial", **WHY)
    await examine(turn, "early-propose", f"{case}/proposal", outcome="GRANT", **WHY)
    await approve(turn, "remand", f"{case}/return", **WHY)
    await decided(turn, case)


async def _sent(turn: Turn) -> None:
    """A department looks at it and gives it back."""
    _, case = await opened(turn)
    await examine(turn, "dispatch", f"{case}/sending", body=DEPARTMENT)
    await _act(turn, "reckon", f"{case}/body-answer", Role.DEPARTMENT, **FOUND)
    await decided(turn, case)


async def _posted(turn: Turn) -> None:
    """It hangs in the community, somebody objects, and is wrong."""
    _, case = await opened(turn, FILING)
    hung = await examine(turn, "hang", f"{case}/public-notices")
    told = await turn.see(f"{case}/public-notices", Role.EXAMINER, after=hung.after, service=CASEWORK)
    notice = told["notices"][0]["notice_id"]
    said = {"notice_id": notice, "objector": "示例", "text": ["示例"]}
    filed = await examine(turn, "dispute", f"{case}/objections", **said)
    told = await turn.see(f"{case}/public-notices", Role.EXAMINER, after=filed.after, service=CASEWORK)
    objection = told["notices"][0]["objections"][0]["objection_id"]
    await approve(turn, "overcome", f"{case}/objection-resolutions", objection_id=objection, upheld=False, **WHY)


async def _ended(turn: Turn) -> None:
    """Whoever asked for it has died."""
    _, case = await opened(turn)
    await approve(turn, "terminate", f"{case}/termination", cause="DIED")


async def examine(turn: Turn, word: str, path: str, **body: Any) -> Acknowledged:
    """Do something on the counter's examination post."""
    return await _act(turn, word, path, Role.EXAMINER, post_id=turn.counter.examination, **body)


async def approve(turn: Turn, word: str, path: str, **body: Any) -> Acknowledged:
    """Do something on the counter's approval post."""
    return await _act(turn, word, path, Role.APPROVER, post_id=turn.counter.approval, **body)


async def _act(turn: Turn, word: str, path: str, role: Role, **body: Any) -> Acknowledged:
    return await turn.act(word, path, body, role, service=CASEWORK)
