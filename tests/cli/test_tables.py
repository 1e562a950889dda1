"""Tables that `briefing evaluate` prints can be pasted into a page of Markdown."""

from __future__ import annotations

from generator.cli.tables import markdown_table


def test_a_markdown_table_has_a_rule_below_its_heading_and_columns_of_one_width() -> None:
    table = markdown_table(["system", "ROUGE-1"], [["lead", "12.30 [11.00, 13.60]"], ["lex-rank", "9.00"]])

    assert table.splitlines() == [
        "| system   | ROUGE-1              |",
        "|----------|----------------------|",
        "| lead     | 12.30 [11.00, 13.60] |",
        "| lex-rank | 9.00                 |",
    ]


def test_a_long_line_is_not_broken_and_words_in_brackets_are_words() -> None:
    table = markdown_table(["document"], [["[bold]word[/bold] " * 40]])

    assert len(table.splitlines()) == 3
    assert "[bold]word[/bold]" in table
