"""Enquiries: who is asked first owes the answer, until when, and what others may not, one row each."""

from datetime import date, datetime

import pytest

from services.intake.domain.enquiry import (
    ENQUIRY,
    AnswerEnquiry,
    AnswerNotMissed,
    CloseEnquiry,
    EnquiryIsAnswered,
    EnquiryNotAnswered,
    EnquiryUnknown,
    HandOverEnquiry,
    MissAnswer,
    NotTheEnquiryOwner,
    OpenEnquiry,
    answer_due,
)
from services.intake.domain.hall import HALL, HallUnknown
from services.intake.domain.types import HallId
from shared.contracts.intake.enquiry import (
    EnquiryAnswered,
    EnquiryAnswerMissed,
    EnquiryClosed,
    EnquiryHandedOver,
    EnquiryOpened,
)
from shared.kernel.instants import SHANGHAI
from shared.kernel.personal import Personal, personal_values, seal
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, known
from tests.intake.appointments import contact
from tests.intake.samples import OPENED, W1, at

RELATED = known(HALL, "hall-qzx", OPENED, W1) | known(HALL, "hall-none")
WED, THU = at("2014-09-24T10:00"), at("2014-09-25T10:00")
MIDNIGHT = datetime(2014, 9, 26, tzinfo=SHANGHAI)


def words(text):
    return Personal[str].of("ma", text)


def ask(hall_id="hall-qzx", complex_=False):
    return OpenEnquiry(
        hall_id=HallId(hall_id),
        asked_by="ma",
        question=words("怎么办高龄津贴"),
        contact=contact("ma"),
        complex=complex_,
    )


def asked(due_on, complex_=False):
    return EnquiryOpened(
        hall_id="hall-qzx",
        asked_by="ma",
        question=words("怎么办高龄津贴"),
        contact=contact("ma"),
        complex=complex_,
        owner="clerk-1",
        answer_due_on=due_on,
    )


opened = asked(date(2014, 9, 25))
answer, answered = (
    AnswerEnquiry(answer=words("带身份证")),
    EnquiryAnswered(answer=words("带身份证"), answered_by="clerk-1"),
)
to_2, handed_to_2 = (
    HandOverEnquiry(to="clerk-2", note=words("请回电")),
    EnquiryHandedOver(to="clerk-2", note=words("请回电")),
)
closed = EnquiryClosed(closed_on=date(2014, 9, 25))
late = EnquiryAnswerMissed(owner="clerk-1", fell_due_at=MIDNIGHT)
ROWS = {
    "who is asked first owns it, and answers within a working day": ([], ask(), WED, [opened]),
    "a complex question has three": ([], ask(complex_=True), WED, [asked(date(2014, 9, 28), complex_=True)]),
    "the holiday is not counted": ([], ask(), at("2014-09-30T17:59"), [asked(date(2014, 10, 8))]),
    "opening twice records once": ([opened], ask(), THU, []),
    "nobody asks in a hall that is not there": ([], ask("hall-none"), WED, HallUnknown),
    "the owner answers": ([opened], answer, THU, [answered]),
    "answering twice records once": ([opened, answered], answer, THU, []),
    "nobody else answers": ([opened], answer, at("2014-09-25T10:00", "clerk-2"), NotTheEnquiryOwner(owner="clerk-1")),
    "nobody answers what was not asked": ([], answer, THU, EnquiryUnknown),
    "the owner hands over to a named person": ([opened], to_2, THU, [handed_to_2]),
    "handing over twice records once": ([opened, handed_to_2], to_2, THU, []),
    "handing over to oneself changes nothing": ([opened], HandOverEnquiry(to="clerk-1", note=None), THU, []),
    "nobody else hands over": ([opened], to_2, at("2014-09-25T10:00", "clerk-3"), NotTheEnquiryOwner),
    "who handed over does not answer any more": (
        [opened, handed_to_2],
        answer,
        THU,
        NotTheEnquiryOwner(owner="clerk-2"),
    ),
    "nor hands over to another": (
        [opened, handed_to_2],
        HandOverEnquiry(to="clerk-3", note=None),
        THU,
        NotTheEnquiryOwner(owner="clerk-2"),
    ),
    "who was named owns it at once": (
        [opened, handed_to_2],
        answer,
        at("2014-09-25T10:00", "clerk-2"),
        [EnquiryAnswered(answer=words("带身份证"), answered_by="clerk-2")],
    ),
    "and may hand it back": (
        [opened, handed_to_2],
        HandOverEnquiry(to="clerk-1", note=None),
        at("2014-09-25T10:00", "clerk-2"),
        [EnquiryHandedOver(to="clerk-1")],
    ),
    "what is answered is not handed over": ([opened, answered], to_2, THU, EnquiryIsAnswered),
    "what is answered is closed": ([opened, answered], CloseEnquiry(), THU, [closed]),
    "closing twice records once": ([opened, answered, closed], CloseEnquiry(), THU, []),
    "what is not answered is not closed": ([opened], CloseEnquiry(), THU, EnquiryNotAnswered),
    "nobody else closes": ([opened, answered], CloseEnquiry(), at("2014-09-25T10:00", "clerk-2"), NotTheEnquiryOwner),
    "the last day passes without an answer": ([opened], MissAnswer(), at("2014-09-26T00:00"), [late]),
    "a minute before there is time": ([opened], MissAnswer(), at("2014-09-25T23:59"), AnswerNotMissed),
    "it passes once": ([opened, late], MissAnswer(), at("2014-09-27T00:00"), []),
    "it does not pass of what was answered": ([opened, answered], MissAnswer(), at("2014-09-26T00:00"), []),
    "it passes of what was handed over as if it had not been": (
        [opened, handed_to_2],
        MissAnswer(),
        at("2014-09-26T00:00"),
        [late.model_copy(update={"owner": "clerk-2"})],
    ),
    "a late answer is one, and late": ([opened, late], answer, at("2014-09-26T09:00"), [answered]),
    "also where nobody had looked at the clock yet": (
        [opened],
        answer,
        at("2014-09-26T00:00"),
        [late, answered],
    ),
    "handing over at midnight does not hide whose it was": (
        [opened],
        to_2,
        at("2014-09-26T00:00"),
        [late, handed_to_2],
    ),
}


@pytest.mark.parametrize(("given_", "when", "context", "then"), ROWS.values(), ids=ROWS.keys())
def test_enquiry(given_, when, context, then):
    Spec(ENQUIRY).check(given_, when, then, context, RELATED)


def test_a_hand_over_never_moves_the_last_day():
    before, after = ENQUIRY.fold([opened]), ENQUIRY.fold([opened, handed_to_2])
    assert answer_due(before, WED) == answer_due(after, WED) == MIDNIGHT
    assert answer_due(ENQUIRY.fold([opened, answered]), WED) is None
    assert answer_due(ENQUIRY.fold([opened, late]), WED) is None


def test_facts_that_contradict_one_another_are_a_corrupt_stream():
    for events in ([answered], [opened, closed], [opened, answered, answered], [opened, answered, handed_to_2]):
        with pytest.raises(CorruptStream):
            ENQUIRY.fold(events)


@pytest.mark.parametrize("event", [opened, handed_to_2, answered], ids=["question", "note", "answer"])
def test_all_that_is_said_is_sealed_under_the_key_of_who_asked(event):
    paths: list[tuple[str, str]] = []

    def noted(subject: str, path: str, _plain: bytes) -> str:
        paths.append((subject, path))
        return "c2VhbGVk"

    sealed = seal(event, noted)
    assert paths
    assert {subject for subject, _ in paths} == {"ma"}
    assert [value.sealed for _, value in personal_values(sealed)] == ["c2VhbGVk"] * len(paths)
