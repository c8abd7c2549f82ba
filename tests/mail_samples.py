"""A fictional practice, its articles and issues, as the mail's tests and screenshots use them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from pelican_safespace.models import (
    Attribution,
    Edition,
    Issue,
    Layout,
    Person,
    Picture,
    Post,
    Practice,
    SeriesLink,
    SeriesLinks,
    Term,
)

SITE = "https://practice.example.org"

PRACTICE = Practice(
    name="Alder House Therapy",
    url=f"{SITE}/",
    sender="Alder House Therapy",
    sender_address="letters@practice.example.org",
    postal_address="Alder House Therapy\n14 Mill Lane\nAnytown, OR 97000",
    unsubscribe_url=f"{SITE}/letters/leave?list=monthly&from=mail",
    unsubscribe_mailto="leave@practice.example.org",
    tagline="Letters for unhurried evenings",
    notice=(
        "These letters are for reading and reflection. They are not a substitute for care.\n\n"
        "If you or somebody near you is in danger, call your local emergency number now."
    ),
)

WAVES = """
<p>Worry rarely arrives as a sentence. It comes as a tight jaw on the stairs, a hand that
reaches for the phone, a night cut in two. By the time it has <em>words</em>, it has already
been with us for a while.</p>
<p>In the room we often begin there, before the words. Not to make the feeling leave, but to
find out <strong>where it lives</strong>. A client once called it “the weather report”: you do not
argue with the weather, you look out of the window.<sup id="fnref:1"><a class="footnote-ref"
href="#fn:1">1</a></sup></p>
<figure><img src="https://practice.example.org/images/window.jpg" alt="A window with rain on it,
a lamp lit inside" width="1600" height="900"><figcaption>Looking out before going out.
Drawing: Mara Fenn</figcaption></figure>
<h2>Three minutes at the window</h2>
<p>Try this once a day for a week, at a time when nothing is on fire:</p>
<ol>
<li>Stand or sit where you can see something far away.</li>
<li>Name five things that are still, and three that move.</li>
<li>Put a hand where the worry is. Breathe out slowly, twice:
<ul><li>once for the shoulders,</li><li>once for the hands.</li></ul></li>
<li>Write down one word. Any word will do.</li>
</ol>
<blockquote><p>I had expected to learn how to stop it. What I learned was how to stay in the chair
while it passed.</p><p>— a reader, with permission</p></blockquote>
<h3>When it is not the weather</h3>
<p>Some worries are messages. If the same one is back each morning at four, it may want a
<a href="https://practice.example.org/first-session.html">conversation</a> rather than a technique.
Ask it what it is trying to keep safe, and then ask somebody else what they think of the answer.</p>
<table><thead><tr><th>What you notice</th><th>What may help</th></tr></thead><tbody>
<tr><td>Short, shallow breath</td><td>A longer breath out than in</td></tr>
<tr><td>Thoughts that circle</td><td>Writing them down, once, by hand</td></tr>
<tr><td>Restless legs</td><td>A walk to the corner and back</td></tr></tbody></table>
<div class="footnote"><hr><ol><li id="fn:1"><p>The phrase has stayed with us, with her permission.
<a class="footnote-backref" href="#fnref:1">↩</a></p></li></ol></div>
"""

REPAIR = """
<p>Couples do not come apart because they quarrel. They come apart when nobody comes back into the
kitchen afterwards. Repair is small and it is mostly done badly, which is good news: it can be done
badly and still work.</p>
<h2>What a repair sounds like</h2>
<ul><li>“I was loud. I am still cross, and I am sorry I was loud.”</li>
<li>“Can we have the last ten minutes again?”</li>
<li>Tea, put down without a word.</li></ul>
<p>The film below shows two people who try. It has captions.</p>
<iframe src="https://video.example.org/embed/kitchen" title="Two people in a kitchen, trying again"
width="560" height="315"></iframe>
<p>If you would like to write to each other instead, here is a worksheet to copy:</p>
<pre><code>What happened, in one line:
    I felt ...
    I needed ...
What I could offer:   ______________
</code></pre>
<p>Keep it short. Long letters are often a second round in disguise.</p>
"""

TEENAGER = """
<p>There is a particular quiet behind a closed door at half past five. Most parents we meet have
stood in front of it with a plate in their hand, composing a sentence.</p>
<p>You do not need the sentence. You need to be <em>findable</em>: in the same place, at the same
time, busy with something dull. Potatoes are ideal.</p>
<h2>Side by side</h2>
<p>Talk beside, not across. In the car, at the sink, on a walk with the dog. Eyes ahead, no
summary at the end. And when something is said at last, resist the second question.</p>
<dl><dt>Findable</dt><dd>There without asking for anything.</dd>
<dt>The second question</dt><dd>The one that turns a talk into an interview.</dd></dl>
<div class="admonition note"><p class="admonition-title">If you are worried</p><p>Sleep that
disappears, food that is left, friends who stop calling: say it aloud, and ask for help early.</p>
</div>
"""


def post(slug: str, title: str, body: str, **values: object) -> Post:
    """A post of the practice; what the keywords do not say is ordinary."""
    made = Post(
        guid=f"tag:practice.example.org,2026:{slug}",
        source=f"content/{slug}.md",
        slug=slug,
        url=f"{SITE}/{slug}.html",
        lang="en",
        title=title,
        published=datetime(2026, 9, 1, 8, 0, tzinfo=UTC),
        modified=None,
        authors=(Person("Allison Example", "LCSW"),),
        summary=f"What we mean when we say: {title[:1].lower()}{title[1:]}. A few lines to begin.",
        body=body,
        attribution=None,
        series=SeriesLinks(),
    )
    return replace(made, **values)  # type: ignore[arg-type]


POSTS = (
    post(
        "weather",
        "The weather report: living next to worry",
        WAVES,
        attribution=Attribution(
            kind="original",
            authors=(Person("Allison Example", "LCSW"),),
            publication="The Lantern Review",
            url="https://lantern.example.com/essays/weather",
            date="2024-03-03",
            sentence=(
                "Originally written by Allison Example, LCSW for The Lantern Review, March 3, 2024."
            ),
        ),
        content_note="This article speaks about anxiety and sleepless nights.",
    ),
    post(
        "repair",
        "Coming back into the kitchen",
        REPAIR,
        authors=(Person("Ben Okoro", "LMFT"), Person("Mara Fenn")),
        series=SeriesLinks(
            previous=SeriesLink("The same quarrel, again", f"{SITE}/quarrel.html"),
            next=SeriesLink("Potatoes, or: talking beside", f"{SITE}/potatoes.html"),
            name="Under one roof",
            part=2,
            of=4,
        ),
        series_term=Term("Under one roof", "under-one-roof", f"{SITE}/series/under-one-roof.html"),
        picture=Picture(
            f"{SITE}/images/kitchen.jpg",
            alt="Two cups on a kitchen table by a window",
            width=1600,
            height=900,
        ),
    ),
    post(
        "potatoes",
        "Potatoes, or: talking beside",
        TEENAGER,
        series=SeriesLinks(
            previous=SeriesLink("Coming back into the kitchen", f"{SITE}/repair.html"),
            name="Under one roof",
            part=3,
            of=4,
        ),
    ),
)

ISSUE = Issue(
    slug="2026-09",
    source="content/newsletter/2026-09.md",
    title="Slow mornings",
    subject="Slow mornings: on worry, repair and potatoes",
    preheader="Three articles for the turn of the season, and a small exercise for the window.",
    published=datetime(2026, 9, 28, 7, 30, tzinfo=UTC),
    lang="en",
    greeting=(
        "<p>Dear reader,</p><p>the light is lower and the mornings ask for a second cup. In this "
        "letter we have gathered three pieces that ask very little of you. Read one of them, "
        "perhaps, and leave the others for a rainy day.</p><p>Warmly,<br>Allison and all of us</p>"
    ),
    articles=None,
    layout="full",
    draft=False,
    url=f"{SITE}/newsletter/2026-09/",
)


def edition(*posts: Post, layout: Layout = "full", **values: object) -> Edition:
    """An edition of the sample issue with these posts (all samples when none is given)."""
    issue = replace(ISSUE, layout=layout, **values)  # type: ignore[arg-type]
    return Edition(issue, posts or POSTS)


def hebrew() -> tuple[Edition, Practice]:
    """An issue that is read from right to left, with one article in English."""
    practice = replace(
        PRACTICE,
        name="בית אלון",
        tagline="מכתבים לערבים שקטים",
        postal_address="בית אלון\nרחוב הטחנה 14\nעיר כלשהי",
        notice="המכתבים נועדו לקריאה ולמחשבה ואינם תחליף לטיפול.",
    )
    body = """
    <p>לפעמים הדאגה מגיעה לפני <strong>המילים</strong>: בכתפיים, בנשימה, ביד שמחפשת את הטלפון.</p>
    <h2>שלוש דקות ליד החלון</h2>
    <ol><li>לעמוד במקום שרואים ממנו רחוק.</li><li>לנשום <em>לאט</em>, פעמיים.</li></ol>
    <blockquote><p>למדתי להישאר בכיסא בזמן שזה עובר.</p></blockquote>
    <p>עוד על כך בספר <span lang="en" dir="ltr">The Weather Inside</span>, בפרק השני.</p>
    """
    posts = (
        post(
            "chalon",
            "מזג האוויר שבפנים",
            body,
            lang="he",
            summary="כמה שורות על דאגה ועל חלון.",
            authors=(Person("נעמה בר"),),
            content_note="המאמר עוסק בחרדה.",
            series=SeriesLinks(
                next=SeriesLink("הנשימה השנייה", f"{SITE}/neshima.html"),
                name="ליד החלון",
                part=1,
                of=2,
            ),
        ),
        POSTS[2],
    )
    made = edition(
        *posts,
        lang="he",
        title="בקרים איטיים",
        preheader="שני מאמרים לתחילת הסתיו",
        greeting="<p>שלום לכם,</p><p>האור נמוך יותר. אספנו כאן שני מאמרים קצרים.</p>",
    )
    return made, practice
