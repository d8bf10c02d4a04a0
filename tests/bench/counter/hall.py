"""What goes on in a hall beside applications: appointments, numbers of the queue, enquiries, opinions."""

from __future__ import annotations

from shared.kernel.actors import Role
from tests.bench.counter.turn import ITEM, Turn

TODAY, TOMORROW = "2013-09-29", "2013-09-30"
BOOKING, TICKET = "booking", "ticket"
CALLS_BEFORE_SKIP = 3
TODAY_ALONE = {"from": TODAY, "until": TODAY}


def appointments(turn: Turn) -> None:
    """One that is kept today, one that the hall calls off, and one that who booked it calls off."""
    watch, clerk = turn.watch, turn.clerk
    booked = [_booked(turn, day, alone) for day, alone in ((TODAY, False), (TODAY, False), (TOMORROW, True))]
    kept, by_hall, alone = (told for told, _ in booked)
    watch.ask("/v1/appointments/{id}", clerk, alone, id=kept["id"])
    watch.ask("/v1/halls/{id}/appointments", clerk, id=turn.hall, on=TODAY)
    watch.ask("/v1/appointments/{id}/contact", clerk, id=kept["id"])
    watch.print("/v1/appointments/{id}/slip", clerk, id=kept["id"], format="pdf")
    watch.act("/v1/appointments/{id}/attendance", {"window_id": "W2"}, clerk, id=kept["id"])
    watch.act("/v1/appointments/{id}/cancellation", {}, clerk, id=by_hall["id"])
    proof = {"phone": booked[-1][1], "code": alone["code"]}
    watch.look_up("/v1/public/appointments/lookup", {**proof, "id": alone["id"]})
    watch.act("/v1/public/appointments/{id}/cancellation", proof, id=alone["id"])


def _booked(turn: Turn, day: str, alone: bool) -> tuple[dict[str, str], str]:
    """The first free slot of a day, and by which number it was booked."""
    slot = turn.watch.ask("/v1/public/halls/{id}/slots", id=turn.hall, on=day)["slots"][0]
    phone = turn.newcomers.phone()
    body = {"hall_id": turn.hall, "from_at": slot["from_at"], "item_code": ITEM, "contact": {"phone": phone}}
    if alone:
        return turn.watch.act("/v1/public/appointments", {**body, "channel": "WEB"}, known_as=BOOKING), phone
    return turn.watch.act("/v1/appointments", {**body, "channel": "ON_SITE"}, turn.clerk), phone


def queue(turn: Turn) -> None:
    """Two numbers: one comes when called, one after being skipped."""
    watch, clerk, hall = turn.watch, turn.clerk, turn.hall
    watch.act("/v1/public/halls/{id}/tickets", {"item_code": ITEM}, known_as=TICKET, id=hall)
    taken = watch.act("/v1/halls/{id}/tickets", {"priority": True}, clerk, id=hall)
    for path, token in (
        ("/v1/public/halls/{id}/tickets/{ticket}", ""),
        ("/v1/halls/{id}/tickets/{ticket}", clerk),
    ):
        watch.ask(path, token, taken, id=hall, ticket=taken["id"])
    absent = {"window_id": "W2", "number": _called(turn)}
    for call in range(2, CALLS_BEFORE_SKIP + 1):
        watch.act("/v1/halls/{id}/recalls", {**absent, "call": call}, clerk, id=hall)
    watch.act("/v1/halls/{id}/skips", absent, clerk, id=hall)
    watch.act("/v1/halls/{id}/requeues", {"number": absent["number"]}, clerk, id=hall)
    for _ in range(2):
        present = {"window_id": "W2", "number": _called(turn)}
        watch.act("/v1/halls/{id}/servings", present, clerk, id=hall)
    watch.ask("/v1/public/statistics/waiting", "", None, hall_id=hall, **TODAY_ALONE)


def _called(turn: Turn) -> int:
    """The number that is called to the window next."""
    called = turn.watch.act("/v1/halls/{id}/calls", {"window_id": "W2"}, turn.clerk, id=turn.hall)
    board = turn.watch.ask("/v1/public/halls/{id}/board", "", called, id=turn.hall)
    return next(int(each["number"]) for each in board["windows"] if each["window_id"] == "W2")


def enquiries(turn: Turn) -> None:
    """A question that is handed on, answered and read."""
    watch, clerk = turn.watch, turn.clerk
    asked = {"hall_id": turn.hall, "question": "示例", "contact": {"phone": turn.newcomers.phone()}}
    opened = watch.act("/v1/enquiries", asked, clerk)
    of = opened["id"]
    to = {"to": f"s-{Role.EXAMINER.value}-{turn.at.code}", "note": "示例"}
    watch.act("/v1/enquiries/{id}/hand-over", to, clerk, id=of)
    owner = turn.at.tokens[Role.EXAMINER]
    watch.ask("/v1/enquiries/{id}/words", owner, id=of)
    answered = watch.act("/v1/enquiries/{id}/answer", {"answer": "示例"}, owner, id=of)
    watch.ask("/v1/enquiries/{id}", clerk, answered, id=of)
    watch.ask("/v1/enquiries", clerk, hall_id=turn.hall)
    watch.ask("/v1/enquiry-statistics", clerk)
    watch.look_up("/v1/public/enquiries/lookup", {"id": of, "code": opened["code"]})
    watch.act("/v1/enquiries/{id}/closure", {}, owner, id=of)


def opinions(turn: Turn) -> None:
    """What somebody raises with a committee."""
    committee = next(turn.district.admin.pages("councils", "/v1/committees", "committees", kind="RESIDENTS"))
    place = {"hall_id": turn.hall, "window_id": "W2", "committee_id": committee["id"]}
    turn.watch.act("/v1/opinions", {**place, "text": "示例", "phone": turn.newcomers.phone()}, turn.clerk)
