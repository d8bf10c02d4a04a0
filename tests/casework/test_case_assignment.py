"""Whose work a case is, and notes that stay inside; one row each."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi import APIRouter
from pydantic import BaseModel

from services.casework.api.case_assignment import NoteIn
from services.casework.app import PARTS
from services.casework.domain.case import CASE
from services.casework.domain.case_assignment import Assignment
from services.casework.domain.case_assignment_acts import (
    AddNote,
    AssignCase,
    CaseAssigned,
    DirectorOfOtherBody,
    TakeCase,
)
from services.casework.domain.case_refusals import CaseNotOpen, CaseUnknown
from services.casework.domain.case_state import Open
from services.casework.domain.post import POST, OtherCentre, PostUnknown
from services.casework.domain.rules import PostNotHeld, PostOfOtherKind
from services.casework.domain.types import PostId
from shared.contracts.casework.case_assignment import AssignedBy, CaseReassigned, NoteAdded
from shared.contracts.casework.post import ActedAs, PostAssigned, PostKind
from shared.kernel.actors import Role
from shared.kernel.personal import Personal, seal
from shared.testing.decider import Spec, known
from shared.testing.memory_log import MemoryLog
from tests.casework.district import CENTRE, DISTRICT, ELSEWHERE, asked, established
from tests.casework.office import IDENTITY, Office, memory, office
from tests.casework.stories import CLOSED, DECIDED, EXAMINING, PROPOSED, SUBJECT, TERMINATED

SPEC = Spec(CASE)
DIRECTOR, SUPERVISOR = Role.CENTRE_DIRECTOR, Role.SUPERVISOR


def assign(post: str = "examination") -> AssignCase:
    return AssignCase(post_id=PostId(post))


def take(post: str = "examination") -> TakeCase:
    return TakeCase(post_id=PostId(post))


def reassigned(post="examination", before=None, by="director-1", part=AssignedBy.DIRECTOR) -> CaseReassigned:
    return CaseReassigned(post_id=post, previous_post_id=before, body=CENTRE, officer=by, assigned_by=part)


ASSIGNED = [*EXAMINING, reassigned()]
MOVED = [*ASSIGNED, reassigned("examination-2", "examination")]

ORDERS = {
    "the director assigns a case of the centre": (EXAMINING, DIRECTOR, CENTRE, assign(), [reassigned()]),
    "and gives it to another post": (
        ASSIGNED,
        DIRECTOR,
        CENTRE,
        assign("examination-2"),
        [reassigned("examination-2", "examination")],
    ),
    "and back again": (MOVED, DIRECTOR, CENTRE, assign(), [reassigned("examination", "examination-2")]),
    "to the same post is nothing": (ASSIGNED, DIRECTOR, CENTRE, assign(), []),
    "the supervisor assigns wherever": (
        EXAMINING,
        SUPERVISOR,
        "",
        assign(),
        [reassigned(part=AssignedBy.SUPERVISOR)],
    ),
    "the director of another centre does not": (EXAMINING, DIRECTOR, ELSEWHERE, assign(), DirectorOfOtherBody),
    "not even to the own post": (EXAMINING, DIRECTOR, ELSEWHERE, assign("elsewhere"), DirectorOfOtherBody),
    "a post of another centre does not get it": (EXAMINING, DIRECTOR, CENTRE, assign("elsewhere"), OtherCentre),
    "an approval post does not get it": (EXAMINING, DIRECTOR, CENTRE, assign("approval"), PostOfOtherKind),
    "a post that is none does not get it": (EXAMINING, DIRECTOR, CENTRE, assign("nowhere"), PostUnknown),
    "a post without people does": (EXAMINING, DIRECTOR, CENTRE, assign("empty"), [reassigned("empty")]),
    "while it waits for the approver it may change hands": (PROPOSED, DIRECTOR, CENTRE, assign(), [reassigned()]),
    "and after the decision, to be closed": (DECIDED, DIRECTOR, CENTRE, assign(), [reassigned()]),
    "a closed case is nobody's work": (CLOSED, DIRECTOR, CENTRE, assign(), CaseNotOpen),
    "a terminated case neither": (TERMINATED, DIRECTOR, CENTRE, assign(), CaseNotOpen),
    "a case that is none is not assigned": ([], DIRECTOR, CENTRE, assign(), CaseUnknown),
}


@pytest.mark.parametrize(("given", "role", "org", "when", "then"), ORDERS.values(), ids=ORDERS.keys())
def test_orders_of_the_director(given, role, org, when, then):
    SPEC.check(given, when, then, asked("director-1", role=role, org=org), DISTRICT)


UPTAKE = {
    "an examiner takes up what nobody has": (
        EXAMINING,
        "s-examiner",
        take(),
        [reassigned(by="s-examiner", part=AssignedBy.EXAMINER)],
    ),
    "taking it up twice records once": (ASSIGNED, "s-examiner", take(), []),
    "what another post has is not taken": (ASSIGNED, "s-both", take("examination-2"), CaseAssigned),
    "nor taken on a post that is not one's own": (EXAMINING, "s-examiner", take("examination-2"), PostNotHeld),
    "nor on an approval post": (EXAMINING, "s-approver", take("approval"), PostOfOtherKind),
    "nor by another centre": (EXAMINING, "s-examiner", take("elsewhere"), OtherCentre),
    "nor after the closure": (CLOSED, "s-examiner", take(), CaseNotOpen),
}


@pytest.mark.parametrize(("given", "by", "when", "then"), UPTAKE.values(), ids=UPTAKE.keys())
def test_taking_up(given, by, when, then):
    SPEC.check(given, when, then, asked(by), DISTRICT)


def test_what_comes_back_to_a_body_is_the_work_of_the_same_post_again():
    state = CASE.fold(ASSIGNED)
    assert isinstance(state, Open)
    assignment = state.file.assignment
    assert (assignment.at(CENTRE), assignment.at("dept-civil-affairs")) == ("examination", None)
    there = replace(assignment, posts={**assignment.posts, "dept-civil-affairs": "dept-post"})
    assert (there.at(CENTRE), there.at("dept-civil-affairs")) == ("examination", "dept-post")
    assert Assignment().at(CENTRE) is None


# --- notes ------------------------------------------------------------------

CANARY = "canary-内部备注"
NOTE = Personal[str].of(SUBJECT, CANARY)


def note(post: str = "examination", note_id: str = "note-1") -> AddNote:
    return AddNote(post_id=PostId(post), note_id=note_id, note=NOTE)


def noted(by="s-examiner", post="examination", acted_as=ActedAs.A) -> NoteAdded:
    return NoteAdded(note_id="note-1", note=NOTE, author=by, post_id=post, acted_as=acted_as)


NOTES = {
    "the examiner leaves a note": (EXAMINING, "s-examiner", note(), [noted()]),
    "the approver does": (EXAMINING, "s-approver", note("approval"), [noted("s-approver", "approval")]),
    "the substitute of another examination post does": (
        PROPOSED,
        "s-both",
        note("examination-2"),
        [noted("s-both", "examination-2")],
    ),
    "the same note again is nothing": ([*EXAMINING, noted()], "s-examiner", note(), []),
    "the same words again are another note": (
        [*EXAMINING, noted()],
        "s-examiner",
        note(note_id="note-2"),
        [noted().model_copy(update={"note_id": "note-2"})],
    ),
    "also after the closure": (CLOSED, "s-examiner", note(), [noted()]),
    "nobody does without a post": (EXAMINING, "s-stranger", note(), PostNotHeld),
    "nobody does on a post that is none": (EXAMINING, "s-examiner", note("nowhere"), PostNotHeld),
    "another centre does not": (EXAMINING, "s-examiner", note("elsewhere"), OtherCentre),
    "nobody does at a window": (EXAMINING, "s-examiner", note("window"), PostOfOtherKind),
    "there is no note on a case that is none": ([], "s-examiner", note(), CaseUnknown),
}
WINDOW = known(
    POST,
    "window",
    established(PostKind.WINDOW).model_copy(update={"hall_id": "hall-1", "window_id": "W1"}),
    PostAssigned(holder="s-examiner"),
)


@pytest.mark.parametrize(("given", "by", "when", "then"), NOTES.values(), ids=NOTES.keys())
def test_notes(given, by, when, then):
    SPEC.check(given, when, then, asked(by), DISTRICT | WINDOW)


def test_the_words_of_a_note_are_sealed_and_no_state_keeps_them():
    closed_ = seal(noted(), lambda _subject, path, _plain: f"sealed {path}")
    assert CANARY not in closed_.model_dump_json()
    assert CANARY not in repr(CASE.fold([*EXAMINING, noted()]))


def test_no_view_takes_a_note_but_the_one_of_whom_values_are_and_where_they_stand():
    taking = [view for view in PARTS.views if NoteAdded in view.on]
    assert [(view.name, sorted(view.tables.tables["subject"].columns.keys())) for view in taking] == [
        ("subject", ["position", "subject"])
    ]


def test_no_answer_of_the_service_has_room_for_a_note():
    desk: Any = Shelf()
    for routes in PARTS.routes:
        assert isinstance(routes(desk), APIRouter)
    assert {"NoteIn", "SupervisionOut"} <= {model.__name__ for model in desk.schemas}
    assert "note" in json.dumps(properties(NoteIn)), "the room that a request has would be seen in an answer"
    answers = [model for model in desk.schemas if not model.__name__.endswith("In")]
    with_a_note = [model.__name__ for model in answers if "note" in json.dumps(properties(model))]
    assert with_a_note == []


class Shelf:
    """What routes register themselves at; nobody asks anything."""

    def __init__(self) -> None:
        self.schemas: set[type[BaseModel]] = set()
        self.direct: list[object] = []
        self.service = "casework"


def properties(model: type[BaseModel]) -> list[str]:
    """Each name in the schema of a model, however deep."""
    schema = model.model_json_schema()
    kinds = [schema, *schema.get("$defs", {}).values()]
    return sorted({name for kind in kinds for name in kind.get("properties", {})} - {"notices"})


@pytest.fixture
async def here(tmp_path) -> AsyncIterator[Office]:
    async with office(tmp_path, MemoryLog(IDENTITY, memory())) as opened_:
        await opened_.staffed()
        await opened_.opened("c-1")
        yield opened_


async def test_over_http_a_note_is_in_the_history_and_its_words_are_nowhere(here):
    body = {"post_id": "examination", "note": CANARY}
    for _ in range(2):
        answer = await here.post("/v1/cases/c-1/notes", body, "note-0001", "s-examiner", Role.EXAMINER)
        assert [event["type"] for event in answer.json()["events"]] == ["huimin.casework.note-added.v1"]
    other = await here.post("/v1/cases/c-1/notes", body, "note-0002", "s-examiner", Role.EXAMINER)
    assert len(other.json()["events"]) == 1, "under another key it is another note"
    assert await here.words("c-1") == ["case-opened", "note-added", "note-added"]
    stored = await here.log.read(0, 1000)
    assert not [entry for entry in stored if CANARY.encode() in entry.document]
    for path in ("history", "supervision", "due-date-proof", "public-notices"):
        shown = await here.get(f"/v1/cases/c-1/{path}", Role.AUDITOR)
        assert (shown.status_code, CANARY in shown.text) == (200, False), path


async def test_over_http_a_case_is_assigned_taken_up_and_refused(here):
    taken = await here.post("/v1/cases/c-1/uptake", TO_POST, "take-0001", "s-examiner", Role.EXAMINER)
    assert (taken.status_code, taken.json()["version"]) == (200, 2)
    assigned = await here.post("/v1/cases/c-1/assignment", TO_POST, "assign-01", "director-1", DIRECTOR)
    assert (assigned.status_code, assigned.json()["events"]) == (200, []), "it has the case already"
    refused = await here.post("/v1/cases/c-1/assignment", TO_POST, "assign-02", "director-2", DIRECTOR, org=ELSEWHERE)
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:huimin:problem:director-of-other-body")


TO_POST = {"post_id": "examination"}
