"""What is handed to a household with a notice: the number of its register, and a code."""

from __future__ import annotations

from shared.kernel.actors import Role
from tests.faults.turn import Turn


async def slip(turn: Turn, notice: str, service: str) -> dict[str, str]:
    """The slip of another household, as the counter hands it out."""
    number = f"HK-{turn.newcomers.phone()}"
    asked = {"register_numbers": [number]}
    (its,) = (await turn.see(f"{notice}/objection-codes", Role.CLERK, body=asked, service=service))["codes"]
    return {"register_number": number, "code": its["code"]}
