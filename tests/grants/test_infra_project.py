"""Infrastructure project: decisions, one row each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.grants.domain.infra_area import PURCHASE_COUNTS_AS, AreaBelowMinimum
from services.grants.domain.infra_project import INFRA_PROJECT
from services.grants.domain.infra_project_refusals import (
    DesignNotApproved,
    FundingGap,
    GrantedAboveApplied,
    InfraDayAhead,
    InfraDayOutOfOrder,
    InfraKindOfAnother,
    InfraNotAtStage,
    InfraProjectCancelled,
    InfraProjectNotResting,
    InfraProjectPlanned,
    InfraProjectResting,
    InfraProjectUnknown,
    ModeForbids,
    ScheduleOutOfOrder,
    SourceKnownOtherwise,
    SourceNotAppliedFor,
)
from services.grants.domain.parties import NotTheDepartment
from shared.contracts.grants.infra_project import InfraKind, InfraMode, InfraStage
from shared.kernel.actors import Role
from shared.kernel.money import Money
from shared.kernel.policy import PolicyEntry
from shared.kernel.provenance import Provenance
from shared.testing.decider import Spec
from tests.grants.infra import (
    AT,
    BUILDER,
    DESIGNED,
    FUNDED,
    HANDED_OVER,
    JUDGE,
    RISING,
    STRANGER,
    TAINING,
    TREASURER,
    YUANSHAN,
    accept,
    accepted,
    applied,
    apply,
    approve,
    approved,
    by,
    cancel,
    cancelled,
    complete,
    completed,
    day,
    grant,
    granted,
    in_use,
    missed,
    plan,
    planned,
    resume,
    resumed,
    select,
    selected,
    sign,
    signed,
    start,
    started,
    suspend,
    suspended,
    use,
)
from tests.grants.purchases import POLICY, asked

SPEC = Spec(INFRA_PROJECT)
SITE, CONTRACT, WORK, DONE = (
    InfraStage.SITE_SELECTED,
    InfraStage.CONTRACT_SIGNED,
    InfraStage.UNDER_CONSTRUCTION,
    InfraStage.COMPLETED,
)
ADMIN = asked(Role.ADMIN, at=AT)
TODAY = date(2016, 4, 14)
RENOVATED = planned(mode=InfraMode.RENOVATE)
OFFICE = planned(kind=InfraKind.OFFICE, holder=TAINING, area_m2=280)
ON_DAYS = (by(SITE, "2015-06-30"), by(WORK, "2015-10-31"), by(DONE, "2016-10-31"))
AS_EXISTING = replace(
    JUDGE,
    policy=POLICY.adopt(
        PolicyEntry(
            key=PURCHASE_COUNTS_AS,
            value="EXISTING",
            effective_on=date(2013, 1, 1),
            basis="a test",
            provenance=Provenance.SYNTHETIC,
        )
    ),
)

PLANS = {
    "a department plans a project": ([], plan(), BUILDER, [planned()]),
    "so does the administration, from paper": ([], plan(), ADMIN, [planned()]),
    "planning twice records once": ([planned()], plan(), BUILDER, []),
    "one project is planned once": ([planned()], plan(area_m2=600), BUILDER, InfraProjectPlanned),
    "nobody plans for another department": ([], plan(), STRANGER, NotTheDepartment),
    "on the day of the document": ([], plan(decided_on=TODAY), BUILDER, [planned(decided_on=TODAY)]),
    "not before it": ([], plan(decided_on=date(2016, 4, 15)), BUILDER, InfraDayAhead(TODAY)),
    "a complex is a committee's": ([], plan(holder=TAINING), BUILDER, InfraKindOfAnother),
    "a service station too": (
        [],
        plan(kind=InfraKind.SERVICE_STATION, holder=TAINING),
        BUILDER,
        InfraKindOfAnother,
    ),
    "a service centre is a community's": (
        [],
        plan(kind=InfraKind.COMPLEX_SERVICE_CENTRE, holder=YUANSHAN),
        BUILDER,
        InfraKindOfAnother,
    ),
    "an office may be a community's": (
        [],
        plan(kind=InfraKind.OFFICE, holder=TAINING, area_m2=280),
        BUILDER,
        [OFFICE],
    ),
    "days follow one another as the stages do": ([], plan(*ON_DAYS), BUILDER, [planned(*ON_DAYS)]),
    "two stages on one day": (
        [],
        plan(by(SITE, "2015-06-30"), by(WORK, "2015-06-30")),
        BUILDER,
        [planned(by(SITE, "2015-06-30"), by(WORK, "2015-06-30"))],
    ),
    "a later stage is not planned for an earlier day": (
        [],
        plan(by(SITE, "2015-06-30"), by(WORK, "2015-06-29")),
        BUILDER,
        ScheduleOutOfOrder,
    ),
    "nor an earlier stage after a later one": (
        [],
        plan(by(WORK, "2015-06-30"), by(SITE, "2015-07-30")),
        BUILDER,
        ScheduleOutOfOrder,
    ),
    "nor any before the plan": ([], plan(by(SITE, "2015-03-16")), BUILDER, ScheduleOutOfOrder),
    "nor the plan itself": ([], plan(by(InfraStage.PLANNED, "2015-04-01")), BUILDER, ScheduleOutOfOrder),
}

SOURCES = {
    "money is applied for": ([planned()], apply(), BUILDER, [applied()]),
    "by the department in charge alone": ([planned()], apply(), STRANGER, NotTheDepartment),
    "applying twice records once": ([planned(), applied()], apply(), TREASURER, []),
    "one source is one application": ([planned(), applied()], apply(101), TREASURER, SourceKnownOtherwise),
    "not on a day to come": ([planned()], apply(on="2016-04-15"), BUILDER, InfraDayAhead),
    "it is granted": ([planned(), applied()], grant(), TREASURER, [granted()]),
    "or less of it": ([planned(), applied()], grant(99), TREASURER, [granted(99)]),
    "never more": ([planned(), applied()], grant(101), TREASURER, GrantedAboveApplied(Money(amount=100))),
    "what nobody applied for is not granted": ([planned()], grant(), TREASURER, SourceNotAppliedFor),
    "granting twice records once": ([planned(), applied(), granted()], grant(), TREASURER, []),
    "one source is granted once": ([planned(), applied(), granted(50)], grant(), TREASURER, SourceKnownOtherwise),
    "not before it was applied for": (
        [planned(), applied()],
        grant(on="2015-03-19"),
        TREASURER,
        InfraDayOutOfOrder(day("2015-03-20")),
    ),
    "on the same day": ([planned(), applied()], grant(on="2015-03-20"), TREASURER, [granted(on="2015-03-20")]),
    "nor on a day to come": ([planned(), applied()], grant(on="2016-04-15"), TREASURER, InfraDayAhead),
    "also while work rests": ([planned(), applied(), suspended()], grant(), TREASURER, [granted()]),
    "not for what was given up": ([planned(), applied(), cancelled()], grant(), TREASURER, InfraProjectCancelled),
    "nor applied for": ([planned(), cancelled()], apply(), TREASURER, InfraProjectCancelled),
    "nor for what nobody planned": ([], apply(), TREASURER, InfraProjectUnknown),
}

CONTRACTS = {
    "a price is covered to the fen": (FUNDED, sign(100), BUILDER, [signed(100)]),
    "one fen more is a gap": (FUNDED, sign(101), BUILDER, FundingGap(Money(amount=1))),
    "what was only applied for does not count": (
        [planned(), applied(), selected()],
        sign(100),
        BUILDER,
        FundingGap(Money(amount=100)),
    ),
    "nor what was granted a day later": (
        [planned(), applied(), selected(), granted(on="2016-01-21")],
        sign(100),
        BUILDER,
        FundingGap(Money(amount=100)),
    ),
    "but what was granted that day": (
        [planned(), applied(), selected(), granted(on="2016-01-20")],
        sign(100),
        BUILDER,
        [signed(100)],
    ),
    "sources add up": ([*FUNDED, applied(60, "district"), granted(60, "district")], sign(160), BUILDER, [signed(160)]),
    "signing twice records once": ([*FUNDED, signed()], sign(), BUILDER, []),
    "another contract is no second one": ([*FUNDED, signed()], sign(99), BUILDER, InfraNotAtStage(CONTRACT)),
    "nothing is signed before the site": ([planned(), applied(), granted()], sign(), BUILDER, InfraNotAtStage),
    "what is bought is not built": (FUNDED, start(), BUILDER, ModeForbids),
    "what is built is not bought": (DESIGNED, sign(), BUILDER, ModeForbids),
    "building begins for what was granted": (DESIGNED, start(100), BUILDER, [started(100)]),
    "and not for one fen more": (DESIGNED, start(101), BUILDER, FundingGap(Money(amount=1))),
    "nothing is built without a design": (DESIGNED[:-1], start(), BUILDER, DesignNotApproved),
    "nobody signs for another department": (FUNDED, sign(), STRANGER, NotTheDepartment),
}

AREAS = {
    "a design of the minimum": (DESIGNED[:-1], approve(500), JUDGE, [approved(500)]),
    "one square metre less is none": (DESIGNED[:-1], approve(499), JUDGE, AreaBelowMinimum(500)),
    "another design before work": (DESIGNED, approve(560, "2015-08-01"), JUDGE, [approved(560, "2015-08-01")]),
    "the same design again": (DESIGNED, approve(500), JUDGE, []),
    "none once work goes on": (RISING, approve(560, "2015-09-01"), JUDGE, InfraNotAtStage(WORK)),
    "what is bought has none": (FUNDED, approve(), JUDGE, ModeForbids),
    "S10: 480 of a bought complex are too few": (HANDED_OVER, accept(480), JUDGE, AreaBelowMinimum(500)),
    "S10: 520 are enough": (HANDED_OVER, accept(520), JUDGE, [accepted(520)]),
    "so are 500": (HANDED_OVER, accept(500), JUDGE, [accepted(500)]),
    "499 are not": (HANDED_OVER, accept(499), JUDGE, AreaBelowMinimum(500)),
    "where a purchase counts as existing, it is not refused": (HANDED_OVER, accept(480), AS_EXISTING, [accepted(480)]),
    "only warned of": (HANDED_OVER, accept(280), AS_EXISTING, [accepted(280), missed(280, "2016-03-10")]),
    "S10: an existing complex of 280 is warned of": (
        [RENOVATED, selected()],
        approve(280),
        JUDGE,
        [approved(280), missed(280, "2015-07-20")],
    ),
    "one of 300 is not": ([RENOVATED, selected()], approve(300), JUDGE, [approved(300)]),
    "S10: an office has no rule": ([OFFICE, *HANDED_OVER[1:]], accept(280), JUDGE, [accepted(280)]),
    "nothing is accepted that is not there": ([*FUNDED, signed()], accept(), JUDGE, InfraNotAtStage(CONTRACT)),
}

COURSES = {
    "the site is selected": ([planned()], select(), BUILDER, [selected()]),
    "selecting it twice records once": ([planned(), selected()], select(), BUILDER, []),
    "not before the plan": ([planned()], select("2015-03-16"), BUILDER, InfraDayOutOfOrder(day("2015-03-17"))),
    "on the day of the plan": ([planned()], select("2015-03-17"), BUILDER, [selected("2015-03-17")]),
    "no site is selected tomorrow": ([planned()], select("2016-04-15"), BUILDER, InfraDayAhead),
    "it is bought and handed over": ([*FUNDED, signed()], complete(), BUILDER, [completed()]),
    "it is built": (RISING, complete(), BUILDER, [completed()]),
    "not before work began": (RISING, complete("2015-08-24"), BUILDER, InfraDayOutOfOrder(day("2015-08-25"))),
    "nothing is there before a contract": (FUNDED, complete(), BUILDER, InfraNotAtStage(SITE)),
    "somebody moves in": ([*HANDED_OVER, accepted()], use(), BUILDER, [in_use]),
    "not before it is accepted": (HANDED_OVER, use(), BUILDER, InfraNotAtStage(DONE)),
    "moving in twice records once": ([*HANDED_OVER, accepted(), in_use], use(), BUILDER, []),
    "work rests": (RISING, suspend(), BUILDER, [suspended()]),
    "resting twice records once": ([*RISING, suspended()], suspend(), BUILDER, []),
    "what rests is not laid to rest": ([*RISING, suspended()], suspend("2015-12-01"), BUILDER, InfraProjectResting),
    "while it rests, nothing is completed": ([*RISING, suspended()], complete(), BUILDER, InfraProjectResting),
    "it goes on where it rested": ([*RISING, suspended()], resume(), BUILDER, [resumed(WORK)]),
    "not before it rested": ([*RISING, suspended()], resume("2015-10-31"), BUILDER, InfraDayOutOfOrder),
    "going on twice records once": ([*RISING, suspended(), resumed(WORK)], resume(), BUILDER, []),
    "what goes on does not go on": (RISING, resume(), BUILDER, InfraProjectNotResting),
    "what was given up does not": ([*RISING, cancelled()], resume(), BUILDER, InfraProjectCancelled),
    "a project is given up": (RISING, cancel(), BUILDER, [cancelled()]),
    "also while it rests": ([*RISING, suspended()], cancel(), BUILDER, [cancelled()]),
    "giving it up twice records once": ([*RISING, cancelled()], cancel(), BUILDER, []),
    "it is given up once": ([*RISING, cancelled()], cancel("2016-02-02"), BUILDER, InfraProjectCancelled),
    "then nothing is completed": ([*RISING, cancelled()], complete(), BUILDER, InfraProjectCancelled),
    "what was accepted is not given up": ([*HANDED_OVER, accepted()], cancel("2016-04-01"), BUILDER, InfraNotAtStage),
    "nor does it rest": ([*HANDED_OVER, accepted()], suspend("2016-04-01"), BUILDER, InfraNotAtStage),
    "nobody stops another's project": (RISING, suspend(), STRANGER, NotTheDepartment),
    "nobody planned it": ([], select(), BUILDER, InfraProjectUnknown),
}
ROWS = {**PLANS, **SOURCES, **CONTRACTS, **AREAS, **COURSES}


def test_no_row_hides_another():
    assert len(ROWS) == len(PLANS) + len(SOURCES) + len(CONTRACTS) + len(AREAS) + len(COURSES)


@pytest.mark.parametrize(("given", "when", "context", "then"), ROWS.values(), ids=ROWS.keys())
def test_infra_project(given, when, context, then):
    SPEC.check(given, when, then, context)
