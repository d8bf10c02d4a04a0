"""Refusals that more than one service gives: a slug means the same wherever it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shared.kernel.refusals import Conflict, Forbidden, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class SamePerson(Unacceptable):
    """Two parts that must be two persons' would be one's: A and B, or examiner and approver."""

    slug: ClassVar[str] = "same-person"
    zh: ClassVar[str] = "不得由同一人担任"
    en: ClassVar[str] = "It must be two different persons"


@dataclass(frozen=True, slots=True)
class RemediesMissing(Unacceptable):
    """A refusal without its reasons or without the remedies against it: reconsideration, litigation."""

    slug: ClassVar[str] = "remedies-missing"
    zh: ClassVar[str] = "不予批准的决定应当说明理由，并告知行政复议、行政诉讼等救济途径"
    en: ClassVar[str] = "A decision to refuse states its reasons and the remedies against it"
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IdNumberInvalid(Unacceptable):
    """The number of a person's document cannot be right; `fault` says why."""

    slug: ClassVar[str] = "id-number-invalid"
    zh: ClassVar[str] = "证件号码无效"
    en: ClassVar[str] = "The document's number is invalid"
    fault: str


@dataclass(frozen=True, slots=True)
class WrongRegime(Unacceptable):
    """A villagers' committee is under another law."""

    slug: ClassVar[str] = "wrong-regime"
    zh: ClassVar[str] = "村民委员会适用村民委员会组织法，不适用该规定"
    en: ClassVar[str] = "Villagers' committees are under another law"
    regime: str = "VILLAGE"


@dataclass(frozen=True, slots=True)
class NotTheCommittee(Forbidden):
    """Whoever asks acts for another committee."""

    slug: ClassVar[str] = "not-the-committee"
    zh: ClassVar[str] = "您不代表该居委会"
    en: ClassVar[str] = "You do not act for this committee"


@dataclass(frozen=True, slots=True)
class CommitteeNotKnown(Unknown):
    """Councils have not founded such a committee, as far as the service that is asked has heard."""

    slug: ClassVar[str] = "committee-not-known"
    zh: ClassVar[str] = "尚未获知该居（村）委会"
    en: ClassVar[str] = "No such committee is known"


@dataclass(frozen=True, slots=True)
class ObjectedForAnother(Conflict):
    """Who lives in one household does not object for a second."""

    slug: ClassVar[str] = "objected-for-another"
    zh: ClassVar[str] = "您已代表另一户提出异议"
    en: ClassVar[str] = "You have objected for another household"
