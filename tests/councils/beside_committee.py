"""A committee of tables, and people who may hold what lies beside it."""

from __future__ import annotations

from services.councils.domain.committee import COMMITTEE
from services.councils.domain.person import PERSON
from services.councils.domain.types import CommitteeId, PersonId
from shared.contracts.councils.committee import CommitteeFounded, CommitteeKind
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
RELATED = (
    known(COMMITTEE, FANGZHI, founded)
    | known(COMMITTEE, "nowhere")
    | known(PERSON, MA, entered(MA))
    | known(PERSON, HAN, entered(HAN))
    | known(PERSON, LI, entered(LI))
    | known(PERSON, NOBODY)
)
