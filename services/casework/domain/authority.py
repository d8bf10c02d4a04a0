"""Authority: why a body may decide on an item, link by link up to the item's own authority (domain §2.7).

A link holds for a matter when it is in force on the day of the decision, with all its conditions met. Where it was
revoked since, it still holds for what was accepted while it was in force, until its own last day: a revocation strands
nothing. What has expired, everybody knew would; then the case goes up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.casework.domain.delegation import Delegation, Delegations
from services.casework.domain.delegation_refusals import (
    AboveCap,
    AcceptOnly,
    DelegationConditionsOpen,
    NoDelegation,
    RedelegationNotAllowed,
)
from shared.contracts.casework.benefit import Amount
from shared.contracts.casework.delegation import Authority, AuthorityKind, AuthorityLink, DelegationMode
from shared.kernel.money import Money
from shared.kernel.refusals import Refusal

Chain = Sequence[Delegation]
"""From the delegation to the body that decides up to the one by the item's own authority."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body by its id and its kind (`CENTRE`); without an id, every body of the kind."""

    org: str
    kind: str = ""

    def answers_to(self, name: str) -> bool:
        """Whether a name, an id or a kind, means this body too."""
        return bool(name) and name in (self.org, self.kind)


@dataclass(frozen=True, slots=True)
class Matter:
    """What is to be decided: by which body, on whose item, accepted and decided when, over how much if any."""

    body: Body
    own: Body
    accepted_on: date
    decided_on: date
    amount: Money | None = None

    def reached_by(self, one: Delegation) -> bool:
        """Whether the delegation is about this matter at all; its conditions may still be open."""
        if not one.valid_on(self.decided_on):
            return False
        return not one.revoked_by(self.decided_on) or one.in_force_on(self.accepted_on)

    def exceeds(self, cap: Money | None) -> bool:
        """Whether more is to be granted than a cap allows; the cap itself may be."""
        return self.amount is not None and cap is not None and self.amount > cap

    def day_of(self, one: Delegation) -> date:
        """The day on which the delegation counts for this matter."""
        return self.accepted_on if one.revoked_by(self.decided_on) else self.decided_on


def authority_for(matter: Matter, delegations: Delegations) -> Authority | Refusal:
    """Whether the body may decide the matter, and by which chain; `delegations` are those of the matter's item.

    A delegation to the body by its own name goes before one to its kind, an older before a newer.
    """
    if matter.body.answers_to(matter.own.org or matter.own.kind):
        return Authority(kind=AuthorityKind.OWN, body=matter.body.org)
    chain = _chain(matter, delegations)
    if not chain:
        return NoDelegation(body=matter.body.org)
    refusals = (rule(matter, chain) for rule in (_decides, _handed_on, _complete, _within_caps))
    refusal = next((each for each in refusals if each is not None), None)
    return refusal or Authority(
        kind=AuthorityKind.DELEGATED,
        body=matter.body.org,
        single_person=all(one.granted.single_person for one in chain),
        cap_amount=_lowest_cap(chain),
        links=tuple(_link(matter, one) for one in chain),
    )


def _chain(matter: Matter, delegations: Delegations) -> Chain:
    """Up from the body to the item's own authority; empty where the way does not lead there."""
    chain: list[Delegation] = []
    names: tuple[str, ...] = (matter.body.org, matter.body.kind)
    while True:
        reaching = (one for name in names for one in delegations.to(name) if matter.reached_by(one))
        one = next(reaching, None)
        if one is None or one in chain:
            return ()
        chain.append(one)
        if matter.own.answers_to(one.granted.from_body):
            return chain
        names = (one.granted.from_body,)


def _decides(_matter: Matter, chain: Chain) -> Refusal | None:
    granted = chain[0].granted
    return AcceptOnly(goes_up_to=granted.from_body) if granted.mode is DelegationMode.ACCEPT_ONLY else None


def _handed_on(_matter: Matter, chain: Chain) -> Refusal | None:
    return None if all(one.passes_on for one in chain[1:]) else RedelegationNotAllowed()


def _complete(matter: Matter, chain: Chain) -> Refusal | None:
    still_open = tuple(name for one in chain for name in one.open_on(matter.day_of(one)))
    return DelegationConditionsOpen(conditions=still_open) if still_open else None


def _within_caps(matter: Matter, chain: Chain) -> Refusal | None:
    exceeded = [one.granted for one in chain if matter.exceeds(one.granted.cap_amount)]
    lowest = _lowest_cap(chain)
    return AboveCap(cap_amount=lowest, goes_up_to=exceeded[-1].from_body) if exceeded and lowest else None


def _lowest_cap(chain: Chain) -> Amount | None:
    caps = [one.granted.cap_amount for one in chain if one.granted.cap_amount is not None]
    return min(caps, key=lambda cap: cap.amount, default=None)


def _link(matter: Matter, one: Delegation) -> AuthorityLink:
    return AuthorityLink(
        number=one.granted.number,
        from_body=one.granted.from_body,
        to_body=one.granted.to_body,
        mode=one.granted.mode,
        conditions_met=one.names,
        in_force_on=matter.day_of(one),
        basis=one.granted.basis,
    )
