"""How an answer becomes what the article says: counted, or gathered as a set of words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import Any

Rows = list[dict[str, Any]]
Count = Callable[..., object]
"""Of the rows of each address that was asked, in their order."""

COMMITTEE = "社区居民委员会"


def number(rows: Rows) -> int:
    """How many there are."""
    return len(rows)


def number_where(name: str, value: object) -> Count:
    """How many have a value in a column."""
    return lambda rows: sum(each.get(name) == value for each in rows)


def value(name: str) -> Count:
    """What the only row has in a column."""
    return lambda rows: rows[0][name]


def every(name: str) -> Count:
    """All that stands in a column, each once."""
    return lambda rows: frozenset(each[name] for each in rows)


def of_these(name: str, words: Collection[str]) -> Count:
    """Which of some words stand in a column."""
    return lambda rows: frozenset(each[name] for each in rows) & frozenset(words)


def within(rows: str, name: str) -> Count:
    """All that stands in a column of the rows under a name of the only row."""
    return lambda whole: frozenset(each[name] for each in whole[0][rows])


def borne(rows: Rows) -> object:
    """Who bears which function."""
    return frozenset(f"{each['function']} → {each['to']}" for each in rows[0]["transfers"])


def titled(rows: Rows) -> object:
    """The titles with their months."""
    return frozenset(f"{each['awarded_on'][:7]} {each['title']}" for each in rows[0]["honours"])


def centres(rows: Rows) -> object:
    """How many communities have how many centres of different kinds."""
    of_kinds = Counter(len({each["kind"] for each in row["centres"]}) for row in rows)
    return frozenset(f"{communities} × {kinds}" for kinds, communities in of_kinds.items())


def part_time(committees: Rows, units: Rows) -> object:
    """The kinds of units whose heads sit part time in working committees."""
    kinds = {each["id"]: each["kind"] for each in units}
    seats = (seat for each in committees for seat in each["members"] if seat["seat"] == "PART_TIME")
    return frozenset(kinds[seat["from_unit_id"]] for seat in seats)


def halls(rows: Rows) -> int:
    """How many halls have two or three comprehensive windows that are open."""
    counted = Counter(
        hall["id"] for hall in rows for each in hall["windows"] if (each["state"], each["kind"]) == _COMPREHENSIVE
    )
    return sum(windows in {2, 3} for windows in counted.values())


_COMPREHENSIVE = ("OPEN", "COMPREHENSIVE")


def departments(words: Collection[str]) -> Count:
    """Of which of some departments a window receives items: the list is open (等)."""
    return lambda rows: frozenset(each["code"].split("-")[1] for each in rows) & frozenset(words)


def withdrawn(rows: Rows) -> object:
    """The subdistricts, by the names of statistics."""
    return frozenset(each["name_zh"].removesuffix("街道") for each in rows if each["name_zh"].endswith("街道"))


def areas(*policies: Rows) -> object:
    """The numbers that policies have."""
    return frozenset(each["value"] for rows in policies for each in rows)


def entitlements(rows: Rows) -> object:
    """What is due, in yuan: working funds by size, stipends with both parts by office."""
    funds = {f"{each['size']} {_yuan(each['amount'])}" for each in rows if each.get("size")}
    whole = (each for each in rows if each.get("office"))
    return frozenset(funds | {f"{each['office']} {_yuan(each['basic'], each['performance'])}" for each in whole})


def stipends(rows: Rows) -> object:
    """The sums of a committee's year, in yuan."""
    return frozenset(f"{name} {_yuan(rows[0][name])}" for name in ("stated", "paid", "waiting", "withheld"))


def _yuan(*parts: Mapping[str, Any]) -> str:
    return f"{sum(each['amount'] for each in parts) // 100:,}"


def belonging(names: Collection[str]) -> Count:
    """In which community committees lie."""
    return lambda rows: frozenset(
        f"{each['name_zh'].removesuffix(COMMITTEE)} → {community['name_zh']}"
        for community in rows[0]["communities"]
        for each in community["committees"]
        if each["name_zh"].removesuffix(COMMITTEE) in names
    )


def terms(rows: Rows) -> object:
    """Which terms were elected in which year, and filed."""
    return frozenset(f"{each['term']} · {each['election_on'][:4]}" for each in rows if each["stage"] == "FILED")


def sums(rows: Rows) -> object:
    """What funds were given, and how many of them."""
    given = Counter(each["sums"]["allocated"] // 100 for each in rows)
    return frozenset(f"{n} × {amount:,}" for amount, n in given.items())


def standing(status: str) -> Count:
    """Whose projects stand at a stage, by the names that the article uses."""

    def count(projects: Rows, committees: Rows, communities: Rows) -> object:
        names = {each["id"]: next(iter(each["aliases"]), each["name_zh"]) for each in (*committees, *communities)}
        return frozenset(names[each["holder"]["id"]] for each in projects if each["status"] == status)

    return count


def placed(names: Collection[str]) -> Count:
    """In which community associations are."""

    def count(associations: Rows, communities: Rows) -> object:
        of: Mapping[str, str] = {each["id"]: each["name_zh"] for each in communities}
        named = (each for each in associations if each["name_zh"] in names)
        return frozenset(f"{each['name_zh']} → {of[each['community_id']]}" for each in named)

    return count
