"""Years of intake's log in a minute: whole lives of applications, encoded and appended as the service does it."""

from __future__ import annotations

import asyncio
import base64
import random
from collections.abc import Sequence

import uuid6

from shared.contracts.casework.case import Outcome
from shared.contracts.intake.application import (
    Applicant,
    ApplicationAccepted,
    ApplicationReceived,
    DeliveryMode,
    ResultDelivered,
    ResultReceived,
)
from shared.contracts.intake.hall import VoucherIssued
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.envelope import LogName, Stamp, encode, type_of
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Event
from shared.kernel.personal import Personal
from shared.store.port import Append, Appended, NewEvent, Write
from shared.store.pump import Pump
from shared.store.redis_log import RedisLog
from tests.journeys.district import FOUNDED

INTAKE = LogName("630102", "intake")
EVENTS_PER_LIFE = 5
_AT_ONCE = 64
# No clock that a deployment is measured under stands before it.
_DAY = FOUNDED.date()
_NUMBERS_PER_SERIES = 10_000
_SEALED_BYTES = 156


class Lives:
    """Applications one after another, at each hall in turn; voucher numbers without a gap."""

    def __init__(self, halls: Sequence[str]) -> None:
        self._halls = halls
        self._number = 0
        self._stamp = Stamp(
            INTAKE,
            FOUNDED,
            Actor(ActorId("s-qzx-clerk"), Role.CLERK),
            15,
            "0" * 32,
        )

    def next(self) -> Append:
        """Receipt, voucher, acceptance, result and delivery of one more application."""
        turn, hall = divmod(self._number, len(self._halls))
        years, place = divmod(turn, _NUMBERS_PER_SERIES)
        self._number += 1
        id_, subject = str(uuid6.uuid7()), random.randbytes(16).hex()
        events: tuple[Event, ...] = (
            ApplicationReceived(
                hall_id=self._halls[hall],
                window_id="W1",
                centre_id=self._halls[hall],
                item_code="CD-MZ-005",
                item_version=1,
                voucher_number=f"H{hall:02d}-{1990 + years}-{place + 1:06d}",
                applicant=Personal[Applicant](
                    subject=subject, sealed=base64.b64encode(random.randbytes(_SEALED_BYTES)).decode()
                ),
                materials=("身份证", "户口簿", "银行卡"),
                received_on=_DAY,
            ),
            ApplicationAccepted(
                subject=subject,
                centre_id=self._halls[hall],
                item_code="CD-MZ-005",
                item_version=1,
                accepted_on=_DAY,
            ),
            ResultReceived(case_id=id_, outcome=Outcome.GRANT, source_position=self._number),
            ResultDelivered(mode=DeliveryMode.WINDOW, delivered_on=_DAY),
        )
        voucher = VoucherIssued(number=place + 1, application_id=id_)
        series = AggregateRef("vouchers", f"{self._halls[hall]}-{1990 + years}")
        return Append(
            (self._write(AggregateRef("application", id_), 0, events), self._write(series, place, (voucher,)))
        )

    def _write(self, ref: AggregateRef, expected: int, events: Sequence[Event]) -> Write:
        new = [
            NewEvent(type_of("intake", type(event)), encode(event, str(uuid6.uuid7()), ref, self._stamp))
            for event in events
        ]
        return Write(ref, expected, tuple(new))


async def fill(url: str, lives: Lives, upto: int) -> int:
    """Append lives until the log has at least `upto` events; its head then."""
    pump = Pump(url)
    await pump.start()
    log = RedisLog(pump, INTAKE)
    log.identity = await log.identify()
    head = await log.head()
    while head < upto:
        many = min(_AT_ONCE, -(-(upto - head) // EVENTS_PER_LIFE))
        # One connection: what is asked first is written first, so the series stay in order.
        for result in await asyncio.gather(*(log.append(lives.next()) for _ in range(many))):
            assert isinstance(result, Appended), result
        head += many * EVENTS_PER_LIFE
    await pump.stop()
    return head
