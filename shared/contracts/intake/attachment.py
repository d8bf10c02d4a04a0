"""Events of attachments (附件): the files of an application, kept sealed on disk under the hash of what lies there.

What an event says of a file tells nobody what is in it: the file is sealed under the applicant's key, as is the hash
of its content, and both are unreadable once the applicant is erased.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.casework.post import ActedAs
from shared.contracts.intake.application import Name
from shared.kernel.messages import Event
from shared.kernel.personal import Personal

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class AttachmentKind(StrEnum):
    """What a file is of."""

    MATERIAL = "MATERIAL"
    """A paper that the applicant handed in."""

    RESULT = "RESULT"
    """What the applicant gets: the decision, a certificate."""


class RemovalCause(StrEnum):
    """What was the mistake in a file."""

    WRONG_PERSON = "WRONG_PERSON"
    """It is about somebody else."""

    WRONG_PAPER = "WRONG_PAPER"
    """It is not the paper that it was said to be."""

    UNREADABLE = "UNREADABLE"
    """It cannot be read, and a better one comes."""

    TWICE = "TWICE"
    """The same paper is there already."""


class AttachmentAdded(Event):
    """A file was attached to an application; recorded when it lay sealed and durable on disk, under the name `sha256`.

    `sha256` is of the sealed file, which anybody who holds it can check; `content` is that of the file itself, and
    `size_bytes` its length. `material` names a paper and never a person.
    """

    attachment_id: str
    material: Name
    kind: AttachmentKind
    media_type: Annotated[str, Field(pattern=r"^[a-z]{1,20}/[a-z0-9.+-]{1,60}$")]
    size_bytes: Annotated[int, Field(ge=1)]
    sha256: Sha256
    content: Personal[str]
    post_id: str | None = None
    acted_as: ActedAs | None = None


class AttachmentRemoved(Event):
    """A file that was attached by mistake was taken off an application; it is deleted from the disk after this."""

    attachment_id: str
    cause: RemovalCause
    post_id: str | None = None
    acted_as: ActedAs | None = None


AttachmentEvent = AttachmentAdded | AttachmentRemoved
