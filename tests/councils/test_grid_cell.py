"""Grid cells: decisions, one row each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.councils.domain.committee import CommitteeUnknown
from services.councils.domain.grid_cell import GRID_CELLS
from services.councils.domain.grid_cell_commands import (
    DissolveCell,
    DrawCell,
    LeaveGridPost,
    PostGridMember,
    PostGridOfficer,
)
from services.councils.domain.grid_cell_refusals import (
    GridCellDissolvedAlready,
    GridCellFull,
    GridCellUnknown,
    GridDayOutOfOrder,
    GridPostHeld,
    NoGridPost,
    OfficerKindUnknown,
)
from services.councils.domain.mandate import OfAnotherCommittee, OfAnotherCommunity
from services.councils.domain.person import PersonUnknown
from services.councils.domain.types import CommitteeId, PersonId
from shared.contracts.councils.grid_cell import (
    GridCellDissolved,
    GridCellDrawn,
    GridMemberPosted,
    GridOfficerPosted,
    GridPostLeft,
)
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.instants import start_of
from shared.kernel.policy import Policy, PolicyEntry, PolicyValue
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, context
from tests.councils.beside_committee import ELSEWHERE, FANGZHI, HAN, LI, MA, NOBODY, RELATED

SPEC = Spec(GRID_CELLS)
SPRING, SUMMER, DAY = date(2014, 3, 1), date(2014, 7, 1), timedelta(days=1)
KINDS = ("PARTY_LIAISON", "PUBLIC_INFORMATION")
POLICY: dict[str, PolicyValue] = {"structure.grid.members": 2, "structure.officer_kinds": KINDS}
CONTEXT = context(
    policy=Policy.of(
        PolicyEntry(key=key, value=value, effective_on=date(2013, 1, 1), basis="1.1", provenance=Provenance.LAW)
        for key, value in POLICY.items()
    )
)


def draw(cell_id: str = "A1", committee_id: str = FANGZHI) -> DrawCell:
    return DrawCell(committee_id=CommitteeId(committee_id), cell_id=cell_id, name_zh="第一网格", drawn_on=SPRING)


def member(person_id: PersonId, from_on: date = SPRING, cell_id: str = "A1") -> PostGridMember:
    return PostGridMember(committee_id=FANGZHI, cell_id=cell_id, person_id=person_id, from_on=from_on)


def collects(person_id: PersonId, from_on: date = SPRING) -> GridMemberPosted:
    return GridMemberPosted(cell_id="A1", person_id=person_id, from_on=from_on)


def officer(person_id: PersonId, kind: str = KINDS[0]) -> PostGridOfficer:
    return PostGridOfficer(committee_id=FANGZHI, cell_id="A1", person_id=person_id, kind=kind, from_on=SPRING)


def leave(person_id: PersonId, left_on: date = SUMMER) -> LeaveGridPost:
    return LeaveGridPost(committee_id=FANGZHI, cell_id="A1", person_id=person_id, left_on=left_on)


def dissolve(dissolved_on: date = SUMMER) -> DissolveCell:
    return DissolveCell(committee_id=FANGZHI, cell_id="A1", dissolved_on=dissolved_on)


drawn = GridCellDrawn(cell_id="A1", name_zh="第一网格", drawn_on=SPRING)
liaison = GridOfficerPosted(cell_id="A1", person_id=LI, kind=KINDS[0], from_on=SPRING)
left = GridPostLeft(cell_id="A1", person_id=MA, left_on=SUMMER)
dissolved = GridCellDissolved(cell_id="A1", dissolved_on=SUMMER)
manned = [drawn, collects(MA), collects(HAN)]

ROWS = {
    "a cell is drawn": ([], draw(), [drawn]),
    "and drawn once": ([drawn], draw(), []),
    "not where there is no committee": ([], draw(committee_id="nowhere"), CommitteeUnknown),
    "a member is posted": ([drawn], member(MA), [collects(MA)]),
    "and posted once": ([drawn, collects(MA)], member(MA), []),
    "not from another day again": ([drawn, collects(MA)], member(MA, SUMMER), GridPostHeld(SPRING)),
    "a second one may": ([drawn, collects(MA)], member(HAN), [collects(HAN)]),
    "a third one may not": (manned, member(LI), GridCellFull(2)),
    "unless one has left": ([*manned, left], member(LI), [collects(LI)]),
    "nobody is posted before there is a cell": ([drawn], member(MA, SPRING - DAY), GridDayOutOfOrder(SPRING)),
    "nor whom nobody entered": ([drawn], member(NOBODY), PersonUnknown),
    "nor to a cell that nobody drew": ([], member(MA), GridCellUnknown),
    "officers come on top": (manned, officer(LI), [liaison]),
    "and are posted once": ([*manned, liaison], officer(LI), []),
    "of kinds that the policy names": (manned, officer(LI, "TREE_KEEPER"), OfficerKindUnknown(KINDS)),
    "a member is no officer in their cell": (manned, officer(MA), GridPostHeld(SPRING)),
    "somebody leaves": (manned, leave(MA), [left]),
    "who has no post leaves none": ([drawn], leave(MA), NoGridPost),
    "nobody leaves before they came": (manned, leave(MA, SPRING - DAY), GridDayOutOfOrder(SPRING)),
    "a cell is dissolved": (manned, dissolve(), [dissolved]),
    "and dissolved once": ([*manned, dissolved], dissolve(), []),
    "not before somebody came to it": ([drawn, collects(MA, SUMMER)], dissolve(SPRING), GridDayOutOfOrder(SUMMER)),
    "what was dissolved takes nobody": ([drawn, dissolved], member(MA), GridCellDissolvedAlready(SUMMER)),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_grid_cells(given, when, then):
    SPEC.check(given, when, then, CONTEXT, RELATED)


def test_a_committee_draws_its_own_grid():
    own, other = (replace(CONTEXT, actor=Actor(ActorId("c1"), Role.COMMITTEE, org)) for org in (FANGZHI, "yuanshan"))
    SPEC.check([], draw(), [drawn], own, RELATED)
    SPEC.check([], draw(), OfAnotherCommittee, other, RELATED)
    SPEC.check([], draw(), OfAnotherCommunity("huzhong"), replace(CONTEXT, actor=ELSEWHERE), RELATED)


@pytest.mark.parametrize(
    ("event", "day"), [(drawn, SPRING), (collects(MA), SPRING), (liaison, SPRING), (left, SUMMER), (dissolved, SUMMER)]
)
def test_what_happens_to_a_cell_counts_from_the_beginning_of_its_day(event, day):
    assert event.effective_at() == start_of(day)


def test_a_post_in_no_cell_is_no_history():
    with pytest.raises(CorruptStream):
        GRID_CELLS.fold([collects(MA)])
