"""The two effects of following: filling views, and reacting to another service's events."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from shared.kernel.actors import reaction_to
from shared.kernel.decider import Context, Step
from shared.kernel.envelope import Recorded, type_of
from shared.kernel.ids import AggregateRef
from shared.kernel.reaction import Draft, Reaction
from shared.kernel.refusals import Refusal, Unavailable
from shared.runtime.act import Act
from shared.runtime.executor import Executor, TrackLost
from shared.runtime.patience import NotNow
from shared.runtime.reference import Reference
from shared.runtime.refusals import ConcurrentChange
from shared.runtime.telemetry import logger
from shared.runtime.views import Views
from shared.store.port import Append, Once, Track, TrackMoved

TRACK_EVERY = 1000
"""Events without effect after which the track is written all the same; fewer are read again after a start."""


class ViewEffect:
    """Fills the views from the own log; the position is in the views' own transaction."""

    def __init__(self, views: Views, service: str, reference: Reference) -> None:
        self._views = views
        self._service = service
        self._reference = reference
        self._types = {type_of(service, event) for event in views.handlers}

    async def position(self) -> int:
        """Where the views' file stands."""
        return self._views.position(self._service)

    def wants(self, type_: str) -> bool:
        """Whether a view has a handler for it."""
        return type_ in self._types

    async def take(self, recorded: Sequence[Recorded[Any]], through: int) -> None:
        """Change the views and move the place in one transaction."""
        changes = (change for one in recorded for change in self._views.changes(one))
        self._views.write(changes, self._service, through)
        self._renew(recorded)

    async def passed(self, position: int) -> None:
        """Move the place alone."""
        self._views.write((), self._service, position)

    async def retake(self, recorded: Recorded[Any]) -> None:
        """Change the views for one event that was parked."""
        self._views.write(self._views.changes(recorded))
        self._renew([recorded])

    def _renew(self, recorded: Sequence[Recorded[Any]]) -> None:
        if any(self._reference.concerns(one.event) for one in recorded):
            self._reference.renew(self._views)


class ReactionEffect:
    """Answers another service's events with own commands; the track moves in the append that records the answer."""

    def __init__(self, executor: Executor, reaction: Reaction) -> None:
        self._executor = executor
        self._reaction = reaction
        self._types = {type_of(reaction.source, event) for event in reaction.on}
        self._track = 0

    async def position(self) -> int:
        """Where the track stands."""
        self._track = await self._executor.log.tracked(self._reaction.source)
        return self._track

    def wants(self, type_: str) -> bool:
        """Whether there is a reaction to it."""
        return type_ in self._types

    async def take(self, recorded: Sequence[Recorded[Any]], through: int) -> None:
        """React to one event after another."""
        for one in recorded:
            if one.position > self._track:
                await self._react(one, Track(self._reaction.source, self._track, one.position))
        if through - self._track >= TRACK_EVERY:
            await self._move(through)

    async def passed(self, position: int) -> None:
        """Move the track alone."""
        if position > self._track:
            await self._move(position)

    async def retake(self, recorded: Recorded[Any]) -> None:
        """React to one event that was parked; the track has passed it, so a key keeps a second try from acting."""
        await self._react(recorded, None)

    async def _react(self, recorded: Recorded[Any], track: Track | None) -> None:
        steps = await self._steps(recorded)
        act = Act(
            steps=steps,
            actor=reaction_to(self._reaction.source),
            track=track,
            once=None if track else _redriven(recorded, self._reaction.source),
            correlation_id=recorded.document.correlationid,
            causation_id=recorded.document.id,
        )
        try:
            result = await self._executor.execute(act)
        except TrackLost as lost:
            self._track = lost.actual
            raise NotNow from lost
        if isinstance(result, Unavailable | ConcurrentChange):
            raise NotNow(result.slug)
        if isinstance(result, Refusal):
            if await self._steps(recorded) != steps:
                raise NotNow(result.slug)
            logger().warning(
                "reaction refused", slug=result.slug, position=recorded.position, source=self._reaction.source
            )
            if track is not None:
                await self._move(track.after)
        elif track is not None:
            self._track = track.after

    async def _steps(self, recorded: Recorded[Any]) -> tuple[Step, ...]:
        """What an event leads to, as the own log stands now."""
        answer = self._reaction.on[type(recorded.event)](recorded)
        match answer:
            case Step():
                return (answer,)
            case Draft():
                return answer.steps(await self._context(answer.on))
            case _:
                return answer

    async def _context(self, on: Sequence[AggregateRef]) -> Context:
        executor = self._executor
        await executor.aggregates.refresh(on)
        return Context(
            actor=reaction_to(self._reaction.source),
            now=await executor.clock.now(),
            policy=executor.reference.policy,
            calendar=executor.reference.calendar,
            related={ref: executor.aggregates.peek(ref).state for ref in on},
        )

    async def _move(self, through: int) -> None:
        moved = await self._executor.log.append(Append(track=Track(self._reaction.source, self._track, through)))
        self._track = moved.actual if isinstance(moved, TrackMoved) else through


def _redriven(recorded: Recorded[Any], source: str) -> Once:
    return Once(f"redriven:{source}:{recorded.position}", sha256(recorded.document.id.encode()).digest())
