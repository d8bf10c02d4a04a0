"""Filing numbers: the series of one community and year, given out one after another with the filings themselves.

Invariant: no number is given twice, none is left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from services.associations.domain.types import AssociationId
from shared.contracts.associations.filing_numbers import FilingNumberIssued, FilingNumbersEvent
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import CorruptStream, Refusal

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FilingNumbers:
    """How many numbers have been given, and to whom the last one."""

    issued: int = 0
    last_association_id: str = ""

    def next_number(self, pattern: str, community_code: str, year: int) -> str:
        """`城东社备〔2015〕GJC-0001`, by the policy's pattern `城东社备〔YYYY〕<community code>-NNNN`."""
        told = {"YYYY": f"{year}", "NNNN": f"{self.issued + 1:04d}", "<community code>": community_code}
        for place, value in told.items():
            pattern = pattern.replace(place, value)
        return pattern


def evolve(numbers: FilingNumbers, event: FilingNumbersEvent) -> FilingNumbers:
    """Apply one recorded fact."""
    if event.number != numbers.issued + 1:
        raise CorruptStream("a filing number was left out")
    return FilingNumbers(event.number, event.association_id)


# --- command ----------------------------------------------------------------


class IssueFilingNumber(Command):
    """Give the next number to an association that is filed in the same act."""

    association_id: AssociationId


# --- decision ---------------------------------------------------------------


def decide(command: IssueFilingNumber, numbers: FilingNumbers, _context: Context) -> list[FilingNumbersEvent] | Refusal:
    """Give the number; there is nothing to refuse."""
    if numbers.last_association_id == command.association_id:
        return []
    return [FilingNumberIssued(number=numbers.issued + 1, association_id=command.association_id)]


FILING_NUMBERS = Decider("filing-numbers", FilingNumbers(), evolve, decide, FilingNumbersEvent)


def series_id(community_id: str, year: int) -> str:
    """The series of a community and year."""
    return f"{community_id}-{year}"
