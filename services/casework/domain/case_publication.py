"""The publication of a result (结果公示), on an examination post of the centre after the decision.

Invariants: a refusal is told to the applicant alone · a place that shows the result already is not told again.
"""

from __future__ import annotations

from dataclasses import dataclass

from shared.contracts.casework.case_publication import CasePublicationEvent, PublicationPlace

_EACH = frozenset({PublicationPlace.COMMUNITY_BOARD, PublicationPlace.WEBSITE})


@dataclass(frozen=True, slots=True)
class Publication:
    """Where the result can be read."""

    places: frozenset[PublicationPlace] = frozenset()


def places_of(place: PublicationPlace) -> frozenset[PublicationPlace]:
    """The places that one word means."""
    return _EACH if place is PublicationPlace.BOTH else frozenset({place})


def evolve(publication: Publication, event: CasePublicationEvent) -> Publication:
    """Apply one recorded fact."""
    return Publication(publication.places | places_of(event.place))
