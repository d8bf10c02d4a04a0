"""Codes without a server: each is judged on its own and none locks. What locks is shown on a server."""

from collections.abc import Sequence

from shared.kernel.envelope import LogName
from shared.kernel.refusals import Refusal
from shared.runtime.tries import CodeWrong, Tries
from shared.store.keys import Keys
from shared.store.pump import Pump
from tests.intake.service import Intake


class Unlocked(Tries):
    """Counts nothing."""

    async def judge(self, said_for: Sequence[str], right: bool) -> Refusal | None:
        return None if right else CodeWrong()


def unlocked(intake: Intake) -> Intake:
    """The service, which counts no tries any more."""
    nowhere = Pump("redis://127.0.0.1:1/0")
    intake.service.desk.tries = Unlocked(nowhere, Keys(LogName("630102", "intake")), intake.clock)
    return intake
