"""The manual: one Markdown file a page, shown in the program and by `newsterm manual`."""
