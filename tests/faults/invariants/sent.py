"""What must never happen to a command: that it is lost, torn, done twice, or answered otherwise the second time."""

from __future__ import annotations

from collections import defaultdict

from tests.faults.invariants.bodies import OF_BODIES
from tests.faults.invariants.casework import OF_CASEWORK
from tests.faults.observed import Event, Observed

OF_THE_COUNTER = {
    "receive": ("application-received", "voucher-issued", "application-claimed"),
    "accept": ("application-accepted",),
    "suspend": ("clock-suspended",),
    "note": ("note-added",),
    "resume": ("clock-resumed",),
    "ask": ("extension-requested",),
    "extend": ("extension-approved",),
    "propose": ("decision-proposed",),
    "decide": ("decision-made",),
    "grant": ("decision-made", "benefit-granted"),
    "close": ("case-closed",),
    "deliver": ("result-delivered", "rating-offered"),
    "found": ("community-established",),
    "open": ("centre-opened",),
    "tell": ("correction-requested",),
    "bring": ("material-handed-in",),
    "correct": ("correction-submitted",),
    "undo": ("acceptance-withdrawn",),
    "away": ("application-not-accepted",),
    "withdraw": ("application-withdrawn",),
    "complain": ("complaint-filed",),
    "reply": ("complaint-answered",),
    "book": ("appointment-booked",),
    "keep": ("appointment-kept",),
    "unbook": ("appointment-cancelled",),
    "enquire": ("enquiry-opened",),
    "pass": ("enquiry-handed-over",),
    "answer": ("enquiry-answered",),
    "end": ("enquiry-closed",),
    "raise": ("opinion-taken",),
    "take": ("ticket-issued",),
    "call": ("ticket-called",),
    "recall": ("ticket-recalled",),
    "skip": ("ticket-skipped",),
    "requeue": ("ticket-requeued",),
    "serve": ("ticket-served",),
    "draft": ("application-drafted",),
    "revise": ("draft-revised",),
    "discard": ("draft-discarded",),
    "handin": ("application-received", "voucher-issued", "draft-handed-in", "application-claimed"),
    "once": (
        *("application-received", "application-accepted", "decided-at-window"),
        *("voucher-issued", "rating-offered", "application-claimed"),
    ),
    "help": (
        *("application-received", "application-accepted"),
        *("voucher-issued", "emergency-service-opened", "application-claimed"),
    ),
    "respond": ("emergency-responded",),
    "pay": ("assistance-paid",),
    "papers": ("emergency-papers-submitted", "emergency-service-completed"),
    "agent": ("agent-authorised",),
    "revoke": ("agent-authority-ended",),
    "guarded": ("application-received", "agent-authorised", "voucher-issued", "application-claimed"),
    "grow": ("full-capacity-established",),
    "family": (
        *("application-received", "household-member-authorised"),
        *("voucher-issued", "application-claimed", "application-claimed"),
    ),
    "declare": ("household-member-declared", "household-member-declared"),
    "authorise": ("household-member-authorised",),
    "drop": ("household-member-removed",),
    "repeat": ("application-received", "duplicate-found", "voucher-issued", "application-claimed"),
    "explain": ("duplicate-answered",),
    "mend": ("entry-corrected",),
    "replace": ("applicant-corrected", "application-claimed"),
    "review": ("access-reviewed",),
    "erase": ("erasure-requested",),
    "transfer": ("application-transferred",),
    "publish": ("item-published",),
    "guide": ("item-revised",),
    "begin": ("item-opened",),
    "halt": ("item-suspended",),
    "continue": ("item-resumed",),
    "establish": ("hall-opened",),
    "window": ("window-opened",),
    "pause": ("window-paused",),
    "shut": ("window-closed",),
    "roster": ("duty-roster-published",),
    "attach": ("attachment-added",),
    "remove": ("attachment-removed",),
    "ship": ("item-published", "item-revised", "item-opened"),
    "ring": ("bad-rating-contacted",),
    "verify": ("bad-rating-verified",),
    "rectify": ("bad-rating-corrected",),
    "settle": ("bad-rating-recontacted", "bad-rating-closed"),
    "appeal": ("bad-rating-appealed",),
    "exclude": ("bad-rating-excluded",),
    "leave": ("compensatory-leave-taken",),
}
"""What commands of the counter write, to intake and casework, by the last word of their keys."""

WRITES = {**OF_THE_COUNTER, **OF_CASEWORK, **OF_BODIES}
"""What a command of the load writes; no word stands in both."""

# What is a command for a list: it writes for each aggregate, in an append of its own.
LISTS = frozenset({"ship", "cluster", "dole", "paste", "adjudge", "finalise"})
# What an answer may speak of that is no aggregate but stands in one.
NAMED = ("appointment_id", "ticket_id", "attachment_id")


def acknowledged_is_kept(observed: Observed) -> list[str]:
    """What a client was told is in the log: these types at these positions, of that aggregate at that version."""
    at = {name: {event.position: event for event in log.events} for name, log in observed.logs.items()}
    complaints = []
    for told in observed.acknowledged:
        found = [at[told.service].get(position) for _, position in told.events]
        kept = [event for event in found if event is not None]
        right = (
            bool(told.events)
            and [event.type for event in kept] == [type_ for type_, _ in told.events]
            and told.events[-1][1] == told.position
            and told.id in _spoken_of(kept[0])
            and max(event.version for event in kept if event.aggregate == kept[0].aggregate) == told.version
            and all(event.correlation == ("" if told.secret else told.key) for event in kept)
        )
        complaints += [] if right else [f"{told.key} is not at {told.service}:{told.position}"]
    return complaints


def declined_is_not_written(observed: Observed) -> list[str]:
    """What a client was refused is not in the log."""
    declined = {(told.service, told.key) for told in observed.declined}
    written = {(name, event.correlation) for name, log in observed.logs.items() for event in log.events}
    return [f"{service}: {key} was refused and written" for service, key in declined & written]


def batches_are_whole(observed: Observed) -> list[str]:
    """The events of an append stand together."""
    complaints = []
    for name, log in observed.logs.items():
        places = defaultdict(list)
        for place, event in enumerate(log.events):
            places[_append(event)].append(place)
        for (key, cause, _), those in places.items():
            if (key.startswith("load-") or cause) and those != list(range(those[0], those[0] + len(those))):
                complaints.append(f"{name}: what {key} wrote is torn apart")
    return complaints


def keys_act_once(observed: Observed) -> list[str]:
    """Under one key stands what one command writes, once, or for a list once for each of its aggregates."""
    complaints = []
    for name, log in observed.logs.items():
        written: defaultdict[tuple[str, str, str], list[Event]] = defaultdict(list)
        for event in log.events:
            if event.correlation.startswith("load-") and not event.cause:
                written[_append(event)].append(event)
        for (key, *_), events in written.items():
            if tuple(event.word for event in events) != WRITES[key.rpartition("-")[2]]:
                complaints.append(f"{name}: {key} wrote {[event.word for event in events]}")
    return complaints


def retries_are_answered_alike(observed: Observed) -> list[str]:
    """Who sends a request again under its key is told what was told before."""
    return [f"{told.key} was told {again}" for told, again in observed.sent_twice if told != again]


def _append(event: Event) -> tuple[str, str, str]:
    """What was written at once: under which key, because of what, and of a list for which aggregate."""
    of_list = event.correlation.rpartition("-")[2] in LISTS
    return event.correlation, event.cause, event.aggregate if of_list else ""


def _spoken_of(event: Event) -> set[str]:
    named = (str(event.data[name]) for name in NAMED if name in event.data)
    return {event.aggregate.partition("/")[2], *named}
