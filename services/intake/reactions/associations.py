"""What intake does about associations: it hears whether they must keep anything of a person who is to be erased."""

from __future__ import annotations

from services.intake.domain.erasure import answers_of
from shared.contracts import associations
from shared.kernel.reaction import Reaction

REACTION = Reaction("associations", associations.EVENTS, answers_of("associations"))
