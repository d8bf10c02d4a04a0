"""Person in charge (负责人): which associations somebody answers for, by their reference.

Invariants: of filed associations as many as policy allows, counting all that they answer for · of social groups as many
as the law allows (社会团体登记管理条例 §12) · an association and what it is converted to count once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, assert_never

from services.associations.domain.types import AssociationId
from shared.contracts.associations.association_founding import Form, Track
from shared.contracts.associations.person_in_charge import ChargeReleased, ChargeTaken, PersonInChargeEvent
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Refusal

MAX_ASSOCIATIONS = "file.person_max_associations"
MAX_SOCIAL_GROUPS = "registration.representative_max_social_groups"

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Charges:
    """What they are in charge of, by association."""

    taken: Mapping[str, ChargeTaken] = field(default_factory=dict)


def evolve(charges: Charges, event: PersonInChargeEvent) -> Charges:
    """Apply one recorded fact."""
    match event:
        case ChargeTaken():
            return Charges({**charges.taken, event.association_id: event})
        case ChargeReleased():
            return Charges({id_: each for id_, each in charges.taken.items() if id_ != event.association_id})
        case _:
            assert_never(event)


# --- commands and refusals --------------------------------------------------


class TakeCharge(Command):
    """Let somebody answer for an association."""

    association_id: AssociationId
    lineage_id: str
    track: Track
    form: Form | None


class ReleaseCharge(Command):
    """Let them answer for it no more."""

    association_id: AssociationId


PersonInChargeCommand = TakeCharge | ReleaseCharge


@dataclass(frozen=True, slots=True)
class InChargeElsewhere(Conflict):
    """The person answers for as many others as one may: `association_ids`."""

    slug: ClassVar[str] = "in-charge-elsewhere"
    zh: ClassVar[str] = "该负责人同时负责的社团已达上限"
    en: ClassVar[str] = "The person is in charge of as many associations as one may be"
    association_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChargeNotHeld(Conflict):
    """Somebody else is in charge by now: whoever wanted this one released had read an older record."""

    slug: ClassVar[str] = "charge-not-held"
    zh: ClassVar[str] = "该社团负责人已变更，请重新办理"
    en: ClassVar[str] = "Somebody else is in charge by now; send the command again"


# --- decisions --------------------------------------------------------------


def decide(command: PersonInChargeCommand, charges: Charges, context: Context) -> list[PersonInChargeEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case TakeCharge():
            return _take(command, charges, context)
        case ReleaseCharge():
            held = command.association_id in charges.taken
            return [ChargeReleased(association_id=command.association_id)] if held else ChargeNotHeld()
        case _:
            assert_never(command)


def _take(command: TakeCharge, charges: Charges, context: Context) -> list[PersonInChargeEvent] | Refusal:
    if command.association_id in charges.taken:
        return []
    others = {id_: each for id_, each in charges.taken.items() if each.lineage_id != command.lineage_id}
    if command.track is Track.FILED:
        at_most = context.policy.whole(MAX_ASSOCIATIONS, context.today)
    elif command.form is Form.SOCIAL_GROUP:
        at_most = context.policy.whole(MAX_SOCIAL_GROUPS, context.today)
        others = {id_: each for id_, each in others.items() if each.form is Form.SOCIAL_GROUP}
    else:
        at_most = len(others) + 1
    if len({each.lineage_id for each in others.values()}) >= at_most:
        return InChargeElsewhere(tuple(sorted(others)))
    return [ChargeTaken(**command.model_dump())]


PERSON_IN_CHARGE = Decider[Charges, PersonInChargeCommand, PersonInChargeEvent](
    "person-in-charge", Charges(), evolve, decide, PersonInChargeEvent
)
