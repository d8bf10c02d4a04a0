"""The words of an opinion, opened: for the committee that answers it, and for who raised it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from services.councils.domain.opinion import OPINION, NotRegistered, Opinion
from shared.contracts import intake
from shared.contracts.councils.opinion import OpinionAnswered, OpinionRegistered
from shared.contracts.intake.opinion import OpinionTaken
from shared.kernel.ids import AggregateRef
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk
from shared.runtime.opening import Opened, opened, opened_elsewhere
from shared.runtime.tries import CodeWrong

CODE = "opinion"
"""For what the code of an opinion is derived."""
_TEXT = TypeAdapter(str)


class OpinionCodeIn(BaseModel):
    """An opinion's number and the code that was given for it."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    id: Annotated[str, Field(min_length=1, max_length=80)]
    code: Annotated[str, Field(pattern=r"^[0-9A-Za-z]{8}$")]


class OpinionWords(BaseModel):
    """What was raised and answered, and how to reach who raised it; nothing of it once they were erased."""

    text: str | None = None
    contact: str | None = None
    answer: str | None = None


async def proven(desk: Desk, said: OpinionCodeIn) -> Opinion | Refusal:
    """The opinion of somebody who has its code; five wrong ones lock the number for an hour."""
    opinion = await desk.state(OPINION, said.id)
    refusal = await desk.wrong_code(CODE, said.id, said.code, there=not isinstance(opinion, NotRegistered))
    if refusal is not None or isinstance(opinion, NotRegistered):
        return refusal or CodeWrong()
    return opinion


async def words_of(desk: Desk, opinion_id: str) -> OpinionWords:
    """All words of an opinion, in plaintext."""
    words = OpinionWords()
    for each in await opened(desk.executor, OPINION.ref(opinion_id)):
        match each.recorded.event:
            case OpinionRegistered(counter=None):
                words = _raised(each, each.recorded.event)
            case OpinionRegistered():
                words = await _at_counter(desk, opinion_id)
            case OpinionAnswered(answer=answer):
                words = words.model_copy(update={"answer": each.value(answer, _TEXT)})
            case _:
                pass
    return words


async def _at_counter(desk: Desk, opinion_id: str) -> OpinionWords:
    """What intake's log says of an opinion that was raised at a window."""
    (taken,) = await opened_elsewhere(desk, intake.SERVICE, AggregateRef("opinion", opinion_id))
    return _raised(taken, taken.recorded.event)


def _raised(each: Opened, event: OpinionRegistered | OpinionTaken) -> OpinionWords:
    return OpinionWords(text=_opened(each, event.text), contact=_opened(each, event.contact))


def _opened(each: Opened, sealed: Personal[str] | None) -> str | None:
    return None if sealed is None else each.value(sealed, _TEXT)
