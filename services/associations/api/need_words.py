"""The words of a need, opened: for who asked and who may help."""

from __future__ import annotations

from pydantic import BaseModel, TypeAdapter

from services.associations.domain.need import NEED
from shared.contracts.associations.need import NeedAnswered, NeedRegistered
from shared.runtime.desk import Desk
from shared.runtime.opening import opened

CODE = "need"
"""For what the code of a need is derived."""
_TEXT = TypeAdapter(str)


class NeedWords(BaseModel):
    """What was asked and answered; nothing of it once the key was destroyed."""

    words: str | None = None
    answer: str | None = None


async def words_of(desk: Desk, need_id: str) -> NeedWords:
    """All words of a need, in plaintext."""
    words, answer = None, None
    for each in await opened(desk.executor, NEED.ref(need_id)):
        match each.recorded.event:
            case NeedRegistered(words=sealed):
                words = each.value(sealed, _TEXT)
            case NeedAnswered(answer=sealed):
                answer = each.value(sealed, _TEXT)
            case _:
                pass
    return NeedWords(words=words, answer=answer)
