"""What intake does about grants: it hears whether they must keep anything of a person who is to be erased."""

from __future__ import annotations

from services.intake.domain.erasure import answers_of
from shared.contracts import grants
from shared.kernel.reaction import Reaction

REACTION = Reaction("grants", grants.EVENTS, answers_of("grants"))
