"""How many assemblies a committee held in a year: those called as such, and those that met to decide; one row each."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.councils.domain.assembly import ASSEMBLY
from services.councils.domain.committee import COMMITTEE
from services.councils.domain.meeting import MEETING
from services.councils.views import assembly as view
from shared.contracts.councils.assembly import AgendaItem, AssemblyCalled, AssemblyHeld, Subject
from shared.contracts.councils.committee import CommitteeKind
from shared.contracts.councils.meeting import Electorate, ElectorateKind, MeetingCancelled, MinutesFiled
from tests.councils.deliberation import VILLAGE, XIADU, called, founded, opened
from tests.councils.viewed import Fact, viewed

ADULTS = ElectorateKind.ADULTS
ALL = Electorate(kind=ADULTS, count=400)
AT, DAY = MEETING.ref("m1"), date(2015, 5, 11)


def decides(*, begun: bool = True, day: str = "2015-05-11", **said: Any) -> list[Fact]:
    """An assembly that is called to decide on a topic."""
    facts = [called(day=day, assembly=ALL, **said), *((opened(201, 400, 201),) if begun else ())]
    return [(AT, each) for each in facts]


def assembly(held_on: date = DAY) -> list[Fact]:
    """One that is called as such, and held."""
    agenda = (AgendaItem(item_id="i", subject=Subject.OTHER, title="x"),)
    call = AssemblyCalled(committee_id=XIADU, electorate=ADULTS, agenda=agenda, held_on=held_on)
    held = AssemblyHeld(committee_id=XIADU, held_on=held_on, entitled=400, present=201, votes=())
    return [(ASSEMBLY.ref(f"a-{held_on}"), each) for each in (call, held)]


MINUTES = MinutesFiled(summary="x", signed_by="p1", filed_on=DAY)
ROWS: dict[str, tuple[list[Fact], int]] = {
    "none was held": ([], 0),
    "one that was called as such is one": (assembly(), 1),
    "one that was held to decide is one too": (decides(), 1),
    "also once its minutes are there": ([*decides(), (AT, MINUTES)], 1),
    "not before it has begun": (decides(begun=False), 0),
    "nor where it was called off": ([*decides(begun=False), (AT, MeetingCancelled(reason="x"))], 0),
    "nor of another year": (decides(day="2014-12-31"), 0),
    "representatives are no assembly": ([(AT, called()), (AT, opened(26))], 0),
    "both are two": ([*assembly(date(2015, 3, 1)), *decides()], 2),
    "what was entered both ways was one": ([*assembly(), *decides()], 1),
}


@pytest.mark.parametrize(("then", "held"), ROWS.values(), ids=ROWS.keys())
def test_assemblies_of_a_year_are_counted(tmp_path, then, held):
    village = founded(CommitteeKind.VILLAGERS).model_copy(update={"stat_code_12": "630102001201"})
    committees = [(COMMITTEE.ref(XIADU), founded(CommitteeKind.RESIDENTS)), (COMMITTEE.ref(VILLAGE), village)]
    views = viewed(tmp_path, [*committees, *then])
    rows = views.rows(view.HELD_IN, first=date(2015, 1, 1), last=date(2015, 12, 31))
    assert [(row.committee_id, row.held) for row in rows] == [(XIADU, held)]
    views.close()
