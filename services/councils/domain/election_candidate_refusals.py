"""Why somebody is not nominated, reviewed or put on the list of candidates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.contracts.councils.committee_members import Office
from shared.kernel.refusals import Conflict, Forbidden, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class NoSuchOffice(Unacceptable):
    """The election has no seat of this office."""

    slug: ClassVar[str] = "no-such-office"
    zh: ClassVar[str] = "本次选举没有该职务名额"
    en: ClassVar[str] = "The election has no seat of this office"


@dataclass(frozen=True, slots=True)
class NominatedOtherwise(Conflict):
    """They stand for another office, or have withdrawn."""

    slug: ClassVar[str] = "nominated-otherwise"
    zh: ClassVar[str] = "该人已被提名为其他职务候选人或者已退出"
    en: ClassVar[str] = "They stand for another office, or have withdrawn"


@dataclass(frozen=True, slots=True)
class CandidateUnknown(Unknown):
    """There is no such candidate."""

    slug: ClassVar[str] = "candidate-unknown"
    zh: ClassVar[str] = "候选人不存在"
    en: ClassVar[str] = "There is no such candidate"


@dataclass(frozen=True, slots=True)
class ReviewIncomplete(Unacceptable):
    """A review speaks of each candidate who is not reviewed yet, and of nobody else."""

    slug: ClassVar[str] = "review-incomplete"
    zh: ClassVar[str] = "资格审查应当覆盖全部待审候选人，且不得涉及他人"
    en: ClassVar[str] = "A review speaks of every candidate not reviewed yet, and of nobody else"
    missing: tuple[str, ...]
    not_asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewedOtherwise(Conflict):
    """The review found otherwise; what was wrong with it is for an appeal."""

    slug: ClassVar[str] = "reviewed-otherwise"
    zh: ClassVar[str] = "资格审查已有结论，不服的应当申诉"
    en: ClassVar[str] = "The review found otherwise"


@dataclass(frozen=True, slots=True)
class NoSuchCriterion(Unacceptable):
    """Candidates are reviewed against published criteria only; who is refused is told which of them and why."""

    slug: ClassVar[str] = "no-such-criterion"
    zh: ClassVar[str] = "不予通过应当依据已公布的标准并书面说明理由"
    en: ClassVar[str] = "A refusal names published criteria that are not met, with reasons in writing"
    person_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewerNotOnCommittee(Unacceptable):
    """Only members of the election committee review."""

    slug: ClassVar[str] = "reviewer-not-on-committee"
    zh: ClassVar[str] = "审查人应当为选举委员会成员"
    en: ClassVar[str] = "Only members of the election committee review candidates"
    person_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotTheCandidate(Forbidden):
    """The candidacy is somebody else's."""

    slug: ClassVar[str] = "not-the-candidate"
    zh: ClassVar[str] = "只能由候选人本人提出"
    en: ClassVar[str] = "Only the candidate may say so"


@dataclass(frozen=True, slots=True)
class NothingToAppeal(Conflict):
    """They were not refused, or the appeal is answered for good."""

    slug: ClassVar[str] = "nothing-to-appeal"
    zh: ClassVar[str] = "没有可以申诉的审查结论"
    en: ClassVar[str] = "There is no review to appeal against"


@dataclass(frozen=True, slots=True)
class AppealTooLate(Conflict):
    """The last day for the appeal is over."""

    slug: ClassVar[str] = "qualification-appeal-too-late"
    zh: ClassVar[str] = "申诉期限已过（{until_on}）"
    en: ClassVar[str] = "The last day for the appeal was {until_on}"
    until_on: date


@dataclass(frozen=True, slots=True)
class NothingAppealed(Conflict):
    """They have not appealed."""

    slug: ClassVar[str] = "nothing-appealed"
    zh: ClassVar[str] = "该候选人没有提出申诉"
    en: ClassVar[str] = "They have not appealed"


@dataclass(frozen=True, slots=True)
class ReviewerMayNotAnswer(Forbidden):
    """Who reviewed a candidate does not answer their appeal, nor does who entered the review."""

    slug: ClassVar[str] = "reviewer-may-not-answer"
    zh: ClassVar[str] = "原审查人和审查结果录入人不得处理申诉"
    en: ClassVar[str] = "Who reviewed a candidate, or entered the review, does not answer their appeal"


@dataclass(frozen=True, slots=True)
class AppealsOpen(Conflict):
    """Appeals are not answered, or may still be made."""

    slug: ClassVar[str] = "qualification-appeals-open"
    zh: ClassVar[str] = "资格审查申诉期未满或者申诉尚未答复"
    en: ClassVar[str] = "Appeals against the review are still open"
    person_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamesDoNotMatch(Unacceptable):
    """The list names each qualified candidate once, and nobody else."""

    slug: ClassVar[str] = "names-do-not-match"
    zh: ClassVar[str] = "名单应当且仅应当包括全部合格候选人"
    en: ClassVar[str] = "The list names each qualified candidate once, and nobody else"
    missing: tuple[str, ...]
    not_qualified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TooFewCandidates(Conflict):
    """There are not more candidates than seats (差额); as many only where the voters agree."""

    slug: ClassVar[str] = "too-few-candidates"
    zh: ClassVar[str] = "候选人数未达到差额选举要求"
    en: ClassVar[str] = "There must be more candidates than seats"
    needed: tuple[tuple[Office, int], ...]


@dataclass(frozen=True, slots=True)
class TooManyFromElsewhere(Conflict):
    """More candidates live elsewhere than members may."""

    slug: ClassVar[str] = "too-many-from-elsewhere"
    zh: ClassVar[str] = "非本居住地候选人超过{most}人"
    en: ClassVar[str] = "At most {most} candidates may live elsewhere"
    most: int
