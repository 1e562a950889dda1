"""What goes through `markup` is shown as it was written, and does nothing else.

The measure: a page of harmless words is rendered the way MkDocs does it, and parsed; then the same page with
hostile words. Elements, attributes and contents list must be the same, and every text the cleaned input.
"""

import gzip
import html
import json
import os
import re
from collections.abc import Callable, Iterable, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, TemplateAssertionError, TemplateSyntaxError
from markdown import Markdown
from markupsafe import Markup
from mkdocs.utils import meta

from generator.safety import escaping, templating
from generator.safety.escaping import clean_text, escape_attribute, escape_text, escape_url, front_matter

EXAMPLES = int(os.environ.get("MARKUP_EXAMPLES", "300"))  # of each property; a nightly run asks for more
PUBLIC_PAYLOADS = Path(__file__).parents[3] / "shared" / "hostile" / "strings.jsonl.gz"

IN_TEXT = {
    "paragraph": "{}",
    "line below another": "a\n{}",
    "between words": "a {} b",
    "list item": "- {}",
    "title": "# {}",
    "heading": "## {}",
    "quotation": "> {}",
    "link label": "[{}](https://example.org/)",
    "table cell": "| a | b |\n|---|---|\n| {} | c |",
    "element": "<blockquote><p>{}</p></blockquote>",
    "element among others": '<ol class="b">\n<li>\n<p>{}</p>\n<p>a</p></li>\n</ol>',
}
IN_ATTRIBUTE = {
    "attribute": '<p title="{}">a</p>',
    "attribute in single quotation marks": "<p title='{}'>a</p>",
}
POSITIONS = IN_TEXT | IN_ATTRIBUTE

STOCK = ["toc", "tables", "fenced_code"]  # what MkDocs turns on
EVERYTHING = [  # what an editor might turn on beside it, the dangerous ones included
    *STOCK,
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "sane_lists", "wikilinks"),
    *("pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.blocks.admonition", "pymdownx.blocks.html"),
    *("pymdownx.caret", "pymdownx.critic", "pymdownx.details", "pymdownx.emoji", "pymdownx.escapeall"),
    *(
        "pymdownx.inlinehilite",
        "pymdownx.keys",
        "pymdownx.magiclink",
        "pymdownx.mark",
        "pymdownx.superfences",
    ),
    *("pymdownx.snippets", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde"),
]

HOSTILE = [
    # HTML
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</p></blockquote><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)' x='",
    '" autofocus onfocus="alert(1)',
    '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;">',
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    "<b>bold without an end",
    "</div></div></body></html>",
    "<!-- a comment without an end",
    "<!-- a comment --> and text",
    "<![CDATA[ <script>alert(1)</script> ]]>",
    "<![if gte IE 5]> marked section",
    "<?php echo 1 ?>",
    "<!DOCTYPE html>",
    "a < b and b > c, R&D, AT&T;",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62; &#x3c;b&#x3e; &amp;amp; &nbsp; &copy &notit;",
    # links
    "[click](javascript:alert(1))",
    "[click](java&#115;cript:alert(1))",
    "![](https://evil.example/beacon.png)",
    "[a]: https://evil.example/",
    "[a][b] and [b]: <javascript:alert(1)> 'title'",
    "](https://evil.example/) [",
    "<https://evil.example/>",
    "<someone@evil.example>",
    "https://evil.example/ and www.evil.example and WWW.evil.example",
    "mailto:someone@evil.example javascript:alert(1) JavaScript:alert(1) data:text/html,x",
    "[[a wiki page]] and [[another|label]]",
    # blocks
    "# a title",
    "## a heading ##",
    "#",
    "=====",
    "-----",
    "---",
    "...",
    "+++",
    "* * *",
    "- an item",
    "+ an item",
    "* an item",
    "1. an item",
    "1986. What a year",
    "12) an item",
    "١. an item numbered in Arabic digits",
    "> a quotation",
    ": a definition",
    "```python",
    "~~~ { .python }",
    "    code by its indentation",
    "\tcode by its tabulator",
    "| a | b |",
    "a | b\n---|---\nc | d",
    "a title\n=======",
    "para\n\n# title\n\n- item\n\n<script>alert(1)</script>",
    "!!! danger",
    '??? note "folded"',
    '=== "a tab"',
    "/// details | summary",
    "title: key and value",
    "--8<-- 'mkdocs.yml'",
    "[TOC]",
    "% a title block",
    # inline
    "*emphasis* **strong** ***both*** _emphasis_ __strong__",
    "`code` ``code with ` inside`` `unfinished",
    "\\*escaped\\* \\\\ \\",
    "~~deleted~~ ~sub~ ^sup^ ^^inserted^^ ==marked== ++inserted++ C++ a == b",
    "{++added++} {--removed--} {~~a~>b~~}",
    "$x^2$ $$x$$ \\(x\\)",
    ":smile: :+1: :material-alert: at 12:30:45",
    "++ctrl+alt+del++",
    "[^1] and [^1]: a footnote",
    "*[HTML]: an abbreviation",
    "@someone #tag GH-1 #1",
    "{: onclick=alert(1) }",
    "{: #id .class onclick='alert(1)' }",
    "text {: onclick=alert(1) }",
    "{{ config }} {% include 'mkdocs.yml' %} {# comment #}",
    "${7*7} #{7*7} <%= 7*7 %>",
    # characters
    "\u0002klzzwxh:0000\u0003 and \u0002wzxhzdk:0\u0003 and \u0002amp\u0003",
    "klzzwxh:0000 wzxhzdk:0",
    "\u0000\u0008\u001b[31m\u007f\u0085\u009b",
    "user\u202egnp.exe \u2066isolate\u2069 \u200e\u200f\u061c",
    "zero\u200bwidth \ufeffmark soft\u00adhyphen",
    "\u1fefa code span after NFC\u1fef",
    "\ud800 a lone surrogate \udfff",
    "\ufdd0 \ufffe \U0001fffe noncharacters",
    "\U000e0041\U000e0042 tags",
    "line\u2028separator\u2029paragraph\u000bvertical\u000cform\u180emongolian",
    "\u0338combining first",
    "e\u0301 and \u212b",
    "👩\u200d👩\u200d👧 می\u200cخواهم",
    "'\"“”‘’ quotation marks",
]

MARKS = r"""
    < > & &# ; </p> <p <b> <!-- --> <![CDATA[ <? <script> " ' ( ) word amp lt 60 x3c
    ` ``` ~~~ \ * ** _ __ [ ] ![ ]( ]: [^ *[ # = == - --- + ++ | |--| : :: ! !!! ??? / ///
    { } {: {{ }} {% 1. 7) . ... % $ ~ ^ @ --8<-- [TOC] klzzwxh:0000
    http https javascript mailto www // a.b
"""
GAPS = [" ", "  ", "\t", "\n", "\n\n", "\r", "\u00a0", "\u2028"]
STRANGE = ["\u0002", "\u0003", "\u202e", "\u1fef", "\u0338", " onx=1 "]


def markup_like() -> st.SearchStrategy[str]:
    pieces = st.lists(st.sampled_from(MARKS.split() + GAPS + STRANGE) | st.text(max_size=3), max_size=12)
    return pieces.map("".join) | st.text()


# --- the measure -------------------------------------------------------------------------------------


class Setup(NamedTuple):
    """How untrusted text is written into the Markdown, and how that is rendered."""

    in_text: Callable[[str], str] = escape_text
    in_attribute: Callable[[str], str] = escape_attribute
    extensions: Sequence[str] = STOCK


AS_PUBLISHED = Setup()


class Skeleton(HTMLParser):
    """Everything the parser meets, in order; texts that touch are one."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.met: list[tuple[object, ...]] = []
        self.feed(page)
        self.close()

    def updatepos(self, i: int, j: int) -> int:
        return j  # nobody asks for lines and columns

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met.append(("start", tag, *attrs))

    def handle_endtag(self, tag: str) -> None:
        self.met.append(("end", tag))

    def handle_data(self, data: str) -> None:
        before = self.met.pop()[1] if self.met and self.met[-1][0] == "text" else ""
        self.met.append(("text", f"{before}{data}"))

    def handle_comment(self, data: str) -> None:
        self.met.append(("comment", data))

    handle_decl = handle_pi = unknown_decl = handle_comment


def rendered(strings: list[str], positions: Iterable[str], setup: Setup):
    """The skeleton of a page that shows each string in each position, and of its contents list."""
    blocks = [
        POSITIONS[position].format(
            (setup.in_attribute if position in IN_ATTRIBUTE else setup.in_text)(string)
        )
        for string in strings
        for position in positions
    ]
    renderer = Markdown(
        extensions=setup.extensions,
        extension_configs={"toc": {"slugify": lambda *_: "heading"}},
    )
    return Skeleton(renderer.convert("\n\n".join(blocks)) + renderer.toc).met


def expected(strings: list[str], positions: Iterable[str], setup: Setup):
    """The same with harmless words, which are exchanged for the strings only after parsing."""
    harmless = [f"harmless{number}." for number in range(len(strings))]

    def exchanged(part: object) -> object:
        if isinstance(part, tuple):
            return tuple(exchanged(inner) for inner in part)
        if isinstance(part, str):
            return re.sub(r"harmless(\d+)\.", lambda match: clean_text(strings[int(match[1])]), part)
        return part

    return [
        exchanged(part)
        for part in rendered(harmless, positions, setup._replace(in_text=str, in_attribute=str))
    ]


def is_inert(strings: list[str], positions: Iterable[str], setup: Setup):
    try:
        return rendered(strings, positions, setup) == expected(strings, positions, setup)
    except (AssertionError, RecursionError):  # of the renderer or the parser
        return False


def misses(strings: list[str], setup: Setup = AS_PUBLISHED):
    """The pairs of string and position that are not inert. What cleans to nothing is left out."""
    shown = [string for string in strings if clean_text(string)]
    if is_inert(shown, POSITIONS, setup):
        return []
    return [
        (string, position)
        for string in shown
        for position in POSITIONS
        if not is_inert([string], [position], setup)
    ] or [(shown, "together")]


# --- text and attributes -----------------------------------------------------------------------------


@pytest.mark.parametrize("string", HOSTILE, ids=ascii)
def test_a_hostile_string_is_shown_and_does_nothing(string):
    assert misses([string]) == []


@pytest.mark.parametrize("extensions", [STOCK, EVERYTHING], ids=["stock", "everything"])
def test_hostile_strings_do_nothing_beside_their_own_kind(extensions):
    assert misses(HOSTILE, Setup(extensions=extensions)) == []


@settings(max_examples=EXAMPLES, deadline=None)
@given(markup_like())
def test_anything_is_shown_and_does_nothing(string):
    assert misses([string]) == []


@pytest.mark.corpus
def test_public_payloads_are_shown_and_do_nothing():
    if not PUBLIC_PAYLOADS.exists():
        pytest.skip("The collection of public payloads is not part of the repository.")
    with gzip.open(PUBLIC_PAYLOADS, "rt", encoding="utf-8") as lines:
        strings = [json.loads(line)["text"] for line in lines]

    together = 40
    missed = [miss for i in range(0, len(strings), together) for miss in misses(strings[i : i + together])]

    assert len(strings) > 5000
    assert missed == []


def test_the_measure_finds_raw_text_in_every_position():
    missed = misses(HOSTILE, Setup(in_text=clean_text, in_attribute=clean_text))

    assert {position for _, position in missed} == set(POSITIONS)
    assert len(missed) > len(HOSTILE)


def test_the_measure_finds_text_escaped_for_html_only():
    missed = misses(HOSTILE, Setup(in_text=lambda string: html.escape(clean_text(string))))

    assert {"paragraph", "list item", "title", "quotation", "link label", "table cell"} <= {
        p for _, p in missed
    }


def test_the_measure_finds_text_without_quotation_marks_escaped_in_an_attribute():
    assert {position for _, position in misses(HOSTILE, Setup(in_attribute=escape_text))} == set(IN_ATTRIBUTE)


@pytest.mark.parametrize(
    ("written", "result"),
    [
        ("Plain prose – with “quotation marks”, 3.5 % and a 'word': fine.",) * 2,
        ("rose 12% to $4.1bn (Q3) – see [1]", "rose 12% to &#36;4.1bn (Q3) – see &#91;1&#93;"),
        ("AT&T <b>", "AT&amp;T &lt;b&gt;"),
        ("a == b, C++, 1+1=2", "a =&#61; b, C+&#43;, 1+1=2"),
        ("at 12:30:45", "at 12&#58;30:45"),
        ("see https://www.example.org", "see https&#58;//www&#46;example.org"),
        ("Javascript:alert(1)", "Javascript&#58;alert(1)"),
        ("1986. A year", "1986&#46; A year"),
        ("- 5 degrees - and falling", "&#45; 5 degrees - and falling"),
        ("...and then", "&#46;..and then"),
        ("", ""),
    ],
)
def test_text_escapes_no_more_than_it_must(written, result):
    assert escape_text(written) == Markup(result)


@pytest.mark.parametrize(
    ("written", "result"),
    [
        ("{{ a }}", "&#123;&#123; a &#125;&#125;"),
        ("mailto:a javascript:a data:a", "mailto&#58;a javascript&#58;a data&#58;a"),
        ("vbscript:a ftp:a tel:a TEL:a", "vbscript&#58;a ftp&#58;a tel&#58;a TEL&#58;a"),
        ("++a++", "&#43;&#43;a+&#43;"),
        ("/// a", "&#47;// a"),
        ("= a", "&#61; a"),
        ("% a", "&#37; a"),
        ("12) a", "12&#41; a"),
    ],
)
def test_text_escapes_what_only_other_renderers_act_upon(written, result):
    assert escape_text(written) == Markup(result)


def test_text_takes_markup_for_untrusted_too():
    assert escape_text(Markup("<b>&amp;</b>")) == "&lt;b&gt;&amp;amp;&lt;/b&gt;"


def test_an_attribute_has_no_quotation_marks():
    assert escape_attribute("\"a\" & 'b'") == "&#34;a&#34; &amp; &#39;b&#39;"


# --- cleaning ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "result"),
    [
        ("  two\r\n\tlines \u00a0 ", "two lines"),
        ("a\u000bb\u000cc\u0085d\u2028e\u2029f\u180eg\u3000h", "a b c d e f g h"),
        ("a\u0000b\u0002c\u001fd\u007fe\u009ff", "abcdef"),
        ("a\u200bb\u202ec\u2066d\ufeffe\ud800f\ufffeg\U000e0041h\U0010ffffi", "abcdefghi"),
        ("می\u200cخواهم 👩\u200d👧 co\u00adoperate", "می\u200cخواهم 👩\u200d👧 co\u00adoperate"),
        ("e\u0301\u200b\u1fef", "é`"),
        ("e\u200b\u0301", "é"),
        ("\u202e \u200b", ""),
    ],
)
def test_cleaning_leaves_one_line_of_what_can_be_seen(written, result):
    assert clean_text(written) == result


@settings(max_examples=EXAMPLES, deadline=None)
@given(markup_like())
def test_cleaning_twice_changes_nothing(string):
    assert clean_text(clean_text(string)) == clean_text(string)


def test_nothing_unseen_is_printable():
    # Or the quick way through `clean` would let it pass.
    assert [hex(code) for code in escaping._CLEANING_TABLE if chr(code).isprintable()] == []


# --- addresses ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://example.org", "https://example.org"),
        ("  HTTPS://Example.ORG/Path  ", "https://example.org/Path"),
        ("http://example.org:8080/a-b.c/~d;e", "http://example.org:8080/a-b.c/~d;e"),
        ("https://example.org/?a=1&b=2#c", "https://example.org/?a=1&amp;b=2#c"),
        ("https://example.org/a_b*c[d](e)", "https://example.org/a%5Fb%2Ac%5Bd%5D%28e%29"),
        (
            "https://example.org/\"onx='1'><b>`",
            "https://example.org/%22onx=%271%27%3E%3Cb%3E%60",
        ),
        ("https://example.org/a%20b c", "https://example.org/a%20b%20c"),
        ("https://example.org/é?ü#ñ", "https://example.org/%C3%A9?%C3%BC#%C3%B1"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://192.0.2.1/", "https://192.0.2.1/"),
        ("https://example.org/{{x}}|{: y}$~", "https://example.org/%7B%7Bx%7D%7D%7C%7B%3A%20y%7D%24~"),
        ("https://exam\u200bple.org/\u202ea", "https://example.org/a"),
    ],
)
def test_an_address_is_written_as_a_destination(address, written):
    assert escape_url(address) == Markup(written)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "//example.org/",
        "/path",
        "javascript:alert(1)",
        "JAVASCRIPT://example.org/%0aalert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org/",
        "mailto:someone@example.org",
        "http:example.org",
        "http://",
        "http:///path",
        "https://user@example.org/",
        "https://user:password@example.org/",
        "https://example.org\\@evil.example/",
        "https://example.org/a\\b",
        "https://example.org:port/",
        "https://example.org:99999/",
        "https://[::1]/",
        "https://[v1.example]/",
        "https://[example.org/",
        "https://a b.example/",
        "https://a_b.example/",
        "https://a..example/",
        "https://exam%70le.org/",
        "https://example.org<b>/",
        "https://straße.example/",
        "https://evil.example℀.example.org/",
        f"https://{'a' * 64}.example/",
    ],
)
def test_an_address_not_to_be_trusted_is_none(address):
    assert escape_url(address) is None


@settings(max_examples=EXAMPLES, deadline=None)
@given(markup_like())
def test_any_address_stays_the_destination_it_was_written_for(tail):
    address = escape_url(f"https://example.org/{tail}") or escape_url("https://example.org/")

    page = Markdown().convert(f'[a]({address})\n\n<p><a href="{address}">b</a></p>')
    starts = [part for part in Skeleton(page).met if part[:2] == ("start", "a")]

    assert starts == [("start", "a", ("href", html.unescape(address)))] * 2


# --- front matter ------------------------------------------------------------------------------------


def test_front_matter_reads_like_this():
    assert front_matter("A title", "What it is about.", searchable=False) == (
        '---\ntitle: "A title"\ndescription: "What it is about."\nsearch:\n  exclude: true\n---\n'
    )


def assert_front_matter_is_read_back(title, description):
    body, values = meta.get_data(f"{front_matter(title, description)}\n# A page\n")

    assert body.strip() == "# A page"
    assert values.keys() == {"title", "description"}
    assert values["title"] == html.escape(clean_text(title))
    if len(clean_text(description)) <= escaping.MAX_DESCRIPTION_CHARS:
        assert values["description"] == html.escape(clean_text(description))


@pytest.mark.parametrize("string", HOSTILE, ids=ascii)
def test_front_matter_is_read_back_escaped_once(string):
    assert_front_matter_is_read_back(title=string, description=string)


@settings(max_examples=EXAMPLES, deadline=None)
@given(markup_like(), markup_like())
def test_any_front_matter_is_read_back_escaped_once(title, description):
    assert_front_matter_is_read_back(title, description)


@pytest.mark.parametrize(
    ("description", "shortened"),
    [
        ("word " * 32, ("word " * 32).strip()),
        ("word " * 33, ("word " * 32).strip() + "…"),
        ("w" * 160, "w" * 160),
        ("w" * 161, "w" * 159 + "…"),
        ("&" * 160, "&amp;" * 160),
    ],
)
def test_a_description_is_cut_at_a_word(description, shortened):
    fence, yaml_text, _ = front_matter("A title", description).split("---\n")

    assert fence == ""
    assert yaml.safe_load(yaml_text)["description"] == shortened


# --- templates ---------------------------------------------------------------------------------------


def render(template, **values):
    return templating.environment(DictLoader({"page.md": template})).get_template("page.md").render(values)


@pytest.mark.parametrize(
    ("template", "result"),
    [
        ("# {{ title }}\n", "# &#42;R&amp;D&#42;\n"),
        ("{{ 'a*' }} {{ 3 }} {{ 2.5 }}", "a&#42; 3 2.5"),
        ("{% if true %}\n  {% for n in [1, 2] %}\n{{ n }}\n  {% endfor %}\n{% endif %}\n", "1\n2\n"),
        ("{% macro b(x) %}<b>{{ x }}</b>{% endmacro %}{{ b(title) }}", "<b>&#42;R&amp;D&#42;</b>"),
        (
            "{% macro b() %}<b>{{ caller() }}</b>{% endmacro %}{% call b() %}{{ title }}{% endcall %}",
            "<b>&#42;R&amp;D&#42;</b>",
        ),
        ("{% set b %}<b>{{ title }}</b>{% endset %}{{ b }}", "<b>&#42;R&amp;D&#42;</b>"),
        ("{% autoescape false %}{{ title }}{% endautoescape %}", "&#42;R&amp;D&#42;"),
        ('<p title="{{ quoted | attribute }}">', '<p title="&#34;a&#34;">'),
        ("[a]({{ address | url }})", "[a](https://example.org/%5F)"),
        ("{% if 'javascript:x' | url %}link{% endif %}", ""),
        ("{{ [title] | first }} {{ title | length }}", "&#42;R&amp;D&#42; 5"),
    ],
)
def test_a_template_prints_untrusted_text_escaped_once(template, result):
    assert render(template, title="*R&D*", quoted='"a"', address="https://example.org/_") == result


@pytest.mark.parametrize(
    ("expression", "named"),
    [
        ("none", "NoneType"),
        ("missing", "there is no `missing`"),
        ("value.missing", "`str` has no `missing`"),
        ("true", "bool"),
        ("[value]", "list"),
        ("raw", "bytes"),
        ("'javascript:x' | url", "NoneType"),
    ],
)
def test_printing_what_is_no_text_is_an_error(expression, named):
    with pytest.raises(TypeError, match=f"page.md: {named}"):
        render(f"{{{{ {expression} }}}}", value="a", raw=b"a")


@pytest.mark.parametrize(
    "name", ["safe", "join", "urlize", "tojson", "xmlattr", "replace", "format", "indent", "e"]
)
def test_a_filter_that_writes_text_does_not_exist(name):
    with pytest.raises(TemplateAssertionError, match=f"No filter named '{name}'"):
        render(f"{{{{ value | {name} }}}}", value="a")


@pytest.mark.parametrize("operator", ["~", "+", "%"])
def test_an_operator_that_joins_text_is_refused(operator):
    with pytest.raises(TemplateSyntaxError, match="print the parts one by one"):
        render(f"{{% set b %}}<b>{{% endset %}}{{{{ b {operator} value }}}}", value="*a*")


@pytest.mark.parametrize("method", ["join", "format", "replace", "unescape"])
def test_a_method_of_finished_markup_is_refused(method):
    with pytest.raises(TypeError, match=method):
        render(f"{{% set b %}}<b>{{% endset %}}{{{{ b.{method}(value) }}}}", value="*a*")
