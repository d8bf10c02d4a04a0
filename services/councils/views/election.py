"""Elections: where each stands, who stands in it and how that ended, what was counted in which round, what was late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from sqlalchemy import JSON, Boolean, Column, Date, Index, Integer, MetaData, Row, String, Table, bindparam, or_, select

from services.councils.domain.election_state import stage_after
from shared.contracts.councils.election import (
    ElectionCalled,
    ElectionDeadlineMissed,
    ElectionEvent,
    ElectionFiled,
    ElectionPostponed,
    ElectionResultPosted,
    VoterListPosted,
)
from shared.contracts.councils.election_candidates import (
    CandidateNominated,
    CandidateNotQualified,
    CandidateQualified,
    CandidatesPosted,
    CandidateWithdrawn,
    QualificationAppealDecided,
    QualificationAppealed,
)
from shared.contracts.councils.election_vote import (
    CandidateElected,
    ElectionDeclaredInvalid,
    ElectionDeclaredValid,
    SupplementaryRoundCalled,
    VotesCounted,
)
from shared.kernel.envelope import Recorded
from shared.kernel.messages import Event
from shared.runtime.views import Change, Handler, View

TABLES = MetaData()
ELECTION = Table(
    "election",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("committee_id", String, nullable=False),
    Column("term", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("electorate", String, nullable=False),
    Column("seats", JSON, nullable=False),
    Column("election_on", Date, nullable=False),
    Column("stage", String, nullable=False),
    Column("voters", Integer),
    Column("list_posted_on", Date),
    Column("objections_until_on", Date),
    Column("candidates_posted_on", Date),
    Column("result_posted_on", Date),
    Column("composition", String),
    Column("minority_member_missing", Boolean),
)
Index("election_by_committee", ELECTION.c.committee_id, ELECTION.c.position)
CANDIDATE = Table(
    "election_candidate",
    TABLES,
    Column("election_id", String, primary_key=True),
    Column("person_id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("office", String, nullable=False),
    Column("lives_here", Boolean, nullable=False),
    Column("review", String, nullable=False),
    Column("name", String),
    Column("elected_in", Integer),
    Column("votes", Integer),
)
ROUND = Table(
    "election_round",
    TABLES,
    Column("election_id", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("vote_on", Date, nullable=False),
    Column("voters", Integer),
    Column("handed_out", Integer),
    Column("ballots", Integer),
    Column("spoilt", Integer),
    Column("tallies", JSON, nullable=False),
    Column("valid", Boolean),
)
LATE = Table(
    "election_late",
    TABLES,
    Column("election_id", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("step", String, nullable=False),
    Column("person_id", String),
    Column("due_on", Date, nullable=False),
)
FIRST = "FIRST"

_CALLED_WITH = ("id", "position", "committee_id", "term", "kind", "electorate", "seats", "election_on", "stage")
_CALL = ELECTION.insert().values({name: bindparam(name) for name in _CALLED_WITH})
_OF = ELECTION.update().where(ELECTION.c.id == bindparam("of"))
_STAGE = _OF.values(stage=bindparam("now"))
_LIST = _OF.values(voters=bindparam("n"), list_posted_on=bindparam("day"), objections_until_on=bindparam("until_day"))
_POSTPONE = _OF.values(election_on=bindparam("day"))
_CANDIDATES = _OF.values(candidates_posted_on=bindparam("day"))
_RESULT = _OF.values(result_posted_on=bindparam("day"))
_FILE = _OF.values(composition=bindparam("report"), minority_member_missing=bindparam("missing"))

_NOMINATED_WITH = ("election_id", "person_id", "position", "office", "lives_here", "review")
_NOMINATE = CANDIDATE.insert().values({name: bindparam(name) for name in _NOMINATED_WITH})
_THEIRS = CANDIDATE.update().where(
    CANDIDATE.c.election_id == bindparam("of"), CANDIDATE.c.person_id == bindparam("person")
)
_REVIEW = _THEIRS.values(review=bindparam("now"))
_NAME = _THEIRS.values(name=bindparam("published"))
_ELECT = _THEIRS.values(elected_in=bindparam("number"), votes=bindparam("n"))

_ITS_DAY = select(ELECTION.c.election_on).where(ELECTION.c.id == bindparam("election_id")).scalar_subquery()
_FIRST = ROUND.insert().values(
    election_id=bindparam("election_id"), number=1, kind=FIRST, vote_on=_ITS_DAY, tallies=bindparam("none", type_=JSON)
)
_ROUND = ROUND.insert().values(
    {name: bindparam(name) for name in ("election_id", "number", "kind", "vote_on", "tallies")}
)
_OF_ROUND = ROUND.update().where(ROUND.c.election_id == bindparam("of"), ROUND.c.number == bindparam("which"))
_COUNT = _OF_ROUND.values(
    voters=bindparam("of_voters"),
    handed_out=bindparam("given"),
    ballots=bindparam("in_boxes"),
    spoilt=bindparam("void"),
    tallies=bindparam("by_candidate", type_=JSON),
)
_VALID = _OF_ROUND.values(valid=bindparam("enough"))
_MOVE = ROUND.update().where(ROUND.c.election_id == bindparam("of"), ROUND.c.ballots.is_(None))
_MOVE_ROUND = _MOVE.values(vote_on=bindparam("day"))
_LATE = LATE.insert().values({column.name: bindparam(column.name) for column in LATE.columns})

_COMMITTEE = bindparam("committee_id", type_=String)
RUNNING = select(ELECTION.c.id).where(
    ELECTION.c.committee_id == bindparam("committee_id"), ELECTION.c.result_posted_on.is_(None)
)
"""Those of a committee whose results are not posted."""

ONE = select(ELECTION).where(ELECTION.c.id == bindparam("of"))
PAGE = (
    select(ELECTION)
    .where(ELECTION.c.position > bindparam("after"), or_(_COMMITTEE == "", ELECTION.c.committee_id == _COMMITTEE))
    .order_by(ELECTION.c.position)
    .limit(bindparam("limit"))
)
"""An empty `committee_id` asks for all."""
CANDIDATES_OF = (
    select(CANDIDATE)
    .where(CANDIDATE.c.election_id == bindparam("of"))
    .order_by(CANDIDATE.c.position, CANDIDATE.c.person_id)
)
ROUNDS_OF = select(ROUND).where(ROUND.c.election_id == bindparam("of")).order_by(ROUND.c.number)
LATE_OF = select(LATE).where(LATE.c.election_id == bindparam("of")).order_by(LATE.c.position)

ElectionRow = Row[Any]


def _called(recorded: Recorded[ElectionCalled]) -> Iterator[Change]:
    event = recorded.event
    known = event.model_dump(mode="json", exclude={"election_on", "several_ethnic_groups"})
    place = {"id": recorded.aggregate.id, "position": recorded.position}
    yield _CALL, {**known, **place, "election_on": event.election_on, "stage": stage_after(event)}


def _listed(recorded: Recorded[VoterListPosted]) -> Iterator[Change]:
    event = recorded.event
    when = {"day": event.posted_on, "until_day": event.objections_until_on}
    yield _LIST, {"of": recorded.aggregate.id, "n": event.voters, **when}


def _postponed(recorded: Recorded[ElectionPostponed]) -> Iterator[Change]:
    moved = {"of": recorded.aggregate.id, "day": recorded.event.election_on}
    yield _POSTPONE, moved
    yield _MOVE_ROUND, moved


def _nominated(recorded: Recorded[CandidateNominated]) -> Iterator[Change]:
    known = recorded.event.model_dump(mode="json")
    place = {"election_id": recorded.aggregate.id, "position": recorded.position}
    yield _NOMINATE, {**known, **place, "review": "UNREVIEWED"}


def _reviewed(word: str) -> Handler:
    def handler(recorded: Recorded[Any]) -> Iterator[Change]:
        yield _REVIEW, {"of": recorded.aggregate.id, "person": recorded.event.person_id, "now": word}

    return handler


def _answered(recorded: Recorded[QualificationAppealDecided]) -> Iterator[Change]:
    word = "QUALIFIED" if recorded.event.upheld else "APPEAL_DISMISSED"
    yield _REVIEW, {"of": recorded.aggregate.id, "person": recorded.event.person_id, "now": word}


def _posted(recorded: Recorded[CandidatesPosted]) -> Iterator[Change]:
    yield _CANDIDATES, {"of": recorded.aggregate.id, "day": recorded.event.posted_on}
    yield _FIRST, {"election_id": recorded.aggregate.id, "none": []}
    for each in recorded.event.candidates:
        yield _NAME, {"of": recorded.aggregate.id, "person": each.person_id, "published": each.name.value}


def _called_again(recorded: Recorded[SupplementaryRoundCalled]) -> Iterator[Change]:
    event, id_ = recorded.event, recorded.aggregate.id
    called = {"number": event.round, "kind": event.kind.value, "vote_on": event.vote_on}
    yield _ROUND, {"election_id": id_, **called, "tallies": []}
    yield _POSTPONE, {"of": id_, "day": event.vote_on}


def _counted(recorded: Recorded[VotesCounted]) -> Iterator[Change]:
    event = recorded.event
    totals = {"of_voters": event.voters, "given": event.handed_out, "in_boxes": event.ballots, "void": event.spoilt}
    tallies = [each.model_dump() for each in event.tallies]
    yield _COUNT, {"of": recorded.aggregate.id, "which": event.round, **totals, "by_candidate": tallies}


def _declared(recorded: Recorded[ElectionDeclaredValid] | Recorded[ElectionDeclaredInvalid]) -> Iterator[Change]:
    enough = isinstance(recorded.event, ElectionDeclaredValid)
    yield _VALID, {"of": recorded.aggregate.id, "which": recorded.event.round, "enough": enough}


def _elected(recorded: Recorded[CandidateElected]) -> Iterator[Change]:
    event = recorded.event
    won = {"number": event.round, "n": event.votes}
    yield _ELECT, {"of": recorded.aggregate.id, "person": event.person_id, **won}


def _result(recorded: Recorded[ElectionResultPosted]) -> Iterator[Change]:
    yield _RESULT, {"of": recorded.aggregate.id, "day": recorded.event.posted_on}


def _filed(recorded: Recorded[ElectionFiled]) -> Iterator[Change]:
    event = recorded.event
    report = {"report": event.composition.model_dump_json(), "missing": event.minority_member_missing}
    yield _FILE, {"of": recorded.aggregate.id, **report}


def _late(recorded: Recorded[ElectionDeadlineMissed]) -> Iterator[Change]:
    event = recorded.event
    known = {"step": event.step.value, "person_id": event.person_id, "due_on": event.due_on}
    yield _LATE, {"election_id": recorded.aggregate.id, "position": recorded.position, **known}


_KNOWN: Mapping[type[Event], Handler] = {
    ElectionCalled: _called,
    VoterListPosted: _listed,
    ElectionPostponed: _postponed,
    CandidateNominated: _nominated,
    CandidateQualified: _reviewed("QUALIFIED"),
    CandidateNotQualified: _reviewed("NOT_QUALIFIED"),
    QualificationAppealed: _reviewed("APPEALING"),
    QualificationAppealDecided: _answered,
    CandidateWithdrawn: _reviewed("WITHDRAWN"),
    CandidatesPosted: _posted,
    SupplementaryRoundCalled: _called_again,
    VotesCounted: _counted,
    ElectionDeclaredValid: _declared,
    ElectionDeclaredInvalid: _declared,
    CandidateElected: _elected,
    ElectionResultPosted: _result,
    ElectionFiled: _filed,
    ElectionDeadlineMissed: _late,
}


def _nothing(_recorded: Recorded[Any]) -> Iterator[Change]:
    yield from ()


def _moving(handler: Handler) -> Handler:
    """What a fact says, and then where the election stands after it."""

    def both(recorded: Recorded[Any]) -> Iterator[Change]:
        yield from handler(recorded)
        if (stage := stage_after(recorded.event)) is not None:
            yield _STAGE, {"of": recorded.aggregate.id, "now": stage}

    return both


VIEW = View(
    name="election",
    tables=TABLES,
    on={each: _moving(_KNOWN.get(each, _nothing)) for each in get_args(ElectionEvent)},
)
