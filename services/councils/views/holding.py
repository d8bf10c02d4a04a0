"""What self-governance must keep of whom: who stood for or held an office, with the papers of elections, for ever.

Of opinions, objections and appraisals nobody is kept against their will: they name nobody and their words may fall.
"""

from __future__ import annotations

from collections.abc import Iterable

from shared.contracts.councils.committee_members import MemberElected
from shared.contracts.councils.election_candidates import CandidateNominated
from shared.contracts.councils.party_branch_committee import BranchPostFilled
from shared.contracts.councils.party_working_committee import FullTimeMemberAppointed, PartTimeMemberAppointed
from shared.contracts.councils.representatives import RepresentativeElected
from shared.contracts.councils.supervision_committee import SupervisionMemberElected
from shared.kernel.envelope import Recorded
from shared.kernel.messages import Event
from shared.runtime.holding import Filed, Holdings, filed

ELECTIONS = "elections"

Office = (
    MemberElected
    | CandidateNominated
    | BranchPostFilled
    | FullTimeMemberAppointed
    | PartTimeMemberAppointed
    | RepresentativeElected
    | SupervisionMemberElected
)
_OFFICES: tuple[type[Event], ...] = (
    *(MemberElected, CandidateNominated, BranchPostFilled, RepresentativeElected, SupervisionMemberElected),
    *(FullTimeMemberAppointed, PartTimeMemberAppointed),
)


def _whom(event: Office) -> Iterable[str]:
    return (event.person_id,)


def _in_office(recorded: Recorded[Event]) -> Filed:
    return filed(ELECTIONS, recorded)


HOLDINGS = Holdings(holds=dict.fromkeys(_OFFICES, _whom), files=dict.fromkeys(_OFFICES, _in_office))
