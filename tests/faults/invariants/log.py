"""What must never happen to a log and to what is derived from it."""

from __future__ import annotations

from collections import Counter, defaultdict

from tests.faults.observed import POSITION_BYTES, Observed


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
