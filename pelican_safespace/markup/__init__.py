"""HTML in general: made safe and absolute to leave the site, or read as plain text."""

from pelican_safespace.markup.sanitise import clean
from pelican_safespace.markup.text import plain_text, summary, xml_safe
from pelican_safespace.markup.unlinked import targets, unlinked

__all__ = ["clean", "plain_text", "summary", "targets", "unlinked", "xml_safe"]
