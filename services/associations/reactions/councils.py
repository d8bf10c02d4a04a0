"""What associations does about councils: it knows the communities and their centres."""

from __future__ import annotations

from services.associations.domain.community import COMMUNITY, RecordCentre, RecordCommunity
from shared.contracts import councils
from shared.contracts.councils.community import CentreOpened, CommunityEstablished
from shared.kernel.decider import Step
from shared.kernel.envelope import Recorded
from shared.kernel.reaction import Reaction


def community_established(recorded: Recorded[CommunityEstablished]) -> Step:
    """A community was founded."""
    command = RecordCommunity(name_zh=recorded.event.name_zh, source_position=recorded.position)
    return Step(COMMUNITY, recorded.aggregate.id, command)


def centre_opened(recorded: Recorded[CentreOpened]) -> Step:
    """A community opened one of its two centres."""
    opened = recorded.event
    command = RecordCentre(centre_id=opened.centre_id, kind=opened.kind, source_position=recorded.position)
    return Step(COMMUNITY, opened.community_id, command)


REACTION = Reaction(
    "councils", councils.EVENTS, {CommunityEstablished: community_established, CentreOpened: centre_opened}
)
