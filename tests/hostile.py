"""Articles that break feeds: everything a practice could paste, import or mistype."""

from __future__ import annotations

import struct
import zlib

from sites import article


def png(width: int, height: int) -> bytes:
    """A white picture of that size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\xff" * width) * height)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


CREDIT = "Originally written for and published by Allison Example, LCSW on www.example.com"

ADDRESSES = """
<p id="top"><a title="first" href="#more">More</a> <a href='/active.html'>root</a>
<a href="../active.html">up</a> <a href="//cdn.example.com/x">no scheme</a>
<a href="{filename}/active.md">article</a> <a href="mailto:a@example.org">mail</a></p>
<p><img alt="A lake" src="{static}/images/lake.png" width=40
 srcset="{static}/images/lake.png 1x, /images/lake%20wide.png 2x,/images/a,b.png 3x"></p>
<picture><source srcset="/images/lake.png 400w, /images/lake wide.png 800w" sizes="50vw">
<img src="/images/lake.png" alt="Again"></picture>
<img alt="Late" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/images/lake.png"
 data-srcset="/images/lake.png 1x">
<blockquote cite="/what-moves.html"><p>Said <q cite="words.html">here</q>.</p></blockquote>
<table background="/images/lake.png"><tr><td style="background:url(/images/lake.png)">Cell</td></tr>
</table><p id="more">The end.</p>
"""

ACTIVE = """
<!-- a secret comment --><script>document.write("written")</script><style>p {color: red}</style>
<p onclick="steal()" style="background:url('javascript:x')">Visible <b>bold</b> text.</p>
<p><a href="javascript:alert(1)">dangerous</a> <a href=" JaVaScRiPt:alert(1)">too</a>
<a href="vbscript:x">old</a> <a href="data:text/html,x">data</a></p>
<iframe src="https://video.example.com/embed/1" title="A walk by the sea"></iframe>
<video src="{static}/media/talk.mp4" poster="/images/lake.png" title="A talk"></video>
<audio src="/media/talk.mp3"></audio>
<form action="/send"><input name="a"><button>Send</button></form>
<object data="x.swf"></object><embed src="x.swf"><svg onload="x()"><title>Drawn</title></svg>
<table><caption>Hours</caption><tr><th scope="row">Monday</th><td>9</td></tr></table>
<pre><code class="language-html">&lt;p&gt;code&lt;/p&gt;</code></pre>
<figure><img src="/images/lake.png" alt="Still water"><figcaption>Water</figcaption></figure>
<p><abbr title="Cognitive therapy">CBT</abbr> <span lang="fr" dir="ltr">bonjour</span>
<bdo dir="rtl">abc</bdo></p><ol start="3"><li>three</li></ol>
"""

CHARACTERS = (
    "A bell \x07 rings ]]> twice &#xFFFE; &#7; \ufffe 👩🏽\u200d⚕️ and שלום, עולם. <p>&lt;b&gt;</p>"
)

FILES: dict[str, str | bytes] = {
    "addresses.md": article(ADDRESSES, title="Where it leads: A & B < C"),
    "active.md": article(
        f"{CREDIT}\n\n{ACTIVE}",
        title="What moves",
        date="2026-03-02 09:00",
        Series="Still water",
        Content_note="It speaks of loss & <grief>.",
    ),
    "characters.md": article(
        CHARACTERS,
        title="The &lt;details&gt; of ]]> 😀 \x06and &amp;copy; &copy",
        date="2026-03-03 09:00",
        Tags="R&D, ]]>, שלום",
        Author="Ben \x06Sample, PhD",
        Series="Still water",
        Summary="Kept \x04short & <em>sweet</em>.",
    ),
    "deep/words.md": article(
        f"Words.\n\n{CREDIT}\n\nPrevious: What moves", title="Only words", date="2026-03-04 09:00"
    ),
    "picture.md": article(
        "![A lake](/images/lake.png)", title="Only a picture", date="2026-03-05 09:00", Tags="R&D"
    ),
    "words-de.md": article("Wörter.", title="Nur Wörter", Lang="de", Slug="only-words"),
    "secret.md": article("Secret.", title="Secret draft", Status="draft", Series="Still water"),
    "newsletter/may.md": "Title: May ]]> & <b>more</b>\nDate: 2026-05-01 09:00\n"
    "Subject: Three\nArticles: what-moves, only-words\n\nDear [reader](#top) \x08,\n",
    "images/lake.png": png(40, 20),
    "images/lake wide.png": png(80, 20),
    "images/a,b.png": png(4, 2),
    "media/talk.mp3": b"ID3" + bytes(97),
    "media/talk.mp4": bytes(300),
}

SETTINGS = {
    "STATIC_PATHS": ["images", "media"],
    "SAFESPACE_FEED_CATEGORY": "feeds/category/{slug}.xml",
    "SAFESPACE_FEED_TAG": "feeds/tag/{slug}.xml",
    "SAFESPACE_FEED_AUTHOR": "feeds/author/{slug}.xml",
    "SAFESPACE_FEED_TRANSLATION": "feeds/lang/{lang}.xml",
    "SAFESPACE_FEED_ITEMS": 2,
    "SAFESPACE_FEED_FORMATS": ["json", "atom"],
    "SAFESPACE_NOTICE": "In danger? Call 112 & <speak>.",
}
