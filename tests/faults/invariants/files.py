"""What must never happen to a file: that an application names it and it is gone, or is another."""

from __future__ import annotations

from tests.faults.observed import Observed


def attachments_have_their_files(observed: Observed) -> list[str]:
    """Each file that stands in the log lies on the shelf as its hash says; one that was taken off does not.

    A file that nobody names may lie there: somebody was killed between the file and its event.
    """
    log = observed.logs["intake"]
    removed = {event.data["attachment_id"] for event in log.of("attachment-removed")}
    complaints = []
    for event in log.of("attachment-added"):
        name, standing = event.data["sha256"], event.data["attachment_id"] not in removed
        lies = observed.files.get(name)
        if standing and lies is None:
            complaints.append(f"file {name} is gone")
        if standing and lies not in (name, None):
            complaints.append(f"file {name} holds {lies}")
        if not standing and lies is not None:
            complaints.append(f"file {name} was taken off and lies there still")
    return complaints
