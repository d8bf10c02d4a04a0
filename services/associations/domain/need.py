"""Need (培育需求): what an association lacks, or residents who want to found one, and who helps.

Invariants: it is taken up once, by the centre of its community, a unit or another association that is a hub · only
who took it up answers, once · the last day is set with the need: that it passed is recorded once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_acting import not_by_party, not_of_centre
from services.associations.domain.association_refusals import AssociationUnknown
from services.associations.domain.association_state import OnFile, OnRegister
from services.associations.domain.community import COMMUNITY, CommunityWithoutCentre
from services.associations.domain.need_refusals import (
    HelpsForNobody,
    NeedAnswerNotMissed,
    NeedKindUnknown,
    NeedNotTakenUp,
    NeedTaken,
    NeedUnknown,
    NotAHub,
    NotTheTaker,
    OwnNeed,
)
from services.associations.domain.types import GivenId
from shared.contracts.associations.need import (
    NeedAnswered,
    NeedAnswerMissed,
    NeedEvent,
    NeedKind,
    NeedRegistered,
    NeedTakenUp,
    Taker,
    TakerKind,
)
from shared.kernel.actors import Role
from shared.kernel.decider import Context, Decider
from shared.kernel.limits import END_OF_DAY
from shared.kernel.messages import Command
from shared.kernel.personal import Personal, SubjectRef
from shared.kernel.refusals import CorruptStream, Refusal

KINDS = "association.needs"
ANSWER_WD = "association.need_answer_wd"
HUB = "HUB"
TAKERS = {Role.UNIT_DELEGATE: TakerKind.UNIT, Role.ASSOCIATION_OFFICER: TakerKind.HUB}
"""As whom somebody helps; everybody else for the centre."""

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NotRegistered:
    """Before anybody said anything."""


@dataclass(frozen=True, slots=True)
class Open:
    """The answer is owed, by `taker` where somebody took it up; `missed` once its last day has passed."""

    need: NeedRegistered
    taker: Taker | None = None
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """Terminal."""

    need: NeedRegistered
    taker: Taker


Need = NotRegistered | Open | Answered


def evolve(need: Need, event: NeedEvent) -> Need:
    """Apply one recorded fact."""
    match event, need:
        case NeedRegistered(), NotRegistered():
            return Open(event)
        case NeedTakenUp(), Open(taker=None):
            return replace(need, taker=event.taker)
        case NeedAnswerMissed(), Open(missed=False):
            return replace(need, missed=True)
        case NeedAnswered(), Open():
            return Answered(need.need, event.taker)
        case _:
            raise CorruptStream(f"{type(event).__name__} of a need that is {type(need).__name__}")


# --- commands ---------------------------------------------------------------


class RegisterNeed(Command):
    """Say what is needed: by an association, which the decision is given, or by founders in a community."""

    association_id: GivenId | None
    community_id: GivenId
    kind: NeedKind
    asked_by: SubjectRef
    words: Personal[str]


class TakeNeedUp(Command):
    """Owe the answer from now on."""


class AnswerNeed(Command):
    """Answer what was taken up."""

    answer: Personal[str]


class MissNeedAnswer(Command):
    """The last day has passed."""


NeedCommand = RegisterNeed | TakeNeedUp | AnswerNeed | MissNeedAnswer

# --- decisions --------------------------------------------------------------

Events = list[NeedEvent]


def decide(command: NeedCommand, need: Need, context: Context) -> Events | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect.

    Every decision of a person is given the community.
    """
    if isinstance(command, RegisterNeed):
        return _register(command, context) if isinstance(need, NotRegistered) else []
    if isinstance(need, NotRegistered):
        return NeedUnknown()
    match command:
        case TakeNeedUp():
            return _take_up(need, context)
        case AnswerNeed():
            return _answer(command, need, context)
        case MissNeedAnswer():
            due_at = answer_due(need, context)
            return NeedAnswerNotMissed() if due_at is not None and due_at > context.now else _missed(need, context)
        case _:
            assert_never(command)


def _register(command: RegisterNeed, context: Context) -> Events | Refusal:
    if not context.look(COMMUNITY, command.community_id).centre_id:
        return CommunityWithoutCentre()
    kinds = context.policy.texts(KINDS, context.today)
    if command.kind not in kinds:
        return NeedKindUnknown(kinds)
    lineage_id = _lineage(command, context)
    if isinstance(lineage_id, Refusal):
        return lineage_id
    days = context.policy.whole(ANSWER_WD, context.today)
    due_on = context.calendar.nth_working_day_after(context.today, days)
    return [NeedRegistered(**dict(command), lineage_id=lineage_id, answer_due_on=due_on)]


def _lineage(command: RegisterNeed, context: Context) -> str | Refusal | None:
    """Of the association that asks and is spoken for; of founders there is none yet."""
    if command.association_id is None:
        return not_of_centre(command.community_id, context)
    association = context.look(ASSOCIATION, command.association_id)
    if not isinstance(association, OnFile | OnRegister):
        return NeedUnknown()
    if association.file.drafted.community_id != command.community_id:
        return AssociationUnknown()
    refusal = not_by_party(command.association_id, command.community_id, context)
    return refusal or association.file.drafted.lineage_id


def _take_up(need: Open | Answered, context: Context) -> Events | Refusal:
    if refusal := not_of_centre(need.need.community_id, context) or no_helper(need.need, context):
        return refusal
    taker = Taker(kind=TAKERS.get(context.actor.role, TakerKind.CENTRE), id=context.actor.org)
    if need.taker is not None:
        return [] if need.taker == taker else NeedTaken(need.taker)
    return [*_missed(need, context), NeedTakenUp(taker=taker)]


def no_helper(need: NeedRegistered, context: Context) -> Refusal | None:
    """That somebody helps for nobody; of the associations only a hub that stands helps others, which is given."""
    if not context.actor.org:
        return HelpsForNobody()
    if context.actor.role is not Role.ASSOCIATION_OFFICER:
        return None
    if context.actor.org == need.association_id:
        return OwnNeed()
    hub = context.look(ASSOCIATION, context.actor.org)
    stands = isinstance(hub, OnFile | OnRegister) and hub.file.drafted.founding.category == HUB
    return None if stands else NotAHub()


def _answer(command: AnswerNeed, need: Open | Answered, context: Context) -> Events | Refusal:
    taker = need.taker
    if taker is None:
        return NeedNotTakenUp()
    if context.actor.org != taker.id:
        return NotTheTaker(taker)
    # Sealed words cannot be compared: an answer in other words is taken for the same one.
    if isinstance(need, Answered):
        return []
    late = context.today > need.need.answer_due_on
    return [*_missed(need, context), NeedAnswered(taker=taker, answer=command.answer, late=late)]


def answer_due(need: Need, _context: Context) -> datetime | None:
    """The first instant at which the answer is late; None where it is not owed, or known to be late."""
    if not isinstance(need, Open) or need.missed:
        return None
    return END_OF_DAY.of(need.need.answer_due_on)


def _missed(need: Need, context: Context) -> Events:
    """That the last day has passed, also where somebody acts before the timer has looked."""
    due_at = answer_due(need, context)
    if not isinstance(need, Open) or due_at is None or due_at > context.now:
        return []
    return [NeedAnswerMissed(due_on=need.need.answer_due_on, fell_due_at=due_at)]


NEED: Decider[Need, NeedCommand, NeedEvent] = Decider("need", NotRegistered(), evolve, decide, NeedEvent)
