"""The counter of an office at which everything goes on: what was made there, and which acts would fit it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from deploy.client import Client
from tests.hostile.backoffice import BackOffice
from tests.hostile.fitting import Fitting, Way
from tests.journeys.people import resident

SOME = 3
"""How many there are of a kind, so that an act can be done more than once."""

ITEM, TEXTS = "CD-MZ-005", ["示例"]
TODAY, MONDAY = "2013-11-08", "2013-11-11"
"""When everything goes on, and the working day after it."""


@dataclass
class Counter:
    """`ids` are what addresses name, by the collection before them; `fitting` are acts that fit, by their routes."""

    back: BackOffice
    ids: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    fitting: dict[str, Fitting] = field(default_factory=dict)
    _numbers: Any = field(default_factory=count)

    def __post_init__(self) -> None:
        self.district, self.hall, self.centre = (
            self.back.here.district,
            self.back.here.hall_id,
            self.back.here.centre_id,
        )
        self.clerk, self.director, self.admin = self.back.here.clerk, self.back.director, self.back.admin

    def tell(self, by: Client, path: str, body: Mapping[str, Any], service: str = "intake") -> dict[str, Any]:
        """A command under a key of its own."""
        return by.post(service, path, body, f"counter-{next(self._numbers)}")

    def make(self, by: Client, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """A command that makes something of the collection that its address ends with."""
        receipt = self.tell(by, path, body)
        self.ids[path.rsplit("/", 1)[-1]].append(receipt["id"])
        return receipt

    def fit(self, hat: str, path: str, ways: Iterable[Way]) -> None:
        """Who would do an act, in which ways."""
        self.fitting[path] = Fitting(hat, tuple(ways))

    def form(self, **said: Any) -> dict[str, Any]:
        """What is handed in at a window by somebody who was never here before."""
        place = {"hall_id": self.hall, "window_id": "W1", "item_code": ITEM}
        return {**place, "applicant": resident(), **said}

    def receive(self, **said: Any) -> str:
        """One more application; its id."""
        return str(self.make(self.clerk, "/v1/applications", self.form(**said))["id"])

    def some(self, **said: Any) -> list[str]:
        """Some applications."""
        return [self.receive(**said) for _ in range(SOME)]

    def act(self, of: Iterable[str], act: str, said: Mapping[str, Any]) -> None:
        """Do something to applications."""
        for application in of:
            self.tell(self.clerk, f"/v1/applications/{application}/{act}", said)

    def voucher(self, application: str) -> dict[str, str]:
        """Number and code, as they are printed."""
        printed = self.clerk.get("intake", f"/v1/applications/{application}/voucher")
        return {name: printed[name] for name in ("voucher_number", "code")}
