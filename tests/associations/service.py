"""The whole of associations in this process, over a log in memory or on a server, and what is sent to it.

What it hears of councils is told by the very step that its reaction takes.
"""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from services.associations.app import PARTS
from shared.contracts.councils.community import CentreKind, CentreOpened, CommunityEstablished
from shared.kernel.actors import reaction_to
from shared.kernel.decider import Step
from shared.kernel.envelope import Document, Recorded
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import SHANGHAI
from shared.kernel.messages import Event
from shared.runtime.act import Act, Done
from shared.runtime.executor import Executor
from tests.associations.samples import CALENDAR, POLICY
from tests.journeys.people import citizen_id
from tests.runtime.served import Served, served

FOUNDED = date(2013, 9, 29)
NAMES = {"gjc": "国际村", "dg": "东关", "tn": "泰宁"}
PAPERS = (
    *("FILING_FORM", "SHORT_CHARTER", "ID_OF_PERSON_IN_CHARGE"),
    *("MEMBER_LIST", "PLACE_OF_ACTIVITY", "FUND_AND_AREA"),
)
REGISTRY_PAPERS = (
    *("APPLICATION", "SUPERVISOR_APPROVAL", "CAPITAL_VERIFICATION"),
    *("PREMISES_PROOF", "OFFICERS_DETAILS", "DRAFT_CHARTER"),
)
_people = count(5_000)


def associations_in(state_dir: Path) -> AbstractAsyncContextManager[Served]:
    """The service over an empty log, with policy and calendar as they are shipped."""
    return served(PARTS, state_dir, POLICY, CALENDAR)


async def hear_of_communities(executor: Executor, at: datetime) -> int:
    """Three communities, each with its two centres; where in the log the last of them stands."""
    position = 0
    for number, (id_, name_zh) in enumerate(NAMES.items()):
        founded = CommunityEstablished(name_zh=name_zh, name_en=id_, aliases=(), founded_on=FOUNDED)
        opened = [
            CentreOpened(
                community_id=id_,
                centre_id=f"{kind.value.lower()}-{id_}",
                kind=kind,
                name_zh=f"{name_zh}中心",
                name_en=id_,
                opened_on=FOUNDED,
            )
            for kind in CentreKind
        ]
        for place, event in enumerate((founded, *opened)):
            position = await _heard(executor, AggregateRef("community", id_), event, 3 * number + place + 1, at)
    return position


async def _heard(executor: Executor, of: AggregateRef, event: Event, position: int, at: datetime) -> int:
    reaction = next(each for each in PARTS.reactions if each.source == "councils")
    document = Document[Any].model_construct(
        id=f"councils-{position}", source="councils", type=event.word(), subject=str(of), time=at, data=event
    )
    step = reaction.on[type(event)](Recorded(position, of, 1, document))
    assert isinstance(step, Step)
    done = await executor.execute(Act((step,), reaction_to("councils")))
    assert isinstance(done, Done), done
    return done.position


def centre(community: str) -> str:
    """The public service centre of a community."""
    return f"public_service-{community}"


def somebody(name: str = "示例·卓玛", **more: object) -> dict[str, object]:
    """Somebody whom nobody has met before, fit to be in charge."""
    document = {"name": name, "id_number": citizen_id(next(_people))}
    return {**document, "resident": True, "full_capacity": True, **more}


def founding(name_zh: str, **more: object) -> dict[str, object]:
    """What founders write down."""
    told = {
        "name_zh": name_zh,
        "category": "CULTURE",
        "purpose": "民族歌舞排练和演出",
        "area": "COMMUNITY",
        "members": {"individuals": 12, "residents": 12},
        "money": {"amount": 0},
        "place": {"address": "社区文化活动室", "shared": True},
    }
    return {**told, **more}


def drafting(name_zh: str, community: str = "gjc", **more: object) -> dict[str, object]:
    """The draft of a filing."""
    return {"track": "FILED", "community_id": community, "founding": founding(name_zh), **more}


def registering(name_zh: str, form: str, community: str = "gjc", **more: object) -> dict[str, object]:
    """The draft of a registration."""
    fit = founding(
        name_zh,
        members={"individuals": 20, "residents": 12},
        money={"amount": 5_000_000},
        place={"address": "国际村路 8 号", "shared": False},
        full_time_staff=2,
    )
    return {"track": "REGISTERED", "form": form, "community_id": community, "founding": fit, **more}


def at(when: str) -> datetime:
    """A local time."""
    return datetime.fromisoformat(when).replace(tzinfo=SHANGHAI)
