"""A document to be printed: what stands on it, in one language, and nothing of how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """What a document is written in."""

    ZH = "zh"
    EN = "en"

    @property
    def tag(self) -> str:
        """As HTML and PDF name it."""
        return "zh-CN" if self is Language.ZH else "en"


@dataclass(frozen=True, slots=True)
class Line:
    """What is told, and what it is."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their columns, which share the breadth as `shares` says."""

    heading: str
    columns: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A QR code and what it is for."""

    address: str
    caption: str


@dataclass(frozen=True, slots=True)
class Document:
    """From top to bottom: who issues it, what it is, its number, facts, words, a table, more words, who signs.

    `stressed` stands out, beside the QR code. All texts are plain: what looks like markup in them is printed as it is.
    """

    language: Language
    issuer: str
    title: str
    number: Line
    lines: tuple[Line, ...]
    dated: str
    before: tuple[str, ...] = ()
    table: Table | None = None
    after: tuple[str, ...] = ()
    stressed: Line | None = None
    mark: Mark | None = None
    signatures: tuple[str, ...] = ()
