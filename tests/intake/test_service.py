"""The counter over HTTP, with everything of the service but the server behind the log."""

from shared.kernel.actors import Role
from tests.intake.service import intake_in, opened_hall, refused
from tests.journeys.people import resident


async def test_an_application_is_received_and_shown(tmp_path):
    async with intake_in(tmp_path) as intake:
        hall = await opened_hall(intake)
        applicant = resident()
        body = {"hall_id": hall, "window_id": "W2", "item_code": "CD-MZ-005", "applicant": applicant}
        answer = await intake.post("/applications", Role.CLERK, **body)
        assert refused(answer) == (422, "item-not-offered"), "no item was published"
