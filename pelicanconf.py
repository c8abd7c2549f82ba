# The example practice. `make site` builds it; publishconf.py adds what the public site needs.

AUTHOR = "Stillwater Practice"
SITENAME = "Stillwater Practice"
SITESUBTITLE = "Writing from the therapy room"
SITEURL = "https://example.org"
# Pages link to each other relatively, so that the site can be read from any local address.
RELATIVE_URLS = True

PATH = "content"
THEME = "theme"
STATIC_PATHS = ["images"]
PLUGINS = ["pelican_safespace"]

TIMEZONE = "America/New_York"
DEFAULT_LANG = "en"
# What the home page says first
WELCOME = (
    "Unhurried articles by the three of us, for the hours between sessions "
    "and for people who have never had one."
)
# Dates look the same wherever the site is built.
LOCALE = ["C.UTF-8", "C"]
DEFAULT_DATE_FORMAT = "%-d %B %Y"
DATE_FORMATS = {"fr": "%d/%m/%Y"}
DEFAULT_PAGINATION = 8
DELETE_OUTPUT_DIRECTORY = False

# One feed, the plugin's, instead of Pelican's own.
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None

# What the newsletter needs
SAFESPACE_SENDER = "Stillwater Practice <letters@example.org>"
SAFESPACE_POSTAL_ADDRESS = "Stillwater Practice, 12 Quay Street, Harbour Lane, ME 04000, USA"
SAFESPACE_UNSUBSCRIBE_URL = "https://example.org/unsubscribe"
SAFESPACE_UNSUBSCRIBE_MAILTO = "leave@example.org"

# The service it is sent with: fills the desk's “Send it”
SAFESPACE_PROVIDERS = ["buttondown", "listmonk"]

# What makes it the practice's own
SAFESPACE_FEED_AUTHORITY = "example.org,2025"
SAFESPACE_LOGO = "images/logo.png"
SAFESPACE_NOTICE = (
    "Our articles are no substitute for care of your own. "
    "In an emergency call your local emergency number."
)
