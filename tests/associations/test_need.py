"""Needs: registered, taken up and answered, one row each."""

from __future__ import annotations

from datetime import date

import pytest

from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_refusals import AssociationUnknown, NotTheCentre, NotThisAssociation
from services.associations.domain.community import CommunityWithoutCentre
from services.associations.domain.need import NEED, AnswerNeed, MissNeedAnswer, RegisterNeed, TakeNeedUp
from services.associations.domain.need_refusals import (
    HelpsForNobody,
    NeedAnswerNotMissed,
    NeedKindUnknown,
    NeedNotTakenUp,
    NeedTaken,
    NeedUnknown,
    NotAHub,
    NotTheTaker,
    OwnNeed,
)
from shared.contracts.associations.need import (
    NeedAnswered,
    NeedAnswerMissed,
    NeedRegistered,
    NeedTakenUp,
    Taker,
    TakerKind,
)
from shared.kernel.actors import Role
from shared.kernel.decider import Context
from shared.kernel.personal import Personal
from shared.testing.decider import Spec, known
from tests.associations.samples import ON_FILE, RELATED, at, by_itself, drafted, examiner, filed, founding, submitted

SPEC = Spec(NEED)
HUB = (drafted(founding(category="HUB"), lineage_id="hub-1"), submitted(), filed)
THEIRS = (
    RELATED
    | known(ASSOCIATION, "a-1", *ON_FILE)
    | known(ASSOCIATION, "a-2", drafted())
    | known(ASSOCIATION, "a-9", *ON_FILE)
    | known(ASSOCIATION, "hub-1", *HUB)
    | known(ASSOCIATION, "hub-2", HUB[0])
)
WHO = "s" * 26
WORDS, ANSWER = Personal[str].of(WHO, "缺少排练场地"), Personal[str].of(WHO, "周二周四可用社区活动室")


def ask(association_id: str | None = "a-1", **more: object) -> RegisterNeed:
    told = {"association_id": association_id, "community_id": "gjc", "kind": "VENUE", "asked_by": WHO, "words": WORDS}
    return RegisterNeed.model_validate({**told, **more})


def asked(association_id: str | None = "a-1") -> NeedRegistered:
    lineage = {"lineage_id": association_id, "answer_due_on": date(2016, 5, 17)}
    return NeedRegistered.model_validate({**dict(ask(association_id)), **lineage})


def taken(kind: TakerKind, id_: str) -> NeedTakenUp:
    return NeedTakenUp(taker=Taker(kind=kind, id=id_))


def officer(of: str) -> Context:
    return at("2016-05-03T10:00", Role.ASSOCIATION_OFFICER, of)


by_centre, by_hub = taken(TakerKind.CENTRE, "centre-gjc"), taken(TakerKind.HUB, "hub-1")
MAY, LATE = at("2016-05-03T10:00"), at("2016-05-18T10:00")
missed = NeedAnswerMissed(due_on=date(2016, 5, 17), fell_due_at=by_itself("2016-05-18T00:00").now)
answered = NeedAnswered(taker=by_centre.taker, answer=ANSWER, late=False)
OPEN, HELPED = (asked(),), (asked(), by_centre)
answer, take = AnswerNeed(answer=ANSWER), TakeNeedUp()
NEEDS = {
    "an association says what it needs": ([], ask(), officer("a-1"), [asked()]),
    "or founders, who are no association yet": ([], ask(None), MAY, [asked(None)]),
    "asking twice records once": (OPEN, ask(), MAY, []),
    "not for another association": ([], ask(), officer("a-9"), NotThisAssociation),
    "nor what does not stand": ([], ask("a-2"), MAY, NeedUnknown),
    "nor in another community": (
        [],
        ask(community_id="dg"),
        at("2016-05-03T10:00", org="centre-dg"),
        AssociationUnknown,
    ),
    "nor at the counter of another community": (
        [],
        ask(),
        at("2016-05-03T10:00", Role.CLERK, "centre-dg"),
        NotTheCentre("centre-gjc"),
    ),
    "nor where there is no centre": ([], ask(None, community_id="nowhere"), MAY, CommunityWithoutCentre),
    "nor what the policy does not know": (
        [],
        ask(kind="MONEY"),
        MAY,
        NeedKindUnknown(("GUIDANCE", "VENUE", "TRAINING", "PARTNER")),
    ),
    "the centre takes it up": (OPEN, take, examiner("2016-05-03T10:00"), [by_centre]),
    "or a unit": (OPEN, take, at("2016-05-03T10:00", Role.UNIT_DELEGATE, "u-1"), [taken(TakerKind.UNIT, "u-1")]),
    "or a hub association": (OPEN, take, officer("hub-1"), [by_hub]),
    "taking up twice records once": ([asked(), by_hub], take, officer("hub-1"), []),
    "one helps": ([asked(), by_hub], take, MAY, NeedTaken(by_hub.taker)),
    "not an association that is no hub": (OPEN, take, officer("a-9"), NotAHub),
    "nor a hub that does not stand": (OPEN, take, officer("hub-2"), NotAHub),
    "nor whoever asks": (OPEN, take, officer("a-1"), OwnNeed),
    "nor another centre": (OPEN, take, at("2016-05-03T10:00", Role.CLERK, "centre-dg"), NotTheCentre("centre-gjc")),
    "nor somebody for nobody": (OPEN, take, at("2016-05-03T10:00", Role.UNIT_DELEGATE, ""), HelpsForNobody),
    "what nobody asked for is not taken up": ([], take, MAY, NeedUnknown),
    "who took it up answers within ten working days": (
        HELPED,
        answer,
        at("2016-05-17T23:59"),
        [answered],
    ),
    "a day later the answer is late": (
        HELPED,
        answer,
        LATE,
        [missed, answered.model_copy(update={"late": True})],
    ),
    "answering twice records once": ([*HELPED, answered], answer, MAY, []),
    "nobody else answers": (HELPED, answer, officer("hub-1"), NotTheTaker(by_centre.taker)),
    "nobody answers what nobody took up": (OPEN, answer, MAY, NeedNotTakenUp),
    "the last day passes by itself": (OPEN, MissNeedAnswer(), by_itself("2016-05-18T00:00"), [missed]),
    "also where somebody took it up": (HELPED, MissNeedAnswer(), by_itself("2016-05-18T00:00"), [missed]),
    "not a minute before": (OPEN, MissNeedAnswer(), by_itself("2016-05-17T23:59"), NeedAnswerNotMissed),
    "it passes once": ([*OPEN, missed], MissNeedAnswer(), by_itself("2016-05-19T00:00"), []),
    "what is answered is owed no more": ([*HELPED, answered], MissNeedAnswer(), by_itself("2016-05-18T00:00"), []),
    "it is taken up late too, and that is said": (OPEN, take, LATE, [missed, by_centre]),
}


@pytest.mark.parametrize(("given", "when", "context", "then"), NEEDS.values(), ids=NEEDS.keys())
def test_needs(given, when, context, then):
    SPEC.check(given, when, then, context, THEIRS)
