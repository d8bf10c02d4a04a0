"""What goes on in a hall beside applications: appointments and enquiries."""

from __future__ import annotations

from itertools import chain

from shared.kernel.actors import Role
from tests.faults.requests import Acknowledged, Declined
from tests.faults.turn import Turn

TODAY, TOMORROW = "2013-09-29", "2013-09-30"
KEPT_EVERY = 8
FIRST_GONE = "slot-full"


async def appointment(turn: Turn) -> None:
    """Somebody takes the first free slot, as others do at the same time; they come, or one side calls it off."""
    alone, kept = turn.choice % 2 == 0, turn.choice % KEPT_EVERY == 1
    days = (TOMORROW, TODAY) if alone else (TODAY, TOMORROW)
    phone = turn.newcomers.phone()
    booked = await _booked(turn, days, phone, alone)
    if booked is None:
        return
    path = f"appointments/{booked.id}"
    if kept and TODAY in booked.id:
        await turn.act("keep", f"/v1/{path}/attendance", {"window_id": "W1"}, Role.CLERK)
    elif alone and TOMORROW in booked.id:
        proof = {"phone": phone, "code": booked.code}
        await turn.see("/v1/public/appointments/lookup", body={**proof, "id": booked.id})
        await turn.act("unbook", f"/v1/public/{path}/cancellation", proof)
    else:
        await turn.act("unbook", f"/v1/{path}/cancellation", {}, Role.CLERK)


async def _booked(turn: Turn, days: tuple[str, str], phone: str, alone: bool) -> Acknowledged | None:
    """The first place that is left when it is asked for; None when all are gone."""
    hall, role = turn.counter.hall, None if alone else Role.CLERK
    offered = [await turn.see(f"/v1/public/halls/{hall}/slots?on={day}") for day in days]
    path, channel = ("/v1/public/appointments", "WEB") if alone else ("/v1/appointments", "PHONE")
    for place, slot in enumerate(chain.from_iterable(each["slots"] for each in offered)):
        body = {"hall_id": hall, "from_at": slot["from_at"], "contact": {"phone": phone}, "channel": channel}
        told = await turn.attempt(f"{place}-book", path, body, role, FIRST_GONE)
        if not isinstance(told, Declined):
            return told
    return None


async def enquiry(turn: Turn) -> None:
    """The clerk is asked first, hands the question on, and who asked reads the answer."""
    asked = {"hall_id": turn.counter.hall, "question": "示例", "contact": {"phone": turn.newcomers.phone()}}
    opened = await turn.act("enquire", "/v1/enquiries", asked, Role.CLERK)
    path, owner = f"/v1/enquiries/{opened.id}", Role.CLERK
    if turn.choice % 2:
        owner = Role.EXAMINER
        to = {"to": f"s-{owner.value}-{turn.counter.code}", "note": "示例"}
        await turn.act("pass", f"{path}/hand-over", to, Role.CLERK)
    answered = await turn.act("answer", f"{path}/answer", {"answer": "示例"}, owner)
    own = {"id": opened.id, "code": opened.code}
    assert (await turn.see("/v1/public/enquiries/lookup", after=answered, body=own))["answered"]
    await turn.act("end", f"{path}/closure", {}, owner)
