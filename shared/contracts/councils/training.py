"""Events of the training (培训) of members of the two committees, villages included."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.councils.community import Name
from shared.contracts.councils.opinion import BodyId
from shared.kernel.messages import Event
from shared.kernel.personal import SubjectRef


class TrainingForm(StrEnum):
    """How it is done."""

    AT_MEETINGS = "AT_MEETINGS"
    """以会代训."""

    COURSE = "COURSE"
    """集中培训."""

    VISIT = "VISIT"
    """观摩学习."""


Attendees = Annotated[tuple[SubjectRef, ...], Field(min_length=1, max_length=500)]

Committees = Annotated[tuple[BodyId, ...], Field(max_length=100)]


class TrainingHeld(Event):
    """A session was held; recorded afterwards, with everybody who was there from beginning to end.

    `committees` are those whose members, or holders of posts of the Party branch beside, they were that day; a session
    that was recorded before it was asked names none.
    """

    form: TrainingForm
    topic: Name
    hours: Annotated[int, Field(ge=1, le=100)]
    attendees: Attendees
    held_on: date
    committees: Committees = ()


class TrainingAttendanceCorrected(Event):
    """The list of who was there had been wrong; `attendees` takes its place."""

    attendees: Attendees


TrainingEvent = TrainingHeld | TrainingAttendanceCorrected
