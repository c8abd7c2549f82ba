"""Tables in the HTML of a mail: as tables, or one box a row where they are too wide for a phone."""

from __future__ import annotations

from markupsafe import Markup

from pelican_safespace.newsletter.columns import Columns, columns, longest_word
from pelican_safespace.newsletter.inline import plain
from pelican_safespace.newsletter.nodes import Cell, Table
from pelican_safespace.newsletter.palette import by_day
from pelican_safespace.newsletter.setting import Setting

#: More columns than this do not fit on a phone.
_MOST_COLUMNS = 5


def tabulated(table: Table, setting: Setting) -> Markup:
    """Return the HTML of a table of data."""
    wide = table.columns > _MOST_COLUMNS
    return _records(table, setting) if wide else _table(table, setting)


def _table(table: Table, setting: Setting) -> Markup:
    width = columns(table)
    rows = "".join(
        f"<tr>{''.join(_cell(cell, width, setting) for cell in row)}</tr>" for row in table.rows
    )
    style = f"border-collapse:collapse;width:100%;margin:0 0 24px;font-size:{width.font_size}px"
    # Word takes a table's width from the attribute
    said = f'width="100%" cellspacing="0" style="{style};line-height:1.45"'
    gap = setting.partial("gap")
    return Markup(f"<table {said}>{_caption(table, setting)}{rows}</table>{gap}")


def _caption(table: Table, setting: Setting) -> str:
    if not table.caption:
        return ""
    style = f"text-align:{setting.start};font-size:15px;padding:0 0 8px"
    return f'<caption style="{style}">{setting.phrased(table.caption)}</caption>'


def _cell(cell: Cell, width: Columns, setting: Setting) -> str:
    tag = "th" if cell.header else "td"
    said = f' scope="{cell.scope}"' if cell.scope else ""
    said += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    said += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    style = f"border:1px solid {by_day(setting.look).line};padding:8px {width.padding}px"
    style += f";text-align:{setting.start};vertical-align:top"
    if longest_word(plain(cell.content)) <= width.whole_word:
        style += ";word-break:normal"
    return f'<{tag}{said} style="{style}">{setting.phrased(cell.content)}</{tag}>'


def _records(table: Table, setting: Setting) -> Markup:
    """A table too wide for a mail: one box a row, each value after its column's name."""
    names = [cell.content for cell in table.rows[0]] if table.head == 1 else []
    records = []
    for row in table.rows[1 if names else 0 :]:
        lines = []
        for at, cell in enumerate(row):
            name = setting.phrased(names[at]) if at < len(names) else Markup("")
            label = f"<strong>{name}:</strong> " if name else ""
            if cell.content:
                lines.append(f"{label}{setting.phrased(cell.content)}")
        records.append(Markup('<p style="margin:0 0 12px">' + "<br />".join(lines) + "</p>"))
    caption = Markup("")
    if table.caption:
        caption = Markup(f'<p style="margin:0 0 12px">{setting.phrased(table.caption)}</p>')
    body = caption + Markup("").join(records)
    link = setting.partial("more", label=setting.say("see_table"), url=setting.url)
    return setting.partial("aside", body=body + link, rtl=setting.rtl)
