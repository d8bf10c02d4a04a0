"""Facts and their answers: where each is asked, how the answer is counted, and what happened for it.

An answer counts only with events behind it: a number is that of the aggregates to which its event happened, what says
how many in words rests on as many, and of what is no number there is at least one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from rich.console import Console
from rich.table import Table

from deploy.registry import SERVICES
from deploy.year.counting import Count, Rows
from deploy.year.meetings import COMMITTEE
from deploy.year.year import Year


class Origin(StrEnum):
    """Whether the story led to it by commands, or the first start had sent it."""

    DERIVED = "derived"
    SEEDED = "seeded"


@dataclass(frozen=True, slots=True)
class Address:
    """A question: a path, and under what name its answer has the rows; it is one row itself where there is no name.

    `{committee}` in the path is the id of 夏都花园.
    """

    service: str
    path: str
    of: str = ""

    def of_year(self, year: Year) -> Address:
        """The same with the id of the committee of this deployment."""
        return replace(self, path=self.path.format(committee=year.committees[COMMITTEE].id))

    def rows(self, year: Year) -> Rows:
        """Ask it, and go on where the answer says that there is more."""
        path, _, query = self.of_year(year).path.partition("?")
        parameters = dict(each.split("=") for each in query.split("&") if each)
        page = year.admin.get(self.service, path, **parameters)
        if not self.of:
            return [page]
        rows = [*page[self.of]]
        while after := page.get("next"):
            page = year.admin.get(self.service, path, after=after, **parameters)
            rows += page[self.of]
        return rows


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is said; `event` is what happened to each aggregate that the answer rests on: to so many."""

    name: str
    says: object
    asked: tuple[Address, ...]
    counted: Count
    event: str
    origin: Origin = Origin.DERIVED
    source: str = "A"
    rests_on: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered where, and to how many aggregates its event happened."""

    fact: Fact
    asked: Address
    value: object
    aggregates: int

    @property
    def equal(self) -> bool:
        """Whether it is what is said, and rests on as many aggregates."""
        says = self.fact.says
        rests_on = says if isinstance(says, int) else self.fact.rests_on
        enough = self.aggregates > 0 if rests_on is None else self.aggregates == rests_on
        return self.value == says and enough


def answered(year: Year, facts: Iterable[Fact]) -> list[Answer]:
    """Ask each of them, and look up what happened for it."""
    happened = _happened(year)
    return [
        Answer(
            fact,
            fact.asked[0].of_year(year),
            fact.counted(*(each.rows(year) for each in fact.asked)),
            len(happened[fact.event]),
        )
        for fact in facts
    ]


def _happened(year: Year) -> Mapping[str, set[str]]:
    """To which aggregates each word of an event happened; where it says a kind, also by that."""
    happened: dict[str, set[str]] = defaultdict(set)
    for event in (each for service in SERVICES for each in _log_of(year, service)):
        word, data = event["type"].split(".")[2], event["data"]
        happened[word].add(event["subject"])
        if "kind" in data:
            happened[f"{word} kind={data['kind']}"].add(event["subject"])
    return happened


def _log_of(year: Year, service: str) -> Iterator[dict[str, Any]]:
    """All events of a service."""
    after = 0
    while events := (page := year.admin.get(service, "/v1/log", after=str(after), limit="1000"))["events"]:
        yield from (each["event"] for each in events)
        after = page["next"]


def show(console: Console, answers: list[Answer], ports: Mapping[str, int]) -> None:
    """What the article says beside what is answered."""
    table = Table(
        "fact", "said", "answered", "events of", "origin", "source", title="文中所述与系统所答 · said and answered"
    )
    for each in answers:
        style = "" if each.equal else "bold red"
        said, value = _text(each.fact.says), _text(each.value)
        fact = each.fact
        table.add_row(fact.name, said, value, str(each.aggregates), fact.origin, fact.source, style=style)
    console.print(table)
    for each in answers:
        asked = each.asked
        address = f"http://127.0.0.1:{ports[asked.service]}/{asked.service}{asked.path}"
        console.print(f"{each.fact.name.split()[0]}  {address}", highlight=False, soft_wrap=True)


def _text(value: object) -> str:
    return "、".join(sorted(map(str, value))) if isinstance(value, frozenset) else str(value)
