"""Ids of grants. All money is integer fen (shared.kernel.money)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, NewType

from pydantic import AfterValidator

from shared.contracts.grants.task_admission import Reference
from shared.kernel.codes import CodeFault, citizen_id

FundId = NewType("FundId", str)


def of_no_citizen(reference: str) -> str:
    """The reference itself. Raises ValueError where it is a citizen's own number."""
    if not isinstance(citizen_id(reference, date.max), CodeFault):
        raise ValueError("a citizen's number is no reference")
    return reference


GivenReference = Annotated[Reference, AfterValidator(of_no_citizen)]
"""A number of a paper, a receipt or an account, or a pseudonym; a citizen's own is refused, the log is for ever."""
