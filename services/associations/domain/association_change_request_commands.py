"""What can be asked about a change of a registration that is applied for."""

from __future__ import annotations

from shared.contracts.associations.association_founding import Name, Place
from shared.kernel.instants import Day
from shared.kernel.messages import Command


class RequestRegistrationChange(Command):
    """Ask the registry to enter what the supervisor consented to on a day."""

    consented_on: Day
    name_zh: Name | None = None
    place: Place | None = None
    new_representative: bool = False


class RefuseRegistrationChange(Command):
    """Do not enter what was asked for, and say why."""

    statement: Name


ChangeRequestCommand = RequestRegistrationChange | RefuseRegistrationChange
