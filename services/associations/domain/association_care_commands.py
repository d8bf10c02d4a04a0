"""What can be asked of an association that stands, about how it lives."""

from __future__ import annotations

from shared.contracts.associations.association_care import Addressee, Outcome, Year, YearReport
from shared.contracts.associations.association_founding import Name
from shared.kernel.instants import Day
from shared.kernel.messages import Command


class SubmitAnnualReport(Command):
    """Hand in the report of a year."""

    year: Year
    to: Addressee
    report: YearReport


class MissReports(Command):
    """The last day for a report has passed without it."""


class NoteActivity(Command):
    """An activity was held, which is reported in the same act."""

    held_on: Day


class FindInactive(Command):
    """The association has been silent for as long as the rules bear."""


class ConcludeInspection(Command):
    """Say what the annual inspection of a registered association came to."""

    year: Year
    outcome: Outcome
    statement: Name


CareCommand = SubmitAnnualReport | MissReports | NoteActivity | FindInactive | ConcludeInspection
