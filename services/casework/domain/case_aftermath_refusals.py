"""Why a decision cannot be touched, or a case not be ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.contracts.casework.case_aftermath import ReconsiderationResult
from shared.kernel.refusals import Conflict, Forbidden, Unacceptable


@dataclass(frozen=True, slots=True)
class AuthorityBelow(Forbidden):
    """Who asks does not act for an authority above the body that made the decision."""

    slug: ClassVar[str] = "authority-below"
    zh: ClassVar[str] = "撤销、更正决定的，应当是作出决定机关的上级机关"
    en: ClassVar[str] = "Only an authority above the one that decided may revoke or correct"
    decided_by: str


@dataclass(frozen=True, slots=True)
class DecisionAlreadyRevoked(Conflict):
    """The decision was taken back: there is none any more."""

    slug: ClassVar[str] = "decision-revoked"
    zh: ClassVar[str] = "决定已被撤销"
    en: ClassVar[str] = "The decision was revoked"


@dataclass(frozen=True, slots=True)
class ReconsiderationBinds(Conflict):
    """A reconsideration has concluded otherwise: upheld stands, changed is corrected, annulled is revoked."""

    slug: ClassVar[str] = "reconsideration-binds"
    zh: ClassVar[str] = "与行政复议决定不一致"
    en: ClassVar[str] = "The reconsideration has concluded otherwise, and binds"
    result: ReconsiderationResult


@dataclass(frozen=True, slots=True)
class AlreadyReconsidered(Conflict):
    """The decision was reconsidered: once is all."""

    slug: ClassVar[str] = "already-reconsidered"
    zh: ClassVar[str] = "该决定已经行政复议"
    en: ClassVar[str] = "The decision was reconsidered already"
    result: ReconsiderationResult


@dataclass(frozen=True, slots=True)
class ConclusionDayImpossible(Unacceptable):
    """A reconsideration is concluded neither before the decision nor on a day to come."""

    slug: ClassVar[str] = "conclusion-day-impossible"
    zh: ClassVar[str] = "复议决定日期不得早于原决定或者晚于今天"
    en: ClassVar[str] = "The day of the conclusion is before the decision or to come"
    decided_on: date


@dataclass(frozen=True, slots=True)
class EffectiveBeforeAcceptance(Unacceptable):
    """The day from which it should count is before the application was accepted."""

    slug: ClassVar[str] = "effective-before-acceptance"
    zh: ClassVar[str] = "生效日期早于受理日期"
    en: ClassVar[str] = "It would count from a day before the acceptance"
    accepted_on: date


@dataclass(frozen=True, slots=True)
class CorrectionEmpty(Unacceptable):
    """It says nothing that was not decided, or an amount of what is refused."""

    slug: ClassVar[str] = "correction-empty"
    zh: ClassVar[str] = "更正未改变原决定，或者对不予批准的决定写明数额"
    en: ClassVar[str] = "The correction changes nothing, or names an amount for what is refused"


@dataclass(frozen=True, slots=True)
class TerminationUnexplained(Unacceptable):
    """The purpose of a case is said to be lost, and not why."""

    slug: ClassVar[str] = "termination-unexplained"
    zh: ClassVar[str] = "以申请目的丧失终止办理的，应当说明理由"
    en: ClassVar[str] = "That the purpose of a case is lost is explained"
