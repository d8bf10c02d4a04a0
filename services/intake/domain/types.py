"""Ids and values of intake."""

from __future__ import annotations

from typing import NewType

ApplicationId = NewType("ApplicationId", str)
AppointmentId = NewType("AppointmentId", str)
CentreId = NewType("CentreId", str)
EnquiryId = NewType("EnquiryId", str)
HallId = NewType("HallId", str)
ItemCode = NewType("ItemCode", str)
StaffId = NewType("StaffId", str)
TicketId = NewType("TicketId", str)
WindowId = NewType("WindowId", str)
