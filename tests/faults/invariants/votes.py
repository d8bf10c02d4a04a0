"""What must never happen to a vote: that somebody votes twice, or that more is counted than was given out."""

from __future__ import annotations

from collections import Counter, defaultdict

from tests.faults.observed import Observed

VOTES = "REPRESENTATIVE"


def voters_vote_once(observed: Observed) -> list[str]:
    """In each round a ballot is given out for a registered voter, once."""
    complaints, log = [], observed.logs["councils"]
    registered: defaultdict[str, set[str]] = defaultdict(set)
    came: Counter[tuple[str, int, str]] = Counter()
    for event in log.of("voters-registered", "turnout-marked"):
        if event.word == "voters-registered":
            registered[event.aggregate] |= {each["person_id"] for each in event.data["voters"]}
            continue
        for person in (each["person_id"] for each in event.data["marks"]):
            came[event.aggregate, event.data["round"], person] += 1
            complaints += [] if person in registered[event.aggregate] else [f"{person} is not on {event.aggregate}"]
    return complaints + [f"{person} voted {n} times in {roll}" for (roll, _, person), n in came.items() if n > 1]


def no_more_is_counted_than_was_given_out(observed: Observed) -> list[str]:
    """No candidate has more votes than there are ballots, nor are there more than were given out, nor than voters."""
    complaints, log = [], observed.logs["councils"]
    given_out: Counter[tuple[str, int]] = Counter()
    for event in log.of("turnout-marked", "votes-counted"):
        of = event.aggregate.partition("/")[2], event.data["round"]
        if event.word == "turnout-marked":
            given_out[of] += len(event.data["marks"])
            continue
        votes = max(each["votes"] for each in event.data["tallies"])
        steps = (votes, event.data["ballots"], event.data["handed_out"], event.data["voters"])
        if list(steps) != sorted(steps) or event.data["handed_out"] != given_out[of]:
            complaints.append(f"{event.aggregate}: {steps}, and {given_out[of]} were given out")
    return complaints


def meetings_count_who_is_there(observed: Observed) -> list[str]:
    """The votes of a meeting are those of representatives who came to it, and a topic is decided once."""
    complaints, log = [], observed.logs["councils"]
    came: defaultdict[str, set[str]] = defaultdict(set)
    decided: Counter[str] = Counter()
    for event in log.of("attendance-marked", "vote-taken", "topic-decided"):
        if event.word == "attendance-marked":
            attendees = event.data["attendees"]
            came[event.aggregate] |= {each["person_id"] for each in attendees if each["capacity"] == VOTES}
        elif event.word == "topic-decided":
            decided[event.aggregate] += 1
        else:
            votes = sum(event.data[name] for name in ("in_favour", "against", "abstained"))
            if not votes == event.data["present"] <= len(came[event.aggregate]):
                complaints.append(f"{event.aggregate}: {votes} votes of {len(came[event.aggregate])} who came")
    return complaints + [f"{topic} is decided {n} times" for topic, n in decided.items() if n > 1]


def petitions_are_signed_once(observed: Observed) -> list[str]:
    """Nobody signs twice, and enough have signed, once, when enough have."""
    complaints = []
    signed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    full: Counter[str] = Counter()
    for event in observed.logs["councils"].of("petition-signed", "petition-threshold-reached"):
        if event.word == "petition-signed":
            signed[event.aggregate][event.data["mark"]] += 1
            continue
        full[event.aggregate] += 1
        if len(signed[event.aggregate]) != event.data["signatures"] or full[event.aggregate] > 1:
            complaints.append(f"{event.aggregate} has {len(signed[event.aggregate])} of {event.data['signatures']}")
    return complaints + [f"{of}: somebody signed twice" for of, marks in signed.items() if marks.total() != len(marks)]
