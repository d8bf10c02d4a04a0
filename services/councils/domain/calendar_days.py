"""Calendar days of a notice or a term: those that end on a day of rest go on to the next working day (民法典 §203)."""

from __future__ import annotations

from datetime import date, timedelta

from shared.kernel.working_days import Calendar


def last_of(n: int, after: date, calendar: Calendar) -> date:
    """The last of `n` calendar days after a day."""
    return calendar.next_working_day_on_or_after(after + timedelta(days=n))
