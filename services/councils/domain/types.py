"""Ids and values of councils. Names are no keys: 团结 is a residents' committee and, elsewhere, a village."""

from __future__ import annotations

from typing import NewType

from shared.contracts.councils.community import CentreKind
from shared.kernel.ids import by_trigger

CommunityId = NewType("CommunityId", str)
CentreId = NewType("CentreId", str)
CommitteeId = NewType("CommitteeId", str)
OpinionId = NewType("OpinionId", str)
TopicId = NewType("TopicId", str)
MeetingId = NewType("MeetingId", str)
ResolutionId = NewType("ResolutionId", str)
AssemblyId = NewType("AssemblyId", str)
PetitionId = NewType("PetitionId", str)
ElectionId = NewType("ElectionId", str)
UnitId = NewType("UnitId", str)
PersonId = NewType("PersonId", str)
"""The vault's reference to somebody."""


def centre_id(community_id: str, kind: CentreKind) -> CentreId:
    """The id of a community's one centre of a kind."""
    return CentreId(by_trigger(f"centre-{kind.value}", community_id))


def election_id(committee_id: str, term: int) -> ElectionId:
    """The id of a committee's one general election for a term."""
    return ElectionId(by_trigger(f"election-{term}", committee_id))


def resolution_id(meeting_id: str, topic_id: str) -> ResolutionId:
    """The id of what a meeting resolves on a topic: one resolution at most."""
    return ResolutionId(by_trigger("resolution", f"{meeting_id}/{topic_id}"))
