"""The district: communities are counted, grow together, are split and end; it is honoured, and a function passes on."""

from __future__ import annotations

from datetime import timedelta

from tests.faults.bodies import TODAY
from tests.faults.turn import Turn
from tests.journeys.district import FOUNDED

CENSUS = {"counted_on": TODAY, "source": "a census"}
END = {"effective_on": TODAY, "basis": "of the test"}
PASSING = {"function": "PUBLIC_SERVICE", "from_body": "SUBDISTRICT", "to": "CENTRE", "basis": "of the test"}
FIRST_DAY = FOUNDED.date()


async def district(turn: Turn) -> None:
    """Four communities become one, of so many residents; a function passes on, each time a day later."""
    one, two, three, four = [await community(turn, f"{n}-found") for n in range(4)]
    await turn.found("census", f"/v1/communities/{one}/population", {"residents": 24_000, **CENSUS})
    await turn.found("merge", f"/v1/communities/{two}/merger", {"into_id": one, **END})
    await turn.found("split", f"/v1/communities/{three}/split", {"into_ids": [one, four], **END})
    await turn.found("abolish", f"/v1/communities/{four}/abolition", END)
    honour = {"title": turn.key, "awarded_by": "民政部", "awarded_on": TODAY}
    await turn.found("laurel", "/v1/district/honours", honour)
    passing = {**PASSING, "effective_on": f"{FIRST_DAY + timedelta(days=turn.choice + 1)}"}
    await turn.found("entail", "/v1/district/function-transfers", passing)


async def community(turn: Turn, word: str) -> str:
    """A community that nobody has founded before."""
    founded = {"name_zh": f"示例{turn.key}{word}", "name_en": f"{turn.key} {word}", "founded_on": "2013-09-01"}
    return (await turn.found(word, "/v1/communities", founded)).id
