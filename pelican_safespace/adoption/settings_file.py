"""A settings file -> the same with our lines at its end; what stands there is left as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

PLUGIN = "pelican_safespace"

COMMENTS = {
    "PLUGINS": "Pelican looks for no plugins once some are named: these are all it has found",
    "SITEURL": "Feeds and mails need the real address; pages link relatively, for a local preview",
    "SAFESPACE_SENDER": "The newsletter: who it is from, where the practice is, how to leave",
    "SAFESPACE_FEED_AUTHORITY": "Names the articles in feeds: keep it, also when the site moves",
}


def has_plugin(plugins: Sequence[object] | None) -> bool:
    """Tell whether ``PLUGINS`` names this one, as text or as the module itself."""
    return any(getattr(one, "__name__", one) == PLUGIN for one in plugins or ())


def extended(
    text: str,
    plugins: Sequence[object] | None,
    values: Mapping[str, object],
    besides: Sequence[str] = (),
    comments: Mapping[str, str] = COMMENTS,
) -> str:
    """Return the text of a settings file with what is missing at its end.

    ``plugins`` is what the file makes of ``PLUGINS``, None where it does not have it; then
    ``besides`` are the plugins that Pelican finds by itself as long as nobody names any.
    ``values`` are the settings to add, each below its line of ``comments``.
    """
    lines = []
    if plugins is None:
        listed = ", ".join(f'"{name}"' for name in (*besides, PLUGIN))
        if besides:
            lines.append(f"# {COMMENTS['PLUGINS']}")
        lines.append(f"PLUGINS = [{listed}]")
    elif not has_plugin(plugins):
        lines.append(f'PLUGINS = [*PLUGINS, "{PLUGIN}"]')
    for name, value in values.items():
        if name in comments:
            lines.append(f"# {comments[name]}")
        lines.append(f"{name} = {_literal(value)}")
    if not lines:
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text or text.endswith("\n") else end
    return f"{text}{gap}{end}{end.join(lines)}{end}"


def _literal(value: object) -> str:
    if not isinstance(value, str):
        return repr(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
