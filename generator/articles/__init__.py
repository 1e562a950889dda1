"""Document → article: what is not the article's own prose goes out, and the rest becomes judged sentences."""
