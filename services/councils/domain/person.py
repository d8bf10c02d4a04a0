"""Person (人): who holds an office or may come to hold one, and who their kin are.

Invariants: one person has one id, the vault's reference to them · kinship is known of both sides or of none · two
people are kin in one way at a time, and nobody is their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, assert_never

from services.councils.domain.types import PersonId
from shared.contracts.councils.person import (
    Identity,
    Kinship,
    KinshipDeclared,
    KinshipEnded,
    PersonEntered,
    PersonEvent,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.personal import Personal
from shared.kernel.refusals import Conflict, CorruptStream, Refusal, Unacceptable, Unknown

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotEntered:
    """Nobody has entered them."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, by the people whom they are kin to."""

    kin: Mapping[PersonId, Kinship] = field(default_factory=dict)


PersonState = NotEntered | Person


def evolve(person: PersonState, event: PersonEvent) -> PersonState:
    """Apply one recorded fact."""
    if isinstance(event, PersonEntered):
        return Person()
    if isinstance(person, NotEntered):
        raise CorruptStream("kin of nobody")
    match event:
        case KinshipDeclared():
            return replace(person, kin={**person.kin, PersonId(event.person_id): event.kinship})
        case KinshipEnded():
            return replace(person, kin={id_: each for id_, each in person.kin.items() if id_ != event.person_id})
        case _:
            assert_never(event)


# --- commands and refusals --------------------------------------------------


class EnterPerson(Command):
    """Enter somebody by their document."""

    identity: Personal[Identity]


class DeclareKinship(Command):
    """Declare that `person_id` is kin to another; the other's own command says the same of them."""

    person_id: PersonId
    other_id: PersonId
    kinship: Kinship


class EndKinship(Command):
    """They are kin no longer, or were declared so by mistake."""

    person_id: PersonId
    other_id: PersonId


PersonCommand = EnterPerson | DeclareKinship | EndKinship


@dataclass(frozen=True, slots=True)
class PersonUnknown(Unknown):
    """There is no such person."""

    slug: ClassVar[str] = "person-unknown"
    zh: ClassVar[str] = "人员不存在"
    en: ClassVar[str] = "There is no such person"


@dataclass(frozen=True, slots=True)
class OwnKin(Unacceptable):
    """A person would be their own kin."""

    slug: ClassVar[str] = "own-kin"
    zh: ClassVar[str] = "不得登记本人为其亲属"
    en: ClassVar[str] = "Nobody is their own kin"


@dataclass(frozen=True, slots=True)
class KinOtherwise(Conflict):
    """The two are declared to be kin in another way."""

    slug: ClassVar[str] = "kin-otherwise"
    zh: ClassVar[str] = "双方已登记其他亲属关系"
    en: ClassVar[str] = "The two are declared to be kin in another way"
    kinship: Kinship


# --- decisions --------------------------------------------------------------


def decide(command: PersonCommand, person: PersonState, context: Context) -> list[PersonEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case EnterPerson():
            return [PersonEntered(identity=command.identity)] if isinstance(person, NotEntered) else []
        case DeclareKinship():
            return _declare(command, person, context)
        case EndKinship():
            return _end(command, person)
        case _:
            assert_never(command)


def _declare(command: DeclareKinship, person: PersonState, context: Context) -> list[PersonEvent] | Refusal:
    if command.person_id == command.other_id:
        return OwnKin()
    if isinstance(person, NotEntered) or isinstance(context.look(PERSON, command.other_id), NotEntered):
        return PersonUnknown()
    if (declared := person.kin.get(command.other_id)) is not None:
        return [] if declared is command.kinship else KinOtherwise(declared)
    return [KinshipDeclared(person_id=command.other_id, kinship=command.kinship)]


def _end(command: EndKinship, person: PersonState) -> list[PersonEvent] | Refusal:
    if isinstance(person, NotEntered):
        return PersonUnknown()
    return [KinshipEnded(person_id=command.other_id)] if command.other_id in person.kin else []


PERSON: Decider[PersonState, PersonCommand, PersonEvent] = Decider("person", NotEntered(), evolve, decide, PersonEvent)
