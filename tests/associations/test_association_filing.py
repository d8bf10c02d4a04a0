"""Filing: what the centre examines, posts, files or refuses, one row each. The days are those of scenario S9."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_commands import (
    AnswerNameWarning,
    MissLimit,
    PostNotice,
    RefuseFiling,
)
from services.associations.domain.association_founding import LimitNotMissed
from services.associations.domain.association_refusals import (
    AtAnotherStage,
    CommunityCodeMissing,
    NameWarningOpen,
    NoSuchWarning,
    NoticeRunning,
    NotTheAuthority,
    NotTheCentre,
    PapersMissing,
)
from services.associations.domain.association_state import Stage
from services.associations.domain.community import COMMUNITY
from shared.contracts.associations.association import (
    DecisionLimitMissed,
    LimitKind,
    NameWarning,
)
from shared.contracts.associations.association_filing import (
    FilingRefusalGround,
    FilingRefused,
    NoticePosted,
)
from shared.contracts.associations.community import CentreKnown, CommunityKnown
from shared.contracts.councils.community import CentreKind
from shared.kernel.actors import Role
from shared.kernel.instants import SHANGHAI
from shared.kernel.policy import Policy, PolicyEntry
from shared.kernel.provenance import Provenance
from shared.testing.decider import Spec, known
from tests.associations.samples import (
    EXAMINED,
    LEFT,
    ON_FILE,
    POLICY,
    RELATED,
    TWO_MISSING,
    answered,
    asked,
    at,
    by_itself,
    drafted,
    examiner,
    file,
    filed,
    posted,
    submitted,
)

SPEC = Spec(ASSOCIATION)
MON, TUE = examiner("2015-10-12T10:00"), examiner("2015-10-20T10:00")


def missed(limit: LimitKind, day: int) -> DecisionLimitMissed:
    over = datetime(2015, 10, day + 1, tzinfo=SHANGHAI)
    return DecisionLimitMissed(limit=limit, due_on=date(2015, 10, day), fell_due_at=over)


late = missed(LimitKind.PROMISED, 14)
refused = FilingRefused(grounds=(FilingRefusalGround.FOR_PROFIT,), statement="收费培训班")
refuse = RefuseFiling(grounds=(FilingRefusalGround.FOR_PROFIT,), statement="收费培训班")
answer = AnswerNameWarning(warning=NameWarning.PREFIX_MISSING, answer="沿用成立以来的名称")

EXAMINING = {
    "the examiner answers the warning": ([drafted(), submitted()], answer, MON, [answered]),
    "answering twice records once": ([drafted(), submitted(), answered], answer, MON, []),
    "not what was not warned of": (
        [drafted(), submitted()],
        AnswerNameWarning(warning=NameWarning.FORM_WORD_MISSING, answer="无"),
        MON,
        NoSuchWarning,
    ),
    "nor the clerk": ([drafted(), submitted()], answer, at("2015-10-12T10:00"), NotTheAuthority),
    "nor before it is handed in": ([drafted()], answer, MON, AtAnotherStage),
    "posted on Monday, five days end on a Saturday and roll to the 19th": (EXAMINED, PostNotice(), MON, [posted]),
    "posting twice records once": ([*EXAMINED, posted], PostNotice(), MON, []),
    "not with papers missing": (
        [drafted(), submitted(TWO_MISSING), answered],
        PostNotice(),
        MON,
        PapersMissing(LEFT),
    ),
    "nor with a warning open": (
        [drafted(), submitted()],
        PostNotice(),
        MON,
        NameWarningOpen((NameWarning.PREFIX_MISSING,)),
    ),
    "posted after the promise has passed, a warning comes first": (
        EXAMINED,
        PostNotice(),
        examiner("2015-10-15T00:00"),
        [late, posted.model_copy(update={"until_on": date(2015, 10, 20)})],
    ),
    "filed when the notice is over, the promise missed by posting late": (
        [*EXAMINED, posted],
        file,
        TUE,
        [late, filed],
    ),
    "which the timer may have said before": ([*EXAMINED, posted, late], file, TUE, [filed]),
    "on its last day the notice still runs": (
        [*EXAMINED, posted],
        file,
        examiner("2015-10-19T23:59"),
        NoticeRunning(date(2015, 10, 19)),
    ),
    "filing twice records once": ([*EXAMINED, posted, filed], file, TUE, []),
    "nobody is filed without a notice": (EXAMINED, file, TUE, AtAnotherStage),
    "filed a day after the ten days, both limits have passed": (
        [*EXAMINED, posted],
        file,
        examiner("2015-10-22T09:00"),
        [
            late,
            missed(LimitKind.STATUTORY, 21),
            filed.model_copy(update={"filed_on": date(2015, 10, 22), "valid_until_on": date(2018, 10, 22)}),
        ],
    ),
    "refused with its grounds": ([drafted(), submitted()], refuse, MON, [refused]),
    "also while something is asked for": ([drafted(), submitted(TWO_MISSING), asked], refuse, MON, [refused]),
    "or on notice": ([*EXAMINED, posted], refuse, MON, [refused]),
    "refusing twice records once": ([drafted(), submitted(), refused], refuse, MON, []),
    "what is filed is not refused": (ON_FILE, refuse, TUE, AtAnotherStage(Stage.FILED)),
    "what was refused is not filed": ([drafted(), submitted(), refused], file, TUE, AtAnotherStage),
    "the promise passes at midnight": ([*EXAMINED, posted], MissLimit(), by_itself("2015-10-15T00:00"), [late]),
    "not a minute before": (EXAMINED, MissLimit(), by_itself("2015-10-14T23:59"), LimitNotMissed),
    "nor twice": ([*EXAMINED, late], MissLimit(), by_itself("2015-10-15T00:00"), LimitNotMissed),
    "nothing is due while the founders are asked": (
        [drafted(), submitted(TWO_MISSING), asked],
        MissLimit(),
        by_itself("2015-12-01T00:00"),
        LimitNotMissed,
    ),
}


@pytest.mark.parametrize(("given", "when", "context", "then"), EXAMINING.values(), ids=EXAMINING.keys())
def test_examining(given, when, context, then):
    SPEC.check(given, when, then, context, RELATED)


def test_a_community_without_letters_files_nothing():
    known_only = known(
        COMMUNITY,
        "gjc",
        CommunityKnown(name_zh="国际村", source_position=1),
        CentreKnown(centre_id="centre-gjc", kind=CentreKind.PUBLIC_SERVICE, source_position=2),
    )
    SPEC.check([*EXAMINED, posted], file, CommunityCodeMissing, TUE, RELATED | known_only)


def test_where_the_notice_is_not_counted_the_days_stand_still_through_it():
    entry = PolicyEntry(
        key="file.notice_counted",
        value=False,
        effective_on=date(2015, 1, 1),
        basis="of the test",
        provenance=Provenance.DEFAULT,
    )
    stands = NoticePosted(
        until_on=date(2015, 10, 19), decision_due_on=date(2015, 10, 28), promised_due_on=date(2015, 10, 21)
    )
    context = examiner("2015-10-12T10:00")
    object.__setattr__(
        context, "policy", Policy.of(each for all_ in POLICY.entries.values() for each in all_).adopt(entry)
    )
    SPEC.check(EXAMINED, PostNotice(), [stands], context, RELATED)


def test_the_counter_of_another_community_does_nothing_here():
    context = at("2015-10-12T10:00", Role.EXAMINER, "centre-dg")
    SPEC.check(EXAMINED, PostNotice(), NotTheCentre("centre-gjc"), context, RELATED)
