"""The desk: what the routes of a service work with."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hmac import compare_digest
from typing import Any, TypeVar, cast

from pydantic import BaseModel
from starlette.routing import Route

from shared.kernel.actors import Actor
from shared.kernel.decider import Context, Decider
from shared.kernel.ids import AggregateRef
from shared.kernel.refusals import Refusal
from shared.runtime.executor import Executor
from shared.runtime.follower import Follower
from shared.runtime.refusals import InvalidParameter, PositionAhead
from shared.runtime.security import Verifier
from shared.runtime.settings import Settings
from shared.runtime.tries import Tries
from shared.runtime.unavailable import LogUnreachable, ViewLate
from shared.runtime.views import Views
from shared.store.port import LogUnavailable
from shared.vault.vault import Vault

S = TypeVar("S")

READ_AFTER_SECONDS = 2.0
_POSITION = re.compile(r"([a-z]+):(\d{1,15})")


@dataclass(slots=True)
class Desk:
    """One service's executor, views and followers, by the name of the log that each follows."""

    service: str
    settings: Settings
    executor: Executor
    views: Views
    vault: Vault
    verifier: Verifier
    followers: Mapping[str, Follower]
    tries: Tries
    schemas: set[type[BaseModel]] = field(default_factory=set)
    direct: list[Route] = field(default_factory=list)
    ending: asyncio.Event = field(default_factory=asyncio.Event)

    async def state(self, kind: Decider[S, Any, Any], id_: str) -> S:
        """The state of an aggregate as the log has it now."""
        await self.executor.aggregates.refresh([kind.ref(id_)])
        return cast("S", self.executor.aggregates.peek(kind.ref(id_)).state)

    async def context(self, actor: Actor, *refs: AggregateRef) -> Context:
        """What a rule that is asked outside of a decision may know: the states of `refs` as the log has them now."""
        executor = self.executor
        await executor.aggregates.refresh(refs)
        return Context(
            actor=actor,
            now=await executor.clock.now(),
            policy=executor.reference.policy,
            calendar=executor.reference.calendar,
            related={ref: executor.aggregates.peek(ref).state for ref in refs},
        )

    async def wrong_code(self, kind: str, id_: str, said: str, *, there: bool = True) -> Refusal | None:
        """What speaks against who says the code of `id_`: that it is not `there` is told as a wrong code is.

        Five wrong ones within an hour lock it for an hour.
        """
        right = compare_digest(self.vault.code(kind, id_), said.upper())
        return await self.tries.judge((kind, id_), right and there)

    async def read_after(self, position: str | None) -> Refusal | None:
        """Wait until a read sees what was recorded at `position` (`intake:812`); a refusal if that is not to be."""
        if position is None:
            return None
        match = _POSITION.fullmatch(position)
        follower = self.followers.get(match[1]) if match else None
        if match is None or follower is None:
            return InvalidParameter(name="Read-After")
        own, wanted = self.followers[self.service], int(match[2])
        try:
            if wanted > follower.position and wanted > (head := await follower.log.head()):
                return PositionAhead(head=head)
            async with asyncio.timeout(READ_AFTER_SECONDS):
                await follower.reached(wanted)
                if follower is not own:
                    await own.reached(await own.log.head())
        except LogUnavailable:
            return LogUnreachable()
        except TimeoutError:
            return ViewLate()
        return None
