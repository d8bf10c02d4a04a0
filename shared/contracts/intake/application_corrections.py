"""Events of the correction (补正) beside its notice and its answer: papers that come in one by one."""

from __future__ import annotations

from datetime import date

from shared.contracts.intake.application import Name
from shared.kernel.messages import Event


class MaterialHandedIn(Event):
    """One of the papers that the notice listed came in before the others; `still_missing` are those, in its order.

    With the last of them `correction-submitted` is recorded in the same act. It names a paper, never a person.
    """

    material: Name
    received_on: date
    still_missing: tuple[Name, ...]


ApplicationCorrectionEvent = MaterialHandedIn
