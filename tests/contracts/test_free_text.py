"""Free text about a person is personal: no event of any contract takes room for it as plaintext, but for the listed."""

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Annotated, get_args, get_origin

import pytest
from pydantic import BaseModel, Field
from pydantic.fields import FieldInfo

from shared.kernel.messages import Event, Value
from shared.kernel.personal import Personal, Published

SERVICES = ("intake", "casework", "grants", "associations", "councils")
A_NAME = 100
"""Longer than the name of a place, a paper or an office, and there is room to write about somebody."""

LISTED = {
    "remedies": "the law's words: where a decision can be challenged, and until when",
    "entry.value": "a value of the district's policy",
    "entry.basis": "the rule behind a value of the policy",
    "edition.source_document": "the State Council's notice",
    "source": "where an entry of the register is from",
    "basis": "the decision of the authority by which a community ends, or a function passes on",
    "rulings.document": "the document by which an authority proposes or decides that a committee is abolished",
    "JointActivityResultPublished.summary": "what came of an activity of units, told to everybody",
    "TaskAdmissionRequested.basis": "what obliges a department to a task, in the words of the rule",
    "TaskAdmissionRefused.reason": "why a task is not admitted, of a task and no longer than a name",
    "CommitteeTaskRefused.reason": "why a committee refuses a task, of a task and no longer than a name",
    "WorkVerified.reason": "what work lacks, no longer than a name",
    "RewardObjectionReviewed.reason": "what a review found, of an application and no longer than a name",
    "ReportPresented.account": "what a centre or a unit says of its own work",
    "RectificationSubmitted.plan": "what a centre or a unit will put right",
    "SelfGovernanceActivityReported.report": "what came of an activity, told to everybody",
    "QuestionPut.question": "what a committee asks a centre about its work, in public",
    "QuestionAnswered.answer": "and what the centre answers, in public",
    "TaskRefused.reason": "why a committee refuses a task that was not admitted",
    "WindowPaused.reason": "why a window is paused, of a window and no longer than a name",
    "ActivityCalledOff.reason": "why an activity does not take place, no longer than a name",
    "AnnualReportSubmitted.report.summary": "how the year of an association went",
    "entries.value": "what founders are told by the guide, whoever they are",
    "legal_basis.value.title": "a rule's title",
    "legal_basis.value.text": "the words of the rule on which an item rests",
    "conditions_accept.value": "who may apply for an item, in the words of its guide",
    "conditions_refuse.value": "what speaks against it, in the words of its guide",
    "process.value.flow_chart": "how an item is handled, whoever applies",
    "process.value.steps.standard": "by what each of its steps is judged",
    "fee.value.standard": "what an item costs",
    "fee.value.basis": "by which rule it costs something",
    "fee.value.reductions": "who pays less for it, as the rule says",
    "hours.value": "when an office is open",
    "remedies.value": "the law's words, in the guide of an item",
    "faq.value.question": "what is often asked of an item, by nobody in particular",
    "faq.value.answer": "and what is answered to everybody",
    "MeetingProposed.matter": "what a meeting shall speak of",
    "CountersignatureRefused.reason": "what is wrong with a project or an account",
    "SupervisionReported.report": "what a supervision committee looked at in a year",
    "AssemblyPostponed.reason": "why an assembly is put off, no longer than a title",
    "PetitionStarted.matter": "what an assembly shall speak of",
    "PactDrafted.text": "rules that residents give themselves, which name nobody",
    "PactReturned.reason": "where a pact contradicts the law",
    "ResolutionAdopted.task": "what a committee shall do",
    "ReVoteDemanded.reason": "which rule a resolution is against",
    "ProgressPosted.report": "how far the carrying out of a resolution is, for all to read",
    "ResolutionExecuted.result": "what came of a resolution, for all to read",
    "ExecutionNotAccepted.reason": "what a piece of work lacks",
    "OpinionAnswered.published": "what all may read of an answer, beside the sealed words",
    "TopicOpened.emergency": "what is urgent",
    "TopicDropped.reasons": "why a matter goes nowhere, for all to read",
    "MeetingCancelled.reason": "why a meeting does not take place",
    "MinutesFiled.summary": "what a meeting spoke of, which names nobody",
    "CandidateCriteriaPublished.criteria.text_zh": "by what candidates are reviewed, whoever they are",
    "ElectionPostponed.reason": "why a vote is put off, no longer than a title",
}
REFERENCES = frozenset(
    {
        *("code", "item_code", "street_code", "stat_code_12", "trained_for", "voucher_number", "kind", "org"),
        *("examiner", "approver", "officer", "holder", "substitute", "body", "name_zh", "name_en"),
    }
)
"""Words of the register and pseudonymous references, which the commands bound where they are given."""


def texts(annotation: object, limits: tuple[object, ...], path: str) -> Iterator[tuple[str, int | None]]:
    """The path of each plain text under an annotation, with the most characters it may have; None is no limit."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        yield from texts(inner, (*limits, *more), path)
    elif isinstance(annotation, type) and issubclass(annotation, Personal | Published):
        return
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            yield from texts(field.annotation, tuple(field.metadata), f"{path}.{name}")
    elif annotation is str:
        each = [part for limit in limits for part in (limit.metadata if isinstance(limit, FieldInfo) else [limit])]
        longest = [part.max_length for part in each if hasattr(part, "max_length")]
        yield path, min(longest) if longest else _of_pattern(each)
    else:
        for argument in get_args(annotation):
            yield from texts(argument, (), path)


def _of_pattern(limits: list[object]) -> int | None:
    """A pattern that the whole text has to match leaves no room for prose."""
    return A_NAME if any(str(getattr(limit, "pattern", "")).endswith("$") for limit in limits) else None


def room_for_prose(event: type[Event]) -> list[str]:
    """Where an event would take what somebody wrote about a person."""
    return [path for path, longest in texts(event, (), event.__name__) if _takes_prose(path, longest)]


def _takes_prose(path: str, longest: int | None) -> bool:
    last = path.rpartition(".")[2]
    if any(path == listed or path.endswith(f".{listed}") for listed in LISTED):
        return False
    if last.startswith("reason"):
        return True
    return longest > A_NAME if longest is not None else not (last in REFERENCES or last.endswith("_id"))


def events() -> list[type[Event]]:
    return [event for service in SERVICES for event in import_module(f"shared.contracts.{service}").EVENTS]


EVENTS = tuple(dict.fromkeys(events()))


@pytest.mark.parametrize("event", EVENTS, ids=[event.__name__ for event in EVENTS])
def test_no_event_has_room_for_prose_about_a_person(event):
    assert room_for_prose(event) == []


def test_each_listed_text_is_there():
    paths = [path for event in events() for path, _ in texts(event, (), event.__name__)]
    assert [listed for listed in LISTED if not any(f".{path}".endswith(f".{listed}") for path in paths)] == []


Long = Annotated[str, Field(max_length=A_NAME + 1)]
Short = Annotated[str, Field(max_length=A_NAME)]


class Told(Value):
    words: Long


class Planted(Event):
    """Each field takes prose."""

    bare: str
    long: Long
    maybe: Long | None = None
    several: tuple[Long, ...]
    bounded: Annotated[tuple[Long, ...], Field(max_length=3)]
    inside: tuple[Told, ...]
    reason: Short


class Harmless(Event):
    """No field does."""

    short: Short
    several: tuple[Short, ...]
    case_id: str
    code: str
    digits: Annotated[str, Field(pattern=r"^[0-9]{9}$")]
    sealed: Personal[str]
    reasons: Personal[tuple[str, ...]] | None = None
    by_law: Published[Long]
    count: int


def test_prose_is_found_wherever_it_is_planted():
    found = {path.split(".")[1] for path in room_for_prose(Planted)}
    assert found == set(Planted.model_fields)


def test_what_has_no_room_for_prose_is_let_be():
    assert room_for_prose(Harmless) == []


@pytest.mark.parametrize("first", ["casework", "casework.case", "casework.item", "intake", "intake.application"])
def test_the_contracts_of_intake_and_casework_may_be_imported_in_either_order(first):
    loaded = subprocess.run(
        [sys.executable, "-c", f"import shared.contracts.{first}"], capture_output=True, check=False
    )
    assert loaded.returncode == 0, loaded.stderr
