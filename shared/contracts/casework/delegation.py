"""Events of the delegation (下放审批权限): who may decide on a service item in place of its own authority."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.casework.benefit import Amount
from shared.kernel.instants import start_of
from shared.kernel.messages import Event, Value
from shared.kernel.provenance import Provenance

BodyName = Annotated[str, Field(min_length=1, max_length=64)]
"""An organisation's id, or a kind such as CENTRE: every body of that kind."""

Words = Annotated[str, Field(min_length=1, max_length=100)]
"""What a condition is called; a document with its number and article. Never about a person."""

Number = Annotated[int, Field(ge=1)]


class DelegationMode(StrEnum):
    """What is handed down."""

    DELEGATED = "DELEGATED"
    """The power itself (下放): the body decides in its own name."""

    ENTRUSTED = "ENTRUSTED"
    """Its exercise (委托): the body decides in the name of who entrusts it."""

    ACCEPT_ONLY = "ACCEPT_ONLY"
    """The counter alone (受理): the body accepts, and does not decide."""


class DelegationCondition(Value):
    """What must be there before a delegation is in force (具备条件): trained posts, equipment, a seal."""

    name: Words


class DelegationGranted(Event):
    """The item was handed down by `from_body` to `to_body`, under the next number of the item, from 1 on.

    It holds from `valid_from` to `valid_to`, the last day, and only while all conditions are met. `cap_amount` is the
    most that may be granted under it. `basis` is the document that says so.
    """

    number: Number
    item_code: str
    from_body: BodyName
    to_body: BodyName
    mode: DelegationMode
    single_person: bool
    may_redelegate: bool = False
    valid_from: date
    valid_to: date | None = None
    cap_amount: Amount | None = None
    conditions: Annotated[tuple[DelegationCondition, ...], Field(max_length=20)]
    basis: Words
    provenance: Provenance

    def effective_at(self) -> datetime:
        """The beginning of the first day of its time."""
        return start_of(self.valid_from)


class DelegationConditionMet(Event):
    """A condition of a delegation is met since `met_on`, as the evidence shows."""

    number: Number
    condition: Words
    evidence: Words
    met_on: date

    def effective_at(self) -> datetime:
        """The beginning of the day on which it was met."""
        return start_of(self.met_on)


class DelegationRevoked(Event):
    """The item was taken back from `revoked_on` on by a law or order; cases accepted before finish under it."""

    number: Number
    revoked_on: date
    basis: Words

    def effective_at(self) -> datetime:
        """The beginning of the first day without it."""
        return start_of(self.revoked_on)


DelegationEvent = DelegationGranted | DelegationConditionMet | DelegationRevoked


class AuthorityKind(StrEnum):
    """Where the power to decide comes from."""

    OWN = "OWN"
    """The body is the item's own authority."""

    DELEGATED = "DELEGATED"
    """The body was handed the item, directly or through others."""


class AuthorityLink(Value):
    """One delegation of a chain, in force with all its conditions on `in_force_on`.

    That is the day of the decision, or of the acceptance where the delegation was revoked since.
    """

    number: Number
    from_body: BodyName
    to_body: BodyName
    mode: DelegationMode
    conditions_met: tuple[Words, ...]
    in_force_on: date
    basis: Words


class Authority(Value):
    """Why `body` may decide: each link from it up to the item's own authority; none where it is that itself.

    `cap_amount` is the lowest of the chain; one person may decide where every link says so.
    """

    kind: AuthorityKind
    body: BodyName
    single_person: bool = False
    cap_amount: Amount | None = None
    links: tuple[AuthorityLink, ...] = ()
