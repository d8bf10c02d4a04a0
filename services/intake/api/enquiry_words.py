"""The words of an enquiry, opened: for who owns it, and of the answer for who asked."""

from __future__ import annotations

from pydantic import BaseModel, TypeAdapter

from services.intake.api.appointment import ContactOut
from services.intake.domain.enquiry import ENQUIRY
from shared.contracts.intake.appointment import Contact
from shared.contracts.intake.enquiry import EnquiryAnswered, EnquiryHandedOver, EnquiryOpened
from shared.kernel.personal import Personal
from shared.runtime.desk import Desk
from shared.runtime.opening import Opened, opened

CODE = "enquiry"
"""For what the code of an enquiry is derived."""
_TEXT, _CONTACT = TypeAdapter(str), TypeAdapter(Contact)


class EnquiryWords(BaseModel):
    """What was asked, noted and answered; nothing of it once who asked was erased."""

    question: str | None = None
    contact: ContactOut | None = None
    notes: tuple[str, ...] = ()
    answer: str | None = None


async def words_of(desk: Desk, enquiry_id: str) -> EnquiryWords:
    """All words of an enquiry, in plaintext."""
    words = EnquiryWords()
    for each in await opened(desk.executor, ENQUIRY.ref(enquiry_id)):
        words = _with(words, each)
    return words


def _with(words: EnquiryWords, each: Opened) -> EnquiryWords:
    match each.recorded.event:
        case EnquiryOpened(question=question, contact=contact):
            return EnquiryWords(question=each.value(question, _TEXT), contact=_contact(each, contact))
        case EnquiryHandedOver(note=note) if note is not None and (said := each.value(note, _TEXT)) is not None:
            return words.model_copy(update={"notes": (*words.notes, said)})
        case EnquiryAnswered(answer=answer):
            return words.model_copy(update={"answer": each.value(answer, _TEXT)})
        case _:
            return words


def _contact(each: Opened, sealed: Personal[Contact] | None) -> ContactOut | None:
    contact = None if sealed is None else each.value(sealed, _CONTACT)
    return None if contact is None else ContactOut(phone=contact.phone, name=contact.name)
