"""Intake and casework in this process, each over a log of its own, with one vault; what one recorded reaches the other
when a test carries it there, and not before."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from shared.contracts.intake.item import ItemVersion
from shared.kernel.envelope import Codec, Recorded
from shared.kernel.instants import SHANGHAI
from shared.runtime.effects import ReactionEffect
from tests.casework.service import Casework, casework_in
from tests.intake.service import Intake, intake_in, opened_hall

CENTRE = "centre-qzx"
EMPLOYMENT = "dept-employment"


@dataclass
class Both:
    """The hall and its back office."""

    intake: Intake
    casework: Casework
    hall: str = ""
    window_post: str = ""

    async def at(self, when: str) -> list[str]:
        """Let it become `when` everywhere; the words of what timers recorded."""
        return [*await self.casework.at(when), *await self.intake.at(when)]

    async def forth(self) -> list[str]:
        """Let casework hear what intake recorded; the words of what comes of it there."""
        return await _carried(self.intake, self.casework)

    async def back(self) -> list[str]:
        """Let intake hear what casework recorded; the words of what comes of it here."""
        return await _carried(self.casework, self.intake)

    async def staffed(self, name: str, *items: str) -> str:
        """Somebody takes up work at the centre."""
        body = {"id": f"s-{name}", "name": "示例", "org": CENTRE, "trained_for": list(items)}
        await self.casework.do("/staff", **body)
        return f"s-{name}"

    async def post(self, kind: str, holder: str, **place: str) -> str:
        """A post of the centre with its A."""
        titles = {"title_zh": "岗位", "title_en": kind.title()}
        answer = await self.casework.post("/posts", org=CENTRE, kind=kind, **titles, **place)
        id_ = str(answer.json()["id"])
        await self.casework.do(f"/posts/{id_}/assignment", holder=holder)
        return id_

    async def offered(self, code: str, item: ItemVersion) -> None:
        """An item is received at the windows, and casework has heard of it."""
        await self.intake.do(f"/items/{code}/versions", item=item.model_dump(mode="json", exclude_none=True))
        await self.intake.do(f"/items/{code}/opening")
        await self.forth()

    async def handed_down(self, code: str, by: str, **terms: Any) -> None:
        """A department hands an item down to every centre."""
        told = {"from_body": by, "to_body": "CENTRE", "mode": "DELEGATED", "valid_from": "2014-01-01", **terms}
        basis = {"basis": "东政〔2013〕46号", "provenance": "SYNTHETIC"}
        await self.casework.do(f"/delegations/{code}/grants", **told, **basis)

    async def case_of(self, application: str) -> str:
        """The id of the case of an application."""
        found = await self.casework.get("/cases", application_id=application)
        return str(found["cases"][0]["id"])

    async def words(self, case: str) -> list[str]:
        """What happened to a case."""
        events = (await self.casework.get(f"/cases/{case}/history"))["events"]
        return [event["type"].split(".")[2] for event in events]


async def _carried(source: Intake | Casework, target: Intake | Casework) -> list[str]:
    parts, executor = source.service.parts, target.service.desk.executor
    reaction = next(each for each in target.service.parts.reactions if each.source == parts.name)
    effect, codec = ReactionEffect(executor, reaction), Codec(parts.name, parts.events)
    before, entries = await target.log.head(), await source.log.read(await effect.position(), 1000)
    heard = [
        Recorded(each.position, each.aggregate, each.version, codec.decode(each.type, each.document))
        for each in entries
        if effect.wants(each.type)
    ]
    await effect.take(heard, entries[-1].position if entries else 0)
    return [entry.type.split(".")[2] for entry in await target.log.read(before, 1000)]


@asynccontextmanager
async def both_in(state_dir: Path, when: str, **settled: Any) -> AsyncIterator[Both]:
    """A hall with a clerk on the post of W2, at an instant; casework knows who that is, and intake has heard of it;
    `settled` are settings of intake."""
    now = datetime.fromisoformat(when).replace(tzinfo=SHANGHAI)
    async with intake_in(state_dir, **settled) as intake, casework_in(state_dir) as casework:
        intake.clock.at = casework.clock.at = now
        here = Both(intake, casework)
        here.hall = await opened_hall(intake)
        clerk = await here.staffed("clerk")
        here.window_post = await here.post("WINDOW", clerk, hall_id=here.hall, window_id="W2")
        await here.back()
        yield here
