"""Whose turn it is at which hall, and what the back office does meanwhile, which nobody times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from shared.kernel.actors import Role
from shared.kernel.ids import by_trigger
from tests.bench.counter.stopwatch import Stopwatch
from tests.faults.staff import Newcomers, ServiceCounter
from tests.journeys.district import District

ITEM = "CD-MZ-005"
DECISION = {"outcome": "GRANT", "reasons": ["示例"]}
WORDS = {"reasons": ["示例"]}


@dataclass(frozen=True)
class Turn:
    """One after another, at one hall after another."""

    watch: Stopwatch
    district: District
    newcomers: Newcomers
    at: ServiceCounter
    number: int

    @property
    def clerk(self) -> str:
        """Who receives."""
        return self.at.tokens[Role.CLERK]

    @property
    def director(self) -> str:
        """Who leads the centre."""
        return self.at.tokens[Role.CENTRE_DIRECTOR]

    @property
    def admin(self) -> str:
        """Who administers."""
        return self.district.admin.token

    @property
    def hall(self) -> str:
        """Where."""
        return self.at.hall

    @property
    def person(self) -> dict[str, str]:
        """Somebody who was never here before."""
        return {"name": "示例", "id_number": self.newcomers.citizen(), "phone": "13997000000"}

    def form(self, window: str = "W2", item: str = ITEM, **said: Any) -> dict[str, Any]:
        """What is handed in at a window."""
        place = {"hall_id": self.hall, "window_id": window, "item_code": item}
        return {**place, "applicant": self.person, "materials": ["身份证"], **said}

    def receive(self, **said: Any) -> dict[str, Any]:
        """The receipt of one more application."""
        return self.watch.act("/v1/applications", self.form(**said), self.clerk)

    def voucher(self, received: Mapping[str, Any]) -> dict[str, str]:
        """Number and code of what was received."""
        of = str(received["id"])
        printed = self.watch.ask("/v1/applications/{id}/voucher", self.clerk, received, id=of)
        return {name: str(printed[name]) for name in ("voucher_number", "code")}

    def close(self, application: str) -> None:
        """The back office decides and closes the case, and the counter hears of it."""
        case = f"/v1/cases/{by_trigger('case', application)}"
        examination, approval = {"post_id": self.at.examination}, {"post_id": self.at.approval}
        self.district.settle()
        for word, role, body in (
            ("proposal", Role.EXAMINER, {**examination, **DECISION}),
            ("decision", Role.APPROVER, {**approval, **DECISION}),
            ("closure", Role.EXAMINER, examination),
        ):
            client = replace(self.district.admin, token=self.at.tokens[role])
            client.post("casework", f"{case}/{word}", body, f"{self.watch.run}-{application}-{word}")
        self.district.settle()
