"""Reward round (以奖代补): a year's call for associations, from the first application until what was posted stands.

Invariants: an association has one eligible application in a round, whatever its track · the panel is odd, large enough
and has its residents · who is of an association, or recused, never scores it, and no total is anybody's · all that is
posted together stays within the budget, the higher tier never gets less, and rounding makes no money · a score once
posted changes only by an upheld objection, and then everything is posted anew · nothing stands while one waits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import assert_never

from services.grants.domain.association_standing import ASSOCIATION_STANDING, AssociationNotKnown
from services.grants.domain.association_standing_state import NotKnown
from services.grants.domain.parties import not_for_association
from services.grants.domain.reward_awards import DROPPED, most_of, most_points, tiers_in_force, trimmed
from services.grants.domain.reward_eligibility import failed
from services.grants.domain.reward_round_commands import (
    ConfirmRewards,
    EnterApplication,
    FormPanel,
    GiveScores,
    MissObjectionReview,
    ObjectToReward,
    OpenRewardCall,
    PostRewardNotice,
    RecuseMember,
    ReviewRewardObjection,
    RewardRoundCommand,
)
from services.grants.domain.reward_round_notice import confirm, miss_review, object_, post, review
from services.grants.domain.reward_round_refusals import (
    ApplicationNotInRound,
    AppliedAlready,
    CallOutsideYear,
    NotOnPanel,
    NotThatMember,
    PanelFormedAlready,
    PanelMissing,
    PanelRule,
    PanelUnsound,
    RecusalRequired,
    RewardCallClosed,
    RewardCallOpen,
    RewardCallOpenedAlready,
    RewardRoundUnknown,
    RewardsConfirmedAlready,
    ScoredAlready,
    ScorePartsUnsound,
    ScoresIncomplete,
    TooFewScores,
)
from services.grants.domain.reward_round_state import (
    Begun,
    Book,
    Called,
    Noticed,
    NotOpened,
    RewardRound,
    evolve,
)
from shared.contracts.grants.reward_round import (
    PanelFormed,
    PanelMemberRecused,
    PartPoints,
    RewardApplicationEntered,
    RewardCallOpened,
    RewardRoundEvent,
    ScorePart,
    ScoresGiven,
)
from shared.kernel.actors import Role
from shared.kernel.decider import Context, Decider
from shared.kernel.refusals import Refusal

MIN_MEMBERS = "reward.panel.min_members"
ODD = "reward.panel.odd"
RESIDENTS = "reward.panel.residents_min_fraction"

Facts = list[RewardRoundEvent] | Refusal
Parts = tuple[PartPoints, ...] | None


def decide(command: RewardRoundCommand, round_: RewardRound, context: Context) -> Facts:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    match command:
        case OpenRewardCall():
            return _open(command, round_, context)
        case _ if isinstance(round_, NotOpened):
            return RewardRoundUnknown()
        case EnterApplication():
            return _enter(command, round_.book, context)
        case FormPanel():
            return _form(command, round_, context)
        case RecuseMember():
            return _recuse(command, round_.book, context)
        case GiveScores():
            return _score(command, round_, context)
        case PostRewardNotice():
            return post(round_, context)
        case ObjectToReward():
            return object_(command, round_, context)
        case ReviewRewardObjection():
            return review(command, round_)
        case MissObjectionReview():
            return miss_review(round_, context)
        case ConfirmRewards():
            return confirm(round_, context)
        case _:
            assert_never(command)


# --- the call and its applications ------------------------------------------


def _open(command: OpenRewardCall, round_: RewardRound, context: Context) -> Facts:
    if not isinstance(round_, NotOpened):
        call = round_.book.call
        same = (call.apply_until_on, call.budget) == (command.apply_until_on, command.budget)
        return [] if same else RewardCallOpenedAlready()
    if command.year != context.today.year or command.apply_until_on < context.today:
        return CallOutsideYear()
    return [RewardCallOpened(**dict(command), called_on=context.today, tiers=tiers_in_force(context))]


def call_closed(book: Book, today: date) -> Refusal | None:
    """Why no application comes in any more."""
    until_on = book.call.apply_until_on
    return RewardCallClosed(apply_until_on=until_on) if today > until_on else None


def _enter(command: EnterApplication, book: Book, context: Context) -> Facts:
    association = context.look(ASSOCIATION_STANDING, command.association_id)
    if isinstance(association, NotKnown):
        return AssociationNotKnown()
    if command.application_id in book.entries:
        return []
    if refusal := not_for_association(context.actor, command.association_id) or call_closed(book, context.today):
        return refusal
    lineage_id = association.record.known.lineage_id
    if (before := book.entered(lineage_id)) is not None:
        return AppliedAlready(application_id=before.application_id)
    eligible = not failed(command.association_id, book.call, context)
    return [RewardApplicationEntered(**dict(command), lineage_id=lineage_id, eligible=eligible)]


# --- the panel and its scores -----------------------------------------------

_PANEL: Mapping[PanelRule, Callable[[FormPanel, Context], bool]] = {
    PanelRule.ENOUGH_MEMBERS: lambda panel, context: (
        len(panel.members) >= context.policy.whole(MIN_MEMBERS, context.today)
    ),
    PanelRule.ODD_NUMBER: lambda panel, context: (
        len(panel.members) % 2 == 1 or not context.policy.flag(ODD, context.today)
    ),
    PanelRule.ENOUGH_RESIDENTS: lambda panel, context: (
        sum(member.resident for member in panel.members)
        >= Fraction(context.policy.text(RESIDENTS, context.today)) * len(panel.members)
    ),
    PanelRule.NOBODY_TWICE: lambda panel, _context: (
        len({member.person for member in panel.members}) == len(panel.members)
    ),
}


def _form(command: FormPanel, round_: Begun, context: Context) -> Facts:
    if round_.book.panel == command.members:
        return []
    if not isinstance(round_, Called):
        return PanelFormedAlready()
    broken = tuple(name for name, keeps in _PANEL.items() if not keeps(command, context))
    return PanelUnsound(failed=broken) if broken else [PanelFormed(members=command.members)]


def _recuse(command: RecuseMember, book: Book, context: Context) -> Facts:
    if context.actor.role is Role.PANEL and context.actor.id != command.person:
        return NotThatMember()
    entry = book.entries.get(command.application_id)
    if entry is None:
        return ApplicationNotInRound()
    if command.person not in {member.person for member in book.panel}:
        return NotOnPanel(persons=(command.person,))
    if command.person in book.recused_of(entry):
        return []
    if command.application_id in book.scores:
        return ScoredAlready()
    return [PanelMemberRecused(person=command.person, association_id=entry.association_id)]


def _score(command: GiveScores, round_: Begun, context: Context) -> Facts:
    book = round_.book
    entry = book.entries.get(command.application_id)
    if entry is None or not entry.eligible or command.application_id in book.struck:
        return ApplicationNotInRound()
    totals, parts = tuple(sorted(command.totals)), _by_part(command.parts)
    if (scored := book.scores.get(command.application_id)) is not None:
        return [] if (scored.totals, scored.parts) == (totals, parts) else ScoredAlready()
    refusal = _not_to_be_scored(round_, context) or _unfit(command, entry, book, context)
    if refusal is not None:
        return refusal
    counted = trimmed(totals, context.policy.whole(DROPPED, context.today))
    if not counted:
        return TooFewScores()
    given = ScoresGiven(
        application_id=command.application_id,
        scorers=tuple(sorted(command.scorers)),
        totals=totals,
        points=sum(counted),
        counted=len(counted),
        parts=parts,
    )
    return [given]


def _by_part(parts: Parts) -> Parts:
    """In the order of the parts, each part's points ascending, so that nobody's are known."""
    if parts is None:
        return None
    order = {part: place for place, part in enumerate(ScorePart)}
    told = (each.model_copy(update={"points": tuple(sorted(each.points))}) for each in parts)
    return tuple(sorted(told, key=lambda each: order[each.part]))


def _not_to_be_scored(round_: Begun, context: Context) -> Refusal | None:
    if not isinstance(round_, Called):
        return ScoredAlready() if isinstance(round_, Noticed) else RewardsConfirmedAlready()
    until_on = round_.book.call.apply_until_on
    if context.today <= until_on:
        return RewardCallOpen(apply_until_on=until_on)
    return None if round_.book.panel else PanelMissing()


def _unfit(command: GiveScores, entry: RewardApplicationEntered, book: Book, context: Context) -> Refusal | None:
    """Who has to be recused first; else who is no member; else how many totals there must be."""
    recused, members = book.recused_of(entry), {member.person for member in book.panel}
    waiting = tuple(person for person in book.tied(entry) if person not in recused)
    if barred := waiting + tuple(sorted(recused & set(command.scorers))):
        return RecusalRequired(persons=barred)
    if strangers := tuple(sorted(set(command.scorers) - members)):
        return NotOnPanel(persons=strangers)
    expected, most = len(members - recused), most_points(context)
    each_once = len(command.scorers) == len(command.totals) == len(set(command.scorers)) == expected
    within = max(command.totals) <= most
    if not each_once or not within:
        return ScoresIncomplete(expected=expected, most_points=most)
    return None if command.parts is None else _unsound(command.parts, command.totals, context)


def _unsound(parts: tuple[PartPoints, ...], totals: tuple[int, ...], context: Context) -> Refusal | None:
    most = tuple(most_of(part, context) for part in ScorePart)
    each_once = sorted(each.part for each in parts) == sorted(ScorePart)
    by_all = all(len(each.points) == len(totals) for each in parts)
    within = all(max(each.points) <= most_of(each.part, context) for each in parts)
    together = sum(sum(each.points) for each in parts) == sum(totals)
    return None if each_once and by_all and within and together else ScorePartsUnsound(most=most)


REWARD_ROUND = Decider[RewardRound, RewardRoundCommand, RewardRoundEvent](
    "reward-round", NotOpened(), evolve, decide, RewardRoundEvent
)
