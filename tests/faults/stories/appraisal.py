"""What residents say of a unit of their community at a meeting of its own (述职评议), and what it then puts right."""

from __future__ import annotations

from typing import Any

from shared.kernel.actors import Role
from tests.faults.bodies import PERIOD, TODAY
from tests.faults.requests import Acknowledged
from tests.faults.stories.council import BEGINS_AT, COUNCILS, gathered
from tests.faults.stories.unit import WORDS
from tests.faults.turn import Turn

UNIT = "RESIDENT_UNIT"
INDICATORS = [{"title": "参与社区建设", "function": "SERVE_PEOPLE"}]
CAME = 34
"""Two thirds of fifty."""

TOTALS = {"excellent": 10, "competent": 20, "basically_competent": 4, "not_competent": 0}
MARKS = {"working_committee": 88, "discipline": 92}


async def appraisal(turn: Turn) -> None:
    """A unit reports to those who came, is scored and marked; the result is posted, and objected to in vain."""
    bodies = turn.staff.bodies
    unit = (await _act(turn, "domicile", "/v1/resident-units", community_id=bodies.community, **WORDS)).id
    said = {"subject_kind": UNIT, "community_id": bodies.community, "period": f"{PERIOD}", "indicators": INDICATORS}
    its = (await _act(turn, "gauge", "/v1/appraisals", **said, subjects=[{"id": unit}])).id
    call = {"committee_id": bodies.committee, "begins_at": BEGINS_AT, "place": "居委会会议室", "agenda": [its]}
    meeting = (await _act(turn, "rally", "/v1/report-meetings", **call)).id
    await gathered(turn, "judge-gather", meeting, CAME)
    path, at = f"/v1/appraisals/{its}", {"committee_id": bodies.committee, "meeting_id": meeting, "held_on": TODAY}
    await _act(turn, "depose", f"{path}/report", words="一年来的工作")
    await _act(turn, "tot", f"{path}/scores", **at, present=CAME, scores=TOTALS)
    await _act(turn, "mete", f"{path}/marks", **MARKS)
    await _act(turn, "bulletin", f"{path}/publication")
    objected = await _act(turn, "impugn", f"{path}/objections", ground="COUNT_WRONG")
    told = await turn.see(f"{path}/objections", Role.ADMIN, after=objected.after, service=COUNCILS)
    (objection,) = told["objections"]
    await _act(turn, "overrule", f"{path}/objection-answers", objection_id=objection["id"], upheld=False)


async def concluded(turn: Turn) -> list[str]:
    """Appraisals of units whose results count."""
    path = f"/v1/appraisals?state=CONCLUDED&subject_kind={UNIT}"
    return [each["id"] for each in (await turn.see(path, Role.ADMIN, service=COUNCILS))["appraisals"]]


async def put_right(turn: Turn, its: str) -> None:
    """A result that counts is answered by a plan, which is looked at again."""
    path = f"/v1/rectifications/{its}"
    await _act(turn, "redress", f"/v1/appraisals/{its}/rectification")
    await _act(turn, "vow", f"{path}/answer", plan="每季度开放一次停车场")
    await _act(turn, "revisit", f"{path}/check", accepted=True)


async def _act(turn: Turn, word: str, path: str, **body: Any) -> Acknowledged:
    return await turn.act(word, path, body, Role.ADMIN, service=COUNCILS)
