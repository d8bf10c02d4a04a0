"""What the events of an association speak of: its track and form, who is in charge of it, and where it is."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.kernel.messages import Value
from shared.kernel.personal import Personal, Published, SubjectRef

Name = Annotated[str, Field(min_length=1, max_length=100)]
Reference = Annotated[str, Field(min_length=1, max_length=80)]


class Track(StrEnum):
    """How an association is known to the authorities; the two are never mixed."""

    FILED = "FILED"
    """备案, with the community's public service centre; no legal person."""

    REGISTERED = "REGISTERED"
    """登记, with the district's civil affairs bureau; a legal person."""


class Form(StrEnum):
    """What a registered association is as a legal person."""

    SOCIAL_GROUP = "SOCIAL_GROUP"
    """社会团体."""

    PRIVATE_NON_ENTERPRISE = "PRIVATE_NON_ENTERPRISE"
    """民办非企业单位."""


class Area(StrEnum):
    """Where an association is active."""

    COMMUNITY = "COMMUNITY"
    DISTRICT = "DISTRICT"


class Place(Value):
    """Where an association is active, or its premises; `shared` with others."""

    address: Name
    shared: bool


class IdDocument(Value):
    """By which document the authority knows who is in charge."""

    id_kind: Annotated[str, Field(min_length=1, max_length=30)]
    id_number: Annotated[str, Field(min_length=1, max_length=30)]


class Founder(Value):
    """Who is to be in charge while nothing stands yet: nobody else's matter, so the name is sealed as the document is.

    `ref` is their reference, under whose key both are.
    """

    ref: SubjectRef
    name: Personal[str]
    document: Personal[IdDocument]


class PersonInCharge(Value):
    """Who answers for an association (负责人), of a registered one its legal representative (法定代表人).

    The name is public; `ref` is their reference, under whose key the document is.
    """

    ref: SubjectRef
    name: Published[Name]
    document: Personal[IdDocument]
