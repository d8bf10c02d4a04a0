"""What can be asked of a unit's pledges."""

from __future__ import annotations

from services.councils.domain.types import UnitId
from shared.contracts.councils.pledge import Entries, Numbers, Year
from shared.kernel.instants import Day
from shared.kernel.messages import Command


class ExpectPledges(Command):
    """From now on the unit is to pledge, in the act that registers it."""


class EndPledges(Command):
    """The unit pledges no more, in the act by which it leaves."""

    ended_on: Day


class MissPledge(Command):
    """The last day for the next pledge is over."""


class OfUnit(Command):
    """What is asked of one unit's pledge of a year; the decision is given the unit."""

    unit_id: UnitId
    year: Year


class MakePledge(OfUnit):
    """Pledge for this year."""

    entries: Entries


class ConfirmPledge(OfUnit):
    """Say for the unit which entries it has fulfilled."""

    fulfilled: Numbers


class CheckPledge(OfUnit):
    """Find for the working committee which entries were fulfilled."""

    fulfilled: Numbers


PledgeCommand = ExpectPledges | EndPledges | MissPledge | MakePledge | ConfirmPledge | CheckPledge
