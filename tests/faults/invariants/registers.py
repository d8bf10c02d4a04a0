"""What must never happen in the register of associations: a name, a code or a number that two of them have."""

from __future__ import annotations

from collections import Counter

from tests.faults.observed import Observed


def names_and_codes_are_held_once(observed: Observed) -> list[str]:
    """Who has a name or a credit code keeps it until it is free; nobody else takes it meanwhile."""
    complaints, held = [], dict[str, str]()
    log = observed.logs["associations"]
    for event in log.of("association-name-taken", "association-name-freed", "credit-code-assigned"):
        if event.word.endswith("-freed"):
            held.pop(event.aggregate, None)
        elif held.setdefault(event.aggregate, event.data["association_id"]) != event.data["association_id"]:
            complaints.append(f"{event.aggregate} is of {held[event.aggregate]} and of {event.data['association_id']}")
    return complaints


def filings_are_numbered(observed: Observed) -> list[str]:
    """Filing numbers of a community and year run from 1, and each is of one filing that bears it."""
    complaints, issued = [], Counter[str]()
    log = observed.logs["associations"]
    bears = {event.aggregate.partition("/")[2]: event.data["number"] for event in log.of("filed")}
    for event in log.of("filing-number-issued"):
        issued[event.aggregate] += 1
        number, of = int(event.data["number"]), event.data["association_id"]
        if number != issued[event.aggregate]:
            complaints.append(f"{event.aggregate}: {number} is number {issued[event.aggregate]}")
        if not bears.pop(of, "").endswith(f"-{number:04d}"):
            complaints.append(f"{of} does not bear the number {number} that was issued for it")
    return complaints + [f"{of} bears {number}, which nobody issued" for of, number in bears.items()]


def activities_are_rated_once(observed: Observed) -> list[str]:
    """Of an activity no more is said than there are codes, and each time that something is said a token is spent."""
    log = observed.logs["associations"]
    issued = {event.aggregate.partition("/")[2]: event.data["issued"] for event in log.of("rating-codes-issued")}
    spent = Counter(event.aggregate.partition("/")[2] for event in log.of("activity-token-spent"))
    cast = Counter(event.data["token_id"] for event in log.of("activity-rating-cast"))
    said = Counter(event.aggregate.partition("/")[2] for event in log.of("activity-rating-cast"))
    complaints = [f"{n} ratings of {of}, for {issued.get(of)} codes" for of, n in said.items() if n > issued.get(of, 0)]
    both = spent.keys() | cast.keys()
    return complaints + [
        f"token {each} is spent {spent[each]} times" for each in both if (spent[each], cast[each]) != (1, 1)
    ]
