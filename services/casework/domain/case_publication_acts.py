"""What is done so that everybody can read what was granted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from services.casework.domain.case_commands import Work
from services.casework.domain.case_publication import places_of
from services.casework.domain.case_refusals import NotDecided, RefusalNotPublished
from services.casework.domain.case_state import Closed, OnPostAct, Open
from services.casework.domain.types import OnPost
from shared.contracts.casework.case import Outcome
from shared.contracts.casework.case_publication import CasePublicationEvent, DecisionPublished, PublicationPlace
from shared.contracts.casework.post import PostKind
from shared.kernel.decider import Context
from shared.kernel.refusals import Refusal


class PublishDecision(Work):
    """Publish what was granted, on an examination post of the centre (社会救助暂行办法 §11)."""

    place: PublicationPlace


def _publish(
    command: PublishDecision, case: Open | Closed, on: OnPost, context: Context
) -> list[CasePublicationEvent] | Refusal:
    decision = case.file.aftermath.standing
    if decision is None:
        return NotDecided()
    if decision.outcome is Outcome.REFUSE:
        return RefusalNotPublished()
    if places_of(command.place) <= case.file.publication.places:
        return []
    return [
        DecisionPublished(
            place=command.place,
            published_on=context.today,
            post_id=on.post_id,
            acted_as=on.acted_as,
            officer=on.officer,
        )
    ]


ACTS: Mapping[type[Work], OnPostAct] = {
    PublishDecision: OnPostAct(PostKind.EXAMINATION, _publish, (*get_args(Open), Closed)),
}
