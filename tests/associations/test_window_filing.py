"""Filings that a window accepted: awaited, taken up, decided, taken back; one row each, and what is heard of intake."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from services.associations.domain.community import COMMUNITY
from services.associations.domain.types import AssociationId
from services.associations.domain.window_filing import (
    WINDOW_FILING,
    AwaitFiling,
    DecideFiling,
    EndWait,
    LinkFiling,
    WindowFilingElsewhere,
    WindowFilingTaken,
    WindowFilingUnknown,
)
from services.associations.reactions.intake import REACTION
from shared.contracts.associations.community import CentreKnown
from shared.contracts.associations.window_filing import FilingAwaited, FilingDecided, FilingLinked, FilingWaitEnded
from shared.contracts.casework.case import Outcome
from shared.contracts.councils.community import CentreKind
from shared.contracts.intake.application import ApplicationAccepted, ApplicationDeemedAccepted
from shared.contracts.intake.application_duplicates import ApplicationMerged
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import SHANGHAI
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, context, known
from tests.associations.samples import CALENDAR, POLICY
from tests.associations.service import FOUNDED, associations_in, centre, drafting, hear_of_communities
from tests.runtime.followed import hear
from tests.runtime.served import refused

SPEC = Spec(WINDOW_FILING)
ITEM, CENTRE, TROUPE, OTHER = "CD-MZ-013", "public_service-gjc", AssociationId("troupe"), AssociationId("choir")
MORNING = "2015-10-20T09:00+08:00"
EXAMINER = context(MORNING, Actor(ActorId("s-examiner"), Role.EXAMINER, CENTRE), POLICY, CALENDAR)


def await_(position=7, item=ITEM) -> AwaitFiling:
    return AwaitFiling(item_code=item, centre_id=CENTRE, source_position=position)


def awaited(position=7) -> FilingAwaited:
    return FilingAwaited(centre_id=CENTRE, source_position=position)


def decide(association: AssociationId = TROUPE, outcome=Outcome.GRANT) -> DecideFiling:
    return DecideFiling(application_id="a-1", association_id=association, outcome=outcome)


def link(association: AssociationId = TROUPE, community_id="gjc") -> LinkFiling:
    return LinkFiling(association_id=association, community_id=community_id)


TAKEN = FilingLinked(association_id=TROUPE)
DECIDED = FilingDecided(
    application_id="a-1",
    association_id=TROUPE,
    outcome=Outcome.GRANT,
    officer="s-examiner",
    decided_at=datetime.fromisoformat(MORNING),
)
TAKEN_BACK = FilingWaitEnded(source_position=8)

COMMUNITIES = {
    ref: state
    for id_ in ("gjc", "dg")
    for ref, state in known(
        COMMUNITY, id_, CentreKnown(centre_id=centre(id_), kind=CentreKind.PUBLIC_SERVICE, source_position=2)
    ).items()
}
ROWS = {
    "what a window accepted waits": ([], await_(), [awaited()]),
    "heard twice it waits once": ([awaited()], await_(), []),
    "what is no filing leaves no trace": ([], await_(item="CD-MZ-001"), []),
    "an association takes it up": ([awaited()], link(), [TAKEN]),
    "and only one": ([awaited(), TAKEN], link(OTHER), WindowFilingTaken(TROUPE)),
    "drafted anew it takes up the same": ([awaited(), TAKEN], link(), []),
    "what no window accepted is not taken up": ([], link(), WindowFilingUnknown),
    "not one of another community": ([awaited()], link(community_id="dg"), WindowFilingElsewhere(CENTRE)),
    "what is decided is told": ([awaited(), TAKEN], decide(), [DECIDED]),
    "and told once": ([awaited(), TAKEN, DECIDED], decide(), []),
    "another association's filing is not": ([awaited(), TAKEN], decide(OTHER), []),
    "taken back it waits no more": ([awaited(), TAKEN], EndWait(source_position=8), [TAKEN_BACK]),
    "and is not taken up": ([awaited(), TAKEN_BACK], link(), WindowFilingUnknown),
    "nor is its result told": ([awaited(), TAKEN, TAKEN_BACK], decide(), []),
    "accepted anew it waits again": ([awaited(), TAKEN_BACK], await_(9), [awaited(9)]),
    "for the association that had taken it up": ([awaited(), TAKEN, TAKEN_BACK, awaited(9)], decide(), [DECIDED]),
    "and for no other": ([awaited(), TAKEN, TAKEN_BACK, awaited(9)], link(OTHER), WindowFilingTaken(TROUPE)),
    "what was accepted before it was taken back does not": ([awaited(), TAKEN_BACK], await_(), []),
    "what was taken back before it was accepted waits": ([awaited(9)], EndWait(source_position=8), []),
    "of what is no filing nothing ends": ([], EndWait(source_position=8), []),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_window_filing(given, when, then):
    SPEC.check(given, when, then, EXAMINER, COMMUNITIES)


def test_what_nobody_awaits_contradicts():
    with pytest.raises(CorruptStream):
        WINDOW_FILING.fold([TAKEN])


ACCEPTED = ApplicationAccepted(
    subject="wang", centre_id=CENTRE, item_code=ITEM, item_version=1, accepted_on=date(2015, 10, 8)
)
DEEMED = ApplicationDeemedAccepted(**dict(ACCEPTED), fell_due_at=datetime(2015, 10, 15, tzinfo=SHANGHAI))


@pytest.mark.parametrize("acceptance", [ACCEPTED, DEEMED], ids=["accepted", "deemed accepted"])
async def test_a_draft_names_the_application_in_both_orders_of_arrival(tmp_path, acceptance):
    application = AggregateRef("application", "a-1")
    async with associations_in(tmp_path) as service:
        service.clock.at = datetime(2015, 10, 8, 10, tzinfo=SHANGHAI)
        await hear_of_communities(service.service.desk.executor, service.clock.at)
        draft = drafting("国际村艺术团", window_filing="a-1")
        early = await service.post("/associations", Role.CLERK, CENTRE, **draft)
        assert refused(early) == (404, "window-filing-unknown")
        assert await hear(service, REACTION, acceptance, application, 7) == ["filing-awaited"]
        linked = await service.do("/associations", Role.CLERK, CENTRE, **draft)
        assert linked == ["association-drafted", "filing-linked"]
        second = drafting("国际村合唱团", window_filing="a-1")
        again = await service.post("/associations", Role.CLERK, CENTRE, **second)
        assert refused(again) == (409, "window-filing-taken")
        merged = ApplicationMerged(into="a-0", merged_on=FOUNDED)
        assert await hear(service, REACTION, merged, application, 8) == ["filing-wait-ended"]
