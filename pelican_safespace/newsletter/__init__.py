"""From an issue's file to a mail: compose, blocks, HTML and plain text, message, checks, desk."""
