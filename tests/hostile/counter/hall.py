"""What goes on in a hall beside applications: appointments, numbers of the queue, enquiries."""

from __future__ import annotations

from typing import Any

from tests.hostile.counter.at import ITEM, MONDAY, SOME, TODAY, Counter

CALLS_BEFORE_SKIP = 3


def appointments(at: Counter) -> None:
    """Some are to come today, and some on Monday."""
    slots = {
        day: at.clerk.get("intake", f"/v1/public/halls/{at.hall}/slots", on=day)["slots"] for day in (TODAY, MONDAY)
    }
    bookings = (_booking(at, slots[MONDAY][-1 - n]["from_at"], f"1399700100{n}") for n in range(2 * SOME))
    ways: list[tuple[dict[str, str], dict[str, Any]]] = [({}, each) for each in bookings]
    at.fit("clerk", "/v1/public/appointments", ways[:SOME])
    at.fit("clerk", "/v1/appointments", ((named, {**said, "channel": "ON_SITE"}) for named, said in ways[SOME:]))
    for act, said in (("attendance", {"window_id": "W1"}), ("cancellation", {})):
        booked = [_booked(at, slots[TODAY][-1 - n]["from_at"]) for n in range(SOME)]
        at.fit("clerk", f"/v1/appointments/{{id}}/{act}", (({"id": each["id"]}, said) for each, _ in booked))
    alone = [_booked(at, slots[MONDAY][n]["from_at"]) for n in range(SOME)]
    proofs = [(told["id"], {"phone": phone, "code": told["code"]}) for told, phone in alone]
    at.fit("clerk", "/v1/public/appointments/{id}/cancellation", (({"id": of}, proof) for of, proof in proofs))
    at.fit("clerk", "/v1/public/appointments/lookup", (({}, {**proof, "id": of}) for of, proof in proofs))


def _booking(at: Counter, from_at: str, phone: str) -> dict[str, Any]:
    return {"hall_id": at.hall, "from_at": from_at, "item_code": ITEM, "contact": {"phone": phone}}


def _booked(at: Counter, from_at: str) -> tuple[dict[str, Any], str]:
    phone = f"139970020{len(at.ids['appointments']):02d}"
    return at.make(at.clerk, "/v1/public/appointments", _booking(at, from_at, phone)), phone


def queue(at: Counter) -> None:
    """At one window somebody is served, at the next nobody comes, the third is free, and one was skipped."""
    path, route = f"/v1/halls/{at.hall}", "/v1/halls/{id}"
    at.tell(at.admin, f"{path}/windows", {"window_id": "W3"})
    taken = [at.tell(at.clerk, f"{path}/tickets", {})["id"] for _ in range(2 * SOME)]
    at.ids["tickets"] = taken
    absent = [{"window_id": "W2", "number": number} for number in (1, 2)]
    for each in absent:
        at.tell(at.clerk, f"{path}/calls", {"window_id": "W2"})
        for call in range(2, CALLS_BEFORE_SKIP + 1):
            at.tell(at.clerk, f"{path}/recalls", {**each, "call": call})
        if each is absent[0]:
            at.tell(at.clerk, f"{path}/skips", each)
    at.tell(at.clerk, f"{path}/calls", {"window_id": "W1"})
    present, here = {"window_id": "W1", "number": 3}, {"id": at.hall}
    acts: dict[str, dict[str, Any]] = {
        "tickets": {"item_code": ITEM, "priority": True},
        "calls": {"window_id": "W3"},
        "recalls": {**present, "call": 2},
        "skips": absent[1],
        "requeues": {"number": 1},
        "servings": present,
    }
    for act, said in acts.items():
        at.fit("clerk", f"{route}/{act}", [(here, said)])
    at.fit("clerk", "/v1/public/halls/{id}/tickets", [(here, acts["tickets"])])
    for where in (route, "/v1/public/halls/{id}"):
        at.fit("clerk", f"{where}/tickets/{{ticket}}", (({**here, "ticket": each}, {}) for each in taken))


def enquiries(at: Counter) -> None:
    """Some wait for an answer, some were answered."""
    asked = {"hall_id": at.hall, "question": "示例", "contact": {"phone": "13997000000"}}
    at.fit("clerk", "/v1/enquiries", [({}, asked)])
    acts: dict[str, dict[str, Any]] = {"hand-over": {"to": "s-qzx-second"}, "answer": {"answer": "示例"}, "closure": {}}
    opened = {act: [at.make(at.clerk, "/v1/enquiries", asked) for _ in range(SOME)] for act in acts}
    for act, said in acts.items():
        at.fit("clerk", f"/v1/enquiries/{{id}}/{act}", (({"id": each["id"]}, said) for each in opened[act]))
    answered = opened["closure"]
    for each in answered:
        at.tell(at.clerk, f"/v1/enquiries/{each['id']}/answer", acts["answer"])
    own = ({"id": each["id"], "code": each["code"]} for each in answered)
    at.fit("clerk", "/v1/public/enquiries/lookup", (({}, each) for each in own))
    at.fit("clerk", "/v1/enquiries/{id}/words", (({"id": each}, {}) for each in at.ids["enquiries"]))


def opinions(at: Counter) -> None:
    """What somebody raises with a committee."""
    committee = next(at.district.admin.pages("councils", "/v1/committees", "committees", kind="RESIDENTS"))["id"]
    said = {"hall_id": at.hall, "window_id": "W1", "committee_id": committee, "text": "示例", "phone": "13997000000"}
    at.fit("clerk", "/v1/opinions", [({}, said)])
