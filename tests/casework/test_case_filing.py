"""Case: what was decided on the filing of an association, heard of from associations and judged as of that minute."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from services.casework.domain.case import CASE
from services.casework.domain.case_commands import OpenCase, TerminateCase
from services.casework.domain.case_filing import DecideAsFiled
from services.casework.domain.case_refusals import FilingHeardMeanwhile
from services.casework.domain.types import CentreId, ItemCode
from shared.contracts.casework.case import (
    CaseClosed,
    CaseTerminated,
    DecisionMade,
    DecisionProposed,
    Outcome,
    TerminationCause,
)
from shared.contracts.casework.case_filing import FilingOutcomeDeclined, FilingOutcomeKept
from shared.contracts.casework.post import ActedAs
from shared.kernel.actors import Role
from shared.kernel.instants import start_of
from shared.kernel.personal import Personal
from shared.testing.decider import Spec
from tests.casework.district import DISTRICT, asked
from tests.casework.stories import opened

SPEC = Spec(CASE)
MACHINE = asked("reaction:associations", "2014-10-14T09:00+08:00", Role.MACHINE, "")
REMEDIES = ("60 日内申请行政复议", "6 个月内提起行政诉讼")
SAID = Personal[tuple[str, ...]].of(opened.subject, ("名称重复",))
ENDED = CaseTerminated(cause=TerminationCause.WITHDRAWN)


def filed(
    outcome=Outcome.GRANT, officer="s-examiner", posts=("examination",), statement: str | None = None
) -> DecideAsFiled:
    return DecideAsFiled(
        association_id="troupe",
        outcome=outcome,
        statement=statement,
        officer=officer,
        posts=posts,
        decided_at=datetime.fromisoformat("2014-10-13T10:00+08:00"),
        source_position=7,
    )


def facts(outcome=Outcome.GRANT, reasons: Personal[tuple[str, ...]] | None = None, remedies: tuple[str, ...] = ()):
    by = {"post_id": "examination", "acted_as": ActedAs.A, "outcome": outcome}
    on = date(2014, 10, 13)
    return [
        DecisionProposed(**by, examiner="s-examiner", reasons=reasons),
        DecisionMade(**by, approver="s-examiner", reasons=reasons, remedies=remedies, decided_on=on),
        CaseClosed(**by, application_id=opened.application_id, closed_on=on, within_promise=True, within_statute=True),
    ]


def declined(slug: str) -> FilingOutcomeDeclined:
    return FilingOutcomeDeclined(association_id="troupe", slug=slug, source_position=7)


def kept(**told) -> FilingOutcomeKept:
    return FilingOutcomeKept.model_validate(filed(**told).model_dump())


def opens(*posts: str) -> OpenCase:
    return OpenCase(
        application_id=opened.application_id,
        subject=opened.subject,
        centre_id=CentreId(opened.centre_id),
        item_code=ItemCode(opened.item_code),
        item_version=opened.item_version,
        accepted_on=opened.accepted_on,
        recorded_at=datetime.fromisoformat("2014-10-08T09:00+08:00"),
        deemed=False,
        filed_on=posts,
    )


begun = opened.model_copy(update={"started_at": start_of(opened.accepted_on)})

ROWS = {
    "what was filed is granted and closed on the officer's post": ([opened], filed(), facts()),
    "what was not is refused, with reasons and remedies": (
        [opened],
        filed(Outcome.REFUSE, statement="名称重复"),
        facts(Outcome.REFUSE, SAID, REMEDIES),
    ),
    "on the post of several that is the officer's": ([opened], filed(posts=("approval", "examination")), facts()),
    "who is on no post decides nothing here": ([opened], filed(posts=()), [declined("post-not-held")]),
    "nor who is on another centre's": ([opened], filed(posts=("elsewhere",)), [declined("other-centre")]),
    "heard twice it is decided once": ([opened, *facts()], filed(), []),
    "and declined once": ([opened, declined("post-not-held")], filed(posts=()), []),
    "what was withdrawn before is not decided": ([opened, ENDED], filed(), [declined("case-not-open")]),
    "what somebody has proposed here stays theirs": ([opened, facts()[0]], filed(), [declined("already-proposed")]),
    "before its case is open it is kept": ([], filed(), [kept()]),
    "and decided with the opening, as of the minute when it was": ([kept()], opens("examination"), [begun, *facts()]),
    "a refusal with its reasons and remedies": (
        [kept(outcome=Outcome.REFUSE, statement="名称重复")],
        opens("examination"),
        [begun, *facts(Outcome.REFUSE, SAID, REMEDIES)],
    ),
    "what was kept of somebody on no post is declined with the opening": (
        [kept(posts=())],
        opens(),
        [begun, declined("post-not-held")],
    ),
    "an opening that does not know what is kept opens nothing": ([kept()], opens(), FilingHeardMeanwhile),
    "what was taken back before its case was open leaves no case": ([kept()], TerminateCase(cause=ENDED.cause), []),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_case_filing(given, when, then):
    SPEC.check(given, when, then, MACHINE, DISTRICT)
