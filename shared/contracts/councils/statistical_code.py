"""Events of the statistical code: one aggregate for each code of 12 digits, so that no two committees have the same."""

from __future__ import annotations

from shared.kernel.messages import Event


class StatisticalCodeTaken(Event):
    """A committee holds the code; recorded with the committee's foundation."""

    committee_id: str


StatisticalCodeEvent = StatisticalCodeTaken
