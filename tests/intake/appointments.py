"""What the tables of appointments are made of: the book of one hall on 2014-09-25, seen from the day before."""

from datetime import datetime, timedelta
from typing import Any

from services.intake.domain.appointment import BookAppointment, CancelAppointment, KeepAppointment
from services.intake.domain.hall import HALL
from services.intake.domain.item import ITEM
from services.intake.domain.types import AppointmentId, HallId, ItemCode, WindowId
from services.intake.domain.window_post import DISTRICT, WINDOW_POSTS
from shared.contracts.casework.post import ActedAs
from shared.contracts.intake.appointment import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentKept,
    AppointmentMissed,
    BookingChannel,
    CancelledBy,
    Contact,
    WindowKind,
)
from shared.contracts.intake.item import ItemPublished
from shared.kernel.instants import SHANGHAI
from shared.kernel.personal import Personal
from shared.testing.decider import known
from tests.intake.samples import OPENED, W1, W2, at, item_version, window_post

WEB, PHONE, ON_SITE = BookingChannel.WEB, BookingChannel.PHONE, BookingChannel.ON_SITE
RESIDENT, BY_HALL = CancelledBy.RESIDENT, CancelledBy.HALL
PHONE_NUMBER = "+8613897230001"
WED = at("2014-09-24T10:00")
TEN = "2014-09-25T10:00"
CLOSE = datetime(2014, 9, 25, 18, tzinfo=SHANGHAI)
RELATED = (
    known(HALL, "hall-qzx", OPENED, W1, W2)
    | known(HALL, "hall-none")
    | known(ITEM, "CD-MZ-005", ItemPublished(item=item_version("CD-MZ-005")))
    | known(ITEM, "CD-MZ-999")
    | known(WINDOW_POSTS, DISTRICT)
)
ON_DUTY = known(WINDOW_POSTS, DISTRICT, window_post("clerk-1", ActedAs.A))


def instant(local: str) -> datetime:
    """Local time."""
    return datetime.fromisoformat(local).replace(tzinfo=SHANGHAI)


def contact(subject: str) -> Personal[Contact]:
    """How to reach a booker."""
    return Personal[Contact].of(subject, Contact(phone=PHONE_NUMBER))


def book(id_: str = "a-1", by: str = "ma", from_at: str = TEN, **said: Any) -> BookAppointment:
    """A place in the slot that begins at `from_at`, for the booker `by`."""
    hall_id, item_code = said.pop("hall_id", "hall-qzx"), said.pop("item_code", None)
    return BookAppointment(
        appointment_id=AppointmentId(id_),
        hall_id=HallId(hall_id),
        window_kind=said.pop("window_kind", WindowKind.COMPREHENSIVE),
        from_at=instant(from_at),
        item_code=item_code and ItemCode(item_code),
        channel=said.pop("channel", WEB),
        booked_by=by,
        contact=contact(by),
    )


def booked(id_: str = "a-1", by: str = "ma", from_at: str = TEN, **said: Any) -> AppointmentBooked:
    """What `book` records."""
    return AppointmentBooked(
        appointment_id=id_,
        hall_id="hall-qzx",
        window_kind=WindowKind.COMPREHENSIVE,
        from_at=instant(from_at),
        until_at=instant(from_at) + timedelta(minutes=said.pop("minutes", 30)),
        channel=said.pop("channel", WEB),
        booked_by=by,
        contact=contact(by),
        **said,
    )


def cancel(by: CancelledBy = RESIDENT, id_: str = "a-1") -> CancelAppointment:
    """Call it off."""
    return CancelAppointment(appointment_id=AppointmentId(id_), by=by)


def cancelled(by: CancelledBy = RESIDENT, id_: str = "a-1", **post: Any) -> AppointmentCancelled:
    """It was called off."""
    return AppointmentCancelled(appointment_id=id_, by=by, **post)


def keep(window_id: str = "W2", id_: str = "a-1") -> KeepAppointment:
    """Somebody comes to a window."""
    return KeepAppointment(appointment_id=AppointmentId(id_), window_id=WindowId(window_id))


def kept(window_id: str = "W2", id_: str = "a-1", **post: Any) -> AppointmentKept:
    """They came."""
    return AppointmentKept(appointment_id=id_, window_id=window_id, **post)


def missed(id_: str = "a-1", at: datetime = CLOSE) -> AppointmentMissed:
    """Nobody came."""
    return AppointmentMissed(appointment_id=id_, fell_due_at=at)
