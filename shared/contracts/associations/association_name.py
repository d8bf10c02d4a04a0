"""Events of a name in a community: one aggregate for each, so that no two associations there are called the same."""

from __future__ import annotations

from shared.kernel.messages import Event


class AssociationNameTaken(Event):
    """An association of this lineage is called so; recorded when it applies."""

    association_id: str
    lineage_id: str


class AssociationNameFreed(Event):
    """The association is called so no more, or is none; recorded with its end or its new name."""

    association_id: str


AssociationNameEvent = AssociationNameTaken | AssociationNameFreed
