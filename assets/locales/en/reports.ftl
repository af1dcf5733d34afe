# Reports that leave the program.

act-report-export = write the report as CSV, JSON, SVG or HTML; or copy the table or the command
hint-report-export = export
ask-outlet = What becomes of this report?
outlet-csv = CSV file
outlet-json = JSON file
outlet-svg = SVG picture
outlet-html = HTML page
outlet-table = copy the table
outlet-command = copy the command
outlet-csv-for = rows, for a spreadsheet
outlet-json-for = all that is meant, for programs
outlet-svg-for = the chart
outlet-html-for = tables, charts and notes; stands alone
ask-report-file = Write as { $form } to
example-report-file = a file, such as ~/report.html
ask-report-over = { $file } is there already. Write over it?
report-written = { $file } is written: { $size }
report-is-folder = { $file } is a folder; add the name of a file
report-not-written = { $file } was not written: { $why }
report-nothing-drawn = This report has nothing to draw now; write it as CSV, JSON or HTML
report-failed = The report was not made: { $why }
report-writing = Writing { $file } …; Esc stops it
report-reading = Reading an earlier day: { $n } changes taken back …; Esc stops it
report-stopped = Stopped; nothing was written
