"""Events of the series of filing numbers of a community and year."""

from __future__ import annotations

from shared.kernel.messages import Event


class FilingNumberIssued(Event):
    """The next number of the series went to an association; recorded with its filing."""

    number: int
    association_id: str


FilingNumbersEvent = FilingNumberIssued
