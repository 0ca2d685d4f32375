"""From files to checked records: read and parse, typed shape, rules."""
