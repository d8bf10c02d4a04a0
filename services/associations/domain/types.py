"""Ids of associations."""

from __future__ import annotations

from typing import NewType

AssociationId = NewType("AssociationId", str)
