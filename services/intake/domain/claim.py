"""Claims (申请登记册): which applications asked for an item in the name of a person, a household or an address.

Invariant: grow-only, and written in the act of the receipt: two receipts of the same one never pass each other unseen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.intake.domain.application_people import PeopleGiven
from services.intake.domain.types import ApplicationId
from shared.contracts.intake.application_duplicates import MatchedBy
from shared.contracts.intake.claim import ApplicationClaimed, ClaimsEvent
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Refusal

LOOKED_AT = 50
"""Older ones are not looked at: a body that asks for an item all year must not make each receipt slower."""

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Claims:
    """The applications that asked, oldest first."""

    application_ids: tuple[str, ...] = ()

    @property
    def newest(self) -> tuple[str, ...]:
        """Those that a receipt looks at, newest first."""
        return self.application_ids[-1 : -LOOKED_AT - 1 : -1]


def evolve(claims: Claims, event: ClaimsEvent) -> Claims:
    """Apply one recorded fact."""
    return Claims((*claims.application_ids, event.application_id))


# --- command ----------------------------------------------------------------


class ClaimItem(Command):
    """Ask for the item in this name."""

    application_id: ApplicationId


# --- decision ---------------------------------------------------------------


def decide(command: ClaimItem, claims: Claims, _context: Context) -> list[ClaimsEvent] | Refusal:
    """Enter it; there is nothing to refuse."""
    if command.application_id in claims.application_ids:
        return []
    return [ApplicationClaimed(application_id=command.application_id)]


CLAIMS = Decider("claims", Claims(), evolve, decide, ClaimsEvent)


def claims_of(item_code: str, subject: str, people: PeopleGiven) -> Mapping[MatchedBy, str]:
    """The claims that an application makes, by what it would be found by."""
    names = {
        MatchedBy.PERSON: subject,
        MatchedBy.HOUSEHOLD: people.household,
        MatchedBy.ADDRESS: people.address_ref,
    }
    return {by: f"{item_code}-{ref}" for by, ref in names.items() if ref is not None}
