"""How well the stories of pages are found, against the true text of 92 pages."""
