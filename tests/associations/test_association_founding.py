"""Founding: what founders write down and hand in, and what they are told of it, one row each."""

from __future__ import annotations

from datetime import date

import pytest

from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_commands import (
    AskCorrection,
    SubmitCorrection,
)
from services.associations.domain.association_refusals import (
    AssociationUnknown,
    AtAnotherStage,
    CategoryUnknown,
    Condition,
    ConditionsNotMet,
    CorrectedBefore,
    CorrectionIncomplete,
    ForbiddenName,
    FormOfAnotherTrack,
    NameRule,
    NotOnFile,
    NotTheAuthority,
    NotTheCentre,
    PaperOfAnotherTrack,
    PapersMissing,
)
from services.associations.domain.association_state import Stage
from services.associations.domain.community import CommunityWithoutCentre
from services.associations.domain.window_filing import WINDOW_FILING, WindowFilingWaits
from shared.contracts.associations.association import (
    NameWarning,
    Paper,
)
from shared.contracts.associations.association_founding import Track
from shared.contracts.associations.window_filing import FilingAwaited, FilingLinked, FilingWaitEnded
from shared.testing.decider import Spec, known
from tests.associations.samples import (
    LEFT,
    PNE,
    RELATED,
    TWO_MISSING,
    asked,
    at,
    corrected,
    draft,
    drafted,
    examiner,
    founding,
    submit,
    submitted,
)

SPEC = Spec(ASSOCIATION)
awaited, linked = FilingAwaited(centre_id="centre-gjc", source_position=7), FilingLinked(association_id="a-1")
THU, MON = at("2015-10-08T10:00"), examiner("2015-10-12T10:00")

WAITING = RELATED | known(WINDOW_FILING, "w-0", *(awaited, linked, FilingWaitEnded(source_position=8)))
WAITING |= known(WINDOW_FILING, "w-1", awaited, linked)
DRAFTING = {
    "founders write down what they found": ([], draft(), THU, [drafted()]),
    "twice records once": ([drafted()], draft(), THU, []),
    "and anew before they hand it in": (
        [drafted()],
        draft(founding(members=13)),
        THU,
        [drafted(founding(members=13))],
    ),
    "by the counter of its own community alone": (
        [drafted()],
        draft(founding("东关书法社"), community_id="dg"),
        at("2015-10-08T10:00", org="centre-dg"),
        NotTheCentre("centre-gjc"),
    ),
    "drafted anew it is of the same application at a window": (
        [drafted(window_filing="w-1")],
        draft(founding(members=13)),
        THU,
        [drafted(founding(members=13), window_filing="w-1")],
    ),
    "not of another one while that waits": (
        [drafted(window_filing="w-1")],
        draft(window_filing="w-2"),
        THU,
        WindowFilingWaits("w-1"),
    ),
    "of another one when that waits no more": (
        [drafted(window_filing="w-0")],
        draft(window_filing="w-2"),
        THU,
        [drafted(window_filing="w-2")],
    ),
    "not after": (
        [drafted(), submitted()],
        draft(founding(members=13)),
        THU,
        AtAnotherStage(Stage.UNDER_EXAMINATION),
    ),
    "a name with 中华 is no name": (
        [],
        draft(founding("中华文化艺术团")),
        THU,
        ForbiddenName((NameRule.FORBIDDEN_WORD,), ("中华",)),
    ),
    "nor with a space in it": ([], draft(founding("中 华文化艺术团")), THU, ForbiddenName),
    "all hard rules that it breaks are told at once": (
        [],
        draft(founding("全国中国佛会"), religious_body=True),
        THU,
        ForbiddenName((NameRule.FORBIDDEN_WORD, NameRule.RELIGIOUS_BODY), ("中国", "全国")),
    ),
    "a name with the district and a form word is not warned of": (
        [],
        draft(founding("城东区示例书法协会")),
        THU,
        [drafted(founding("城东区示例书法协会"), name_warnings=())],
    ),
    "nor one with its community": (
        [],
        draft(founding("国际村书法社")),
        THU,
        [drafted(founding("国际村书法社"), name_warnings=())],
    ),
    "a name of another community is warned of, and one without a form word": (
        [],
        draft(founding("东关书画之家")),
        THU,
        [
            drafted(
                founding("东关书画之家"),
                name_warnings=(NameWarning.PREFIX_MISSING, NameWarning.FORM_WORD_MISSING),
            )
        ],
    ),
    "a category that the policy does not list": ([], draft(founding(category="SPORT")), THU, CategoryUnknown),
    "a filed association has no form": ([], draft(form=PNE), THU, FormOfAnotherTrack),
    "a registered one has": ([], draft(track=Track.REGISTERED), THU, FormOfAnotherTrack),
    "and it alone was filed before": ([], draft(filed_id="old-1"), THU, FormOfAnotherTrack),
    "what is converted must be on file": (
        [],
        draft(track=Track.REGISTERED, form=PNE, filed_id="old-2"),
        THU,
        NotOnFile,
    ),
    "in the same community": (
        [],
        draft(track=Track.REGISTERED, form=PNE, filed_id="old-1", community_id="dg"),
        at("2015-10-08T10:00", org="centre-dg"),
        NotOnFile,
    ),
    "a community that nobody announced": ([], draft(community_id="nowhere"), THU, CommunityWithoutCentre),
    "a community without its centre": ([], draft(community_id="uncoded"), THU, CommunityWithoutCentre),
    "the counter of another community": (
        [],
        draft(),
        at("2015-10-08T10:00", org="centre-dg"),
        NotTheCentre("centre-gjc"),
    ),
}
SUBMITTING = {
    "handed in: ten working days, five are promised": ([drafted()], submit(), THU, [submitted()]),
    "handing in twice records once": ([drafted(), submitted()], submit(), THU, []),
    "by somebody else in charge it is not the same": (
        [drafted(), submitted()],
        submit(ref="tashi"),
        THU,
        AtAnotherStage,
    ),
    "papers may be missing": (
        [drafted()],
        submit(TWO_MISSING),
        THU,
        [submitted(TWO_MISSING)],
    ),
    "but are those of a filing": (
        [drafted()],
        submit((Paper.DRAFT_CHARTER,)),
        THU,
        PaperOfAnotherTrack((Paper.DRAFT_CHARTER,)),
    ),
    "ten members are enough": (
        [drafted(founding(members=10, residents=6))],
        submit(),
        THU,
        [submitted()],
    ),
    "nine are not": (
        [drafted(founding(members=9, residents=9))],
        submit(),
        THU,
        ConditionsNotMet((Condition.MEMBERS,)),
    ),
    "half of them residents are not most": (
        [drafted(founding(members=10, residents=5))],
        submit(),
        THU,
        ConditionsNotMet((Condition.MOSTLY_RESIDENTS,)),
    ),
    "more residents than members is a slip": (
        [drafted(founding(members=10, residents=11))],
        submit(),
        THU,
        ConditionsNotMet((Condition.MEMBERS,)),
    ),
    "18 today is of age": ([drafted()], submit(born_on=date(1997, 10, 8)), THU, [submitted()]),
    "18 tomorrow is not": (
        [drafted()],
        submit(born_on=date(1997, 10, 9)),
        THU,
        ConditionsNotMet((Condition.PERSON_IS_OF_AGE,)),
    ),
    "where the document says nothing the counter does": (
        [drafted()],
        submit(born_on=None, of_age=True),
        THU,
        [submitted()],
    ),
    "all conditions that are not met are told at once": (
        [drafted(founding(members=0, residents=0, place=None))],
        submit(born_on=None, resident=False, full_capacity=False),
        THU,
        ConditionsNotMet(
            (
                *(Condition.MEMBERS, Condition.MOSTLY_RESIDENTS, Condition.PLACE),
                *(Condition.PERSON_IS_RESIDENT, Condition.PERSON_IS_OF_AGE, Condition.PERSON_HAS_CAPACITY),
            )
        ),
    ),
    "nobody hands in what nobody drafted": ([], submit(), THU, AssociationUnknown),
    "the founders are told once what is missing": (
        [drafted(), submitted(TWO_MISSING)],
        AskCorrection(papers=LEFT),
        MON,
        [asked],
    ),
    "telling them twice records once": (
        [drafted(), submitted(TWO_MISSING), asked],
        AskCorrection(papers=LEFT),
        MON,
        [],
    ),
    "a notice that leaves one out is not given": (
        [drafted(), submitted(TWO_MISSING)],
        AskCorrection(papers=LEFT[:1]),
        MON,
        CorrectionIncomplete(LEFT[1:]),
    ),
    "a second notice is not given": (
        [drafted(), submitted(TWO_MISSING), asked, corrected],
        AskCorrection(papers=LEFT),
        MON,
        CorrectedBefore,
    ),
    "nor by the counter": (
        [drafted(), submitted(TWO_MISSING)],
        AskCorrection(papers=LEFT),
        THU,
        NotTheAuthority,
    ),
    "what was asked for comes in whole, and the days begin anew": (
        [drafted(), submitted(TWO_MISSING), asked],
        SubmitCorrection(papers=LEFT),
        at("2015-10-12T10:00"),
        [corrected],
    ),
    "not in parts": (
        [drafted(), submitted(TWO_MISSING), asked],
        SubmitCorrection(papers=LEFT[:1]),
        at("2015-10-12T10:00"),
        PapersMissing(LEFT[1:]),
    ),
    "nobody corrects what nobody asked for": (
        [drafted(), submitted(TWO_MISSING)],
        SubmitCorrection(papers=LEFT),
        at("2015-10-12T10:00"),
        AtAnotherStage,
    ),
}


@pytest.mark.parametrize(("given", "when", "context", "then"), DRAFTING.values(), ids=DRAFTING.keys())
def test_drafting(given, when, context, then):
    SPEC.check(given, when, then, context, WAITING)


@pytest.mark.parametrize(("given", "when", "context", "then"), SUBMITTING.values(), ids=SUBMITTING.keys())
def test_submitting(given, when, context, then):
    SPEC.check(given, when, then, context, RELATED)
