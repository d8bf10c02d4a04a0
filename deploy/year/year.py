"""The stage of the whole story: who is called what, and acts that are told apart by their words alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from deploy.client import Client
from deploy.clock import settle
from deploy.residents import document
from deploy.stage import Stage
from shared.kernel.actors import Role

NAMED_COMMITTEES = ("为民", "德令哈路", "东兴", "纺织", "园山", "夏都花园", "团结", "树林巷", "康南", "康西")
"""The residents' committees that the article names."""

AT_ONCE = 6
"""How many things that do not depend on one another are done at once."""

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Committee:
    """A residents' committee in its community, if it is in one; its invented people are numbered by `n`, its place."""

    id: str
    n: int
    community_id: str


@dataclass(frozen=True, slots=True)
class Representatives:
    """Who represents the residents of a committee, and the last of them, who supervise it: its chair first."""

    people: tuple[str, ...]
    supervisors: tuple[str, ...]


@dataclass
class Year(Stage):
    """The stage, with the ids that one scene leaves for another under a name of their own."""

    made: dict[str, str] = field(default_factory=dict)
    representatives: dict[str, Representatives] = field(default_factory=dict)

    @cached_property
    def communities(self) -> Mapping[str, dict[str, Any]]:
        """The communities by name."""
        listed = self.admin.get("councils", "/v1/communities")["communities"]
        return {each["name_zh"]: each for each in listed}

    @cached_property
    def _listed(self) -> list[dict[str, Any]]:
        return list(self.admin.pages("councils", "/v1/committees", "committees", kind="RESIDENTS"))

    @cached_property
    def by_code(self) -> Mapping[str, str]:
        """The ids of the residents' committees, by their statistical codes."""
        return {each["stat_code_12"]: each["id"] for each in self._listed}

    @cached_property
    def committees(self) -> Mapping[str, Committee]:
        """The residents' committees, by the name that the article uses, else by that of statistics."""
        return {
            (each["aliases"] or [each["name_zh"]])[0]: Committee(each["id"], n, _community_of(each))
            for n, each in enumerate(self._listed)
        }

    @cached_property
    def anybody(self) -> Client:
        """Somebody without a token."""
        return replace(self.admin, token="")

    @cached_property
    def clerk(self) -> Client:
        """Whoever sits at the counter."""
        return self.person("year-clerk", Role.CLERK, "")

    def office(self, community_id: str) -> Client:
        """Somebody of a community's working committee."""
        return self.person(f"w-{community_id or 'district'}", Role.WORKING_COMMITTEE, community_id)

    def chair(self, committee: str) -> Client:
        """The chair of a residents' committee, by their person."""
        return self.person(self.made[f"chair of {committee}"], Role.COMMITTEE, self.committees[committee].id)

    def supervisor(self, committee: str) -> Client:
        """The chair of its supervision committee, by their person."""
        sub = self.representatives[committee].supervisors[0]
        return self.person(sub, Role.SUPERVISION_COMMITTEE, self.committees[committee].id)

    def centre(self, community: str) -> str:
        """The public service centre of a community."""
        centres = self.communities[community]["centres"]
        return str(next(each["id"] for each in centres if each["kind"] == "PUBLIC_SERVICE"))

    def act(self, who: Client, service: str, path: str, again: str = "", /, **body: object) -> dict[str, Any]:
        """Send a command; the same words on the same path are the same act, unless `again` tells them apart."""
        words = json.dumps([path, again, body], sort_keys=True).encode()
        return who.post(service, f"/v1{path}", body, f"year-{hashlib.sha256(words).hexdigest()[:32]}")

    def make(self, who: Client, service: str, path: str, **body: object) -> str:
        """Send a command that makes something; its id."""
        return str(self.act(who, service, path, **body)["id"])

    def enter(self, name: str, n: int) -> str:
        """Somebody by their document, the n-th of all invented people; their id."""
        return self.make(self.clerk, "councils", "/people", **document(name, n))

    def each(self, do: Callable[[T], R], of: Iterable[T]) -> list[R]:
        """Do the same for each of several, some at once; what came of it, in their order."""
        with ThreadPoolExecutor(AT_ONCE) as several:
            return list(several.map(do, of))

    def settle(self) -> None:
        """Wait until all services have heard of everything."""
        settle(self.admin)


def _community_of(committee: Mapping[str, Any]) -> str:
    return str(committee.get("assignment", {}).get("community_id", ""))


def yuan(amount: int) -> dict[str, Any]:
    """Money as a body has it."""
    return {"amount": 100 * amount, "currency": "CNY"}
