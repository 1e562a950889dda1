"""What keeps a hostile text inert and a printed sentence true, each part independent of what it guards."""
