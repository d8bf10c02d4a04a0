"""Ids of grants. All money is integer fen (shared.kernel.money)."""

from __future__ import annotations

from typing import Annotated, NewType

from pydantic import Field

from shared.kernel.ids import by_trigger

FundId = NewType("FundId", str)
CommitteeId = NewType("CommitteeId", str)
ResolutionId = NewType("ResolutionId", str)
FundProjectId = NewType("FundProjectId", str)
InvoiceId = NewType("InvoiceId", str)

_ID = r"^[A-Za-z0-9._:-]{1,80}$"
GivenCommittee = Annotated[CommitteeId, Field(pattern=_ID)]
GivenResolution = Annotated[ResolutionId, Field(pattern=_ID)]


def fund_id(committee_id: str, period: int) -> FundId:
    """The one fund of a committee and a period."""
    return FundId(f"{committee_id}-{period}")


def opened_by(resolution_id: str) -> FundProjectId:
    """The one project that a resolution opens where nobody has proposed one for it."""
    return FundProjectId(by_trigger("fund-project", resolution_id))


def invoice_id(supplier: str, number: str) -> InvoiceId:
    """The one place of a supplier's invoice number; neither part has a plus in it."""
    return InvoiceId(f"{supplier}+{number}")
