"""Events of the service item (服务事项): the catalogue's entries, each in versions that hold for their time."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.intake.service_guide import ServiceGuide
from shared.kernel.cycles import MonthDay, YearlyCycle
from shared.kernel.deadlines import AnyLimit
from shared.kernel.instants import Day, start_of
from shared.kernel.limits import Limit, LimitUnit
from shared.kernel.messages import Event, Value
from shared.kernel.provenance import Provenance
from shared.kernel.suspensions import SuspensionReason

Name = Annotated[str, Field(min_length=1, max_length=100)]


class ItemKind(StrEnum):
    """What the authority does: kinds of matters as the national list names them."""

    LICENCE = "LICENCE"
    BENEFIT = "BENEFIT"
    CONFIRMATION = "CONFIRMATION"
    AWARD = "AWARD"
    PUBLIC_SERVICE = "PUBLIC_SERVICE"
    OTHER = "OTHER"


class Handling(StrEnum):
    """On the spot (即办件) or within a promised time (承诺件)."""

    INSTANT = "INSTANT"
    PROMISED = "PROMISED"


class DecisionMode(StrEnum):
    """Whether one person may examine and decide, where a delegation allows it too."""

    SINGLE = "SINGLE"
    TWO_PERSON = "TWO_PERSON"


class WhoseDecision(StrEnum):
    """Whose decision it is: the centre's own, a district department's, a body's outside the district government."""

    CENTRE = "CENTRE"
    DISTRICT_DEPARTMENT = "DISTRICT_DEPARTMENT"
    OUTSIDE_BODY = "OUTSIDE_BODY"


class ItemSuspensionReason(StrEnum):
    """Why an item is not offered for a while."""

    RULES_CHANGED = "RULES_CHANGED"
    """The rule behind it fell or is being replaced."""

    AUTHORITY_WITHDRAWN = "AUTHORITY_WITHDRAWN"
    """Nobody holds the power or the delegation at present."""

    NO_STAFF = "NO_STAFF"
    """Nobody is trained for it at present."""

    SYSTEM_FAILURE = "SYSTEM_FAILURE"
    FORCE_MAJEURE = "FORCE_MAJEURE"
    DISTRICT_ORDER = "DISTRICT_ORDER"


class SpecialStep(Value):
    """A step that takes time of its own (特殊环节), `n` units where the guide says how long.

    What is not `counted` stops the clock for as long as it lasts.
    """

    name: Name
    reason: SuspensionReason
    n: Annotated[int, Field(ge=1, le=3650)] | None = None
    unit: LimitUnit | None = None
    counted: bool = False
    basis: Annotated[str, Field(min_length=1, max_length=100)] | None = None


class ItemVersion(Value):
    """What a service guide says, from `valid_from` until `valid_to` (the last day), with where each limit is from.

    Where there is a `statutory_cycle`, `statutory` has no stage. Where only the last day to apply of such a cycle is
    known, it is `apply_by`: the promise begins on it, and no statutory limit is. `department` is the body whose
    decision it is where that is not the centre; an absent `authority` says that the guide does not tell.
    """

    version: int
    name_zh: Name
    name_en: Name
    kind: ItemKind
    handling: Handling
    statutory: Limit
    statutory_provenance: Provenance
    promised: Limit
    promised_provenance: Provenance
    materials: tuple[Name, ...]
    valid_from: Day
    valid_to: Day | None = None
    statutory_cycle: YearlyCycle | None = None
    special_steps: Annotated[tuple[SpecialStep, ...], Field(max_length=20)] = ()
    decision_mode: DecisionMode = DecisionMode.TWO_PERSON
    authority: WhoseDecision | None = None
    department: Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,64}$")] | None = None
    apply_by: MonthDay | None = None

    @property
    def statutory_limit(self) -> AnyLimit:
        """The rule's limit: a cycle or stages."""
        return self.statutory_cycle or self.statutory

    def special_step(self, reason: SuspensionReason) -> SpecialStep | None:
        """The first special step of a kind, if the guide has one."""
        return next((step for step in self.special_steps if step.reason is reason), None)


class ItemPublished(Event):
    """A version of an item was published in the catalogue; applications accepted in its time run under it."""

    item: ItemVersion

    def effective_at(self) -> datetime:
        """The beginning of the first day of the version."""
        return start_of(self.item.valid_from)


class ItemRevised(Event):
    """The guide of a published version was published, completed or corrected; recorded when it was entered.

    Limits, decision mode, authority and the papers to bring never change so: those need a new version.
    """

    item_version: int
    guide: ServiceGuide


class ItemOpened(Event):
    """A version was opened: from now on windows receive applications under it in its time; recorded when it was opened.

    `to_be_confirmed` are the ★ fields that were still unknown: none but in a demonstration.
    """

    item_version: int
    to_be_confirmed: tuple[Name, ...]


class ItemSuspended(Event):
    """The item is not offered for a while, in whatever version; what was received goes on. Recorded when it began."""

    reason: ItemSuspensionReason


class ItemResumed(Event):
    """The item is offered again after it was suspended; recorded when it was."""


ItemEvent = ItemPublished | ItemRevised | ItemOpened | ItemSuspended | ItemResumed
