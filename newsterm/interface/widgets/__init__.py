"""Small parts that panes and screens share."""
