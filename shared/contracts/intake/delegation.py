"""Events of delegations (下放审批权限) as casework announced them: who may decide on an item, and whether alone."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from shared.contracts.casework.delegation import BodyName, DelegationMode, Number, Words
from shared.kernel.messages import Event, Value


class ConditionKnown(Value):
    """A condition of a delegation, and since when it is met, if it is."""

    name: Words
    met_on: date | None = None


class DelegationKnown(Event):
    """What is known here of a delegation changed; recorded by reaction to casework's events of the delegation.

    All that is known is told each time. It holds from `valid_from` to `valid_to`, the last day, once all conditions are
    met and until the day before `revoked_on`. `capped` says that it is for amounts up to a cap.
    """

    number: Number
    from_body: BodyName
    to_body: BodyName
    mode: DelegationMode
    single_person: bool
    capped: bool
    valid_from: date
    valid_to: date | None = None
    conditions: Annotated[tuple[ConditionKnown, ...], Field(max_length=20)]
    revoked_on: date | None = None
    source_position: int


DelegationsEvent = DelegationKnown
