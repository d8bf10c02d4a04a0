"""Funds as readers see them, with a token or without: sums, entries and statements, in fen and without names."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Row

from services.grants.domain.ledger import Sums
from services.grants.views.fund import SUMS, FundState
from shared.contracts.grants.fund import FundSums, WithholdingReason


class FundOut(BaseModel):
    """A fund and its sums; `withheld` says why nothing was allocated, `used_percent` what the look at its use found."""

    id: str
    committee_id: str
    period: int
    state: FundState
    sums: FundSums
    withheld: WithholdingReason | None = None
    planned: bool
    plan_missed: bool
    used_percent: int | None = None
    reminded: bool

    @classmethod
    def of(cls, row: Row[Any]) -> FundOut:
        """What a row of the view says."""
        told = {name: getattr(row, name) for name in cls.model_fields.keys() - {"sums"}}
        return cls.model_validate({**told, "sums": sums_of(row)})


class FundEntryOut(BaseModel):
    """One entry: what kind of movement, how much, of which project; of a reversal, which entry it reverses."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    kind: str
    amount: int
    project_id: str | None = None
    reverses: int | None = None
    recorded_on: date


class FundStatementOut(BaseModel):
    """The sums as they stood after a day."""

    through_on: date
    sums: FundSums

    @classmethod
    def of(cls, row: Row[Any]) -> FundStatementOut:
        """What a row of the view says."""
        return cls(through_on=row.through_on, sums=sums_of(row))


def sums_of(row: Row[Any]) -> FundSums:
    """The sums of a row, and what they leave available."""
    return Sums(*(getattr(row, name) for name in SUMS)).told()
