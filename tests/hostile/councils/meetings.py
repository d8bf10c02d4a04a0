"""What goes on in a committee meanwhile: opinions, topics, meetings and resolutions, each at another stage."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile.counter.at import SOME, Counter
from tests.journeys.council import Council

DISCUSSED, DECIDED, POSTED = "2013-10-14", "2013-10-21", "2013-11-05"
CHAIR, WATCHER, ADMIN = "enterer", "watcher", "enterer"


def opinions(at: Counter, council: Council) -> list[str]:
    """Some more than there are topics."""
    said = {"committee_id": council.id, "text": "示例", "channel": "COUNTER"}
    return [str(council.say("/opinions", said)["id"]) for _ in range(3 * SOME)]


def before(at: Counter, council: Council, meanwhile: Callable[[], None]) -> None:
    """In October: some topics are open, some discussed, one decided and in force, one posted, two are to be voted on;
    something else is done on the day of the discussion.
    """
    council.seat("2013-09-29")
    raised = opinions(at, council)
    topics = [council.topic(opinion, f"议题{n}") for n, opinion in enumerate(raised[: 2 * SOME])]
    meeting = council.call("TOPIC", DISCUSSED, *topics[:4], material=["方案"])
    council.district.until(f"{DISCUSSED}T19:00")
    council.gather(meeting)
    for topic in topics[:4]:
        council.vote(meeting, topic)
    meanwhile()
    council.decide(topics[0], DECIDED)
    council.decide(topics[1], POSTED)
    council.call("DECISION", "2013-11-11", topics[2])
    council.call("DECISION", "2013-11-12", topics[3])
    at.ids["topics"], at.ids["meetings"], at.ids["resolutions"] = topics, council.meetings, council.resolutions
    at.ids["opinions"] = raised


def fitting(at: Counter, council: Council) -> None:
    """Who would go on with each."""
    at.ids["committees"].append(council.id)
    at.ids["representatives"] = at.ids["supervision-committees"] = at.ids["pacts"] = [council.id]
    at.ids["people"] = council.people
    _opinions(at, council)
    _meetings(at, council)
    _resolutions(at, council)


def _opinions(at: Counter, council: Council) -> None:
    said = {"committee_id": council.id, "text": "示例", "phone": "13997000000"}
    at.fit(ADMIN, "/v1/public/opinions", [({}, said)])
    at.fit(CHAIR, "/v1/opinions", [({}, {**said, "channel": "COUNTER"})])
    free = at.ids["opinions"][2 * SOME :]
    at.fit(CHAIR, "/v1/opinion-clusters", (({}, {"theme": "示例", "opinions": [each]}) for each in free))
    at.fit(CHAIR, "/v1/opinions/{id}/route", (({"id": each}, {"route": "EXPLAINED"}) for each in free))
    answer = {"answer": "示例", "published": "示例"}
    at.fit(CHAIR, "/v1/opinions/{id}/answer", (({"id": each}, answer) for each in at.ids["opinions"]))
    topic = {"committee_id": council.id, "title": "示例", "options": [{"title": "示例"}], "emergency": "示例"}
    at.fit(CHAIR, "/v1/topics", [({}, topic)])
    idle = at.ids["topics"][4:]
    at.fit(CHAIR, "/v1/topics/{id}/dropping", (({"id": each}, {"reasons": "示例"}) for each in idle))


def _meetings(at: Counter, council: Council) -> None:
    call = {"committee_id": council.id, "kind": "OPINION", "begins_at": "2013-11-20T19:00:00+08:00", "place": "示例"}
    at.fit(CHAIR, "/v1/meetings", [({}, call)])
    held, *_, to_come = council.meetings
    at.fit(CHAIR, "/v1/meetings/{id}/cancellation", [({"id": to_come}, {"reason": "示例"})])
    came = [{"person_id": each, "capacity": "REPRESENTATIVE"} for each in council.people[:26]]
    at.fit(CHAIR, "/v1/meetings/{id}/attendance", [({"id": council.meetings[-2]}, {"attendees": came})])
    at.fit(CHAIR, "/v1/meetings/{id}/minutes", [({"id": held}, {"summary": "示例", "signed_by": council.people[0]})])


def _resolutions(at: Counter, council: Council) -> None:
    in_force, posted = council.resolutions
    route = "/v1/resolutions/{id}"
    at.fit(CHAIR, f"{route}/progress", [({"id": in_force}, {"report": "示例"})])
    at.fit(CHAIR, f"{route}/completion", [({"id": in_force}, {"result": "示例"})])
    at.fit(WATCHER, f"{route}/re-vote-demand", [({"id": in_force}, {"reason": "示例"})])
    verdict = {"by": "SUPERVISION_COMMITTEE", "accepted": True}
    at.fit(WATCHER, f"{route}/verdict", [({"id": in_force}, verdict)])
    households = ({"register_number": f"HK-{n:04d}", "reason": "示例"} for n in range(SOME))
    at.fit(CHAIR, f"{route}/objections", (({"id": posted}, each) for each in households))
    asked = {"register_numbers": [f"HK-1{n:03d}" for n in range(SOME)]}
    at.fit(CHAIR, f"{route}/objection-codes", [({"id": posted}, asked)])
    slips = at.tell(at.clerk, f"/v1/resolutions/{posted}/objection-codes", asked, "councils")["codes"]
    for where in ("/v1/public/resolution-objections", "/v1/public/resolution-objections/lookup"):
        at.fit(ADMIN, where, (({}, {**slip, "resolution_id": posted}) for slip in slips))
