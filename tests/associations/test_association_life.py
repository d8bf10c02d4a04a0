"""Life of a filing: what changes, renewal, and how it ends, one row each."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_commands import (
    CancelFiling,
    ChangeFiling,
    ConvertFiling,
    ExpireFiling,
    RenewFiling,
)
from services.associations.domain.association_filing import (
    ConvertedBefore,
    FilingEndsOn,
    FilingNotExpired,
    NotWarned,
)
from services.associations.domain.association_refusals import (
    AssetsGoNowhere,
    AtAnotherStage,
    Condition,
    ConditionsNotMet,
    ForbiddenName,
    NameWarningOpen,
    NotDoneYet,
    NotStandingThen,
    NotTheAuthority,
)
from services.associations.domain.association_state import Stage
from services.associations.domain.types import AssociationId
from shared.contracts.associations.association import NameWarning
from shared.contracts.associations.association_filing import (
    FilingCancelCause,
    FilingCancelled,
    FilingChanged,
    FilingConverted,
    FilingExpired,
    FilingRenewed,
)
from shared.contracts.associations.association_founding import Place
from shared.kernel.instants import SHANGHAI
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec
from tests.associations.samples import (
    HOME,
    NAME,
    ON_FILE,
    RELATED,
    at,
    by_itself,
    drafted,
    examiner,
    filed,
    given,
    person,
    registrar,
    submitted,
    warning,
)

SPEC = Spec(ASSOCIATION)


def change(changed_on: date = date(2015, 11, 2), **more: object) -> ChangeFiling:
    return ChangeFiling.model_validate({"changed_on": changed_on, **more})


def changed(late: bool = False, **more: object) -> FilingChanged:
    return FilingChanged.model_validate({"changed_on": date(2015, 11, 2), "late": late, **more})


HALL = Place(address="国际村广场", shared=True)
TOLD = at("2015-11-16T10:00")
cancelled = FilingCancelled(
    cause=FilingCancelCause.OWN_WISH,
    community_id="gjc",
    lineage_id="a-1",
    ended_on=date(2016, 3, 1),
    assets_to="国际村社区公益基金",
)


def cancel(cause: FilingCancelCause = FilingCancelCause.OWN_WISH, **more: object) -> CancelFiling:
    told = {"cause": cause, "ended_on": date(2016, 3, 1), "assets_to": "国际村社区公益基金"}
    return CancelFiling.model_validate({**told, **more})


expired = FilingExpired(community_id="gjc", lineage_id="a-1", fell_due_at=datetime(2018, 10, 21, tzinfo=SHANGHAI))
converted = FilingConverted(registered_id="a-2", community_id="gjc", lineage_id="a-1", converted_on=date(2016, 1, 4))
renewed = FilingRenewed(from_on=date(2018, 10, 20), valid_until_on=date(2021, 10, 20))
convert = ConvertFiling(registered_id=AssociationId("a-2"))
LIVING = {
    "another place, told on the tenth working day": (ON_FILE, change(place=HALL), TOLD, [changed(place=HALL)]),
    "told a day later it is entered as late": (
        ON_FILE,
        change(place=HALL),
        at("2015-11-17T10:00"),
        [changed(late=True, place=HALL)],
    ),
    "changing twice records once": ([*ON_FILE, changed(place=HALL)], change(place=HALL), TOLD, []),
    "what is as it was changes nothing": (ON_FILE, change(place=HOME, name_zh=NAME), TOLD, []),
    "another in charge must be fit": (
        ON_FILE,
        change(person=given("tashi", resident=False)),
        TOLD,
        ConditionsNotMet((Condition.PERSON_IS_RESIDENT,)),
    ),
    "and is entered": (ON_FILE, change(person=given("tashi")), TOLD, [changed(person=person("tashi"))]),
    "another name breaks no hard rule": (ON_FILE, change(name_zh="全国艺术团"), TOLD, ForbiddenName),
    "a new name that is warned of is answered for": (
        ON_FILE,
        change(name_zh="梅朵艺术团"),
        TOLD,
        NameWarningOpen((NameWarning.PREFIX_MISSING,)),
    ),
    "not by who tells the change": (
        ON_FILE,
        change(name_zh="梅朵艺术团", name_answer="社区通称"),
        TOLD,
        NameWarningOpen((NameWarning.PREFIX_MISSING,)),
    ),
    "but by the examiner, and then entered with the answer": (
        ON_FILE,
        change(name_zh="梅朵艺术团", name_answer="社区通称"),
        examiner("2015-11-16T10:00"),
        [changed(name_zh="梅朵艺术团", name_answer="社区通称")],
    ),
    "nothing changed tomorrow": (ON_FILE, change(date(2015, 11, 17), place=HALL), TOLD, NotDoneYet),
    "nor before it was filed": (
        ON_FILE,
        change(date(2015, 10, 19), place=HALL),
        TOLD,
        NotStandingThen(date(2015, 10, 20)),
    ),
    "nothing changes in a draft": ([drafted()], change(place=HALL), TOLD, AtAnotherStage),
    "renewed for as long again": (
        ON_FILE,
        RenewFiling(from_on=date(2018, 10, 20)),
        examiner("2018-09-01T10:00"),
        [renewed],
    ),
    "renewing twice records once": (
        [*ON_FILE, renewed],
        RenewFiling(from_on=date(2018, 10, 20)),
        examiner("2018-09-01T10:00"),
        [],
    ),
    "who renews says which filing": (
        ON_FILE,
        RenewFiling(from_on=date(2018, 10, 19)),
        examiner("2018-09-01T10:00"),
        FilingEndsOn(date(2018, 10, 20)),
    ),
    "it expires at midnight": (ON_FILE, ExpireFiling(), by_itself("2018-10-21T00:00"), [expired]),
    "not a minute before": (
        ON_FILE,
        ExpireFiling(),
        by_itself("2018-10-20T23:59"),
        FilingNotExpired(date(2018, 10, 20)),
    ),
    "nor once it was renewed": ([*ON_FILE, renewed], ExpireFiling(), by_itself("2018-10-21T00:00"), FilingNotExpired),
    "expiring twice records once": ([*ON_FILE, expired], ExpireFiling(), by_itself("2018-10-22T00:00"), []),
    "what has expired is not renewed": (
        [*ON_FILE, expired],
        RenewFiling(from_on=date(2018, 10, 20)),
        examiner("2018-11-01T10:00"),
        AtAnotherStage(Stage.ENDED),
    ),
    "it ends by its own wish": (ON_FILE, cancel(), at("2016-03-15T10:00"), [cancelled]),
    "told after ten working days it is entered as late": (
        ON_FILE,
        cancel(),
        at("2016-03-16T10:00"),
        [cancelled.model_copy(update={"late": True})],
    ),
    "ending twice records once": ([*ON_FILE, cancelled], cancel(), at("2016-03-15T10:00"), []),
    "what is left goes somewhere": (ON_FILE, cancel(assets_to=None), at("2016-03-15T10:00"), AssetsGoNowhere),
    "it has not ended tomorrow": (ON_FILE, cancel(ended_on=date(2016, 3, 16)), at("2016-03-15T10:00"), NotDoneYet),
    "nor before it was filed, so that the register of no day forgets it": (
        ON_FILE,
        cancel(ended_on=date(2015, 10, 19)),
        at("2016-03-15T10:00"),
        NotStandingThen(date(2015, 10, 20)),
    ),
    "the centre cancels who was warned": (
        [*ON_FILE, warning],
        cancel(FilingCancelCause.SANCTIONED),
        examiner("2016-03-15T10:00"),
        [cancelled.model_copy(update={"cause": FilingCancelCause.SANCTIONED})],
    ),
    "not who was not": (
        ON_FILE,
        cancel(FilingCancelCause.SANCTIONED),
        examiner("2016-03-15T10:00"),
        NotWarned,
    ),
    "nobody else finds a cause": (ON_FILE, cancel(FilingCancelCause.INACTIVE), at("2016-03-15T10:00"), NotTheAuthority),
    "it ends in the instant in which it is registered": (ON_FILE, convert, at("2016-01-04T10:00"), [converted]),
    "converting twice records once": ([*ON_FILE, converted], convert, at("2016-01-04T10:00"), []),
    "nor once more into another one": (
        [*ON_FILE, converted],
        ConvertFiling(registered_id=AssociationId("a-3")),
        registrar("2016-01-05T10:00"),
        ConvertedBefore("a-2"),
    ),
    "what had ended before is not converted": ([*ON_FILE, cancelled], convert, at("2016-03-20T10:00"), []),
}


@pytest.mark.parametrize(("given", "when", "context", "then"), LIVING.values(), ids=LIVING.keys())
def test_living(given, when, context, then):
    SPEC.check(given, when, then, context, RELATED)


@pytest.mark.parametrize(
    "events",
    [[submitted()], [drafted(), filed, filed], [*ON_FILE, cancelled, filed], [drafted(), submitted(), drafted()]],
    ids=["no draft", "filed twice", "filed after its end", "drafted after it was handed in"],
)
def test_a_stream_that_contradicts_itself_is_seen(events):
    with pytest.raises(CorruptStream):
        ASSOCIATION.fold(events)


def test_what_is_filed_counts_from_its_day_on():
    assert filed.effective_at() == datetime(2015, 10, 20, tzinfo=SHANGHAI)
    assert expired.effective_at() - timedelta(days=1) == datetime(2018, 10, 20, tzinfo=SHANGHAI)
