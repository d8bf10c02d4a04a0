"""Events of a case's supervision (督办): the notices that warn of a limit and mark a missed one."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from shared.contracts.casework.case_assignment import Org
from shared.contracts.casework.case_clocks import Clock
from shared.kernel.messages import Event


class Card(StrEnum):
    """How grave a notice is."""

    ORDINARY = "ORDINARY"
    """A limit is near (提醒)."""
    YELLOW_CARD = "YELLOW_CARD"
    """The promise was missed (黄牌)."""
    RED_CARD = "RED_CARD"
    """The statute was missed (红牌)."""


class SupervisionNoticeIssued(Event):
    """The last day of a clock was `due_on`, and the notice says that it is near or was missed; nobody can clear it.

    It goes to `post_id`, the post that had the case at `body`; `to_director` says that it went to the director of the
    body, since no post had the case or nobody was on that post. Counts from when it is recorded.
    """

    card: Card
    clock: Clock
    due_on: date
    body: Org
    post_id: str | None = None
    to_director: bool


CaseSupervisionEvent = SupervisionNoticeIssued
