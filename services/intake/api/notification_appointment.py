"""What who comes by appointment is told, in which words, at the number that it was booked with."""

from __future__ import annotations

from datetime import datetime

from services.intake.api.appointment import CODE, booked
from services.intake.domain.appointment import BOOK
from shared.contracts.intake.appointment import (
    AppointmentBooked,
    AppointmentCancelled,
    BookingBlocked,
    CancelledBy,
    NoShowCounted,
)
from shared.kernel.envelope import Recorded
from shared.kernel.instants import SHANGHAI
from shared.notices.port import Channel
from shared.runtime.desk import Desk
from shared.runtime.notifying import Kind, Words, Written
from shared.runtime.opening import opened


async def _to_booker(desk: Desk, appointment_id: str, said: tuple[Words, Words]) -> Written | None:
    found = await booked(desk, appointment_id)
    if found is None:
        return None
    return Written(*said, to=found.contact.phone if found.contact else None)


def _minute(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def _booked(event: AppointmentBooked, code: str) -> tuple[Words, Words]:
    id_, at = event.appointment_id, _minute(event.from_at)
    return (
        ("预约成功", f"您已预约 {at}，预约编号 {id_}，查询码 {code}；不能前来请提前取消。"),
        ("Booked", f"You are expected at {at}: appointment {id_}, code {code}. If you cannot come, call it off."),
    )


async def _to_come(desk: Desk, recorded: Recorded[AppointmentBooked]) -> Written | None:
    """Nobody is reminded of what was called off since, or has begun."""
    event, book = recorded.event, await desk.state(BOOK, recorded.aggregate.id)
    if event.appointment_id not in book.open or event.from_at <= await desk.executor.clock.now():
        return None
    said = _booked(event, desk.vault.code(CODE, event.appointment_id))
    return await _to_booker(desk, event.appointment_id, said)


def _called_off(event: AppointmentBooked) -> tuple[Words, Words]:
    at = _minute(event.from_at)
    return (
        ("预约取消", f"您 {at} 的预约已由大厅取消，不计爽约，请另行预约。"),
        ("Called off", f"The hall had to call off your appointment at {at}; please book another one."),
    )


async def _not_to_come(desk: Desk, recorded: Recorded[AppointmentCancelled]) -> Written | None:
    id_ = recorded.event.appointment_id
    found = await booked(desk, id_)
    return await _to_booker(desk, id_, _called_off(found.event)) if found else None


def _blocked(event: BookingBlocked) -> tuple[Words, Words]:
    return (
        ("暂停预约", f"因多次预约未到，您在 {event.until_on} 之前（含当日）不能预约，仍可到大厅取号办理。"),
        (
            "No bookings",
            f"You missed too many appointments to book one until {event.until_on}; the queue is open to you.",
        ),
    )


async def _not_to_book(desk: Desk, recorded: Recorded[BookingBlocked]) -> Written | None:
    """The last one missed led to it, and says where who missed it is reached."""
    counted = [
        each.recorded.event.appointment_id
        for each in await opened(desk.executor, recorded.aggregate)
        if isinstance(each.recorded.event, NoShowCounted) and each.recorded.version < recorded.version
    ]
    return await _to_booker(desk, counted[-1], _blocked(recorded.event))


def _by_hall(event: AppointmentCancelled) -> bool:
    return event.by is CancelledBy.HALL


KINDS = (
    Kind("appointment-booked", AppointmentBooked, Channel.SMS, _to_come),
    Kind("appointment-called-off", AppointmentCancelled, Channel.SMS, _not_to_come, _by_hall),
    Kind("booking-blocked", BookingBlocked, Channel.SMS, _not_to_book),
)
