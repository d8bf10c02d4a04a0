"""Ids of grants. All money is integer fen (shared.kernel.money)."""

from __future__ import annotations

from typing import NewType

FundId = NewType("FundId", str)
