"""What must never happen to what people are told: that somebody hears of an event twice, or that nobody takes it up."""

from __future__ import annotations

from collections import Counter

from tests.faults.observed import Observed

# Of which events somebody is told whatever they say, and under which name.
TOLD = {
    "application-received": "received",
    "correction-requested": "correction",
    "application-accepted": "accepted",
    "application-not-accepted": "not-accepted",
    "application-transferred": "transferred",
    "acceptance-withdrawn": "acceptance-withdrawn",
    "applicant-corrected": "applicant-corrected",
    "appointment-booked": "appointment-booked",
    "result-received": "result",
    "complaint-filed": "complaint-filed",
    "complaint-answered": "complaint-answered",
}
# What ends nowhere that can be read: it would say who has rated.
DISCREET = frozenset({"rating-invitation"})
UNDERTAKEN, SENT, GIVEN_UP = "notification-undertaken", "notification-sent", "notification-failed"


def everybody_is_told_once(observed: Observed) -> list[str]:
    """Each event that somebody is to hear of is undertaken once for each kind; each ends in one way, or is discreet."""
    log = observed.logs["intake"]
    undertaken = Counter((each.data["kind"], each.data["trigger_position"]) for each in log.of(UNDERTAKEN))
    due = {(TOLD[each.word], each.position) for each in log.of(*TOLD)}
    complaints = [f"{kind} of {at} is undertaken {undertaken[kind, at]} times" for kind, at in due - undertaken.keys()]
    complaints += [
        f"{kind} of {at} is undertaken {times} times" for (kind, at), times in undertaken.items() if times > 1
    ]
    begun = {each.aggregate for each in log.of(UNDERTAKEN) if each.data["kind"] not in DISCREET}
    ended = Counter(each.aggregate for each in log.of(SENT, GIVEN_UP))
    complaints += [f"{each} ended and was not undertaken" for each in ended.keys() - begun]
    return complaints + [f"{each} ended {ended[each]} times" for each in begun | ended.keys() if ended[each] != 1]


def what_was_sent_is_in_the_file(observed: Observed) -> list[str]:
    """No notice left twice, none that nobody had undertaken, and each that counts as sent has left."""
    log, left = observed.logs["intake"], Counter(observed.notices)
    undertaken, sent = ({each.aggregate.partition("/")[2] for each in log.of(word)} for word in (UNDERTAKEN, SENT))
    complaints = [f"notice {each} left {times} times" for each, times in left.items() if times > 1]
    complaints += [f"notice {each} left and was not undertaken" for each in left.keys() - undertaken]
    return complaints + [f"notice {each} counts as sent and never left" for each in sent - left.keys()]
