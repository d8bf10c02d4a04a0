"""Duplicates of an application (重复申请): what was found at its receipt, and what the applicant said to it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Annotated, assert_never

from pydantic import Field

from shared.contracts.intake.application_duplicates import (
    ApplicationDuplicateEvent,
    DuplicateAnswer,
    DuplicateAnswered,
    DuplicateFound,
    DuplicateMatch,
)
from shared.contracts.intake.application_people import Relation
from shared.kernel.messages import Command
from shared.kernel.personal import Personal

ApplicationRef = Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,64}$")]

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Duplicates:
    """The matches, and the answer once it was given; `into` where it is a merger."""

    matches: tuple[DuplicateMatch, ...] = ()
    answer: DuplicateAnswer | None = None
    into: str | None = None

    @property
    def unanswered(self) -> bool:
        """Whether the applicant has yet to say what becomes of this one."""
        return bool(self.matches) and self.answer is None


NONE_FOUND = Duplicates()


def evolve(duplicates: Duplicates, event: ApplicationDuplicateEvent) -> Duplicates:
    """Apply one recorded fact. Total: facts are not refused."""
    match event:
        case DuplicateFound():
            known = {match.application_id for match in event.matches}
            earlier = tuple(match for match in duplicates.matches if match.application_id not in known)
            return Duplicates((*event.matches, *earlier))
        case DuplicateAnswered():
            return replace(duplicates, answer=event.answer, into=event.into)
        case _:
            assert_never(event)


# --- command ----------------------------------------------------------------


class AnswerDuplicate(Command):
    """Say what becomes of this application beside the others; `into` names the one that goes on where it is merged."""

    answer: DuplicateAnswer
    reason: Personal[str]
    into: ApplicationRef | None = None
    through: Relation | None = None


# --- addresses --------------------------------------------------------------

_DIVISION = re.compile(r"^(青海省)?(西宁市)?(城东区)?")
_BETWEEN_NUMBERS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
_ELSEWHERE = re.compile(r"(?<!\d)[\W_]+|[\W_]+(?!\d)")


def normalised_address(written: str) -> str:
    """One spelling of an address: no width, case, blanks and punctuation, and not the district, which all share.

    What separates two numbers stays: 1-23 is not 12-3. Empty where nothing of it tells one place from another.
    """
    folded = unicodedata.normalize("NFKC", written).casefold()
    return _DIVISION.sub("", _ELSEWHERE.sub("", _BETWEEN_NUMBERS.sub("-", folded)))
