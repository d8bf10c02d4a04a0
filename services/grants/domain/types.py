"""Ids of grants. All money is integer fen (shared.kernel.money)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, NewType

from pydantic import AfterValidator, Field

from shared.contracts.grants.task_admission import Reference
from shared.kernel.codes import CodeFault, citizen_id
from shared.kernel.ids import by_trigger

FundId = NewType("FundId", str)

CommitteeId = NewType("CommitteeId", str)

ResolutionId = NewType("ResolutionId", str)

FundProjectId = NewType("FundProjectId", str)

InvoiceId = NewType("InvoiceId", str)

_ID = r"^[A-Za-z0-9._:-]{1,80}$"

GivenCommittee = Annotated[CommitteeId, Field(pattern=_ID)]

GivenResolution = Annotated[ResolutionId, Field(pattern=_ID)]

GivenProject = Annotated[FundProjectId, Field(pattern=_ID)]


def fund_id(committee_id: str, period: int) -> FundId:
    """The one fund of a committee and a period."""
    return FundId(f"{committee_id}-{period}")


def opened_by(resolution_id: str) -> FundProjectId:
    """The one project that a resolution opens where nobody has proposed one for it."""
    return FundProjectId(by_trigger("fund-project", resolution_id))


def invoice_id(supplier: str, number: str) -> InvoiceId:
    """The one place of a supplier's invoice number; neither part has a plus in it."""
    return InvoiceId(f"{supplier}+{number}")


def of_no_citizen(reference: str) -> str:
    """The reference itself. Raises ValueError where it is a citizen's own number."""
    if not isinstance(citizen_id(reference, date.max), CodeFault):
        raise ValueError("a citizen's number is no reference")
    return reference


GivenReference = Annotated[Reference, AfterValidator(of_no_citizen)]
"""A number of a paper, a receipt or an account, or a pseudonym; a citizen's own is refused, the log is for ever."""

StipendId = NewType("StipendId", str)


def stipend_id(committee_id: str, year: int) -> StipendId:
    """What is due to the supervision committee of a committee for a year."""
    return StipendId(f"{committee_id}-{year}")
