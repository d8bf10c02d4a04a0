"""Events of the admission of a task (社区准入): what a department may ask of committees and associations, for pay."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from shared.kernel.messages import Event
from shared.kernel.money import Money

TaskCode = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
Reference = Annotated[str, Field(min_length=1, max_length=64)]
"""A number or an opaque reference; it says nothing about a person."""

Text = Annotated[str, Field(min_length=1, max_length=100)]
"""A title, or why something was found, of a matter and no longer than a name."""

Basis = Annotated[str, Field(min_length=1, max_length=300)]


class Amount(Money):
    """More than nothing, and so little that all of a contract's lines add up to money."""

    amount: Annotated[int, Field(ge=1, le=10**11)]


class TaskAdmissionRequested(Event):
    """A department applied in writing for a task to be admitted, with what obliges it and the money; on entry."""

    code: TaskCode
    department: Reference
    title_zh: Text
    basis: Basis
    budget: Amount
    document: Reference


class TaskAdmissionApproved(Event):
    """The district's leading body admitted the task, which is in the assist catalogue from now on."""

    document: Reference


class TaskAdmissionRefused(Event):
    """The district's leading body refused the task; the department may apply again in other words."""

    reason: Text


TaskAdmissionEvent = TaskAdmissionRequested | TaskAdmissionApproved | TaskAdmissionRefused
