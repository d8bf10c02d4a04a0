"""What must never happen to who sits for others and what they resolve: a seat held twice, a resolution done twice."""

from __future__ import annotations

from collections import Counter, defaultdict

from tests.faults.observed import Observed

ELECTED, LEFT = "supervision-member-elected", ("supervision-member-recalled", "supervision-seat-lost")
PUBLISHED, COUNTS = "appraisal-published", "appraisal-concluded"
OBJECTED = {"appraisal-objected": 1, "appraisal-objection-answered": -1}
"""How many more objections are open."""

ON_ITS_WAY = {
    "resolution-adopted": "",
    "resolution-executed": "resolution-adopted",
    "resolution-verified": "resolution-executed",
    "resolution-archived": "resolution-verified",
}
"""What comes next, and what it comes after; none of them comes again."""


def seats_are_held_once(observed: Observed) -> list[str]:
    """Nobody sits on a supervision committee twice at a time, nor leaves a seat that they do not hold."""
    complaints = []
    sitting: defaultdict[str, set[str]] = defaultdict(set)
    for event in observed.logs["councils"].of(ELECTED, *LEFT):
        person, seats = event.data["person_id"], sitting[event.aggregate]
        if (event.word == ELECTED) is (person in seats):
            complaints.append(f"{event.word} of {person} on {event.aggregate}, which has {len(seats)}")
        seats ^= {person}
    return complaints


def results_count_once(observed: Observed) -> list[str]:
    """A result counts as it was published last, once, and not while an objection to it is open."""
    complaints, published, objections = [], dict[str, int](), Counter[str]()
    for event in observed.logs["councils"].of(PUBLISHED, *OBJECTED, COUNTS):
        its = event.aggregate
        if event.word == PUBLISHED:
            published[its] = event.data["score"]
        elif event.word != COUNTS:
            objections[its] += OBJECTED[event.word]
        elif objections[its] or published.pop(its, None) != event.data["score"]:
            complaints.append(f"{its} counts at {event.data['score']}, with {objections[its]} objections open")
    return complaints


def resolutions_end_once(observed: Observed) -> list[str]:
    """A resolution is adopted, carried out, found so and put away: each once, and after the one before."""
    complaints, stands = [], dict[str, str]()
    for event in observed.logs["councils"].of(*ON_ITS_WAY):
        before = stands.get(event.aggregate, "")
        if before != ON_ITS_WAY[event.word]:
            complaints.append(f"{event.aggregate}: {event.word} after {before or 'nothing'}")
        stands[event.aggregate] = event.word
    return complaints
