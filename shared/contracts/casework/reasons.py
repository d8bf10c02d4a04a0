"""What people write about a person, under that person's key."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from shared.kernel.personal import Personal

Text = Annotated[str, Field(min_length=1, max_length=500)]
Texts = Annotated[tuple[Text, ...], Field(max_length=20)]
Reasons = Personal[tuple[str, ...]]
"""Under the applicant's key."""
