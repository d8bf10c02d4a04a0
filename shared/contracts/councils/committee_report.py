"""Events of the reports (述职) that a committee owes its residents; the aggregate's id is the committee's."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from shared.contracts.councils.opinion import BodyId
from shared.kernel.instants import start_of
from shared.kernel.messages import Event


class CommitteeReportsExpected(Event):
    """A committee was elected, and owes its residents a report by the end of `due_on`; recorded with the result."""

    due_on: date


class CommitteeReported(Event):
    """Members of a committee reported to its residents; recorded when the meeting that was called for it began.

    They owe the next by the end of `next_due_on`.
    """

    meeting_id: BodyId
    held_on: date
    next_due_on: date


class CommitteeReportMissed(Event):
    """The last day for a report passed without one; recorded once. The next is owed by the end of `next_due_on`."""

    due_on: date
    next_due_on: date

    def effective_at(self) -> datetime:
        """The end of the last day."""
        return start_of(self.due_on + timedelta(days=1))


class CommitteeReportsEnded(Event):
    """The committee was abolished, and owes no report any more from `ended_on`; recorded with the abolition."""

    ended_on: date


CommitteeReportEvent = CommitteeReportsExpected | CommitteeReported | CommitteeReportMissed | CommitteeReportsEnded
