"""Which channels a deployment has, by its settings."""

from __future__ import annotations

from shared.notices.apprise_carrier import AppriseCarrier
from shared.notices.file_carrier import FileCarrier
from shared.notices.port import Carrier, Carriers, Channel
from shared.runtime.settings import Settings


def carriers_of(settings: Settings) -> Carriers:
    """A file for all channels where one is named, else the gateways that have an address; none is none."""
    if settings.notify_file is not None:
        return {channel: FileCarrier(settings.notify_file, channel) for channel in Channel}
    addresses = {
        Channel.SMS: settings.notify_sms_url,
        Channel.MAIL: settings.notify_mail_url,
        Channel.WECOM: settings.notify_wecom_url,
    }
    carriers: dict[Channel, Carrier] = {
        channel: AppriseCarrier(address) for channel, address in addresses.items() if address
    }
    return carriers
