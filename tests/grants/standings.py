"""Samples of what grants knows of associations: 示例邻里互助站, filed in 泰宁."""

from __future__ import annotations

from datetime import date

from shared.contracts.associations.association_ending import Sanctioned, SanctionKind
from shared.contracts.associations.association_filing import Filed
from shared.contracts.associations.association_founding import Form, Track
from shared.contracts.associations.association_registration import Registered
from shared.contracts.grants.association_standing import (
    ActivityKnown,
    ActivityRatingKnown,
    AnnualReportKnown,
    AssociationEnd,
    AssociationEndKnown,
    AssociationKnown,
    AssociationSanctionKnown,
    AssociationStandingEvent,
    AssociationSuspensionEnded,
    NeedAnsweredKnown,
    NeedTakenUpKnown,
    RatingTotals,
)

LINEAGE = "lineage-linli"


def filed(
    since_on: str = "2015-05-01", track: Track = Track.FILED, filed_id: str | None = None, lineage: str = LINEAGE
) -> AssociationKnown:
    return AssociationKnown(
        track=track,
        community_id="taining",
        lineage_id=lineage,
        entered_on=date.fromisoformat(since_on),
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


def heard_of(
    id_: str = "x", on: str = "2015-06-01", attended: int = 30, residents: int = 20, position: int = 50
) -> ActivityKnown:
    return ActivityKnown(
        activity_id=id_,
        held_on=date.fromisoformat(on),
        attended=attended,
        residents=residents,
        source_position=position,
    )


def rated(position: int, id_: str = "x", on: str = "2015-06-01", *said: int) -> ActivityRatingKnown:
    """The best level first; without `said`, three are content and one is not."""
    totals = RatingTotals(**dict(zip(RatingTotals.model_fields, said or (2, 1, 0, 0, 1), strict=True)))
    return ActivityRatingKnown(activity_id=id_, held_on=date.fromisoformat(on), totals=totals, source_position=position)


def taken_up(position: int, id_: str = "n-1", on: str = "2015-07-01") -> NeedTakenUpKnown:
    return NeedTakenUpKnown(need_id=id_, taken_up_on=date.fromisoformat(on), source_position=position)


def answered(position: int, id_: str = "n-1", late: bool = False) -> NeedAnsweredKnown:
    return NeedAnsweredKnown(need_id=id_, answered_on=date(2015, 7, 10), late=late, source_position=position)


def reports(*years: int) -> list[AssociationStandingEvent]:
    return [AnnualReportKnown(year=year) for year in years]


def filing(filed_on: str = "2015-05-02", lineage: str = LINEAGE) -> Filed:
    """What the service of associations records when a community files one."""
    return Filed(
        number="城东社备〔2015〕TN-001",
        community_id="taining",
        lineage_id=lineage,
        name_zh="示例邻里互助站",
        filed_on=date.fromisoformat(filed_on),
        valid_until_on=date(2018, 4, 30),
    )


def registration(registered_on: str = "2016-01-04", lineage: str = LINEAGE, filed_id: str | None = None) -> Registered:
    """What it records when the district registers one."""
    return Registered(
        form=Form.PRIVATE_NON_ENTERPRISE,
        community_id="taining",
        lineage_id=lineage,
        name_zh="示例邻里互助站",
        registered_on=date.fromisoformat(registered_on),
        uscc="52630102MJX0000267",
        filed_id=filed_id,
    )


def suspension() -> Sanctioned:
    """What it records when one is suspended."""
    return Sanctioned(
        sanction_id="sanction-1",
        kind=SanctionKind.SUSPENSION,
        imposed_on=date(2015, 6, 1),
        until_on=date(2015, 12, 31),
        offence="未按章程活动",
        track=Track.FILED,
        community_id="taining",
        lineage_id=LINEAGE,
    )
