"""What can go wrong, in the words a user reads: each message names the place and the remedy."""


class SafespaceError(Exception):
    """Base of every error the plugin raises on purpose."""


class SettingError(SafespaceError):
    """A setting is missing or wrong; the build stops at once."""


class ArticleError(SafespaceError):
    """An article that is asked for by name is unknown, or several go by the name."""


class IssueError(SafespaceError):
    """A newsletter issue cannot be made as it is written; the build stops."""


class CompileError(SafespaceError):
    """The MJML compiler refused a document; caught, and the article degrades to a card."""
