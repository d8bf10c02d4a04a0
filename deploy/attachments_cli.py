"""`huimin attachments`: whether the files on disk are what the log says."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import typer

from deploy.client import Client
from deploy.session import operator, running_settings
from shared.contracts.intake import SERVICE
from shared.contracts.intake.attachment import AttachmentAdded, AttachmentEvent, AttachmentRemoved
from shared.kernel.envelope import type_of
from shared.vault.shelf import Shelf

PAGE = 1000
SETTLED_SECONDS = 60.0
"""A file of the last minute may be one whose event is just being recorded."""
_TYPES = {type_of(SERVICE, event): event for event in (AttachmentAdded, AttachmentRemoved)}

app = typer.Typer(no_args_is_help=True, help="Check the files of applications")


@dataclass(frozen=True, slots=True)
class Place:
    """A file that the log names: of which attachment of which application."""

    application_id: str
    attachment_id: str
    sha256: str


@dataclass(slots=True)
class Findings:
    """What a comparison of disk and log found; `sound` counts the files that are as they should be.

    Orphans are files that no standing attachment names: somebody was killed between a file and its event, or between
    a removal and its deletion. Drafts are what somebody was writing when they were killed. Both may be deleted.
    """

    sound: int = 0
    missing: list[Place] = field(default_factory=list)
    damaged: list[Place] = field(default_factory=list)
    orphans: list[Path] = field(default_factory=list)
    drafts: list[Path] = field(default_factory=list)

    @property
    def told(self) -> Iterator[str]:
        """A line for each thing that is wrong."""
        for word, places in (("missing", self.missing), ("damaged", self.damaged)):
            for place in places:
                yield f"{word}  {place.sha256}  attachment {place.attachment_id} of application {place.application_id}"
        for word, paths in (("orphan", self.orphans), ("draft", self.drafts)):
            yield from (f"{word}  {path}" for path in paths)


def verified(shelf: Shelf, told: Iterable[tuple[str, AttachmentEvent]], settled_before: float) -> Findings:
    """Compare the files of a shelf with events of the log, each with its application, oldest first.

    `told` is read after the disk was listed. Files written after the instant `settled_before` are no orphans yet.
    """
    names, drafts = list(shelf.names()), list(shelf.drafts())
    standing: dict[str, Place] = {}
    for application_id, event in told:
        if isinstance(event, AttachmentAdded):
            standing[event.attachment_id] = Place(application_id, event.attachment_id, event.sha256)
        else:
            standing.pop(event.attachment_id, None)
    findings = Findings()
    for place in standing.values():
        match shelf.is_sound(place.sha256):
            case None:
                findings.missing.append(place)
            case False:
                findings.damaged.append(place)
            case True:
                findings.sound += 1
    named = {place.sha256 for place in standing.values()}
    findings.orphans = _settled((shelf.path_of(name) for name in names if name not in named), settled_before)
    findings.drafts = _settled(drafts, settled_before)
    return findings


def told_by(client: Client) -> Iterator[tuple[str, AttachmentEvent]]:
    """What the log says of attachments: each event with its application."""
    after = 0
    while page := client.get(SERVICE, "/v1/log", after=str(after), limit=str(PAGE))["events"]:
        for entry in page:
            event, after = entry["event"], entry["position"]
            if (kind := _TYPES.get(event["type"])) is not None:
                yield event["subject"].partition("/")[2], kind.model_validate_json(json.dumps(event["data"]))


@app.command("verify")
def verify() -> None:
    """Read every file of every application and compare it with the log; run it where the state directory is."""
    shelf = Shelf(running_settings().attachments_dir)
    with operator() as auditor:
        findings = verified(shelf, told_by(auditor), time.time() - SETTLED_SECONDS)
    for line in findings.told:
        print(line)
    print(
        f"{findings.sound} sound, {len(findings.missing)} missing, {len(findings.damaged)} damaged, "
        f"{len(findings.orphans)} orphans, {len(findings.drafts)} drafts"
    )
    if any(findings.told):
        raise typer.Exit(1)


def _settled(paths: Iterable[Path], before: float) -> list[Path]:
    found = []
    for path in paths:
        try:
            written_at = path.stat().st_mtime
        except FileNotFoundError:
            continue
        if written_at < before:
            found.append(path)
    return found
