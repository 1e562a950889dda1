"""What no template wrote is noticed, whatever way it came in."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.config import template_texts
from generator.safety import html_audit

SKELETON = html_audit.allowed_elements(template_texts(Path("no/templates/of/its/own")))

FOREIGN = {
    "<p>a</p><script>alert(1)</script>": "element <script>",
    "<p>a</p><SCRIPT>alert(1)</SCRIPT>": "element <SCRIPT>",
    "<p>a <img src=x onerror=alert(1)> b</p>": "take for a tag: '<img src=x",
    '<img src="x" onerror="alert(1)">': "attribute onerror of <img>",
    '<img src="https://evil.example/beacon.png">': "address 'https://evil.example/beacon.png' in <img>",
    '<p onclick="alert(1)">a</p>': "attribute onclick of <p>",
    '<svg onload="alert(1)">': "attribute onload of <svg>",
    '<iframe srcdoc="a"></iframe>': "element <iframe>",
    '<object data="a"></object>': "element <object>",
    '<embed src="a">': "element <embed>",
    '<base href="https://evil.example/">': "element <base>",
    '<meta http-equiv="refresh" content="0">': "element <meta>",
    "<style>p {}</style>": "element <style>",
    '<form action="https://evil.example/"></form>': "attribute action of <form>",
    '<a href="javascript:alert(1)">a</a>': "address 'javascript:alert(1)' in <a>",
    '<a href="java&#10;script&#58;alert(1)">a</a>': "in <a>",
    '<a href=" &#1;JavaScript:alert(1)">a</a>': "in <a>",
    '<a href="data:text/html,a">a</a>': "in <a>",
    '<a href="//evil.example/">a</a>': "in <a>",
    '<a href="/\\evil.example/">a</a>': "in <a>",
    '<p style="position: fixed">a</p>': "attribute style of <p>",
    '<table><tr><td style="position: fixed">a</td></tr></table>': "style of <td>",
    '<p id="a">a</p><p id="a">b</p>': 'id "a" 2 times',
    '<span id="__search">a</span>': "belongs to the theme",
    "<p>a</p></div>": "element <div> without its other end",
    "<div><p>a</p>": "element <div> without its other end",
    "<p>a</p></article>": "element </article>",
    "<p>a</p><!-- a comment without an end": "take for a tag",
    "<p>a</p><!-- a comment with <b>markup</b> in it -->": "take for a tag",
    "<p>a</p><![CDATA[ a ]]>": "take for a tag",
    "<p>a</p><?php a ?>": "take for a tag",
    '<p>a</p><p title="a > b">': "take for a tag",
    '<p class="a"onclick="b">': "take for a tag",
    "<p>a < b</p>": "take for a tag",
}


@pytest.mark.parametrize("content", FOREIGN)
def test_what_no_template_wrote_is_found(content: str) -> None:
    found = html_audit.find_violations(content, SKELETON)

    assert any(FOREIGN[content] in each for each in found), found


@pytest.mark.parametrize(
    "content",
    [
        '<h1 id="title">R&amp;D &lt;script&gt; "quoted"</h1>',
        '<p class="b-src">a · <a href="https://example.org/a?b=1&amp;c" rel="noopener">original</a></p>',
        '<a class="b-place" href="../../articles/a/#s1">a</a> <a href="#s1">b</a> <a href="./">c</a>',
        '<table>\n<tr>\n<td style="text-align: left;">a</td></tr></table><hr />\n<br>',
        "<!-- a remark -->",
        '<input type="checkbox" id="ev1"><label class="b-theme" for="ev1">a</label>',
    ],
)
def test_what_templates_and_markdown_write_passes(content: str) -> None:
    assert html_audit.find_violations(content, SKELETON) == []


def test_a_template_with_an_element_of_its_own_needs_no_entry() -> None:
    picture = '<svg viewBox="0 0 9 9"><path d="{{ x }}"{% if x %} class="a"{% endif %} /></svg>'

    skeleton = html_audit.allowed_elements([picture])

    assert (
        html_audit.find_violations('<svg viewBox="0 0 9 9"><path d="M0 0" class="a" /></svg>', skeleton) == []
    )
    assert html_audit.find_violations('<svg viewBox="0 0 9 9" onload="a"></svg>', skeleton)
    assert html_audit.find_violations('<svg viewBox="0 0 9 9"></svg>', SKELETON)


def test_no_template_can_let_a_script_or_a_handler_pass() -> None:
    skeleton = html_audit.allowed_elements(['<script>a</script><p onclick="a">', '<form action="a"></form>'])

    assert html_audit.find_violations("<script>a</script>", skeleton)
    assert html_audit.find_violations('<p onclick="a">b</p>', skeleton)
    assert html_audit.find_violations('<form action="a"></form>', skeleton)


def test_titles_and_descriptions_are_looked_at_where_the_theme_prints_them() -> None:
    assert not html_audit.is_active_in_attribute("R&amp;D &lt;b&gt; &quot;a&quot;")
    assert html_audit.is_active_in_attribute('" onx="')
    assert html_audit.is_active_in_attribute("</title><script>")
    assert html_audit.is_active_in_text("<b>")
    assert not html_audit.is_active_in_text('the "second" bridge')
