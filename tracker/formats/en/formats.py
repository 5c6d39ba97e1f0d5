"""How days and instants are written on every page. Django takes those of the language before those of the settings."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = r"j F Y, H:i \U\T\C"
