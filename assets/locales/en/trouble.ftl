# What keeps a file or the data from being read or written, and what was found in a file.

system-not-found = there is no such file or folder
system-forbidden = it may not be opened: the permissions forbid it
system-full = there is no room on the disk
system-read-only = it lies where nothing can be written
system-folder = it is a folder
system-no-folder = a part of its path is no folder
system-there = it is there already
system-other = { $code ->
    [0] { $original }
   *[other] { $original }
}
file-unreadable = { $file } can’t be read: { $why }
file-unwritable = { $file } can’t be written: { $why }
file-no-file = { $file } is no file but a folder; choose a file in it
file-changed = { $file } was changed while it was read; wait until it is complete and begin again
file-unlike = { $file }: { $why }; what can be read: { $known }
unlike-locked = it is an old .xls or a workbook with a password; save it as .xlsx without one
unlike-archive = it is a zip archive without a workbook; unpack it first
unlike-markup = it is a web page or XML; save it as CSV or .xlsx
file-no-writer = { $format } can’t be written; what can: { $known }
file-no-encoding = “{ $name }” is no known encoding; such as utf-8, gbk or windows-1250 are
file-empty = { $file } is empty; the first row must name the columns
file-header = { $file }, line { $line }: this can’t name the columns: { $original }
file-open-quote = { $file }, line { $line }, column { $column }: the quote that opens here is never closed; close it, or double it if it belongs to the text
file-too-long = { $file }, line { $line }, column { $column }: { $what }
long-cell = the cell that begins here holds more than 1 MiB; look for a quote that is never closed
long-breaks = the cell that begins here goes over more than 1,000 lines; look for a quote that is never closed
long-row = the row that begins here holds more than 16 MiB; is this a table with line breaks?
long-object = the object that begins here holds more than 16 MiB; look for a quote or a bracket that is never closed
file-no-sheet = { $file } has no sheet “{ $wanted }”; its sheets: { $known }
file-no-rows = { $file } has no sheet with rows; its sheets: { $known }
file-bomb = { $file } is refused: { $original }; if it can be trusted, save it as CSV in a spreadsheet program
file-broken = { $line ->
    [0] { $file } can’t be understood: { $original }; save it again, or as CSV
   *[other] { $file }, line { $line }: this can’t be understood: { $original }; save it again, or as CSV
}
file-cannot-hold = { $file }, row { $row }, column { $column }: { $original }; write CSV instead
file-uneven = { $rows } rows were read, but { $loaded } loaded and { $rejected } left out: nothing is kept; please report it
mapping-no-field = there is no field “{ $given }”; there are: { $known }
mapping-no-column = the table has no column “{ $given }”; it has: { $known }
mapping-no-layer = stage “{ $stage }”: “{ $given }” is no layer
mapping-no-delimiter = “{ $given }” can’t divide cells; a comma, semicolon, bar or tab can
found-told = { $name }, as you said
found-mark = { $name }, by its mark
found-pattern = { $name }, by its zero bytes
found-ascii = { $name }, nothing but ASCII
found-valid = { $name }, valid throughout
found-damaged = { $count ->
    [one] { $name }, but for { $count } damaged place
   *[other] { $name }, but for { $count } damaged places
}
found-guess = { $name }, a guess by its letters
found-comma = divided by commas
found-semicolon = divided by semicolons
found-tab = divided by tabs
found-delimiter = divided by { $sign }
found-quote = quoted with { $sign }
found-backslash = backslashes before quotes
found-sheet = { $count ->
    [one] sheet “{ $name }”
   *[other] sheet “{ $name }”, one of { $count }
}
found-nameless = column { $column } has no name and is called “{ $name }”
found-again = column { $column } is “{ $written }” again and is called “{ $name }”
found-more =
    { $count ->
        [one] one more column got another name, too
       *[other] { $number } more columns got other names, too
    }
found-rows-in = the rows are the objects in “{ $key }”
store-not-found = { $file } is not there; start fiveply without it to make one
store-exists = { $file } is there already; choose another name
store-foreign = { $file } is no workspace of fiveply: { $original }; nothing was written
store-newer = { $file } was made by a newer fiveply (format { $found }, this one knows { $known }); bring fiveply up to date
store-corrupt = { $file } is damaged: { $original }; `fiveply restore` brings back a backup; nothing was written
store-denied = { $file } can’t be opened: { $original }
store-network = { $file } lies on { $system }, where locks can’t be trusted; put it on a local disk
store-in-use = others have { $file } open; ask them to leave and try again; nothing was changed
store-replaced = another file was put in the place of { $file } while it was open; leave and come back
store-gone = { $file } is no longer there: it was moved, renamed or deleted while it was open; put it back, or leave and open it where it is now
store-unknown = { $file }: it can’t be told whether the change was kept; look at the last changes (U) before you do it again: { $original }
store-applied = this was done already, as change { $number }; nothing was done again
store-linked = { $what } is still used by { $by }
store-misfit = { $what } is not as the change says: { $original }; nothing was changed
store-io = { $file }: { $original }
record-named = { $kind ->
    [user] user
    [product] product
    [account] company
    [contact] contact
    [lead] lead
    [feedback] feedback
    [touch] touch
    [setting] setting
    [segment] segment
   *[list] list
} #{ $number }
refused-conflict = somebody changed it meanwhile; nothing was changed
refused-out-of-step = the data does not agree with its log: { $original }; run `fiveply check`
refused-form = { $original }
refused-misfit = “{ $given }” does not fit; { $wants ->
    [number] a whole number
    [money] an amount
    [date] a day such as 2026-11-30
    [code] one of: { $known }
    [link] the number of a record
    [flags] milestones
   *[text] a text
} would
refused-milestone = one of these milestones is not on the list any more
refused-too-long = { $bytes } bytes are too long; at most { $most }
refused-named = { $by } names “{ $name }” in its filter; change that first
refused-named-privately = a private segment of a colleague names “{ $name }” in its filter
refused-not-removed = only segments and lists are removed; undo takes back others
refused-kept-amounts = { $count } amounts are kept in { $home }; export them, clear them, and import them in the new currency first
refused-ambiguous = more than one company is called “{ $name }” (#{ $first }, #{ $second }); a column with their city tells them apart
refused-follows = { $field } follows from what is done and is not typed
refused-name-taken = “{ $name }” is there already ({ $what }); use it, or choose another name
said-thread-gone = what writes has stopped; leave and come back
flaw-other = { $original }
status-no-settings = the file holds something else than settings
