"""Objections (异议) to the public notice of a filing: who may object and how long, and what the centre answers.

A household objects once while the notice runs, and who lives in one does so for no other. Each objection is answered
within the policy's days [D], while the limits of the filing itself go on; before all are answered it is neither filed
nor refused. One that was upheld leaves the centre the refusal alone: what the founders would put right after it nobody
could look at in this notice, so they apply anew with another draft.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from services.associations.domain.association_acting import Act, Events, not_by_authority
from services.associations.domain.association_file import File
from services.associations.domain.association_limits import missed
from services.associations.domain.association_objection_commands import AnswerFilingObjection, ObjectToFiling
from services.associations.domain.association_objection_state import Objection
from services.associations.domain.association_refusals import at_another_stage
from services.associations.domain.association_state import Known, OnNotice
from shared.contracts.associations.association_objection import FilingObjected, FilingObjectionAnswered
from shared.contracts.objector import resident_for
from shared.contracts.refusals import ObjectedForAnother, SamePerson
from shared.kernel.actors import Actor
from shared.kernel.decider import Context
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Refusal, Unknown

ANSWER_WD = "file.objection_answer_wd"


@dataclass(frozen=True, slots=True)
class FilingNoticeOver(Conflict):
    """The last day for objections was `until_on`."""

    slug: ClassVar[str] = "filing-notice-over"
    zh: ClassVar[str] = "公示期已满，不再受理异议"
    en: ClassVar[str] = "The last day for objections is over"
    until_on: date


@dataclass(frozen=True, slots=True)
class FilingObjectionUnknown(Unknown):
    """Nobody has objected to the filing so."""

    slug: ClassVar[str] = "filing-objection-unknown"
    zh: ClassVar[str] = "没有该项对备案的异议"
    en: ClassVar[str] = "There is no such objection to the filing"


@dataclass(frozen=True, slots=True)
class FilingObjectionAnsweredOtherwise(Conflict):
    """The objection was answered before, and otherwise than is said now."""

    slug: ClassVar[str] = "filing-objection-answered-otherwise"
    zh: ClassVar[str] = "该异议已有不同答复"
    en: ClassVar[str] = "The objection was answered otherwise before"


@dataclass(frozen=True, slots=True)
class FilingObjectionsOpen(Conflict):
    """These objections to the filing have no answer."""

    slug: ClassVar[str] = "filing-objections-open"
    zh: ClassVar[str] = "尚有对备案的异议未答复"
    en: ClassVar[str] = "Some objections to the filing have no answer"
    objections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilingObjectionUpheld(Conflict):
    """These objections were found right: the association is refused on this application."""

    slug: ClassVar[str] = "filing-objection-upheld"
    zh: ClassVar[str] = "异议成立，不予备案"
    en: ClassVar[str] = "An objection to the filing was upheld"
    objections: tuple[str, ...]


def objections_open(file: File) -> FilingObjectionsOpen | None:
    """That nothing is decided while somebody waits for an answer."""
    waiting = file.objections.open
    return FilingObjectionsOpen(waiting) if waiting else None


def objected(file: File) -> FilingObjectionsOpen | FilingObjectionUpheld | None:
    """What of the objections speaks against filing."""
    upheld = file.objections.upheld
    return objections_open(file) or (FilingObjectionUpheld(upheld) if upheld else None)


def _object(command: ObjectToFiling, association: Known, context: Context) -> Events | Refusal:
    if not isinstance(association, OnNotice):
        return at_another_stage(association)
    objections, today = association.file.objections, context.today
    if command.objection_id in objections.all or objections.of_household(command.household):
        return []
    if today > association.until_on:
        return FilingNoticeOver(association.until_on)
    resident = resident_for(command.household, context.actor)
    if objections.by_resident(resident):
        return ObjectedForAnother()
    due_on = context.calendar.nth_working_day_after(today, context.policy.whole(ANSWER_WD, today))
    return [FilingObjected(**dict(command), resident=resident, answer_due_on=due_on)]


def _answer(command: AnswerFilingObjection, association: Known, context: Context) -> Events | Refusal:
    file = association.file
    objection = file.objections.all.get(command.objection_id)
    if objection is None:
        return FilingObjectionUnknown()
    answered = FilingObjectionAnswered(**dict(command))
    if objection.answered is not None:
        return [] if objection.answered == answered else FilingObjectionAnsweredOtherwise()
    if not isinstance(association, OnNotice):
        return at_another_stage(association)
    refusal = not_by_authority(file, context) or _concerned(objection, file, context.actor)
    return refusal or [*missed(association, context), answered]


def _concerned(objection: Objection, file: File, actor: Actor) -> SamePerson | None:
    """That who answers objected, or is to be in charge of what is objected to."""
    founder = file.person.ref if file.person else None
    return SamePerson() if actor.id in (founder, objection.made.resident) else None


ACTS: Mapping[type[Command], Act] = {
    ObjectToFiling: _object,
    AnswerFilingObjection: _answer,
}
