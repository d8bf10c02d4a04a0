"""Refusals: each has a slug of its own, a sentence in Chinese and one in English, and is in the committed table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from string import Formatter
from typing import ClassVar

import pytest

from deploy.reference import refusals, refusals_page
from shared.kernel.refusals import Conflict, Refusal
from shared.runtime.problems import problem, status_of

SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ALL = refusals()


def wrong(kinds: Iterable[type[Refusal]]) -> list[str]:
    """What is wrong with refusals, one line each."""
    kinds = list(kinds)
    twice = {slug for slug, count in Counter(getattr(kind, "slug", "") for kind in kinds).items() if count > 1}
    return [f"{kind.__name__}: {fault}" for kind in kinds for fault in _faults(kind, twice)]


def _faults(kind: type[Refusal], twice: set[str]) -> Iterator[str]:
    slug, zh, en = (getattr(kind, name, "") for name in ("slug", "zh", "en"))
    if not SLUG.fullmatch(slug):
        yield "its slug is not in kebab-case"
    if slug in twice:
        yield "its slug is another's too"
    if not CHINESE.search(zh):
        yield "it has no Chinese"
    if CHINESE.search(en) or not re.search(r"[A-Za-z]{2}", en):
        yield "it has no English"
    members = {field.name for field in fields(kind)}
    if {name for text in (zh, en) for _, name, _, _ in Formatter().parse(text) if name} - members:
        yield "it speaks of a member that it has not"
    if members & {"type", "title", "status", "detail", "instance"}:
        yield "a member takes the place of the problem's own"


def test_there_are_refusals_of_the_runtime_and_of_the_services():
    assert {kind.__module__.split(".")[0] for kind in ALL} == {"services", "shared"}
    assert {"key-reused", "busy", "application-unknown"} <= {kind.slug for kind in ALL}


def test_each_has_its_slug_and_both_languages():
    assert wrong(ALL) == []


def test_each_has_a_status_and_is_told_as_a_problem():
    for kind in ALL:
        assert status_of(kind) in {400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 429, 500, 503}, kind
        assert kind.__doc__


@dataclass(frozen=True, slots=True)
class NoWords(Conflict):
    """Planted: it says nothing."""

    slug: ClassVar[str] = ""
    zh: ClassVar[str] = ""
    en: ClassVar[str] = ""


@dataclass(frozen=True, slots=True)
class InOneLanguage(Conflict):
    """Planted: English twice, and a slug with a capital."""

    slug: ClassVar[str] = "In-One"
    zh: ClassVar[str] = "Only English"
    en: ClassVar[str] = "Only English"


@dataclass(frozen=True, slots=True)
class TheSame(Conflict):
    """Planted: the slug of another one."""

    slug: ClassVar[str] = "busy"
    zh: ClassVar[str] = "忙 {who}"
    en: ClassVar[str] = "忙"


@dataclass(frozen=True, slots=True)
class WithStatus(Conflict):
    """Planted: a member that a problem has of its own."""

    slug: ClassVar[str] = "with-status"
    zh: ClassVar[str] = "有状态"
    en: ClassVar[str] = "With a status"
    status: int


PLANTED: dict[type[Refusal], set[str]] = {
    NoWords: {"its slug is not in kebab-case", "it has no Chinese", "it has no English"},
    InOneLanguage: {"its slug is not in kebab-case", "it has no Chinese"},
    TheSame: {"its slug is another's too", "it has no English", "it speaks of a member that it has not"},
    WithStatus: {"a member takes the place of the problem's own"},
}


@pytest.mark.parametrize(("kind", "faults"), PLANTED.items(), ids=[kind.__name__ for kind in PLANTED])
def test_what_is_wrong_with_a_refusal_is_found(kind, faults):
    found = wrong([*ALL, kind])
    assert {fault for name, fault in (line.split(": ") for line in found) if name == kind.__name__} == faults


def test_a_bar_in_a_sentence_does_not_break_the_table():
    page = refusals_page([TheSame])
    assert page.splitlines()[-1].startswith("| `busy` | 409 | 忙 {who} | 忙 |  | `tests.contracts.test_refusals` |")


def test_a_planted_refusal_is_no_part_of_the_product():
    assert not set(PLANTED) & set(ALL)
    assert problem(NoWords()).status_code == 409
