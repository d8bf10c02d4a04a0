"""A round of rewards, whatever anybody does in whatever order: the budget holds, the higher tier never gets less, and
who is of an association or recused never scores it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis.stateful import invariant

from services.grants.domain.association_standing import ASSOCIATION_STANDING
from services.grants.domain.association_standing_state import Standing, standing_of
from services.grants.domain.reward_application import REWARD_APPLICATION
from services.grants.domain.reward_application_commands import PayReward
from services.grants.domain.reward_application_state import Granted
from shared.contracts.grants.reward_application import (
    RewardConfirmed,
    RewardForfeited,
    RewardPaid,
    RewardPaymentReturned,
)
from shared.contracts.grants.reward_round import (
    PanelMemberRecused,
    RewardCallOpened,
    RewardNoticed,
    RewardObjected,
    RewardObjectionReviewed,
    RewardRoundConfirmed,
    ScoresGiven,
)
from shared.kernel.actors import Role
from shared.kernel.messages import Event
from tests.grants.purchases import asked
from tests.grants.round_life import RoundLife


class Round(RoundLife):
    """What must hold of it, whatever was done."""

    def _all(self, *kinds: type[Event]) -> list[Any]:
        return [event for _, event in self.acts.events if isinstance(event, kinds)]

    def _fen_of(self, told: RewardPaid | RewardPaymentReturned) -> int:
        paid = {event.receipt_ref: event.amount.amount for event in self._all(RewardPaid)}
        return int(paid[told.receipt_ref])

    @invariant()
    def no_more_is_posted_confirmed_or_paid_than_the_budget(self) -> None:
        for call in self._all(RewardCallOpened):
            budget = call.budget.amount
            for notice in self._all(RewardNoticed):
                assert sum(award.amount.amount for award in notice.awards) <= budget
            assert sum(event.amount.amount for event in self._all(RewardConfirmed)) <= budget
            out = 0
            for event in self._all(RewardPaid, RewardPaymentReturned):
                out += self._fen_of(event) if isinstance(event, RewardPaid) else -self._fen_of(event)
                assert 0 <= out <= budget

    @invariant()
    def the_higher_average_never_gets_less_and_nobody_more_than_their_tier(self) -> None:
        for call in self._all(RewardCallOpened):
            most = {tier.name: tier.amount.amount for tier in call.tiers} | {None: 0}
            for notice in self._all(RewardNoticed):
                ranked = sorted(notice.awards, key=lambda award: award.points / award.counted)
                amounts = [award.amount.amount for award in ranked]
                assert amounts == sorted(amounts)
                assert all(award.amount.amount <= most[award.tier] for award in notice.awards)
                assert len({(award.tier, award.amount.amount) for award in ranked}) == len({a.tier for a in ranked})

    @invariant()
    def nobody_scores_an_association_that_they_are_close_to_or_were_recused_from(self) -> None:
        entries = self.round.book.entries
        recused = {(event.person, event.association_id) for event in self._all(PanelMemberRecused)}
        ties = {member.person: set(member.ties) for member in self.round.book.panel}
        for event in self._all(ScoresGiven):
            association_id = entries[event.application_id].association_id
            assert len(event.scorers) == len(event.totals) == len(set(event.scorers))
            for person in event.scorers:
                assert (person, association_id) not in recused
                assert association_id not in ties[person]

    @invariant()
    def nothing_stands_while_an_objection_waits(self) -> None:
        open_: set[str] = set()
        for _, event in self.acts.events:
            if isinstance(event, RewardObjected):
                open_.add(event.objection_id)
            elif isinstance(event, RewardObjectionReviewed):
                open_.discard(event.objection_id)
            elif isinstance(event, RewardRoundConfirmed | RewardConfirmed):
                assert not open_

    @invariant()
    def each_application_is_paid_once_what_was_confirmed_and_never_after_it_is_forfeited(self) -> None:
        """Once more only after the bank sent it back, and by another receipt."""
        confirmed: dict[str, int] = {}
        over: set[str] = set()
        for ref, event in self.acts.events:
            if isinstance(event, RewardConfirmed):
                confirmed[ref.id] = event.amount.amount
            elif isinstance(event, RewardPaymentReturned):
                over.remove(ref.id)
            elif isinstance(event, RewardForfeited | RewardPaid):
                assert ref.id not in over
                over.add(ref.id)
                if isinstance(event, RewardPaid):
                    assert event.amount.amount == confirmed[ref.id]
        receipts = [event.receipt_ref for event in self._all(RewardPaid)]
        assert len(receipts) == len(set(receipts))

    @invariant()
    def what_came_back_can_be_paid_again_unless_the_association_does_not_stand(self) -> None:
        for id_ in self.applications:
            told = self._application(id_)
            if not isinstance(told, Granted) or not told.file.returned:
                continue
            association = self.acts.state(ASSOCIATION_STANDING, told.file.association_id)
            related = {ASSOCIATION_STANDING.ref(told.file.association_id): association}
            context = replace(asked(Role.FUND_OFFICER, at=self.now.isoformat()), related=related)
            command = PayReward(receipt_ref="new", amount=told.confirmed.amount, paid_on=self.now.date())
            stands = standing_of(association) is Standing.ACTIVE
            assert stands == isinstance(REWARD_APPLICATION.decide(command, told, context), list)
            assert stands != told.file.frozen


TestRound = Round.TestCase
TestRound.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
