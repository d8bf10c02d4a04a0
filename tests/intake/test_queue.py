"""The queue of a hall and day: decisions, one row each."""

from datetime import date, datetime

import pytest

from services.intake.domain.application_refusals import ItemNotOffered
from services.intake.domain.hall import HALL, HallUnknown, WindowNotOpen
from services.intake.domain.item import ITEM
from services.intake.domain.queue import QUEUE, day_over
from services.intake.domain.queue_commands import (
    CalledTooSeldom,
    CallNotNext,
    CallTicket,
    EndQueueDay,
    HallClosed,
    IssueTicket,
    NobodyWaiting,
    QueueDayNotOver,
    QueueFull,
    RecallTicket,
    RequeuedOnce,
    RequeueTicket,
    ServeTicket,
    SkipTicket,
    TicketNotAtWindow,
    TicketNotSkipped,
    TicketUnknown,
    WindowOccupied,
)
from services.intake.domain.roster import ROSTER, roster_id
from services.intake.domain.types import HallId, TicketId, WindowId
from services.intake.domain.window_post import DISTRICT, WINDOW_POSTS, NotOnWindowPost
from shared.contracts.casework.post import ActedAs
from shared.contracts.intake.hall import WindowClosed, WindowKind, WindowOpened
from shared.contracts.intake.item import ItemPublished
from shared.contracts.intake.queue import (
    QueueDayEnded,
    QueueEvent,
    TicketCalled,
    TicketIssued,
    TicketRecalled,
    TicketRequeued,
    TicketServed,
    TicketSkipped,
)
from shared.kernel.instants import SHANGHAI
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, known
from tests.intake.rosters import HALLS, VICTORY_DAY, published, rostered, shift
from tests.intake.samples import OPENED, W1, W2, W2_PAUSED, W3, at, item_version, window_post

MONDAY = date(2015, 9, 7)
CODE = "CD-MZ-005"
HALL_ID = HallId("hall-qzx")
WINDOW = WindowId("W1")
NOBODY = known(WINDOW_POSTS, DISTRICT)
GIVEN = rostered() | NOBODY | known(ITEM, CODE, ItemPublished(item=item_version(CODE))) | known(ITEM, "CD-XX-999")
TEN = at("2015-09-07T10:00")


def issue(ticket: str, code: str | None = None, priority: bool = False, hall: str = HALL_ID) -> IssueTicket:
    return IssueTicket(hall_id=HallId(hall), day=MONDAY, ticket_id=TicketId(ticket), item_code=code, priority=priority)


def issued(number: int, code: str | None = None, priority: bool = False) -> TicketIssued:
    return TicketIssued(
        ticket_id=f"t-{number}", hall_id=HALL_ID, day=MONDAY, number=number, item_code=code, priority=priority
    )


def call(window: str = WINDOW) -> CallTicket:
    return CallTicket(hall_id=HALL_ID, day=MONDAY, window_id=WindowId(window))


def called(number: int, window: str = WINDOW) -> TicketCalled:
    return TicketCalled(number=number, window_id=window)


def recall(number: int, nth: int) -> RecallTicket:
    return RecallTicket(hall_id=HALL_ID, day=MONDAY, window_id=WINDOW, number=number, call=nth)


def recalled(number: int, nth: int) -> TicketRecalled:
    return TicketRecalled(number=number, window_id=WINDOW, call=nth)


def skip(number: int, window: str = WINDOW) -> SkipTicket:
    return SkipTicket(hall_id=HALL_ID, day=MONDAY, window_id=WindowId(window), number=number)


def skipped(number: int) -> list[TicketCalled | TicketRecalled | TicketSkipped]:
    """Called as often as the policy asks for, and skipped."""
    return [called(number), recalled(number, 2), recalled(number, 3), TicketSkipped(number=number, window_id=WINDOW)]


def requeue(number: int) -> RequeueTicket:
    return RequeueTicket(hall_id=HALL_ID, day=MONDAY, number=number)


def serve(number: int, window: str = WINDOW) -> ServeTicket:
    return ServeTicket(hall_id=HALL_ID, day=MONDAY, window_id=WindowId(window), number=number)


def served(number: int) -> TicketServed:
    return TicketServed(number=number, window_id=WINDOW)


def ended(*lapsed: int) -> QueueDayEnded:
    return QueueDayEnded(lapsed=lapsed, over_at=datetime(2015, 9, 8, tzinfo=SHANGHAI))


BACK_1 = TicketRequeued(number=1)
THREE: list[QueueEvent] = [issued(1), issued(2), issued(3)]
QUEUES = {
    "the first number is 1": ([], issue("t-1"), [issued(1)]),
    "the next number is one more": ([issued(1)], issue("t-2"), [issued(2)]),
    "a number goes on counting after the last was served": (
        [issued(1), called(1), served(1)],
        issue("t-2"),
        [issued(2)],
    ),
    "the same person asks twice and has one number": ([issued(1)], issue("t-1"), []),
    "a number may say what for": ([], issue("t-1", CODE), [issued(1, CODE)]),
    "an item that is not offered has no number": ([], issue("t-1", "CD-XX-999"), ItemNotOffered),
    "a hall that is not there has no queue": ([], issue("t-1", hall="hall-none"), HallUnknown),
    "whoever is next is called": (THREE, call(), [called(1)]),
    "the elderly and the disabled are called before others": (
        [*THREE, issued(4, priority=True)],
        call(),
        [called(4)],
    ),
    "of them whoever came first": (
        [issued(1), issued(2, priority=True), issued(3, priority=True)],
        call(),
        [called(2)],
    ),
    "another window calls the next": ([*THREE, called(1)], call("W2"), [called(2, "W2")]),
    "a window with a number calls nobody": ([*THREE, called(1)], call(), WindowOccupied(number=1)),
    "nobody waiting is called": ([issued(1), called(1)], call("W2"), NobodyWaiting),
    "an empty queue calls nobody": ([], call(), NobodyWaiting),
    "a window that is not there calls nobody": (THREE, call("W9"), WindowNotOpen),
    "a number is called again": ([issued(1), called(1)], recall(1, 2), [recalled(1, 2)]),
    "the same call twice is one call": ([issued(1), called(1), recalled(1, 2)], recall(1, 2), []),
    "no call is left out": ([issued(1), called(1)], recall(1, 3), CallNotNext(calls=1)),
    "nobody who waits is called again": ([issued(1)], recall(1, 2), TicketNotAtWindow),
    "a number that was never given is not called": ([issued(1)], recall(2, 2), TicketUnknown),
    "after three calls a number is skipped": (
        [issued(1), *skipped(1)[:3]],
        skip(1),
        [TicketSkipped(number=1, window_id=WINDOW)],
    ),
    "after two it is not": ([issued(1), *skipped(1)[:2]], skip(1), CalledTooSeldom(calls=2, needed=3)),
    "skipping twice records once": ([issued(1), *skipped(1)], skip(1), []),
    "another window skips nobody of this one": ([issued(1), *skipped(1)[:3]], skip(1, "W2"), TicketNotAtWindow),
    "a window that skipped is free": ([*THREE, *skipped(1)], call(), [called(2)]),
    "who was skipped is put back": ([*THREE, *skipped(1)], requeue(1), [BACK_1]),
    "putting back twice records once": ([*THREE, *skipped(1), BACK_1], requeue(1), []),
    "put back, one is behind the next": ([*THREE, *skipped(1), BACK_1], call(), [called(2)]),
    "and before the one after it": ([*THREE, *skipped(1), BACK_1, called(2, "W2")], call(), [called(1)]),
    "put back with nobody waiting, one is next": ([issued(1), *skipped(1), BACK_1], call(), [called(1)]),
    "put back, one has three calls again": (
        [issued(1), *skipped(1), BACK_1, called(1)],
        skip(1),
        CalledTooSeldom(calls=1, needed=3),
    ),
    "who was put back and skipped again takes a new number": (
        [issued(1), *skipped(1), BACK_1, *skipped(1)],
        requeue(1),
        RequeuedOnce,
    ),
    "who waits is not put back": ([issued(1)], requeue(1), TicketNotSkipped),
    "who was served is not put back": ([issued(1), called(1), served(1)], requeue(1), TicketNotSkipped),
    "a number is served": ([issued(1), called(1)], serve(1), [served(1)]),
    "serving twice records once": ([issued(1), called(1), served(1)], serve(1), []),
    "a number is served where it was called": ([issued(1), called(1)], serve(1, "W2"), TicketNotAtWindow),
    "who was skipped is not served": ([issued(1), *skipped(1)], serve(1), TicketNotAtWindow),
    "the day is not over before midnight": ([issued(1)], EndQueueDay(), QueueDayNotOver),
}


@pytest.mark.parametrize(("given_", "when", "then"), QUEUES.values(), ids=QUEUES.keys())
def test_queue(given_, when, then):
    Spec(QUEUE).check(given_, when, then, TEN, GIVEN)


# --- time -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("instant", "then"),
    [
        ("2015-09-07T08:29", HallClosed),
        ("2015-09-07T08:30", [issued(1)]),
        ("2015-09-07T12:00", HallClosed),
        ("2015-09-07T14:30", [issued(1)]),
        ("2015-09-07T17:59", [issued(1)]),
        ("2015-09-07T18:00", HallClosed),
        ("2015-09-08T10:00", HallClosed),
    ],
)
def test_numbers_are_given_while_the_hall_is_open_on_that_day(instant, then):
    Spec(QUEUE).check([], issue("t-1"), then, at(instant), GIVEN)


def test_on_a_holiday_numbers_are_given_while_somebody_is_on_duty():
    asked = issue("t-1").model_copy(update={"day": VICTORY_DAY})
    given_ = issued(1).model_copy(update={"day": VICTORY_DAY})
    on_duty = rostered(shift("s-ma", VICTORY_DAY)) | NOBODY
    Spec(QUEUE).check([], asked, [given_], at("2015-09-03T10:00"), on_duty)
    Spec(QUEUE).check([], asked, HallClosed, at("2015-09-03T12:00"), on_duty)
    Spec(QUEUE).check([], asked, HallClosed, at("2015-09-03T10:00"), rostered() | NOBODY)


def test_who_took_a_number_before_closing_is_called_after_it():
    Spec(QUEUE).check(THREE, call(), [called(1)], at("2015-09-07T18:20"), GIVEN)


def test_yesterdays_numbers_are_called_no_more():
    lapsed: list[QueueEvent] = [*THREE, ended(1, 2, 3)]
    for queue in (THREE, lapsed):
        Spec(QUEUE).check(queue, call(), HallClosed, at("2015-09-08T10:00"), GIVEN)


def test_what_has_not_ended_lapses_at_midnight_and_only_that():
    queue = [*THREE, issued(4), issued(5), called(1), served(1), *skipped(2), called(3)]
    at_midnight = at("2015-09-08T00:00")
    Spec(QUEUE).check(queue, EndQueueDay(), [ended(3, 4, 5)], at_midnight, GIVEN)
    Spec(QUEUE).check([*queue, ended(3, 4, 5)], EndQueueDay(), [], at_midnight, GIVEN)
    assert day_over(QUEUE.fold(queue), TEN) == at_midnight.now
    assert day_over(QUEUE.fold([*queue, ended(3, 4, 5)]), TEN) is None
    assert day_over(QUEUE.initial, TEN) is None


# --- who and where ----------------------------------------------------------


def test_only_who_is_on_the_post_of_the_window_calls_and_it_is_said_as_what():
    posts = known(WINDOW_POSTS, DISTRICT, window_post("clerk-2", ActedAs.B, window_id="W1"))
    Spec(QUEUE).check(THREE, call(), NotOnWindowPost, TEN, GIVEN | posts)
    substitute = at("2015-09-07T10:00", "clerk-2")
    as_b = {"post_id": "post-W1", "acted_as": ActedAs.B}
    Spec(QUEUE).check(THREE, call(), [called(1).model_copy(update=as_b)], substitute, GIVEN | posts)
    at_window: list[QueueEvent] = [*THREE, called(1)]
    for command in (recall(1, 2), skip(1), serve(1), requeue(1)):
        Spec(QUEUE).check(at_window, command, NotOnWindowPost, TEN, GIVEN | posts)
    Spec(QUEUE).check(at_window, serve(1), [served(1).model_copy(update=as_b)], substitute, GIVEN | posts)
    back = [BACK_1.model_copy(update=as_b)]
    Spec(QUEUE).check([*THREE, *skipped(1)], requeue(1), back, substitute, GIVEN | posts)


@pytest.mark.parametrize(
    "windows",
    [
        (W1, W2, W2_PAUSED),
        (W1, W2, W3, WindowClosed(window_id="W2")),
        (W1, WindowOpened(window_id="W2", number=2, kind=WindowKind.INTERMEDIARY)),
    ],
    ids=["paused", "closed for good", "for intermediaries"],
)
def test_a_window_that_does_not_receive_calls_nobody(windows):
    Spec(QUEUE).check(THREE, call("W2"), WindowNotOpen, TEN, GIVEN | known(HALL, "hall-qzx", OPENED, *windows))


def test_as_many_wait_as_the_policy_lets_and_not_one_more():
    full = [issued(number) for number in range(1, 201)]
    Spec(QUEUE).check(full[:-1], issue("t-200"), [issued(200)], TEN, GIVEN)
    Spec(QUEUE).check(full, issue("t-201"), QueueFull(limit=200), TEN, GIVEN)
    Spec(QUEUE).check([*full, called(1)], issue("t-201"), [issued(201)], TEN, GIVEN)


# --- facts that contradict ----------------------------------------------------


@pytest.mark.parametrize(
    "facts",
    [
        [issued(2)],
        [issued(1), issued(1)],
        [called(1)],
        [issued(1), called(1), called(1, "W2")],
        [issued(1), served(1)],
        [issued(1), BACK_1],
    ],
)
def test_facts_that_contradict_are_a_corrupt_stream(facts):
    with pytest.raises(CorruptStream):
        QUEUE.fold(facts)


def test_a_queue_asks_for_the_roster_of_its_own_month():
    october = known(ROSTER, roster_id("hall-qzx", date(2015, 10, 3)), published((), month="2015-10"))
    related = HALLS | NOBODY | october
    asked = issue("t-1").model_copy(update={"day": date(2015, 10, 3)})
    Spec(QUEUE).check([], asked, HallClosed, at("2015-10-03T10:00"), related)
