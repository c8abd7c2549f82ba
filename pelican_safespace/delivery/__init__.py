"""Sending an issue: recipients, journal, SMTP, list engines, and the ways to leave.

No build imports this package; only the commands ``send``, ``push`` and ``mailbox`` do, and the
server that runs ``pelican_safespace.delivery.unsubscribe``.
"""
