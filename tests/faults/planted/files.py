"""Faults of files: gone, damaged, or left where they were taken off."""

from __future__ import annotations

from dataclasses import replace

from tests.faults.invariants import files as never
from tests.faults.observed import Observed
from tests.faults.planting import Planted


def _named(observed: Observed, standing: bool) -> str:
    """The file of an attachment that stands, or of one that was taken off."""
    log = observed.logs["intake"]
    removed = {event.data["attachment_id"] for event in log.of("attachment-removed")}
    added = (event.data for event in log.of("attachment-added"))
    return next(str(each["sha256"]) for each in added if (each["attachment_id"] not in removed) is standing)


def lost(observed: Observed) -> Observed:
    name = _named(observed, standing=True)
    return replace(observed, files={each: lies for each, lies in observed.files.items() if each != name})


def damaged(observed: Observed) -> Observed:
    return replace(observed, files={**observed.files, _named(observed, standing=True): "0" * 64})


def left_behind(observed: Observed) -> Observed:
    name = _named(observed, standing=False)
    return replace(observed, files={**observed.files, name: name})


PLANTED: Planted = {
    "a file is gone": (lost, never.attachments_have_their_files),
    "a file is damaged": (damaged, never.attachments_have_their_files),
    "a file that was taken off lies there still": (left_behind, never.attachments_have_their_files),
}
