"""Settings: from the environment (`HUIMIN_…`) or an `.env` file, checked before anything starts."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PORTS = {"intake": 8101, "casework": 8102, "grants": 8103, "associations": 8104, "councils": 8105}


class Deployment(StrEnum):
    """What a deployment is for: a demonstration may stop the clock and open items that are not fully described."""

    PRODUCTION = "production"
    DEMONSTRATION = "demonstration"


class ClockKind(StrEnum):
    """`MANUAL` stands until `huimin clock` moves it; for tests and demonstrations."""

    SYSTEM = "system"
    MANUAL = "manual"


class Settings(BaseSettings):
    """One process's settings."""

    model_config = SettingsConfigDict(env_prefix="HUIMIN_", env_file=".env", extra="ignore", frozen=True)

    division: str = Field(default="630102", pattern=r"^\d{6}$", description="GB/T 2260 code of the district")
    deployment: Deployment = Deployment.PRODUCTION
    clock: ClockKind = ClockKind.SYSTEM
    redis_url: str = Field(default="redis://127.0.0.1:6379/0", description="the server that keeps the logs")
    state_dir: Path = Field(default=Path(".huimin"), description="log identities, views, issuer and vault")
    host: str = "127.0.0.1"
    service_url: str = Field(default="http://127.0.0.1:{port}", description="where the command line finds a service")
    public_url: str = Field(
        default="http://127.0.0.1:8101",
        pattern=r"^https?://[!-~]{1,200}$",
        description="where residents reach the hall; stands in the QR codes of its documents",
    )
    port: int | None = Field(default=None, description="the service's own port unless given")
    replica: str = Field(default="0", pattern=r"^[a-z0-9-]{1,32}$", description="tells apart processes of a service")
    vault_key_file: Path | None = Field(default=None, description="wrapping key; <state_dir>/vault/key unless given")
    vault_key: str | None = Field(default=None, description="wrapping key in base64, instead of a file")
    notify_sms_url: str | None = Field(default=None, description="Apprise URL of an SMS gateway, the number as {to}")
    notify_mail_url: str | None = Field(default=None, description="Apprise URL of the mailbox that staff read")
    notify_wecom_url: str | None = Field(default=None, description="Apprise URL of the staff's WeChat-work group")
    notify_file: Path | None = Field(default=None, description="a file that takes all notices, for demonstrations")
    log_level: str = "INFO"

    @model_validator(mode="after")
    def _no_manual_clock_in_production(self) -> Self:
        if self.deployment is Deployment.PRODUCTION and self.clock is ClockKind.MANUAL:
            raise ValueError("a manual clock is refused in production")
        return self

    @property
    def attachments_dir(self) -> Path:
        """Where files lie, sealed, under their hash."""
        return self.state_dir / "attachments"

    def port_of(self, service: str) -> int:
        """The port that a service listens on here."""
        return self.port or PORTS[service]
