"""Why an election is not called, or does not go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.contracts.councils.committee_members import Office
from shared.kernel.refusals import Conflict, Forbidden, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class ElectionUnknown(Unknown):
    """There is no such election."""

    slug: ClassVar[str] = "election-unknown"
    zh: ClassVar[str] = "选举不存在"
    en: ClassVar[str] = "There is no such election"


@dataclass(frozen=True, slots=True)
class ElectionCalledOtherwise(Conflict):
    """The committee's election for the term was called already, and otherwise."""

    slug: ClassVar[str] = "election-called-otherwise"
    zh: ClassVar[str] = "该届选举已经启动"
    en: ClassVar[str] = "The election for this term was called already"


@dataclass(frozen=True, slots=True)
class NotAtThisStage(Conflict):
    """The election is at another stage."""

    slug: ClassVar[str] = "election-not-at-this-stage"
    zh: ClassVar[str] = "选举当前阶段不得办理此事项"
    en: ClassVar[str] = "The election is at another stage"
    stage: str


@dataclass(frozen=True, slots=True)
class NotOnElectionCommittee(Forbidden):
    """Who asks is not on the election committee now."""

    slug: ClassVar[str] = "not-on-election-committee"
    zh: ClassVar[str] = "您不是该选举委员会的现任成员"
    en: ClassVar[str] = "You are not on the election committee"


@dataclass(frozen=True, slots=True)
class WrongElectorate(Unacceptable):
    """The law of the day does not let such an electorate elect."""

    slug: ClassVar[str] = "wrong-electorate"
    zh: ClassVar[str] = "选举方式不符合当日有效规定（{kinds}）"
    en: ClassVar[str] = "The law of that day knows these electorates: {kinds}"
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrongSeats(Unacceptable):
    """The seats do not make a committee: one chair, each office once, as many members as the law allows."""

    slug: ClassVar[str] = "wrong-seats"
    zh: ClassVar[str] = "职数不符合居民委员会组成规定（{fewest}至{most}人，主任一人）"
    en: ClassVar[str] = "A committee has one chair and from {fewest} to {most} members"
    fewest: int
    most: int


@dataclass(frozen=True, slots=True)
class NoSuchVacancy(Unacceptable):
    """A by-election fills vacant seats of the present term, and no others."""

    slug: ClassVar[str] = "no-such-vacancy"
    zh: ClassVar[str] = "本届没有相应空缺，不得补选"
    en: ClassVar[str] = "There is no such vacancy in the present term"
    vacancies: tuple[tuple[Office, int], ...]


@dataclass(frozen=True, slots=True)
class TermTaken(Conflict):
    """A term of this number, or of a later one, has begun."""

    slug: ClassVar[str] = "term-taken"
    zh: ClassVar[str] = "该届或者更后的一届已经产生"
    en: ClassVar[str] = "That term, or a later one, has begun"
    term: int


@dataclass(frozen=True, slots=True)
class ElectionTooSoon(Unacceptable):
    """The day of the vote leaves no time for what comes before it."""

    slug: ClassVar[str] = "election-too-soon"
    zh: ClassVar[str] = "选举日过早，最早为{earliest_on}"
    en: ClassVar[str] = "The day of the vote is too soon: {earliest_on} is the earliest"
    earliest_on: date


@dataclass(frozen=True, slots=True)
class WrongCommitteeSize(Unacceptable):
    """The election committee has too few or too many members."""

    slug: ClassVar[str] = "wrong-election-committee-size"
    zh: ClassVar[str] = "选举委员会应由{fewest}至{most}人组成"
    en: ClassVar[str] = "An election committee has from {fewest} to {most} members"
    fewest: int
    most: int


@dataclass(frozen=True, slots=True)
class ElectionCommitteeIncomplete(Conflict):
    """Members who left to stand as candidates are not replaced yet."""

    slug: ClassVar[str] = "election-committee-incomplete"
    zh: ClassVar[str] = "选举委员会成员成为候选人后尚未补足"
    en: ClassVar[str] = "Members who left the election committee are not replaced yet"
    missing: int


@dataclass(frozen=True, slots=True)
class NobodyToReplace(Conflict):
    """Nobody of that name left the election committee, or is replaced already; a candidate does not join it."""

    slug: ClassVar[str] = "nobody-to-replace"
    zh: ClassVar[str] = "该成员并未退出或者已经递补，候选人也不得参加选举委员会"
    en: ClassVar[str] = "They did not leave the election committee, or the other cannot join it"


@dataclass(frozen=True, slots=True)
class VoterListNotReady(Unacceptable):
    """The list of voters cannot be posted; all that is wrong is said."""

    slug: ClassVar[str] = "voter-list-not-ready"
    zh: ClassVar[str] = "选民名单尚不具备公布条件"
    en: ClassVar[str] = "The list of voters cannot be posted"
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ObjectionsOpen(Conflict):
    """Objections to the list of voters are not answered, or may still be made."""

    slug: ClassVar[str] = "list-objections-open"
    zh: ClassVar[str] = "对选民名单的异议期未满或者异议尚未答复"
    en: ClassVar[str] = "Objections to the list of voters are still open"


@dataclass(frozen=True, slots=True)
class NotElectionDay(Conflict):
    """Voting begins on its day and on no other."""

    slug: ClassVar[str] = "not-election-day"
    zh: ClassVar[str] = "投票日为{vote_on}"
    en: ClassVar[str] = "The day of the vote is {vote_on}"
    vote_on: date


@dataclass(frozen=True, slots=True)
class CountDoesNotAddUp(Unacceptable):
    """The count contradicts itself, the roll or the list of candidates; all that is wrong is said."""

    slug: ClassVar[str] = "count-does-not-add-up"
    zh: ClassVar[str] = "计票结果与发出选票、候选人名单或者自身不符"
    en: ClassVar[str] = "The count contradicts the ballots handed out, the list or itself"
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeatsStillOpen(Conflict):
    """Too many seats are open for the result to be posted: voters are called once more before."""

    slug: ClassVar[str] = "seats-still-open"
    zh: ClassVar[str] = "应选名额尚未选足，应当另行选举"
    en: ClassVar[str] = "Seats are still open: voters are called once more first"
    open: int


@dataclass(frozen=True, slots=True)
class HandoverOutOfTime(Unacceptable):
    """The hand-over is said to have been before the result was posted, or on a day to come."""

    slug: ClassVar[str] = "handover-out-of-time"
    zh: ClassVar[str] = "移交日期早于结果公布或者晚于今天"
    en: ClassVar[str] = "The hand-over lies before the result or in the future"


@dataclass(frozen=True, slots=True)
class CompositionDoesNotAddUp(Unacceptable):
    """Axes of the composition do not count each member once; all of them are named."""

    slug: ClassVar[str] = "composition-does-not-add-up"
    zh: ClassVar[str] = "结构统计与委员人数不符"
    en: ClassVar[str] = "The composition does not count each member once"
    members: int
    axes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoDeadlineMissed(Conflict):
    """Nothing is late."""

    slug: ClassVar[str] = "no-election-deadline-missed"
    zh: ClassVar[str] = "没有逾期事项"
    en: ClassVar[str] = "Nothing is late"
