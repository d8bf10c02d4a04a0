"""What is said of a decision once it is made: slips are mended, others look at it again, authorities above speak."""

from __future__ import annotations

from tests.faults.bodies import TODAY
from tests.faults.staff import INSTANT_ITEM
from tests.faults.stories.application import decided
from tests.faults.stories.inquiry import WHY, approve, examine, opened
from tests.faults.turn import Turn

SLIP = {"field": "DECISION_REASONS", "fault": "MISTYPED", "correction": ["示例"]}
REFUSED = {"outcome": "REFUSE", "remedies": ["60 日内申请行政复议"]}
WRONG = {"reason": "FACTS_WRONG", "effective_on": TODAY}


async def aftermath(turn: Turn) -> None:
    """One way after another."""
    await (_corrected, _revoked, _alone)[turn.choice % 3](turn)


async def _corrected(turn: Turn) -> None:
    """A slip is mended, it is told to all, and after a reconsideration it is decided otherwise."""
    _, case = await opened(turn)
    await decided(turn, case)
    await approve(turn, "retouch", f"{case}/entry-corrections", **SLIP)
    await examine(turn, "publicise", f"{case}/decision-publication", place="COMMUNITY_BOARD")
    concluded = {"result": "CHANGED", "concluded_on": TODAY, **WHY}
    await turn.overrule("ponder", f"{case}/reconsideration", concluded)
    await turn.overrule("redecide", f"{case}/decision-correction", {**REFUSED, **WHY, "effective_on": TODAY})


async def _revoked(turn: Turn) -> None:
    """What was granted should not have been."""
    _, case = await opened(turn)
    await decided(turn, case)
    await turn.overrule("quash", f"{case}/decision-revocation", {**WRONG, **WHY})


async def _alone(turn: Turn) -> None:
    """One person on two posts decides on the spot, and another looks at it again."""
    _, case = await opened(turn, INSTANT_ITEM)
    alone = {"approval_post_id": turn.counter.both, "outcome": "GRANT", **WHY}
    await examine(turn, "spot", f"{case}/instant-decision", **alone)
    await approve(turn, "double", f"{case}/recheck", result="UPHELD")
