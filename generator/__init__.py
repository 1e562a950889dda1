"""A folder of news articles in, a searchable briefing site out."""
