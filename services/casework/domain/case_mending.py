"""What a mistake of the hall does to a case: its acceptance is taken back (销案), or a wrong person is replaced.

Invariants: nothing that was decided is annulled, nor what was decided once and is examined again · an annulled case
stays so until a later acceptance opens it anew · whose case it is follows the hall's last word.
"""

from __future__ import annotations

from services.casework.domain.case_state import AnyCaseEvent, Case, Examining, NotOpened, Proposed
from shared.contracts.casework.case_mending import CaseAnnulled, CaseSubjectCorrected
from shared.kernel.messages import Command


class AnnulCase(Command):
    """End the case of an acceptance that was taken back; `withdrawal` is the number of that act."""

    withdrawal: int


class CorrectSubject(Command):
    """Go on with the case for another person."""

    subject: str


MendCase = AnnulCase | CorrectSubject


def mended(command: MendCase, case: Case) -> list[AnyCaseEvent]:
    """What is recorded of it; nothing where there is no case, or where it is too late."""
    if isinstance(command, AnnulCase):
        return _annulled(command, case)
    if isinstance(case, NotOpened) or case.file.opened.subject == command.subject:
        return []
    return [CaseSubjectCorrected(former_subject=case.file.opened.subject, subject=command.subject)]


def _annulled(command: AnnulCase, case: Case) -> list[AnyCaseEvent]:
    if not isinstance(case, (Examining, Proposed)) or case.file.aftermath.decided_before:
        return []
    return [CaseAnnulled(application_id=case.file.opened.application_id, withdrawal=command.withdrawal)]
