"""Cases whose acceptance was a mistake, and those of a wrong person, in the tables of cases."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import bindparam

from services.casework.views.case_file import ASSIGNED, CASE, TABLES, CaseState
from services.casework.views.case_pending import cleared, following
from shared.contracts.casework.case_mending import CaseAnnulled, CaseSubjectCorrected
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

_OF = CASE.c.id == bindparam("of")
_REMOVE = CASE.delete().where(_OF)
_UNASSIGN = ASSIGNED.delete().where(ASSIGNED.c.case_id == bindparam("of"))
_ANNUL = CASE.update().where(_OF).values(state=CaseState.ANNULLED.value, urgent_at=None)
_SUBJECT = CASE.update().where(_OF).values(subject=bindparam("whose"))


def begun_anew(case_id: str) -> Iterator[Change]:
    """Nothing is left of the case that was annulled, not even its place in the order of opening."""
    yield cleared(case_id)
    yield _UNASSIGN, {"of": case_id}
    yield _REMOVE, {"of": case_id}


def _annulled(recorded: Recorded[CaseAnnulled]) -> Iterator[Change]:
    yield _ANNUL, {"of": recorded.aggregate.id}
    yield following(recorded.aggregate.id)


def _subject_corrected(recorded: Recorded[CaseSubjectCorrected]) -> Iterator[Change]:
    yield _SUBJECT, {"of": recorded.aggregate.id, "whose": recorded.event.subject}


VIEW = View(
    name="case_mending",
    tables=TABLES,
    on={CaseAnnulled: _annulled, CaseSubjectCorrected: _subject_corrected},
)
