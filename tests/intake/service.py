"""The whole of intake in this process, over a log in memory and a clock that the test moves.

What intake hears of other services is told by `heard`: the very step that its reaction would take.
"""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from datetime import datetime
from pathlib import Path
from typing import Any

from deploy.seeding import catalogue
from services.intake.app import PARTS
from shared.contracts.councils.community import CentreKind, CentreOpened
from shared.kernel.actors import Role, reaction_to
from shared.kernel.decider import Step
from shared.kernel.envelope import Document, Recorded
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import SHANGHAI
from shared.kernel.messages import Event
from shared.kernel.reaction import Draft
from shared.runtime.act import Act, Done
from shared.runtime.settings import Deployment
from tests.intake.samples import CALENDAR, POLICY
from tests.journeys.people import resident
from tests.runtime.served import Served as Intake
from tests.runtime.served import refused, served

SHIPPED = catalogue()
__all__ = ["Intake", "enter_items", "heard", "intake_in", "opened_hall", "received", "refused", "told"]


def intake_in(
    state_dir: Path, deployment: Deployment = Deployment.DEMONSTRATION, **settled: Any
) -> AbstractAsyncContextManager[Intake]:
    """The service over an empty log, with policy and calendar as they are shipped; `settled` are more settings."""
    return served(PARTS, state_dir, POLICY, CALENDAR, deployment=deployment, **settled)


async def heard(intake: Intake, source: str, aggregate: AggregateRef, event: Event, position: int) -> Done:
    """Let intake hear an event of another service at a position of that one's log."""
    steps = told(event, aggregate, position, source, intake.clock.at)
    executor = intake.service.desk.executor
    result = await executor.execute(Act(steps if isinstance(steps, tuple) else (steps,), reaction_to(source)))
    assert isinstance(result, Done), result
    return result


def told(
    event: Event,
    aggregate: AggregateRef,
    position: int,
    source: str = "casework",
    at: datetime = datetime(2015, 9, 3, 9, tzinfo=SHANGHAI),
) -> Step | tuple[Step, ...]:
    """What intake's reaction makes of an event of another service."""
    reaction = next(each for each in PARTS.reactions if each.source == source)
    document = Document[Any].model_construct(
        id=f"heard-{source}-{position}", source=source, type=event.word(), subject=str(aggregate), time=at, data=event
    )
    steps = reaction.on[type(event)](Recorded(position, aggregate, 1, document))
    assert not isinstance(steps, Draft), "no reaction of intake looks at its own log first"
    return steps


async def enter_items(intake: Intake, *codes: str) -> None:
    """Items as they are shipped, all of them or some; in a demonstration windows receive them."""
    items = [entry for entry in SHIPPED if not codes or entry["code"] in codes]
    answer = await intake.post("/catalogue/entries", items=items)
    assert not [each for each in answer.json()["results"] if "problem" in each], answer.text


async def received(intake: Intake, hall: str, code: str = "CD-MZ-005", window: str = "W2", **said: Any) -> str:
    """The id of an application that a new resident handed in."""
    body = {"hall_id": hall, "window_id": window, "item_code": code, "applicant": resident(), **said}
    answer = await intake.post("/applications", Role.CLERK, **body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def opened_hall(intake: Intake, windows: tuple[str, ...] = ("W1", "W2", "W3")) -> str:
    """The id of a hall of the centre `centre-qzx`, code QZX, with its windows open."""
    opened = CentreOpened(
        community_id="community-qzx",
        centre_id="centre-qzx",
        kind=CentreKind.PUBLIC_SERVICE,
        name_zh="清真巷社区公共服务中心",
        name_en="Qingzhenxiang Centre",
        opened_on=intake.clock.at.date(),
    )
    await heard(intake, "councils", AggregateRef("community", "community-qzx"), opened, 1)
    hall = {"centre_id": "centre-qzx", "code": "QZX", "name_zh": "清真巷社区服务大厅", "name_en": "Qingzhenxiang Hall"}
    answer = await intake.post("/halls", **hall)
    hall_id = str(answer.json()["id"])
    for window in windows:
        await intake.do(f"/halls/{hall_id}/windows", window_id=window)
    return hall_id
