"""Whose work a case is, and internal notes on it, over HTTP."""

from __future__ import annotations

from typing import TypeVar

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.casework.api.case_work import work
from services.casework.domain.case import CASE
from services.casework.domain.case_assignment_acts import AddNote, AssignCase, TakeCase
from services.casework.domain.post import POST
from services.casework.domain.types import GivenPostId
from shared.contracts.casework.reasons import Text
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Routes

A = TypeVar("A", bound="AssignmentIn")

ASSIGNERS = (Role.CENTRE_DIRECTOR, Role.SUPERVISOR)


class AssignmentIn(BaseModel):
    """The examination post whose work the case becomes."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    post_id: GivenPostId


class NoteIn(BaseModel):
    """What colleagues should know, and on which post it is written."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    post_id: GivenPostId
    note: Text


def routes(desk: Desk) -> APIRouter:
    """Register the routes of assignment and notes."""
    to = Routes(desk, "cases")

    @to.command("/v1/cases/{id}/assignment", *ASSIGNERS, body=AssignmentIn)
    async def assign_case(call: Call[AssignmentIn]) -> Done | Refusal:
        """Make a case the work of an examination post of the body that has it (分办、改派)."""
        return await assign(call)

    @to.command("/v1/cases/{id}/uptake", Role.EXAMINER, body=TakeCase)
    async def take(call: Call[TakeCase]) -> Done | Refusal:
        """Take up a case that nobody has, on the own post (领办)."""
        return await work(call, lambda _subject: call.body)

    @to.command("/v1/cases/{id}/notes", Role.EXAMINER, Role.APPROVER, body=NoteIn)
    async def add_note(call: Call[NoteIn]) -> Done | Refusal:
        """Leave an internal note (内部备注); it is sealed, and no notice or view ever has it."""
        body, note_id = call.body, call.new_id("note")
        return await work(
            call,
            lambda subject: AddNote(post_id=body.post_id, note_id=note_id, note=Personal[str].of(subject, body.note)),
        )

    return to.router


async def assign(call: Call[A]) -> Done | Refusal:
    """Assign the case that the address names."""
    post_id = call.body.post_id
    return await call.execute(Step(CASE, call.id, AssignCase(post_id=post_id), related=(POST.ref(post_id),)))
