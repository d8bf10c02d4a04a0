"""Why an erasure is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.contracts.erasure import Held
from shared.kernel.refusals import Conflict, Unknown


@dataclass(frozen=True, slots=True)
class SubjectUnknown(Unknown):
    """Nobody is known by that reference."""

    slug: ClassVar[str] = "subject-unknown"
    zh: ClassVar[str] = "没有此人的信息"
    en: ClassVar[str] = "Nobody is known by that reference"


@dataclass(frozen=True, slots=True)
class Retained(Conflict):
    """The archive keeps what would be deleted; what binds longest is named first."""

    slug: ClassVar[str] = "retention"
    zh: ClassVar[str] = "依法应当保存，不予删除；相关个人信息已限制处理"
    en: ClassVar[str] = "The law has it kept, so it is not deleted; its processing is restricted"
    archive_class: str
    basis: str | None
    period: str | None
    until_on: date | None
    held: Held


@dataclass(frozen=True, slots=True)
class ErasureNotAgreed(Conflict):
    """Not every service has said yet that it keeps nothing."""

    slug: ClassVar[str] = "erasure-not-agreed"
    zh: ClassVar[str] = "尚未核实各部门是否需要保存"
    en: ClassVar[str] = "Not every service has answered yet"


@dataclass(frozen=True, slots=True)
class ErasureAnswerNotDue(Conflict):
    """There is still time to answer."""

    slug: ClassVar[str] = "erasure-answer-not-due"
    zh: ClassVar[str] = "答复期限尚未届满"
    en: ClassVar[str] = "There is still time to answer"


def retained(held: Held) -> Retained:
    """Why something is not deleted, by what binds longest."""
    inner = tuple(sorted(held, key=lambda each: each.until_on or date.max, reverse=True))
    first = inner[0]
    return Retained(first.archive_class, first.basis, first.period, first.until_on, inner)
