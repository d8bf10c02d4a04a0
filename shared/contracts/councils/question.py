"""Events of the question (质询) that a committee puts to its community's service centre; both sides are public."""

from __future__ import annotations

from datetime import date, datetime

from shared.contracts.councils.resolution import Words
from shared.kernel.messages import Event


class QuestionPut(Event):
    """A committee asked the centre about its work; the centre answers by the end of `answer_due_on`."""

    committee_id: str
    centre_id: str
    community_id: str
    question: Words
    put_on: date
    answer_due_on: date


class QuestionAnswered(Event):
    """The centre answered."""

    answer: Words
    answered_on: date


class QuestionAnswerMissed(Event):
    """The last day for the answer was over and there was none; the centre may still answer."""

    due_on: date
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """The instant at which the last day was over."""
        return self.fell_due_at


QuestionEvent = QuestionPut | QuestionAnswered | QuestionAnswerMissed
