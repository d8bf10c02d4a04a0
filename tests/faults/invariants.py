"""What must never happen (design §7): functions from what was observed to complaints; none means that it holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from tests.faults.observed import Event, Log, Observed

Invariant = Callable[[Observed], list[str]]

POSITION_BYTES = 6
# What a command of the load writes, by the last word of its key.
WRITES = {
    "receive": ("application-received", "voucher-issued", "application-claimed"),
    "accept": ("application-accepted",),
    "suspend": ("clock-suspended",),
    "note": ("note-added",),
    "resume": ("clock-resumed",),
    "ask": ("extension-requested",),
    "extend": ("extension-approved",),
    "propose": ("decision-proposed",),
    "decide": ("decision-made",),
    "close": ("case-closed",),
    "deliver": ("result-delivered",),
    "found": ("community-established",),
    "open": ("centre-opened",),
}
# Reactions: in which log which event answers which event of which other log, once each.
FOLLOWERS_OF_CASEWORK = ("intake", "councils", "grants", "associations")
REACTIONS = (
    ("intake", "application-accepted", "casework", "case-opened"),
    ("casework", "case-closed", "intake", "result-received"),
    *(
        ("casework", told, "intake", "due-dates-known")
        for told in ("case-opened", "clock-suspended", "clock-resumed", "extension-approved")
    ),
    ("councils", "centre-opened", "intake", "centre-known"),
    ("intake", "item-published", "casework", "item-known"),
    *(("casework", "policy-adopted", target, "policy-known") for target in FOLLOWERS_OF_CASEWORK),
    *(("casework", "calendar-year-published", target, "calendar-year-known") for target in FOLLOWERS_OF_CASEWORK),
)
TELLING = ("clock-suspended", "clock-resumed", "extension-approved")


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
            and kept[0].aggregate.partition("/")[2] == told.id
            and max(event.version for event in kept if event.aggregate == kept[0].aggregate) == told.version
            and all(event.correlation == told.key for event in kept)
        )
        complaints += [] if right else [f"{told.key} is not at {told.service}:{told.position}"]
    return complaints


def batches_are_whole(observed: Observed) -> list[str]:
    """The events of an append stand together; a receipt never stands without its voucher, nor a voucher alone."""
    complaints = []
    for name, log in observed.logs.items():
        places = defaultdict(list)
        for place, event in enumerate(log.events):
            places[event.correlation, event.cause].append(place)
        for (key, cause), those in places.items():
            if (key.startswith("load-") or cause) and those != list(range(those[0], those[0] + len(those))):
                complaints.append(f"{name}: what {key} wrote is torn apart")
    events = observed.logs["intake"].events
    pairs = {(receipt.id, voucher.id) for receipt, voucher in pairwise(events) if _belong_together(receipt, voucher)}
    receipts = {event.id for event in events if event.word == "application-received"}
    vouchers = {event.id for event in events if event.word == "voucher-issued"}
    complaints += [f"receipt {lone} has no voucher" for lone in receipts - {receipt for receipt, _ in pairs}]
    return complaints + [f"voucher {lone} has no receipt" for lone in vouchers - {voucher for _, voucher in pairs}]


def positions_are_gapless(observed: Observed) -> list[str]:
    """Entry ids are `1-0`, `2-0`, … up to the head, none left out, none used twice."""
    complaints = []
    for name, log in observed.logs.items():
        due = [f"{position}-0" for position in range(1, log.head + 1)]
        if [event.entry_id for event in log.events] != due:
            complaints.append(f"{name}: {len(log.events)} entries under a head of {log.head}")
    return complaints


def versions_are_gapless(observed: Observed) -> list[str]:
    """The events of an aggregate count from 1."""
    complaints = []
    for name, log in observed.logs.items():
        versions: Counter[str] = Counter()
        for event in log.events:
            versions[event.aggregate] += 1
            if event.version != versions[event.aggregate]:
                complaints.append(f"{name}:{event.position} has version {event.version}")
    return complaints


def index_says_what_the_log_says(observed: Observed) -> list[str]:
    """Each aggregate's packed positions are those of its events; there is no index without events."""
    complaints = []
    for name, log in observed.logs.items():
        packed: defaultdict[str, bytes] = defaultdict(bytes)
        for event in log.events:
            packed[event.aggregate] += event.position.to_bytes(POSITION_BYTES)
        named = packed.keys() | log.index.keys()
        complaints += [f"{name}: index of {each}" for each in named if packed.get(each) != log.index.get(each)]
    return complaints


def keys_act_once(observed: Observed) -> list[str]:
    """Under one key stands what one command writes, once and for one aggregate."""
    complaints = []
    for name, log in observed.logs.items():
        written: defaultdict[str, list[Event]] = defaultdict(list)
        for event in log.events:
            if event.correlation.startswith("load-") and not event.cause:
                written[event.correlation].append(event)
        for key, events in written.items():
            if tuple(event.word for event in events) != WRITES[key.rpartition("-")[2]]:
                complaints.append(f"{name}: {key} wrote {[event.word for event in events]}")
    return complaints


def retries_are_answered_alike(observed: Observed) -> list[str]:
    """Who sends a request again under its key is told what was told before."""
    return [f"{told.key} was told {again}" for told, again in observed.sent_twice if told != again]


def vouchers_are_numbered(observed: Observed) -> list[str]:
    """Voucher numbers of a hall and year run from 1 in the order of receipt, as the receipts themselves say."""
    complaints = []
    issued: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for event in observed.logs["intake"].events:
        if event.word == "voucher-issued":
            issued[event.aggregate] += 1
            if event.data["number"] != issued[event.aggregate]:
                complaints.append(f"{event.aggregate}: {event.data['number']} is number {issued[event.aggregate]}")
        if event.word == "application-received":
            series, _, number = event.data["voucher_number"].rpartition("-")
            given[series] += 1
            if int(number) != given[series]:
                complaints.append(f"{series}: {number} is number {given[series]}")
    return complaints


def reactions_act_once(observed: Observed) -> list[str]:
    """Each trigger is answered exactly once and each answer has its trigger: an acceptance one case, a closure one
    result at the counter, and so on.
    """
    complaints = []
    answered: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for source, trigger, target, answer in REACTIONS:
        triggers = {event.id for event in observed.logs[source].events if event.word == trigger}
        answers = Counter(event.cause for event in observed.logs[target].events if event.word == answer)
        complaints += [f"{answers[each]} {answer} for {trigger} {each}" for each in triggers if answers[each] != 1]
        answered[target, answer] |= triggers
    for (target, answer), triggers in answered.items():
        causes = {event.cause for event in observed.logs[target].events if event.word == answer}
        complaints += [f"{answer} without a trigger {each}" for each in causes - triggers]
    return complaints


def one_case_an_application(observed: Observed) -> list[str]:
    """No application has two cases, no case two results, whatever triggered them."""
    cases = Counter(e.data["application_id"] for e in _of(observed.logs["casework"], "case-opened"))
    results = Counter(e.data["case_id"] for e in _of(observed.logs["intake"], "result-received"))
    complaints = [f"application {each} has {count} cases" for each, count in cases.items() if count > 1]
    return complaints + [f"case {each} has {count} results" for each, count in results.items() if count > 1]


def clocks_stop_and_run_on(observed: Observed) -> list[str]:
    """A suspension ends once and after it began; while one is open no date is told, and none is told earlier."""
    complaints = []
    open_now: defaultdict[str, set[str]] = defaultdict(set)
    told: dict[tuple[str, str], str] = {}
    for event in observed.logs["casework"].events:
        if event.word == "clock-suspended":
            open_now[event.aggregate].add(event.data["suspension_id"])
        if event.word == "clock-resumed":
            if event.data["suspension_id"] not in open_now[event.aggregate]:
                complaints.append(f"{event.aggregate} was resumed and not suspended")
            open_now[event.aggregate].discard(event.data["suspension_id"])
        for clock, due in event.data.get("due", {}).items() if event.word in TELLING else ():
            if open_now[event.aggregate]:
                complaints.append(f"{event.aggregate} was told {due['on']} while its clock stood still")
            if due["at"] < told.get((event.aggregate, clock), ""):
                complaints.append(f"{event.aggregate} was told {due['on']}, earlier than before")
            told[event.aggregate, clock] = due["at"]
    return complaints + [f"{case} never ran on" for case, those in open_now.items() if those]


def tracks_stand_where_they_reacted(observed: Observed) -> list[str]:
    """A track is never ahead of its source, and never behind an event that was reacted to."""
    complaints = []
    at = {event.id: (name, event.position) for name, log in observed.logs.items() for event in log.events}
    for target, log in observed.logs.items():
        reacted: Counter[str] = Counter()
        for source, position in (at[event.cause] for event in log.events if event.cause in at):
            reacted[source] = max(reacted[source], position)
        for source in log.tracks.keys() | reacted.keys():
            if not reacted[source] <= log.tracks.get(source, 0) <= observed.logs[source].head:
                complaints.append(f"{target} stands at {source}:{log.tracks.get(source, 0)}")
    return complaints


def views_equal_their_rebuild(observed: Observed) -> list[str]:
    """Every table of every process has the rows that a rebuild from the first event gives it."""
    return [
        f"{process}: table {table}"
        for process in observed.rebuilt
        for table in observed.views[process].keys() | observed.rebuilt[process].keys()
        if observed.views[process].get(table) != observed.rebuilt[process].get(table)
    ]


def nothing_is_parked(observed: Observed) -> list[str]:
    """No follower gave up an event."""
    return [f"{name} has parked {log.parked}" for name, log in observed.logs.items() if log.parked]


def followers_are_at_the_head(observed: Observed) -> list[str]:
    """At rest everybody has followed every log to its end."""
    return [
        f"{service} has followed {name} to {position}"
        for service, positions in observed.followed.items()
        for name, position in positions.items()
        if position != observed.logs[name].head
    ]


INVARIANTS: tuple[Invariant, ...] = (
    acknowledged_is_kept,
    batches_are_whole,
    positions_are_gapless,
    versions_are_gapless,
    index_says_what_the_log_says,
    keys_act_once,
    retries_are_answered_alike,
    vouchers_are_numbered,
    reactions_act_once,
    one_case_an_application,
    clocks_stop_and_run_on,
    tracks_stand_where_they_reacted,
    views_equal_their_rebuild,
    nothing_is_parked,
    followers_are_at_the_head,
)


def complaints(observed: Observed) -> Mapping[str, list[str]]:
    """What each invariant complains about, by its name; those that hold are left out."""
    found = {invariant.__name__: invariant(observed) for invariant in INVARIANTS}
    return {name: those for name, those in found.items() if those}


def _of(log: Log, word: str) -> Iterator[Event]:
    return (event for event in log.events if event.word == word)


def _belong_together(receipt: Event, voucher: Event) -> bool:
    return (
        receipt.word == "application-received"
        and voucher.word == "voucher-issued"
        and receipt.aggregate == f"application/{voucher.data['application_id']}"
        and int(receipt.data["voucher_number"].rpartition("-")[2]) == voucher.data["number"]
    )
