"""Samples of what grants knows of associations: 示例邻里互助站, filed in 泰宁."""

from __future__ import annotations

from datetime import date

from shared.contracts.associations.association_ending import SanctionKind
from shared.contracts.associations.association_founding import Track
from shared.contracts.grants.association_standing import (
    ActivityKnown,
    AnnualReportKnown,
    AssociationEnd,
    AssociationEndKnown,
    AssociationKnown,
    AssociationSanctionKnown,
    AssociationStandingEvent,
    AssociationSuspensionEnded,
)

LINEAGE = "lineage-linli"


def filed(
    since_on: str = "2015-05-01", track: Track = Track.FILED, filed_id: str | None = None, lineage: str = LINEAGE
) -> AssociationKnown:
    return AssociationKnown(
        track=track,
        community_id="taining",
        lineage_id=lineage,
        since_on=date.fromisoformat(since_on),
        filed_id=filed_id,
        source_position=10,
    )


def sanctioned(
    on: str = "2015-06-01", kind: SanctionKind = SanctionKind.WARNING, position: int = 20
) -> AssociationSanctionKnown:
    until_on = date(2015, 12, 31) if kind is SanctionKind.SUSPENSION else None
    return AssociationSanctionKnown(
        kind=kind, sanctioned_on=date.fromisoformat(on), until_on=until_on, source_position=position
    )


def suspended(position: int = 20) -> AssociationSanctionKnown:
    return sanctioned(kind=SanctionKind.SUSPENSION, position=position)


def suspension_over(position: int = 30) -> AssociationSuspensionEnded:
    return AssociationSuspensionEnded(ended_on=date(2016, 1, 1), source_position=position)


def gone(how: AssociationEnd = AssociationEnd.CANCELLED, position: int = 40) -> AssociationEndKnown:
    return AssociationEndKnown(how=how, ended_on=date(2015, 12, 1), source_position=position)


def activities(number: int, year: int = 2015) -> list[AssociationStandingEvent]:
    return [ActivityKnown(activity_id=f"a-{year}-{n}", held_on=date(year, 6, 1 + n)) for n in range(number)]


def reports(*years: int) -> list[AssociationStandingEvent]:
    return [AnnualReportKnown(year=year) for year in years]
