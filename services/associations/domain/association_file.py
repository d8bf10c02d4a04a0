"""The file of an association: what it carries from phase to phase, and the limits of a decision about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from services.associations.domain.association_care_state import NOTHING_KNOWN, Care
from services.associations.domain.association_objection_state import NO_OBJECTIONS, Objections
from shared.contracts.associations.association import (
    AssociationDrafted,
    LimitKind,
    NameWarning,
    Paper,
    Submission,
    SubmittedV2,
)
from shared.contracts.associations.association_ending import Sanctioned, SanctionKind, SuspensionEnded
from shared.contracts.associations.association_filing import Filed, FilingChanged
from shared.contracts.associations.association_founding import PersonInCharge, Place, Track
from shared.contracts.associations.association_registration import (
    ConsentedAct,
    Registered,
    RegistrationChanged,
    RegistrationChangeRequested,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Until when a decision is due and promised, and which of the two has passed."""

    decision_due_on: date
    promised_due_on: date
    missed: frozenset[LimitKind] = frozenset()

    def after(self, missed: LimitKind) -> Limits:
        """The limits with one more that has passed."""
        return replace(self, missed=self.missed | {missed})


@dataclass(frozen=True, slots=True)
class InCharge:
    """Who answers for it: their reference, and their name once it is public."""

    ref: str
    name: str | None = None

    @classmethod
    def of(cls, person: PersonInCharge) -> InCharge:
        """As an event names them."""
        return cls(person.ref, person.name.value)


@dataclass(frozen=True, slots=True)
class File:
    """What an association carries from phase to phase.

    `applied_on` is the day whose rules hold for the application; `corrections` counts the notices of what is missing;
    `suspensions` are the first and last days of all of them, also of those that are over; `consents` are what the
    supervisor consented to by an act of its own, and when.
    """

    drafted: AssociationDrafted
    name_zh: str
    open_warnings: tuple[NameWarning, ...]
    person: InCharge | None = None
    place: Place | None = None
    papers: frozenset[Paper] = frozenset()
    corrections: int = 0
    applied_on: date | None = None
    entry: Filed | Registered | None = None
    consented: bool = False
    founded_on: date | None = None
    charter_approved_on: date | None = None
    sanction_ids: frozenset[str] = frozenset()
    warned: bool = False
    suspended_until_on: date | None = None
    suspensions: tuple[tuple[date, date], ...] = ()
    care: Care = NOTHING_KNOWN
    objections: Objections = NO_OBJECTIONS
    change_requested: RegistrationChangeRequested | None = None
    consents: Mapping[ConsentedAct, date] = field(default_factory=dict)

    @classmethod
    def of(cls, drafted: AssociationDrafted) -> File:
        """The file as the draft begins it."""
        founding = drafted.founding
        return cls(drafted, founding.name_zh, drafted.name_warnings, place=founding.place)

    def submitted(self, event: Submission) -> File:
        """The file with what was handed in."""
        person = InCharge(event.founder.ref) if isinstance(event, SubmittedV2) else InCharge.of(event.person)
        return replace(self, person=person, papers=frozenset(event.papers), corrections=0, applied_on=event.applied_on)

    def entered(self, entry: Filed | Registered) -> File:
        """The file of one that stands; from now on who is in charge is named."""
        person, in_charge = self.person, entry.in_charge
        if person is not None and in_charge is not None:
            person = InCharge(person.ref, in_charge.value)
        return replace(self, entry=entry, person=person)

    def changed_by(self, event: FilingChanged | RegistrationChanged) -> File:
        """The file with what changed; what an event leaves out is as it was."""
        return replace(
            self,
            name_zh=event.name_zh or self.name_zh,
            person=InCharge.of(event.person) if event.person else self.person,
            place=event.place or self.place,
        ).asked_no_more()

    def asked_no_more(self) -> File:
        """The file when the registry has entered or refused a change, which the supervisor's consent was to."""
        consents = dict(self.consents)
        consents.pop(ConsentedAct.CHANGE, None)
        return replace(self, change_requested=None, consents=consents)

    def sanctioned(self, event: Sanctioned) -> File:
        """The file with one more sanction."""
        warned = self.warned or event.kind is SanctionKind.WARNING
        told = replace(self, sanction_ids=self.sanction_ids | {event.sanction_id}, warned=warned)
        if event.until_on is None:
            return told
        until_on = max(event.until_on, self.suspended_until_on or date.min)
        spans = (*self.suspensions, (event.imposed_on, event.until_on))
        return replace(told, suspended_until_on=until_on, suspensions=spans)

    def resumed(self, event: SuspensionEnded) -> File:
        """The file when it is suspended no more; what went before the end stays so."""
        over_on = event.ended_on - timedelta(days=1)
        spans = tuple((first_on, min(last_on, over_on)) for first_on, last_on in self.suspensions)
        return replace(self, suspended_until_on=None, suspensions=spans)

    def suspended_through(self, day: date) -> date | None:
        """The last day of the suspension in which a day lies, if it lies in one."""
        return max((last_on for first_on, last_on in self.suspensions if first_on <= day <= last_on), default=None)

    @property
    def track(self) -> Track:
        """On which it is, for ever."""
        return self.drafted.track


def stands_since(file: File) -> date:
    """From when on it is filed or registered; not yet, before."""
    match file.entry:
        case Filed(filed_on=on) | Registered(registered_on=on):
            return on
        case None:
            return date.max
