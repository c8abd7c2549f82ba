"""What an existing site needs to begin: its lines of settings, a first issue, a subscribe page.

Everything here is text in and text out; nothing is written, and nothing that is there is replaced.
"""
