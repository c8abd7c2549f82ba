"""A Pelican plugin: RSS feeds and newsletter issues that know where each article came from.

Importing this package costs nothing; ``register`` brings in the adapter, and with it Pelican.
"""

__version__ = "1.0.0"


def register() -> None:
    """Connect the plugin to Pelican's signals. Pelican calls this; calling again is harmless."""
    from pelican_safespace import plugin

    plugin.connect()
