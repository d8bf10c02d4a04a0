"""Events of a case that follow a mistake of the hall: its acceptance was none, or a wrong person had been entered."""

from __future__ import annotations

from shared.kernel.messages import Event
from shared.kernel.personal import SubjectRef


class CaseAnnulled(Event):
    """The hall took its acceptance back before anything was decided, and the case ends as if it had not been (销案);
    recorded by reaction to `acceptance-withdrawn` of intake, whose number `withdrawal` is.

    A later acceptance opens it anew, with a file of its own.
    """

    application_id: str
    withdrawal: int


class CaseSubjectCorrected(Event):
    """The hall had entered a wrong person as the applicant: the case is that of `subject`, and was taken for that of
    `former_subject`; recorded by reaction to `applicant-corrected` of intake. What was written before stays.
    """

    former_subject: SubjectRef
    subject: SubjectRef


CaseMendingEvent = CaseAnnulled | CaseSubjectCorrected
