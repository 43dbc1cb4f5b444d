"""What schools report of absence: a sheet, its columns, its rows, and the days that come of them. Plain Python."""
