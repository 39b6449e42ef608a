"""Ten everyday jobs, done by a script in newsterm, and how many keys they take here and elsewhere."""
