"""A hall whose counter works: an item to apply for, people who apply, a post at a window, the back office's word."""

from __future__ import annotations

from itertools import count
from typing import Any

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_corrections import HandInMaterial
from shared.contracts.casework.post import PostAssigned, PostEstablished, PostKind
from shared.kernel.actors import ANYBODY, Role
from shared.kernel.decider import Step
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Event
from shared.runtime.act import Act, Done
from tests.intake.service import Intake, enter_items, heard, opened_hall
from tests.journeys.people import resident

CODE = "CD-MZ-005"
_positions = count(40)


async def offered(intake: Intake) -> str:
    """A hall, and an item that it receives; the hall's id."""
    hall = await opened_hall(intake)
    await enter_items(intake, CODE)
    return hall


def said(hall: str | None = None, **changes: Any) -> dict[str, Any]:
    """What a new resident applies for, at a hall or nowhere yet."""
    where = {} if hall is None else {"hall_id": hall}
    return {"item_code": CODE, "applicant": resident(), "materials": ["身份证"], **where, **changes}


async def received(intake: Intake, hall: str, **changes: Any) -> str:
    """A new resident's application; its id."""
    answer = await intake.post("/applications", Role.CLERK, **said(hall, window_id="W2", **changes))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def handed_in(intake: Intake, application: str, material: str) -> Done:
    """A resident hands one paper in from home."""
    step = Step(APPLICATION, application, HandInMaterial(material=material))
    done = await intake.service.desk.executor.execute(Act((step,), ANYBODY))
    assert isinstance(done, Done), done
    return done


async def word(intake: Intake, kind: str, id_: str, event: Event) -> None:
    """Casework says something."""
    await heard(intake, "casework", AggregateRef(kind, id_), event, next(_positions))


async def posted(intake: Intake, hall: str, who: str) -> None:
    """The hall's window W2 has a post, and who is on it."""
    established = PostEstablished(
        org="centre-qzx", kind=PostKind.WINDOW, title_zh="窗口", title_en="Window", hall_id=hall, window_id="W2"
    )
    await word(intake, "post", "post-W2", established)
    await word(intake, "post", "post-W2", PostAssigned(holder=who))
