"""Councils, grants and associations in a town: what went on before, what would go on, and single hats for it."""

from __future__ import annotations

from collections.abc import Mapping

from shared.kernel.actors import Role
from tests.hostile import funds
from tests.hostile.backoffice import DEPARTMENT
from tests.hostile.councils import elections, meetings, structure
from tests.hostile.counter.at import Counter
from tests.journeys.council import Council


class Bodies:
    """Three committees: one that meets, one whose members are voted for today, one that has candidates nominated."""

    def __init__(self, at: Counter) -> None:
        self.at = at
        self.meeting, self.voting, self.nominating = (Council.of(at.district, self._say, n) for n in range(3))

    def before(self) -> None:
        """From the first day on, until all else begins."""
        elections.before(self.at, self.voting, self.nominating)
        meetings.before(self.at, self.meeting, lambda: elections.listed(self.at, self.voting))

    def go_on(self, community: str) -> None:
        """What is made today, and which acts would fit it all."""
        meetings.fitting(self.at, self.meeting)
        elections.fitting(self.at, self.voting, self.nominating)
        structure.fitting(self.at, self.meeting, community)
        funds.funds(self.at, self.meeting.id, self.meeting.resolutions[0])
        funds.contracts(self.at, self.meeting.id)
        funds.filings(self.at)

    def hats(self) -> Mapping[str, tuple[Role, str, str]]:
        """Role, person and body of each, by name; who may enter for others has no other role."""
        committee, centre = self.meeting.id, self.at.centre
        return {
            "enterer": (Role.ADMIN, "admin", ""),
            "watcher": (Role.SUPERVISION_COMMITTEE, self.meeting.people[-1], committee),
            "officer": (Role.FUND_OFFICER, "s-fund-officer", ""),
            "buyer": (Role.DEPARTMENT, "s-dept-officer", DEPARTMENT),
            "taker": (Role.CLERK, "s-qzx-clerk", centre),
            "filer": (Role.EXAMINER, "s-qzx-examiner", centre),
        }

    def _say(self, path: str, body: dict[str, object]) -> Mapping[str, object]:
        return self.at.tell(self.at.admin, f"/v1{path}", body, "councils")
