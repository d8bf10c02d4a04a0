"""A committee of tables, and people who may hold what lies beside it."""

from __future__ import annotations

from datetime import date

from services.councils.domain.committee import COMMITTEE
from services.councils.domain.person import PERSON
from services.councils.domain.types import CommitteeId, PersonId
from shared.contracts.councils.committee import CommitteeAssigned, CommitteeFounded, CommitteeKind
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.provenance import Provenance
from shared.testing.decider import known
from tests.councils.people import entered

FANGZHI = CommitteeId("fangzhi")
MA, HAN, LI, NOBODY = (PersonId(name) for name in ("ma", "han", "li", "nobody"))

founded = CommitteeFounded(
    kind=CommitteeKind.RESIDENTS,
    name_zh="纺织社区居民委员会",
    aliases=(),
    stat_code_12="630102101006",
    street_code="630102101",
)
assigned = CommitteeAssigned(
    community_id="huzhong", effective_on=date(2013, 9, 29), provenance=Provenance.ARTICLE, source="of the test"
)
ELSEWHERE = Actor(ActorId("w2"), Role.WORKING_COMMITTEE, "taining")
RELATED = (
    known(COMMITTEE, FANGZHI, founded, assigned)
    | known(COMMITTEE, "nowhere")
    | known(PERSON, MA, entered(MA))
    | known(PERSON, HAN, entered(HAN))
    | known(PERSON, LI, entered(LI))
    | known(PERSON, NOBODY)
)
