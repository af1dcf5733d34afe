# Lists of what is selected.

act-segment-export = make a list for mail, e-mail, calls or a calendar
hint-segment-export = list to file
list-title = A list of what is selected
list-all = all
list-name = Name
list-name-example = the same name gives the same arms
list-file = File
list-file-example = ~/list.csv, xlsx, vcf or ics; empty: the clipboard
list-split = Percent in A
list-split-example = 50; empty: all in one
list-hold-out = Percent held out
list-hold-out-example = 10, to compare with later
list-since = Not contacted for
list-since-example = 30d: who was contacted since is left out
list-note = Note
list-note-example = what it is for
list-no-share = “{ $given }” is no share; a number from 1 to 99
list-no-days = “{ $given }” is no number of days; such as 30
list-clipboard = the clipboard
ask-list = { $rows } rows to { $file }? { $held } held out, { $excluded } left out as contacted.
ask-list-arms = { $rows } rows to { $file }? { $a } in A, { $b } in B, { $held } held out, { $excluded } left out as contacted.
list-made =
    { $count ->
        [one] { $rows } row is in { $file }; who is on the list is kept
       *[other] { $rows } rows are in { $file }; who is on the list is kept
    }
list-nothing-due = nobody on the list has a next step with a day, which is what a calendar holds; accounts have none: count leads, or choose another format
list-no-format = { $file }: no such format; let it end in csv, tsv, xlsx, jsonl, vcf or ics
list-there = { $file } is there already and stays as it is; E takes another name
list-no-folder = { $file }: there is no such folder; make it, or name another
list-failed = The list was not made: { $why }
list-too-long = Only { $fit } of { $all } rows fit on a clipboard; name a file, or narrow the filter
told-listed = on the list “{ $name }”
told-listed-a = on the list “{ $name }”, in A
told-listed-b = on the list “{ $name }”, in B
told-held-out = held out of the list “{ $name }”, to compare with
