"""Events of who is in charge of associations: one aggregate for each person, by their reference."""

from __future__ import annotations

from shared.contracts.associations.association_founding import Form, Track
from shared.kernel.messages import Event


class ChargeTaken(Event):
    """The person is in charge of an association; recorded when it applies, or when it is entered that they are now."""

    association_id: str
    lineage_id: str
    track: Track
    form: Form | None = None


class ChargeReleased(Event):
    """The person is in charge of the association no more; recorded with its end or with their successor."""

    association_id: str


PersonInChargeEvent = ChargeTaken | ChargeReleased
