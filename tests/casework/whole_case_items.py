"""Items of every kind of limit, guide and authority: tables of words from which a whole case is drawn."""

from __future__ import annotations

from datetime import date
from typing import Any

from shared.contracts.intake.item import DecisionMode, Handling, ItemVersion, SpecialStep, WhoseDecision
from shared.kernel.cycles import YearlyCycle
from shared.kernel.deadlines import AnyLimit
from shared.kernel.limits import Limit, LimitStage, LimitUnit
from shared.kernel.suspensions import SuspensionReason
from tests.casework.district import ITEM_CODE, item_version, limit
from tests.casework.travels import DEPARTMENT, handed_down

GOVERNMENT = "district-government"
WD, CD, HOUR, MONTH = LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY, LimitUnit.HOUR, LimitUnit.MONTH


def _stages(*stages: tuple[int, LimitUnit]) -> Limit:
    return Limit(stages=tuple(LimitStage(name=f"阶段{n}", body="BODY", n=n, unit=unit) for n, unit in stages))


LIMITS: dict[str, tuple[AnyLimit, Limit]] = {
    "working days": (limit(20), limit(15)),
    "a short promise": (limit(10), limit(1)),
    "two stages, each its body's": (_stages((10, WD), (20, WD)), limit(15)),
    "days, then hours": (_stages((3, WD), (48, HOUR)), _stages((2, WD), (24, HOUR))),
    "hours": (limit(48, HOUR), limit(24, HOUR)),
    "on the spot": (limit(5), limit(0, LimitUnit.INSTANT)),
    "on the spot by law": (limit(0, LimitUnit.INSTANT), limit(0, LimitUnit.INSTANT)),
    "calendar days": (limit(30, CD), limit(20, CD)),
    "months": (limit(2, MONTH), limit(1, MONTH)),
    "in time": (limit(None), limit(None)),
    "a promise alone": (limit(None), limit(7)),
    "a statute alone": (limit(7), limit(None)),
    "a yearly cycle": (YearlyCycle(apply_by="03-31", decide_by="06-30"), limit(10)),
}


def _step(reason: SuspensionReason, counted: bool, n: int = 5, unit: LimitUnit = CD) -> SpecialStep:
    return SpecialStep(name=f"{reason}-{counted}", reason=reason, n=n, unit=unit, counted=counted)


NOTICE, HEARING = SuspensionReason.PUBLIC_NOTICE, SuspensionReason.HEARING
GUIDES = {
    "no step": (),
    "a notice of calendar days": (_step(NOTICE, counted=False, n=7),),
    "a notice of working days, a hearing that counts": (_step(NOTICE, False, 3, WD), _step(HEARING, counted=True)),
    "a notice that counts, two steps": (
        _step(NOTICE, counted=True),
        _step(SuspensionReason.SPECIAL_STEP, counted=False),
        _step(SuspensionReason.INSPECTION, counted=False),
    ),
    "force majeure counts": (_step(SuspensionReason.FORCE_MAJEURE, counted=True), _step(NOTICE, counted=False, n=1)),
    "a query counts": (_step(SuspensionReason.CROSS_DEPARTMENT_QUERY, counted=True),),
}

_OF_DEPARTMENT = {"authority": WhoseDecision.DISTRICT_DEPARTMENT, "department": DEPARTMENT}
_TO_DEPARTMENT: dict[str, Any] = {"from_body": GOVERNMENT, "to_body": DEPARTMENT, "single_person": True}
_ALONE = {**_OF_DEPARTMENT, "decision_mode": DecisionMode.SINGLE}
WHOSE: dict[str, tuple[dict[str, Any], tuple[Any, ...]]] = {
    "nobody says whose": ({}, ()),
    "the centre's": ({"authority": WhoseDecision.CENTRE}, ()),
    "the department's": (_OF_DEPARTMENT, ()),
    "handed down": (_OF_DEPARTMENT, (handed_down(ITEM_CODE),)),
    "handed down under a cap": (_OF_DEPARTMENT, (handed_down(ITEM_CODE, cap=100),)),
    "handed down for one person": (_ALONE, (handed_down(ITEM_CODE, single_person=True),)),
    "the department's, for one person": (_ALONE, (handed_down(ITEM_CODE, **_TO_DEPARTMENT),)),
    "handed down until the end of the year": (_ALONE, (handed_down(ITEM_CODE, valid_to=date(2015, 12, 31)),)),
}


def item(limits: str, guide: str, whose: str, instant: bool) -> ItemVersion:
    """An item in words of the tables above."""
    statutory, promised = LIMITS[limits]
    cycle = statutory if isinstance(statutory, YearlyCycle) else None
    stages = Limit(stages=()) if isinstance(statutory, YearlyCycle) else statutory
    handling = Handling.INSTANT if instant else Handling.PROMISED
    said = {"special_steps": GUIDES[guide], "statutory_cycle": cycle, "handling": handling, **WHOSE[whose][0]}
    return item_version(stages, promised).model_copy(update=said)
