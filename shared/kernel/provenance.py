"""Where a seeded value comes from."""

from __future__ import annotations

from enum import StrEnum


class Provenance(StrEnum):
    """Shown beside every seeded value in public answers; nobody invents a law."""

    ARTICLE = "ARTICLE"
    """Stated in the article of 2016-04-14."""

    LAW = "LAW"
    """A public rule whose text was read."""

    LOCAL = "LOCAL"
    """A comparable city's rule."""

    DEFAULT = "DEFAULT"
    """A reasonable default, or a rule known but not yet confirmed against its text."""

    SYNTHETIC = "SYNTHETIC"
    """An invented organisation, person or amount."""
