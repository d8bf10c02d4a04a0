"""Notices by SMS, e-mail and WeChat-work through Apprise, which knows the gateways.

The address is an Apprise URL; `{to}` in it is where the receiver's number goes, as in
`httpsms://key@+8697100000/{to}` or `wecombot://key`.
"""

from __future__ import annotations

import logging
from urllib.parse import quote

from shared.notices.port import Notice


class AppriseCarrier:
    """One gateway."""

    def __init__(self, address: str) -> None:
        self._address = address
        # They log addresses, and ours have people's numbers in them.
        logging.getLogger("apprise").disabled = True
        logging.getLogger("urllib3").setLevel(logging.WARNING)

    async def carry(self, notice: Notice) -> bool:
        """Hand it to the gateway; False where the address or the gateway refuses it."""
        # Loaded when it is first needed: it brings all its gateways, and most deployments of a service have none.
        import apprise  # noqa: PLC0415

        # One for each notice: it keeps what it was given.
        gateway = apprise.Apprise()
        if not gateway.add(self._address.replace("{to}", quote(notice.to, safe=""))):
            return False
        return bool(await gateway.async_notify(title=notice.title, body=notice.body))
