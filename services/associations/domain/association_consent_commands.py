"""What a business supervisor can be asked for."""

from __future__ import annotations

from shared.contracts.associations.association_registration import ConsentedAct
from shared.kernel.messages import Command


class ConsentToRegistration(Command):
    """Consent as the business supervisor."""


class ConsentToAct(Command):
    """Consent as the business supervisor to what a registered association is going to do."""

    act: ConsentedAct


ConsentCommand = ConsentToRegistration | ConsentToAct
