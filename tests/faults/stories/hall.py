"""What goes on in a hall beside applications: appointments, numbers of a queue, enquiries, and opinions."""

from __future__ import annotations

from itertools import chain

from shared.kernel.actors import Role
from tests.faults.requests import Acknowledged
from tests.faults.turn import Turn

TODAY, TOMORROW = "2013-09-29", "2013-09-30"
PLACES = 8
SKIPPED_EVERY = 3
CALLS_BEFORE_SKIP = 3


async def appointment(turn: Turn) -> None:
    """Somebody takes the first free slot, as others do at the same time; they come, call it off, or forget it."""
    alone, kept, forgotten = turn.choice % 2 == 0, turn.choice % PLACES == 1, turn.choice % PLACES == 3
    phone = turn.newcomers.phone()
    booked = await _booked(turn, (TOMORROW, TODAY) if alone else (TODAY, TOMORROW), phone, alone)
    if booked is None:
        return
    path = f"appointments/{booked.id}"
    if kept and TODAY in booked.id:
        await turn.act("keep", f"/v1/{path}/attendance", {"window_id": turn.window}, Role.CLERK)
    elif forgotten and TODAY in booked.id:
        return
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
        told = await turn.attempt(f"{place}-book", path, body, role, "slot-full")
        if told is not None:
            return told
    return None


async def ticket(turn: Turn) -> None:
    """Somebody takes a number, and the window of this seat calls whoever is next; some do not come at first."""
    hall, window = f"/v1/halls/{turn.counter.hall}", {"window_id": turn.window}
    said = {"item_code": "CD-MZ-005", "priority": turn.choice % 4 == 0}
    role, where = (None, f"/v1/public/halls/{turn.counter.hall}") if turn.choice % 2 else (Role.CLERK, hall)
    await turn.act("take", f"{where}/tickets", said, role)
    called = await turn.act("call", f"{hall}/calls", window, Role.CLERK)
    if turn.choice % SKIPPED_EVERY == 0:
        absent = {**window, "number": await _number(turn, called)}
        for call in range(2, CALLS_BEFORE_SKIP + 1):
            await turn.act(f"{call}-recall", f"{hall}/recalls", {**absent, "call": call}, Role.CLERK)
        await turn.act("skip", f"{hall}/skips", absent, Role.CLERK)
        late = {"number": absent["number"]}
        if await turn.attempt("requeue", f"{hall}/requeues", late, Role.CLERK, "requeued-once") is None:
            await turn.act("again-take", f"{where}/tickets", said, role)
        called = await turn.act("again-call", f"{hall}/calls", window, Role.CLERK)
    served = {**window, "number": await _number(turn, called)}
    await turn.act("serve", f"{hall}/servings", served, Role.CLERK)


async def _number(turn: Turn, called: Acknowledged) -> int:
    """Which number the board shows at this window."""
    board = await turn.see(f"/v1/public/halls/{turn.counter.hall}/board", after=called.after)
    return next(int(each["number"]) for each in board["windows"] if each["window_id"] == turn.window)


async def enquiry(turn: Turn) -> None:
    """The clerk is asked first, may hand the question on, and who asked reads the answer."""
    asked = {"hall_id": turn.counter.hall, "question": "示例", "contact": {"phone": turn.newcomers.phone()}}
    opened = await turn.act("enquire", "/v1/enquiries", asked, Role.CLERK)
    path, owner = f"/v1/enquiries/{opened.id}", Role.CLERK
    if turn.choice % 2:
        owner = Role.EXAMINER
        to = {"to": f"s-{owner.value}-{turn.counter.code}", "note": "示例"}
        await turn.act("pass", f"{path}/hand-over", to, Role.CLERK)
    answered = await turn.act("answer", f"{path}/answer", {"answer": "示例"}, owner)
    own = {"id": opened.id, "code": opened.code}
    assert (await turn.see("/v1/public/enquiries/lookup", after=answered.after, body=own))["answered"]
    await turn.act("end", f"{path}/closure", {}, owner)


async def opinion(turn: Turn) -> None:
    """Somebody raises something with a committee, and reads in councils until when it is answered."""
    place = {"hall_id": turn.counter.hall, "window_id": "W2", "committee_id": turn.staff.committee}
    said = {**place, "text": "示例", "phone": turn.newcomers.phone()}
    raised = await turn.act("raise", "/v1/opinions", said, Role.CLERK)
    own = {"id": raised.id, "code": raised.code}
    path = "/v1/public/opinions/lookup"
    assert not (await turn.see(path, after=raised.after, body=own, service="councils"))["answered"]
