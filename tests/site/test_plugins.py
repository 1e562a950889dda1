"""Sites with other plugins and settings of MkDocs, each built once: no dead link, and nothing blamed on an article."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from browsing import mkdocs_build
from conftest import BRIDGE, HARVEST
from mkdocs.exceptions import Abort
from walking import Site

ABOUT = "# About us\n\nThree editors in Veld.\n"
POST = "---\ndate: 2024-03-01\n---\n# A post\n\nThe [sources](../../sources.md) of this site.\n"
CONFIG = {
    "site_name": "Test",
    "site_url": "http://localhost:8000/",
    "strict": True,
    "theme": {"name": "material", "font": False},
    "extra_css": ["assets/briefing.css"],
}
LANGUAGES = [
    {"locale": "en", "default": True, "name": "English", "build": True},
    {"locale": "de", "name": "Deutsch", "build": True},
]
I18N = {"docs_structure": "suffix", "languages": LANGUAGES}
BUILT_WITH = {  # plugins after ours, and settings
    "an About page of one's own": ([], {}),
    "blog, with addresses of files": (["blog"], {"use_directory_urls": False}),
    "offline": (["offline"], {}),
    "a hook that minifies": ([], {"hooks": ["minify.py"]}),
    "glightbox": (["glightbox"], {}),
    "i18n": ([{"i18n": I18N}], {}),
    "awesome-nav": (["awesome-nav"], {}),
}
HOOKS = {
    "minify.py": """\
import re
def shorter(html):
    return re.sub(r'="([^ "<>=`]+)"', r"=\\1", re.sub(r"\\s*\\n\\s*", "\\n", html))
def on_post_page(output, page, config):
    return shorter(output)
def on_post_template(output_content, template_name, config):
    return shorter(output_content)
""",
    "script.py": """\
def on_page_content(html, page, config, files):
    return html + "<script>count()</script>"
""",
    "words.py": """\
def on_page_markdown(markdown, page, config, files):
    return markdown + "\\n\\n<video></video>\\n"
""",
    "counter.py": """\
def on_post_page(output, page, config):
    return output.replace("</body>", f"<script>count({page.title!r})</script></body>")
""",
    "attributes.py": """\
def on_config(config):
    config.markdown_extensions.append("attr_list")
""",
}


def site(folder: Path, plugins: list[object], settings: dict[str, object], **options: object) -> Path:
    """The mkdocs.yml of a small site with an About page and a post of an editor's own."""
    files = {"seeds/bridge.txt": BRIDGE, "seeds/harvest.txt": HARVEST, "docs/about.md": ABOUT}
    files |= HOOKS
    if "blog" in plugins:
        files["docs/blog/posts/first.md"] = POST
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    themes = {"diplomacy": {"title": "Diplomacy", "terms": ["talks"]}}
    plugins = [{"briefing": {"themes": themes} | options}, *plugins]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(CONFIG | settings | {"plugins": plugins}), "utf-8")
    return folder / "mkdocs.yml"


@pytest.mark.parametrize("name", BUILT_WITH)
def test_a_strict_build_succeeds_and_no_link_is_dead(name: str, tmp_path: Path) -> None:
    built = mkdocs_build(site(tmp_path, *BUILT_WITH[name]))

    assert len(Site(built).documents) >= 10
    assert Site(built).astray() == []


def test_a_link_of_a_template_that_leads_nowhere_stops_a_strict_build(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = site(tmp_path, [], {"validation": {"links": {"anchors": "ignore", "not_found": "ignore"}}})
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/extra.md").write_text(
        "# Extra\n\n<p><a href=\"{{ link('sources/#gone') }}\">Gone</a></p>\n"
    )

    with pytest.raises(Abort):
        mkdocs_build(config)

    assert "sources/index.html has no place #gone" in caplog.text


@pytest.mark.parametrize(
    ("hook", "said"),
    [
        (
            "script.py",
            "index.md: not built, for it holds an element <script>. It came with a change by another plugin",
        ),
        ("words.py", "index.md: not built, for it holds an element <video>"),
        ("counter.py", "A page without content has none like it; these plugins can add it: counter.py."),
        ("attributes.py", "plugins → attributes.py: turns on attr_list, which lets text write attributes"),
    ],
)
def test_what_another_plugin_does_is_not_blamed_on_an_article(
    hook: str, said: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort):
        mkdocs_build(site(tmp_path, [], {"hooks": [hook]}))

    assert said in caplog.text
    assert hook in caplog.text
    assert "take the article out" not in caplog.text
    assert "come from an article" not in caplog.text


def test_tags_is_named_for_the_extension_that_it_turns_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort):
        mkdocs_build(site(tmp_path, ["offline", "tags"], {}))

    assert "plugins → material/tags: turns on attr_list" in caplog.text
    assert "markdown_extensions" not in caplog.text


def test_quotation_marks_in_the_description_of_a_site_stay_within_their_attribute(tmp_path: Path) -> None:
    texts = {
        "site_name": 'A "daily" <i>',
        "site_description": 'The "best" > of O"Neill',
        "site_author": '"A" & B',
    }

    built = mkdocs_build(site(tmp_path, [], texts))

    for page in ("404.html", "about/index.html"):
        html = (built / page).read_text("utf-8")
        assert '<meta name="description" content="The &#34;best&#34; &gt; of O&#34;Neill">' in html
        assert '<meta name="author" content="&#34;A&#34; &amp; B">' in html
        assert "<title>" in html
        assert "<i>" not in html
